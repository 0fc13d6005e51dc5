package python

import (
	"strings"
	"unicode"
)

// stringEnd reads the string literal whose opening quote is at pos. It returns the quote (one or three
// characters), the offset of the end of its text, and whether a closing quote follows. A string that
// is not closed ends with its line or, if it has three quotes, with src.
func stringEnd(src string, pos int) (quote string, end int, closed bool) {
	quote = src[pos : pos+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(src[pos:], triple) {
		quote = triple
	}
	for i := pos + len(quote); i < len(src); i++ {
		switch {
		case src[i] == '\\':
			i++
		case len(quote) == 1 && src[i] == '\n':
			return quote, i, false
		case strings.HasPrefix(src[i:], quote):
			return quote, i, true
		}
	}
	return quote, len(src), false
}

// lineEnd returns the end of the line that contains pos: the offset of its line break, or the length
// of src.
func lineEnd(src string, pos int) int {
	if end := strings.IndexByte(src[pos:], '\n'); end >= 0 {
		return pos + end
	}
	return len(src)
}

// nameLength returns how many bytes at the start of s are a name.
func nameLength(s string) int {
	for i, r := range s {
		if r == '_' || unicode.IsLetter(r) || i > 0 && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc) {
			continue
		}
		return i
	}
	return len(s)
}

// IsName reports whether s is a name, or a keyword.
func IsName(s string) bool { return s != "" && nameLength(s) == len(s) }

// IsStringPrefix reports whether a name directly before a quote is a prefix of the string, such as the
// r of r"\d".
func IsStringPrefix(name string) bool {
	switch strings.ToLower(name) {
	case "r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt":
		return true
	}
	return false
}

func startsNumber(s string) bool {
	return s != "" && (isDigit(s[0]) || s[0] == '.' && len(s) > 1 && isDigit(s[1]))
}

// numberLength returns how many bytes at the start of s belong to the number that it begins with:
// 1_000, 0xFF, 1.5e-3, 2j.
func numberLength(s string) int {
	hex := strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X") // here e is a digit
	for i := range len(s) {
		c := s[i]
		sign := !hex && i > 0 && (c == '+' || c == '-') && s[i-1]|0x20 == 'e'
		if !isDigit(c) && !isLetter(c) && c != '_' && c != '.' && !sign {
			return i
		}
	}
	return len(s)
}

// lineEnds replaces every kind of line end by a line feed.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// HasOpenString reports whether a string in the code is not closed.
func HasOpenString(code string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '#':
			i = lineEnd(code, i)
		case '\'', '"':
			quote, end, closed := stringEnd(code, i)
			if !closed {
				return true
			}
			i = end + len(quote) - 1
		}
	}
	return false
}
