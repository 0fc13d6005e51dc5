package python

import "strings"

// Statement is a statement with all its lines; several that semicolons join are one. A block that
// stands on lines of its own is not part of its header.
type Statement struct {
	From, To int     // offsets of its first line's beginning and of the end of its last line, without the line end
	Column   int     // of its first character; a tab moves to the next multiple of eight
	Tokens   []Token // without Indent and Dedent; the last is a Newline
}

// Statements returns the statements of code, whose lines end in line feeds, in their order. Comments and
// empty lines belong to none unless a statement goes on after them.
func Statements(code string) []Statement {
	t := &tokenizer{src: code}
	var found []Statement
	for t.pos < len(t.src) {
		from := t.pos
		t.tokens = nil
		t.line()
		tokens := t.tokens
		for len(tokens) > 0 && (tokens[0].Kind == Indent || tokens[0].Kind == Dedent) {
			tokens = tokens[1:]
		}
		if len(tokens) > 0 {
			to := min(t.pos, len(code))
			found = append(found, Statement{From: from, To: from + len(strings.TrimRight(code[from:to], "\n")), Column: columnOf(code[from:to]), Tokens: tokens})
		}
	}
	return found
}

func columnOf(line string) int {
	t := tokenizer{src: line}
	return t.column()
}

// Word returns the word that the statement begins with, such as "for", also behind async; empty if it
// begins with something else.
func (s Statement) Word() string {
	for _, t := range s.Tokens {
		if t.Is(Name, "async") {
			continue
		}
		if t.Kind == Name {
			return t.Text
		}
		break
	}
	return ""
}

// OpensBlock reports whether the statement is the header of a block that must follow on lines of its own.
func (s Statement) OpensBlock() bool {
	last := len(s.Tokens) - 2 // before the Newline
	if last < 0 || !s.Tokens[last].Is(Op, ":") || s.Tokens[last].Depth > 0 {
		return false
	}
	return headerEnd(s.Tokens[:last+1], 0) == last || (s.Word() == "match" || s.Word() == "case") && last > 0
}
