package compare

import (
	"npt/backend/classroom"
	"npt/backend/payload"
)

// Called is a set of functions that gave the same for the inputs of their calls.
type Called struct {
	Calls []payload.Call
	Count int // how many functions
}

// CallDifference says for which input a function gives something else than most.
type CallDifference struct {
	Mine, Most payload.Call
}

// DifferencesOfCalls returns for each set of functions the first input for which it gives something else
// than most of all functions do; nil if there is none, or it was called for other inputs than the largest
// set. More than half are most.
func (z Canonicalizer) DifferencesOfCalls(sets []Called, alike classroom.Equivalence) []*CallDifference {
	differences := make([]*CallDifference, len(sets))
	if len(sets) < 2 {
		return differences
	}
	inputs, all := inputsOf(linesOf(sets[0].Calls)), 0
	values := make([][]*Canonical, len(sets))
	for i, s := range sets {
		if inputsOf(linesOf(s.Calls)) == inputs {
			values[i] = z.values(s.Calls, alike)
			all += s.Count
		}
	}
	for input := range sets[0].Calls {
		most := mostOf(sets, values, input, all, alike)
		for i, of := range values {
			if most >= 0 && of != nil && differences[i] == nil && !areSame(alike, of[input], values[most][input]) {
				differences[i] = &CallDifference{sets[i].Calls[input], sets[most].Calls[input]}
			}
		}
	}
	return differences
}

// mostOf returns the first set that gives what most functions do for an input; -1 if no value is that of
// most.
func mostOf(sets []Called, values [][]*Canonical, input, all int, alike classroom.Equivalence) int {
	for i, of := range values {
		if of == nil {
			continue
		}
		count := 0
		for j, other := range values {
			if other != nil && areSame(alike, of[input], other[input]) {
				count += sets[j].Count
			}
		}
		if 2*count > all {
			return i
		}
	}
	return -1
}

func linesOf(calls []payload.Call) []string {
	lines := make([]string, len(calls))
	for i, c := range calls {
		lines[i] = c.Input
	}
	return lines
}

// values returns what came of each call, as a function that was called for one input.
func (z Canonicalizer) values(calls []payload.Call, a classroom.Equivalence) []*Canonical {
	values := make([]*Canonical, len(calls))
	for i := range calls {
		values[i] = z.calls(payload.Payload{Type: payload.TypeCode}, calls[i:i+1], a)
	}
	return values
}

func areSame(a classroom.Equivalence, x, y *Canonical) bool {
	return x.exact == y.exact || AreAlike(a, x, y)
}
