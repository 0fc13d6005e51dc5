// Package events tells listeners that something changed, and never makes the writer wait. Changes that
// come while a listener is busy are folded into one. So a late change costs nothing: listeners ask
// again.
//
// It carries no data and stores nothing. classroom and assess publish to a Hub through
// classroom.Publisher; the app's faces listen.
package events

import (
	"maps"
	"slices"
	"sync"
	"time"

	"npt/backend/classroom"
)

// Change says what changed since a listener was last told: kinds and sessions, each once, in no order.
// No session means every session. The sessions of a StatusChanged have no meaning.
type Change struct {
	Kinds    []classroom.EventKind
	Sessions []int64
}

// Hub passes events on to its listeners. A slow listener gets everything that it missed folded into
// one Change, so it needs no more memory than there are kinds and sessions.
type Hub struct {
	mu        sync.Mutex
	listeners map[*Listener]struct{}
}

// Listener is told about changes from the moment when it was made.
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

// NewListener returns a listener for everything published from now on. The caller must call its Run,
// which also removes it from the hub.
func (h *Hub) NewListener() *Listener {
	l := &Listener{
		hub: h, kinds: map[classroom.EventKind]struct{}{}, sessions: map[int64]struct{}{}, wake: make(chan struct{}, 1),
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.listeners[l] = struct{}{}
	return l
}

// Listen makes a listener and calls its Run.
func (h *Hub) Listen(stop <-chan struct{}, interval time.Duration, tell func(Change)) {
	h.NewListener().Run(stop, interval, tell)
}

// Run calls tell with the changes until stop is closed: at once for the first change, then at most
// once in every interval. It returns when stop is closed, but not before tell has returned.
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
	// This change includes an event that left its token in wake; without this, the listener would wake
	// for nothing.
	select {
	case <-l.wake:
	default:
	}
	return c
}
