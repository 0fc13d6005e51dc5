package classroom

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"
)

// remembered is what is known of the payloads of a session, so that each is read once
// and not for every look.
type remembered struct {
	reading sync.Mutex // held while payloads are read, so that none is read twice; taken before mu

	mu      sync.Mutex
	read    map[int64]readAnswer // by record
	printed map[printKey]*Normal // by the mark of the payload, also those that were replaced
	pins    map[pinKey]*Normal
	matched map[matchKey]Verdict // what a pattern said
	done    map[string]*assessed // by question, as it was assessed last
	weight  int                  // of all that is remembered, in bytes, about
	used    time.Time
}

// readAnswer is a payload as it was read.
type readAnswer struct {
	sentAt, receivedAt time.Time // of the payload: it is another one if they differ
	form               Alike
	normal             *Normal
}

type printKey struct {
	form  Alike
	print string
}

type pinKey struct {
	id   int64
	form Alike
}

type matchKey struct {
	pattern    string
	record     int64
	receivedAt int64
}

func newRemembered() *remembered {
	r := &remembered{}
	r.forget()
	return r
}

func (r *remembered) forget() {
	r.read, r.printed, r.weight = map[int64]readAnswer{}, map[printKey]*Normal{}, 0
	r.pins, r.matched, r.done = map[pinKey]*Normal{}, map[matchKey]Verdict{}, map[string]*assessed{}
}

const (
	// maxRemembered bounds what is remembered of a session, in bytes: some 12,000 arrays of
	// 2,000 numbers. Beyond it all is forgotten and read again.
	maxRemembered = 192 << 20
	// maxSessions is how many sessions are remembered, those last looked at.
	maxSessions = 3
	// readAtOnce is how many payloads are in memory at a time.
	readAtOnce = 100
)

func (a *Assessor) remembered(sessionID int64) *remembered {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.sessions[sessionID]
	if r == nil {
		if len(a.sessions) >= maxSessions {
			a.forgetOldest()
		}
		r = newRemembered()
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

// want is a payload to read.
type want struct {
	cell  Cell
	alike Alike
	into  **Normal
}

// readAll fills in the Normals of the questions' answers: from memory, else from
// their payloads. It holds mu only to look and to remember.
func (r *remembered) readAll(ctx context.Context, a *Assessor, questions map[string]*assessed) error {
	if len(r.recall(questions)) == 0 {
		return nil
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	wanted := r.recall(questions) // another may have read them meanwhile
	for run := range slices.Chunk(wanted, readAtOnce) {
		payloads, err := readRun(ctx, a, run)
		if err != nil {
			return err
		}
		r.rememberRun(run, payloads)
	}
	return nil
}

// recall fills in the Normals that are remembered, and returns those that are not.
func (r *remembered) recall(questions map[string]*assessed) (missing []want) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range questions {
		q.normals = make([]*Normal, len(q.cells))
		form := Form(q.rule.Alike)
		for i, c := range q.cells {
			if k, ok := r.read[c.RecordID]; ok && k.form == form && k.sentAt.Equal(c.SentAt) && k.receivedAt.Equal(c.ReceivedAt) {
				q.normals[i] = k.normal
			} else {
				missing = append(missing, want{c, form, &q.normals[i]})
			}
		}
	}
	return missing
}

// readRun reads some payloads, on all processors: a picture takes long.
func readRun(ctx context.Context, a *Assessor, run []want) (map[int64]Payload, error) {
	ids := make([]int64, len(run))
	for i, w := range run {
		ids[i] = w.cell.RecordID
	}
	payloads := make(map[int64]Payload, len(run))
	if err := a.store.EachPayload(ctx, ids, func(id int64, p Payload) { payloads[id] = p }); err != nil {
		return nil, err
	}
	var work sync.WaitGroup
	next := make(chan want)
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for w := range next {
				*w.into = Normalizer{a.nfc}.Normal(payloads[w.cell.RecordID], w.alike)
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

func (r *remembered) rememberRun(run []want, payloads map[int64]Payload) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range run {
		r.remember(w, payloads[w.cell.RecordID])
	}
}

func (r *remembered) remember(w want, p Payload) {
	n := *w.into
	if r.weight+n.weight() > maxRemembered {
		r.forget()
	}
	r.weight += n.weight()
	r.read[w.cell.RecordID] = readAnswer{w.cell.SentAt, w.cell.ReceivedAt, w.alike, n}
	r.printed[printKey{w.alike, string(PrintOf(p))}] = n
}
