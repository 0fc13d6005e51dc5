package classroom

import (
	"testing"
	"time"
)

func TestOutageDetector(t *testing.T) {
	type phase struct{ seconds, from, to int } // how many notebooks are connected, changing evenly from one number to the other
	for _, c := range []struct {
		name   string
		phases []phase
		want   Outage
	}{
		{"a class that works or thinks", []phase{{600, 30, 30}}, Outage{}},
		{"a class that leaves one by one", []phase{{60, 30, 30}, {120, 30, 0}}, Outage{}},
		{"half of the room loses its access point", []phase{{60, 30, 30}, {2, 30, 14}, {60, 14, 14}}, Outage{}},
		{"all at once", []phase{{60, 30, 30}, {8, 30, 0}, {5, 0, 0}}, Outage{30, 30}},
		{"all but a few at once", []phase{{60, 30, 30}, {8, 30, 4}, {5, 4, 4}}, Outage{26, 30}},
		{"too few to tell", []phase{{60, 4, 4}, {1, 4, 0}, {30, 0, 0}}, Outage{}},
		{"some come back", []phase{{60, 30, 30}, {8, 30, 0}, {30, 0, 0}, {5, 0, 10}}, Outage{20, 30}},
		{"most come back", []phase{{60, 30, 30}, {8, 30, 0}, {30, 0, 0}, {5, 0, 20}, {60, 20, 20}}, Outage{}},
		{"they do not come back", []phase{{60, 30, 30}, {8, 30, 0}, {1300, 0, 0}}, Outage{}},
		{"a second time", []phase{{60, 30, 30}, {8, 30, 0}, {60, 0, 30}, {60, 30, 30}, {8, 30, 0}, {2, 0, 0}}, Outage{30, 30}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p OutageDetector
			var got Outage
			now := time.Date(2026, 2, 4, 14, 0, 0, 0, time.UTC)
			for _, ph := range c.phases {
				for s := 1; s <= ph.seconds; s++ {
					now = now.Add(time.Second)
					got = p.Look(now, ph.from+(ph.to-ph.from)*s/ph.seconds)
				}
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			p.Forget()
			if got := p.Look(now, 0); got != (Outage{}) {
				t.Errorf("after it forgot: %+v", got)
			}
		})
	}
}
