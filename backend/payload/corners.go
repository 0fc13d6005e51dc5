package payload

import (
	"strconv"

	"npt/backend/pyjson"
)

// readCorners reads what our client sends of an array that is too large to send
// whole, a dict with shape, dtype, stats (min, max, mean, std, nan, sampled), sparse and corners:
// nested lists with the first and the last elements of each axis.
func readCorners(data []byte, style arrayStyle) (array *Array, wrong Broken) {
	array = &Array{Stats: map[string]string{}}
	var corners []byte
	s := pyjson.NewScanner(data)
	s.Next()
	s.Each(func(_ int, key []byte) {
		switch string(key) {
		case "shape":
			array.Shape = readLengths(s)
		case "dtype":
			if s.Kind == pyjson.String {
				array.DType = style.cells.Cell(s)
			}
		case "stats":
			array.Stats = readStats(s, style.cells)
		case "sparse":
			array.Sparse = readSparse(s, style.cells)
		case "corners":
			corners = s.Raw()
		}
	})
	if array.Shape == nil || corners == nil {
		return nil, BrokenDictForArray
	}
	if wrong := array.readSlices(corners, style); wrong != "" {
		return nil, wrong
	}
	return array, ""
}

// readSlices fills in what is shown of an array of which the corners were sent, or returns what is wrong
// with them.
func (a *Array) readSlices(corners []byte, style arrayStyle) Broken {
	found, err := pyjson.Measure(corners)
	if err != nil || found.Top == pyjson.OpenDict || found.Ragged != pyjson.NotRagged {
		return BrokenCornersDiffer
	}
	sent, fit := sentEdges(found.Shape, a.Shape)
	if !fit {
		return BrokenCornersDiffer
	}
	a.Slices = cornerSlices(corners, found.Shape, a.Shape, sent, style)
	return ""
}

// readLengths reads a list of lengths by axis; nil if s stands on something else.
func readLengths(s *pyjson.Scanner) []int {
	if s.Kind != pyjson.OpenList {
		return nil
	}
	lengths := []int{}
	count := s.Each(func(int, []byte) {
		// 2^53 bytes are more than any computer holds, and all that a browser counts to.
		n, err := strconv.ParseUint(string(s.Text[:min(len(s.Text), cellText)]), 10, 53)
		if s.Kind == pyjson.Number && err == nil && len(lengths) < pyjson.MaxDepth {
			lengths = append(lengths, int(n)) //nolint:gosec // it has 53 bits
		}
	})
	if count != len(lengths) {
		return nil
	}
	return lengths
}

// readStats reads the statistics whose names are known; it ignores all others.
func readStats(s *pyjson.Scanner, style pyjson.CellStyle) map[string]string {
	stats := map[string]string{}
	if s.Kind != pyjson.OpenDict {
		return stats
	}
	s.Each(func(_ int, key []byte) {
		switch name := string(key); name {
		case "min", "max", "mean", "std", "nan", "sampled":
			stats[name] = style.Cell(s)
		}
	})
	return stats
}

// readSparse reads how a sparse array stores its elements; nil if s stands on something else.
func readSparse(s *pyjson.Scanner, style pyjson.CellStyle) *Sparse {
	if s.Kind != pyjson.OpenDict {
		return nil
	}
	sparse := &Sparse{}
	s.Each(func(_ int, key []byte) {
		switch string(key) {
		case "format":
			sparse.Format = style.Cell(s)
		case "nnz":
			sparse.Stored = style.Cell(s)
		}
	})
	return sparse
}

// cornerEdges are the ends of each axis that our client may send: CornerEdge elements of each end, or
// fewer for an array of many axes.
var cornerEdges = []edges{{CornerEdge, CornerEdge}, {2, 2}, {1, 1}, {head: 1}}

// sentEdges returns which ends of each axis were sent, by comparing the shape of the corners with the
// shape of the whole array. fit is false if they do not match.
func sentEdges(corners, whole []int) (sent edges, fit bool) {
	for _, sent := range cornerEdges {
		if sent.fit(corners, whole) {
			return sent, true
		}
	}
	return edges{}, false
}

// fit reports whether an array of shape whole has corners of this shape for these ends.
func (e edges) fit(corners, whole []int) bool {
	for axis, length := range corners {
		if axis >= len(whole) || length != e.count(whole[axis]) {
			return false
		}
	}
	// An axis of no length hides those after it.
	empty := len(corners) > 0 && corners[len(corners)-1] == 0
	return len(corners) == len(whole) || empty
}

// within returns what can be shown of an axis if only the sent ends arrived.
func (e edges) within(sent edges, length int) edges {
	if length <= sent.head+sent.tail {
		return e
	}
	return edges{min(e.head, sent.head), min(e.tail, sent.tail)}
}

// cornerSlices reads the slices of an array from its corners; sent says which ends they hold.
func cornerSlices(data []byte, corners, whole []int, sent edges, style arrayStyle) []Slice {
	if len(corners) < len(whole) {
		return emptySlices(whole, style) // an axis of no length hid those after it
	}
	rows, columns := matrixOf(whole)
	style.rows, style.columns = style.rows.within(sent, rows), style.columns.within(sent, columns)
	slices := readSlices(data, corners, style)
	for i := range slices {
		slices[i].RowGap, slices[i].ColGap = style.rows.gap(rows), style.columns.gap(columns)
		for axis, index := range slices[i].Index {
			if hidden := whole[axis] - corners[axis]; index >= sent.head {
				slices[i].Index[axis] = index + hidden
			}
		}
	}
	return slices
}
