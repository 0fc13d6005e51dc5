package engine

import (
	"sync"
	"time"
)

// drift is how much of the time a clock that is ahead of the computer's loses, to meet it again: a
// thousandth is not seen on a screen and heals what clocks differ by themselves.
const drift = 1000

// steady returns a clock that goes with wall, but never back: if the computer's clock is set back, it
// goes on from where it was. So nothing ends before it began, nothing that arrives is older than what
// is there, and no time passed is negative. If the clock is set ahead, or the computer slept, it
// follows. passed returns the time since some moment by a clock that nobody sets. The clock may be
// read by any goroutine.
func steady(wall func() time.Time, passed func() time.Duration) func() time.Time {
	var mu sync.Mutex
	last, at := wall().Round(0), passed()
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now, before := wall().Round(0), at
		at = max(at, passed())
		last = last.Add((at - before) - (at-before)/drift)
		if now.After(last) {
			last = now
		}
		return last
	}
}

// Ahead returns how far the app's clock is ahead of the computer's: not at all, unless that was set
// back since the start.
func (e *Engine) Ahead() time.Duration {
	return max(0, e.now().Sub(time.Now().Round(0))).Round(time.Second)
}

// distinct returns a clock that goes with another, of which no two readings are of one microsecond. So when
// an answer came tells it from all others.
func distinct(clock func() time.Time) func() time.Time {
	var mu sync.Mutex
	var last time.Time
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now := clock()
		if next := last.Add(time.Microsecond); now.Before(next) {
			now = next
		}
		last = now
		return now
	}
}

// appClock returns the clock that the whole app goes by.
func appClock() func() time.Time {
	start := time.Now()
	return distinct(steady(time.Now, func() time.Duration { return time.Since(start) }))
}
