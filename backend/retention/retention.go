// Package retention says how long a session is kept: until a date that the teacher set for it, or some
// months after it was closed, or for ever, which holds where nobody set anything.
//
// It is a plain calculation over what is set and the time. A session is never due before its teacher was
// reminded for two weeks, however long the app was not open. The package erases nothing and asks nobody: the
// engine does, and keeps the plan as text.
package retention

import (
	"encoding/json"
	"time"
)

// Notice is how long before its end a session is named to the teacher.
const Notice = 14 * 24 * time.Hour

// MaxMonths is the longest time after closing that can be set.
const MaxMonths = 240

// Plan is what the teacher set, and who was reminded when.
type Plan struct {
	Months   int            `json:"months"` // after a session was closed; 0 is for ever
	Sessions map[int64]Term `json:"sessions,omitempty"`
}

// Term is what is known of one session.
type Term struct {
	Created  time.Time `json:"created"`          // with its id it names the session
	Until    time.Time `json:"until,omitzero"`   // the first moment at which it is not kept any more
	IsKept   bool      `json:"isKept,omitempty"` // for ever, whatever holds for the others
	Reminded time.Time `json:"reminded,omitzero"`
}

// Session is what counts of a session.
type Session struct {
	ID       int64
	Created  time.Time
	IsOpen   bool
	ClosedAt time.Time // zero if it was never closed
}

// Read returns the plan that was written as text; the empty one, which keeps everything, if it cannot be read.
func Read(text string) Plan {
	var p Plan
	if json.Unmarshal([]byte(text), &p) != nil || p.Months < 0 || p.Months > MaxMonths {
		return Plan{}
	}
	return p
}

// Text returns the plan as Read reads it.
func (p Plan) Text() string {
	text, err := json.Marshal(p)
	if err != nil {
		return "" // cannot fail: there are only numbers and times
	}
	return string(text)
}

// Of returns what is known of a session; the zero Term if nothing is.
func (p Plan) Of(s Session) Term {
	if e, isKnown := p.Sessions[s.ID]; isKnown && e.Created.Equal(s.Created) {
		return e
	}
	return Term{Created: s.Created}
}

// With returns the plan with another term for a session.
func (p Plan) With(s Session, e Term) Plan {
	all := map[int64]Term{}
	for id, one := range p.Sessions {
		all[id] = one
	}
	e.Created = s.Created
	all[s.ID] = e
	if e == (Term{Created: s.Created}) {
		delete(all, s.ID)
	}
	return Plan{Months: p.Months, Sessions: all}
}

// End returns the moment at which a session is not kept any more; zero if it is kept for ever.
func (p Plan) End(s Session) time.Time {
	e := p.Of(s)
	switch {
	case !e.Until.IsZero():
		return e.Until
	case e.IsKept, p.Months == 0, s.IsOpen, s.ClosedAt.IsZero():
		return time.Time{}
	}
	return s.ClosedAt.AddDate(0, p.Months, 0)
}

// State is where a session stands.
type State int

// The states.
const (
	Kept   State = iota
	Ending       // its teacher is reminded
	Ended        // it is to be erased
)

// State returns where a session stands, and the moment at which it is erased at the earliest; an open one is
// not erased.
func (p Plan) State(s Session, now time.Time) (state State, end time.Time) {
	end = p.End(s)
	if end.IsZero() || now.Before(end.Add(-Notice)) {
		return Kept, end
	}
	since := p.Of(s).Reminded
	if since.IsZero() {
		since = now
	}
	if least := since.Add(Notice); end.Before(least) {
		end = least
	}
	if now.Before(end) || s.IsOpen {
		return Ending, end
	}
	return Ended, end
}
