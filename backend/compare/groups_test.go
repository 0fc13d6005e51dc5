package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// composed stands in for Unicode's normal form C, for the few letters of these tests.
var composed = strings.NewReplacer("e\u0301", "é", "u\u0308", "ü")

var plain = Canonicalizer{NFC: composed.Replace}

func TestWhatIsAlike(t *testing.T) {
	const nan = "NaN"
	for _, c := range []struct {
		what  string
		typ   payload.Type
		a, b  string
		alike classroom.Equivalence
		want  bool
	}{
		{"the same", payload.TypeText, "yes", "yes", classroom.Equivalence{}, true},
		{"white space around text", payload.TypeText, "yes", " \n yes\t\u00a0\ufeff", classroom.Equivalence{}, true},
		{"white space inside text", payload.TypeText, "a b", "a  b", classroom.Equivalence{}, false},
		{"line ends", payload.TypeText, "a\r\nb\rc", "a\nb\nc", classroom.Equivalence{}, true},
		{"case counts", payload.TypeText, "Yes", "yes", classroom.Equivalence{}, false},
		{"case folded", payload.TypeText, "ÉCOLE straße ΣΑΣ", "école STRASSE σας", classroom.Equivalence{FoldCase: true}, true},
		{"Unicode forms", payload.TypeText, "e\u0301te\u0301 u\u0308", "été ü", classroom.Equivalence{}, true},
		{"no text", payload.TypeText, "", " \n", classroom.Equivalence{}, true},
		{"invalid UTF-8 in one place", payload.TypeText, "a\xff", "a\xfe", classroom.Equivalence{}, true},
		{"text is no number", payload.TypeText, "1.0", "1", classroom.Equivalence{Relative: 0.5}, false},
		{"an unknown type is text", "weird", "x ", "x", classroom.Equivalence{}, true},

		{"a number and a list of one", payload.TypeArray, "[42]", "42", classroom.Equivalence{}, true},
		{"one number, written as a float", payload.TypeArray, "[42]", "[42.0]", classroom.Equivalence{}, true},
		{"exponents", payload.TypeArray, "[1e3]", "[1000]", classroom.Equivalence{}, true},
		{"minus zero", payload.TypeArray, "[-0.0]", "[0]", classroom.Equivalence{}, true},
		{"nan", payload.TypeArray, "[NaN]", "[NaN]", classroom.Equivalence{}, true},
		{"nan is no number", payload.TypeArray, "[NaN]", "[0]", classroom.Equivalence{Absolute: 1e300}, false},
		{"nan within an array", payload.TypeArray, "[1, NaN, 3]", "[1.0, NaN, 3.0000001]", classroom.Equivalence{Relative: 1e-6}, true},
		{"infinity", payload.TypeArray, "[Infinity]", "[Infinity]", classroom.Equivalence{}, true},
		{"the other infinity", payload.TypeArray, "[Infinity]", "[-Infinity]", classroom.Equivalence{Relative: 0.9, Absolute: 1e308}, false},
		{"infinity and the largest number", payload.TypeArray, "[Infinity]", "[1.7976931348623157e308]", classroom.Equivalence{Relative: 0.9}, false},
		{"too large for a float", payload.TypeArray, "[1e999]", "[Infinity]", classroom.Equivalence{}, true},
		{"denormal and zero", payload.TypeArray, "[1e-320]", "[0]", classroom.Equivalence{Relative: 0.5}, false},
		{"denormal and zero within an absolute tolerance", payload.TypeArray, "[1e-320]", "[0]", classroom.Equivalence{Absolute: 1e-300}, true},
		{"denormals", payload.TypeArray, "[1e-320]", "[1.1e-320]", classroom.Equivalence{Relative: 0.2}, true},
		{"far apart without overflow", payload.TypeArray, "[1e308]", "[-1e308]", classroom.Equivalence{Relative: 0.99}, false},
		{"float rounding", payload.TypeArray, "[0.30000000000000004]", "[0.3]", classroom.DefaultEquivalence, true},
		{"float rounding, exactly", payload.TypeArray, "[0.30000000000000004]", "[0.3]", classroom.Equivalence{}, false},
		{"whole numbers by default", payload.TypeArray, "[1000000]", "[1000001]", classroom.DefaultEquivalence, false},
		{"whole numbers with a tolerance set", payload.TypeArray, "[1000000]", "[1000001]", classroom.Equivalence{Relative: 1e-6}, true},
		{"whole numbers that no float64 can tell", payload.TypeArray, "[9007199254740992]", "[9007199254740993]", classroom.DefaultEquivalence, false},
		{"a very long whole number", payload.TypeArray, "[1" + strings.Repeat("0", 400) + "]", "[1" + strings.Repeat("0", 399) + "1]", classroom.Equivalence{}, false},
		{"relative", payload.TypeArray, "[100]", "[101]", classroom.Equivalence{Relative: 0.01}, true},
		{"just beyond relative", payload.TypeArray, "[100]", "[102]", classroom.Equivalence{Relative: 0.01}, false},
		{"absolute", payload.TypeArray, "[0]", "[0.5]", classroom.Equivalence{Absolute: 0.5}, true},
		{"True is not 1", payload.TypeArray, "[true, false]", "[1, 0]", classroom.Equivalence{Relative: 0.5}, false},
		{"null is not nan", payload.TypeArray, "[null, 1]", "[" + nan + ", 1]", classroom.Equivalence{}, false},

		{"shapes", payload.TypeArray, "[[1, 2]]", "[1, 2]", classroom.Equivalence{Relative: 0.5, Absolute: 9}, false},
		{"transposed", payload.TypeArray, "[[1, 2], [3, 4]]", "[[1, 3], [2, 4]]", classroom.Equivalence{}, false},
		{"length", payload.TypeArray, "[1, 2, 3]", "[1, 2]", classroom.Equivalence{Absolute: 9}, false},
		{"empty arrays of different shapes", payload.TypeArray, "[]", "[[]]", classroom.Equivalence{}, false},
		{"ragged", payload.TypeArray, "[[1, 2], [3]]", "[[1.0, 2], [3]]", classroom.Equivalence{}, true},
		{"ragged otherwise", payload.TypeArray, "[[1, 2], [3]]", "[[1], [2, 3]]", classroom.Equivalence{}, false},
		{"order", payload.TypeArray, "[35, 1063]", "[1063, 35]", classroom.Equivalence{}, false},
		{"order ignored", payload.TypeArray, "[35, 1063]", "[1063.0, 35]", classroom.Equivalence{AnyOrder: true}, true},
		{"order of rows ignored, not within them", payload.TypeList, "[[1, 2], [3, 4]]", "[[4, 3], [1, 2]]", classroom.Equivalence{AnyOrder: true}, false},
		{"spacing of JSON", payload.TypeList, "[1,2 ,\n3]", "[1, 2, 3]", classroom.Equivalence{}, true},

		{"complex", payload.TypeArray, `["(1+2j)"]`, `["(1.0000001+2j)"]`, classroom.Equivalence{Relative: 1e-6}, true},
		{"complex with a part that is nearly none", payload.TypeText, "(1+1e-17j)", "(1+0j)", classroom.Equivalence{Relative: 1e-9}, true},
		{"complex conjugate", payload.TypeText, "(1+2j)", "(1-2j)", classroom.Equivalence{Relative: 0.1}, false},
		{"complex without a real part", payload.TypeText, "2j", "(0+2j)", classroom.Equivalence{}, true},
		{"complex with nan", payload.TypeText, "(nan+infj)", "(nan+infj)", classroom.Equivalence{}, true},
		{"minus zero in a complex", payload.TypeText, "(-0-2j)", "(0-2j)", classroom.Equivalence{}, true},
		{"a letter j is no complex", payload.TypeText, "j", "J", classroom.Equivalence{}, false},

		{"what Python had, as tabs tell", payload.TypeDict, "{\"2\"\t: [\t1, 2], \"s\": [\t\t3], \"b\": \"b'x'\"\t}", `{"b": "b'x'", "s": [3], "2": [1, 2]}`, classroom.Equivalence{}, true},
		{"an array of one", payload.TypeArray, "[\t\t\t\t42]", "42", classroom.Equivalence{}, true},
		{"order of keys", payload.TypeDict, `{"a": 1, "b": [2, {"c": 3}]}`, `{"b": [2.0, {"c": 3}], "a": 1}`, classroom.Equivalence{}, true},
		{"numbers nested in a dict", payload.TypeDict, `{"a": {"b": [1.0]}}`, `{"a": {"b": [1.0000001]}}`, classroom.Equivalence{Relative: 1e-6}, true},
		{"another key", payload.TypeDict, `{"a": 1}`, `{"b": 1}`, classroom.Equivalence{}, false},
		{"the last of duplicate keys", payload.TypeDict, `{"a": 1, "a": 2}`, `{"a": 2}`, classroom.Equivalence{}, true},
		{"keys that look like structure", payload.TypeDict, `{"a\"": 1, "b": 2}`, `{"a\"b": 1, "": 2}`, classroom.Equivalence{}, false},
		{"text in a list", payload.TypeList, `["a ", "B"]`, `["A", "b"]`, classroom.Equivalence{FoldCase: true}, true},
		{"escapes in text", payload.TypeList, `["\u00e9"]`, `["é"]`, classroom.Equivalence{}, true},
		{"a text and a number in a list", payload.TypeList, `["1"]`, `[1]`, classroom.Equivalence{}, false},
		{"None and the text None", payload.TypeList, `[null]`, `["None"]`, classroom.Equivalence{}, false},

		{"tables by value", payload.TypeTable, `{"columns":["a"],"rows":[[1],[2.5]],"shape":[2,1],"dtypes":["int64"]}`,
			`{"columns":["a"],"rows":[[1.0],[2.5]],"shape":[2,1],"dtypes":["float64"]}`, classroom.Equivalence{}, true},
		{"another column", payload.TypeTable, `{"columns":["a"],"rows":[[1]],"shape":[1,1]}`, `{"columns":["b"],"rows":[[1]],"shape":[1,1]}`, classroom.Equivalence{}, false},
		{"corners of large arrays", payload.TypeArray, `{"shape":[9,9],"dtype":"float32","stats":{"mean":1.0},"corners":[[1]]}`,
			`{"shape":[9,9],"dtype":"float64","stats":{"mean":1.0000001},"corners":[[1.0]]}`, classroom.Equivalence{Relative: 1e-6}, true},

		{"TeX spacing", payload.TypeLatex, `$\frac {x} {2}$`, `\frac{x}{2}`, classroom.Equivalence{}, true},
		{"a TeX command and a letter", payload.TypeLatex, `\sin x`, `\sinx`, classroom.Equivalence{}, false},
		{"words in TeX", payload.TypeLatex, `\text{a b}`, `\text{ab}`, classroom.Equivalence{}, false},

		{"broken the same way", payload.TypeArray, "[1, 2", "[1, 2\n", classroom.Equivalence{}, true},
		{"broken and whole", payload.TypeArray, "[1, 2", "[1, 2]", classroom.Equivalence{}, false},
	} {
		a := plain.Canonical(payload.Payload{Type: c.typ, Data: []byte(c.a)}, c.alike)
		b := plain.Canonical(payload.Payload{Type: c.typ, Data: []byte(c.b)}, c.alike)
		if got := AreAlike(c.alike, a, b); got != c.want || AreAlike(c.alike, b, a) != c.want {
			t.Errorf("%s: %q and %q alike: %v, want %v (%+v)", c.what, c.a, c.b, got, c.want, c.alike)
		}
		if !AreAlike(c.alike, a, a) || !AreAlike(c.alike, b, b) {
			t.Errorf("%s: an answer is not like itself", c.what)
		}
	}
}

func TestTypesThatAreAlike(t *testing.T) {
	normal := func(typ payload.Type, data string) *Canonical {
		return plain.Canonical(payload.Payload{Type: typ, Data: []byte(data)}, classroom.Equivalence{})
	}
	for _, c := range []struct {
		what string
		a, b *Canonical
		want bool
	}{
		{"a list and the array of it", normal(payload.TypeList, "[1, 2]"), normal(payload.TypeArray, "[1, 2]"), true},
		{"a list of one and its number", normal(payload.TypeList, "[42]"), normal(payload.TypeArray, "[42]"), false},
		{"a text and the number that it shows", normal(payload.TypeText, "42"), normal(payload.TypeArray, "42"), false},
		{"a text and the code", normal(payload.TypeText, "x"), normal(payload.TypeCode, "x"), false},
		{"a dict and a table", normal(payload.TypeDict, `{"columns":["a"]}`), normal(payload.TypeTable, `{"columns":["a"]}`), false},
		{"a complex number and one in an array", normal(payload.TypeText, "(1+2j)"), normal(payload.TypeArray, `["(1+2j)"]`), true},
	} {
		if got := AreAlike(classroom.Equivalence{}, c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// groupsOfValues groups arrays of one number and returns the groups as text: members by value, groups
// in their order.
func groupsOfValues(values []string, pins []string, alike classroom.Equivalence) string {
	normal := func(v string) *Canonical {
		return plain.Canonical(payload.Payload{Type: payload.TypeArray, Data: []byte("[" + v + "]")}, alike)
	}
	var answers, pinned []*Canonical
	for _, v := range values {
		answers = append(answers, normal(v))
	}
	for _, v := range pins {
		pinned = append(pinned, normal(v))
	}
	var text []string
	for _, g := range GroupAnswers(answers, pinned, alike) {
		var members []string
		for _, i := range g.Members {
			members = append(members, values[i])
		}
		slices.Sort(members)
		text = append(text, strings.Join(members, " "))
	}
	return strings.Join(text, " | ")
}

func TestGroups(t *testing.T) {
	tenth := classroom.Equivalence{Absolute: 0.11}
	for _, c := range []struct {
		what, values, pins string
		alike              classroom.Equivalence
		want               string
	}{
		{"the largest first", "2 1 1 3 3 3", "", classroom.Equivalence{}, "3 3 3 | 1 1 | 2"},
		{"a chain is cut around what is most frequent", "1.0 1.1 1.1 1.2 1.3", "", tenth, "1.0 1.1 1.1 1.2 | 1.3"},
		{"of equally frequent ones by value", "1.2 1.1 1.0", "", tenth, "1.0 1.1 | 1.2"},
		{"a pin keeps its group", "1.1 1.1 1.1 1.0 1.2", "1.0", tenth, "1.0 1.1 1.1 1.1 | 1.2"},
		{"what equals a pin is its own", "1.0 1.1", "1.1 1.0", tenth, "1.0 | 1.1"},
		{"a pin that nobody sent", "1.0", "7.0", tenth, "1.0"},
		{"nan together", "NaN 1 NaN", "", tenth, "NaN NaN | 1"},
		{"zeros together", "0 -0.0 0.0", "", classroom.Equivalence{}, "-0.0 0 0.0"},
		{"negative numbers", "-100 -101 100", "", classroom.Equivalence{Relative: 0.01}, "-100 -101 | 100"},
		{"a wide tolerance", "1 10 100", "", classroom.Equivalence{Relative: 0.95}, "1 10 | 100"},
	} {
		if got := groupsOfValues(strings.Fields(c.values), strings.Fields(c.pins), c.alike); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// For any answers in any order: each answer is in one group and is like its anchor, equal answers are
// together, and the groups do not depend on the order.
func TestGroupingIsAnEquivalence(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pool := []string{
		"[1]", "[1.0]", "[1.05]", "[1.1]", "[1.15]", "[NaN]", "[-0.0]", "[0]", "[1e-320]", "[Infinity]", "[1, 2]", "[1, 2.1]", "[2, 1]",
		"[[1, 2], [3]]", `["(1+2j)"]`, `["(1.05+2j)"]`, `["a"]`, `{"a": [1, 2]}`, `{"a": [1.05, 2]}`, "[true]", "[9007199254740993]", "[1e308]", "broken",
	}
	for range 300 {
		alike := classroom.Equivalence{Relative: []float64{0, 1e-6, 0.06, 0.6}[random.IntN(4)], Absolute: []float64{0, 0.06, 10}[random.IntN(3)], AnyOrder: random.IntN(2) == 0}
		var answers, pins []*Canonical
		for range 1 + random.IntN(60) {
			data := pool[random.IntN(len(pool))]
			if random.IntN(3) == 0 {
				data = fmt.Sprintf("[%v]", 1+random.Float64()/2)
			}
			answers = append(answers, plain.Canonical(payload.Payload{Type: payload.TypeArray, Data: []byte(data)}, alike))
		}
		for range random.IntN(3) {
			pins = append(pins, answers[random.IntN(len(answers))])
		}
		before := checkGroups(t, answers, pins, alike)
		random.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		if after := checkGroups(t, answers, pins, alike); before != after {
			t.Fatalf("the order of arrival matters:\n%s\n%s", before, after)
		}
	}
}

// checkGroups groups the answers and returns the groups as a text that does not depend on the order of
// arrival.
func checkGroups(t *testing.T, answers, pins []*Canonical, alike classroom.Equivalence) string {
	t.Helper()
	groups := GroupAnswers(answers, pins, alike)
	group := map[int]int{}
	var text strings.Builder
	for g, found := range groups {
		fmt.Fprintf(&text, "%s:%d ", found.Key, len(found.Members))
		for _, i := range found.Members {
			if _, twice := group[i]; twice {
				t.Fatalf("answer %d is in two groups", i)
			}
			group[i] = g
			if !AreAlike(alike, answers[i], found.Anchor) {
				t.Fatalf("answer %d is not like its anchor", i)
			}
		}
	}
	for i := range answers {
		for j := range answers {
			if _, in := group[i]; !in || answers[i].exact == answers[j].exact && group[i] != group[j] {
				t.Fatalf("answers %d and %d: in groups %d and %d", i, j, group[i], group[j])
			}
		}
	}
	return text.String()
}

// The window of first numbers includes every anchor that an answer is like.
func TestNoAnchorIsMissed(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		alike := classroom.Equivalence{Relative: random.Float64() * random.Float64(), Absolute: random.Float64() * 0.01}
		x, y := random.NormFloat64(), random.NormFloat64()
		if random.IntN(2) == 0 {
			y = x * (1 + alike.Relative*(2*random.Float64()-1))
		}
		a := plain.Canonical(payload.Payload{Type: payload.TypeArray, Data: fmt.Appendf(nil, "[%v]", x)}, alike)
		b := plain.Canonical(payload.Payload{Type: payload.TypeArray, Data: fmt.Appendf(nil, "[%v]", y)}, alike)
		if groups := GroupAnswers([]*Canonical{a, b}, nil, alike); (len(groups) == 1) != AreAlike(alike, a, b) {
			t.Fatalf("%v and %v with %+v: alike %v, but %d groups", x, y, alike, AreAlike(alike, a, b), len(groups))
		}
	}
}
