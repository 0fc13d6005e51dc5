// Package helpqueue is the queue of those who ask for help: who waits and in which order, who goes to
// whom, when a request ends by itself, and what the notebook of a student says of it meanwhile. The
// rules are functions over the requests of a session and a moment; Keeper carries them out over a Store,
// whoever acts: the teacher, an assistant, the student, a right answer or time alone.
//
// It keeps no requests and judges no answers. assess asks it for the order in which the dashboard
// lists who waits, the app's calls act through Keeper, and a notebook that listens asks it for its line.
package helpqueue

import (
	"cmp"
	"slices"
	"time"

	"npt/backend/classroom"
)

// TakenFor is how long somebody who said to be coming has to come: then the student waits again, so that
// nobody is forgotten who was taken in passing.
const TakenFor = 10 * time.Minute

// FiguresOver is the time over which Figures counts.
const FiguresOver = 30 * time.Minute

// Wait is a student's place in the queue: all of their requests that are open. Of a student who was
// visited, and has not asked since, it is the requests that the visit ended.
type Wait struct {
	StudentID   int64
	Question    string // of the latest request that names one
	Text        string // of the latest with words
	Seat        string
	AskedAt     time.Time // of the first request
	LastAskedAt time.Time
	TakenAt     time.Time // zero unless somebody is coming
	Helper      string    // who is; empty for the teacher
	VisitedAt   time.Time // zero while the student waits
	WasHelped   bool      // before, in this session
}

// IsTaken reports whether somebody is on the way.
func (w Wait) IsTaken() bool { return !w.TakenAt.IsZero() }

// isTaken reports whether somebody who said to be coming is still expected.
func isTaken(r classroom.HelpRequest, now time.Time) bool {
	return r.EndedAt.IsZero() && !r.TakenAt.IsZero() && now.Before(r.TakenAt.Add(TakenFor))
}

// Waits returns the students who wait, in the order of the queue, and after them those whose last visit
// was for a request. requests are those of a session.
func Waits(requests []classroom.HelpRequest, now time.Time) []Wait {
	open, visited := map[int64]*Wait{}, map[int64]*Wait{}
	helped := map[int64]bool{}
	for _, r := range inOrder(requests) {
		helped[r.StudentID] = helped[r.StudentID] || r.Ending == classroom.HelpGiven
		switch {
		case r.EndedAt.IsZero():
			add(open, r, now)
		case r.IsVisit:
			add(visited, r, now)
		}
	}
	waits := make([]Wait, 0, len(open)+len(visited))
	for student, w := range open {
		w.WasHelped = helped[student]
		waits = append(waits, *w)
	}
	for student, w := range visited {
		if open[student] == nil {
			waits = append(waits, *w)
		}
	}
	slices.SortFunc(waits, Compare)
	return waits
}

// inOrder returns requests as they were asked.
func inOrder(requests []classroom.HelpRequest) []classroom.HelpRequest {
	return slices.SortedFunc(slices.Values(requests), func(a, b classroom.HelpRequest) int {
		return cmp.Or(a.AskedAt.Compare(b.AskedAt), cmp.Compare(a.ID, b.ID))
	})
}

// add adds a request to its student's wait.
func add(waits map[int64]*Wait, r classroom.HelpRequest, now time.Time) {
	w := waits[r.StudentID]
	if w == nil {
		w = &Wait{StudentID: r.StudentID, AskedAt: r.AskedAt, VisitedAt: r.EndedAt}
		waits[r.StudentID] = w
	}
	w.LastAskedAt = r.AskedAt
	w.Question, w.Text, w.Seat = cmp.Or(r.Question, w.Question), cmp.Or(r.Text, w.Text), cmp.Or(r.Seat, w.Seat)
	if isTaken(r, now) && r.TakenAt.After(w.TakenAt) {
		w.TakenAt, w.Helper = r.TakenAt, r.Helper
	}
}

// Compare orders the queue: who waits before who was visited, then by the minute of the first request;
// within a minute who was not helped before is first.
func Compare(a, b Wait) int {
	return cmp.Or(
		trueLast(!a.VisitedAt.IsZero(), !b.VisitedAt.IsZero()),
		a.AskedAt.Truncate(time.Minute).Compare(b.AskedAt.Truncate(time.Minute)),
		trueLast(a.WasHelped, b.WasHelped),
		a.AskedAt.Compare(b.AskedAt), cmp.Compare(a.StudentID, b.StudentID),
	)
}

func trueLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// Figures say how the queue goes, for those who help.
type Figures struct {
	Waited time.Duration // the median of those who were helped
	Helped int           // how many students were helped
}

// FiguresOf returns the figures of the last FiguresOver. Who was helped twice waited twice.
func FiguresOf(requests []classroom.HelpRequest, now time.Time) (f Figures) {
	type end struct {
		student int64
		at      time.Time
	}
	began := map[end]time.Time{} // several requests that end together are one wait
	for _, r := range requests {
		if r.Ending != classroom.HelpGiven || now.Sub(r.EndedAt) > FiguresOver {
			continue
		}
		one := end{r.StudentID, r.EndedAt}
		if before, known := began[one]; !known || r.AskedAt.Before(before) {
			began[one] = r.AskedAt
		}
	}
	students := map[int64]bool{}
	var waits []time.Duration
	for one, asked := range began {
		students[one.student] = true
		waits = append(waits, max(0, one.at.Sub(asked)))
	}
	f.Helped = len(students)
	if slices.Sort(waits); len(waits) > 0 {
		f.Waited = (waits[(len(waits)-1)/2] + waits[len(waits)/2]) / 2
	}
	return f
}

// Take notes that a helper goes to a student with these open requests. It returns who is on the way
// already, and false, if that is somebody else: nobody is taken by two.
func Take(open []classroom.HelpRequest, helper string, now time.Time) (by string, ok bool) {
	for _, r := range open {
		if isTaken(r, now) && r.Helper != helper {
			return r.Helper, false
		}
	}
	for i := range open {
		open[i].TakenAt, open[i].Helper = now, helper
	}
	return helper, true
}

// GiveBack notes that nobody goes to a student with these open requests.
func GiveBack(open []classroom.HelpRequest) {
	for i := range open {
		open[i].TakenAt, open[i].Helper = time.Time{}, ""
	}
}

// Done ends the open requests of a student who took back what was asked until a moment.
func Done(open []classroom.HelpRequest, until, now time.Time) {
	for i := range open {
		if !open[i].AskedAt.After(until) {
			open[i].EndedAt, open[i].Ending = now, classroom.HelpDone
		}
	}
}

// Right ends the open requests about a question that a right answer came for after they were asked.
func Right(open []classroom.HelpRequest, question string, sentAt, now time.Time) {
	for i := range open {
		if open[i].Question == question && sentAt.After(open[i].AskedAt) {
			open[i].EndedAt, open[i].Ending = now, classroom.HelpRight
		}
	}
}
