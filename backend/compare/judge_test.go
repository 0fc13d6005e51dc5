package compare

import (
	"fmt"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
)

func TestVerdicts(t *testing.T) {
	exact := func(expected string) classroom.Check {
		return classroom.Check{Kind: classroom.CheckExact, Expected: []string{expected}}
	}
	near := func(expected string, relative, absolute float64) classroom.Check {
		return classroom.Check{Kind: classroom.CheckTolerance, Expected: []string{expected}, Relative: relative, Absolute: absolute}
	}
	pattern := func(p string) classroom.Check { return classroom.Check{Kind: classroom.CheckPattern, Pattern: p} }
	for _, c := range []struct {
		what  string
		check classroom.Check
		typ   payload.Type
		data  string
		want  classroom.Verdict
	}{
		{"no rule", classroom.Check{}, payload.TypeText, "x", classroom.NotJudged},
		{"a number", exact("42"), payload.TypeArray, "[42]", classroom.Right},
		{"a number as a float", exact("42"), payload.TypeArray, "[42.0]", classroom.Right},
		{"another number", exact("42"), payload.TypeArray, "[42.0000001]", classroom.Wrong},
		{"a text that shows the number", exact("42"), payload.TypeText, "42", classroom.Right},
		{"a negative number", exact("-1.5e-3"), payload.TypeArray, "[-0.0015]", classroom.Right},
		{"a fraction as Python writes it", exact(".5"), payload.TypeArray, "[0.5]", classroom.Right},
		{"a float with nothing after its point", exact("5."), payload.TypeArray, "[5]", classroom.Right},
		{"nan", exact("nan"), payload.TypeArray, "[NaN]", classroom.Right},
		{"minus infinity", exact("-inf"), payload.TypeArray, "[-Infinity]", classroom.Right},
		{"numpy's nan", exact("np.nan"), payload.TypeArray, "[NaN]", classroom.Right},
		{"a complex number", exact("1+2j"), payload.TypeText, "(1+2j)", classroom.Right},
		{"an array", exact("[1063, 35]"), payload.TypeArray, "[1063, 35]", classroom.Right},
		{"an array as numpy prints it", exact("[1063.   35.]"), payload.TypeArray, "[1063, 35]", classroom.Right},
		{"a matrix as numpy prints it", exact("[[1. 2.]\n [3. -4.]]"), payload.TypeArray, "[[1, 2], [3, -4]]", classroom.Right},
		{"an array as its repr is", exact("array([1, 2], dtype=int32)"), payload.TypeArray, "[1, 2]", classroom.Right},
		{"an array by numpy", exact("np.array([[1], [2]])"), payload.TypeArray, "[[1], [2]]", classroom.Right},
		{"a transposed array", exact("[1, 2]"), payload.TypeArray, "[[1], [2]]", classroom.Wrong},
		{"a tuple", exact("(1, 2)"), payload.TypeList, "[1, 2]", classroom.Right},
		{"a tuple of one", exact("(1,)"), payload.TypeList, "[1]", classroom.Right},
		{"a number in brackets", exact("(42)"), payload.TypeArray, "[42]", classroom.Right},
		{"an array of one for a number", exact("[59310.5]"), payload.TypeArray, "[59310.5]", classroom.Right},
		{"an array of one for a bare number", exact("array([59310.5])"), payload.TypeArray, "59310.5", classroom.Right},
		{"another array of one", exact("[59310.5]"), payload.TypeArray, "[59310.6]", classroom.Wrong},
		{"a list of one", exact("[42]"), payload.TypeList, "[42]", classroom.Right},
		{"a list of one where a number is expected", exact("42"), payload.TypeList, "[42]", classroom.Wrong},
		{"a list of one text", exact("['a']"), payload.TypeList, `["a"]`, classroom.Right},
		{"an array of one text", exact("['a']"), payload.TypeArray, `["a"]`, classroom.Right},
		{"a matrix of one", exact("[[42]]"), payload.TypeArray, "[[42]]", classroom.Right},
		{"a matrix of one for a number", exact("[[42]]"), payload.TypeArray, "[42]", classroom.Wrong},
		{"an array of one within a tolerance", near("[3.14]", 0, 0.005), payload.TypeArray, "[3.1416]", classroom.Right},
		{"a list of text", exact("['a', \"it's\"]"), payload.TypeList, `["a", "it's"]`, classroom.Right},
		{"constants", exact("[True, None]"), payload.TypeList, "[true, null]", classroom.Right},
		{"True is no 1", exact("[1]"), payload.TypeList, "[true]", classroom.Wrong},
		{"a dict", exact("{'a': 1, 'b': [2, 3]}"), payload.TypeDict, `{"b": [2, 3], "a": 1.0}`, classroom.Right},
		{"text where a number is expected", exact("42"), payload.TypeText, "forty-two", classroom.Wrong},
		{"a number where text is expected", exact("done"), payload.TypeArray, "[42]", classroom.Wrong},
		{"text", exact("done"), payload.TypeText, " done\n", classroom.Right},
		{"quoted text", exact("'done'"), payload.TypeText, "done", classroom.Right},
		{"text in capitals", exact("done"), payload.TypeText, "Done", classroom.Wrong},
		{"True as our client sends it", exact("True"), payload.TypeText, "True", classroom.Right},
		{"code", exact("def f(x):\n  return x"), payload.TypeCode, "def f(x):\n    return x  # x\n", classroom.Right},
		{"other code", exact("def f(x):\n  return x"), payload.TypeCode, "def f(x): return -x", classroom.Wrong},
		{"LaTeX", exact(`$\frac {x}{2}$`), payload.TypeLatex, `\frac{x}{2}`, classroom.Right},
		{"a picture cannot be what is written", exact("42"), payload.TypeImage, "\x89PNG\r\n\x1a\n", classroom.NotJudged},
		{"broken JSON", exact("[1, 2]"), payload.TypeArray, "[1, 2", classroom.Wrong},

		{"within an absolute tolerance", near("3.14", 0, 0.005), payload.TypeArray, "[3.1416]", classroom.Right},
		{"beyond it", near("3.14", 0, 0.001), payload.TypeArray, "[3.1416]", classroom.Wrong},
		{"within a relative tolerance", near("1000", 0.01, 0), payload.TypeArray, "[1009]", classroom.Right},
		{"an array within a tolerance", near("[1, 2]", 0, 0.1), payload.TypeArray, "[1.05, 1.95]", classroom.Right},
		{"another shape within a tolerance", near("[1, 2]", 0, 100), payload.TypeArray, "[1, 2, 3]", classroom.Wrong},
		{"nan within a tolerance", near("1", 0, 100), payload.TypeArray, "[NaN]", classroom.Wrong},

		{"one of several", classroom.Check{Kind: classroom.CheckOneOf, Expected: []string{"1", "two", "[3]"}}, payload.TypeText, "two", classroom.Right},
		{"one of several values", classroom.Check{Kind: classroom.CheckOneOf, Expected: []string{"1", "two", "[3, 4]"}}, payload.TypeArray, "[3.0, 4.0000001]", classroom.Right},
		{"none of several", classroom.Check{Kind: classroom.CheckOneOf, Expected: []string{"1", "two"}}, payload.TypeText, "three", classroom.Wrong},

		{"a pattern", pattern(`\babs\(`), payload.TypeCode, "return abs(z) < 1", classroom.Right},
		{"a pattern that is not found", pattern(`\babs\(`), payload.TypeCode, "return z < 1", classroom.Wrong},
		{"a pattern in a number", pattern(`^4\d$`), payload.TypeArray, "[42]", classroom.Right},
		{"a pattern in an array", pattern(`nan`), payload.TypeArray, "[1, NaN]", classroom.Right},
		{"a pattern in a tuple", pattern(`^\(1, 2\)$`), payload.TypeList, "[\t1, 2]", classroom.Right},
		{"a pattern of a list, in a tuple", pattern(`^\[1, 2\]$`), payload.TypeList, "[\t1, 2]", classroom.Right},
		{"a pattern without regard to case", pattern(`(?i)^done$`), payload.TypeText, "Done", classroom.Right},
		{"a pattern in a picture", pattern(`.`), payload.TypeImage, "\x89PNG\r\n\x1a\n", classroom.NotJudged},
		{"a pattern in broken JSON", pattern(`1`), payload.TypeArray, "[1, 2", classroom.Right},
		{"a pattern beyond what is looked at", pattern(`end`), payload.TypeText, strings.Repeat("x", MaxMatched) + "end", classroom.NotJudged},
		{"a pattern in the beginning of what is long", pattern(`^x+?x`), payload.TypeText, strings.Repeat("x", MaxMatched) + "end", classroom.Right},
		{"the end of what is looked at is not the end", pattern(`x$`), payload.TypeText, strings.Repeat("x", MaxMatched) + "end", classroom.NotJudged},

		{"a record that was not sent yet", classroom.Check{Kind: classroom.CheckRecord}, payload.TypeText, "x", classroom.NotJudged},
	} {
		j := plain.NewJudge(c.check, classroom.DefaultEquivalence, nil)
		p := payload.Payload{Type: c.typ, Data: []byte(c.data)}
		got, _ := j.Match(p)
		if c.check.Kind != classroom.CheckPattern {
			got, _ = j.Verdict(c.typ, plain.Canonical(p, classroom.DefaultEquivalence))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestARecordAsReference(t *testing.T) {
	reference := payload.Payload{Type: payload.TypeArray, Data: []byte("[1063, 35.5]")}
	j := plain.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, classroom.Equivalence{Relative: 1e-3}, &reference)
	for data, want := range map[string]classroom.Verdict{"[1063, 35.50001]": classroom.Right, "[1063, 36]": classroom.Wrong, "[[1063, 35.5]]": classroom.Wrong} {
		if got, _ := j.Verdict(payload.TypeArray, plain.Canonical(payload.Payload{Type: payload.TypeArray, Data: []byte(data)}, classroom.Equivalence{})); got != want {
			t.Errorf("%s is %q, want %q", data, got, want)
		}
	}
}

func TestAReferenceOfOneNumber(t *testing.T) {
	for _, c := range []struct {
		what      string
		sent      payload.Type
		reference string
		typ       payload.Type
		data      string
		want      classroom.Verdict
	}{
		{"the number", payload.TypeArray, "[42]", payload.TypeArray, "42", classroom.Right},
		{"a list of one like an array of one", payload.TypeArray, "[42]", payload.TypeList, "[42]", classroom.Right},
		{"an array of one like a list of one", payload.TypeList, "[42]", payload.TypeArray, "[42]", classroom.Right},
		{"a matrix of one", payload.TypeList, "[42]", payload.TypeArray, "[[42]]", classroom.Wrong},
		{"a list of two", payload.TypeList, "[42]", payload.TypeList, "[42, 42]", classroom.Wrong},
	} {
		j := plain.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, classroom.Equivalence{}, &payload.Payload{Type: c.sent, Data: []byte(c.reference)})
		if got, _ := j.Verdict(c.typ, plain.Canonical(payload.Payload{Type: c.typ, Data: []byte(c.data)}, classroom.Equivalence{})); got != c.want {
			t.Errorf("%s is %q, want %q", c.what, got, c.want)
		}
	}
}

// A teacher's text is only data, however it is written.
func FuzzExpected(f *testing.F) {
	for _, seed := range []string{"[1, 2]", "array([1, 2], dtype=x)", "{'a': (1,), 2: -inf}", "((((", "[1 -2 [3", "f'{x}'", "{1: 2, 3", "np.nan.nan", "1e5j"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		data, err := literalJSON(written)
		if err != nil {
			return
		}
		if _, err := pyjson.Measure(data); err != nil {
			t.Errorf("%q became %q: %v", written, data, err)
		}
	})
}

// BenchmarkJudge measures how long it takes to judge 10,000 answers by a rule if their Canonicals are
// not cached: numbers, arrays, text and code.
func BenchmarkJudge(b *testing.B) {
	const answers = 10_000
	payloads := make([]payload.Payload, answers)
	for i := range payloads {
		switch i % 4 {
		case 0:
			payloads[i] = payload.Payload{Type: payload.TypeArray, Data: []byte("[" + fmt.Sprint(float64(i)/7) + "]")}
		case 1:
			payloads[i] = payload.Payload{Type: payload.TypeArray, Data: []byte("[" + strings.Repeat("1.25, ", 50) + fmt.Sprint(i) + "]")}
		case 2:
			payloads[i] = payload.Payload{Type: payload.TypeText, Data: []byte("answer " + fmt.Sprint(i%100))}
		default:
			payloads[i] = payload.Payload{Type: payload.TypeCode, Data: []byte("def f(x, limit=" + fmt.Sprint(i%50) + "):\n    # mine\n    z = abs(x - x.mean()) / x.std()\n    return (z < limit).all(1)\n")}
		}
	}
	alike := classroom.Equivalence{Relative: 1e-6, IgnoreNames: true}
	for b.Loop() {
		j := plain.NewJudge(classroom.Check{Kind: classroom.CheckExact, Expected: []string{"answer 6"}}, alike, nil)
		right := 0
		for _, p := range payloads {
			if v, _ := j.Verdict(p.Type, plain.Canonical(p, alike)); v == classroom.Right {
				right++
			}
		}
		if right == 0 {
			b.Fatal("nothing is right")
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/10000")
}
