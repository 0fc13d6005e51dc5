package classroom

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// maxDifferences is of how many notebooks the differences are remembered: enough for a median.
const maxDifferences = 100

// differences are how far this computer's clock is ahead of those of the notebooks that sent last.
type differences struct {
	mu   sync.Mutex
	last []difference
}

type difference struct {
	sender SenderKey
	ahead  time.Duration
}

// note remembers the difference that a record shows, if its notebook said what its clock showed.
func (d *differences) note(s Submission, e NewRecord) {
	showed, err := parseSentAt(strings.TrimSpace(s.SentAt))
	if err != nil {
		return
	}
	at := e.ReceivedAt // of earlier versions it is not known how long the record waited
	if strings.TrimSpace(s.Age) != "" {
		at = e.SentAt
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last = slices.DeleteFunc(d.last, func(one difference) bool { return one.sender == e.Sender })
	d.last = append(d.last, difference{e.Sender, at.Sub(showed)})
	d.last = d.last[max(0, len(d.last)-maxDifferences):]
}

// ClockDifferences returns how far this computer's clock is ahead of the notebooks', for each of those
// that sent last since the start.
func (r *Recorder) ClockDifferences() []time.Duration {
	r.differences.mu.Lock()
	defer r.differences.mu.Unlock()
	all := make([]time.Duration, len(r.differences.last))
	for i, one := range r.differences.last {
		all[i] = one.ahead
	}
	return all
}
