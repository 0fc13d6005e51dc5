package api_test

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// shows returns the session's records as `student question: answer`, by student.
func shows(l *enginetest.Lab) string {
	l.T.Helper()
	page, err := l.API.Records(api.RecordQuery{SessionID: l.Session, Sort: "student", Ascending: true, Limit: 500})
	if err != nil {
		l.T.Fatal(err)
	}
	var all []string
	for _, r := range page.Records {
		all = append(all, r.Student+" "+r.Question+": "+r.Preview.Text)
	}
	if page.Total != len(all) {
		l.T.Errorf("a total of %d over %d records", page.Total, len(all))
	}
	return strings.Join(all, ", ")
}

func studentNamed(l *enginetest.Lab, display string) api.Student {
	l.T.Helper()
	all, err := l.API.Students(l.Session)
	if err != nil {
		l.T.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s api.Student) bool { return s.Display == display })
	if i < 0 {
		l.T.Fatalf("there is no %s among %+v", display, all)
	}
	return all[i]
}

// Two notebooks of one student are merged, continue to send, and are separated again.
func TestMergedStudentsOverHTTP(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("sender_uuid", "one", "question_nb", "1", "data", "first")
	l.MustSend("sender_uuid", "two", "question_nb", "1", "data", "second")
	l.MustSend("sender_uuid", "two", "question_nb", "2", "data", "other")
	if got := shows(l); got != "Alice 1: first, Alice #2 2: other, Alice #2 1: second" {
		t.Fatalf("before: %s", got)
	}
	into, from := studentNamed(l, "Alice"), studentNamed(l, "Alice #2")
	whole, err := l.API.MergeStudents(into.ID, []int64{from.ID})
	if err != nil || whole.Records != 2 || len(whole.MergedFrom) != 1 || whole.MergedFrom[0].Display != "Alice #2" {
		t.Fatalf("merged to %+v, %v", whole, err)
	}
	if got := shows(l); got != "Alice 2: other, Alice 1: second" {
		t.Errorf("merged: %s", got)
	}
	l.MustSend("sender_uuid", "one", "question_nb", "1", "data", "third")
	if got := l.Answer("1"); got.Text != "third" || got.Record.Attempts != 3 || got.Record.StudentID != into.ID {
		t.Errorf("the newest is %q with %d attempts", got.Text, got.Record.Attempts)
	}
	if _, err := l.API.MergeStudents(from.ID, []int64{into.ID}); classroom.AsError(err).Code != classroom.CodeConflict || strings.Contains(err.Error(), into.Name) {
		t.Errorf("merging into one that counts for another, whose name may be hidden: %v", err)
	}
	if err := l.API.UnmergeStudent(from.ID); err != nil {
		t.Fatal(err)
	}
	if got := shows(l); got != "Alice 1: third, Alice #2 2: other, Alice #2 1: second" {
		t.Errorf("apart again: %s", got)
	}
}

// Deleted records vanish from every view at once, return completely after an undo, and are deleted for
// good only without one.
func TestDeletionsAreTakenBackOrFinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	l := enginetest.OpenIn(t, dir)
	clock := &manualClock{}
	l.Trash = classroom.NewTrash(l.Store, l.Events, time.Now, clock.later, func(err error) { t.Error(err) })
	for _, question := range []string{"1", "2"} {
		for _, name := range []string{"Alice", "Bob"} {
			l.MustSend("sender_name", name, "question_nb", question, "data", name+question)
		}
	}
	ones := api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session, Questions: []string{"1"}}}
	undo, err := l.API.DeleteRecords(ones)
	if err != nil || undo.Count != 2 {
		t.Fatalf("deleted %+v, %v", undo, err)
	}
	if questions, err := l.API.Questions(l.Session); err != nil || len(questions) != 1 || shows(l) != "Alice 2: Alice2, Bob 2: Bob2" {
		t.Errorf("left are %+v and %s (%v)", questions, shows(l), err)
	}
	l.MustSend("sender_name", "Alice", "question_nb", "1", "data", "again")
	if err := l.API.UndoDelete(undo.ID); err != nil {
		t.Fatal(err)
	}
	if got := shows(l); got != "Alice 1: again, Alice 2: Alice2, Bob 2: Bob2, Bob 1: Bob1" {
		t.Errorf("taken back: %s", got)
	}
	if got := l.Answer("1"); got.Record.Attempts != 2 {
		t.Errorf("%d attempts, want both", got.Record.Attempts)
	}
	if err := l.API.UndoDelete(undo.ID); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("a second time: %v", err)
	}

	if undo, err = l.API.DeleteRecords(ones); err != nil {
		t.Fatal(err)
	}
	l.MustSend("sender_name", "Bob", "question_nb", "1", "data", "meanwhile")
	clock.pass()
	if got := shows(l); got != "Alice 2: Alice2, Bob 1: meanwhile, Bob 2: Bob2" {
		t.Errorf("finished: %s", got)
	}
	if err := l.API.UndoDelete(undo.ID); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("too late: %v", err)
	}

	session, err := l.API.DeleteSession(l.Session)
	if err != nil || session.Count != 3 {
		t.Fatalf("the session: %+v, %v", session, err)
	}
	if all, err := l.API.Sessions(); err != nil || len(all) != 0 {
		t.Errorf("sessions %+v, %v", all, err)
	}
	if status, text := l.Send("sender_name", "Cy", "data", "waits"); status != http.StatusNotFound || text != "Error: No such session open" {
		t.Errorf("a deleted session answers %d %q", status, text)
	}
	if err := l.API.UndoDelete(session.ID); err != nil {
		t.Fatal(err)
	}
	l.MustSend("sender_name", "Cy", "data", "waits") // as the notebook would do by itself
	status, err := l.API.Status()
	if all, _ := l.API.Sessions(); err != nil || status.CurrentSession != l.Session || len(all) != 1 || all[0].Records != 4 {
		t.Errorf("back are %+v, current %d (%v)", all, status.CurrentSession, err)
	}
}

// manualClock is a clock that the test moves.
type manualClock struct{ due []func() }

func (c *manualClock) later(_ time.Duration, f func()) (stop func() bool) {
	i := len(c.due)
	c.due = append(c.due, f)
	return func() bool { c.due[i] = func() {}; return true }
}

func (c *manualClock) pass() {
	for _, f := range c.due {
		f()
	}
	c.due = nil
}

func TestDuplicatesAndClosingAll(t *testing.T) {
	l := enginetest.Open(t)
	if _, err := l.API.AddPart(l.Session, "bonus"); err != nil {
		t.Fatal(err)
	}
	l.MustSend()
	twin, err := l.API.DuplicateSession(l.Session, "lab-1")
	if err != nil || twin.Open || twin.Records != 0 || len(twin.Parts) != 2 || twin.Parts[1].Name != "bonus" {
		t.Fatalf("the duplicate is %+v, %v", twin, err)
	}
	l.MustSend("question_nb", "2") // the original record continues
	closed, err := l.API.CloseAllSessions()
	if err != nil || !slices.Equal(closed, []int64{l.Session}) {
		t.Errorf("closed %v, %v", closed, err)
	}
	if status, text := l.Send(); status != http.StatusNotFound {
		t.Errorf("afterwards a record is answered %d %q", status, text)
	}
}
