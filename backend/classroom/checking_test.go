package classroom

import (
	"fmt"
	"strings"
	"testing"
)

func TestVerdicts(t *testing.T) {
	exact := func(expected string) Check { return Check{Kind: CheckExact, Expected: []string{expected}} }
	near := func(expected string, relative, absolute float64) Check {
		return Check{Kind: CheckTolerance, Expected: []string{expected}, Relative: relative, Absolute: absolute}
	}
	pattern := func(p string) Check { return Check{Kind: CheckPattern, Pattern: p} }
	for _, c := range []struct {
		what  string
		check Check
		typ   Type
		data  string
		want  Verdict
	}{
		{"no rule", Check{}, TypeText, "x", NotJudged},
		{"a number", exact("42"), TypeArray, "[42]", Right},
		{"a number as a float", exact("42"), TypeArray, "[42.0]", Right},
		{"another number", exact("42"), TypeArray, "[42.0000001]", Wrong},
		{"a text that shows the number", exact("42"), TypeText, "42", Right},
		{"a negative number", exact("-1.5e-3"), TypeArray, "[-0.0015]", Right},
		{"a fraction as Python writes it", exact(".5"), TypeArray, "[0.5]", Right},
		{"a float with nothing after its point", exact("5."), TypeArray, "[5]", Right},
		{"nan", exact("nan"), TypeArray, "[NaN]", Right},
		{"minus infinity", exact("-inf"), TypeArray, "[-Infinity]", Right},
		{"numpy's nan", exact("np.nan"), TypeArray, "[NaN]", Right},
		{"a complex number", exact("1+2j"), TypeText, "(1+2j)", Right},
		{"an array", exact("[1063, 35]"), TypeArray, "[1063, 35]", Right},
		{"an array as numpy prints it", exact("[1063.   35.]"), TypeArray, "[1063, 35]", Right},
		{"a matrix as numpy prints it", exact("[[1. 2.]\n [3. -4.]]"), TypeArray, "[[1, 2], [3, -4]]", Right},
		{"an array as its repr is", exact("array([1, 2], dtype=int32)"), TypeArray, "[1, 2]", Right},
		{"an array by numpy", exact("np.array([[1], [2]])"), TypeArray, "[[1], [2]]", Right},
		{"a transposed array", exact("[1, 2]"), TypeArray, "[[1], [2]]", Wrong},
		{"a tuple", exact("(1, 2)"), TypeList, "[1, 2]", Right},
		{"a tuple of one", exact("(1,)"), TypeList, "[1]", Right},
		{"a number in brackets", exact("(42)"), TypeArray, "[42]", Right},
		{"an array of one for a number", exact("[59310.5]"), TypeArray, "[59310.5]", Right},
		{"an array of one for a bare number", exact("array([59310.5])"), TypeArray, "59310.5", Right},
		{"another array of one", exact("[59310.5]"), TypeArray, "[59310.6]", Wrong},
		{"a list of one", exact("[42]"), TypeList, "[42]", Right},
		{"a list of one where a number is expected", exact("42"), TypeList, "[42]", Wrong},
		{"a list of one text", exact("['a']"), TypeList, `["a"]`, Right},
		{"an array of one text", exact("['a']"), TypeArray, `["a"]`, Right},
		{"a matrix of one", exact("[[42]]"), TypeArray, "[[42]]", Right},
		{"a matrix of one for a number", exact("[[42]]"), TypeArray, "[42]", Wrong},
		{"an array of one within a tolerance", near("[3.14]", 0, 0.005), TypeArray, "[3.1416]", Right},
		{"a list of text", exact("['a', \"it's\"]"), TypeList, `["a", "it's"]`, Right},
		{"constants", exact("[True, None]"), TypeList, "[true, null]", Right},
		{"True is no 1", exact("[1]"), TypeList, "[true]", Wrong},
		{"a dict", exact("{'a': 1, 'b': [2, 3]}"), TypeDict, `{"b": [2, 3], "a": 1.0}`, Right},
		{"text where a number is expected", exact("42"), TypeText, "forty-two", Wrong},
		{"a number where text is expected", exact("done"), TypeArray, "[42]", Wrong},
		{"text", exact("done"), TypeText, " done\n", Right},
		{"quoted text", exact("'done'"), TypeText, "done", Right},
		{"text in capitals", exact("done"), TypeText, "Done", Wrong},
		{"True as our client sends it", exact("True"), TypeText, "True", Right},
		{"code", exact("def f(x):\n  return x"), TypeCode, "def f(x):\n    return x  # x\n", Right},
		{"other code", exact("def f(x):\n  return x"), TypeCode, "def f(x): return -x", Wrong},
		{"LaTeX", exact(`$\frac {x}{2}$`), TypeLatex, `\frac{x}{2}`, Right},
		{"a picture cannot be what is written", exact("42"), TypeImage, "\x89PNG\r\n\x1a\n", NotJudged},
		{"broken JSON", exact("[1, 2]"), TypeArray, "[1, 2", Wrong},

		{"within an absolute tolerance", near("3.14", 0, 0.005), TypeArray, "[3.1416]", Right},
		{"beyond it", near("3.14", 0, 0.001), TypeArray, "[3.1416]", Wrong},
		{"within a relative tolerance", near("1000", 0.01, 0), TypeArray, "[1009]", Right},
		{"an array within a tolerance", near("[1, 2]", 0, 0.1), TypeArray, "[1.05, 1.95]", Right},
		{"another shape within a tolerance", near("[1, 2]", 0, 100), TypeArray, "[1, 2, 3]", Wrong},
		{"nan within a tolerance", near("1", 0, 100), TypeArray, "[NaN]", Wrong},

		{"one of several", Check{Kind: CheckOneOf, Expected: []string{"1", "two", "[3]"}}, TypeText, "two", Right},
		{"one of several values", Check{Kind: CheckOneOf, Expected: []string{"1", "two", "[3, 4]"}}, TypeArray, "[3.0, 4.0000001]", Right},
		{"none of several", Check{Kind: CheckOneOf, Expected: []string{"1", "two"}}, TypeText, "three", Wrong},

		{"a pattern", pattern(`\babs\(`), TypeCode, "return abs(z) < 1", Right},
		{"a pattern that is not found", pattern(`\babs\(`), TypeCode, "return z < 1", Wrong},
		{"a pattern in a number", pattern(`^4\d$`), TypeArray, "[42]", Right},
		{"a pattern in an array", pattern(`nan`), TypeArray, "[1, NaN]", Right},
		{"a pattern without regard to case", pattern(`(?i)^done$`), TypeText, "Done", Right},
		{"a pattern in a picture", pattern(`.`), TypeImage, "\x89PNG\r\n\x1a\n", NotJudged},
		{"a pattern in broken JSON", pattern(`1`), TypeArray, "[1, 2", Right},
		{"a pattern beyond what is looked at", pattern(`end`), TypeText, strings.Repeat("x", MaxMatched) + "end", Wrong},

		{"a record that was not sent yet", Check{Kind: CheckRecord}, TypeText, "x", NotJudged},
	} {
		j := plain.NewJudge(c.check, DefaultAlike, nil)
		p := Payload{Type: c.typ, Data: []byte(c.data)}
		got := j.Match(p)
		if c.check.Kind != CheckPattern {
			got = j.Verdict(c.typ, plain.Normal(p, DefaultAlike))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestARecordAsReference(t *testing.T) {
	reference := Payload{Type: TypeArray, Data: []byte("[1063, 35.5]")}
	j := plain.NewJudge(Check{Kind: CheckRecord}, Alike{Relative: 1e-3}, &reference)
	for data, want := range map[string]Verdict{"[1063, 35.50001]": Right, "[1063, 36]": Wrong, "[[1063, 35.5]]": Wrong} {
		if got := j.Verdict(TypeArray, plain.Normal(Payload{Type: TypeArray, Data: []byte(data)}, Alike{})); got != want {
			t.Errorf("%s is %q, want %q", data, got, want)
		}
	}
}

func TestAReferenceOfOneNumber(t *testing.T) {
	for _, c := range []struct {
		what      string
		sent      Type
		reference string
		typ       Type
		data      string
		want      Verdict
	}{
		{"the number", TypeArray, "[42]", TypeArray, "42", Right},
		{"a list of one like an array of one", TypeArray, "[42]", TypeList, "[42]", Right},
		{"an array of one like a list of one", TypeList, "[42]", TypeArray, "[42]", Right},
		{"a matrix of one", TypeList, "[42]", TypeArray, "[[42]]", Wrong},
		{"a list of two", TypeList, "[42]", TypeList, "[42, 42]", Wrong},
	} {
		j := plain.NewJudge(Check{Kind: CheckRecord}, Alike{}, &Payload{Type: c.sent, Data: []byte(c.reference)})
		if got := j.Verdict(c.typ, plain.Normal(Payload{Type: c.typ, Data: []byte(c.data)}, Alike{})); got != c.want {
			t.Errorf("%s is %q, want %q", c.what, got, c.want)
		}
	}
}

// What a teacher types is data and nothing else, however it is written.
func FuzzExpected(f *testing.F) {
	for _, seed := range []string{"[1, 2]", "array([1, 2], dtype=x)", "{'a': (1,), 2: -inf}", "((((", "[1 -2 [3", "f'{x}'", "{1: 2, 3", "np.nan.nan", "1e5j"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		data, err := literalJSON(written)
		if err != nil {
			return
		}
		if _, err := measure(data); err != nil {
			t.Errorf("%q became %q: %v", written, data, err)
		}
	})
}

// BenchmarkJudge measures judging 10,000 answers by a rule whose Normals are not known
// yet: numbers, arrays, text and code.
func BenchmarkJudge(b *testing.B) {
	const answers = 10_000
	payloads := make([]Payload, answers)
	for i := range payloads {
		switch i % 4 {
		case 0:
			payloads[i] = Payload{Type: TypeArray, Data: []byte("[" + fmt.Sprint(float64(i)/7) + "]")}
		case 1:
			payloads[i] = Payload{Type: TypeArray, Data: []byte("[" + strings.Repeat("1.25, ", 50) + fmt.Sprint(i) + "]")}
		case 2:
			payloads[i] = Payload{Type: TypeText, Data: []byte("answer " + fmt.Sprint(i%100))}
		default:
			payloads[i] = Payload{Type: TypeCode, Data: []byte("def f(x, limit=" + fmt.Sprint(i%50) + "):\n    # mine\n    z = abs(x - x.mean()) / x.std()\n    return (z < limit).all(1)\n")}
		}
	}
	alike := Alike{Relative: 1e-6, IgnoreNames: true}
	for b.Loop() {
		j := plain.NewJudge(Check{Kind: CheckExact, Expected: []string{"answer 6"}}, alike, nil)
		right := 0
		for _, p := range payloads {
			if j.Verdict(p.Type, plain.Normal(p, alike)) == Right {
				right++
			}
		}
		if right == 0 {
			b.Fatal("nothing is right")
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/10000")
}
