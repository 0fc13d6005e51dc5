package engine

import (
	"sync"

	"npt/backend/classroom"
)

// Wall remembers which groups of answers the teacher hid from the projector's wall, while the app runs.
type Wall struct {
	mu     sync.Mutex
	hidden map[wallGroup]bool
}

// wallGroup is a group of alike answers to a question of a session, by its key.
type wallGroup struct {
	session       int64
	question, key string
}

// maxHidden bounds how many groups are remembered; beyond it all show again.
const maxHidden = 10_000

// HideFromWall hides a group of answers from the projector's wall, or shows it again; an empty key
// shows all of the question.
func (e *Engine) HideFromWall(session int64, question, key string, isHidden bool) {
	w := &e.wall
	w.mu.Lock()
	switch {
	case isHidden:
		if w.hidden == nil || len(w.hidden) >= maxHidden {
			w.hidden = map[wallGroup]bool{}
		}
		w.hidden[wallGroup{session, question, key}] = true
	default:
		for g := range w.hidden {
			if g.session == session && g.question == question && (key == "" || g.key == key) {
				delete(w.hidden, g)
			}
		}
	}
	w.mu.Unlock()
	e.Events.Publish(classroom.Event{Kind: classroom.AssessmentChanged, SessionID: session})
}

// IsHiddenFromWall reports whether the teacher hid a group of answers.
func (e *Engine) IsHiddenFromWall(session int64, question, key string) bool {
	e.wall.mu.Lock()
	defer e.wall.mu.Unlock()
	return e.wall.hidden[wallGroup{session, question, key}]
}
