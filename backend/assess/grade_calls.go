package assess

import (
	"context"

	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// calledOf returns, for the first groups of functions that were called, what the calls gave; the other
// groups have none.
func (a *Assessor) calledOf(ctx context.Context, q *gradedQuestion, canonicals []*compare.Canonical) ([]compare.Called, error) {
	called := make([]compare.Called, len(q.groups))
	groups := map[int64]int{}
	var ids []int64
	for g, group := range q.groups {
		if len(ids) < maxVariants && canonicals[group.Members[0]].IsCalled() {
			ids, groups[group.example] = append(ids, group.example), g
		}
	}
	if len(ids) == 0 {
		return called, nil
	}
	err := a.store.EachPayload(ctx, ids, func(id int64, p payload.Payload) bool {
		g := groups[id]
		calls, _ := payload.ReadCalls(p.Calls) // it was checked when it came
		called[g] = compare.Called{Calls: calls, Count: len(q.groups[g].Members)}
		return true
	})
	return called, err
}

// tellCalls sets what the page says of functions: how many were called for the inputs of the question,
// in what each group differs from most, and how its code is written.
func (q *gradedQuestion) tellCalls(z compare.Canonicalizer, canonicals []*compare.Canonical, called []compare.Called) {
	for i, c := range q.cells {
		switch {
		case len(q.rule.Inputs.Lines) == 0 || payload.KindOf(c.Type).Compared != payload.AsCode:
		case canonicals[i].IsCalledFor(q.rule.Inputs.Lines):
			q.tried++
		default:
			q.untried++
		}
	}
	var sets []compare.Called
	var of []int
	for g, c := range called {
		if len(c.Calls) > 0 {
			sets, of = append(sets, c), append(of, g)
		}
	}
	for i, d := range z.DifferencesOfCalls(sets, q.rule.Equivalence) {
		q.groups[of[i]].differs = d
	}
	for _, g := range of {
		q.groups[g].variants = q.variantsOf(q.groups[g], canonicals)
	}
}

// variantsOf returns how the code of a group's functions is written, the most frequent first; nil if all
// is alike. Each is represented by the record that came first.
func (q *gradedQuestion) variantsOf(g gradedGroup, canonicals []*compare.Canonical) []Variant {
	members := make([]*compare.Canonical, len(g.Members))
	for i, m := range g.Members {
		members[i] = canonicals[m]
	}
	sets := compare.CodeVariants(members, q.rule.Equivalence)
	if len(sets) < 2 {
		return nil
	}
	variants := make([]Variant, min(len(sets), maxVariants))
	for i := range variants {
		var first classroom.Cell
		for _, m := range sets[i] {
			if c := q.cells[g.Members[m]]; first.RecordID == 0 || c.ReceivedAt.Before(first.ReceivedAt) {
				first = c
			}
		}
		variants[i] = Variant{Count: len(sets[i]), RecordID: first.RecordID}
	}
	return variants
}

// SetInputs sets for which inputs the functions of a question are called, one a line as Python writes
// arguments, and what a right one gives, one a line, or nothing. The error says what to change. Without
// inputs none are called from now on; what came of earlier ones stays.
func (a *Assessor) SetInputs(ctx context.Context, sessionID int64, question, lines, outputs string, seconds float64) error {
	in, err := readInputs(lines, outputs, seconds)
	if err != nil {
		return err
	}
	facts, err := a.store.FactsOf(ctx, sessionID, map[string]bool{question: true})
	if err != nil {
		return err
	}
	others := 0
	for _, r := range facts.Rules {
		if r.Question != question {
			others += lengthOf(r.Inputs.Lines)
		}
	}
	if others+lengthOf(in.Lines) > classroom.MaxSessionInputs {
		return classroom.Errorf(classroom.CodeBadField, "The inputs of a session's questions have %d characters together at most: take some away.", classroom.MaxSessionInputs)
	}
	return a.setRule(ctx, sessionID, question, func(r *classroom.Rule) { r.Inputs = in })
}

func lengthOf(lines []string) (length int) {
	for _, line := range lines {
		length += len(line)
	}
	return length
}
