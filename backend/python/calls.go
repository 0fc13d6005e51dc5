package python

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Call is a call of a function as it is written.
type Call struct {
	At        int // offset of the text after its opening bracket
	End       int // offset of its closing bracket, or of where it is cut short
	Arguments []Argument
	InComment bool // then the offsets say only in which comment it is, and in which order
}

// Argument is an argument of a call.
type Argument struct {
	Text string // without white space around it; empty if it is still to be filled in
	At   int    // offset of the text
}

// Calls returns the calls of a function in code, in their order: function(...) and
// module.function(...), but no method of another object. Calls in comments count, and so do calls that
// students still have to complete: send(..., 3), send( , 3). Text in strings does not count.
//
// It takes one pass; its time is linear in the length of the code.
func Calls(code, function, module string) []Call {
	r := callReader{src: code, function: function, module: module}
	r.read()
	slices.SortStableFunc(r.found, func(a, b Call) int { return cmp.Compare(a.At, b.At) })
	return r.found
}

// callReader goes through code from bracket to bracket.
type callReader struct {
	src              string
	function, module string
	pos              int
	comment          bool      // src is the content of comments
	last             [3]string // the names and characters before pos, the latest first; white space is left out except line ends
	open             []bracket
	found            []Call
}

// bracket is an open bracket, with the arguments of its call if it begins one.
type bracket struct {
	at        int
	kind      byte
	calls     bool
	from      int // where the current argument begins
	until     int // where the argument ends before a comment; 0 if there is none
	arguments []Argument
}

func (r *callReader) read() {
	for r.pos < len(r.src) {
		r.step()
	}
	for len(r.open) > 0 { // brackets that were never closed
		r.pop()
	}
}

func (r *callReader) step() {
	switch c := r.src[r.pos]; {
	case c == '#' && !r.comment:
		r.comments()
	case c == '\'' || c == '"':
		r.text()
	case c == '\\':
		r.pos += 2
	case strings.IndexByte("([{", c) >= 0:
		r.push(c)
	case strings.IndexByte(")]}", c) >= 0:
		r.close(c)
	case c == ',':
		r.comma()
	default:
		r.nameOrOther()
	}
}

func (r *callReader) comma() {
	r.argument()
	r.pos++
	r.note(",")
	if n := len(r.open); n > 0 {
		r.open[n-1].from, r.open[n-1].until = r.pos, 0
	}
}

// note remembers a name or a character.
func (r *callReader) note(text string) { r.last = [3]string{text, r.last[0], r.last[1]} }

// nameOrOther steps over a name or a number, or over one character without meaning here.
func (r *callReader) nameOrOther() {
	rest := r.src[r.pos:]
	if startsNumber(rest) {
		size := numberLength(rest)
		r.pos += size
		r.note(rest[:size])
		return
	}
	size := nameLength(rest)
	if size == 0 {
		c, size := utf8.DecodeRuneInString(rest)
		r.pos += size
		if !unicode.IsSpace(c) || c == '\n' {
			r.note(string(c))
		}
		return
	}
	name := rest[:size]
	r.pos += size
	r.note(name)
	if size < len(rest) && (rest[size] == '\'' || rest[size] == '"') {
		if IsStringPrefix(name) {
			r.text()
		} else {
			r.pos++ // an apostrophe, as in don't
		}
	}
}

// comments reads a comment together with the comments that fill the lines below, because a call may
// take several lines.
func (r *callReader) comments() {
	from := r.pos
	r.endArgument()
	var text strings.Builder
	for {
		line, _, more := strings.Cut(r.src[r.pos:], "\n")
		text.WriteString(strings.TrimLeft(line, "# \t") + "\n")
		r.pos += len(line)
		if more {
			r.pos++
		}
		rest := strings.TrimLeft(r.src[r.pos:], " \t")
		if !strings.HasPrefix(rest, "#") {
			break
		}
		r.pos = len(r.src) - len(rest)
	}
	r.resumeArgument()
	r.note("\n")
	inside := callReader{src: text.String(), function: r.function, module: r.module, comment: true}
	inside.read()
	for _, call := range inside.found {
		r.found = append(r.found, Call{At: from + call.At, End: r.pos, Arguments: call.Arguments, InComment: true})
	}
}

// endArgument notes that the current argument ends at a comment, unless it has not begun.
func (r *callReader) endArgument() {
	if n := len(r.open); n > 0 {
		if b := &r.open[n-1]; b.until == 0 && strings.TrimSpace(r.src[b.from:r.pos]) != "" {
			b.until = r.pos
		}
	}
}

func (r *callReader) resumeArgument() {
	if n := len(r.open); n > 0 && r.open[n-1].until == 0 {
		r.open[n-1].from = r.pos
	}
}

// text steps over a string. A quote that is not closed in its line begins no string.
func (r *callReader) text() {
	switch quote, end, closed := stringEnd(r.src, r.pos); {
	case closed:
		r.pos = end + len(quote)
		r.note("''")
	case len(quote) == 3:
		r.pos = end
	default:
		r.pos++
	}
}

// maxOpen bounds how many open brackets are followed; Python itself stops at 200.
const maxOpen = 200

func (r *callReader) push(kind byte) {
	isMethod := r.last[1] == "."
	calls := kind == '(' && r.last[0] == r.function && (!isMethod || r.last[2] == r.module) && r.last[1] != "def"
	r.pos++
	r.note(string(kind))
	if len(r.open) < maxOpen {
		r.open = append(r.open, bracket{at: r.pos, kind: kind, calls: calls, from: r.pos})
	}
}

// close closes the innermost bracket of this kind, and the brackets inside it that were never closed.
func (r *callReader) close(c byte) {
	kind := map[byte]byte{')': '(', ']': '[', '}': '{'}[c]
	if slices.ContainsFunc(r.open, func(b bracket) bool { return b.kind == kind }) {
		for r.open[len(r.open)-1].kind != kind {
			r.pop()
		}
		r.pop()
	}
	r.pos++
	r.note(string(c))
}

// pop ends the innermost bracket and keeps its call, if it has one.
func (r *callReader) pop() {
	r.argument()
	b := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if b.calls {
		r.found = append(r.found, Call{At: b.at, End: min(r.pos, len(r.src)), Arguments: b.arguments})
	}
}

// argument ends an argument of the innermost bracket.
func (r *callReader) argument() {
	if len(r.open) == 0 || !r.open[len(r.open)-1].calls {
		return
	}
	b := &r.open[len(r.open)-1]
	end := b.until
	if end == 0 {
		end = min(r.pos, len(r.src))
	}
	text := strings.TrimSpace(r.src[b.from:end])
	at := b.from + strings.Index(r.src[b.from:end], text)
	b.arguments = append(b.arguments, Argument{text, at})
}
