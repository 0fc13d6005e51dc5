package engine

import (
	"testing"
	"time"
)

// The computer's clock is set while the app runs; the one that nobody sets goes on.
func TestTheAppsClockNeverGoesBack(t *testing.T) {
	start := time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)
	var passed, set time.Duration
	clock := steady(func() time.Time { return start.Add(passed + set) }, func() time.Duration { return passed })
	for _, step := range []struct {
		what      string
		wait, set time.Duration // so long after the step before; by so much the computer's clock is ahead
		want      time.Duration // after the start
	}{
		{"it starts with the computer's", 0, 0, 0},
		{"it goes with it", time.Minute, 0, time.Minute},
		{"set ahead, or asleep for as long: it follows", time.Minute, 2 * time.Hour, 2*time.Hour + 2*time.Minute},
		{"set back: it goes on, a thousandth slower", 1000 * time.Second, 0, 2*time.Hour + 2*time.Minute + 999*time.Second},
		{"set back by a year", 0, -365 * 24 * time.Hour, 2*time.Hour + 2*time.Minute + 999*time.Second},
		{"and nobody looked for a day", 24 * time.Hour, 0, 26*time.Hour + 2*time.Minute + 999*time.Second - 86400*time.Millisecond},
		{"set ahead again: they meet", 0, 3 * time.Hour, 27*time.Hour + 2*time.Minute + 1000*time.Second},
	} {
		passed, set = passed+step.wait, step.set
		if got := clock().Sub(start); got != step.want {
			t.Errorf("%s: %v after the start, want %v", step.what, got, step.want)
		}
	}
}
