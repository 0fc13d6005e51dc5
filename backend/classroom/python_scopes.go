package classroom

import "slices"

// pyScope is a stretch of code in which names mean the same: the whole, a function, a
// class, a lambda, or a comprehension.
type pyScope struct {
	kind       pyScopeKind
	start, end int // tokens, end not included
	parent     *pyScope
	own        map[string]bool // names that it binds
	foreign    map[string]bool // names that it imports, or that others must be able to use
	outer      map[string]bool // names that it declares global or nonlocal
}

type pyScopeKind byte

const (
	scopeModule pyScopeKind = iota
	scopeFunction
	scopeClass
	scopeLambda
	scopeComprehension
)

func newScope(kind pyScopeKind, start, end int) *pyScope {
	return &pyScope{kind: kind, start: start, end: end, own: map[string]bool{}, foreign: map[string]bool{}, outer: map[string]bool{}}
}

// pyCode is code with its brackets matched and its scopes found.
type pyCode struct {
	tokens []pyToken
	match  []int      // of each bracket, where the other one stands; of one that has none, the end
	scope  []*pyScope // of each token, the innermost
}

func readPyCode(tokens []pyToken) *pyCode {
	c := &pyCode{tokens: tokens, match: matchBrackets(tokens)}
	scopes := []*pyScope{newScope(scopeModule, 0, len(tokens))}
	comprehended := map[int]bool{}
	for i, t := range tokens {
		if t.kind != pyName {
			continue
		}
		switch t.text {
		case "def", "class":
			kind := scopeFunction
			if t.text == "class" {
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

// matchBrackets finds the other one of each bracket. What a string cut off left open
// has none.
func matchBrackets(tokens []pyToken) []int {
	match := make([]int, len(tokens))
	var open []int
	for i, t := range tokens {
		match[i] = len(tokens)
		if t.kind != pyOp || len(t.text) != 1 {
			continue
		}
		switch t.text[0] {
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			for len(open) > 0 && tokens[open[len(open)-1]].depth > t.depth {
				open = open[:len(open)-1]
			}
			if last := len(open) - 1; last >= 0 && tokens[open[last]].depth == t.depth {
				match[i], match[open[last]] = open[last], i
				open = open[:last]
			}
		}
	}
	return match
}

// comprehensions returns the brackets in which a for stands.
func (c *pyCode) comprehensions() []int {
	var found, open []int
	for i, t := range c.tokens {
		for len(open) > 0 && c.match[open[len(open)-1]] <= i {
			open = open[:len(open)-1]
		}
		switch {
		case t.kind == pyOp && len(t.text) == 1 && c.match[i] > i && c.match[i] < len(c.tokens):
			open = append(open, i)
		case t.is(pyName, "for") && len(open) > 0 && t.depth == c.tokens[open[len(open)-1]].depth+1:
			found = append(found, open[len(open)-1])
		}
	}
	return found
}

// suiteEnd returns where the block ends that belongs to the header in which token
// start stands.
func (c *pyCode) suiteEnd(start int) int {
	i := start
	for depth := c.tokens[start].depth; i < len(c.tokens) && c.tokens[i].kind != pyNewline; i++ {
		if c.tokens[i].is(pyOp, ":") && c.tokens[i].depth == depth {
			break
		}
	}
	if i+2 >= len(c.tokens) || c.tokens[i+1].kind != pyNewline || c.tokens[i+2].kind != pyIndent {
		return c.statementEnd(i)
	}
	blocks := 0
	for i += 2; i < len(c.tokens); i++ {
		switch c.tokens[i].kind {
		case pyIndent:
			blocks++
		case pyDedent:
			if blocks--; blocks == 0 {
				return i
			}
		}
	}
	return i
}

func (c *pyCode) statementEnd(i int) int {
	for i < len(c.tokens) && c.tokens[i].kind != pyNewline {
		i++
	}
	return i
}

// expressionEnd returns where the lambda ends that begins at a token: at a comma or
// colon of its depth after its own colon, or with what encloses it.
func (c *pyCode) expressionEnd(i int) int {
	depth, begun := c.tokens[i].depth, false
	for i++; i < len(c.tokens); i++ {
		t := c.tokens[i]
		switch {
		case t.kind == pyNewline, t.depth < depth:
			return i
		case t.depth > depth || t.kind != pyOp:
		case begun && (t.text == ":" || t.text == ","):
			return i
		case t.text == ":":
			begun = true
		}
	}
	return i
}

// nest finds the parent of each scope and the scope of each token.
func (c *pyCode) nest(scopes []*pyScope) {
	slices.SortStableFunc(scopes, func(a, b *pyScope) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	c.scope = make([]*pyScope, len(c.tokens))
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
