package assess

import (
	"context"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// readAtOnce is how many payloads are asked of the store at a time.
const readAtOnce = 100

// readAnswers returns the canonicals of a question's answers, from the cache or else from their
// payloads. It reads one payload after the other, each in turn, and ends when ctx does; what was read
// until then is kept.
func (a *Assessor) readAnswers(ctx context.Context, q *gradedQuestion) ([]*compare.Canonical, error) {
	form := compare.FormOf(q.rule.Equivalence)
	all := make([]*compare.Canonical, len(q.cells))
	var missing []int
	for i, c := range q.cells {
		if all[i] = a.cache.get(keyOf(c, form)); all[i] == nil {
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		read, err := a.readSome(ctx, q, missing, all)
		if err != nil {
			return nil, err
		}
		missing = missing[read:]
		a.fit(q, all)
	}
	a.fit(q, all)
	return all, nil
}

// readSome reads the first of the missing answers into all and returns how many it read.
func (a *Assessor) readSome(ctx context.Context, q *gradedQuestion, missing []int, all []*compare.Canonical) (int, error) {
	missing = missing[:min(len(missing), readAtOnce)]
	ids := make([]int64, len(missing))
	for n, i := range missing {
		ids[n] = q.cells[i].RecordID
	}
	payloads, read, err := a.readPayloads(ctx, ids)
	if err != nil {
		return 0, err
	}
	form := compare.FormOf(q.rule.Equivalence)
	for _, i := range missing[:read] {
		key, sent := keyOf(q.cells[i], form), payloads[q.cells[i].RecordID]
		if all[i], err = a.canonical(ctx, key, sent); err != nil {
			return 0, err
		}
		a.cache.noteAttempt(q.session, form, sent, all[i])
	}
	return read, nil
}

// readPayloads returns the payloads of the first records of a list, as many as package budget lets a
// page hold, and how many records these are. A record that is gone has none.
func (a *Assessor) readPayloads(ctx context.Context, ids []int64) (payloads map[int64]payload.Payload, read int, err error) {
	payloads = map[int64]payload.Payload{}
	size, last := 0, int64(0)
	err = a.store.EachPayload(ctx, ids, func(id int64, p payload.Payload) bool {
		payloads[id] = p
		size, last = size+len(p.Data)+len(p.Plotted)+len(p.Calls), id
		return size < budget.Payloads
	})
	if size < budget.Payloads {
		return payloads, len(ids), err
	}
	for read = 1; ids[read-1] != last; read++ {
		continue
	}
	return payloads, read, err
}

// canonical returns an answer that another page has read meanwhile, or else reads it in turn. An answer
// that cannot be read is compared as a whole.
func (a *Assessor) canonical(ctx context.Context, key answerKey, p payload.Payload) (n *compare.Canonical, err error) {
	err = budget.InTurn(ctx, func() {
		if n = a.cache.get(key); n == nil {
			n = a.cache.put(key, a.canonicalizer().Canonical(p, key.form))
		}
	})
	if err != nil && ctx.Err() == nil {
		return a.cache.put(key, compare.WholeOf(p)), nil
	}
	return n, err
}

func (a *Assessor) canonicalizer() compare.Canonicalizer { return compare.Canonicalizer{NFC: a.nfc} }

// fit keeps the numbers of a question's answers within budget.Numbers: if there are more, the answers
// with more than their share of it lose theirs, and are compared as a whole only.
func (a *Assessor) fit(q *gradedQuestion, all []*compare.Canonical) {
	total := 0
	counted := map[*compare.Canonical]bool{}
	for _, n := range all {
		if n != nil && !counted[n] {
			counted[n] = true
			total += n.Weight()
		}
	}
	if total <= budget.Numbers {
		return
	}
	form := compare.FormOf(q.rule.Equivalence)
	share := budget.Numbers / len(all)
	lighter := map[*compare.Canonical]*compare.Canonical{}
	for i, n := range all {
		if n == nil || n.Weight() <= share {
			continue
		}
		if lighter[n] == nil {
			lighter[n] = n.AsWhole()
			a.cache.canonicals.Put(n.Identity(), lighter[n], lighter[n].Weight())
		}
		all[i] = a.cache.put(keyOf(q.cells[i], form), lighter[n])
	}
}

// pinned returns the canonicals of a question's pins.
func (a *Assessor) pinned(ctx context.Context, q *gradedQuestion) ([]*compare.Canonical, error) {
	pins := make([]*compare.Canonical, len(q.pins))
	form := compare.FormOf(q.rule.Equivalence)
	for i, p := range q.pins {
		key := keyOfPin(p, form)
		pins[i] = a.cache.get(key)
		if pins[i] != nil {
			continue
		}
		sent, err := a.store.PinPayload(ctx, p.ID)
		if err != nil && classroom.AsError(err).Code != classroom.CodeNotFound { // it may have been deleted meanwhile
			return nil, err
		}
		if pins[i], err = a.canonical(ctx, key, sent); err != nil {
			return nil, err
		}
	}
	return pins, nil
}

// match judges the answers that were not judged before by the question's pattern, and returns the
// judgements by record.
func (a *Assessor) match(ctx context.Context, q *gradedQuestion, judge *compare.Judge) (map[int64]judgement, error) {
	judged := map[int64]judgement{}
	var ids []int64
	keys := map[int64]matchKey{}
	pattern := q.rule.Check.Pattern
	for _, c := range q.cells {
		key := matchKey{pattern, c.RecordID, c.ReceivedAt.UnixMicro()}
		if v, known := a.cache.matched.Get(key); known {
			judged[c.RecordID] = v
		} else {
			ids, keys[c.RecordID] = append(ids, c.RecordID), key
		}
	}
	for len(ids) > 0 {
		payloads, read, err := a.readPayloads(ctx, ids[:min(len(ids), readAtOnce)])
		if err != nil {
			return nil, err
		}
		ids = ids[read:]
		for id, p := range payloads {
			err := budget.InTurn(ctx, func() { judged[id] = judgementOf(judge.Match(p)) })
			if ctx.Err() != nil {
				return nil, err
			}
			a.cache.matched.Put(keys[id], judged[id], len(keys[id].pattern))
		}
	}
	return judged, nil
}

// isCertain reports whether a cell's answer came whole, or with a digest of the whole. Only then are
// answers of one fingerprint equal. It is false where the answer cannot be read.
func (a *Assessor) isCertain(ctx context.Context, c classroom.Cell) (certain bool) {
	key := keyOf(c, classroom.Equivalence{})
	if certain, known := a.cache.certain.Get(key); known {
		return certain
	}
	payloads, _, err := a.readPayloads(ctx, []int64{c.RecordID})
	if err != nil || budget.InTurn(ctx, func() { certain = a.canonicalizer().IsCertain(payloads[c.RecordID]) }) != nil {
		return false
	}
	a.cache.certain.Put(key, certain, 0)
	return certain
}
