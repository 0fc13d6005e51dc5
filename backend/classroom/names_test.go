package classroom

import (
	"errors"
	"strings"
	"testing"
)

// compose stands for Unicode's NFC, which is not in the standard library.
func compose(s string) string { return strings.ReplaceAll(s, "e\u0301", "é") }

func TestNamesAreComparedCleaned(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"  Alice\r\n", "Alice"},
		{"\u00a0Zoe\u0301\u3000", "Zoé"},
		{"Alice  Smith", "Alice  Smith"},
		{"a\tb", "a\tb"},
		{"\xffx", "\ufffdx"},
		{" ", ""},
		{"Al\u200bi\u00adce\ufeff", "Alice"},
		{"Ali\u200dce \u200c1", "Alice 1"},
		{"Alice\U000e0041\U000e007f", "Alice"},
		{"Alice\u200f", "Alice"},
		{"\u3164", ""},
		{"\u2800 \u115f\u1160\uffa0", ""},
		{"👩\u200d💻", "👩\u200d💻"},
		{"❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		{"علی\u200cرضا", "علی\u200cرضا"},
		{"क्\u200dष", "क्\u200dष"},
		{"क\u200d\u200d\u200bष", "क\u200dष"},
		{"क\u200d\u200d\u200ba", "कa"},
		{"a\u202eb", "a\u202eb"}, // which is refused
	}
	for _, test := range tests {
		got := CleanName(compose, test.in)
		if got != test.want {
			t.Errorf("%q is cleaned to %q, want %q", test.in, got, test.want)
		}
		if again := CleanName(compose, got); again != got {
			t.Errorf("%q is cleaned again to %q", got, again)
		}
	}
}

func TestANameMeansItsEqualOrTheOnlyOneWithoutCaseAndAccents(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		known []string
		want  string // none if empty
	}{
		{"prof", []string{"prof", "Prof", "PROF"}, "prof"},
		{"Prof", []string{"prof", "other"}, "prof"},
		{"Prof", []string{"prof", "PROF"}, ""},
		{"prof", []string{"professor"}, ""},
		{"prof", nil, ""},
		{"Lab Elan", []string{"Lab Élan"}, "Lab Élan"},
		{"LAB ÉLAN", []string{"lab elan"}, "lab elan"},
		{"Lab Elan", []string{"Lab Élan", "Lab Elän"}, ""},
		{"ISTANBUL", []string{"İstanbul"}, "İstanbul"},
		{"STRASSE", []string{"Straße"}, "Straße"},
		{"ΌΔΟΣ", []string{"όδος"}, "όδος"},
		{"Lab 1", []string{"Lab 1"}, ""},
		{"Lab 1", []string{"Lab\u00ad 1"}, "Lab\u00ad 1"}, // kept by an earlier version
		{"ae", []string{"æ"}, ""},
		{"o", []string{"ø"}, ""},
		{"क", []string{"कु"}, ""},
		{"山", []string{"川"}, ""},
	}
	for _, test := range tests {
		ids := map[string]int64{}
		for i, name := range test.known {
			ids[name] = int64(i) + 1
		}
		id, found := MeantName(test.name, ids)
		if found != (test.want != "") || found && id != ids[test.want] {
			t.Errorf("%q of %q means %d, %v; want %q", test.name, test.known, id, found, test.want)
		}
	}
}

func TestNamesThatCannotStandOnAScreenAreRefused(t *testing.T) {
	t.Parallel()
	const control = "sender_name holds a line break or an invisible control character; write it without"
	tests := []struct{ in, want string }{
		{"Alice", ""},
		{"2", ""},
		{"O'Brien-Łukasz (3) <b>", ""},
		{"山田太郎", ""},
		{"محمد", ""},
		{"नमस्ते", ""},
		{"👩\u200d💻", ""},
		{"_", ""},
		{strings.Repeat("é", MaxName), ""},
		{strings.Repeat("é", MaxName+1), "sender_name is longer than 100 characters"},
		{"", "sender_name is empty"},
		{"\u200b\u200d", "sender_name is empty"},
		{"a\nb", control},
		{"a\x00", control},
		{"a\u0085b", control},
		{"a\u2028b", control},
		{"a\u202eb", control},
		{"a\u2066b", control},
	}
	for _, test := range tests {
		err := checkName("sender_name", test.in)
		if test.want == "" {
			if err != nil {
				t.Errorf("%q: %v", test.in, err)
			}
			continue
		}
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Code != CodeBadField || refusal.Message != test.want {
			t.Errorf("%q: %v, want %s", test.in, err, test.want)
		}
	}
	if err := checkQuestion(strings.Repeat("2", MaxQuestion)); err != nil {
		t.Error(err)
	}
	if err := checkQuestion(strings.Repeat("2", MaxQuestion+1)); err == nil {
		t.Error("a label of 21 characters is taken")
	}
}

func TestAPatternIsFoundInNames(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"^a", "Alice", true},
		{"^A", "àlice", true},
		{"^A", "Bea", false},
		{"É", "rene", true}, // also without an accent in the name
		{"rene", "RENE\u0301", true},
		{"group1|group2", "Zoë group2", true},
		{"group1|group2", "Zoë group3", false},
		{`\d$`, "Ana 12", true}, // what means a kind of letter keeps its case
		{`^\D+$`, "Ana 12", false},
		{"(a+)+$", strings.Repeat("a", 10_000) + "!", false}, // takes no time
	} {
		isIn, err := NamePattern(c.pattern)
		if err != nil || isIn(c.name) != c.want {
			t.Errorf("%q is found in %.20q: %v (%v)", c.pattern, c.name, !c.want, err)
		}
	}
	for _, broken := range []string{"(", "[a", "*", "a**", `\`, "a{2,1}", `(a)\1`, "((a{500}){500}){500}", strings.Repeat("a", 201), "\xff("} {
		if _, err := NamePattern(broken); err == nil || AsError(err).Code != CodeBadField {
			t.Errorf("%.20q is a pattern (%v)", broken, err)
		}
	}
}
