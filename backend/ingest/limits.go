package ingest

import (
	"math"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
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
	// maxConnsOf bounds those of one address: a room behind one proxy has 200 notebooks, each with up to
	// four.
	maxConnsOf = maxConns / 4
	// maxBodies bounds the bytes of all bodies in memory at a time.
	maxBodies = budget.Bodies
	// smallBody is how many bytes of each body have room set aside: an answer that is no picture fits.
	// smallBodies bounds these bytes of all bodies in memory at a time.
	smallBody   = 64 << 10
	smallBodies = maxBodies / 8
	// waitForBodies is how long a body waits for room before it is told to come again.
	waitForBodies = 5 * time.Second
	// bodyGrace and bodyRate are the least that a body must come with, in bytes a second after so long:
	// the slowest Wi-Fi that a record still comes through.
	bodyGrace = 10 * time.Second
	bodyRate  = 8 << 10
	// maxDrain bounds how many bytes of a refused body are still read; see drain.
	maxDrain = 8 * classroom.MaxBody
	// maxRates bounds how many senders' rates are kept in memory. The least recent is dropped first; a
	// dropped sender simply starts again with a full allowance.
	maxRates = 10 * classroom.MaxSenders
)

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

// keyOf returns the key of a submission's sender. Names are cut, so that a key never takes more memory
// than a valid name.
func keyOf(s classroom.Submission) rateKey {
	return rateKey{cut(s.Owner), cut(s.Session), cut(s.SenderUUID), cut(s.SenderName)}
}

// allow takes one token of a sender. If none is left, the error is CodeRateLimited and
// says when to try again.
func (r *rates) allow(key rateKey) error {
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
