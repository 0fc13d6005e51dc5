package classroom

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// composed stands in for Unicode's normal form C, for the few letters of these tests.
var composed = strings.NewReplacer("e\u0301", "é", "u\u0308", "ü")

var plain = Normalizer{NFC: composed.Replace}

func TestWhatIsAlike(t *testing.T) {
	const nan = "NaN"
	for _, c := range []struct {
		what  string
		typ   Type
		a, b  string
		alike Alike
		want  bool
	}{
		{"the same", TypeText, "yes", "yes", Alike{}, true},
		{"white space around text", TypeText, "yes", " \n yes\t\u00a0\ufeff", Alike{}, true},
		{"white space inside text", TypeText, "a b", "a  b", Alike{}, false},
		{"line ends", TypeText, "a\r\nb\rc", "a\nb\nc", Alike{}, true},
		{"case counts", TypeText, "Yes", "yes", Alike{}, false},
		{"case folded", TypeText, "ÉCOLE straße ΣΑΣ", "école STRASSE σας", Alike{FoldCase: true}, true},
		{"Unicode forms", TypeText, "e\u0301te\u0301 u\u0308", "été ü", Alike{}, true},
		{"no text", TypeText, "", " \n", Alike{}, true},
		{"invalid UTF-8 in one place", TypeText, "a\xff", "a\xfe", Alike{}, true},
		{"text is no number", TypeText, "1.0", "1", Alike{Relative: 0.5}, false},
		{"an unknown type is text", "weird", "x ", "x", Alike{}, true},

		{"a number and a list of one", TypeArray, "[42]", "42", Alike{}, true},
		{"one number, written as a float", TypeArray, "[42]", "[42.0]", Alike{}, true},
		{"exponents", TypeArray, "[1e3]", "[1000]", Alike{}, true},
		{"minus zero", TypeArray, "[-0.0]", "[0]", Alike{}, true},
		{"nan", TypeArray, "[NaN]", "[NaN]", Alike{}, true},
		{"nan is no number", TypeArray, "[NaN]", "[0]", Alike{Absolute: 1e300}, false},
		{"nan within an array", TypeArray, "[1, NaN, 3]", "[1.0, NaN, 3.0000001]", Alike{Relative: 1e-6}, true},
		{"infinity", TypeArray, "[Infinity]", "[Infinity]", Alike{}, true},
		{"the other infinity", TypeArray, "[Infinity]", "[-Infinity]", Alike{Relative: 0.9, Absolute: 1e308}, false},
		{"infinity and the largest number", TypeArray, "[Infinity]", "[1.7976931348623157e308]", Alike{Relative: 0.9}, false},
		{"too large for a float", TypeArray, "[1e999]", "[Infinity]", Alike{}, true},
		{"denormal and zero", TypeArray, "[1e-320]", "[0]", Alike{Relative: 0.5}, false},
		{"denormal and zero within an absolute tolerance", TypeArray, "[1e-320]", "[0]", Alike{Absolute: 1e-300}, true},
		{"denormals", TypeArray, "[1e-320]", "[1.1e-320]", Alike{Relative: 0.2}, true},
		{"far apart without overflow", TypeArray, "[1e308]", "[-1e308]", Alike{Relative: 0.99}, false},
		{"float rounding", TypeArray, "[0.30000000000000004]", "[0.3]", DefaultAlike, true},
		{"float rounding, exactly", TypeArray, "[0.30000000000000004]", "[0.3]", Alike{}, false},
		{"whole numbers by default", TypeArray, "[1000000]", "[1000001]", DefaultAlike, false},
		{"whole numbers with a tolerance set", TypeArray, "[1000000]", "[1000001]", Alike{Relative: 1e-6}, true},
		{"whole numbers that no float64 can tell", TypeArray, "[9007199254740992]", "[9007199254740993]", DefaultAlike, false},
		{"a very long whole number", TypeArray, "[1" + strings.Repeat("0", 400) + "]", "[1" + strings.Repeat("0", 399) + "1]", Alike{}, false},
		{"relative", TypeArray, "[100]", "[101]", Alike{Relative: 0.01}, true},
		{"just beyond relative", TypeArray, "[100]", "[102]", Alike{Relative: 0.01}, false},
		{"absolute", TypeArray, "[0]", "[0.5]", Alike{Absolute: 0.5}, true},
		{"True is not 1", TypeArray, "[true, false]", "[1, 0]", Alike{Relative: 0.5}, false},
		{"null is not nan", TypeArray, "[null, 1]", "[" + nan + ", 1]", Alike{}, false},

		{"shapes", TypeArray, "[[1, 2]]", "[1, 2]", Alike{Relative: 0.5, Absolute: 9}, false},
		{"transposed", TypeArray, "[[1, 2], [3, 4]]", "[[1, 3], [2, 4]]", Alike{}, false},
		{"length", TypeArray, "[1, 2, 3]", "[1, 2]", Alike{Absolute: 9}, false},
		{"empty arrays of different shapes", TypeArray, "[]", "[[]]", Alike{}, false},
		{"ragged", TypeArray, "[[1, 2], [3]]", "[[1.0, 2], [3]]", Alike{}, true},
		{"ragged otherwise", TypeArray, "[[1, 2], [3]]", "[[1], [2, 3]]", Alike{}, false},
		{"order", TypeArray, "[35, 1063]", "[1063, 35]", Alike{}, false},
		{"order ignored", TypeArray, "[35, 1063]", "[1063.0, 35]", Alike{AnyOrder: true}, true},
		{"order of rows ignored, not within them", TypeList, "[[1, 2], [3, 4]]", "[[4, 3], [1, 2]]", Alike{AnyOrder: true}, false},
		{"spacing of JSON", TypeList, "[1,2 ,\n3]", "[1, 2, 3]", Alike{}, true},

		{"complex", TypeArray, `["(1+2j)"]`, `["(1.0000001+2j)"]`, Alike{Relative: 1e-6}, true},
		{"complex with a part that is nearly none", TypeText, "(1+1e-17j)", "(1+0j)", Alike{Relative: 1e-9}, true},
		{"complex conjugate", TypeText, "(1+2j)", "(1-2j)", Alike{Relative: 0.1}, false},
		{"complex without a real part", TypeText, "2j", "(0+2j)", Alike{}, true},
		{"complex with nan", TypeText, "(nan+infj)", "(nan+infj)", Alike{}, true},
		{"minus zero in a complex", TypeText, "(-0-2j)", "(0-2j)", Alike{}, true},
		{"a letter j is no complex", TypeText, "j", "J", Alike{}, false},

		{"order of keys", TypeDict, `{"a": 1, "b": [2, {"c": 3}]}`, `{"b": [2.0, {"c": 3}], "a": 1}`, Alike{}, true},
		{"numbers nested in a dict", TypeDict, `{"a": {"b": [1.0]}}`, `{"a": {"b": [1.0000001]}}`, Alike{Relative: 1e-6}, true},
		{"another key", TypeDict, `{"a": 1}`, `{"b": 1}`, Alike{}, false},
		{"the last of duplicate keys", TypeDict, `{"a": 1, "a": 2}`, `{"a": 2}`, Alike{}, true},
		{"keys that look like structure", TypeDict, `{"a\"": 1, "b": 2}`, `{"a\"b": 1, "": 2}`, Alike{}, false},
		{"text in a list", TypeList, `["a ", "B"]`, `["A", "b"]`, Alike{FoldCase: true}, true},
		{"escapes in text", TypeList, `["\u00e9"]`, `["é"]`, Alike{}, true},
		{"a text and a number in a list", TypeList, `["1"]`, `[1]`, Alike{}, false},
		{"what is none and what is no text", TypeList, `[null]`, `["None"]`, Alike{}, false},

		{"tables by value", TypeTable, `{"columns":["a"],"rows":[[1],[2.5]],"shape":[2,1],"dtypes":["int64"]}`,
			`{"columns":["a"],"rows":[[1.0],[2.5]],"shape":[2,1],"dtypes":["float64"]}`, Alike{}, true},
		{"another column", TypeTable, `{"columns":["a"],"rows":[[1]],"shape":[1,1]}`, `{"columns":["b"],"rows":[[1]],"shape":[1,1]}`, Alike{}, false},
		{"corners of large arrays", TypeArray, `{"shape":[9,9],"dtype":"float32","stats":{"mean":1.0},"corners":[[1]]}`,
			`{"shape":[9,9],"dtype":"float64","stats":{"mean":1.0000001},"corners":[[1.0]]}`, Alike{Relative: 1e-6}, true},

		{"TeX spacing", TypeLatex, `$\frac {x} {2}$`, `\frac{x}{2}`, Alike{}, true},
		{"a TeX command and a letter", TypeLatex, `\sin x`, `\sinx`, Alike{}, false},
		{"words in TeX", TypeLatex, `\text{a b}`, `\text{ab}`, Alike{}, false},

		{"broken the same way", TypeArray, "[1, 2", "[1, 2\n", Alike{}, true},
		{"broken and whole", TypeArray, "[1, 2", "[1, 2]", Alike{}, false},
	} {
		a := plain.Normal(Payload{Type: c.typ, Data: []byte(c.a)}, c.alike)
		b := plain.Normal(Payload{Type: c.typ, Data: []byte(c.b)}, c.alike)
		if got := AreAlike(c.alike, a, b); got != c.want || AreAlike(c.alike, b, a) != c.want {
			t.Errorf("%s: %q and %q alike: %v, want %v (%+v)", c.what, c.a, c.b, got, c.want, c.alike)
		}
		if !AreAlike(c.alike, a, a) || !AreAlike(c.alike, b, b) {
			t.Errorf("%s: an answer is not like itself", c.what)
		}
	}
}

func TestTypesThatAreAlike(t *testing.T) {
	normal := func(typ Type, data string) *Normal {
		return plain.Normal(Payload{Type: typ, Data: []byte(data)}, Alike{})
	}
	for _, c := range []struct {
		what string
		a, b *Normal
		want bool
	}{
		{"a list and the array of it", normal(TypeList, "[1, 2]"), normal(TypeArray, "[1, 2]"), true},
		{"a list of one and its number", normal(TypeList, "[42]"), normal(TypeArray, "[42]"), false},
		{"a text and the number that it shows", normal(TypeText, "42"), normal(TypeArray, "42"), false},
		{"a text and the code", normal(TypeText, "x"), normal(TypeCode, "x"), false},
		{"a dict and a table", normal(TypeDict, `{"columns":["a"]}`), normal(TypeTable, `{"columns":["a"]}`), false},
		{"a complex number and one in an array", normal(TypeText, "(1+2j)"), normal(TypeArray, `["(1+2j)"]`), true},
	} {
		if got := AreAlike(Alike{}, c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// groupsOfValues groups arrays of one number and returns the groups as text: members
// by value, the groups in their order.
func groupsOfValues(values []string, pins []string, alike Alike) string {
	normal := func(v string) *Normal {
		return plain.Normal(Payload{Type: TypeArray, Data: []byte("[" + v + "]")}, alike)
	}
	var answers, pinned []*Normal
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
	tenth := Alike{Absolute: 0.11}
	for _, c := range []struct {
		what, values, pins string
		alike              Alike
		want               string
	}{
		{"the largest first", "2 1 1 3 3 3", "", Alike{}, "3 3 3 | 1 1 | 2"},
		{"a chain is cut around what is most frequent", "1.0 1.1 1.1 1.2 1.3", "", tenth, "1.0 1.1 1.1 1.2 | 1.3"},
		{"of equally frequent ones by value", "1.2 1.1 1.0", "", tenth, "1.0 1.1 | 1.2"},
		{"a pin keeps its group", "1.1 1.1 1.1 1.0 1.2", "1.0", tenth, "1.0 1.1 1.1 1.1 | 1.2"},
		{"what equals a pin is its own", "1.0 1.1", "1.1 1.0", tenth, "1.0 | 1.1"},
		{"a pin that nobody sent", "1.0", "7.0", tenth, "1.0"},
		{"nan together", "NaN 1 NaN", "", tenth, "NaN NaN | 1"},
		{"zeros together", "0 -0.0 0.0", "", Alike{}, "-0.0 0 0.0"},
		{"negative numbers", "-100 -101 100", "", Alike{Relative: 0.01}, "-100 -101 | 100"},
		{"a wide tolerance", "1 10 100", "", Alike{Relative: 0.95}, "1 10 | 100"},
	} {
		if got := groupsOfValues(strings.Fields(c.values), strings.Fields(c.pins), c.alike); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// Whatever is sent, in whatever order: each answer is in one group, is alike to its
// anchor, equal answers are together, and the groups are the same for every order.
func TestGroupingIsAnEquivalence(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pool := []string{
		"[1]", "[1.0]", "[1.05]", "[1.1]", "[1.15]", "[NaN]", "[-0.0]", "[0]", "[1e-320]", "[Infinity]", "[1, 2]", "[1, 2.1]", "[2, 1]",
		"[[1, 2], [3]]", `["(1+2j)"]`, `["(1.05+2j)"]`, `["a"]`, `{"a": [1, 2]}`, `{"a": [1.05, 2]}`, "[true]", "[9007199254740993]", "[1e308]", "broken",
	}
	for range 300 {
		alike := Alike{Relative: []float64{0, 1e-6, 0.06, 0.6}[random.IntN(4)], Absolute: []float64{0, 0.06, 10}[random.IntN(3)], AnyOrder: random.IntN(2) == 0}
		var answers, pins []*Normal
		for range 1 + random.IntN(60) {
			data := pool[random.IntN(len(pool))]
			if random.IntN(3) == 0 {
				data = fmt.Sprintf("[%v]", 1+random.Float64()/2)
			}
			answers = append(answers, plain.Normal(Payload{Type: TypeArray, Data: []byte(data)}, alike))
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

// checkGroups groups the answers and returns the groups in a text that knows no order of
// arrival.
func checkGroups(t *testing.T, answers, pins []*Normal, alike Alike) string {
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

// The window of first numbers leaves out no anchor that an answer is alike to.
func TestNoAnchorIsMissed(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		alike := Alike{Relative: random.Float64() * random.Float64(), Absolute: random.Float64() * 0.01}
		x, y := random.NormFloat64(), random.NormFloat64()
		if random.IntN(2) == 0 {
			y = x * (1 + alike.Relative*(2*random.Float64()-1))
		}
		a := plain.Normal(Payload{Type: TypeArray, Data: fmt.Appendf(nil, "[%v]", x)}, alike)
		b := plain.Normal(Payload{Type: TypeArray, Data: fmt.Appendf(nil, "[%v]", y)}, alike)
		if groups := GroupAnswers([]*Normal{a, b}, nil, alike); (len(groups) == 1) != AreAlike(alike, a, b) {
			t.Fatalf("%v and %v with %+v: alike %v, but %d groups", x, y, alike, AreAlike(alike, a, b), len(groups))
		}
	}
}
