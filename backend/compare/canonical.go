// Package compare says which answers are alike and which are right. A Canonicalizer turns a payload
// into a Canonical, which holds only what counts: numbers apart from all else, code as its tokens, a
// picture as what was plotted or as its hash. AreAlike compares two Canonicals, GroupAnswers puts
// answers that are alike together, a Judge applies the check of a question.
//
// It stores nothing, reads no store and knows no students. assess calls it with the payloads of a
// question and with what the teacher set; those types are classroom's.
package compare

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/big"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Canonical is an answer in the form in which it is compared: its shape, which must match exactly, its
// numbers, which may differ a little, and for a picture its hash. Only AreAlike decides which answers
// are alike.
type Canonical struct {
	shape   [sha256.Size]byte // of all but the numbers: type, text, keys, how lists nest
	numbers []float64         // in the order of shape; NaN and zero each have one form
	wide    []*big.Int        // the exact value of each whole number that a float64 may not hold; nil if there is none
	scale   []float64         // what a relative tolerance refers to, if that is not the number itself; nil if it always is
	coarse  float64           // the relative precision to which the numbers were sent; 0 if that is full precision
	whole   bool              // all numbers were written as whole numbers
	dims    []int             // lengths by axis of nested lists; nil if there are none or they are ragged
	hash    *imageHash        // of a picture without a summary of its plot
	costly  bool              // there is more than is compared part by part
	exact   [sha256.Size]byte // equal for answers that do not differ at all

	family    family         // what is never alike beyond
	extent    payload.Extent // how large the whole is; Incomplete is set if something was left out of it
	behaviour *behaviour     // of a function that was called for inputs; else nil
	came      *Canonical     // what came, where a digest stands for the whole; else nil
	ordered   bool           // what came stands at the same positions of the whole in every answer
}

// FormOf returns the part of an equivalence on which Canonicals depend. Canonicals made under one
// equivalence serve for every other of the same form.
func FormOf(a classroom.Equivalence) classroom.Equivalence {
	return classroom.Equivalence{AnyOrder: a.AnyOrder, FoldCase: a.FoldCase, IgnoreNames: a.IgnoreNames}
}

// AreAlike reports whether two answers are alike under a. It is symmetric and reflexive. With a
// tolerance it is not transitive, therefore GroupAnswers uses anchors.
func AreAlike(a classroom.Equivalence, x, y *Canonical) bool {
	if x.exact == y.exact {
		return true
	}
	if x.shape != y.shape || len(x.numbers) != len(y.numbers) {
		return false
	}
	if x.hash != nil {
		return x.hash.near(y.hash)
	}
	if len(x.numbers) == 0 || x.costly || y.costly {
		return false
	}
	t := toleranceOf(a, x, y)
	for i := range x.numbers {
		if !areNear(x, y, i, t) {
			return false
		}
	}
	return true
}

// tolerance is how far numbers may be apart.
type tolerance struct {
	absolute, relative float64
	wideExact          bool // relative does not apply to two whole numbers that a float64 may not hold
}

// toleranceOf returns how far the numbers of two answers may be apart.
func toleranceOf(a classroom.Equivalence, x, y *Canonical) tolerance {
	t := tolerance{a.Absolute, max(a.Relative, x.coarse, y.coarse), a.WholeExact}
	if a.WholeExact && x.whole && y.whole {
		t.relative = 0
	}
	return t
}

// areNear compares the numbers at index i.
func areNear(x, y *Canonical, i int, t tolerance) bool {
	p, q := x.numbers[i], y.numbers[i]
	if math.IsNaN(p) || math.IsNaN(q) {
		return math.IsNaN(p) && math.IsNaN(q)
	}
	if math.IsInf(p, 0) || math.IsInf(q, 0) {
		return p == q
	}
	relative := t.relative
	if t.wideExact && x.wideAt(i) != nil && y.wideAt(i) != nil {
		relative = 0
	}
	return apart(x, y, i) <= max(t.absolute, relative*max(x.scaleAt(i), y.scaleAt(i)))
}

func (n *Canonical) scaleAt(i int) float64 {
	if n.scale == nil || n.scale[i] == 0 {
		return math.Abs(n.numbers[i])
	}
	return n.scale[i]
}

// Weight returns roughly how many bytes the Canonical takes in memory.
func (n *Canonical) Weight() int {
	weight := 250 + 8*(cap(n.numbers)+cap(n.wide)+cap(n.scale))
	for _, w := range n.wide {
		if w != nil {
			weight += 40 + w.BitLen()/8
		}
	}
	if n.came != nil {
		weight += n.came.Weight()
	}
	if n.behaviour != nil {
		weight += 400 + n.behaviour.weight
		for _, o := range n.behaviour.outcomes {
			weight += 50
			if o.value != nil {
				weight += o.value.Weight()
			}
		}
	}
	return weight
}

// seal computes the hashes, which are compared first. shape is the text of everything except the
// numbers, in pieces.
func (n *Canonical) seal(shape ...[]byte) *Canonical {
	all := sha256.New()
	for _, piece := range shape {
		all.Write(piece)
	}
	all.Sum(n.shape[:0])
	if len(n.numbers) == 0 && n.hash == nil {
		n.exact = n.shape
		return n
	}
	hash := sha256.New()
	hash.Write(n.shape[:])
	var buf [8]byte
	for _, f := range n.numbers {
		binary.LittleEndian.PutUint64(buf[:], math.Float64bits(f))
		hash.Write(buf[:])
	}
	for _, w := range n.wide {
		if w != nil {
			hash.Write(w.Bytes()) // the sign is that of the number
		}
		hash.Write([]byte{','})
	}
	if n.hash != nil {
		hash.Write(n.hash[:])
	}
	hash.Sum(n.exact[:0])
	return n
}

// compare orders answers by their content and not by when they came: by shape, then by their numbers.
func (n *Canonical) compare(m *Canonical) int {
	if c := bytes.Compare(n.shape[:], m.shape[:]); c != 0 {
		return c
	}
	for i := range min(len(n.numbers), len(m.numbers)) {
		if c := cmp.Compare(n.numbers[i], m.numbers[i]); c != 0 {
			return c
		}
	}
	return bytes.Compare(n.exact[:], m.exact[:])
}

// IsCostly reports whether there is more of the answer than is compared part by part, so that it is alike
// only to an answer of the same bytes.
func (n *Canonical) IsCostly() bool { return n.costly }

// AsWhole returns the answer without its numbers: it is compared as a whole from then on, and takes
// little memory.
func (n *Canonical) AsWhole() *Canonical {
	whole := &Canonical{shape: n.shape, dims: n.dims, exact: n.exact, costly: true, whole: n.whole, family: n.family, extent: n.extent, behaviour: n.behaviour.alone()}
	if n.came != nil {
		whole.came = n.came.AsWhole()
	}
	return whole
}

// Exact is a hash of everything in an answer that is compared. A payload.Digest is another: the client takes it of
// the whole value.
type Exact = [sha256.Size]byte

// Exact returns the answer's hash: equal for answers that do not differ at all.
func (n *Canonical) Exact() Exact { return n.exact }

// Identity returns a hash by which the answer can be kept in place of another: of functions that give
// the same, Exact is one, but not the code.
func (n *Canonical) Identity() Exact {
	if n.behaviour == nil {
		return n.exact
	}
	return sha256.Sum256(append(n.exact[:], n.behaviour.source[:]...))
}

// Equal reports whether two answers differ in nothing that is compared.
func (n *Canonical) Equal(m *Canonical) bool { return n.exact == m.exact }

// Shape returns a hash of the answer without its numbers. Answers of one shape have equally many
// numbers, at the same positions.
func (n *Canonical) Shape() [sha256.Size]byte { return n.shape }

// Numbers returns the numbers of an answer in their order. The caller must not change them.
func (n *Canonical) Numbers() []float64 { return n.numbers }

// Dims returns the lengths by axis of nested lists; nil if there are none or they are ragged.
func (n *Canonical) Dims() []int { return n.dims }

// IsReal reports whether the numbers are real numbers as they were sent, and not parts of complex
// numbers, rounded points of a plot, what a function gave, more than a float64 holds, or only a part of the answer.
func (n *Canonical) IsReal() bool {
	return n.scale == nil && n.coarse == 0 && n.wide == nil && n.behaviour == nil && n.IsComplete()
}
