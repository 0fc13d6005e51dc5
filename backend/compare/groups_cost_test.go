package compare

import (
	"math/rand/v2"
	"testing"

	"npt/backend/budget"
	"npt/backend/classroom"
)

// arrayOf returns the answer that an array of these numbers is.
func arrayOf(numbers []float64) *Canonical {
	w := canonicalWriter{}
	for _, n := range numbers {
		w.broken = true // floats
		w.number(n, nil, 0)
	}
	return w.canonical("json\x00")
}

// Groups cost what sorting costs: so many numbers are compared, beyond the reading of each, however
// the answers of a class differ.
func TestGroupsCostWhatSortingCosts(t *testing.T) {
	const students, length = 600, 2000
	const sorting = 11 * students // comparisons
	tolerance := classroom.Equivalence{Relative: 1e-6}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test
	all := func(number func(student, i int) float64) [][]float64 {
		list := make([][]float64, students)
		for s := range list {
			list[s] = make([]float64, length)
			for i := range list[s] {
				list[s][i] = number(s, i)
			}
		}
		return list
	}
	at := func(place func(student int) int, noise float64) func(student, i int) float64 {
		return func(student, i int) float64 {
			value := 0.5 + noise*(random.Float64()-0.5)
			if i == place(student) {
				value += float64(1 + student)
			}
			return value
		}
	}
	last, own := func(int) int { return length - 1 }, func(student int) int { return student }
	for _, c := range []struct {
		name   string
		number func(student, i int) float64
		alike  classroom.Equivalence
		groups int
		steps  int // at most
	}{
		{"they differ in the last", at(last, 0), tolerance, students, sorting},
		{"in the last, with noise within the tolerance", at(last, 1e-8), tolerance, students, sorting},
		{"in the last, compared exactly", at(last, 0), classroom.Equivalence{}, students, sorting},
		{"each at a place of its own", at(own, 0), tolerance, students, 3 * students * students},
		{"each at a place of its own, with noise", at(own, 1e-8), tolerance, students, 3 * students * students},
		{"noise alone", at(func(int) int { return -1 }, 1e-8), tolerance, 1, sorting},
		{"all numbers differ", func(int, int) float64 { return random.Float64() }, tolerance, students, sorting},
		{"all numbers are one of two", func(int, int) float64 { return float64(random.IntN(2)) }, tolerance, students, 10 * students * students},
	} {
		t.Run(c.name, func(t *testing.T) {
			var answers []*Canonical
			for _, numbers := range all(c.number) {
				answers = append(answers, arrayOf(numbers))
			}
			got := gather(answers, nil, c.alike)
			groups := got.sorted()
			if len(groups) != c.groups {
				t.Errorf("%d groups, want %d", len(groups), c.groups)
			}
			if steps := budget.Steps - got.steps; steps > c.steps {
				t.Errorf("%d numbers were compared, want at most %d", steps, c.steps)
			}
			if groups[0].Costly {
				t.Error("it was too costly")
			}
		})
	}
}

// Whatever is loud or quiet, the groups are those that comparing everything with everything gives.
func TestGroupsAreThoseOfComparingAllPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // a test
	for _, alike := range []classroom.Equivalence{
		{}, {Relative: 1e-6, WholeExact: true}, {Relative: 0.1}, {Absolute: 0.3}, {Relative: 0.6, Absolute: 0.1}, classroom.DefaultEquivalence,
	} {
		for range 40 {
			var answers []*Canonical
			for range 1 + random.IntN(30) {
				numbers := make([]float64, 4)
				for i := range numbers {
					numbers[i] = float64(random.IntN(3)) + float64(random.IntN(4))*0.15
				}
				answers = append(answers, arrayOf(numbers))
			}
			member := map[int]int{}
			for g, group := range GroupAnswers(answers, nil, alike) {
				for _, i := range group.Members {
					member[i] = g
					if !AreAlike(alike, answers[i], group.Anchor) {
						t.Fatalf("%v: answer %d is in a group whose anchor it is not like", alike, i)
					}
				}
			}
			slow := anchorsOfAllPairs(answers, alike)
			for i := range answers {
				for j := range answers {
					if (slow[i] == slow[j]) != (member[i] == member[j]) {
						t.Fatalf("%v: answers %d and %d: in one group %v, want %v", alike, i, j, member[i] == member[j], slow[i] == slow[j])
					}
				}
			}
		}
	}
}

// anchorsOfAllPairs returns the anchor of each answer, found by comparing it with every anchor.
func anchorsOfAllPairs(answers []*Canonical, alike classroom.Equivalence) []int {
	of := make([]int, len(answers))
	var found []*Canonical
	for _, c := range classesOf(answers) {
		g := 0
		for g < len(found) && !AreAlike(alike, c.canonical, found[g]) {
			g++
		}
		if g == len(found) {
			found = append(found, c.canonical)
		}
		for _, i := range c.members {
			of[i] = g
		}
	}
	return of
}
