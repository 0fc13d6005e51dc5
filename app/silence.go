package app

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
)

// heartbeat is how often the connected notebooks are counted.
const heartbeat = time.Second

// silence watches for a class that falls silent all at once.
type silence struct {
	mu    sync.Mutex
	pulse classroom.OutageDetector
	now   classroom.Outage
}

// watchSilence says when a class loses its network, until Close. Notebooks that leave because the teacher closed
// their session are not missed.
func (a *App) watchSilence() {
	a.background.Go(func() {
		a.hub.Listen(a.closing, heartbeat, func(c events.Change) {
			if !slices.Contains(c.Kinds, classroom.SessionsChanged) {
				return
			}
			if open, err := a.openSessions(context.Background()); err == nil && open == 0 {
				a.silence.mu.Lock()
				a.silence.pulse.Forget()
				a.silence.mu.Unlock()
			}
		})
	})
	a.background.Go(func() {
		tick := time.NewTicker(heartbeat)
		defer tick.Stop()
		for {
			select {
			case <-a.closing:
				return
			case <-tick.C:
				a.beat()
			}
		}
	})
}

// beat counts the notebooks that are connected and tells when what follows from it changes. Without an address
// nobody is, whatever the connections that have not broken yet say.
func (a *App) beat() {
	a.fitGate()
	connected := a.messages.ConnectedAll()
	if len(a.announcer.State().Addrs) == 0 && !a.bound.Addr().IsLoopback() {
		connected = 0
	}
	s := &a.silence
	s.mu.Lock()
	was := s.now
	s.now = s.pulse.Look(a.now(), connected)
	changed := s.now != was
	s.mu.Unlock()
	if changed {
		a.statusChanged()
	}
}

// silenceNotices warns of a class that fell silent all at once.
func (a *App) silenceNotices() []Notice {
	a.silence.mu.Lock()
	now := a.silence.now
	a.silence.mu.Unlock()
	if now.Before == 0 {
		return nil
	}
	return []Notice{notice("silent", "gone", strconv.Itoa(now.Gone), "before", strconv.Itoa(now.Before))}
}
