package python

import "strings"

// Fault is why code cannot be Python.
type Fault string

// The faults that are found: those that come of lines which were taken away.
const (
	NoBlock    Fault = "no block"    // a header has no block
	Indented   Fault = "indented"    // a line stands further in, or less, than any block
	NoHead     Fault = "no head"     // an else, elif, except or finally has nothing that it belongs to
	NoHandler  Fault = "no handler"  // a try has neither except nor finally
	NoFunction Fault = "no function" // a decorator has nothing below it
	Incomplete Fault = "incomplete"  // a line ends where a value must follow
	NotClosed  Fault = "not closed"  // a bracket or a text is never closed
	NotOpened  Fault = "not opened"  // a bracket closes that was never opened
)

// FoundFault is a fault and where it is.
type FoundFault struct {
	Line  int // from 1
	Fault Fault
}

// Faults returns why code cannot be Python, in the order of its lines; none if nothing was noticed, which does not
// say that it is Python: no syntax tree is built. Line ends are line feeds.
func Faults(code string) []FoundFault {
	f := faultFinder{code: code}
	if at := openText(code); at >= 0 {
		f.add(at, NotClosed)
		return f.found
	}
	for _, s := range Statements(code) {
		f.statement(s)
	}
	f.close(-1)
	f.needsBlock(-1)
	return f.found
}

// faultFinder goes through code from statement to statement.
type faultFinder struct {
	code   string
	levels []level // the open blocks, the outermost first
	last   Statement
	seen   bool // last is one
	found  []FoundFault
}

// level is a block and the last statement that stands directly in it.
type level struct {
	column int
	last   Statement
	any    bool
}

func (f *faultFinder) add(at int, fault Fault) {
	f.found = append(f.found, FoundFault{Line: 1 + strings.Count(f.code[:at], "\n"), Fault: fault})
}

func (f *faultFinder) statement(s Statement) {
	f.brackets(s)
	isEmpty := f.needsBlock(s.Column)
	if len(f.levels) > 0 && s.Column < f.levels[0].column {
		f.add(f.start(s), Indented) // the lines above stand further in, and not all do
	}
	f.close(s.Column)
	switch n := len(f.levels); {
	case n == 0:
		f.levels = []level{{column: s.Column}}
	case s.Column > f.levels[n-1].column:
		if !f.seen || !f.last.OpensBlock() || isEmpty {
			f.add(f.start(s), Indented)
		}
		f.levels = append(f.levels, level{column: s.Column})
	case s.Column < f.levels[n-1].column:
		f.add(f.start(s), Indented)
	}
	top := &f.levels[len(f.levels)-1]
	f.follows(top, s)
	f.ends(s)
	top.last, top.any = s, true
	f.last, f.seen = s, true
}

// start returns the offset of a statement's first character.
func (f *faultFinder) start(s Statement) int {
	text := f.code[s.From:s.To]
	return s.From + len(text) - len(strings.TrimLeft(text, " \t\f"))
}

// needsBlock notes that the last statement is a header without a block, if the next one is in that column.
func (f *faultFinder) needsBlock(column int) bool {
	if !f.seen || !f.last.OpensBlock() || column > f.last.Column {
		return false
	}
	f.add(f.start(f.last), NoBlock)
	return true
}

// close ends the blocks that are further in than a column.
func (f *faultFinder) close(column int) {
	for n := len(f.levels); n > 0 && f.levels[n-1].column > column; n = len(f.levels) {
		if n > 1 && column > f.levels[n-2].column && f.levels[n-1].any {
			return // between two blocks: the statement itself is at fault
		}
		f.leaves(f.levels[n-1])
		if n == 1 && column >= 0 {
			f.levels[0].column = column // the first lines stood further in, as a method that is sent alone
			return
		}
		f.levels = f.levels[:n-1]
	}
}

// leaves notes what is missing at the end of a block.
func (f *faultFinder) leaves(l level) {
	switch {
	case l.any && l.last.Word() == "try":
		f.add(f.start(l.last), NoHandler)
	case l.any && l.last.Tokens[0].Is(Op, "@"):
		f.add(f.start(l.last), NoFunction)
	}
}

// heads are the words of statements that a clause may follow.
var heads = map[string]map[string]bool{
	"elif":    wordSet("if elif"),
	"else":    wordSet("if elif for while except try"),
	"except":  wordSet("try except"),
	"finally": wordSet("try except else"),
}

// follows notes what cannot follow the statement before it in the same block.
func (f *faultFinder) follows(l *level, s Statement) {
	word, before := s.Word(), ""
	if l.any {
		before = l.last.Word()
	}
	if allowed, isClause := heads[word]; isClause && !allowed[before] {
		f.add(f.start(s), NoHead)
	}
	isDecorator := l.any && l.last.Tokens[0].Is(Op, "@")
	switch {
	case before == "try" && !handlers[word]:
		f.add(f.start(l.last), NoHandler)
	case isDecorator && !s.Tokens[0].Is(Op, "@") && word != "def" && word != "class":
		f.add(f.start(l.last), NoFunction)
	}
}

var handlers = wordSet("except finally else")

// needValue are what a value must follow.
var needValue = wordSet("= == != < > <= >= + - * / // % ** @ & | ^ << >> += -= *= /= //= %= **= @= &= |= ^= <<= >>= := . ->")

// needName are words that something must follow.
var needName = wordSet("import from in not and or is as if elif while for def class lambda assert del global nonlocal with")

// ends notes that a statement, or one that a semicolon ends, has no end.
func (f *faultFinder) ends(s Statement) {
	for i, t := range s.Tokens {
		if t.Kind != Newline || i == 0 {
			continue
		}
		if last := s.Tokens[i-1]; last.Depth == 0 && (last.Kind == Op && needValue[last.Text] && !isStar(s.Tokens[:i]) || last.Kind == Name && needName[last.Text]) {
			f.add(f.start(s), Incomplete)
			return
		}
	}
	if strings.HasSuffix(f.code[s.From:s.To], "\\") && s.To == len(f.code) {
		f.add(f.start(s), Incomplete)
	}
}

// isStar reports whether tokens end as from x import * does.
func isStar(tokens []Token) bool {
	n := len(tokens)
	return n > 1 && tokens[n-1].Text == "*" && tokens[n-2].Is(Name, "import")
}

// brackets notes a bracket without its other one.
func (f *faultFinder) brackets(s Statement) {
	depth := 0
	for _, t := range s.Tokens {
		if t.Kind != Op {
			continue
		}
		switch t.Text {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		if depth < 0 {
			f.add(f.start(s), NotOpened)
			return
		}
	}
	if depth > 0 {
		f.add(f.start(s), NotClosed)
	}
}

// openText returns the offset of a text that is never closed; -1 if there is none. A text in single
// quotes ends with its line at the latest.
func openText(code string) int {
	for pos := 0; pos < len(code); {
		switch code[pos] {
		case '#':
			pos = lineEnd(code, pos)
		case '\'', '"':
			quote, end, closed := stringEnd(code, pos)
			if !closed {
				return pos
			}
			pos = end + len(quote)
		case '\\':
			pos += 2
		default:
			pos++
		}
	}
	return -1
}
