package compare

import (
	"crypto/sha256"
	"sync"

	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/pyjson"
)

// behaviour is what a Canonical of a function has besides all that its calls gave together: what each
// gave, and its code, by which it is compared with one that was not called for the same inputs.
type behaviour struct {
	inputs   [sha256.Size]byte
	outcomes []outcome // nil where they would take too much memory
	source   [sha256.Size]byte
	code     func() *Canonical // read when it is needed first: most functions are only compared by what they gave
	weight   int               // of the code
}

// outcome is what a call gave: a value, an error, or nothing in time.
type outcome struct {
	kind  payload.Type
	value *Canonical // nil if there is none
	err   string
}

// alone returns a behaviour without what each call gave.
func (b *behaviour) alone() *behaviour {
	if b == nil {
		return nil
	}
	light := *b
	light.outcomes = nil
	return &light
}

// inputsOf returns what names a list of inputs.
func inputsOf(lines []string) (name [sha256.Size]byte) {
	all := sha256.New()
	for _, line := range lines {
		all.Write([]byte(line))
		all.Write([]byte{0})
	}
	all.Sum(name[:0])
	return name
}

// IsCalledFor reports whether the answer is a function that was called for just these inputs.
func (n *Canonical) IsCalledFor(lines []string) bool {
	return n.behaviour != nil && n.behaviour.inputs == inputsOf(lines)
}

// IsCalled reports whether the answer is a function that was called for inputs.
func (n *Canonical) IsCalled() bool { return n.behaviour != nil }

// CodeVariants puts those functions of a group together whose code is alike: indices into answers, the
// largest set first. The answers are all called.
func CodeVariants(answers []*Canonical, alike classroom.Equivalence) [][]int {
	codes := make([]*Canonical, len(answers))
	for i, n := range answers {
		codes[i] = codeOf(n)
	}
	var variants [][]int
	for _, g := range GroupAnswers(codes, nil, alike) {
		variants = append(variants, g.Members)
	}
	return variants
}

// calls returns a function in the form in which it is compared: by what it gave for inputs. Each value
// counts as it would as an answer, of an error its type.
func (z Canonicalizer) calls(p payload.Payload, calls []payload.Call, a classroom.Equivalence) *Canonical {
	n := &Canonical{whole: true}
	outcomes := make([]outcome, len(calls))
	shape := [][]byte{[]byte("calls")}
	for i, c := range calls {
		switch {
		case c.Late:
			shape = append(shape, []byte("\x00late"))
		case c.Error != "":
			shape = append(shape, []byte("\x00error\x00"), []byte(c.Error))
			outcomes[i].err = c.Error
		default:
			given := asGiven(c.Value)
			value := z.Canonical(given, a)
			shape = append(shape, []byte("\x00value"), value.shape[:])
			outcomes[i] = outcome{kind: given.Type, value: value}
			n.append(value)
		}
	}
	n.behaviour = &behaviour{
		inputs: inputsOf(linesOf(calls)), outcomes: outcomes, source: sha256.Sum256(p.Data),
		weight: len(p.Data), code: z.codeLater(p, a),
	}
	return n.seal(append(shape, n.behaviour.inputs[:])...)
}

// asGiven returns a value in the form in which it is compared with what other calls gave. As an answer, an
// array of one number is that number, since other clients send the number so. Ours marks the array, and
// nobody else sends calls: of a call it is compared as the list, like any other array.
func asGiven(p payload.Payload) payload.Payload {
	if p.Type == payload.TypeArray {
		if s := pyjson.NewScanner(p.Data); s.Next() && s.Mark == pyjson.Array {
			p.Type = payload.TypeList
		}
	}
	return p
}

// mostLater is how many bytes of code are kept to be read later: a few pages.
const mostLater = 10_000

// codeLater returns what returns the code of a function in the form in which it is compared.
func (z Canonicalizer) codeLater(p payload.Payload, a classroom.Equivalence) func() *Canonical {
	p.Calls = nil
	if len(p.Data) > mostLater {
		code := z.Canonical(p, a)
		return func() *Canonical { return code }
	}
	return sync.OnceValue(func() *Canonical { return z.Canonical(p, a) })
}

// append adds what is compared of a value besides its shape.
func (n *Canonical) append(value *Canonical) {
	had, more := len(n.numbers), len(value.numbers)
	if value.wide != nil || n.wide != nil {
		n.wide = append(padded(n.wide, had), padded(value.wide, more)...)
	}
	if value.scale != nil || n.scale != nil {
		n.scale = append(padded(n.scale, had), padded(value.scale, more)...)
	}
	n.numbers = append(n.numbers, value.numbers...)
	n.coarse = max(n.coarse, value.coarse)
	n.whole = n.whole && (more == 0 || value.whole)
	n.costly = n.costly || value.costly
}

// padded returns the list with the given length; of nil, one of zero values.
func padded[T any](list []T, length int) []T {
	if list == nil {
		return make([]T, length)
	}
	return list
}

// areComparable reports whether what two answers are is compared at all: functions that were called are
// not compared by that with those that were not, or for other inputs.
func areComparable(x, y *Canonical) bool {
	switch {
	case x.behaviour == nil && y.behaviour == nil:
		return true
	case x.behaviour == nil:
		return x.family != ofCode
	case y.behaviour == nil:
		return y.family != ofCode
	}
	return x.behaviour.inputs == y.behaviour.inputs
}

// codeOf returns the code of a function.
func codeOf(n *Canonical) *Canonical {
	if n.behaviour != nil {
		return n.behaviour.code()
	}
	return n
}
