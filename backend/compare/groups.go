package compare

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"sort"

	"npt/backend/classroom"
)

// AnswerGroup are answers that are alike.
type AnswerGroup struct {
	Key     string // of its anchor: the same for as long as the anchor is
	Anchor  *Canonical
	Pin     int   // which of the pins its anchor is; -1 if none
	Members []int // indices of the answers, ascending
}

// GroupAnswers puts answers that are alike together, the largest group first.
//
// To be within a tolerance is no equivalence: 1.0 may be near 1.1 and 1.1 near 1.2, but
// 1.0 not near 1.2. So each answer is put to an anchor, and two answers are in one group
// if and only if they have the same anchor: an equivalence by construction. Anchors
// are found in an order that depends on the answers and not on when they came: first
// the pins, which are answers that the teacher marked or labelled, in their order; then
// equal answers together, the most frequent first, of equally frequent ones by value. An
// answer goes to the first anchor that it is alike to, and becomes one if there is none;
// one that equals a pin exactly goes to that pin.
//
// What it costs: two answers that are alike can be in two groups, each nearer to what
// more students sent; and where nothing is pinned, groups whose members are not
// exactly equal can be cut anew when an answer becomes more frequent. A pin keeps its
// group, and its label, for good.
//
// It takes the time of sorting, and of comparing each different answer with the anchors
// whose first number is near its own.
func GroupAnswers(answers, pins []*Canonical, alike classroom.Equivalence) []AnswerGroup {
	classes := classesOf(answers)
	a := anchors{equivalence: alike, exact: map[[sha256.Size]byte]int{}, near: map[[sha256.Size]byte][]anchor{}}
	for i, pin := range pins {
		if _, known := a.exact[pin.exact]; !known {
			a.add(pin, i)
		}
	}
	for _, c := range classes {
		g := a.find(c.canonical)
		if g < 0 {
			g = a.add(c.canonical, -1)
		}
		a.groups[g].Members = append(a.groups[g].Members, c.members...)
	}
	groups := slices.DeleteFunc(a.groups, func(g AnswerGroup) bool { return len(g.Members) == 0 })
	for i := range groups {
		slices.Sort(groups[i].Members)
	}
	slices.SortStableFunc(groups, func(a, b AnswerGroup) int {
		return cmp.Or(len(b.Members)-len(a.Members), a.Anchor.compare(b.Anchor))
	})
	return groups
}

// answerClass are answers that are exactly equal.
type answerClass struct {
	canonical *Canonical
	members   []int
}

// classesOf returns the classes, the largest first, of equal ones by value.
func classesOf(answers []*Canonical) []answerClass {
	index := map[[sha256.Size]byte]int{}
	var classes []answerClass
	for i, n := range answers {
		c, known := index[n.exact]
		if !known {
			c = len(classes)
			index[n.exact] = c
			classes = append(classes, answerClass{canonical: n})
		}
		classes[c].members = append(classes[c].members, i)
	}
	slices.SortFunc(classes, func(a, b answerClass) int {
		return cmp.Or(len(b.members)-len(a.members), a.canonical.compare(b.canonical))
	})
	return classes
}

// anchors are the groups found so far.
type anchors struct {
	equivalence classroom.Equivalence
	groups      []AnswerGroup
	exact       map[[sha256.Size]byte]int      // by Canonical.exact
	near        map[[sha256.Size]byte][]anchor // by Canonical.shape, ascending by first
}

// anchor is a group by the first number of its anchor; NaN and what has none is -Inf.
type anchor struct {
	first float64
	group int
}

func firstNumber(n *Canonical) float64 {
	if len(n.numbers) == 0 || math.IsNaN(n.numbers[0]) {
		return math.Inf(-1)
	}
	return n.numbers[0]
}

func (a *anchors) add(n *Canonical, pin int) int {
	g := len(a.groups)
	a.groups = append(a.groups, AnswerGroup{Key: n.Key(), Anchor: n, Pin: pin})
	a.exact[n.exact] = g
	list := a.near[n.shape]
	first := firstNumber(n)
	at := sort.Search(len(list), func(i int) bool { return list[i].first > first })
	a.near[n.shape] = slices.Insert(list, at, anchor{first, g})
	return g
}

// find returns the first group that the answer is alike to, -1 if there is none.
func (a *anchors) find(n *Canonical) int {
	if g, known := a.exact[n.exact]; known {
		return g
	}
	list := a.near[n.shape]
	low, high := a.window(n)
	found := -1
	for i := sort.Search(len(list), func(i int) bool { return list[i].first >= low }); i < len(list) && list[i].first <= high; i++ {
		if g := list[i].group; (found < 0 || g < found) && AreAlike(a.equivalence, n, a.groups[g].Anchor) {
			found = g
		}
	}
	return found
}

// window returns between which values the first number of an anchor must be that the
// answer could be alike to.
func (a *anchors) window(n *Canonical) (low, high float64) {
	first := firstNumber(n)
	if math.IsInf(first, 0) || n.scale != nil {
		return math.Inf(-1), math.Inf(1)
	}
	relative := max(a.equivalence.Relative, n.coarse)
	if relative >= 0.5 {
		return math.Inf(-1), math.Inf(1)
	}
	// The other one may be larger by the tolerance, which is then taken of it.
	reach := max(a.equivalence.Absolute, 2*relative*math.Abs(first)+math.SmallestNonzeroFloat64)
	return first - reach, first + reach
}

// Key returns a short name for the group whose anchor the answer is.
func (n *Canonical) Key() string { return hex.EncodeToString(n.exact[:10]) }
