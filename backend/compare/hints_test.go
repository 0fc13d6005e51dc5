package compare

import (
	"fmt"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// What is said of how an answer differs is true, and is what helps.
func TestHints(t *testing.T) {
	for _, c := range []struct {
		what, expected, answer, want string
	}{
		{"a number for a number that was typed", "59310.5", "[59318.2]", ""},
		{"a number of no axes for one of one axis", "[3]", "4", ""},
		{"two numbers for one", "59310.5", "[1, 2]", "shape (2,) for ()"},
		{"a number for two", "[1, 2]", "[1]", "shape () for (2,)"},
		{"a row for an array of as many", "[1, 2, 3]", "[[1, 2, 4]]", "shape (1, 3) for (3,)"},
		{"the same values in another order", "[1063, 35]", "[35, 1063]", "order"},
		{"rows and columns exchanged", "[[1, 2], [3, 4], [5, 6]]", "[[1, 3, 5], [2, 4, 6]]", "shape (2, 3) for (3, 2), transposed"},
		{"other values", "[1, 2]", "[1, 3]", ""},
		{"the answer itself", "[1, 2]", "[1, 2]", ""},
	} {
		j := plain.NewJudge(classroom.Check{Kind: classroom.CheckTolerance, Expected: []string{c.expected}}, classroom.DefaultEquivalence, nil)
		expected, _ := j.Expected()
		answer := payload.Payload{Type: payload.TypeArray, Data: []byte(c.answer)}
		var said []string
		for _, h := range NewHinter(expected).Of(plain.Canonical(answer, FormOf(classroom.DefaultEquivalence))) {
			if h.Code == HintShape {
				said = append(said, fmt.Sprintf("%s %s for %s", h.Code, h.Shape, h.Expected))
				continue
			}
			said = append(said, string(h.Code))
		}
		if got := strings.Join(said, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}
