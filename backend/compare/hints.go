package compare

import (
	"slices"
	"strconv"
	"strings"

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
)

// maxHinted is how many numbers an answer may have if hints are to be looked for.
const maxHinted = 10_000

// HintsOf compares an answer with the expected one; nil if there is nothing to say, expected is nil, or only
// a part of one came.
func HintsOf(n, expected *Canonical) []Hint {
	if expected == nil || !n.IsWhole() || !expected.IsWhole() || n.exact == expected.exact || len(n.numbers) == 0 || len(n.numbers) > maxHinted || len(expected.numbers) == 0 {
		return nil
	}
	var hints []Hint
	same := len(n.numbers) == len(expected.numbers)
	if !slices.Equal(n.dims, expected.dims) {
		hints = append(hints, Hint{HintShape, shapeText(n.dims), shapeText(expected.dims)})
	}
	switch {
	case !same:
	case isTransposed(n, expected):
		hints = append(hints, Hint{Code: HintTransposed})
	case sameSorted(n.numbers, expected.numbers) && !slices.Equal(n.numbers, expected.numbers):
		hints = append(hints, Hint{Code: HintOrder})
	}
	return hints
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

func sameSorted(a, b []float64) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.EqualFunc(a, b, nearlyEqual)
}

func nearlyEqual(a, b float64) bool {
	return AreAlike(classroom.DefaultEquivalence, &Canonical{numbers: []float64{a}, exact: [32]byte{1}}, &Canonical{numbers: []float64{b}})
}
