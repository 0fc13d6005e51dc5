package python

import "slices"

// nameScope is a part of the code in which a name has one meaning: the whole code, a function, a
// class, a lambda, or a comprehension.
type nameScope struct {
	kind       scopeKind
	start, end int // tokens, end not included
	parent     *nameScope
	own        map[string]bool // names that it binds
	foreign    map[string]bool // names that it imports, or that other code must be able to use
	outer      map[string]bool // names that it declares global or nonlocal
}

type scopeKind byte

const (
	scopeModule scopeKind = iota
	scopeFunction
	scopeClass
	scopeLambda
	scopeComprehension
)

func newScope(kind scopeKind, start, end int) *nameScope {
	return &nameScope{kind: kind, start: start, end: end, own: map[string]bool{}, foreign: map[string]bool{}, outer: map[string]bool{}}
}

// scopedCode is code with its brackets matched and its scopes found.
type scopedCode struct {
	tokens []Token
	match  []int        // for each bracket, the index of its partner; for a bracket without one, the end
	scope  []*nameScope // for each token, the innermost scope
}

func findScopes(tokens []Token) *scopedCode {
	c := &scopedCode{tokens: tokens, match: matchBrackets(tokens)}
	scopes := []*nameScope{newScope(scopeModule, 0, len(tokens))}
	comprehended := map[int]bool{}
	for i, t := range tokens {
		if t.Kind != Name {
			continue
		}
		switch t.Text {
		case "def", "class":
			kind := scopeFunction
			if t.Text == "class" {
				kind = scopeClass
			}
			if start := i + 2; start < len(tokens) {
				scopes = append(scopes, newScope(kind, start, c.suiteEnd(start)))
			}
		case "lambda":
			scopes = append(scopes, newScope(scopeLambda, i, c.expressionEnd(i)))
		}
	}
	for _, open := range c.comprehensions() {
		if !comprehended[open] {
			comprehended[open] = true
			scopes = append(scopes, newScope(scopeComprehension, open+1, c.match[open]))
		}
	}
	c.nest(scopes)
	return c
}

// matchBrackets finds the partner of each bracket. A bracket in a string that was cut off has none.
func matchBrackets(tokens []Token) []int {
	match := make([]int, len(tokens))
	var open []int
	for i, t := range tokens {
		match[i] = len(tokens)
		if t.Kind != Op || len(t.Text) != 1 {
			continue
		}
		switch t.Text[0] {
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			for len(open) > 0 && tokens[open[len(open)-1]].Depth > t.Depth {
				open = open[:len(open)-1]
			}
			if last := len(open) - 1; last >= 0 && tokens[open[last]].Depth == t.Depth {
				match[i], match[open[last]] = open[last], i
				open = open[:last]
			}
		}
	}
	return match
}

// comprehensions returns the brackets that contain a for.
func (c *scopedCode) comprehensions() []int {
	var found, open []int
	for i, t := range c.tokens {
		for len(open) > 0 && c.match[open[len(open)-1]] <= i {
			open = open[:len(open)-1]
		}
		switch {
		case t.Kind == Op && len(t.Text) == 1 && c.match[i] > i && c.match[i] < len(c.tokens):
			open = append(open, i)
		case t.Is(Name, "for") && len(open) > 0 && t.Depth == c.tokens[open[len(open)-1]].Depth+1:
			found = append(found, open[len(open)-1])
		}
	}
	return found
}

// suiteEnd returns the end of the block whose header contains the token start.
func (c *scopedCode) suiteEnd(start int) int {
	i := start
	for depth := c.tokens[start].Depth; i < len(c.tokens) && c.tokens[i].Kind != Newline; i++ {
		if c.tokens[i].Is(Op, ":") && c.tokens[i].Depth == depth {
			break
		}
	}
	if i+2 >= len(c.tokens) || c.tokens[i+1].Kind != Newline || c.tokens[i+2].Kind != Indent {
		return c.statementEnd(i)
	}
	blocks := 0
	for i += 2; i < len(c.tokens); i++ {
		switch c.tokens[i].Kind {
		case Indent:
			blocks++
		case Dedent:
			if blocks--; blocks == 0 {
				return i
			}
		}
	}
	return i
}

func (c *scopedCode) statementEnd(i int) int {
	for i < len(c.tokens) && c.tokens[i].Kind != Newline {
		i++
	}
	return i
}

// expressionEnd returns the end of the lambda that begins at a token: a comma or colon of its depth
// after its own colon, or the end of the enclosing code.
func (c *scopedCode) expressionEnd(i int) int {
	depth, begun := c.tokens[i].Depth, false
	for i++; i < len(c.tokens); i++ {
		t := c.tokens[i]
		switch {
		case t.Kind == Newline, t.Depth < depth:
			return i
		case t.Depth > depth || t.Kind != Op:
		case begun && (t.Text == ":" || t.Text == ","):
			return i
		case t.Text == ":":
			begun = true
		}
	}
	return i
}

// nest finds the parent of each scope and the scope of each token.
func (c *scopedCode) nest(scopes []*nameScope) {
	slices.SortStableFunc(scopes, func(a, b *nameScope) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	c.scope = make([]*nameScope, len(c.tokens))
	current, next := scopes[0], 1
	for i := range c.tokens {
		for current.parent != nil && current.end <= i {
			current = current.parent
		}
		for ; next < len(scopes) && scopes[next].start <= i; next++ {
			s := scopes[next]
			s.parent, s.end = current, min(s.end, current.end)
			if s.end > i {
				current = s
			}
		}
		c.scope[i] = current
	}
}
