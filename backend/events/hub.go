// Package events passes hints that something changed from the writers to whoever
// listens, and never makes a writer wait. Hints that come while a listener is busy are
// folded into one, so that a lost or late one costs nothing: listeners ask again.
//
// It carries no data and keeps nothing. classroom and assess publish to a Hub through
// classroom.Publisher; the app's faces listen.
package events

import (
	"maps"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
)

// Change is what changed since a listener was last told: kinds and sessions, each
// once, in no order. No session means every session. Which sessions a StatusChanged
// came with says nothing, as it is of none.
type Change struct {
	Kinds    []classroom.EventKind
	Sessions []int64
}

// Hub fans events out. A listener that is slow or away gets what it missed folded
// into one Change, so it costs no more memory than the kinds and sessions there are.
type Hub struct {
	mu        sync.Mutex
	listeners map[*Listener]struct{}
}

// Listener hears of what changes from the moment on when it was made.
type Listener struct {
	hub      *Hub
	mu       sync.Mutex
	kinds    map[classroom.EventKind]struct{}
	sessions map[int64]struct{}
	every    bool          // something changed in every session
	wake     chan struct{} // holds one token while there is something to tell
}

// New returns a hub without listeners.
func New() *Hub { return &Hub{listeners: map[*Listener]struct{}{}} }

// Publish notes the event for every listener and returns at once.
func (h *Hub) Publish(e classroom.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		l.note(e)
	}
}

// NewListener returns a listener that hears of what is published from now on. Its Run
// must be called, which also takes it from the hub.
func (h *Hub) NewListener() *Listener {
	l := &Listener{
		hub: h, kinds: map[classroom.EventKind]struct{}{}, sessions: map[int64]struct{}{}, wake: make(chan struct{}, 1),
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.listeners[l] = struct{}{}
	return l
}

// Listen is Run of a new listener.
func (h *Hub) Listen(stop <-chan struct{}, interval time.Duration, tell func(Change)) {
	h.NewListener().Run(stop, interval, tell)
}

// Run calls tell for what changes until stop is closed: at once for the first
// change, then at most once every interval. It returns when stop is closed, which
// it does not notice while tell runs.
func (l *Listener) Run(stop <-chan struct{}, interval time.Duration, tell func(Change)) {
	defer func() {
		l.hub.mu.Lock()
		delete(l.hub.listeners, l)
		l.hub.mu.Unlock()
	}()
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-stop:
			return
		case <-l.wake:
		}
		select {
		case <-stop:
			return
		case <-pause.C:
		}
		tell(l.drain())
		pause.Reset(interval)
	}
}

func (l *Listener) note(e classroom.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kinds[e.Kind] = struct{}{}
	switch {
	case e.Kind == classroom.StatusChanged: // of no session
	case e.SessionID == 0:
		l.every = true
	default:
		l.sessions[e.SessionID] = struct{}{}
	}
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *Listener) drain() Change {
	l.mu.Lock()
	defer l.mu.Unlock()
	var c Change
	for k := range l.kinds {
		c.Kinds = append(c.Kinds, k)
	}
	if !l.every {
		c.Sessions = slices.Collect(maps.Keys(l.sessions))
	}
	clear(l.kinds)
	clear(l.sessions)
	l.every = false
	// A token that came in with what was just taken would wake for nothing.
	select {
	case <-l.wake:
	default:
	}
	return c
}
