package pyjson

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Ellipsis ends a value that was cut where no field can say so.
const Ellipsis = '…'

// Beginning returns the first limit characters of data, and whether there are more. Each invalid byte
// of UTF-8 becomes U+FFFD.
func Beginning(data []byte, limit int) (text string, cut bool) {
	end := 0
	for range limit {
		if end >= len(data) {
			break
		}
		_, size := utf8.DecodeRune(data[end:])
		end += size
	}
	// A conversion to runes and back replaces each invalid byte; strings.ToValidUTF8 would replace a
	// run of them by one character.
	if utf8.Valid(data[:end]) {
		return string(data[:end]), end < len(data)
	}
	return string([]rune(string(data[:end]))), end < len(data)
}

// Unescaped returns the characters of a string as a Scanner returns it, with escapes.
func Unescaped(literal []byte) string {
	if bytes.IndexByte(literal, '\\') < 0 {
		return string(literal)
	}
	var out strings.Builder
	for len(literal) > 0 {
		char, size := NextChar(literal)
		out.WriteRune(char)
		literal = literal[size:]
	}
	return out.String()
}

// NextChar returns the first character of text, a string as a Scanner returns it, and how many bytes
// it takes there. text must not be empty. Invalid UTF-8 and lone surrogates become U+FFFD.
func NextChar(text []byte) (char rune, size int) {
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

// Writer writes values as Python does, until it has written limit characters.
type Writer struct {
	Limit  int  // characters that still fit
	Digits int  // significant digits of floats; 0 keeps all that were sent
	Plain  bool // marks are not looked at: every list is a list
	Cut    bool // there was more than could be written
	out    strings.Builder
}

func (w *Writer) char(r rune) {
	if w.Limit == 0 {
		w.Cut = true
		return
	}
	w.Limit--
	w.out.WriteRune(r)
}

func (w *Writer) string(s string) {
	for _, r := range s {
		w.char(r)
	}
}

// Value writes the current token of s as repr would and, if it opens a list or dict, everything in
// that. It leaves s at the value's last token, or earlier in the value if the writer is full.
func (w *Writer) Value(s *Scanner) {
	if !s.Kind.Opens() {
		w.token(s)
		return
	}
	outside := s.Depth - 1
	var ends [MaxDepth + 1]string // of the lists and dicts that are open, by their depth
	first := true                 // in its list or dict, or after its key
	for {
		if !first && !s.Kind.Closes() {
			w.string(", ")
			around := depthAround(s)
			ends[around] = strings.TrimPrefix(ends[around], ",")
		}
		switch {
		case s.Kind.Opens():
			ends[s.Depth] = w.open(s)
		case s.Kind.Closes():
			w.string(ends[s.Depth+1])
		default:
			w.token(s)
		}
		first = s.Kind.Opens() || s.Kind == Key
		if s.Depth == outside || w.Cut || !s.Next() {
			return
		}
	}
}

// depthAround returns the depth of the list or dict that the current token of s stands in.
func depthAround(s *Scanner) int {
	if s.Kind.Opens() {
		return s.Depth - 1
	}
	return s.Depth
}

// open writes the beginning of the list or dict at which s is, and returns its end.
func (w *Writer) open(s *Scanner) string {
	if s.Kind == OpenDict {
		w.string("{")
		return "}"
	}
	mark := s.Mark
	if w.Plain {
		mark = Unmarked
	}
	isEmpty := s.isEmpty()
	before, after := mark.brackets(isEmpty)
	if mark == Tuple && !isEmpty {
		after = "," + after // unless another value follows
	}
	w.string(before)
	return after
}

// token writes a token that neither opens nor closes anything.
func (w *Writer) token(s *Scanner) {
	switch s.Kind {
	case Number:
		w.number(s.Text)
	case Const:
		w.string(pyConst(s.Text))
	default:
		w.text(s.Text, s.Mark)
		if s.Kind == Key {
			w.string(": ")
		}
	}
}

// text writes a string or a key with this mark.
func (w *Writer) text(text []byte, mark Mark) {
	if mark == Unmarked || w.Plain {
		w.repr(text)
		return
	}
	for len(text) > 0 && !w.Cut {
		r, size := NextChar(text)
		w.escaped(r, noQuote)
		text = text[size:]
	}
}

// bare writes a string's characters without quotes or escapes.
func (w *Writer) bare(text []byte) {
	for len(text) > 0 && !w.Cut {
		r, size := NextChar(text)
		w.char(r)
		text = text[size:]
	}
}

// repr writes a string as Python's repr does: in double quotes if it has only single quotes inside,
// else in single quotes; characters that cannot be printed are escaped.
func (w *Writer) repr(text []byte) {
	quote := '\''
	// An escaped quote is written \" or \u0022; both are rare. If \u0022 is not recognised here, the
	// result is another valid spelling.
	if bytes.IndexByte(text, '\'') >= 0 && !bytes.Contains(text, []byte(`\"`)) {
		quote = '"'
	}
	w.char(quote)
	for len(text) > 0 && !w.Cut {
		r, size := NextChar(text)
		w.escaped(r, quote)
		text = text[size:]
	}
	w.char(quote)
}

// noQuote stands in place of a quote where none is around the text.
const noQuote rune = -1

func (w *Writer) escaped(r, quote rune) {
	switch {
	case r == quote || r == '\\' && quote != noQuote: // what has no quotes is written already
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

// number writes a number as it was sent, but rounds a float with too many digits.
func (w *Writer) number(text []byte) {
	switch string(text) {
	case "NaN":
		w.string("nan")
	case "Infinity":
		w.string("inf")
	case "-Infinity":
		w.string("-inf")
	default:
		if w.Digits > 0 && bytes.ContainsAny(text, ".eE") && significant(text) > w.Digits {
			w.string(roundFloat(string(text), w.Digits))
			return
		}
		w.string(string(text[:min(len(text), w.Limit+1)])) // one character more than fits, so that the cut is noticed
	}
}

// significant counts the digits of a literal's mantissa from the first nonzero digit to the last.
func significant(literal []byte) int {
	mantissa := literal
	if end := bytes.IndexAny(literal, "eE"); end >= 0 {
		mantissa = literal[:end]
	}
	mantissa = bytes.TrimRight(bytes.TrimLeft(mantissa, "-0."), "0.")
	return len(mantissa) - bytes.Count(mantissa, []byte("."))
}

// roundFloat rounds a float to this many significant digits, as Python's %g does, but keeps .0 if
// there is room, because a float must not look like an int. A number beyond the range of float64 stays
// as it was sent.
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

// pyConst returns the words of Python for true, false and null.
func pyConst(text []byte) string {
	switch text[0] {
	case 't':
		return "True"
	case 'f':
		return "False"
	}
	return "None"
}

// CellStyle says how values of arrays and tables are written in cells.
type CellStyle struct {
	Limit  int // characters of a cell; a longer value ends with an ellipsis
	Digits int // significant digits of floats; 0 keeps all that were sent
}

// Cell returns the current value of s as the text of a cell: a string without quotes, everything else
// as repr would write it. It leaves s anywhere in the value.
func (c CellStyle) Cell(s *Scanner) string {
	w := Writer{Limit: c.Limit, Digits: c.Digits}
	if s.Kind == String {
		w.bare(s.Text)
	} else {
		w.Value(s)
	}
	return w.Cell()
}

// Key returns a key with this mark as repr would write it.
func (c CellStyle) Key(literal []byte, mark Mark) string {
	w := Writer{Limit: c.Limit}
	w.text(literal, mark)
	return w.Cell()
}

// String returns the text written so far.
func (w *Writer) String() string { return w.out.String() }

// Cell returns the text written so far, with an ellipsis if it was cut.
func (w *Writer) Cell() string {
	if w.Cut {
		w.out.WriteRune(Ellipsis)
	}
	return w.out.String()
}
