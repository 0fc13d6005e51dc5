package compare

import (
	"slices"
	"strconv"
	"strings"

	"npt/backend/budget"
	"npt/backend/classroom"
)

// Hint says how an answer differs from the right one.
type Hint struct {
	Code     HintCode
	Shape    string // as numpy writes it: (3,)
	Expected string
}

// HintCode names a hint; the window puts it into words.
type HintCode string

// The hints.
const (
	HintShape      HintCode = "shape"      // its shape is Shape instead of Expected
	HintTransposed HintCode = "transposed" // its axes are swapped
	HintOrder      HintCode = "order"      // the same values in another order
	HintCostly     HintCode = "costly"     // its answers were compared as a whole only
)

// maxHinted is how many numbers an answer may have if hints are to be looked for.
const maxHinted = 10_000

// Hinter finds hints for the answers to a question. Make one with NewHinter.
type Hinter struct {
	expected *Canonical
	sorted   []float64 // the expected numbers
	left     int       // how many numbers may still be sorted
}

// NewHinter returns a Hinter that compares with the expected answer; nil if that is not known.
func NewHinter(expected *Canonical) *Hinter {
	h := &Hinter{expected: expected, left: budget.Hinted}
	if expected != nil && len(expected.numbers) <= maxHinted {
		h.sorted = slices.Sorted(slices.Values(expected.numbers))
	}
	return h
}

// Of compares an answer with the expected one; nil if there is nothing to say, or only a part of one
// came. After budget.Hinted numbers it looks only at the shapes.
func (h *Hinter) Of(n *Canonical) []Hint {
	expected := h.expected
	if !canHint(n, expected) {
		return nil
	}
	var hints []Hint
	if !slices.Equal(shapeOf(n), shapeOf(expected)) {
		hints = append(hints, Hint{HintShape, shapeText(shapeOf(n)), shapeText(shapeOf(expected))})
	}
	if len(n.numbers) != len(expected.numbers) || h.left < len(n.numbers) {
		return hints
	}
	h.left -= len(n.numbers)
	switch {
	case isTransposed(n, expected):
		hints = append(hints, Hint{Code: HintTransposed})
	case slices.Equal(n.numbers, expected.numbers):
	case slices.EqualFunc(slices.Sorted(slices.Values(n.numbers)), h.sorted, nearlyEqual):
		hints = append(hints, Hint{Code: HintOrder})
	}
	return hints
}

// canHint reports whether hints on an answer are looked for: it is not the expected one, all of both came,
// and both have numbers, not too many.
func canHint(n, expected *Canonical) bool {
	if expected == nil || !areComplete(n, expected) || n.exact == expected.exact || n.behaviour != nil {
		return false
	}
	return len(n.numbers) > 0 && len(n.numbers) <= maxHinted && len(expected.numbers) > 0
}

// shapeOf returns an answer's shape. A number is sent as an array of one, so both have none.
func shapeOf(n *Canonical) []int {
	if len(n.dims) == 1 && n.dims[0] == 1 {
		return nil
	}
	return n.dims
}

func shapeText(dims []int) string {
	parts := make([]string, len(dims))
	for i, d := range dims {
		parts[i] = strconv.Itoa(d)
	}
	if len(parts) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// isTransposed reports whether two matrices are each other's transpose.
func isTransposed(n, expected *Canonical) bool {
	if len(n.dims) != 2 || len(expected.dims) != 2 || n.dims[0] != expected.dims[1] || n.dims[1] != expected.dims[0] {
		return false
	}
	rows, columns := n.dims[0], n.dims[1]
	for r := range rows {
		for c := range columns {
			if !nearlyEqual(n.numbers[r*columns+c], expected.numbers[c*rows+r]) {
				return false
			}
		}
	}
	return rows > 1 && columns > 1
}

func nearlyEqual(a, b float64) bool {
	return AreAlike(classroom.DefaultEquivalence, &Canonical{numbers: []float64{a}, exact: [32]byte{1}}, &Canonical{numbers: []float64{b}})
}
