package compare

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"sort"

	"npt/backend/budget"
	"npt/backend/classroom"
)

// AnswerGroup is a set of answers that are alike.
type AnswerGroup struct {
	Key     string // of its anchor: stays the same as long as the anchor does
	Anchor  *Canonical
	Pin     int   // index of the pin that is its anchor; -1 if none is
	Members []int // indices of the answers, ascending
	Costly  bool  // not compared number by number with all others, only as a whole
}

// GroupAnswers puts answers that are alike together, the largest group first.
//
// Being within a tolerance is not transitive: 1.0 may be near 1.1 and 1.1 near 1.2, but 1.0 not near
// 1.2. So each answer is assigned to an anchor, and two answers are in one group if and only if they
// have the same anchor. The order in which anchors are found depends on the answers, not on when they
// came: first the pins (answers that the teacher marked or labelled) in their order; then the classes
// of equal answers, the most frequent first, equally frequent ones by value. An answer goes to the
// first anchor that it is like, and becomes an anchor if there is none. An answer that equals a pin
// exactly goes to that pin.
//
// This has a price. Two answers that are alike can be in two groups, each near an answer that more
// students sent. Without pins, groups of answers that are not exactly equal can split anew when an
// answer becomes more frequent. A pin keeps its group, and its label, for good.
//
// The time is that of sorting the answers: an answer is compared with the anchors that are near it at
// the position that tells most answers of its shape apart, and there by the numbers alone that differ
// from a common base (see shapeBase). If the answers are made to defeat that, the comparison ends after
// budget.Steps numbers; answers that come later are alike only if they are equal.
func GroupAnswers(answers, pins []*Canonical, alike classroom.Equivalence) []AnswerGroup {
	return gather(answers, pins, alike).sorted()
}

// gather assigns each answer to its anchor.
func gather(answers, pins []*Canonical, alike classroom.Equivalence) *anchors {
	classes := classesOf(answers)
	a := &anchors{
		equivalence: alike, exact: map[[sha256.Size]byte]int{}, near: map[[sha256.Size]byte][]anchor{},
		bases: basesOf(classes, pins, alike), steps: budget.Steps,
	}
	for i, pin := range pins {
		if _, known := a.exact[pin.exact]; !known {
			a.add(pin, i)
		}
	}
	for _, c := range classes {
		g := a.find(c.canonical)
		if g < 0 {
			g = a.add(c.canonical, -1)
			a.groups[g].Costly = c.canonical.costly || a.steps <= 0
		}
		a.groups[g].Members = append(a.groups[g].Members, c.members...)
	}
	return a
}

// sorted returns the groups that have members, the largest first.
func (a *anchors) sorted() []AnswerGroup {
	groups := slices.DeleteFunc(a.groups, func(g AnswerGroup) bool { return len(g.Members) == 0 })
	for i := range groups {
		slices.Sort(groups[i].Members)
	}
	slices.SortStableFunc(groups, func(a, b AnswerGroup) int {
		return cmp.Or(len(b.Members)-len(a.Members), a.Anchor.compare(b.Anchor))
	})
	return groups
}

// answerClass is a set of answers that are exactly equal.
type answerClass struct {
	canonical *Canonical
	members   []int
}

// classesOf returns the classes, the largest first, equally large ones by value.
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
	near        map[[sha256.Size]byte][]anchor // by Canonical.shape, ascending by at
	bases       map[[sha256.Size]byte]*shapeBase
	steps       int // how many numbers may still be compared
}

// anchor is a group with the number at the key position of its anchor's shape: -Inf for NaN or if there
// are no numbers.
type anchor struct {
	at    float64
	group int
	loud  []int32
}

func (a *anchors) add(n *Canonical, pin int) int {
	g := len(a.groups)
	a.groups = append(a.groups, AnswerGroup{Key: n.Key(), Anchor: n, Pin: pin})
	a.exact[n.exact] = g
	base, list := a.bases[n.shape], a.near[n.shape]
	at := base.number(n)
	i := sort.Search(len(list), func(i int) bool { return list[i].at > at })
	a.near[n.shape] = slices.Insert(list, i, anchor{at, g, base.loud(n)})
	return g
}

// find returns the first group whose anchor the answer is like; -1 if there is none.
func (a *anchors) find(n *Canonical) int {
	if g, known := a.exact[n.exact]; known {
		return g
	}
	base, list := a.bases[n.shape], a.near[n.shape]
	low, high := a.window(base.number(n), n)
	loud := base.loud(n)
	found := -1
	for i := sort.Search(len(list), func(i int) bool { return list[i].at >= low }); i < len(list) && list[i].at <= high && a.steps > 0; i++ {
		if g := list[i].group; (found < 0 || g < found) && a.areAlike(n, a.groups[g].Anchor, loud, list[i].loud) {
			found = g
		}
	}
	return found
}

// areAlike does what AreAlike does for two answers of one shape, of which only the loud numbers can
// make a difference.
func (a *anchors) areAlike(x, y *Canonical, loud, others []int32) bool {
	if len(x.numbers) == 0 || x.hash != nil {
		a.steps -= imageSteps
		return AreAlike(a.equivalence, x, y)
	}
	if x.costly || y.costly {
		return false
	}
	t := toleranceOf(a.equivalence, x, y)
	for len(loud) > 0 || len(others) > 0 {
		i := first(&loud, &others)
		a.steps--
		if !areNear(x, y, i, t) {
			return false
		}
	}
	a.steps--
	return true
}

// first takes the least position off two ascending lists, of which one may be empty, and returns it.
func first(list, other *[]int32) int {
	if len(*list) == 0 || len(*other) > 0 && (*other)[0] < (*list)[0] {
		list, other = other, list
	}
	i := (*list)[0]
	*list = (*list)[1:]
	if len(*other) > 0 && (*other)[0] == i {
		*other = (*other)[1:]
	}
	return int(i)
}

// imageSteps is how many numbers could be compared in the time of two hashes of pictures.
const imageSteps = 20

// window returns the range in which an anchor's number at the key position must lie for an answer with
// the number at there to be alike.
func (a *anchors) window(at float64, n *Canonical) (low, high float64) {
	if math.IsInf(at, 0) || n.scale != nil {
		return math.Inf(-1), math.Inf(1)
	}
	relative := max(a.equivalence.Relative, n.coarse)
	if relative >= 0.5 {
		return math.Inf(-1), math.Inf(1)
	}
	// The other number may be larger; the relative tolerance then refers to that one.
	reach := max(a.equivalence.Absolute, 2*relative*math.Abs(at)+math.SmallestNonzeroFloat64)
	return at - reach, at + reach
}

// Key returns a short name for the group that has this answer as its anchor.
func (n *Canonical) Key() string { return hex.EncodeToString(n.exact[:10]) }
