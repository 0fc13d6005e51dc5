package api

import (
	"time"

	"npt/app/engine"
	"npt/backend/classroom"
	"npt/backend/events"
)

// ChangedEvent is the name of the event that the page gets when something changed.
const ChangedEvent = "changed"

// tellAtMost is the shortest time between two messages that something changed: 10 a second.
const tellAtMost = 100 * time.Millisecond

// Changed says what changed. It carries no data: the page asks again.
type Changed struct {
	Kinds    []classroom.EventKind `json:"kinds"`
	Sessions []int64               `json:"sessions"`
}

// A Listener passes on changes from the moment when it was made.
type Listener struct{ listener *events.Listener }

// NewListener returns a Listener for changes in e.
func NewListener(e *engine.Engine) Listener { return Listener{e.Events.NewListener()} }

// Run calls tell with what changed, at most 10 times a second, until stop is closed.
func (l Listener) Run(stop <-chan struct{}, tell func(Changed)) {
	l.listener.Run(stop, tellAtMost, func(c events.Change) { tell(changedView(c)) })
}

// changedView returns a change in the form that the page gets.
func changedView(c events.Change) Changed {
	return Changed{Kinds: list(c.Kinds), Sessions: list(c.Sessions)}
}
