package compare

import (
	"slices"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// A large value does not come whole with its record. Then nothing is said of it that what came does not
// prove: equal digests are equal values, a difference that shows is a difference, and all else is not
// known. "Nothing is judged or grouped by a part of itself" in build/docs/adr says why.

// likeness says how two answers compare, as far as can be told.
type likeness byte

const (
	unlike likeness = iota
	unknown
	alike
)

// Doubt says why an answer is not judged although there is something to judge it by. The page puts it
// into words.
type Doubt string

// The doubts.
const (
	NoDoubt         Doubt = ""
	DoubtIncomplete Doubt = "incomplete"          // only a part of it came, and no digest of the whole
	DoubtNear       Doubt = "incompleteNear"      // only a part of it came: not exactly what is expected, perhaps within what counts as alike
	DoubtCostly     Doubt = "costly"              // more than is compared part by part, and not equal
	DoubtLong       Doubt = "long"                // a pattern is not in the beginning that is searched
	DoubtReference  Doubt = "incompleteReference" // only a part of what is expected came
	DoubtInputs     Doubt = "inputs"              // one of two functions was not called, or for other inputs
)

// family is a set of types whose answers may be alike.
type family byte

const (
	ofText family = iota
	ofCode
	ofLatex
	ofValues // lists, dicts, arrays, numbers
	ofTables
	ofPictures
	ofFiles
)

func familyOf(t payload.Type) family {
	switch payload.KindOf(t).Compared {
	case payload.AsCode:
		return ofCode
	case payload.AsLatex:
		return ofLatex
	case payload.AsArray, payload.AsValue:
		return ofValues
	case payload.AsTable:
		return ofTables
	case payload.AsPicture:
		return ofPictures
	case payload.AsBytes:
		return ofFiles
	}
	return ofText
}

// IsComplete reports whether all of the answer came with its record.
func (n *Canonical) IsComplete() bool { return !n.extent.Incomplete }

func areComplete(x, y *Canonical) bool { return x.IsComplete() && y.IsComplete() }

// IsCertain reports whether answers that AreAlike takes as alike with this one are alike as a whole:
// all of it came, or a digest of the whole.
func (n *Canonical) IsCertain() bool { return n.IsComplete() || n.came != nil }

// IsCertain reports whether the Canonical of a payload would be certain.
func (z Canonicalizer) IsCertain(p payload.Payload) bool {
	if p.Digest.StandsForAll() {
		return true
	}
	if familyOf(p.Type) == ofPictures {
		plot := z.plotted(p.Plotted)
		return plot == nil || plot.IsComplete()
	}
	return !payload.ExtentOf(p).Incomplete
}

// incomplete returns the Canonical of an answer of which n came. Those of one digest are equal. Those
// without a digest are compared, for grouping only, by what came, and with no other answers.
func (n *Canonical) incomplete(d payload.Digest) *Canonical {
	if d.StandsForAll() {
		whole := &Canonical{family: n.family, extent: n.extent, came: n}
		return whole.seal(append([]byte{'d', 'i', 'g', 'e', 's', 't', 0, byte(n.family)}, d...))
	}
	part := *n
	return part.seal(append([]byte("part\x00"), n.shape[:]...))
}

// likenessOf says how two answers compare as a whole.
func likenessOf(a classroom.Equivalence, x, y *Canonical) likeness {
	switch {
	case !areComparable(x, y):
		if likenessOf(a, codeOf(x), codeOf(y)) == alike {
			return alike
		}
		return unknown
	case x.IsCertain() && y.IsCertain() && AreAlike(a, x, y):
		return alike
	case areComplete(x, y) && (x.costly || y.costly):
		return unknown
	case areComplete(x, y), areUnlike(a, x, y):
		return unlike
	}
	return unknown
}

// areUnlike reports whether two answers, of which at least one is incomplete, are known to differ; they
// have not one digest.
func areUnlike(a classroom.Equivalence, x, y *Canonical) bool {
	switch {
	case x.family != y.family:
		return x.IsCertain() && y.IsCertain() // earlier clients sent some values as another type
	case differInExtent(x, y):
		return true
	case x.came != nil && y.came != nil:
		return needsEqual(a, x.came, y.came) || haveOrder(a, x.came, y.came) && showDifference(a, x.came, y.came)
	}
	return x.family == ofPictures && !x.IsComplete() && !y.IsComplete() && showDifference(a, x, y)
}

// haveOrder reports whether what came of two answers stands at the same positions, which count.
func haveOrder(a classroom.Equivalence, x, y *Canonical) bool {
	return !a.AnyOrder && x.ordered && y.ordered
}

// showDifference reports whether what came of two answers was compared part by part, and differs.
func showDifference(a classroom.Equivalence, x, y *Canonical) bool {
	return !x.costly && !y.costly && !AreAlike(a, x, y)
}

// differInExtent reports whether the shapes of two answers of one family differ, or one that came whole is smaller
// than the other.
func differInExtent(x, y *Canonical) bool {
	if x.extent.Shape != nil && y.extent.Shape != nil && !slices.Equal(x.extent.Shape, y.extent.Shape) {
		return true
	}
	return x.IsComplete() && x.extent.Size < y.extent.Size || y.IsComplete() && y.extent.Size < x.extent.Size
}

// needsEqual reports whether only equal values are alike under a, so that their digests decide.
func needsEqual(a classroom.Equivalence, x, y *Canonical) bool {
	switch {
	case a.AnyOrder || a.FoldCase:
		return false
	case x.family == ofText:
		return true
	case x.family != ofValues && x.family != ofTables:
		return false // spacing does not count in code and latex, nor size in pictures
	}
	return a.Absolute == 0 && (a.Relative == 0 || a.WholeExact && x.whole && y.whole)
}

// doubtOf says why an answer is not judged that may be as expected.
func doubtOf(expected, n *Canonical) Doubt {
	switch {
	case !areComparable(n, expected):
		return DoubtInputs
	case areComplete(n, expected):
		return DoubtCostly
	case !n.IsCertain():
		return DoubtIncomplete
	case n.IsComplete(), !expected.IsCertain():
		return DoubtReference
	case expected.IsComplete():
		return DoubtIncomplete
	}
	return DoubtNear
}
