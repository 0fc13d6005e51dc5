package assess

import (
	"context"
	"reflect"
	"slices"

	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// grade groups the answers of a question and judges them. Their Canonicals must have been read. A mark
// of the teacher on a group overrides the rule.
func (r *answerCache) grade(ctx context.Context, a *Assessor, q *gradedQuestion) error {
	z := compare.Canonicalizer{NFC: a.nfc}
	reference, err := a.reference(ctx, q)
	if err != nil {
		return err
	}
	q.judge = z.NewJudge(q.rule.Check, q.rule.Equivalence, reference)
	q.groups = compare.GroupAnswers(q.canonicals, r.pinned(z, q), q.rule.Equivalence)
	q.group = make([]int, len(q.cells))
	for g, group := range q.groups {
		for _, i := range group.Members {
			q.group[i] = g
		}
	}
	if err := r.match(ctx, a, q); err != nil {
		return err
	}
	q.judgements, q.marked = make([]judgement, len(q.cells)), make([]bool, len(q.cells))
	for i, c := range q.cells {
		mark := q.mark(q.groups[q.group[i]])
		switch {
		case mark != classroom.NotJudged:
			q.judgements[i], q.marked[i] = judgement{verdict: mark}, true
		case q.judge.HasPattern():
			q.judgements[i] = r.matched[q.matchKey(c)]
		default:
			q.judgements[i] = judgementOf(q.judge.Verdict(c.Type, q.canonicals[i]))
		}
	}
	return nil
}

// judgement is the verdict on an answer and, if it is not judged, what keeps it from being judged.
type judgement struct {
	verdict classroom.Verdict
	doubt   compare.Doubt
}

func judgementOf(v classroom.Verdict, d compare.Doubt) judgement { return judgement{v, d} }

// holdsFor reports whether the grades of q are still right for next, the same question read again.
func (q *gradedQuestion) holdsFor(next *gradedQuestion) bool {
	if c := next.rule.Check; c.Kind == classroom.CheckRecord && c.RecordID != 0 {
		return false // the reference may be a record that is not among the answers
	}
	return q.own.RecordID == next.own.RecordID && slices.Equal(q.canonicals, next.canonicals) && reflect.DeepEqual(q.rule, next.rule) &&
		slices.EqualFunc(q.cells, next.cells, func(a, b classroom.Cell) bool { return a.RecordID == b.RecordID && a.Attempts == b.Attempts }) &&
		slices.EqualFunc(q.pins, next.pins, func(a, b classroom.Pin) bool {
			return a.ID == b.ID && a.Label == b.Label && a.Verdict == b.Verdict
		})
}

// mark returns the verdict that the teacher gave the group; NotJudged if none.
func (q *gradedQuestion) mark(g compare.AnswerGroup) classroom.Verdict {
	if g.Pin < 0 {
		return classroom.NotJudged
	}
	return q.pins[g.Pin].Verdict
}

// pinned returns the Canonicals of the pins.
func (r *answerCache) pinned(z compare.Canonicalizer, q *gradedQuestion) []*compare.Canonical {
	pins := make([]*compare.Canonical, len(q.pins))
	form := compare.FormOf(q.rule.Equivalence)
	for i, p := range q.pins {
		key := pinKey{p.ID, form}
		if r.pins[key] == nil {
			r.pins[key] = z.Canonical(p.Payload, form)
		}
		pins[i] = r.pins[key]
	}
	return pins
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
	err := a.store.EachPayload(ctx, []int64{id}, func(_ int64, p payload.Payload) { found = &p })
	return found, err
}

func (q *gradedQuestion) matchKey(c classroom.Cell) matchKey {
	return matchKey{q.rule.Check.Pattern, c.RecordID, c.ReceivedAt.UnixMicro()}
}

// match searches for the question's pattern in the answers that were not searched before.
func (r *answerCache) match(ctx context.Context, a *Assessor, q *gradedQuestion) error {
	if !q.judge.HasPattern() {
		return nil
	}
	var ids []int64
	keys := map[int64]matchKey{}
	for _, c := range q.cells {
		key := q.matchKey(c)
		if _, known := r.matched[key]; !known {
			ids, keys[c.RecordID] = append(ids, c.RecordID), key
		}
	}
	for run := range slices.Chunk(ids, readAtOnce) {
		err := a.store.EachPayload(ctx, run, func(id int64, p payload.Payload) { r.matched[keys[id]] = judgementOf(q.judge.Match(p)) })
		if err != nil {
			return err
		}
	}
	return nil
}
