package compare

import (
	"strconv"
	"strings"
	"unicode"

	"npt/backend/python"
)

// code returns Python code in the form in which it is compared: only its tokens, with blocks by depth.
// With ignoreNames, numbers replace the names that the code defines, in their order.
func (z Canonicalizer) code(source string, ignoreNames bool) string {
	source = z.NFC(strings.ToValidUTF8(source, string(unicode.ReplacementChar)))
	tokens := python.Tokens(strings.TrimPrefix(source, "\ufeff"))
	var names map[int]int
	if ignoreNames {
		names = python.OwnNames(tokens)
	}
	var out strings.Builder
	for i, t := range tokens {
		out.WriteByte(byte(t.Kind))
		if number, own := names[i]; own {
			out.WriteByte('$') // no name of Python begins with it
			out.WriteString(strconv.Itoa(number))
		} else {
			out.WriteString(t.Text)
		}
		out.WriteByte(0)
	}
	return out.String()
}
