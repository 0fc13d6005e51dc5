package pyjson

// Layout is the result of one pass over JSON.
type Layout struct {
	Top    Kind   // the kind of the document's first token
	Mark   Mark   // its mark
	Shape  []int  // of nested lists, outermost first; empty for a scalar
	Ragged Ragged // why the document is no array; NotRagged if it is one
	Values int    // how many values there are, with lists, dicts and their keys
}

// Ragged says why nested lists are no array.
type Ragged byte

// Why nested lists are no array.
const (
	NotRagged        Ragged = iota // they are an array
	DictInside                     // a dict is among them
	DifferentLengths               // lists of one depth have different lengths
	MixedDepths                    // lists and single values are mixed at one depth
)

// Measure validates JSON and returns its layout without building its values. The error is a
// *SyntaxError if data is not JSON, or ErrTooDeep if it is nested too deep.
func Measure(data []byte) (Layout, error) {
	s := NewScanner(data)
	m := shapeMeter{values: -1}
	for i := range m.lengths {
		m.lengths[i] = -1
	}
	top, mark, values := Nothing, Unmarked, 0
	for s.Next() {
		if !s.Kind.Closes() {
			values++
		}
		if top == Nothing {
			top, mark = s.Kind, s.Mark
		}
		if m.ragged == NotRagged {
			m.see(s.Kind, s.Depth)
		}
	}
	if s.Err != nil {
		return Layout{}, s.Err
	}
	return Layout{Top: top, Mark: mark, Shape: m.shape(), Ragged: m.ragged, Values: values}, nil
}

// shapeMeter finds the shape of nested lists from their tokens.
type shapeMeter struct {
	lengths [MaxDepth + 1]int // of the lists at each depth; -1 if none was closed yet
	counts  [MaxDepth + 1]int // how many values the open list at each depth has so far
	values  int               // the depth of the values; -1 before the first
	ragged  Ragged            // why there is no shape
}

// see takes a token and the number of lists that are open after it.
func (m *shapeMeter) see(kind Kind, depth int) {
	switch kind {
	case OpenDict:
		m.ragged = DictInside
	case OpenList:
		m.open(depth - 1)
	case CloseList:
		m.close(depth)
	default:
		m.value(depth)
	}
}

func (m *shapeMeter) open(depth int) {
	if m.values >= 0 && depth >= m.values {
		m.ragged = MixedDepths
	}
	if depth > 0 {
		m.counts[depth-1]++
	}
	m.counts[depth] = 0
}

func (m *shapeMeter) close(depth int) {
	if m.lengths[depth] < 0 {
		m.lengths[depth] = m.counts[depth]
	} else if m.lengths[depth] != m.counts[depth] {
		m.ragged = DifferentLengths
	}
}

func (m *shapeMeter) value(depth int) {
	if m.values < 0 && m.lengths[depth] < 0 {
		m.values = depth
	}
	if m.values != depth {
		m.ragged = MixedDepths
	}
	if depth > 0 {
		m.counts[depth-1]++
	}
}

func (m *shapeMeter) shape() []int {
	axes := 0
	for m.lengths[axes] >= 0 {
		axes++
	}
	return append([]int{}, m.lengths[:axes]...)
}
