package discovery

import (
	"errors"
	"testing"
	"time"
)

// TestStale: a new claim is made if, and only if, something that it depends on has changed.
func TestStale(t *testing.T) {
	prof := Service{Owner: "prof", Port: 6780}
	lans := []Interface{lan("eth0", "10.0.0.1")}
	for _, tt := range []struct {
		name   string
		change func(c *claim, wanted *Service, lans *[]Interface)
		want   bool
	}{
		{"nothing", func(*claim, *Service, *[]Interface) {}, false},
		{"nothing was claimed yet", func(c *claim, _ *Service, _ *[]Interface) { *c = claim{} }, true},
		{"another owner", func(_ *claim, s *Service, _ *[]Interface) { s.Owner = "ada" }, true},
		{"another count alone", func(_ *claim, s *Service, _ *[]Interface) { s.Open = 2 }, false},
		{"another address", func(_ *claim, _ *Service, l *[]Interface) { *l = []Interface{lan("eth0", "10.0.0.2")} }, true},
		{"another IPv6 address", func(_ *claim, _ *Service, l *[]Interface) {
			eth0 := lan("eth0", "10.0.0.1")
			eth0.V6 = addrList("fe80::1")
			*l = []Interface{eth0}
		}, true},
		{"one more network", func(_ *claim, _ *Service, l *[]Interface) { *l = append(*l, lan("wlan0", "10.1.0.1")) }, true},
		{"no network", func(_ *claim, _ *Service, l *[]Interface) { *l = nil }, true},
		{"the same adapter plugged in anew", func(_ *claim, _ *Service, l *[]Interface) {
			eth0 := lan("eth0", "10.0.0.1")
			eth0.Index = 9
			*l = []Interface{eth0}
		}, true},
		{"it failed", func(c *claim, _ *Service, _ *[]Interface) { c.err = errors.New("port 5353") }, true},
		{"the machine slept", func(c *claim, _ *Service, _ *[]Interface) { c.lookedAt = c.lookedAt.Add(-time.Minute) }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := claim{service: prof, lans: lans, made: true, lookedAt: time.Now().Round(0)}
			wanted, now := prof, lans
			tt.change(&c, &wanted, &now)
			if got := c.stale(wanted, now); got != tt.want {
				t.Errorf("stale = %t", got)
			}
		})
	}
}
