package compare

import (
	"fmt"
	"testing"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// function returns a function that was sent with what it gave for the inputs 2 and -1; "" was not called.
func function(code string, came ...string) payload.Payload {
	p := payload.Payload{Type: payload.TypeCode, Data: []byte(code)}
	if len(came) == 2 {
		p.Calls = fmt.Appendf(nil, `{"seconds": 1, "calls": [{"input": "2", %s}, {"input": "-1", %s}]}`, came[0], came[1])
	}
	return p
}

func number(s string) string { return fmt.Sprintf(`"type": "ndarray", "data": "[%s]"`, s) }

func TestFunctionsAreComparedByWhatTheyGive(t *testing.T) {
	z := Canonicalizer{NFC: norm.NFC.String}
	const (
		square = "def f(x):\n    return x ** 2"
		times  = "def square(a):\n    result = a * a\n    return result"
		fails  = `"error": "ValueError", "message": "x"`
		late   = `"late": true`
	)
	mine := function(square, number("4"), number("1"))
	otherInput := mine
	otherInput.Calls = []byte(`{"calls": [{"input": "2", ` + number("4") + `}, {"input": "3", ` + number("9") + `}]}`)
	for _, tt := range []struct {
		what  string
		other payload.Payload
		alike bool
		want  classroom.Verdict
		doubt Doubt
	}{
		{"other code, the same values", function(times, number("4"), number("1.0")), true, classroom.Right, NoDoubt},
		{"a value within what counts as alike", function(times, number("4.0000000001"), number("1")), true, classroom.Right, NoDoubt},
		{"the same code, another value", function(square, number("4"), number("-1")), false, classroom.Wrong, NoDoubt},
		{"values in another order", function(square, number("1"), number("4")), false, classroom.Wrong, NoDoubt},
		{"an error", function(square, number("4"), fails), false, classroom.Wrong, NoDoubt},
		{"nothing in time", function(square, number("4"), late), false, classroom.Wrong, NoDoubt},
		{"a text", function(square, number("4"), `"type": "str", "data": "1"`), false, classroom.Wrong, NoDoubt},
		{"the same code, not called", function(square), false, classroom.Right, NoDoubt},
		{"other code, not called", function(times), false, classroom.NotJudged, DoubtInputs},
		{"the same code, called for other inputs", otherInput, false, classroom.Right, NoDoubt},
		{"a number", payload.Payload{Type: payload.TypeArray, Data: []byte("[4]")}, false, classroom.Wrong, NoDoubt},
	} {
		x, y := z.Canonical(mine, classroom.DefaultEquivalence), z.Canonical(tt.other, classroom.DefaultEquivalence)
		if got := AreAlike(classroom.DefaultEquivalence, x, y); got != tt.alike {
			t.Errorf("%s: alike is %v", tt.what, got)
		}
		groups := GroupAnswers([]*Canonical{x, y}, nil, classroom.DefaultEquivalence)
		if got := len(groups) == 1; got != tt.alike {
			t.Errorf("%s: in %d groups", tt.what, len(groups))
		}
		judge := z.NewJudge(classroom.Check{Kind: classroom.CheckRecord}, classroom.DefaultEquivalence, &mine)
		if got, doubt := judge.Verdict(tt.other.Type, y); got != tt.want || doubt != tt.doubt {
			t.Errorf("%s: the verdict is %q, %q", tt.what, got, doubt)
		}
	}
	// Errors of one type are alike, whatever they say.
	x := z.Canonical(function(square, fails, late), classroom.DefaultEquivalence)
	y := z.Canonical(function(times, `"error": "ValueError", "message": "y"`, late), classroom.DefaultEquivalence)
	if !AreAlike(classroom.DefaultEquivalence, x, y) || x.IsReal() {
		t.Error("two functions that fail in the same way differ, or count as numbers")
	}
}

// An array of one number, which our client marks, is like the list of it, as other arrays are; the number
// is neither.
func TestAnArrayOfOneIsGivenAsAList(t *testing.T) {
	z := Canonicalizer{NFC: norm.NFC.String}
	given := func(typ, data string) payload.Payload {
		one := fmt.Sprintf(`"type": %q, "data": %q`, typ, data)
		return function("def f(x): pass", one, one)
	}
	array, list, number := given("ndarray", "[\t\t\t\t2.0]"), given("list", "[2]"), given("ndarray", "[2]")
	for _, tt := range []struct {
		x, y    payload.Payload
		alike   bool
		outputs string
	}{{array, list, true, "[2]"}, {list, array, true, "[2]"}, {array, number, false, "[2]"}, {number, list, false, "2"}} {
		x, y := z.Canonical(tt.x, classroom.DefaultEquivalence), z.Canonical(tt.y, classroom.DefaultEquivalence)
		if AreAlike(classroom.DefaultEquivalence, x, y) != tt.alike {
			t.Errorf("%s and %s are alike: %v", tt.x.Calls, tt.y.Calls, !tt.alike)
		}
		judge := z.NewOutputsJudge(classroom.Inputs{Lines: []string{"2", "-1"}, Outputs: []string{tt.outputs, tt.outputs}}, classroom.DefaultEquivalence)
		if got, _ := judge.Verdict(payload.TypeCode, x); got != classroom.Right {
			t.Errorf("%s, where %s is expected, is %q", tt.x.Calls, tt.outputs, got)
		}
		if got, _ := judge.Verdict(payload.TypeCode, x.AsWhole()); got != classroom.NotJudged {
			t.Errorf("without what each call gave it is %q", got)
		}
	}
}
