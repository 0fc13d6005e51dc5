package assess

import (
	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// answerCache holds the results of reading payloads, so that a payload is read once and not for every
// request. It holds as much as package budget allows, of all sessions together; what is asked for
// again after that is read again.
type answerCache struct {
	canonicals *budget.Cache[compare.Exact, *compare.Canonical] // equal answers are kept once
	answers    *budget.Cache[answerKey, compare.Exact]
	attempts   *budget.Cache[attemptKey, compare.Exact] // includes payloads that were replaced
	matched    *budget.Cache[matchKey, judgement]
	certain    *budget.Cache[answerKey, bool] // whether a fingerprint stands for all of an answer
}

// answerKey names a payload and the form in which it was read. A payload that is sent again has other
// times.
type answerKey struct {
	record             int64 // of a pin: minus its id
	sentAt, receivedAt int64
	form               classroom.Equivalence
}

// attemptKey names a payload by its fingerprint.
type attemptKey struct {
	session     int64
	form        classroom.Equivalence
	fingerprint string
}

type matchKey struct {
	pattern    string
	record     int64
	receivedAt int64
}

func newAnswerCache() *answerCache {
	const small = budget.Answers / 10 // for the entries that only name a canonical
	return &answerCache{
		canonicals: budget.NewCache[compare.Exact, *compare.Canonical](budget.Answers - 4*small),
		answers:    budget.NewCache[answerKey, compare.Exact](small),
		attempts:   budget.NewCache[attemptKey, compare.Exact](small),
		matched:    budget.NewCache[matchKey, judgement](small),
		certain:    budget.NewCache[answerKey, bool](small),
	}
}

func keyOf(c classroom.Cell, form classroom.Equivalence) answerKey {
	return answerKey{c.RecordID, c.SentAt.UnixMicro(), c.ReceivedAt.UnixMicro(), form}
}

func keyOfPin(p classroom.Pin, form classroom.Equivalence) answerKey {
	return answerKey{record: -p.ID, form: form}
}

// get returns an answer that was read; nil if it was not, or is not kept any more.
func (c *answerCache) get(key answerKey) *compare.Canonical {
	exact, known := c.answers.Get(key)
	if !known {
		return nil
	}
	n, _ := c.canonicals.Get(exact)
	return n
}

// put keeps an answer that was read, and returns the one that is equal to it and was kept before, if
// there is one.
func (c *answerCache) put(key answerKey, n *compare.Canonical) *compare.Canonical {
	identity := n.Identity()
	c.answers.Put(key, identity, 0)
	if before, known := c.canonicals.Get(identity); known {
		return before
	}
	c.canonicals.Put(identity, n, n.Weight())
	return n
}

// noteAttempt makes an answer known by the fingerprint of its payload.
func (c *answerCache) noteAttempt(session int64, form classroom.Equivalence, p payload.Payload, n *compare.Canonical) {
	c.attempts.Put(attemptKey{session, form, string(payload.Fingerprint(p))}, n.Identity(), 0)
}

// attempt returns the answer whose payload has the fingerprint; nil if it is not known.
func (c *answerCache) attempt(key attemptKey) *compare.Canonical {
	exact, known := c.attempts.Get(key)
	if !known {
		return nil
	}
	n, _ := c.canonicals.Get(exact)
	return n
}
