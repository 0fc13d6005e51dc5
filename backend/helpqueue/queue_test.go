package helpqueue_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

var begin = time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)

func minute(n float64) time.Time { return begin.Add(time.Duration(n * float64(time.Minute))) }

// request returns a request of a student that was asked so many minutes after the beginning.
func request(student int64, asked float64, more ...func(*classroom.HelpRequest)) classroom.HelpRequest {
	r := classroom.HelpRequest{ID: student*1000 + int64(asked*10), StudentID: student, Question: "3", AskedAt: minute(asked)}
	for _, change := range more {
		change(&r)
	}
	return r
}

func ended(how classroom.HelpEnding, at float64) func(*classroom.HelpRequest) {
	return func(r *classroom.HelpRequest) { r.Ending, r.EndedAt = how, minute(at) }
}

func taken(by string, at float64) func(*classroom.HelpRequest) {
	return func(r *classroom.HelpRequest) { r.Helper, r.TakenAt = by, minute(at) }
}

func TestTheOrderOfTheQueue(t *testing.T) {
	requests := []classroom.HelpRequest{
		request(1, 0, ended(classroom.HelpGiven, 1)), request(1, 5.2), // helped before, and first within the minute
		request(2, 5.9), request(3, 4.9),
		request(4, 7), request(4, 1, taken("Mia", 2)), // who asks again keeps the place
		request(5, 8, ended(classroom.HelpDone, 9)), request(6, 8, ended(classroom.HelpRight, 9)), request(7, 8, ended(classroom.HelpSessions, 9)),
		request(8, 0.5, ended(classroom.HelpGiven, 3), func(r *classroom.HelpRequest) { r.IsVisit = true }),
	}
	for at, want := range map[float64]string{
		11.9: "4 by Mia, 3, 2, 1, 8 visited", // who was taken long ago waits again
		12:   "4, 3, 2, 1, 8 visited",
	} {
		var got []string
		for _, w := range helpqueue.Waits(requests, minute(at)) {
			one := fmt.Sprint(w.StudentID)
			if w.IsTaken() {
				one += " by " + w.Helper
			}
			if !w.VisitedAt.IsZero() {
				one += " visited"
			}
			got = append(got, one)
		}
		if text := strings.Join(got, ", "); text != want {
			t.Errorf("after %v minutes: %s, want %s", at, text, want)
		}
	}
}

func TestFiguresOfTheQueue(t *testing.T) {
	requests := []classroom.HelpRequest{
		request(1, 0, ended(classroom.HelpGiven, 5)), // longer ago than half an hour
		request(1, 20, ended(classroom.HelpGiven, 30)), request(1, 28, ended(classroom.HelpGiven, 30)),
		request(2, 30, ended(classroom.HelpGiven, 32)), request(3, 30, ended(classroom.HelpGiven, 34)),
		request(1, 33, ended(classroom.HelpGiven, 39)),
		request(4, 30, ended(classroom.HelpDone, 31)), request(5, 0),
	}
	if f := helpqueue.FiguresOf(requests, minute(40)); f.Helped != 3 || f.Waited != 5*time.Minute {
		t.Errorf("%+v, want 3 helped after 5 minutes: of 2, 4, 6 and 10", f)
	}
	if f := helpqueue.FiguresOf(nil, minute(40)); f != (helpqueue.Figures{}) {
		t.Errorf("%+v of nobody", f)
	}
}

func TestWhatANotebookSays(t *testing.T) {
	seat := func(r *classroom.HelpRequest) { r.Seat = "C4" }
	f := helpqueue.Facts{IsOpen: true, Notebooks: map[int64][]classroom.SenderKey{}, Requests: []classroom.HelpRequest{
		request(1, 1, taken("", 9)), request(2, 2), request(3, 3), request(4, 4, seat), request(4, 5),
		request(5, 1, ended(classroom.HelpGiven, 2)), request(6, 1, ended(classroom.HelpDone, 2)),
		request(7, 1, ended(classroom.HelpRight, 2)), request(8, 1, ended(classroom.HelpGiven, 2)), request(8, 6),
	}}
	for id := int64(1); id < 9; id++ {
		f.Notebooks[id] = []classroom.SenderKey{{UUID: "u", Name: fmt.Sprint(id)}}
	}
	f.Notebooks[4] = append(f.Notebooks[4], classroom.SenderKey{UUID: "other", Name: "4"})
	f.Answers = []helpqueue.Answer{
		{StudentID: 2, SentAt: minute(3), OwnAnswer: classroom.OwnAnswer{Question: "3"}},
		{StudentID: 3, SentAt: minute(4), OwnAnswer: classroom.OwnAnswer{Question: "4"}}, // to another question
	}
	said := func() string {
		var all []string
		for who, line := range helpqueue.LinesOf(f, minute(10)) {
			if who.UUID == "u" {
				all = append(all, who.Name+" "+line.Cursor())
			}
		}
		slices.Sort(all)
		return strings.Join(all, ", ")
	}
	want := "1 coming.0.false.false, 2 answered.0.false.false, 3 waiting.2.false.false, 4 waiting.3.false.true, " +
		"5 helped.0.false.false, 6 done.0.false.false, 7 answered.0.false.false, 8 waiting.4.false.false"
	if got := said(); got != want {
		t.Errorf("said\n%s, want\n%s", got, want)
	}
	if lines := helpqueue.LinesOf(f, minute(10)); lines[f.Notebooks[4][0]] != lines[f.Notebooks[4][1]] {
		t.Error("two notebooks of one student say other things")
	}
	f.PausedAt = minute(9)
	if got := said(); !strings.Contains(got, "3 waiting.2.true.false") {
		t.Errorf("while the queue is paused: %s", got)
	}
}

// A right answer that closes a request shows in nothing that a notebook is told.
func TestTheQueueTellsNoVerdict(t *testing.T) {
	who := classroom.SenderKey{UUID: "u", Name: "Ada"}
	f := helpqueue.Facts{
		IsOpen: true, Notebooks: map[int64][]classroom.SenderKey{1: {who}}, Requests: []classroom.HelpRequest{request(1, 1)},
		Answers: []helpqueue.Answer{{StudentID: 1, SentAt: minute(2), OwnAnswer: classroom.OwnAnswer{Question: "3"}}},
	}
	wrong := helpqueue.LinesOf(f, minute(3))[who]
	helpqueue.Right(f.Requests, "3", minute(2), minute(2))
	f.Answers = nil
	if right := helpqueue.LinesOf(f, minute(3))[who]; right != wrong || cmp.Compare(right.State, classroom.HelpAnswered) != 0 {
		t.Errorf("after a right answer %+v, after a wrong one %+v", right, wrong)
	}
}
