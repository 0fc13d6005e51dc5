package classroom

import (
	"slices"
	"strconv"
	"strings"
)

// Note is what is worth knowing of an answer beside the one that is right.
type Note struct {
	Code     NoteCode
	Shape    string // as numpy writes it: (3,)
	Expected string
}

// NoteCode says what a Note says; the window puts it into words.
type NoteCode string

// The notes.
const (
	NoteShape      NoteCode = "shape"      // Shape where Expected was expected
	NoteTransposed NoteCode = "transposed" // its axes are exchanged
	NoteOrder      NoteCode = "order"      // the same values in another order
)

// maxNoted bounds the numbers of answers that are looked at for notes.
const maxNoted = 10_000

// notesOf compares an answer with the one that is expected, nil if none is known.
func notesOf(n, expected *Normal) []Note {
	if expected == nil || n.exact == expected.exact || len(n.numbers) == 0 || len(n.numbers) > maxNoted || len(expected.numbers) == 0 {
		return nil
	}
	var notes []Note
	same := len(n.numbers) == len(expected.numbers)
	if !slices.Equal(n.dims, expected.dims) {
		notes = append(notes, Note{NoteShape, shapeText(n.dims), shapeText(expected.dims)})
	}
	switch {
	case !same:
	case isTransposed(n, expected):
		notes = append(notes, Note{Code: NoteTransposed})
	case sameSorted(n.numbers, expected.numbers) && !slices.Equal(n.numbers, expected.numbers):
		notes = append(notes, Note{Code: NoteOrder})
	}
	return notes
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
func isTransposed(n, expected *Normal) bool {
	if len(n.dims) != 2 || len(expected.dims) != 2 || n.dims[0] != expected.dims[1] || n.dims[1] != expected.dims[0] {
		return false
	}
	rows, columns := n.dims[0], n.dims[1]
	for r := range rows {
		for c := range columns {
			if !noted(n.numbers[r*columns+c], expected.numbers[c*rows+r]) {
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
	return slices.EqualFunc(a, b, noted)
}

func noted(a, b float64) bool {
	return AreAlike(DefaultAlike, &Normal{numbers: []float64{a}, exact: [32]byte{1}}, &Normal{numbers: []float64{b}})
}
