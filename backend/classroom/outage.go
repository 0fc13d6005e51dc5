package classroom

import "time"

const (
	// outageClass is how many notebooks make a class: fewer may well leave at once.
	outageClass = 5
	// outageWindow is the time within which a class that loses its network disappears.
	outageWindow = 15 * time.Second
	// outagePast is how far back the size of a class is measured, so that the last few to leave are no
	// class.
	outagePast = 10 * time.Minute
	// outageMemory is the longest time that an outage lasts: after it the lab is over.
	outageMemory = 20 * time.Minute
)

// OutageDetector tells a class that lost its network from one that is quiet. Notebooks stay connected
// while students think, and leave one by one when students do; they leave all at once when the network
// fails. The zero OutageDetector is ready for use.
type OutageDetector struct {
	seen   []beat // of outagePast, oldest first
	outage Outage // zero while all is well
	since  time.Time
}

// Outage says how many notebooks disconnected at once, and out of how many; zero while all is well.
type Outage struct{ Gone, Before int }

type beat struct {
	at        time.Time
	connected int
}

// Look records how many notebooks are connected now, and returns the outage; zero if there is none. Call it about
// once a second.
func (p *OutageDetector) Look(now time.Time, connected int) Outage {
	kept := p.seen[:0]
	for _, b := range p.seen {
		if now.Sub(b.at) <= outagePast {
			kept = append(kept, b)
		}
	}
	p.seen = append(kept, beat{now, connected})
	before, most := 0, 0
	for _, b := range p.seen {
		most = max(most, b.connected)
		if now.Sub(b.at) <= outageWindow {
			before = max(before, b.connected)
		}
	}
	switch {
	case p.outage.Before > 0 && (2*connected >= p.outage.Before || now.Sub(p.since) > outageMemory):
		p.outage, p.seen = Outage{}, nil // they are back, or the lab is over
	case p.outage.Before > 0:
		p.outage.Gone = p.outage.Before - connected
	case before >= outageClass && 2*before >= most && 5*connected <= before:
		p.outage, p.since = Outage{Gone: before - connected, Before: before}, now
	}
	return p.outage
}

// Forget starts again from nothing. Call it when the teacher closes a session: its notebooks leave,
// which is no outage.
func (p *OutageDetector) Forget() { *p = OutageDetector{} }
