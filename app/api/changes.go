package api

import (
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
)

// ChangedEvent is the name of the event that the page gets when something changed.
const ChangedEvent = "changed"

// TellAtMost is how often a page is told that something changed: 10 times a second.
const TellAtMost = 100 * time.Millisecond

// Changed says what changed, never how: the page asks again.
type Changed struct {
	Kinds    []classroom.EventKind `json:"kinds"`
	Sessions []int64               `json:"sessions"`
}

// ChangedView returns a change as the page is sent it.
func ChangedView(c events.Change) Changed {
	return Changed{Kinds: list(c.Kinds), Sessions: list(c.Sessions)}
}
