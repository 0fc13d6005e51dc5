package ingest

import (
	"context"
	"io"
	"math"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"

	"npt/backend/budget"
	"npt/backend/classroom"
)

const (
	// readHeader bounds how long a client may take over its headers: they fit one packet.
	readHeader = 10 * time.Second
	// readBody bounds how long a client may take over all of a request: 8 MB over
	// a Wi-Fi link of 1 Mbit/s.
	readBody = 70 * time.Second
	// idle bounds how long a connection waits for its next request.
	idle = 2 * time.Minute
	// maxHeader bounds the headers in bytes; a notebook sends about 200.
	maxHeader = 16 << 10
	// maxConns bounds open connections: twice the senders that a session can have.
	maxConns = 2 * classroom.MaxSenders
	// maxBodies bounds the bytes of all bodies in memory at a time.
	maxBodies = budget.Bodies
	// waitForBodies is how long a large body waits for room before it is told to come again.
	waitForBodies = 5 * time.Second
	// maxDrain bounds how many bytes of a refused body are still read; see drain.
	maxDrain = 8 * classroom.MaxBody
	// maxRates bounds how many senders' rates are kept in memory. The least recent is dropped first; a
	// dropped sender simply starts again with a full allowance.
	maxRates = 10 * classroom.MaxSenders
)

// drain reads the rest of a body that is too large and throws it away. Many clients read no answer
// before they have sent everything; so they learn why the body is refused. After maxDrain bytes the
// connection is cut.
func drain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, maxDrain))
}

// rates limits how fast each sender may send. It keeps a token bucket (golang.org/x/time/rate) for
// each sender in a bounded map.
type rates struct {
	perSecond rate.Limit
	atOnce    int
	senders   *lru.Cache[rateKey, *rate.Limiter]
}

type rateKey struct{ owner, session, uuid, name string }

func newRates(perSecond rate.Limit, atOnce int) *rates {
	cache, err := lru.New[rateKey, *rate.Limiter](maxRates)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &rates{perSecond, atOnce, cache}
}

// allow takes one token of the submission's sender. If none is left, the error is CodeRateLimited and
// says when to try again.
func (r *rates) allow(s classroom.Submission) error {
	// Names are cut, so that a key never takes more memory than a valid name.
	key := rateKey{cut(s.Owner), cut(s.Session), cut(s.SenderUUID), cut(s.SenderName)}
	limiter, ok := r.senders.Get(key)
	if !ok {
		fresh := rate.NewLimiter(r.perSecond, r.atOnce)
		if known, had, _ := r.senders.PeekOrAdd(key, fresh); had {
			limiter = known
		} else {
			limiter = fresh
		}
	}
	turn := limiter.Reserve()
	wait := turn.Delay()
	if wait == 0 {
		return nil
	}
	turn.Cancel()
	return &classroom.Error{
		Code:       classroom.CodeRateLimited,
		Message:    "Too many records at once: send again in a moment",
		RetryAfter: time.Duration(math.Ceil(wait.Seconds())) * time.Second,
	}
}

func cut(s string) string {
	if len(s) > 4*classroom.MaxName {
		return s[:4*classroom.MaxName]
	}
	return s
}

// bodies bounds the memory that bodies take together.
type bodies struct{ room *semaphore.Weighted }

func newBodies() *bodies { return &bodies{room: semaphore.NewWeighted(maxBodies)} }

// enter caps the request's body and waits for room for it. The caller calls release
// once it is done with the body.
func (b *bodies) enter(w http.ResponseWriter, r *http.Request) (release func(), err error) {
	if r.ContentLength > classroom.MaxBody {
		drain(w, r)
		return nil, bodyError(&http.MaxBytesError{Limit: classroom.MaxBody})
	}
	size := r.ContentLength
	if size < 0 {
		size = classroom.MaxBody
	}
	r.Body = http.MaxBytesReader(w, r.Body, classroom.MaxBody)
	if b.room.TryAcquire(size) {
		return func() { b.room.Release(size) }, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), waitForBodies)
	defer cancel()
	if err := b.room.Acquire(ctx, size); err != nil {
		return nil, &classroom.Error{
			Code: classroom.CodeUnavailable, Message: "Too many large records at once: send again in a moment",
			RetryAfter: time.Second, Cause: err,
		}
	}
	return func() { b.room.Release(size) }, nil
}
