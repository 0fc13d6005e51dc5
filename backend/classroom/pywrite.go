package classroom

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// ellipsis ends a value that was cut where no field could say so.
const ellipsis = '…'

// beginning returns the first limit characters of data, and whether there are
// more. Each byte that is not UTF-8 becomes U+FFFD.
func beginning(data []byte, limit int) (text string, cut bool) {
	end := 0
	for range limit {
		if end >= len(data) {
			break
		}
		_, size := utf8.DecodeRune(data[end:])
		end += size
	}
	// Converting to runes and back replaces each invalid byte for itself;
	// strings.ToValidUTF8 would make one of a run of them.
	if utf8.Valid(data[:end]) {
		return string(data[:end]), end < len(data)
	}
	return string([]rune(string(data[:end]))), end < len(data)
}

// nextChar returns the first character of what a jsonScanner gives for a string
// that is not empty, and how many bytes it takes there. Invalid UTF-8 and lone
// surrogates are U+FFFD.
func nextChar(text []byte) (char rune, size int) {
	if text[0] != '\\' {
		return utf8.DecodeRune(text)
	}
	if text[1] != 'u' {
		if i := strings.IndexByte("bfnrt", text[1]); i >= 0 {
			return rune("\b\f\n\r\t"[i]), 2
		}
		return rune(text[1]), 2 // " \ /
	}
	char = hexChar(text)
	if !utf16.IsSurrogate(char) {
		return char, 6
	}
	if rest := text[6:]; len(rest) >= 6 && rest[0] == '\\' && rest[1] == 'u' {
		if pair := utf16.DecodeRune(char, hexChar(rest)); pair != unicode.ReplacementChar {
			return pair, 12
		}
	}
	return unicode.ReplacementChar, 6
}

// hexChar returns the code unit of a \u escape.
func hexChar(text []byte) rune {
	unit := 0
	for _, c := range text[2:6] {
		unit = unit<<4 | hexValue(c)
	}
	return rune(unit)
}

// pyWriter writes values as Python does, until it has written limit characters.
type pyWriter struct {
	limit  int  // characters that still fit
	digits int  // significant digits of floats; 0 for all that were sent
	cut    bool // there was more than fitted
	out    strings.Builder
}

func (w *pyWriter) char(r rune) {
	if w.limit == 0 {
		w.cut = true
		return
	}
	w.limit--
	w.out.WriteRune(r)
}

func (w *pyWriter) string(s string) {
	for _, r := range s {
		w.char(r)
	}
}

// value writes the token that s stands on and, if that opens a list or dict, all
// that is in it, as repr would. It leaves s at the value's last token, or
// earlier in the value once the writer is full.
func (w *pyWriter) value(s *jsonScanner) {
	outside := s.depth
	if s.kind.opens() {
		outside--
	}
	first := true // in its list or dict, or after its key
	for {
		if !first && !s.kind.closes() {
			w.string(", ")
		}
		w.token(s.kind, s.text)
		first = s.kind.opens() || s.kind == jsonKey
		if s.depth == outside || w.cut || !s.next() {
			return
		}
	}
}

// token writes one token.
func (w *pyWriter) token(kind jsonKind, text []byte) {
	switch kind {
	case jsonKey:
		w.repr(text)
		w.string(": ")
	case jsonString:
		w.repr(text)
	case jsonNumber:
		w.number(text)
	case jsonConst:
		w.string(pyConst(text))
	default:
		w.string(string(text))
	}
}

// bare writes a string's characters without quotes or escapes.
func (w *pyWriter) bare(text []byte) {
	for len(text) > 0 && !w.cut {
		r, size := nextChar(text)
		w.char(r)
		text = text[size:]
	}
}

// repr writes a string as Python's repr does: in single quotes unless only these
// occur in it, with what cannot be printed escaped.
func (w *pyWriter) repr(text []byte) {
	quote := '\''
	// An escaped quote is written \" or \u0022, both rare: to take \u0022 for none
	// gives another, equally valid writing.
	if bytes.IndexByte(text, '\'') >= 0 && !bytes.Contains(text, []byte(`\"`)) {
		quote = '"'
	}
	w.char(quote)
	for len(text) > 0 && !w.cut {
		r, size := nextChar(text)
		w.escaped(r, quote)
		text = text[size:]
	}
	w.char(quote)
}

func (w *pyWriter) escaped(r, quote rune) {
	switch {
	case r == quote || r == '\\':
		w.char('\\')
		w.char(r)
	case r == '\n':
		w.string(`\n`)
	case r == '\r':
		w.string(`\r`)
	case r == '\t':
		w.string(`\t`)
	case unicode.IsPrint(r):
		w.char(r)
	case r <= 0xff:
		w.string(fmt.Sprintf(`\x%02x`, r))
	case r <= 0xffff:
		w.string(fmt.Sprintf(`\u%04x`, r))
	default:
		w.string(fmt.Sprintf(`\U%08x`, r))
	}
}

// number writes a number as it was sent, a float with too many digits rounded.
func (w *pyWriter) number(text []byte) {
	switch string(text) {
	case "NaN":
		w.string("nan")
	case "Infinity":
		w.string("inf")
	case "-Infinity":
		w.string("-inf")
	default:
		if w.digits > 0 && bytes.ContainsAny(text, ".eE") && significant(text) > w.digits {
			w.string(roundFloat(string(text), w.digits))
			return
		}
		w.string(string(text[:min(len(text), w.limit+1)])) // one over, to be noticed as cut
	}
}

// significant counts the digits of a literal's mantissa from the first to the last
// that is not zero.
func significant(literal []byte) int {
	mantissa := literal
	if end := bytes.IndexAny(literal, "eE"); end >= 0 {
		mantissa = literal[:end]
	}
	mantissa = bytes.TrimRight(bytes.TrimLeft(mantissa, "-0."), "0.")
	return len(mantissa) - bytes.Count(mantissa, []byte("."))
}

// roundFloat writes a float to so many significant digits, as Python's %g does,
// but keeps a .0 where that leaves room for one: a float must not look like an int.
// What no float64 can hold stays as it was sent.
func roundFloat(literal string, digits int) string {
	f, err := strconv.ParseFloat(literal, 64)
	if err != nil {
		return literal
	}
	text := strconv.FormatFloat(f, 'g', digits, 64)
	if !strings.ContainsAny(text, ".e") && significant([]byte(text)) < digits {
		text += ".0"
	}
	return text
}

// pyConst returns what Python writes for true, false and null.
func pyConst(text []byte) string {
	switch text[0] {
	case 't':
		return "True"
	case 'f':
		return "False"
	}
	return "None"
}

// cellStyle is how the values of arrays and tables are written in their cells.
type cellStyle struct {
	limit  int // characters of a cell; what was longer ends with an ellipsis
	digits int // significant digits of floats; 0 for all that were sent
}

// cell returns the value that s stands on as the text of a cell: a string bare,
// all else as repr would. It leaves s anywhere in the value.
func (c cellStyle) cell(s *jsonScanner) string {
	w := pyWriter{limit: c.limit, digits: c.digits}
	if s.kind == jsonString {
		w.bare(s.text)
	} else {
		w.value(s)
	}
	return w.cell()
}

// text returns a string's characters.
func (c cellStyle) text(literal []byte) string {
	w := pyWriter{limit: c.limit}
	w.bare(literal)
	return w.cell()
}

// String returns what was written.
func (w *pyWriter) String() string { return w.out.String() }

// cell returns what was written, with an ellipsis for what was cut.
func (w *pyWriter) cell() string {
	if w.cut {
		w.out.WriteRune(ellipsis)
	}
	return w.out.String()
}
