package python

import "strings"

const (
	// maxNamed is how many tokens code may have: some 1,500 lines.
	maxNamed = 20_000
	// maxTarget is how many tokens are read to the end of a target or of a lambda's parameters, so that
	// a thousand of them without an end take no longer than one.
	maxTarget = 100
)

// OwnNames returns a number for each name that the code defines itself, by the index of its token.
// Names are numbered in their order, separately in each scope that binds them. These names have none:
// attributes, keyword arguments in calls, imported names, keywords, builtins, and the functions and
// classes that other code uses.
//
// Code of more than maxNamed tokens gets no numbers.
func OwnNames(tokens []Token) map[int]int {
	if len(tokens) > maxNamed {
		return nil
	}
	c := findScopes(tokens)
	parameters := map[int]bool{}
	c.bindAll(parameters)
	type binding struct {
		scope *nameScope
		name  string
	}
	numbers, numbered := map[int]int{}, map[binding]int{}
	for i, t := range tokens {
		if t.Kind != Name || reserved[t.Text] || c.isAttribute(i) || !parameters[i] && c.isArgument(i) {
			continue
		}
		scope := c.binder(i)
		if scope == nil {
			continue
		}
		key := binding{scope, t.Text}
		if _, known := numbered[key]; !known {
			numbered[key] = len(numbered)
		}
		numbers[i] = numbered[key]
	}
	return numbers
}

// binder returns the scope that binds the name at a token; nil if the code does not define it.
func (c *scopedCode) binder(i int) *nameScope {
	name := c.tokens[i].Text
	for s := c.scope[i]; s != nil; s = s.parent {
		visible := s.kind != scopeClass || s == c.scope[i]
		switch {
		case !visible || s.outer[name]:
		case s.foreign[name], s.kind == scopeClass && s.own[name]:
			return nil
		case s.own[name]:
			return s
		}
	}
	return nil
}

func (c *scopedCode) at(i int) Token {
	if i < 0 || i >= len(c.tokens) {
		return Token{}
	}
	return c.tokens[i]
}

func (c *scopedCode) isAttribute(i int) bool { return c.at(i-1).Is(Op, ".") }

// isArgument reports whether a token is the name of an argument in a call: f(name=1).
func (c *scopedCode) isArgument(i int) bool {
	return c.at(i).Depth > 0 && c.at(i+1).Is(Op, "=") && (c.at(i-1).Is(Op, "(") || c.at(i-1).Is(Op, ","))
}

// bindAll finds which names each scope binds, and which tokens are parameters.
func (c *scopedCode) bindAll(parameters map[int]bool) {
	start := 0
	for i, t := range c.tokens {
		if t.endsStatement() {
			c.bindStatement(start, i)
			start = i + 1
		} else if t.Kind == Name {
			c.bindAt(i, parameters)
		}
	}
	c.bindStatement(start, len(c.tokens))
}

// bindAt binds the names that the keyword or walrus at a token defines.
func (c *scopedCode) bindAt(i int, parameters map[int]bool) {
	switch c.tokens[i].Text {
	case "def":
		c.bindDefinition(i)
		if open := i + 2; c.at(open).Is(Op, "(") {
			c.bindParameters(open+1, c.match[open], parameters)
		}
	case "class":
		c.bindDefinition(i)
	case "lambda":
		c.bindParameters(i+1, c.find(i, c.scope[i].end, Op, ":"), parameters)
	case "for":
		c.bindTargets(i+1, c.find(i, len(c.tokens), Name, "in"))
	default:
		if c.at(i+1).Is(Op, ":=") {
			c.bindWalrus(i)
		}
	}
}

// find returns the position of the next matching token of the same depth, at most to the end of the
// statement.
func (c *scopedCode) find(i, to int, kind Kind, text string) int {
	depth := c.tokens[i].Depth
	to = min(to, i+maxTarget)
	for i++; i < to && c.tokens[i].Kind != Newline; i++ {
		if c.tokens[i].Depth == depth && c.tokens[i].Is(kind, text) {
			break
		}
	}
	return i
}

// bindWalrus binds the name before a := in the scope that contains its comprehension.
func (c *scopedCode) bindWalrus(i int) {
	scope := c.scope[i]
	for scope.kind == scopeComprehension && scope.parent != nil {
		scope = scope.parent
	}
	scope.own[c.tokens[i].Text] = true
}

// bindDefinition binds the name of a function or class. Inside a function the name is the code's own;
// elsewhere other code uses it.
func (c *scopedCode) bindDefinition(i int) {
	name, scope := c.at(i+1), c.scope[i]
	switch {
	case name.Kind != Name:
	case scope.kind == scopeFunction:
		scope.own[name.Text] = true
	default:
		scope.foreign[name.Text] = true
	}
}

// bindParameters binds the parameters between two tokens: the first name of each part between commas.
func (c *scopedCode) bindParameters(from, to int, parameters map[int]bool) {
	depth, wanted := c.at(from).Depth, true
	for i := from; i < min(to, len(c.tokens)); i++ {
		t := c.tokens[i]
		switch {
		case t.Depth == depth && t.Is(Op, ","):
			wanted = true
		case wanted && t.Kind == Name:
			c.scope[i].own[t.Text] = true
			parameters[i] = true
			wanted = false
		}
	}
}

// bindTargets binds the names between two tokens that are assigned to. It leaves out objects whose
// attribute or element is assigned to.
func (c *scopedCode) bindTargets(from, to int) {
	for i := from; i < min(to, len(c.tokens)); i++ {
		if c.tokens[i].Kind != Name || reserved[c.tokens[i].Text] {
			continue
		}
		name, trailed := i, false
		for i+1 < to && (c.at(i+1).Is(Op, ".") || c.at(i+1).Is(Op, "[") || c.at(i+1).Is(Op, "(")) {
			trailed = true
			if c.at(i+1).Is(Op, ".") {
				i += 2
			} else {
				i = c.match[i+1]
			}
		}
		if !trailed {
			c.scope[name].own[c.tokens[name].Text] = true
		}
	}
}

// bindStatement binds the names that a statement imports, declares or assigns.
func (c *scopedCode) bindStatement(from, to int) {
	if from >= to {
		return
	}
	switch first := c.tokens[from]; {
	case first.Is(Name, "import"), first.Is(Name, "from"):
		c.declare(from+1, to, func(s *nameScope) map[string]bool { return s.foreign })
	case first.Is(Name, "global"), first.Is(Name, "nonlocal"):
		c.declare(from+1, to, func(s *nameScope) map[string]bool { return s.outer })
	case c.at(from+1).Is(Op, ":") && !reserved[first.Text]: // x: int = 1
		c.bindTargets(from, from+1)
	default:
		c.bindAssignments(from, to)
	}
}

// bindAssignments binds the names before a statement's assignment operators and after its `as`.
func (c *scopedCode) bindAssignments(from, to int) {
	start := from
	for i := from; i < to; i++ {
		t := c.tokens[i]
		if t.Is(Name, "as") {
			c.bindTargets(i+1, c.targetEnd(i+1, to))
		}
		inLambda := c.scope[i].kind == scopeLambda && c.scope[from] != c.scope[i]
		if t.Kind != Op || t.Depth != c.tokens[from].Depth || inLambda {
			continue
		}
		if assigning[t.Text] {
			c.bindTargets(start, i)
			start = i + 1
		}
	}
}

// declare puts all names between two tokens into a list of their scope. All parts of a dotted name go
// in, which does no harm.
func (c *scopedCode) declare(from, to int, list func(*nameScope) map[string]bool) {
	for i := from; i < to; i++ {
		if t := c.tokens[i]; t.Kind == Name && !reserved[t.Text] {
			list(c.scope[i])[t.Text] = true
		}
	}
}

// targetEnd returns where the target after an `as` ends.
func (c *scopedCode) targetEnd(i, to int) int {
	depth := c.at(i).Depth
	to = min(to, i+maxTarget)
	for ; i < to; i++ {
		t := c.tokens[i]
		if t.Depth < depth || t.Depth == depth && (t.Is(Op, ",") || t.Is(Op, ":")) {
			break
		}
	}
	return i
}

// assigning holds the operators that assign.
var assigning = wordSet("= += -= *= /= //= %= @= &= |= ^= >>= <<= **=")

// reserved holds the names that code cannot or should not define: Python's keywords and builtins.
var reserved = wordSet(`False None True and as assert async await break class continue def del elif else except
finally for from global if import in is lambda nonlocal not or pass raise return try while with yield
abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr
dict dir display divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id
input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print
property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
ArithmeticError AssertionError AttributeError BaseException EOFError Exception FileNotFoundError FloatingPointError
ImportError IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
NotImplemented NotImplementedError OSError OverflowError RecursionError RuntimeError StopIteration SyntaxError
TimeoutError TypeError UnicodeError ValueError Warning ZeroDivisionError __name__ __file__`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
