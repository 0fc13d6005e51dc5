package notebook

import (
	"strings"

	"npt/backend/python"
)

// send is a call of send that runs: not one in a comment, a text or a cell that is no Python.
type send struct {
	cell  int // position of its cell in the notebook
	line  int // in the cell, from 1
	value string
	label python.Argument // as it is written: 3, "3b"; its Text is empty if there is none
	known string          // the label that it stands for; empty if it is computed, or missing
	after int             // offset at which a label can be put in; 0 if none can
	named bool            // what is sent has its name before it, so that the label needs its own
	loop  bool            // it runs more than once, or may: in a loop or a function
	kept  bool            // a comment says that its number stays
}

// sends returns the calls of send that run, in the order of the notebook.
func (d *Document) sends() []send {
	var found []send
	for i, c := range d.cells {
		if c.isCode() {
			found = append(found, sendsOf(i, c.source)...)
		}
	}
	return found
}

// keepMark is the comment by which a call keeps its number.
const keepMark = "npt: keep"

func sendsOf(cell int, source string) (found []send) {
	plain, isPython := python.Plain(source)
	if !isPython || !strings.Contains(plain, "send") {
		return nil
	}
	statements := python.Statements(plain)
	for _, call := range python.Calls(plain, "send", "npt") {
		if call.InComment {
			continue
		}
		s := send{cell: cell, line: 1 + strings.Count(plain[:call.At], "\n"), label: labelArgument(call.Arguments)}
		if known, isLiteral := literalLabel(s.label.Text); isLiteral {
			s.known = known
		}
		s.value, s.after, s.named = valueOf(call)
		s.loop = repeats(statements, call.At)
		s.kept = strings.Contains(comment(plain, call), keepMark)
		found = append(found, s)
	}
	return found
}

// valueOf returns the first argument of a call, the offset of its end, 0 if positions are unknown, and whether it has
// its name before it.
func valueOf(call python.Call) (value string, end int, named bool) {
	if len(call.Arguments) == 0 {
		return "", 0, false
	}
	first := call.Arguments[0]
	if strings.HasPrefix(first.Text, "*") || first.Text == "" {
		return first.Text, 0, false
	}
	name, rest, isNamed := strings.Cut(first.Text, "=")
	named = isNamed && python.IsName(strings.TrimSpace(name)) && !strings.HasPrefix(rest, "=")
	return first.Text, first.At + len(first.Text), named
}

// comment returns the comments on the lines of a call.
func comment(code string, call python.Call) string {
	from := strings.LastIndexByte(code[:call.At], '\n') + 1
	to := call.End + strings.IndexByte(code[call.End:]+"\n", '\n')
	text := code[from:to]
	return strings.Join(commentsOf(text), "\n")
}

// commentsOf returns the comments of code, each from its # to the end of its line.
func commentsOf(code string) (texts []string) {
	for _, at := range python.Comments(code) {
		end := strings.IndexByte(code[at:]+"\n", '\n')
		texts = append(texts, code[at:at+end])
	}
	return texts
}

// repeats reports whether what stands at an offset is in a loop or a function.
func repeats(statements []python.Statement, at int) bool {
	column := -1
	for i := len(statements) - 1; i >= 0; i-- {
		s := statements[i]
		if s.From > at {
			continue
		}
		if column >= 0 && s.Column >= column {
			continue
		}
		isOwn := column < 0
		column = s.Column
		switch s.Word() {
		case "for", "while", "def":
			return true
		}
		if isOwn && loopInside(s) {
			return true
		}
	}
	return false
}

// loopInside reports whether a statement has a comprehension or a lambda, in which a call may run more than once.
func loopInside(s python.Statement) bool {
	for _, t := range s.Tokens {
		if t.Is(python.Name, "lambda") || t.Is(python.Name, "for") && t.Depth > 0 {
			return true
		}
	}
	return false
}
