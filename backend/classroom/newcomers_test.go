package classroom

import (
	"fmt"
	"testing"
	"time"
)

func TestNewcomersOfOneAddress(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)
	bad, other := "10.0.0.7", "10.0.0.8"
	admit := func(n *Newcomers, from string, listens bool, tries int, now time.Time) (in int) {
		for range tries {
			if n.Admit(1, from, 0, listens, now) == nil {
				in++
			}
		}
		n.Settle(true)
		return in
	}
	for _, c := range []struct {
		name string
		run  func(n *Newcomers) int
		want int
	}{
		{"at once", func(n *Newcomers) int { return admit(n, bad, false, 1000, start) }, NewcomersAtOnce},
		{"a second later", func(n *Newcomers) int {
			admit(n, bad, false, 1000, start)
			return admit(n, bad, false, 1000, start.Add(time.Second))
		}, NewcomersPerSecond},
		{"in an hour", func(n *Newcomers) (in int) {
			for second := range 3600 {
				in += admit(n, bad, false, 5, start.Add(time.Duration(second)*time.Second))
			}
			return in
		}, MaxSendersOfAddress},
		{"in an hour of listening", func(n *Newcomers) (in int) {
			for second := range 3600 {
				in += admit(n, bad, true, 5, start.Add(time.Duration(second)*time.Second))
			}
			return in
		}, MaxListenersOfAddress},
		{"another address beside it", func(n *Newcomers) int {
			admit(n, bad, false, 1000, start)
			return admit(n, other, false, 60, start)
		}, 60},
		{"who sends beside who listens", func(n *Newcomers) int {
			admit(n, bad, true, 1000, start)
			return admit(n, bad, false, 60, start)
		}, 60},
		{"a clock that was set back", func(n *Newcomers) int {
			admit(n, bad, false, 1000, start)
			return admit(n, bad, false, 60, start.Add(-time.Hour))
		}, 0},
		{"after a disk that took none", func(n *Newcomers) int {
			for range 1000 {
				_ = n.Admit(1, bad, 0, false, start)
			}
			n.Settle(false)
			return admit(n, bad, false, 1000, start)
		}, NewcomersAtOnce},
		{"an unknown address", func(n *Newcomers) int { return admit(n, "", false, 1000, start) }, 1000},
		{"a full session", func(n *Newcomers) int {
			if n.Admit(1, other, MaxSenders, false, start) == nil {
				return 1
			}
			return 0
		}, 0},
	} {
		if in := c.run(&Newcomers{}); in != c.want {
			t.Errorf("%s: %d come in, want %d", c.name, in, c.want)
		}
	}
}

func TestSeveralComputers(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)
	student := func(device string, seen time.Duration) Student {
		return Student{SenderKey: SenderKey{UUID: device, Name: "S" + device}, FirstSeenAt: now.Add(-seen)}
	}
	for _, c := range []struct {
		name      string
		addresses string // the last part of each student's
		devices   string
		seen      time.Duration
		want      bool
	}{
		{"three addresses at once", "123", "abc", 0, true},
		{"one address at once", "111", "abc", 0, false},
		{"two addresses", "112", "abc", 0, false},
		{"one address, seen for a minute", "111", "abc", time.Minute, true},
		{"one address and device, seen for an hour", "111", "aaa", time.Hour, false},
		{"addresses of before the start, seen for an hour", "", "abc", time.Hour, true},
	} {
		var known Addresses
		var students []Student
		for i, device := range c.devices {
			s := student(string(device), c.seen)
			s.Name = fmt.Sprint(i)
			students = append(students, s)
			if c.addresses != "" {
				known.note(1, s.SenderKey, c.addresses[i:i+1])
			}
		}
		if got := known.Several(1, students, 3, now); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
