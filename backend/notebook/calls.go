package notebook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentLabels returns the labels that calls of send in a cell's code give to what they
// send, in the order of the calls: those of send(x, 3), npt.send(x, "2b") and
// send(x, question_nb=3). Calls that are commented out count, and so do those that
// students still have to fill in: send(..., 3), send( , 3). What is computed is not known.
//
// It is a reader of what teachers write and no parser: it takes one pass, in time linear
// in the length of the code, and never fails.
func sentLabels(code string) []string {
	r := callReader{src: code}
	r.read()
	slices.SortStableFunc(r.found, func(a, b sentCall) int { return cmp.Compare(a.at, b.at) })
	labels := make([]string, len(r.found))
	for i, call := range r.found {
		labels[i] = call.label
	}
	return labels
}

// sentCall is a call of send, by where it begins.
type sentCall struct {
	at    int
	label string
}

// callReader goes through code from bracket to bracket.
type callReader struct {
	src     string
	pos     int
	comment bool      // src is what stood in comments
	last    [3]string // the names and characters before pos, the latest first, of white space only the ends of lines
	open    []bracket
	found   []sentCall
}

// bracket is an open bracket, with the arguments of the call if it begins one of send.
type bracket struct {
	at     int
	kind   byte
	sends  bool
	from   int    // where the present argument begins
	until  int    // where it ends before a comment, 0 if none came
	place  int    // how many arguments by position there were
	label  string // as it is written in the call; empty if it is not known
	listed bool   // *arguments came, so that places are not known
}

func (r *callReader) read() {
	for r.pos < len(r.src) {
		r.step()
	}
	for len(r.open) > 0 { // what was never closed
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

// nameOrOther steps over a name, or over one character that means nothing here.
func (r *callReader) nameOrOther() {
	from := r.pos
	for r.pos < len(r.src) {
		c, size := utf8.DecodeRuneInString(r.src[r.pos:])
		if c != '_' && !unicode.In(c, unicode.L, unicode.N, unicode.Mn, unicode.Mc) {
			break
		}
		r.pos += size
	}
	if r.pos == from {
		c, size := utf8.DecodeRuneInString(r.src[r.pos:])
		r.pos += size
		if !unicode.IsSpace(c) || c == '\n' {
			r.note(string(c))
		}
		return
	}
	name := r.src[from:r.pos]
	r.note(name)
	if r.pos < len(r.src) && (r.src[r.pos] == '\'' || r.src[r.pos] == '"') {
		if isPrefix(name) {
			r.text()
		} else {
			r.pos++ // an apostrophe, as in don't
		}
	}
}

func isPrefix(name string) bool {
	return len(name) <= 2 && strings.Trim(strings.ToLower(name), "rbuft") == ""
}

// comments reads a comment together with those that fill the lines below, as one call
// may take several.
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
	inside := callReader{src: text.String(), comment: true}
	inside.read()
	for _, call := range inside.found {
		r.found = append(r.found, sentCall{from + call.at, call.label})
	}
}

// endArgument notes that the present argument ends at a comment, unless it has not begun.
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

// text steps over a string. A quote that nothing closes in its line is no string.
func (r *callReader) text() {
	quote := r.src[r.pos : r.pos+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(r.src[r.pos:], triple) {
		quote = triple
	}
	for i := r.pos + len(quote); i < len(r.src); i++ {
		switch {
		case strings.HasPrefix(r.src[i:], quote):
			r.pos = i + len(quote)
			r.note("''")
			return
		case r.src[i] == '\\':
			i++
		case r.src[i] == '\n' && len(quote) == 1:
			r.pos++
			return
		}
	}
	if len(quote) == 3 {
		r.pos = len(r.src)
		return
	}
	r.pos++
}

// maxOpen bounds how deep brackets are followed; Python itself stops at 200.
const maxOpen = 200

func (r *callReader) push(kind byte) {
	isMethod := r.last[1] == "."
	sends := kind == '(' && r.last[0] == "send" && (!isMethod || r.last[2] == "npt") && r.last[1] != "def"
	r.pos++
	r.note(string(kind))
	if len(r.open) < maxOpen {
		r.open = append(r.open, bracket{at: r.pos, kind: kind, sends: sends, from: r.pos})
	}
}

// close closes the innermost bracket of the kind, and with it those inside that were
// never closed.
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

// pop ends the innermost bracket, and keeps what it sends.
func (r *callReader) pop() {
	r.argument()
	b := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if label, known := literalLabel(b.label); b.sends && known {
		r.found = append(r.found, sentCall{b.at, label})
	}
}

// argument ends an argument of the innermost bracket.
func (r *callReader) argument() {
	if len(r.open) == 0 || !r.open[len(r.open)-1].sends {
		return
	}
	b := &r.open[len(r.open)-1]
	end := b.until
	if end == 0 {
		end = min(r.pos, len(r.src))
	}
	b.take(strings.TrimSpace(r.src[b.from:end]))
}

// take takes in an argument of a call of send.
func (b *bracket) take(text string) {
	name, value, named := strings.Cut(text, "=")
	name = strings.TrimSpace(name)
	named = named && isName(name) && !strings.HasPrefix(value, "=")
	switch {
	case named && (name == "q_nb" || name == "question_nb"):
		b.label = strings.TrimSpace(value)
	case named:
	case strings.HasPrefix(text, "*"):
		b.listed = true
	default:
		b.place++
		if b.place == 2 && !b.listed {
			b.label = text
		}
	}
}

func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool { return c != '_' && !unicode.In(c, unicode.L, unicode.N) }) < 0
}

// literalLabel returns the label that a literal of Python stands for: 3, 3.0 and "3" are
// all 3. It is false for what is no literal.
func literalLabel(text string) (string, bool) {
	if text == "" {
		return "", false
	}
	if quote := strings.IndexAny(text, `'"`); quote >= 0 && isPrefix(text[:quote]) {
		return unquoted(text[quote:], strings.ContainsAny(text[:quote], "bB"))
	}
	digits := strings.ReplaceAll(text, "_", "")
	if strings.Trim(digits, "0123456789.") != "" || !strings.ContainsAny(digits, "0123456789") {
		return "", false
	}
	if whole := strings.TrimLeft(digits, "0"); !strings.Contains(digits, ".") {
		return cmp.Or(whole, "0"), true
	}
	number, err := strconv.ParseFloat(digits, 64)
	return strconv.FormatFloat(number, 'f', -1, 64), err == nil
}

// unquoted returns what a string without escapes and fields holds.
func unquoted(text string, isBytes bool) (string, bool) {
	quote := text[:1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text, triple) && len(text) >= 6 {
		quote = triple
	}
	inside, closed := strings.CutSuffix(text[len(quote):], quote)
	return inside, closed && !isBytes && !strings.ContainsAny(inside, "\\{}\n"+quote[:1])
}
