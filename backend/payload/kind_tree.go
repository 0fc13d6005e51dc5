package payload

import "npt/backend/pyjson"

// TypeList and TypeDict are JSON: a list and a dict of anything.
const (
	TypeList Type = "list"
	TypeDict Type = "dict"
)

// Lists and dicts are two types but are shown the same way: a payload of the other type is broken, and
// shown all the same.
func init() {
	for t, top := range map[Type]pyjson.Kind{TypeList: pyjson.OpenList, TypeDict: pyjson.OpenDict} {
		register(Kind{
			Type: t, Encoding: JSON, Compared: AsValue,
			summarize: summarizeJSON(func(_ []byte, found pyjson.Layout, v *Preview) bool {
				v.Broken = wrongTop(top, found.Top)
				return false
			}),
			read: readJSON(func(data []byte, found pyjson.Layout, a *Answer) bool {
				a.Broken = wrongTop(top, found.Top)
				a.Text, a.Cut = asPython(data, AnswerText)
				return false
			}),
		})
	}
}

// wrongTop returns what is wrong with a list or dict whose outermost value is of another kind.
func wrongTop(want, top pyjson.Kind) Broken {
	if want == top {
		return ""
	}
	if want == pyjson.OpenList {
		return BrokenNotList
	}
	return BrokenNotDict
}

// AsPython returns all of a list or dict as Python writes it; empty for a payload of another kind and for
// one that cannot be read.
func AsPython(p Payload) string {
	if KindOf(p.Type).Compared != AsValue {
		return ""
	}
	if _, err := pyjson.Measure(p.Data); err != nil {
		return ""
	}
	text, _ := asPython(p.Data, 10*len(p.Data)+16) // more than escapes can take
	return text
}

// asPython returns the first characters of valid JSON as Python writes it, and whether there are more.
func asPython(data []byte, limit int) (text string, cut bool) {
	w := pyjson.Writer{Limit: limit}
	s := pyjson.NewScanner(data)
	s.Next()
	w.Value(s)
	return w.String(), w.Cut
}

// Bounds on what is shown of a list or dict.
const (
	// TreeNodes is how many values are shown in all: a window draws that many at once.
	TreeNodes = 5000
	// TreeChildren is how many values of one list or dict are shown.
	TreeChildren = 200
	// TreeText and TreeKey bound the text of a value and of a key, in characters.
	TreeText = 2000
	TreeKey  = 200
)

// readTree reads a payload of valid JSON.
func readTree(data []byte) *Node {
	r := treeReader{scanner: pyjson.NewScanner(data), budget: share(countLevels(data))}
	r.scanner.Next()
	node := r.node(0)
	return &node
}

// levels counts values by their depth.
type levels [pyjson.MaxDepth + 1]int

// countLevels counts the values that would be shown if only TreeChildren bounded
// their number.
func countLevels(data []byte) levels {
	var found, index levels
	hidden := pyjson.MaxDepth + 1 // values deeper than this lie inside a value that is not shown
	s := pyjson.NewScanner(data)
	for s.Next() {
		level := s.Depth
		switch s.Kind {
		case pyjson.Key:
			continue
		case pyjson.CloseList, pyjson.CloseDict:
			if level <= hidden {
				hidden = pyjson.MaxDepth + 1
			}
			continue
		case pyjson.OpenList, pyjson.OpenDict:
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
		case s.Depth > level:
			hidden = level
		}
	}
	return found
}

// share gives out TreeNodes level by level from the top, so that a large dict shows all its keys and
// not only the inside of the first value.
func share(found levels) levels {
	left := TreeNodes
	for level, count := range found {
		found[level] = min(count, left)
		left -= found[level]
	}
	return found
}

// treeReader builds a tree and shows at most the budget of values at each level.
type treeReader struct {
	scanner *pyjson.Scanner
	budget  levels
}

// node reads the value that the scanner stands on. It calls itself once a level,
// so at most MaxDepth deep.
func (r *treeReader) node(level int) Node {
	r.budget[level]--
	n := Node{Kind: "const", Children: []Node{}}
	switch r.scanner.Kind {
	case pyjson.OpenList, pyjson.OpenDict:
		return r.container(level)
	case pyjson.String:
		if r.scanner.Mark == pyjson.Unmarked {
			n.Kind = "str"
		}
	case pyjson.Number:
		n.Kind = "num"
	}
	w := pyjson.Writer{Limit: TreeText}
	w.Value(r.scanner)
	n.Text = w.Cell()
	return n
}

func (r *treeReader) container(level int) Node {
	n := Node{Kind: r.scanner.Mark.Name(), Children: []Node{}}
	if r.scanner.Kind == pyjson.OpenDict {
		n.Kind = "dict"
	}
	n.Length = r.scanner.Each(func(i int, key []byte) {
		if i >= TreeChildren || r.budget[level+1] == 0 {
			return
		}
		name := ""
		if key != nil {
			name = pyjson.CellStyle{Limit: TreeKey}.Key(key, r.scanner.InKey)
		}
		child := r.node(level + 1)
		child.Key = name
		n.Children = append(n.Children, child)
	})
	return n
}
