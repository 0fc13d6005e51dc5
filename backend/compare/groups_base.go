package compare

import (
	"cmp"
	"crypto/sha256"
	"math"
	"slices"

	"npt/backend/classroom"
)

// shapeBase is what makes the answers of one shape quick to compare: a base answer and a key position.
// A number of an answer is quiet if it is so near the base's that two answers which are both quiet there
// are alike there for certain; else it is loud. So two answers are compared by their loud numbers alone,
// which are few where all students computed almost the same.
type shapeBase struct {
	equivalence classroom.Equivalence
	base        *Canonical
	key         int // the position whose numbers tell most answers apart
	known       map[*Canonical][]int32
}

// keysTried is how many positions are tried as the key.
const keysTried = 8

// basesOf returns the base of each shape: its most frequent answer.
func basesOf(classes []answerClass, pins []*Canonical, alike classroom.Equivalence) map[[sha256.Size]byte]*shapeBase {
	all := map[[sha256.Size]byte][]*Canonical{}
	for _, c := range classes {
		all[c.canonical.shape] = append(all[c.canonical.shape], c.canonical)
	}
	for _, pin := range pins {
		all[pin.shape] = append(all[pin.shape], pin)
	}
	bases := make(map[[sha256.Size]byte]*shapeBase, len(all))
	for shape, answers := range all {
		b := &shapeBase{equivalence: alike, base: answers[0], known: make(map[*Canonical][]int32, len(answers))}
		if i := slices.IndexFunc(answers, func(n *Canonical) bool { return !n.costly }); i >= 0 {
			b.base = answers[i]
		}
		b.chooseKey(answers)
		bases[shape] = b
	}
	return bases
}

// chooseKey finds the loud numbers of all answers and the position that tells most of them apart. It
// tries those at which most answers are loud.
func (b *shapeBase) chooseKey(answers []*Canonical) {
	louder := make([]int, len(b.base.numbers))
	for _, n := range answers {
		loud := b.findLoud(n)
		b.known[n] = loud
		for _, i := range loud {
			louder[i]++
		}
	}
	positions := make([]int, 0, len(louder))
	for i, count := range louder {
		if count > 0 {
			positions = append(positions, i)
		}
	}
	slices.SortFunc(positions, func(i, j int) int { return cmp.Or(louder[j]-louder[i], i-j) })
	most := 0
	for _, i := range positions[:min(keysTried, len(positions))] {
		if apart := b.apart(answers, i); apart > most {
			b.key, most = i, apart
		}
	}
}

// apart returns how many neighbours among the numbers at a position are too far apart to be alike.
func (b *shapeBase) apart(answers []*Canonical, position int) (count int) {
	numbers := make([]float64, 0, len(answers))
	for _, n := range answers {
		if position < len(n.numbers) {
			numbers = append(numbers, n.numbers[position])
		}
	}
	slices.Sort(numbers)
	for i := 1; i < len(numbers); i++ {
		reach := max(b.equivalence.Absolute, b.equivalence.Relative*max(math.Abs(numbers[i]), math.Abs(numbers[i-1])))
		if numbers[i]-numbers[i-1] > reach {
			count++
		}
	}
	return count
}

// number returns the number of an answer at the key position: -Inf for NaN or if there is none.
func (b *shapeBase) number(n *Canonical) float64 {
	if b.key >= len(n.numbers) || math.IsNaN(n.numbers[b.key]) {
		return math.Inf(-1)
	}
	return n.numbers[b.key]
}

// loud returns the positions at which an answer is loud, ascending.
func (b *shapeBase) loud(n *Canonical) []int32 { return b.known[n] }

// quiet is the part of a tolerance within which a number is quiet: two of them, from both sides of the
// base, stay within the whole.
const quiet = 0.45

func (b *shapeBase) findLoud(n *Canonical) (loud []int32) {
	if len(n.numbers) != len(b.base.numbers) {
		return nil // of numbers that are not compared
	}
	absolute, relative := b.equivalence.Absolute, max(b.equivalence.Relative, n.coarse)
	if b.equivalence.WholeExact && n.whole {
		relative = 0
	}
	for i, p := range n.numbers {
		if !isQuiet(n, b.base, i, p, absolute, relative) {
			loud = append(loud, int32(i)) //nolint:gosec // package budget bounds the numbers of an answer
		}
	}
	return loud
}

func isQuiet(n, base *Canonical, i int, p, absolute, relative float64) bool {
	q := base.numbers[i]
	if math.IsNaN(p) || math.IsNaN(q) {
		return math.IsNaN(p) && math.IsNaN(q)
	}
	if math.IsInf(p, 0) || math.IsInf(q, 0) {
		return p == q
	}
	if n.wideAt(i) != nil || base.wideAt(i) != nil {
		relative = 0 // it may not apply
	}
	return apart(n, base, i) <= quiet*max(absolute, relative*min(n.scaleAt(i), base.scaleAt(i)))
}
