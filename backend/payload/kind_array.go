package payload

import "npt/backend/pyjson"

// TypeArray is JSON: nested lists, where one number is [42], or the corners of a large array.
const TypeArray Type = "ndarray"

func init() {
	register(Kind{
		Type: TypeArray, Encoding: JSON, Compared: AsArray, sortText: firstCell,
		summarize: summarizeJSON(summarizeArray), read: readJSON(showArray),
	})
}

func summarizeArray(data []byte, found pyjson.Layout, v *Preview) bool {
	var array *Array
	array, v.Broken = readArray(data, found, arrayStyle{
		rows: edges{head: PreviewRows}, columns: edges{head: PreviewColumns}, slices: 1, cells: inPreview,
	})
	if array == nil {
		return false
	}
	v.Shape = array.Shape
	if len(array.Shape) <= 2 {
		v.Rows = array.Slices[0].Rows
	}
	if isArrayOfOne(found) {
		v.Text = "[" + v.Rows[0][0] + "]"
	}
	return true
}

func showArray(data []byte, found pyjson.Layout, a *Answer) bool {
	a.Array, a.Broken = readArray(data, found, arrayStyle{
		rows: edges{ArrayEdge, ArrayEdge}, columns: edges{ArrayEdge, ArrayEdge}, slices: ArraySlices, cells: inAnswer,
	})
	return a.Array != nil
}

// firstCell returns the first value of an array, by which arrays are sorted.
func firstCell(v Preview) (text string, ok bool) {
	if len(v.Rows) > 0 && len(v.Rows[0]) > 0 {
		return v.Rows[0][0], true
	}
	return "", false
}

// Bounds on what is shown of an array.
const (
	// ArraySlices is how many matrices of an array of three or more axes are shown.
	ArraySlices = 10
	// ArrayEdge is how many rows and columns are shown at each edge of a matrix.
	ArrayEdge = 5
	// CornerEdge is how many elements our client sends from each end of each axis of an array
	// that is too large to send whole, unless it has many axes.
	CornerEdge = 3
	// cellText bounds the text of a cell in characters; the longest float has 24.
	cellText = 200
)

// edges says which elements of an axis are shown: the first and the last ones.
type edges struct{ head, tail int }

// gap returns how many elements are shown before the first one that is left out; -1 if all are shown.
func (e edges) gap(length int) int {
	if length <= e.head+e.tail {
		return -1
	}
	return e.head
}

// count returns how many elements of an axis of a length are shown.
func (e edges) count(length int) int { return min(length, e.head+e.tail) }

// shownAt returns where element i of an axis is shown; -1 if it is not.
func (e edges) shownAt(i, length int) int {
	switch {
	case length <= e.head+e.tail, i < e.head:
		return i
	case i >= length-e.tail:
		return i - length + e.head + e.tail
	}
	return -1
}

// arrayStyle is how much of an array is shown, and how.
type arrayStyle struct {
	rows, columns edges
	slices        int
	cells         pyjson.CellStyle
}

// readArray reads a payload of valid JSON; nil and the reason if it is no array. Lists of different
// lengths, or with dicts in them, are nil without a reason: numpy has arrays of such objects, which are
// shown as nested lists.
func readArray(data []byte, found pyjson.Layout, style arrayStyle) (array *Array, wrong Broken) {
	switch {
	case found.Top == pyjson.OpenDict:
		return readCorners(data, style)
	case found.Ragged != pyjson.NotRagged:
		return nil, ""
	}
	shape := found.Shape
	if isOneValue(found) && !isArrayOfOne(found) {
		shape = []int{}
	}
	return &Array{
		Shape:  shape,
		Stats:  map[string]string{},
		Slices: readSlices(data, found.Shape, style),
	}, ""
}

// isOneValue reports whether a document is a list of one value: a number, or an array of one.
func isOneValue(found pyjson.Layout) bool {
	return found.Ragged == pyjson.NotRagged && len(found.Shape) == 1 && found.Shape[0] == 1
}

// isArrayOfOne reports whether the sender says that a list of one value is an array and not a number.
func isArrayOfOne(found pyjson.Layout) bool { return isOneValue(found) && found.Mark == pyjson.Array }

// readSlices reads the cells of nested lists of this shape that are shown. It stops after the last of
// them.
func readSlices(data []byte, shape []int, style arrayStyle) []Slice {
	axes := len(shape)
	rows, columns := matrixOf(shape)
	slices := emptySlices(shape, style)
	left := len(slices) * style.rows.count(rows) * style.columns.count(columns)
	var index [pyjson.MaxDepth + 1]int // of the next value at each depth
	slice := 0
	s := pyjson.NewScanner(data)
	for left > 0 && s.Next() {
		switch s.Kind {
		case pyjson.OpenList:
			index[s.Depth] = 0
		case pyjson.CloseList:
			index[s.Depth]++
			if axes > 2 && s.Depth == axes-2 {
				slice++
			}
		default:
			row, column := 0, index[axes]
			if axes > 1 {
				row = index[axes-1]
			}
			index[axes]++
			r, c := style.rows.shownAt(row, rows), style.columns.shownAt(column, columns)
			if r >= 0 && c >= 0 {
				slices[slice].Rows[r][c] = style.cells.Cell(s)
				left--
			}
		}
	}
	return slices
}

// matrixOf returns the lengths of the two last axes; 1 for an axis that does not exist.
func matrixOf(shape []int) (rows, columns int) {
	rows, columns = 1, 1
	if n := len(shape); n > 1 {
		rows, columns = shape[n-2], shape[n-1]
	} else if n == 1 {
		columns = shape[0]
	}
	return rows, columns
}

// emptySlices returns the slices that are shown of an array of this shape, with empty cells.
func emptySlices(shape []int, style arrayStyle) []Slice {
	leading := shape[:max(len(shape)-2, 0)]
	count := 1
	for _, length := range leading {
		count = min(count*length, style.slices)
	}
	rows, columns := matrixOf(shape)
	slices := make([]Slice, count)
	for i := range slices {
		slices[i] = Slice{
			Index:  Unravel(i, leading),
			Rows:   make([][]string, style.rows.count(rows)),
			RowGap: style.rows.gap(rows),
			ColGap: style.columns.gap(columns),
		}
		for r := range slices[i].Rows {
			slices[i].Rows[r] = make([]string, style.columns.count(columns))
		}
	}
	return slices
}

// Unravel returns the index of the nth element of an array of the shape, as numpy.unravel_index
// does.
func Unravel(n int, shape []int) []int {
	index := make([]int, len(shape))
	for axis := len(shape) - 1; axis >= 0; axis-- {
		index[axis] = n % shape[axis]
		n /= shape[axis]
	}
	return index
}
