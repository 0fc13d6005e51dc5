package ingest

import (
	"sync/atomic"
	"time"
)

// traffic has files wait while records are on their way: a class that fetches 20 MB each takes all there is
// of the network and of the processor, and a record is what a student waits for.
type traffic struct {
	records atomic.Int32
	writing chan struct{} // holds a token for each piece that is being written
}

func newTraffic() *traffic { return &traffic{writing: make(chan struct{}, piecesAtOnce)} }

const (
	// piecesAtOnce is how many pieces of files are written at a time, where all of the network takes them.
	piecesAtOnce = 4
	// slowPiece is how long the others wait for pieces that the network does not take.
	slowPiece = 5 * time.Millisecond
)

// piece waits for the turn of a piece of a file; the caller calls done once it is written.
func (t *traffic) piece() (done func()) {
	t.giveWay()
	late := time.NewTimer(slowPiece)
	defer late.Stop()
	select {
	case t.writing <- struct{}{}:
		return func() { <-t.writing }
	case <-late.C:
		return func() {}
	}
}

// giveWayFor bounds how long a piece of a file waits, so that files move on however many records come.
// giveWayStep is how often it looks.
const giveWayFor, giveWayStep = 20 * time.Millisecond, time.Millisecond

// record says that a record is on its way; the caller calls done once it is answered.
func (t *traffic) record() (done func()) {
	t.records.Add(1)
	return func() { t.records.Add(-1) }
}

// giveWay returns once no record is on its way, or after giveWayFor.
func (t *traffic) giveWay() {
	for waited := time.Duration(0); t.records.Load() > 0 && waited < giveWayFor; waited += giveWayStep {
		time.Sleep(giveWayStep)
	}
}
