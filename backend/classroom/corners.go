package classroom

import "strconv"

// cornersDiffer is said of corners that are not those of an array of the shape.
const cornersDiffer = "The corners sent do not fit the shape"

// readCorners reads what our client sends of an array that is too large to send
// whole, a dict with shape, dtype, stats (min, max, mean, std, nan) and corners:
// nested lists with the first and the last CornerEdge places of each axis.
func readCorners(data []byte, style arrayStyle) (array *Array, broken string) {
	array = &Array{Stats: map[string]string{}}
	var corners []byte
	s := newJSONScanner(data)
	s.next()
	s.each(func(_ int, key []byte) {
		switch string(key) {
		case "shape":
			array.Shape = readLengths(s)
		case "dtype":
			if s.kind == jsonString {
				array.DType = style.cells.cell(s)
			}
		case "stats":
			array.Stats = readStats(s, style.cells)
		case "corners":
			corners = s.raw()
		}
	})
	if array.Shape == nil || corners == nil {
		return nil, "A dict where an array was expected"
	}
	found, err := measure(corners)
	if err != nil || found.top == jsonOpenDict || found.ragged != "" || !fits(found.shape, array.Shape) {
		return nil, cornersDiffer
	}
	array.Slices = cornerSlices(corners, found.shape, array.Shape, style)
	return array, ""
}

// readLengths reads a list of lengths by axis, nil if that is not what s stands on.
func readLengths(s *jsonScanner) []int {
	if s.kind != jsonOpenList {
		return nil
	}
	lengths := []int{}
	count := s.each(func(int, []byte) {
		// 2^53 bytes are more than any computer holds, and all that a browser counts to.
		n, err := strconv.ParseUint(string(s.text[:min(len(s.text), cellText)]), 10, 53)
		if s.kind == jsonNumber && err == nil && len(lengths) < MaxDepth {
			lengths = append(lengths, int(n)) //nolint:gosec // it has 53 bits
		}
	})
	if count != len(lengths) {
		return nil
	}
	return lengths
}

// readStats reads the figures that are known by name.
func readStats(s *jsonScanner, style cellStyle) map[string]string {
	stats := map[string]string{}
	if s.kind != jsonOpenDict {
		return stats
	}
	s.each(func(_ int, key []byte) {
		switch name := string(key); name {
		case "min", "max", "mean", "std", "nan":
			stats[name] = style.cell(s)
		}
	})
	return stats
}

// fits reports whether corners of one shape belong to an array of another.
func fits(corners, whole []int) bool {
	for axis, length := range corners {
		if axis >= len(whole) || length != min(whole[axis], 2*CornerEdge) {
			return false
		}
	}
	// An axis of no length hides those after it.
	empty := len(corners) > 0 && corners[len(corners)-1] == 0
	return len(corners) == len(whole) || empty
}

// ofCorners returns what can be shown of an axis, if only its ends were sent.
func (e edges) ofCorners(length int) edges {
	if length <= 2*CornerEdge {
		return e
	}
	return edges{min(e.head, CornerEdge), min(e.tail, CornerEdge)}
}

// cornerSlices reads the slices of an array from its corners.
func cornerSlices(data []byte, corners, whole []int, style arrayStyle) []Slice {
	if len(corners) < len(whole) {
		return emptySlices(whole, style) // an axis of no length hid those after it
	}
	rows, columns := matrixOf(whole)
	style.rows, style.columns = style.rows.ofCorners(rows), style.columns.ofCorners(columns)
	slices := readSlices(data, corners, style)
	for i := range slices {
		slices[i].RowGap, slices[i].ColGap = style.rows.gap(rows), style.columns.gap(columns)
		for axis, place := range slices[i].Index {
			if hidden := whole[axis] - corners[axis]; place >= CornerEdge {
				slices[i].Index[axis] = place + hidden
			}
		}
	}
	return slices
}
