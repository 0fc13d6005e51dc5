package notebook

import (
	"bytes"
	"slices"
	"strings"
)

// CellChange is a cell that is not in another state of a notebook what it was.
type CellChange struct {
	Was    int    `json:"was"` // its number before, from 1; 0 for a new cell
	Is     int    `json:"is"`  // its number now, from 1; 0 for one that is gone
	Kind   string `json:"kind"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Changes returns the cells whose text is not the same in two states of a notebook, in their order, and of how many other
// cells only outputs or metadata changed.
func Changes(before, after *Document) (changed []CellChange, beside int) {
	for _, p := range paired(before.cells, after.cells) {
		switch {
		case p.was < 0:
			c := after.cells[p.is]
			changed = append(changed, CellChange{Is: p.is + 1, Kind: c.kind, After: c.source})
		case p.is < 0:
			c := before.cells[p.was]
			changed = append(changed, CellChange{Was: p.was + 1, Kind: c.kind, Before: c.source})
		default:
			old, now := before.cells[p.was], after.cells[p.is]
			if old.source != now.source {
				changed = append(changed, CellChange{p.was + 1, p.is + 1, now.kind, old.source, now.source})
			} else if !bytes.Equal(before.data[old.whole.from:old.whole.to], after.data[now.whole.from:now.whole.to]) {
				beside++
			}
		}
	}
	return changed, beside
}

// pair is a cell in two states of a notebook, by its positions; -1 where it is not there.
type pair struct{ was, is int }

// mostCompared bounds the pairs of cells that are looked at; in longer notebooks what differs is paired in its order.
const mostCompared = 1 << 20

// paired returns the cells of two states of a notebook, each with the one that it was.
func paired(before, after []cell) (all []pair) {
	first := 0
	for first < min(len(before), len(after)) && before[first].source == after[first].source {
		all = append(all, pair{first, first})
		first++
	}
	last := 0
	for last < min(len(before), len(after))-first && before[len(before)-1-last].source == after[len(after)-1-last].source {
		last++
	}
	olds, news := before[first:len(before)-last], after[first:len(after)-last]
	for _, p := range aligned(olds, news) {
		if p.was >= 0 {
			p.was += first
		}
		if p.is >= 0 {
			p.is += first
		}
		all = append(all, p)
	}
	for i := last; i > 0; i-- {
		all = append(all, pair{len(before) - i, len(after) - i})
	}
	return all
}

// aligned pairs cells so that those are together that are most alike, in their order.
func aligned(olds, news []cell) (all []pair) {
	if len(olds)*len(news) > mostCompared {
		for i := range max(len(olds), len(news)) {
			all = append(all, pair{orNone(i, len(olds)), orNone(i, len(news))})
		}
		return all
	}
	width := len(news) + 1
	best := make([]int, (len(olds)+1)*width) // of the cells from two positions on
	for i := len(olds) - 1; i >= 0; i-- {
		for j := len(news) - 1; j >= 0; j-- {
			best[i*width+j] = max(best[(i+1)*width+j], best[i*width+j+1], best[(i+1)*width+j+1]+alike(olds[i], news[j]))
		}
	}
	i, j := 0, 0
	for i < len(olds) || j < len(news) {
		switch {
		case i < len(olds) && best[i*width+j] == best[(i+1)*width+j]:
			all = append(all, pair{i, -1})
			i++
		case j < len(news) && best[i*width+j] == best[i*width+j+1]:
			all = append(all, pair{-1, j})
			j++
		default:
			all = append(all, pair{i, j})
			i++
			j++
		}
	}
	return all
}

func orNone(i, length int) int {
	if i < length {
		return i
	}
	return -1
}

// alike says how much two cells are the same one: 0 if they are not.
func alike(a, b cell) int {
	switch {
	case a.kind != b.kind:
		return 0
	case a.source == b.source:
		return 8
	case a.id != "" && a.id == b.id:
		return 6
	case sharesLine(a.source, b.source):
		return 3
	}
	return 1
}

func sharesLine(a, b string) bool {
	lines := strings.Split(b, "\n")
	for text := range strings.SplitSeq(a, "\n") {
		if strings.TrimSpace(text) != "" && slices.Contains(lines, text) {
			return true
		}
	}
	return false
}
