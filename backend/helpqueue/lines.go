package helpqueue

import (
	"cmp"
	"time"

	"npt/backend/classroom"
)

// Answer is an answer to the question of a request, sent after that was asked.
type Answer struct {
	classroom.OwnAnswer
	StudentID int64
	SentAt    time.Time
}

// Facts is what the store knows of the queue of a session.
type Facts struct {
	IsOpen    bool
	PausedAt  time.Time // since when nobody is taken; zero while the queue goes on
	Requests  []classroom.HelpRequest
	Notebooks map[int64][]classroom.SenderKey // of the students who asked
	Answers   []Answer
}

// LinesOf returns what the notebooks of the students who asked say of it. That a right answer has
// closed a request shows nowhere: a student would learn by it what the teacher may not tell. So
// whoever sent an answer since is told the same, right or not.
func LinesOf(f Facts, now time.Time) map[classroom.SenderKey]classroom.HelpLine {
	lines := map[classroom.SenderKey]classroom.HelpLine{}
	place := 0
	put := func(student int64, line classroom.HelpLine) {
		for _, who := range f.Notebooks[student] {
			lines[who] = line
		}
	}
	last := map[int64]classroom.HelpRequest{}
	for _, r := range inOrder(f.Requests) {
		last[r.StudentID] = withSeat(r, last[r.StudentID])
	}
	for student, r := range last {
		put(student, classroom.HelpLine{State: over[r.Ending], HasSeat: r.Seat != ""})
	}
	if !f.IsOpen {
		return lines
	}
	for _, w := range Waits(f.Requests, now) {
		if !w.VisitedAt.IsZero() {
			continue
		}
		line := classroom.HelpLine{State: classroom.HelpWaiting, HasSeat: w.Seat != "", IsPaused: !f.PausedAt.IsZero()}
		switch {
		case w.IsTaken():
			line.State = classroom.HelpComing
		case f.answered(w):
			line.State = classroom.HelpAnswered
			place++
		default:
			place++
			line.Place = place
		}
		put(w.StudentID, line)
	}
	return lines
}

// over is what a notebook says of a request that has ended.
var over = map[classroom.HelpEnding]classroom.HelpState{
	classroom.HelpGiven: classroom.HelpWasGiven, classroom.HelpDone: classroom.HelpTakenBack,
	classroom.HelpRight: classroom.HelpAnswered, classroom.HelpSessions: classroom.HelpClosed,
}

// withSeat returns a request with the seat of an earlier one of the student, unless it has its own.
func withSeat(r, before classroom.HelpRequest) classroom.HelpRequest {
	r.Seat = cmp.Or(r.Seat, before.Seat)
	return r
}

// answered reports whether a student sent an answer to the question since asking last.
func (f Facts) answered(w Wait) bool {
	for _, a := range f.Answers {
		if a.StudentID == w.StudentID && a.Question == w.Question && a.SentAt.After(w.LastAskedAt) {
			return true
		}
	}
	return false
}
