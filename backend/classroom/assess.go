package classroom

import (
	"context"
	"reflect"
	"slices"
)

// finish groups the answers of a question whose Normals are there, and judges them:
// what the teacher marked on a group wins over the rule.
func (r *remembered) finish(ctx context.Context, a *Assessor, q *assessed) error {
	z := Normalizer{a.nfc}
	reference, err := a.reference(ctx, q)
	if err != nil {
		return err
	}
	q.judge = z.NewJudge(q.rule.Check, q.rule.Alike, reference)
	q.groups = GroupAnswers(q.normals, r.pinned(z, q), q.rule.Alike)
	q.group = make([]int, len(q.cells))
	for g, group := range q.groups {
		for _, i := range group.Members {
			q.group[i] = g
		}
	}
	if err := r.match(ctx, a, q); err != nil {
		return err
	}
	q.verdicts, q.marked = make([]Verdict, len(q.cells)), make([]bool, len(q.cells))
	for i, c := range q.cells {
		mark := q.mark(q.groups[q.group[i]])
		switch {
		case mark != NotJudged:
			q.verdicts[i], q.marked[i] = mark, true
		case q.judge.HasPattern():
			q.verdicts[i] = r.matched[q.matchKey(c)]
		default:
			q.verdicts[i] = q.judge.Verdict(c.Type, q.normals[i])
		}
	}
	return nil
}

// holdsFor reports whether what was found then is what would be found for q.
func (q *assessed) holdsFor(next *assessed) bool {
	if c := next.rule.Check; c.Kind == CheckRecord && c.RecordID != 0 {
		return false // the reference need not be among the answers
	}
	return q.own.RecordID == next.own.RecordID && slices.Equal(q.normals, next.normals) && reflect.DeepEqual(q.rule, next.rule) &&
		slices.EqualFunc(q.cells, next.cells, func(a, b Cell) bool { return a.RecordID == b.RecordID && a.Attempts == b.Attempts }) &&
		slices.EqualFunc(q.pins, next.pins, func(a, b Pin) bool {
			return a.ID == b.ID && a.Label == b.Label && a.Verdict == b.Verdict
		})
}

// mark returns what the teacher marked the group as.
func (q *assessed) mark(g AnswerGroup) Verdict {
	if g.Pin < 0 {
		return NotJudged
	}
	return q.pins[g.Pin].Verdict
}

// pinned returns the pins as they are compared.
func (r *remembered) pinned(z Normalizer, q *assessed) []*Normal {
	pins := make([]*Normal, len(q.pins))
	form := Form(q.rule.Alike)
	for i, p := range q.pins {
		key := pinKey{p.ID, form}
		if r.pins[key] == nil {
			r.pins[key] = z.Normal(p.Payload, form)
		}
		pins[i] = r.pins[key]
	}
	return pins
}

// reference returns the record that the question's rule compares with, nil if the rule
// is another or there is none yet.
func (a *Assessor) reference(ctx context.Context, q *assessed) (*Payload, error) {
	if q.rule.Check.Kind != CheckRecord {
		return nil, nil
	}
	id := q.rule.Check.RecordID
	if id == 0 {
		id = q.own.RecordID
	}
	if id == 0 {
		return nil, nil
	}
	var found *Payload
	err := a.store.EachPayload(ctx, []int64{id}, func(_ int64, p Payload) { found = &p })
	return found, err
}

func (q *assessed) matchKey(c Cell) matchKey {
	return matchKey{q.rule.Check.Pattern, c.RecordID, c.ReceivedAt.UnixMicro()}
}

// match looks for the question's pattern in the answers that it was not looked for in.
func (r *remembered) match(ctx context.Context, a *Assessor, q *assessed) error {
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
		err := a.store.EachPayload(ctx, run, func(id int64, p Payload) { r.matched[keys[id]] = q.judge.Match(p) })
		if err != nil {
			return err
		}
	}
	return nil
}
