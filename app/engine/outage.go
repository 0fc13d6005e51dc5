package engine

import (
	"context"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
)

// heartbeat is how often the connected notebooks are counted.
const heartbeat = time.Second

// outage watches for a class that disconnects all at once.
type outage struct {
	mu       sync.Mutex
	detector classroom.OutageDetector
	now      classroom.Outage
	ahead    time.Duration // of the app's clock, as the faces know it
}

// forgetClosed makes the outage detector start again when the teacher closes a session, because its
// notebooks leave then. It runs until stop is closed.
func (e *Engine) forgetClosed(stop <-chan struct{}) {
	e.Events.Listen(stop, heartbeat, func(c events.Change) {
		if !slices.Contains(c.Kinds, classroom.SessionsChanged) {
			return
		}
		if open, err := e.OpenSessions(context.Background()); err == nil && open == 0 {
			e.outage.mu.Lock()
			e.outage.detector.Forget()
			e.outage.mu.Unlock()
		}
	})
}

// countConnected counts the connected notebooks at every heartbeat, until stop is closed.
func (e *Engine) countConnected(stop <-chan struct{}) {
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			e.beat()
		}
	}
}

// beat counts the connected notebooks, and tells the faces when a class went away or came back, or the
// computer's clock was set back. If the
// computer has no address, it counts nobody, although some connections may not have failed yet.
func (e *Engine) beat() {
	e.fitListener()
	e.endTroubles()
	connected := e.Messages.ConnectedAll(e.demo.had)
	if len(e.network().Addrs) == 0 && !e.bound.Addr().IsLoopback() {
		connected = 0
	}
	o := &e.outage
	o.mu.Lock()
	was := o.now
	o.now = o.detector.Look(e.now(), connected)
	ahead := e.Ahead()
	changed := o.now != was || (ahead-o.ahead).Abs() > time.Second
	if changed {
		o.ahead = ahead
	}
	o.mu.Unlock()
	if changed {
		e.StatusChanged()
	}
}
