package classroom

import "time"

const (
	// pulseClass is how many notebooks are a class: fewer may well leave at once.
	pulseClass = 5
	// pulseWindow is within what time a class that loses its network is gone.
	pulseWindow = 15 * time.Second
	// pulsePast is how far back a class is looked at: those who are the last to leave are no class.
	pulsePast = 10 * time.Minute
	// pulseMemory is for how long a class that did not come back is missed.
	pulseMemory = 20 * time.Minute
)

// Pulse tells a class that lost its network from one that thinks: notebooks stay connected while students think,
// and leave one by one when students do, but all at once when the network goes away. The zero Pulse has seen nothing.
type Pulse struct {
	seen  []beat  // of pulsePast, oldest first
	fall  Silence // zero while all is well
	since time.Time
}

// Silence is how many of how many notebooks fell silent at once; zero while none did.
type Silence struct{ Gone, Before int }

type beat struct {
	at        time.Time
	connected int
}

// Look takes note of how many notebooks are connected now, and returns whether the class is silent. It wants to be
// called about once a second.
func (p *Pulse) Look(now time.Time, connected int) Silence {
	kept := p.seen[:0]
	for _, b := range p.seen {
		if now.Sub(b.at) <= pulsePast {
			kept = append(kept, b)
		}
	}
	p.seen = append(kept, beat{now, connected})
	before, most := 0, 0
	for _, b := range p.seen {
		most = max(most, b.connected)
		if now.Sub(b.at) <= pulseWindow {
			before = max(before, b.connected)
		}
	}
	switch {
	case p.fall.Before > 0 && (2*connected >= p.fall.Before || now.Sub(p.since) > pulseMemory):
		p.fall, p.seen = Silence{}, nil // they are back, or the lab is over
	case p.fall.Before > 0:
		p.fall.Gone = p.fall.Before - connected
	case before >= pulseClass && 2*before >= most && 5*connected <= before:
		p.fall, p.since = Silence{Gone: before - connected, Before: before}, now
	}
	return p.fall
}

// Forget is for when notebooks leave because the teacher closed their session: nothing is missed then.
func (p *Pulse) Forget() { *p = Pulse{} }
