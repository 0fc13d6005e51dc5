package assess

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/compare"
	"npt/backend/payload"
)

// answerCache holds the results of reading a session's payloads, so that each payload is read once and
// not for every request.
type answerCache struct {
	reading sync.Mutex // held while payloads are read, so that no payload is read twice; locked before mu

	mu            sync.Mutex
	read          map[int64]cachedAnswer                // by record
	byFingerprint map[fingerprintKey]*compare.Canonical // by fingerprint, includes payloads that were replaced
	pins          map[pinKey]*compare.Canonical
	matched       map[matchKey]judgement     // by pattern
	certain       map[answerKey]bool         // whether a fingerprint stands for all of the answer
	done          map[string]*gradedQuestion // by question, as last assessed
	weight        int                        // of everything in the cache, in bytes, roughly
	used          time.Time
}

// cachedAnswer is the result of reading one payload.
type cachedAnswer struct {
	sentAt, receivedAt time.Time // if they differ from the record's, the payload has changed
	form               classroom.Equivalence
	canonical          *compare.Canonical
}

type fingerprintKey struct {
	form        classroom.Equivalence
	fingerprint string
}

type pinKey struct {
	id   int64
	form classroom.Equivalence
}

type matchKey struct {
	pattern    string
	record     int64
	receivedAt int64
}

// answerKey names an answer of a record; a later one has another time.
type answerKey struct{ record, receivedAt int64 }

func newAnswerCache() *answerCache {
	r := &answerCache{}
	r.forget()
	return r
}

func (r *answerCache) forget() {
	r.read, r.byFingerprint, r.weight = map[int64]cachedAnswer{}, map[fingerprintKey]*compare.Canonical{}, 0
	r.certain = map[answerKey]bool{}
	r.pins, r.matched, r.done = map[pinKey]*compare.Canonical{}, map[matchKey]judgement{}, map[string]*gradedQuestion{}
}

const (
	// maxCached bounds the cache of one session in bytes: some 12,000 arrays of 2,000 numbers. A
	// larger cache is emptied.
	maxCached = 192 << 20
	// maxSessions is how many sessions are cached; the least recently used is dropped.
	maxSessions = 3
	// readAtOnce is how many payloads are in memory at a time.
	readAtOnce = 100
)

func (a *Assessor) cacheOf(sessionID int64) *answerCache {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.sessions[sessionID]
	if r == nil {
		if len(a.sessions) >= maxSessions {
			a.forgetOldest()
		}
		r = newAnswerCache()
		a.sessions[sessionID] = r
	}
	r.used = a.now()
	return r
}

func (a *Assessor) forgetOldest() {
	var oldest int64
	for id, r := range a.sessions {
		if oldest == 0 || r.used.Before(a.sessions[oldest].used) {
			oldest = id
		}
	}
	delete(a.sessions, oldest)
}

// want names a payload to read.
type want struct {
	cell  classroom.Cell
	alike classroom.Equivalence
	into  **compare.Canonical
}

// readAll fills in the Canonicals of the questions' answers, from the cache or else from their
// payloads. It holds mu only to look up and to store.
func (r *answerCache) readAll(ctx context.Context, a *Assessor, questions map[string]*gradedQuestion) error {
	if len(r.recall(questions)) == 0 {
		return nil
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	wanted := r.recall(questions) // another goroutine may have read them meanwhile
	for run := range slices.Chunk(wanted, readAtOnce) {
		payloads, err := readRun(ctx, a, run)
		if err != nil {
			return err
		}
		r.rememberRun(run, payloads)
	}
	return nil
}

// recall fills in the Canonicals that are cached and returns the payloads that are missing.
func (r *answerCache) recall(questions map[string]*gradedQuestion) (missing []want) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range questions {
		q.canonicals = make([]*compare.Canonical, len(q.cells))
		form := compare.FormOf(q.rule.Equivalence)
		for i, c := range q.cells {
			if k, ok := r.read[c.RecordID]; ok && k.form == form && k.sentAt.Equal(c.SentAt) && k.receivedAt.Equal(c.ReceivedAt) {
				q.canonicals[i] = k.canonical
			} else {
				missing = append(missing, want{c, form, &q.canonicals[i]})
			}
		}
	}
	return missing
}

// readRun reads some payloads on all processors, because a picture takes long.
func readRun(ctx context.Context, a *Assessor, run []want) (map[int64]payload.Payload, error) {
	ids := make([]int64, len(run))
	for i, w := range run {
		ids[i] = w.cell.RecordID
	}
	payloads := make(map[int64]payload.Payload, len(run))
	if err := a.store.EachPayload(ctx, ids, func(id int64, p payload.Payload) { payloads[id] = p }); err != nil {
		return nil, err
	}
	var work sync.WaitGroup
	next := make(chan want)
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for w := range next {
				*w.into = compare.Canonicalizer{NFC: a.nfc}.Canonical(payloads[w.cell.RecordID], w.alike)
			}
		})
	}
	for _, w := range run {
		next <- w
	}
	close(next)
	work.Wait()
	return payloads, nil
}

func (r *answerCache) rememberRun(run []want, payloads map[int64]payload.Payload) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range run {
		r.remember(w, payloads[w.cell.RecordID])
	}
}

func (r *answerCache) remember(w want, p payload.Payload) {
	n := *w.into
	if r.weight+n.Weight() > maxCached {
		r.forget()
	}
	r.weight += n.Weight()
	r.read[w.cell.RecordID] = cachedAnswer{w.cell.SentAt, w.cell.ReceivedAt, w.alike, n}
	r.byFingerprint[fingerprintKey{w.alike, string(payload.Fingerprint(p))}] = n
}

// isCertain reports whether a cell's answer came whole, or with a digest of the whole. Only then are
// answers of one fingerprint equal.
func (r *answerCache) isCertain(ctx context.Context, a *Assessor, c classroom.Cell) bool {
	key := answerKey{c.RecordID, c.ReceivedAt.UnixMicro()}
	if _, known := r.certain[key]; !known {
		err := a.store.EachPayload(ctx, []int64{c.RecordID}, func(_ int64, p payload.Payload) {
			r.certain[key] = compare.Canonicalizer{NFC: a.nfc}.IsCertain(p)
		})
		if err != nil {
			return false
		}
	}
	return r.certain[key]
}
