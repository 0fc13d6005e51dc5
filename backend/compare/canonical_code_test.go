package compare

import (
	"os"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/cputime"
	"npt/backend/payload"
	"npt/backend/python"
)

func TestWhichCodeIsAlike(t *testing.T) {
	for _, c := range []struct {
		what, a, b string
		want       bool
	}{
		{"spacing", "def f(x):\n    return x+1", "def f( x ) :\n    return x  +  1\n", true},
		{"comments and blank lines", "# mine\n\nx = 1  # one\n\n\n# end\ny = 2", "x = 1\ny = 2", true},
		{"a comment inside brackets", "f(1, # one\n  2)", "f(1, 2)", true},
		{"a hash in a string", "x = '# a'", "x = '# b'", false},
		{"quotes", `x = "a"`, `x = 'a'`, true},
		{"triple quotes", `x = """a"""`, `x = 'a'`, true},
		{"quotes inside", `x = "it's"`, `x = 'it\'s'`, true},
		{"a line break in triple quotes", "x = '''a\nb'''", `x = "a\nb"`, true},
		{"spaces in a string", "x = 'a b'", "x = 'a  b'", false},
		{"raw strings", `r = r"\d"`, `r = '\\d'`, true},
		{"a raw string is not its other reading", `r = r"\n"`, `r = "\n"`, false},
		{"bytes are no text", `x = b"a"`, `x = "a"`, false},
		{"prefixes in capitals", `x = B"a" + R"b"`, `x = b'a' + r'b'`, true},
		{"tabs and spaces", "if x:\n\ty = 1\n\tif z:\n\t\tw = 2\nv = 3", "if x:\n  y = 1\n  if z:\n        w = 2\nv = 3", true},
		{"other blocks", "if x:\n    y = 1\n    z = 2", "if x:\n    y = 1\nz = 2", false},
		{"a method sent alone", "    def f(self):\n        return 1", "def f(self):\n    return 1", true},
		{"CRLF", "x = 1\r\nif x:\r\n    y = 2\r\n", "x = 1\nif x:\n    y = 2", true},
		{"a backslash at the end of the line", "x = 1 + \\\n    2", "x = 1 + 2", true},
		{"semicolons", "x = 1; y = 2", "x = 1\ny = 2", true},
		{"a semicolon at the end", "x = 1;\ny = 2", "x = 1\ny = 2", true},
		{"a block in its line", "if x: a(); b()\nc()", "if x:\n    a()\n    b()\nc()", true},
		{"a block in its line ends with it", "if x: a(); b()", "if x: a()\nb()", false},
		{"a lambda in a header", "while (lambda: x)(): a()", "while (lambda: x)():\n  a()", true},
		{"operators", "x<=y", "x < =y", false},
		{"names that touch", "not x", "notx", false},
		{"underscores in numbers", "x = 1_000 + 0XFF + 1E3", "x = 1000 + 0xff + 1e3", true},
		{"a sign after a hexadecimal e", "x = 0xe+1", "x = 0xe + 1", true},
		{"Unicode forms of names", "e\u0301 = 1", "é = 1", true},
		{"no newline at the end", "x = 1\n\n", "x = 1", true},
		{"nothing", "# nothing", "", true},

		{"f-strings", `f"{a+b}"`, `f'{ a + b }'`, true},
		{"f-strings with other code", `f"{a+b}"`, `f"{a-b}"`, false},
		{"an f-string is no string", `f"a"`, `"a"`, false},
		{"quotes in a field", `f"{d['k']}"`, `f'{d["k"]}'`, true},
		{"the same quotes in a field", `f"{d["k"]}"`, `f'{d["k"]}'`, true},
		{"how a field is written", `f"{x:.2f}"`, `f"{x:.3f}"`, false},
		{"a field in that", `f"{x:>{w}}"`, `f'{x:>{ w }}'`, true},
		{"braces for themselves", `f"{{x}}"`, `f"{x}"`, false},
		{"conversions", `f"{x!r}"`, `f"{x!s}"`, false},
		{"not equal in a field", `f"{a != b}"`, `f"{a!=b}"`, true},
		{"spaces of the text count", `f"a {x}"`, `f"a  {x}"`, false},
		{"a triple quoted f-string", "f'''a\n{x}'''", "f\"\"\"a\n{ x }\"\"\"", true},
	} {
		a, b := canonicalCode(c.a, false), canonicalCode(c.b, false)
		if got := a.exact == b.exact; got != c.want {
			t.Errorf("%s: alike %v, want %v\n%v\n%v", c.what, got, c.want, python.Tokens(c.a), python.Tokens(c.b))
		}
	}
}

func canonicalCode(code string, ignoreNames bool) *Canonical {
	return plain.Canonical(payload.Payload{Type: payload.TypeCode, Data: []byte(code)}, classroom.Equivalence{IgnoreNames: ignoreNames})
}

func TestCodeWithOtherNames(t *testing.T) {
	for _, c := range []struct {
		what, a, b string
		want       bool
	}{
		{"parameters", "def f(x):\n  return x + 1", "def f(value):\n  return value + 1", true},
		{"the function's own name", "def f(x):\n  return x", "def g(x):\n  return x", false},
		{"parameters exchanged", "def f(x, y):\n  return x - y", "def f(x, y):\n  return y - x", false},
		{"assigned names", "total = 0\nfor i in range(3):\n  total += i", "s = 0\nfor k in range(3):\n  s += k", true},
		{"two names for one", "a = 1\nb = a", "a = 1\na = a", false},
		{"attributes", "x.mean()", "x.sum()", false},
		{"an attribute that is called like a name", "a = np.b\nb = 1", "c = np.b\nd = 1", true},
		{"attributes of own names", "z = data.std\nz.x = 1", "w = data.std\nw.x = 1", true},
		{"imported names", "import numpy as np\nx = np.abs(1)", "import numpy as xx\nx = xx.abs(1)", false},
		{"names from elsewhere", "y = helper(data)", "y = helper(other)", false},
		{"builtins", "x = len(y)", "x = sum(y)", false},
		{"arguments by name", "z = plot(x, color=1)", "w = plot(x, color=1)", true},
		{"another argument by name", "z = plot(x, color=1)", "z = plot(x, style=1)", false},
		{"a parameter with a default", "def f(x, n=2):\n  return x ** n", "def f(a, p=2):\n  return a ** p", true},
		{"starred parameters", "def f(*args, **kw):\n  return args, kw", "def f(*a, **b):\n  return a, b", true},
		{"annotations", "def f(x: float) -> int:\n  y: int = 1\n  return y", "def f(v: float) -> int:\n  w: int = 1\n  return w", true},
		{"another annotation", "def f(x: float): pass", "def f(x: Other): pass", false},
		{"lambdas", "key = lambda p: p[0]", "k = lambda q: q[0]", true},
		{"a lambda ends at its comma", "f(lambda x: x, x)", "f(lambda y: y, x)", true},
		{"a lambda's name is its own", "f(lambda x: x, x)", "f(lambda y: y, y)", false},
		{"comprehensions", "[x * 2 for x in xs]", "[item * 2 for item in xs]", true},
		{"comprehensions with more", "{k: v for k, v in d.items() if v}", "{a: b for a, b in d.items() if b}", true},
		{"comprehensions beside each other", "[x for x in a] + [x for x in b]", "[x for x in a] + [y for y in b]", true},
		{"functions beside each other", "def f(x):\n  return x\ndef g(x):\n  return x", "def f(a):\n  return a\ndef g(b):\n  return b", true},
		{"unpacking", "a, (b, *c) = t\nprint(a, b, c)", "x, (y, *z) = t\nprint(x, y, z)", true},
		{"with and except", "with open(p) as f:\n  r = f.read()", "with open(p) as h:\n  s = h.read()", true},
		{"except", "try:\n  pass\nexcept E as e:\n  print(e)", "try:\n  pass\nexcept E as err:\n  print(err)", true},
		{"walrus", "while (n := read()): print(n)", "while (m := read()): print(m)", true},
		{"elements are not names", "d = {}\nd['x'] = 1", "e = {}\ne['x'] = 1", true},
		{"f-strings", "n = 1\nprint(f'{n} of {m}')", "k = 1\nprint(f'{k} of {m}')", true},
		{"text stays", "n = 1\nprint('n')", "k = 1\nprint('k')", false},
		{"global", "def f():\n  global c\n  c = 1\nc = 0", "def f():\n  global k\n  k = 1\nk = 0", true},
		{"a function in a function", "def f(x):\n  def helper(y):\n    return y\n  return helper(x)", "def f(a):\n  def inner(b):\n    return b\n  return inner(a)", true},
		{"a class's attributes", "class A:\n  size = 1", "class A:\n  width = 1", false},
		{"methods", "class A:\n  def m(self, x):\n    self.x = x", "class A:\n  def m(this, v):\n    this.x = v", true},
		{"shadowing a builtin", "sum = 0\nsum += 1", "total = 0\ntotal += 1", false},
		{"in one line", "def f(x): y = x; return y", "def f(a): b = a; return b", true},
		{"a loop in one line", "for i in x: s = i", "for k in x: t = k", true},
	} {
		a, b := canonicalCode(c.a, true), canonicalCode(c.b, true)
		if got := a.exact == b.exact; got != c.want {
			t.Errorf("%s: alike %v, want %v\n%v\n%v", c.what, got, c.want, python.OwnNames(python.Tokens(c.a)), python.OwnNames(python.Tokens(c.b)))
		}
		if c.a != c.b && c.want && canonicalCode(c.a, false).exact == canonicalCode(c.b, false).exact {
			t.Errorf("%s: alike even where names count", c.what)
		}
	}
}

// Code that is meant to slow a tokenizer down takes no longer than other code.
func TestAwkwardCodeTakesNoLonger(t *testing.T) {
	for _, piece := range []string{
		"f'{", "f'''{f\"\"\"{", "((((", "lambda ", "for ", "def f(", "1e+", "'''", "\\\n", "[x for x in ", "{{", "x=", "\t\n ", "f'{x:{y:", "if x:\n ", "class ",
	} {
		code := strings.Repeat(piece, payload.AnswerText/len(piece))
		if took := cputime.Of(func() { canonicalCode(code, true) }); took > 4*time.Second {
			t.Errorf("%d characters of %q took %v", len(code), piece, took)
		}
	}
}

func FuzzPython(f *testing.F) {
	for _, seed := range []string{
		"def f(x, *a, y=1):\n\treturn f'{x!r:>{w}} {a}'", "x = '''a\n", "lambda: (yield", "a[b] = c.d = e", "for", "class A(", "f'{f\"{f'", "\\", "if x:\n  y\n z", "x\x00\xff = 'é'", ")]}", "import a.b as c, d", "global x; nonlocal y",
	} {
		f.Add(seed)
	}
	source, err := os.ReadFile("../pyclient/client.py")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(source[:4000]))
	f.Fuzz(func(t *testing.T, code string) {
		if len(code) > 20_000 {
			t.Skip()
		}
		for _, ignore := range []bool{false, true} {
			n := canonicalCode(code, ignore)
			if again := canonicalCode(code+"\n\n# more", ignore); again.exact != n.exact && !strings.ContainsAny(code, "'\"\\([{") {
				t.Errorf("a comment at the end of %q makes it other code", code)
			}
		}
		_, _ = literalJSON(code)
	})
}
