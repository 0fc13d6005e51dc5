package classroom

// Bounds on what is shown of a list or dict.
const (
	// TreeNodes is how many values are shown in all: a window draws that many at once.
	TreeNodes = 5000
	// TreeChildren is how many values of one list or dict are shown.
	TreeChildren = 200
	// TreeText bounds the text of a value, and TreeKey that of a key, in characters.
	TreeText = 2000
	TreeKey  = 200
)

// readTree reads a payload that measure found valid.
func readTree(data []byte) *Node {
	r := treeReader{scanner: newJSONScanner(data), budget: share(countLevels(data))}
	r.scanner.next()
	node := r.node(0)
	return &node
}

// levels counts values by how deep they stand.
type levels [MaxDepth + 1]int

// countLevels counts the values that would be shown if only TreeChildren bounded
// their number.
func countLevels(data []byte) levels {
	var found, index levels
	hidden := MaxDepth + 1 // values deeper than this are in one that is not shown
	s := newJSONScanner(data)
	for s.next() {
		level := s.depth
		switch s.kind {
		case jsonKey:
			continue
		case jsonCloseList, jsonCloseDict:
			if level <= hidden {
				hidden = MaxDepth + 1
			}
			continue
		case jsonOpenList, jsonOpenDict:
			index[level] = 0
			level--
		}
		if level > hidden {
			continue
		}
		index[level]++
		switch {
		case level == 0 || index[level] <= TreeChildren:
			found[level]++
		case s.depth > level:
			hidden = level
		}
	}
	return found
}

// share gives out TreeNodes level by level from the top: whoever opens a large dict
// sees all its keys, and not only what is in the first one.
func share(found levels) levels {
	left := TreeNodes
	for level, count := range found {
		found[level] = min(count, left)
		left -= found[level]
	}
	return found
}

// treeReader builds a tree within a budget of values by level.
type treeReader struct {
	scanner *jsonScanner
	budget  levels
}

// node reads the value that the scanner stands on. It calls itself once a level,
// so at most MaxDepth deep.
func (r *treeReader) node(level int) Node {
	r.budget[level]--
	n := Node{Kind: "const", Children: []Node{}}
	switch r.scanner.kind {
	case jsonOpenList, jsonOpenDict:
		return r.container(level)
	case jsonString:
		n.Kind = "str"
	case jsonNumber:
		n.Kind = "num"
	}
	w := pyWriter{limit: TreeText}
	w.value(r.scanner)
	n.Text = w.cell()
	return n
}

func (r *treeReader) container(level int) Node {
	n := Node{Kind: "list", Children: []Node{}}
	if r.scanner.kind == jsonOpenDict {
		n.Kind = "dict"
	}
	n.Length = r.scanner.each(func(i int, key []byte) {
		if i >= TreeChildren || r.budget[level+1] == 0 {
			return
		}
		child := r.node(level + 1)
		child.Key = cellStyle{limit: TreeKey}.text(key)
		n.Children = append(n.Children, child)
	})
	return n
}
