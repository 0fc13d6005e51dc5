package classroom

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxDepth bounds the nesting of JSON: a 32-dimensional array, numpy's own limit, in a
// few dicts.
const MaxDepth = 64

// jsonKind is what a jsonScanner stands on.
type jsonKind byte

const (
	jsonNothing   jsonKind = iota // before the first token and after the last
	jsonOpenList                  // [
	jsonCloseList                 // ]
	jsonOpenDict                  // {
	jsonCloseDict                 // }
	jsonKey                       // a key and its colon
	jsonString
	jsonNumber // also NaN, Infinity and -Infinity
	jsonConst  // true, false, null
)

// opens reports whether a list or dict begins.
func (k jsonKind) opens() bool { return k == jsonOpenList || k == jsonOpenDict }

// closes reports whether a list or dict ends.
func (k jsonKind) closes() bool { return k == jsonCloseList || k == jsonCloseDict }

// jsonWant is what may come next.
type jsonWant byte

const (
	wantValue jsonWant = iota
	wantFirstValue
	wantFirstKey
	wantKey
	wantComma // or the end of the list or dict
	wantEnd
)

// jsonScanner reads JSON as Python's json module writes it, token by token, in
// place: it allocates nothing and its time is linear. encoding/json cannot be used,
// because it refuses NaN, Infinity and -Infinity, which every lab sends.
//
// The grammar is that of RFC 8259 and those three, read as leniently as Python's
// json.loads(strict=False) reads it: control characters in strings, duplicate keys,
// invalid UTF-8 and lone surrogates pass. It is used like a bufio.Scanner:
//
//	s := newJSONScanner(data)
//	for s.next() {
//		// s.kind, s.text
//	}
//	// s.err
type jsonScanner struct {
	kind  jsonKind // the token that next came to
	text  []byte   // its bytes: of strings and keys what is between the quotes, escapes and all
	depth int      // lists and dicts that are open after the token
	start int      // offset of the token's first byte
	err   error    // why next returned false: nil at the end, *jsonError, or ErrTooDeep

	data []byte
	pos  int
	want jsonWant
	dict [MaxDepth]bool // of each open level: a dict, not a list
}

func newJSONScanner(data []byte) *jsonScanner { return &jsonScanner{data: data} }

// ErrTooDeep says that a document has more than MaxDepth lists and dicts in one another.
var ErrTooDeep = fmt.Errorf("Nested more than %d lists and dicts deep", MaxDepth) //nolint:staticcheck // a sentence for the teacher

// jsonError says where a document stops being JSON.
type jsonError struct {
	character int  // from 1
	ended     bool // the document ends there although something is open
}

// Error names the place in words for the teacher.
func (e *jsonError) Error() string {
	switch {
	case e.ended && e.character == 1:
		return "Nothing arrived"
	case e.ended:
		return fmt.Sprintf("Cut short: the JSON stops after character %d", e.character-1)
	}
	return fmt.Sprintf("Not valid JSON at character %d", e.character)
}

// next goes to the next token. It returns false at the end and, with err set, at
// the first error, and goes no further.
func (s *jsonScanner) next() bool {
	if s.err != nil {
		return false
	}
	s.skipSpace()
	if s.want == wantComma && s.peek() == ',' {
		s.comma()
	}
	s.start = s.pos
	switch c := s.peek(); s.want {
	case wantEnd:
		s.kind, s.text = jsonNothing, nil
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

// comma reads a comma and what says whether a key or a value must follow.
func (s *jsonScanner) comma() {
	s.pos++
	s.skipSpace()
	s.want = wantValue
	if s.dict[s.depth-1] {
		s.want = wantKey
	}
}

// each calls visit for all that is in the list or dict that the scanner has just
// opened, standing on the value's first token, and returns how many there were.
// In a list the key is nil. Visit may leave the scanner anywhere in the value.
func (s *jsonScanner) each(visit func(i int, key []byte)) int {
	inside := s.depth
	count := 0
	for s.next() && s.depth >= inside {
		var key []byte
		if s.kind == jsonKey {
			key = s.text
			if !s.next() {
				return count
			}
		}
		visit(count, key)
		s.leave(inside)
		count++
	}
	return count
}

// leave goes on to where no more than depth lists and dicts are open.
func (s *jsonScanner) leave(depth int) {
	for s.depth > depth && s.next() {
		continue
	}
}

// raw goes to the end of the value that the scanner stands on and returns its bytes.
func (s *jsonScanner) raw() []byte {
	from := s.start
	if s.kind.opens() {
		s.leave(s.depth - 1)
	}
	return s.data[from:s.pos]
}

// fail notes that the document is wrong at pos and returns false, as next will.
func (s *jsonScanner) fail() bool {
	s.kind, s.text = jsonNothing, nil
	s.err = &jsonError{character: utf8.RuneCount(s.data[:s.pos]) + 1, ended: s.pos >= len(s.data)}
	return false
}

// peek returns the byte at pos; 0, which stands nowhere in the grammar, at the end.
func (s *jsonScanner) peek() byte {
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

func (s *jsonScanner) skipSpace() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\n', '\t', '\r':
			s.pos++
		default:
			return
		}
	}
}

func (s *jsonScanner) value() bool {
	switch c := s.peek(); c {
	case '[':
		return s.open(jsonOpenList, wantFirstValue)
	case '{':
		return s.open(jsonOpenDict, wantFirstKey)
	case '"':
		return s.string(jsonString) && s.closeValue()
	case 't':
		return s.word(jsonConst, "true")
	case 'f':
		return s.word(jsonConst, "false")
	case 'n':
		return s.word(jsonConst, "null")
	case 'N':
		return s.word(jsonNumber, "NaN")
	case 'I':
		return s.word(jsonNumber, "Infinity")
	default:
		return s.number(c)
	}
}

func (s *jsonScanner) open(kind jsonKind, want jsonWant) bool {
	if s.depth == MaxDepth {
		s.kind, s.text = jsonNothing, nil
		s.err = ErrTooDeep
		return false
	}
	s.dict[s.depth] = kind == jsonOpenDict
	s.depth++
	s.token(kind, 1)
	s.want = want
	return true
}

func (s *jsonScanner) close(c byte) bool {
	kind := jsonCloseList
	if s.dict[s.depth-1] {
		kind = jsonCloseDict
	}
	if kind == jsonCloseList && c != ']' || kind == jsonCloseDict && c != '}' {
		return s.fail()
	}
	s.depth--
	s.token(kind, 1)
	return s.closeValue()
}

// closeValue says what may follow a value that is complete.
func (s *jsonScanner) closeValue() bool {
	s.want = wantComma
	if s.depth == 0 {
		s.want = wantEnd
	}
	return true
}

// token makes the next size bytes the current token.
func (s *jsonScanner) token(kind jsonKind, size int) {
	s.kind, s.text = kind, s.data[s.pos:s.pos+size]
	s.pos += size
}

func (s *jsonScanner) key(c byte) bool {
	if c != '"' {
		return s.fail()
	}
	if !s.string(jsonKey) {
		return false
	}
	s.skipSpace()
	if s.peek() != ':' {
		return s.fail()
	}
	s.pos++
	s.want = wantValue
	return true
}

// string reads a string from its opening quote.
func (s *jsonScanner) string(kind jsonKind) bool {
	s.pos++
	from := s.pos
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case '"':
			s.kind, s.text = kind, s.data[from:s.pos]
			s.pos++
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

// escape reads what follows a backslash; where that is wrong, pos is there.
func (s *jsonScanner) escape() bool {
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

func (s *jsonScanner) word(kind jsonKind, word string) bool {
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

// number reads -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)? and -Infinity. A digit after a
// leading zero is left for next to refuse.
func (s *jsonScanner) number(c byte) bool {
	if c == '-' {
		s.pos++
		c = s.peek()
		if c == 'I' {
			s.pos--
			return s.word(jsonNumber, "-Infinity")
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
	s.kind, s.text = jsonNumber, s.data[s.start:s.pos]
	return s.closeValue()
}

// digits reads digits and reports whether there were any.
func (s *jsonScanner) digits() bool {
	from := s.pos
	for s.pos < len(s.data) && isDigit(s.data[s.pos]) {
		s.pos++
	}
	return s.pos > from
}

// hexValue returns the value of a hexadecimal digit, -1 for any other byte.
func hexValue(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
