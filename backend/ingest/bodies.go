package ingest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
)

// bodies bounds the memory that bodies take together. A byte counts from its arrival on, so that what
// is announced and does not come takes nobody's room. The first bytes of each body have room set
// aside; of both rooms one address has half at most.
type bodies struct {
	small, large int           // the rooms in bytes
	grace        time.Duration // see bodyGrace
	wait         time.Duration // see waitForBodies

	mu    sync.Mutex
	used  held
	of    map[netip.Addr]*held
	list  []*body       // those that hold bytes, oldest first
	freed chan struct{} // closed when bytes were given back
}

// held counts bytes of the two rooms.
type held struct{ small, large int }

func newBodies() *bodies {
	return &bodies{
		small: smallBodies, large: maxBodies - smallBodies, grace: bodyGrace, wait: waitForBodies,
		of: map[netip.Addr]*held{}, freed: make(chan struct{}),
	}
}

var (
	errNoRoom  = errors.New("ingest: no room for the body")
	errTooSlow = errors.New("ingest: the body comes too slowly")
)

// body is a request's body that is read into memory. It takes room as its bytes arrive, and fails with
// errNoRoom or errTooSlow.
type body struct {
	io.ReadCloser
	all   *bodies
	ctx   context.Context
	from  netip.Addr
	clock *http.ResponseController
	began time.Time
	read  int
	keeps bool // its bytes stay in memory
	held  held
}

// enter caps the request's body at limit bytes, has it take room as it arrives, and demands a least
// speed. The caller calls release once it is done with the body.
func (b *bodies) enter(w http.ResponseWriter, r *http.Request, limit int64) (release func(), err error) {
	in := &body{
		ReadCloser: r.Body, all: b, ctx: r.Context(), from: addrOf(r), clock: http.NewResponseController(w),
		began: time.Now(), keeps: r.ContentLength <= limit,
	}
	r.Body = in
	if !in.keeps {
		drain(w, r)
		return nil, bodyError(&http.MaxBytesError{Limit: limit})
	}
	r.Body = http.MaxBytesReader(w, in, limit)
	return func() { b.giveBack(in) }, nil
}

// drain reads the rest of a body that is too large and throws it away. Many clients read no answer
// before they have sent everything; so they learn why the body is refused. After maxDrain bytes the
// connection is cut.
func drain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, maxDrain))
}

// Read reads what has arrived and takes room for it.
func (in *body) Read(p []byte) (int, error) {
	due := in.began.Add(min(readBody, in.all.grace+time.Duration(in.read)*time.Second/bodyRate))
	_ = in.clock.SetReadDeadline(due) // not every ResponseWriter of a test has one
	n, err := in.ReadCloser.Read(p)
	in.read += n
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return 0, errTooSlow
	case err != nil:
		// The server goes on reading, to notice when the client hangs up.
		_ = in.clock.SetReadDeadline(in.began.Add(readBody))
	}
	if in.keeps && n > 0 {
		if room := in.all.take(in, n); room != nil {
			in.skip()
			return 0, room
		}
	}
	return n, err
}

// skip reads the rest for a while and throws it away, for the reason that drain has.
func (in *body) skip() {
	_ = in.clock.SetReadDeadline(time.Now().Add(waitForBodies))
	_, _ = io.Copy(io.Discard, in.ReadCloser)
}

// take waits for room for n more bytes of a body; errNoRoom says that there was none in time.
func (b *bodies) take(in *body, n int) error {
	var late <-chan time.Time
	for {
		b.mu.Lock()
		fits, freed := b.fit(in, n), b.freed
		b.mu.Unlock()
		if fits {
			return nil
		}
		if late == nil {
			timer := time.NewTimer(b.wait)
			defer timer.Stop()
			late = timer.C
		}
		select {
		case <-freed:
		case <-late:
			return errNoRoom
		case <-in.ctx.Done():
			return errNoRoom
		}
	}
}

// fit takes room for n more bytes of a body, if there is room. The caller holds mu. The last bytes of
// the large room are for the oldest body: if all waited for each other, none would ever end.
func (b *bodies) fit(in *body, n int) bool {
	small := min(n, max(0, smallBody-in.held.small))
	more := held{small, n - small}
	of := b.of[in.from]
	if of == nil {
		of = &held{}
	}
	large := b.large
	if len(b.list) > 0 && b.list[0] != in {
		large -= classroom.MaxBody
	}
	if b.used.small+more.small > b.small || of.small+more.small > b.small/2 ||
		more.large > 0 && (b.used.large+more.large > large || of.large+more.large > b.large/2) {
		return false
	}
	if in.held == (held{}) {
		b.list = append(b.list, in)
	}
	b.of[in.from] = of
	for _, h := range []*held{&b.used, of, &in.held} {
		h.small, h.large = h.small+more.small, h.large+more.large
	}
	return true
}

// giveBack ends a body, and wakes those that wait for room.
func (b *bodies) giveBack(in *body) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if in.held == (held{}) {
		return
	}
	of := b.of[in.from]
	for _, h := range []*held{&b.used, of} {
		h.small, h.large = h.small-in.held.small, h.large-in.held.large
	}
	if *of == (held{}) {
		delete(b.of, in.from)
	}
	in.held = held{}
	b.list = slices.DeleteFunc(b.list, func(one *body) bool { return one == in })
	close(b.freed)
	b.freed = make(chan struct{})
}
