package assess

import (
	"math"
	"strings"
	"testing"

	"npt/backend/classroom"
)

const (
	noAnswer      = "Write the expected answer."
	tooLongAnswer = "The expected answer is longer than 5000 characters: shorten it."
	tooMany       = "At most 50 answers can be expected."
	noPattern     = "Write the pattern."
	tooLong       = "The pattern is longer than 500 characters: shorten it."
	notFromZero   = "A tolerance is a number of 0 or more."
	notBelowOne   = "A relative tolerance is less than 1: 0.01 is one percent."
)

// answers returns n expected answers.
func answers(n int) []string { return strings.Fields(strings.Repeat("x ", n)) }

func TestValidateCheck(t *testing.T) {
	const exact, tolerance, oneOf, pattern = classroom.CheckExact, classroom.CheckTolerance, classroom.CheckOneOf, classroom.CheckPattern
	match := func(p string) classroom.Check { return classroom.Check{Kind: pattern, Pattern: p} }
	for _, c := range []struct {
		what  string
		check classroom.Check
		want  string // the message; empty if the check is valid
	}{
		{"no check", classroom.Check{}, ""},
		{"an unknown kind", classroom.Check{Kind: "guess", Expected: []string{"1"}}, `"guess" is not a kind of rule.`},

		{"exact", classroom.Check{Kind: exact, Expected: []string{"42"}}, ""},
		{"exact, the longest answer", classroom.Check{Kind: exact, Expected: []string{strings.Repeat("é", MaxExpected)}}, ""},
		{"exact, a longer answer", classroom.Check{Kind: exact, Expected: []string{strings.Repeat("é", MaxExpected+1)}}, tooLongAnswer},
		{"exact, no answer", classroom.Check{Kind: exact}, noAnswer},
		{"exact, an empty answer", classroom.Check{Kind: exact, Expected: []string{""}}, noAnswer},
		{"exact, white space", classroom.Check{Kind: exact, Expected: []string{" \n\t"}}, noAnswer},
		{"exact, two answers", classroom.Check{Kind: exact, Expected: []string{"1", "2"}}, noAnswer},
		{"exact, a negative tolerance", classroom.Check{Kind: exact, Expected: []string{"1"}, Relative: -1}, notFromZero},

		{"tolerance, no answer", classroom.Check{Kind: tolerance, Relative: 0.1}, noAnswer},
		{"tolerance, an empty answer", classroom.Check{Kind: tolerance, Expected: []string{" "}}, noAnswer},
		{"tolerance, two answers", classroom.Check{Kind: tolerance, Expected: []string{"1", "2"}}, noAnswer},
		{"tolerance, an over-long answer", classroom.Check{Kind: tolerance, Expected: []string{strings.Repeat("1", MaxExpected+1)}}, tooLongAnswer},

		{"one of one", classroom.Check{Kind: oneOf, Expected: answers(1)}, ""},
		{"one of the most", classroom.Check{Kind: oneOf, Expected: answers(MaxOneOf)}, ""},
		{"one of more", classroom.Check{Kind: oneOf, Expected: answers(MaxOneOf + 1)}, tooMany},
		{"one of none", classroom.Check{Kind: oneOf}, noAnswer},
		{"one of several is empty", classroom.Check{Kind: oneOf, Expected: []string{"1", ""}}, noAnswer},
		{"one of several is over-long", classroom.Check{Kind: oneOf, Expected: []string{"1", strings.Repeat("x", MaxExpected+1)}}, tooLongAnswer},
		{"one of several, an infinite tolerance", classroom.Check{Kind: oneOf, Expected: answers(2), Absolute: math.Inf(1)}, notFromZero},

		{"a pattern", match(`\babs\(`), ""},
		{"the longest pattern", match(strings.Repeat("é", MaxPattern)), ""},
		{"a longer pattern", match(strings.Repeat("é", MaxPattern+1)), tooLong},
		{"no pattern", match(""), noPattern},
		{"a pattern that is not closed", match("("), "The pattern is not a regular expression: missing closing ): `(`."},
		{"a pattern that looks behind", match("(?<=a)b"), "The pattern is not a regular expression: invalid named capture: `(?<=a)b`."},
		{"a pattern of many repetitions", match("a{100000}"), "The pattern is not a regular expression: invalid repeat count: `{100000}`."},
		{"a pattern with a tolerance that is not used", classroom.Check{Kind: pattern, Pattern: "x", Relative: -1}, ""},

		{"the owner's record", classroom.Check{Kind: classroom.CheckRecord}, ""},
		{"a given record", classroom.Check{Kind: classroom.CheckRecord, RecordID: 7}, ""},
	} {
		expectBadField(t, c.what, validateCheck(c.check), c.want)
	}
}

func TestValidateTolerance(t *testing.T) {
	for _, c := range []struct {
		what               string
		relative, absolute float64
		want               string // the message; empty if the tolerance is valid
	}{
		{"tolerance of 0", 0, 0, ""},
		{"a relative tolerance", 0.01, 0, ""},
		{"an absolute tolerance", 0, 1e300, ""},
		{"both tolerances", 0.5, 2, ""},
		{"the largest relative tolerance", math.Nextafter(1, 0), 0, ""},
		{"a relative tolerance of 1", 1, 0, notBelowOne},
		{"a relative tolerance below 0", -1e-9, 0, notFromZero},
		{"an absolute tolerance below 0", 0, -1, notFromZero},
		{"a relative NaN", math.NaN(), 0, notFromZero},
		{"an absolute NaN", 0, math.NaN(), notFromZero},
		{"a relative infinity", math.Inf(1), 0, notFromZero},
		{"an absolute infinity", 0, math.Inf(1), notFromZero},
		{"minus infinity", 0, math.Inf(-1), notFromZero},
	} {
		check := classroom.Check{Kind: classroom.CheckTolerance, Expected: []string{"1"}, Relative: c.relative, Absolute: c.absolute}
		expectBadField(t, "check: "+c.what, validateCheck(check), c.want)
		alike := classroom.Equivalence{Relative: c.relative, Absolute: c.absolute}
		expectBadField(t, "equivalence: "+c.what, validateEquivalence(alike), c.want)
	}
}

func TestValidateEquivalence(t *testing.T) {
	for _, c := range []struct {
		what  string
		alike classroom.Equivalence
		want  string // the message; empty if the equivalence is valid
	}{
		{"exactly", classroom.Equivalence{}, ""},
		{"the default", classroom.DefaultEquivalence, ""},
		{"every choice", classroom.Equivalence{Relative: 0.1, Absolute: 2, WholeExact: true, AnyOrder: true, FoldCase: true, IgnoreNames: true}, ""},
	} {
		expectBadField(t, c.what, validateEquivalence(c.alike), c.want)
	}
}

// expectBadField fails the test unless err is of CodeBadField and has the message; for an empty message err must be nil.
func expectBadField(t *testing.T, what string, err error, message string) {
	t.Helper()
	if message == "" {
		if err != nil {
			t.Errorf("%s: %v, want no error", what, err)
		}
		return
	}
	if e := classroom.AsError(err); e == nil || e.Code != classroom.CodeBadField || e.Message != message {
		t.Errorf("%s: %v, want %s: %s", what, err, classroom.CodeBadField, message)
	}
}
