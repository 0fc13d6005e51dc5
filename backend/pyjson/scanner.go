// Package pyjson reads JSON as Python's json module writes it, with NaN, Infinity and
// -Infinity, and writes its values as Python's repr does. The scanner goes through a
// document token by token without allocating; Measure finds the shape of nested lists in
// one pass; Writer and CellStyle write values within a bound of characters.
//
// It builds no values in memory and knows nothing of records: payload and compare call it.
package pyjson

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxDepth bounds the nesting of JSON: a 32-dimensional array, numpy's own limit, in a
// few dicts.
const MaxDepth = 64

// Kind is the kind of token that a Scanner is at.
type Kind byte

// The kinds of tokens.
const (
	Nothing   Kind = iota // before the first token and after the last
	OpenList              // [
	CloseList             // ]
	OpenDict              // {
	CloseDict             // }
	Key                   // a key and its colon
	String
	Number // also NaN, Infinity and -Infinity
	Const  // true, false, null
)

// Opens reports whether a list or dict begins.
func (k Kind) Opens() bool { return k == OpenList || k == OpenDict }

// Closes reports whether a list or dict ends.
func (k Kind) Closes() bool { return k == CloseList || k == CloseDict }

// want says what may come next.
type want byte

const (
	wantValue want = iota
	wantFirstValue
	wantFirstKey
	wantKey
	wantComma // or the end of the list or dict
	wantEnd
)

// Scanner reads JSON as Python's json module writes it, token by token and in place: it allocates
// nothing, and its time is linear. encoding/json cannot be used because it refuses NaN, Infinity and
// -Infinity, which every lab sends.
//
// The grammar is RFC 8259 with those three values, read as leniently as Python's
// json.loads(strict=False): it accepts control characters in strings, duplicate keys, invalid UTF-8
// and lone surrogates. Use it like a bufio.Scanner:
//
//	s := NewScanner(data)
//	for s.Next() {
//		// s.Kind, s.Text
//	}
//	// s.Err
type Scanner struct {
	Kind  Kind   // the kind of the current token
	Text  []byte // its bytes; for strings and keys the bytes between the quotes, with their escapes
	Depth int    // how many lists and dicts are open after the token
	Mark  Mark   // of a list's beginning, a string and a key: what Python had in its place
	InKey Mark   // of the last key
	start int    // offset of the token's first byte
	Err   error  // why Next returned false: nil at the end, *SyntaxError, or ErrTooDeep

	data []byte
	pos  int
	want want
	dict [MaxDepth]bool // for each open level: true for a dict, false for a list
}

// NewScanner returns a scanner that is before the first token of data.
func NewScanner(data []byte) *Scanner { return &Scanner{data: data} }

// ErrTooDeep says that a document has more than MaxDepth lists and dicts inside one another.
var ErrTooDeep = fmt.Errorf("pyjson: nested more than %d lists and dicts deep", MaxDepth)

// SyntaxError says where a document stops being JSON.
type SyntaxError struct {
	Character int  // from 1
	Ended     bool // the document ends while something is open
}

// Error names the character.
func (e *SyntaxError) Error() string {
	if e.Ended {
		return fmt.Sprintf("pyjson: the document ends after character %d", e.Character-1)
	}
	return fmt.Sprintf("pyjson: not valid JSON at character %d", e.Character)
}

// Next moves to the next token. It returns false at the end and, with Err set, at the first error;
// then it stays there.
func (s *Scanner) Next() bool {
	if s.Err != nil {
		return false
	}
	s.skipSpace()
	if s.want == wantComma && s.peek() == ',' {
		s.comma()
	}
	s.start = s.pos
	switch c := s.peek(); s.want {
	case wantEnd:
		s.Kind, s.Text = Nothing, nil
		return s.pos < len(s.data) && s.fail()
	case wantFirstValue:
		if c == ']' {
			return s.close(c)
		}
	case wantComma:
		return s.close(c)
	case wantFirstKey:
		if c == '}' {
			return s.close(c)
		}
		return s.key(c)
	case wantKey:
		return s.key(c)
	}
	return s.value()
}

// comma reads a comma and notes whether a key or a value must follow.
func (s *Scanner) comma() {
	s.pos++
	s.skipSpace()
	s.want = wantValue
	if s.dict[s.Depth-1] {
		s.want = wantKey
	}
}

// Each calls visit for each value of the list or dict that the scanner has just opened, and returns
// how many there were. On each call the scanner is at the value's first token; the key is nil in a
// list. visit may leave the scanner anywhere inside the value.
func (s *Scanner) Each(visit func(i int, key []byte)) int {
	inside := s.Depth
	count := 0
	for s.Next() && s.Depth >= inside {
		var key []byte
		if s.Kind == Key {
			key = s.Text
			if !s.Next() {
				return count
			}
		}
		visit(count, key)
		s.leave(inside)
		count++
	}
	return count
}

// leave moves on until at most depth lists and dicts are open.
func (s *Scanner) leave(depth int) {
	for s.Depth > depth && s.Next() {
		continue
	}
}

// Raw moves to the end of the current value and returns its bytes.
func (s *Scanner) Raw() []byte {
	from := s.start
	if s.Kind.Opens() {
		s.leave(s.Depth - 1)
	}
	return s.data[from:s.pos]
}

// At returns the offset of the current token's first byte.
func (s *Scanner) At() int { return s.start }

// fail notes that the document is wrong at pos and returns false, as Next will.
func (s *Scanner) fail() bool {
	s.Kind, s.Text = Nothing, nil
	s.Err = &SyntaxError{Character: utf8.RuneCount(s.data[:s.pos]) + 1, Ended: s.pos >= len(s.data)}
	return false
}

// peek returns the byte at pos; 0, which the grammar never allows, at the end.
func (s *Scanner) peek() byte {
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

func (s *Scanner) skipSpace() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\n', '\t', '\r':
			s.pos++
		default:
			return
		}
	}
}

func (s *Scanner) value() bool {
	switch c := s.peek(); c {
	case '[':
		return s.open(OpenList, wantFirstValue)
	case '{':
		return s.open(OpenDict, wantFirstKey)
	case '"':
		return s.string(String) && s.closeValue()
	case 't':
		return s.word(Const, "true")
	case 'f':
		return s.word(Const, "false")
	case 'n':
		return s.word(Const, "null")
	case 'N':
		return s.word(Number, "NaN")
	case 'I':
		return s.word(Number, "Infinity")
	default:
		return s.number(c)
	}
}

func (s *Scanner) open(kind Kind, want want) bool {
	if s.Depth == MaxDepth {
		s.Kind, s.Text = Nothing, nil
		s.Err = ErrTooDeep
		return false
	}
	s.dict[s.Depth] = kind == OpenDict
	s.Depth++
	s.token(kind, 1)
	s.mark()
	s.want = want
	return true
}

func (s *Scanner) close(c byte) bool {
	kind := CloseList
	if s.dict[s.Depth-1] {
		kind = CloseDict
	}
	if kind == CloseList && c != ']' || kind == CloseDict && c != '}' {
		return s.fail()
	}
	s.Depth--
	s.token(kind, 1)
	return s.closeValue()
}

// closeValue notes what may follow a complete value.
func (s *Scanner) closeValue() bool {
	s.want = wantComma
	if s.Depth == 0 {
		s.want = wantEnd
	}
	return true
}

// token makes the next size bytes the current token.
func (s *Scanner) token(kind Kind, size int) {
	s.Kind, s.Text = kind, s.data[s.pos:s.pos+size]
	s.pos += size
}

func (s *Scanner) key(c byte) bool {
	if c != '"' {
		return s.fail()
	}
	if !s.string(Key) {
		return false
	}
	s.InKey = s.Mark
	s.skipSpace()
	if s.peek() != ':' {
		return s.fail()
	}
	s.pos++
	s.want = wantValue
	return true
}

// string reads a string from its opening quote.
func (s *Scanner) string(kind Kind) bool {
	s.pos++
	from := s.pos
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.Kind, s.Text = kind, s.data[from:s.pos]
			s.pos++
			s.mark()
			return true
		case '\\':
			s.pos++
			if !s.escape() {
				return s.fail()
			}
		default:
			s.pos++
		}
	}
	return s.fail()
}

// escape reads the rest of an escape after its backslash; at an error pos stays there.
func (s *Scanner) escape() bool {
	switch s.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.pos++
		return true
	case 'u':
		for range 4 {
			s.pos++
			if hexValue(s.peek()) < 0 {
				return false
			}
		}
		s.pos++
		return true
	}
	return false
}

func (s *Scanner) word(kind Kind, word string) bool {
	rest := s.data[s.pos:]
	if !bytes.HasPrefix(rest, []byte(word)) {
		for s.pos < len(s.data) && s.data[s.pos] == word[s.pos-s.start] {
			s.pos++
		}
		return s.fail()
	}
	s.token(kind, len(word))
	return s.closeValue()
}

// number reads -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)? and -Infinity. It leaves a digit after a leading
// zero to Next, which refuses it.
func (s *Scanner) number(c byte) bool {
	if c == '-' {
		s.pos++
		c = s.peek()
		if c == 'I' {
			s.pos--
			return s.word(Number, "-Infinity")
		}
	}
	if c == '0' {
		s.pos++
	} else if !s.digits() {
		return s.fail()
	}
	if s.peek() == '.' {
		s.pos++
		if !s.digits() {
			return s.fail()
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.pos++
		if c := s.peek(); c == '+' || c == '-' {
			s.pos++
		}
		if !s.digits() {
			return s.fail()
		}
	}
	s.Kind, s.Text = Number, s.data[s.start:s.pos]
	return s.closeValue()
}

// digits reads digits and reports whether there were any.
func (s *Scanner) digits() bool {
	from := s.pos
	for s.pos < len(s.data) && isDigit(s.data[s.pos]) {
		s.pos++
	}
	return s.pos > from
}
