package pyjson

// Mark says what Python had where JSON has only a list or a string. Our client writes it as tabs straight
// after the bracket or the closing quote: JSON allows them, nobody else writes them there, and every
// reader of JSON sees the same value with them and without. Where there is none, nothing is known of it.
type Mark byte

// The marks of lists, by the number of tabs. A string with any mark is no text but Python's own writing of
// a value that JSON has not, such as b'ab', 1+2j, or the key 2 of a dict.
const (
	Unmarked Mark = iota
	Tuple
	Set
	FrozenSet
	Array // of numpy

	maxMark = Array
)

// mark reads the tabs after the current token; more than any mark has are none.
func (s *Scanner) mark() {
	from := s.pos
	for s.pos < len(s.data) && s.data[s.pos] == '\t' {
		s.pos++
	}
	s.Mark = Unmarked
	if tabs := s.pos - from; tabs <= int(maxMark) {
		s.Mark = Mark(tabs)
	}
}

// isEmpty reports whether the list that begins at the current token has no values.
func (s *Scanner) isEmpty() bool {
	at := *s
	at.skipSpace()
	return at.peek() == ']'
}

// Name returns what a list with this mark is called.
func (m Mark) Name() string {
	return [...]string{"list", "tuple", "set", "frozenset", "array"}[m]
}

// brackets returns what Python writes around the values of a list with this mark; for a tuple of one value,
// the end has a comma too.
func (m Mark) brackets(isEmpty bool) (before, after string) {
	switch m {
	case Tuple:
		return "(", ")"
	case Set:
		if isEmpty {
			return "set(", ")"
		}
		return "{", "}"
	case FrozenSet:
		if isEmpty {
			return "frozenset(", ")"
		}
		return "frozenset({", "})"
	case Array:
		return "array([", "])"
	default:
		return "[", "]"
	}
}
