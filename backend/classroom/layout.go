package classroom

// layout is what one pass over JSON finds.
type layout struct {
	top    jsonKind // the kind of the document's first token
	shape  []int    // of nested lists, outermost first; empty for a scalar
	ragged string   // why the document is no array; empty if it is one
}

// measure validates JSON and finds its layout, without keeping what is in it. The
// error is *jsonError for what is not JSON, ErrTooDeep for what is nested too deep.
func measure(data []byte) (layout, error) {
	s := newJSONScanner(data)
	m := shapeMeter{values: -1}
	for i := range m.lengths {
		m.lengths[i] = -1
	}
	top := jsonNothing
	for s.next() {
		if top == jsonNothing {
			top = s.kind
		}
		if m.ragged == "" {
			m.see(s.kind, s.depth)
		}
	}
	if s.err != nil {
		return layout{}, s.err
	}
	return layout{top: top, shape: m.shape(), ragged: m.ragged}, nil
}

// shapeMeter finds the shape of nested lists from their tokens.
type shapeMeter struct {
	lengths [MaxDepth + 1]int // of the lists at each depth; -1 where none was closed
	counts  [MaxDepth + 1]int // of what the open list at each depth holds so far
	values  int               // the depth at which values stand; -1 before the first
	ragged  string            // why there is no shape
}

// see takes a token and how many lists are open after it.
func (m *shapeMeter) see(kind jsonKind, depth int) {
	switch kind {
	case jsonOpenDict:
		m.ragged = "A dict where numbers were expected"
	case jsonOpenList:
		m.open(depth - 1)
	case jsonCloseList:
		m.close(depth)
	default:
		m.value(depth)
	}
}

func (m *shapeMeter) open(depth int) {
	if m.values >= 0 && depth >= m.values {
		m.ragged = mixedDepths
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
		m.ragged = differentLengths
	}
}

func (m *shapeMeter) value(depth int) {
	if m.values < 0 && m.lengths[depth] < 0 {
		m.values = depth
	}
	if m.values != depth {
		m.ragged = mixedDepths
	}
	if depth > 0 {
		m.counts[depth-1]++
	}
}

// Why nested lists are no array, in words for the teacher.
const (
	differentLengths = "Rows of different lengths"
	mixedDepths      = "Rows and single values mixed"
)

func (m *shapeMeter) shape() []int {
	axes := 0
	for m.lengths[axes] >= 0 {
		axes++
	}
	return append([]int{}, m.lengths[:axes]...)
}
