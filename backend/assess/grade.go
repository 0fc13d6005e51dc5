package assess

import (
	"context"
	"reflect"
	"slices"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// gradedQuestion is a question with its answers in groups and judged. It holds nothing of the answers
// themselves, so it can be kept until one of them changes.
type gradedQuestion struct {
	session int64
	rule    classroom.Rule
	pins    []classroom.Pin
	cells   []classroom.Cell // one for each student
	own     classroom.Cell   // the owner's record of the question; its RecordID is 0 if there is none

	groups        []gradedGroup
	group         []int    // for each cell, the index of its group
	keys          []string // for each cell, the key of a group that had its answer as the anchor
	judgements    []judgement
	distributions []Distribution
	tried         int // functions that were called for the inputs of the question
	untried       int // those that were not
}

// gradedGroup is a group of answers with what its page says about it.
type gradedGroup struct {
	compare.AnswerGroup
	example int64 // the record that represents the group
	certain bool  // its answers are alike as a whole, and not only in what came of them
	hints   []compare.Hint

	variants []Variant               // of functions that were called, the largest first; nil if their code is alike
	differs  *compare.CallDifference // of functions that were called, from most; nil if there is nothing to say
}

// Variant is a set of functions of one group whose code is alike.
type Variant struct {
	Count    int
	RecordID int64 // a record that represents it
}

// maxVariants bounds how many variants of code, and of how many groups the calls, are told.
const maxVariants = 30

// grade reads the answers of a question, groups and judges them. A mark of the teacher on a group
// overrides the rule.
func (a *Assessor) grade(ctx context.Context, q *gradedQuestion) error {
	canonicals, err := a.readAnswers(ctx, q)
	if err != nil {
		return err
	}
	pins, err := a.pinned(ctx, q)
	if err != nil {
		return err
	}
	reference, err := a.reference(ctx, q)
	if err != nil {
		return err
	}
	var judge *compare.Judge
	if err := budget.InTurn(ctx, func() {
		judge = a.judgeOf(q.rule, reference)
		q.setGroups(canonicals, pins)
	}); err != nil {
		return err
	}
	called, err := a.calledOf(ctx, q, canonicals)
	if err != nil {
		return err
	}
	var matched map[int64]judgement
	if judge.ReadsPayloads() {
		if matched, err = a.match(ctx, q, judge); err != nil {
			return err
		}
	}
	return budget.InTurn(ctx, func() {
		q.judge(judge, canonicals, matched)
		q.giveHints(judge)
		q.distributions = distributionsOf(canonicals, q.judgements)
		q.tellCalls(a.canonicalizer(), canonicals, called)
		for i := range q.groups {
			q.groups[i].Anchor = nil
		}
	})
}

// judgeOf returns the judge of a rule; reference is the record that it compares with, if it does.
func (a *Assessor) judgeOf(r classroom.Rule, reference *payload.Payload) *compare.Judge {
	if r.Check.Kind == classroom.CheckOutputs {
		return a.canonicalizer().NewOutputsJudge(r.Inputs, r.Equivalence)
	}
	return a.canonicalizer().NewJudge(r.Check, r.Equivalence, reference)
}

// setGroups puts answers that are alike together.
func (q *gradedQuestion) setGroups(canonicals, pins []*compare.Canonical) {
	q.group = make([]int, len(q.cells))
	q.keys = make([]string, len(q.cells))
	for i, n := range canonicals {
		q.keys[i] = n.Key()
	}
	for g, group := range compare.GroupAnswers(canonicals, pins, q.rule.Equivalence) {
		for _, i := range group.Members {
			q.group[i] = g
		}
		q.groups = append(q.groups, gradedGroup{AnswerGroup: group, example: q.example(group, canonicals), certain: group.Anchor.IsCertain()})
	}
}

// judge sets the verdict of each answer. Equal answers of one type are judged once.
func (q *gradedQuestion) judge(judge *compare.Judge, canonicals []*compare.Canonical, matched map[int64]judgement) {
	type judgedKey struct {
		typ   payload.Type
		exact compare.Exact
	}
	judged := map[judgedKey]judgement{}
	q.judgements = make([]judgement, len(q.cells))
	for i, c := range q.cells {
		mark := q.mark(q.groups[q.group[i]].AnswerGroup)
		switch {
		case mark != classroom.NotJudged:
			q.judgements[i] = judgement{verdict: mark}
		case judge.ReadsPayloads():
			q.judgements[i] = matched[c.RecordID]
		default:
			key := judgedKey{c.Type, canonicals[i].Identity()}
			j, known := judged[key]
			if !known {
				j = judgementOf(judge.Verdict(c.Type, canonicals[i]))
				judged[key] = j
			}
			q.judgements[i] = j
		}
	}
}

// judgement is the verdict on an answer and, if it is not judged, what keeps it from being judged.
type judgement struct {
	verdict classroom.Verdict
	doubt   compare.Doubt
}

func judgementOf(v classroom.Verdict, d compare.Doubt) judgement { return judgement{v, d} }

// giveHints sets how the anchors of the groups differ from the right answer, and which groups were too
// costly to be compared part by part.
func (q *gradedQuestion) giveHints(judge *compare.Judge) {
	hinter := compare.NewHinter(q.reference(judge))
	for i, g := range q.groups {
		q.groups[i].hints = hinter.Of(g.Anchor)
		if g.Costly {
			q.groups[i].hints = append(q.groups[i].hints, compare.Hint{Code: compare.HintCostly})
		}
	}
}

// holdsFor reports whether the grades of q are still right for next, the same question read again.
func (q *gradedQuestion) holdsFor(next *gradedQuestion) bool {
	if c := next.rule.Check; c.Kind == classroom.CheckRecord && c.RecordID != 0 && !next.has(c.RecordID) {
		return false // nothing says whether the reference changed
	}
	return q.own.RecordID == next.own.RecordID && reflect.DeepEqual(q.rule, next.rule) && reflect.DeepEqual(q.pins, next.pins) &&
		slices.EqualFunc(q.cells, next.cells, isSameAnswer)
}

// isSameAnswer reports whether two cells are of one sending of an answer, and count alike.
func isSameAnswer(a, b classroom.Cell) bool {
	return a.RecordID == b.RecordID && a.StudentID == b.StudentID && a.Attempts == b.Attempts &&
		a.SentAt.Equal(b.SentAt) && a.ReceivedAt.Equal(b.ReceivedAt)
}

func (q *gradedQuestion) has(record int64) bool {
	return slices.ContainsFunc(q.cells, func(c classroom.Cell) bool { return c.RecordID == record })
}

// weight returns roughly how many bytes the question takes in memory.
func (q *gradedQuestion) weight() int {
	const cell, group, value = 400, 200, 60
	size := cell*len(q.cells) + group*len(q.groups)
	for _, g := range q.groups {
		if size += 16 * len(g.variants); g.differs != nil {
			size += len(g.differs.Mine.Value.Data) + len(g.differs.Most.Value.Data)
		}
	}
	for _, d := range q.distributions {
		size += value * len(d.Values)
	}
	return size
}

// mark returns the verdict that the teacher gave the group; NotJudged if none.
func (q *gradedQuestion) mark(g compare.AnswerGroup) classroom.Verdict {
	if g.Pin < 0 {
		return classroom.NotJudged
	}
	return q.pins[g.Pin].Verdict
}

// reference returns the record that the question's check compares with; nil for other checks or if
// there is no such record yet.
func (a *Assessor) reference(ctx context.Context, q *gradedQuestion) (*payload.Payload, error) {
	if q.rule.Check.Kind != classroom.CheckRecord {
		return nil, nil
	}
	id := q.rule.Check.RecordID
	if id == 0 {
		id = q.own.RecordID
	}
	if id == 0 {
		return nil, nil
	}
	var found *payload.Payload
	err := a.store.EachPayload(ctx, []int64{id}, func(_ int64, p payload.Payload) bool {
		found = &p
		return false
	})
	return found, err
}
