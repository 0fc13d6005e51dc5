package app

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
)

// shows returns the session's records as `student question: answer`, by student.
func (l *lab) shows() string {
	l.t.Helper()
	page, err := l.api.Records(RecordQuery{SessionID: l.session, Sort: "student", Ascending: true, Limit: 500})
	if err != nil {
		l.t.Fatal(err)
	}
	var all []string
	for _, r := range page.Records {
		all = append(all, r.Student+" "+r.Question+": "+r.Preview.Text)
	}
	if page.Total != len(all) {
		l.t.Errorf("a total of %d over %d records", page.Total, len(all))
	}
	return strings.Join(all, ", ")
}

func (l *lab) studentNamed(display string) Student {
	l.t.Helper()
	all, err := l.api.Students(l.session)
	if err != nil {
		l.t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s Student) bool { return s.Display == display })
	if i < 0 {
		l.t.Fatalf("there is no %s among %+v", display, all)
	}
	return all[i]
}

// Two notebooks of one student are merged, go on sending, and are told apart again.
func TestMergedStudentsOverHTTP(t *testing.T) {
	l := openLab(t)
	l.mustSend("sender_uuid", "one", "question_nb", "1", "data", "first")
	l.mustSend("sender_uuid", "two", "question_nb", "1", "data", "second")
	l.mustSend("sender_uuid", "two", "question_nb", "2", "data", "other")
	if got := l.shows(); got != "Alice 1: first, Alice #2 2: other, Alice #2 1: second" {
		t.Fatalf("before: %s", got)
	}
	into, from := l.studentNamed("Alice"), l.studentNamed("Alice #2")
	whole, err := l.api.MergeStudents(into.ID, []int64{from.ID})
	if err != nil || whole.Records != 2 || len(whole.MergedFrom) != 1 || whole.MergedFrom[0].Display != "Alice #2" {
		t.Fatalf("merged to %+v, %v", whole, err)
	}
	if got := l.shows(); got != "Alice 2: other, Alice 1: second" {
		t.Errorf("merged: %s", got)
	}
	l.mustSend("sender_uuid", "one", "question_nb", "1", "data", "third")
	if got := l.answer("1"); got.Text != "third" || got.Record.Attempts != 3 || got.Record.StudentID != into.ID {
		t.Errorf("the newest is %q with %d attempts", got.Text, got.Record.Attempts)
	}
	if _, err := l.api.MergeStudents(from.ID, []int64{into.ID}); classroom.AsError(err).Code != classroom.CodeConflict || strings.Contains(err.Error(), into.Name) {
		t.Errorf("merging into one that counts for another, whose name may be hidden: %v", err)
	}
	if err := l.api.UnmergeStudent(from.ID); err != nil {
		t.Fatal(err)
	}
	if got := l.shows(); got != "Alice 1: third, Alice #2 2: other, Alice #2 1: second" {
		t.Errorf("apart again: %s", got)
	}
}

// What is deleted is gone from every view at once, comes back whole, and is deleted for
// real only when nobody took it back.
func TestDeletionsAreTakenBackOrFinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	l := openLabIn(t, dir)
	clock := &manualClock{}
	l.trash = classroom.NewTrash(l.store, l.hub, time.Now, clock.later, func(err error) { t.Error(err) })
	for _, question := range []string{"1", "2"} {
		for _, name := range []string{"Alice", "Bob"} {
			l.mustSend("sender_name", name, "question_nb", question, "data", name+question)
		}
	}
	ones := Selection{All: true, Query: RecordQuery{SessionID: l.session, Questions: []string{"1"}}}
	undo, err := l.api.DeleteRecords(ones)
	if err != nil || undo.Count != 2 {
		t.Fatalf("deleted %+v, %v", undo, err)
	}
	if questions, err := l.api.Questions(l.session); err != nil || len(questions) != 1 || l.shows() != "Alice 2: Alice2, Bob 2: Bob2" {
		t.Errorf("left are %+v and %s (%v)", questions, l.shows(), err)
	}
	l.mustSend("sender_name", "Alice", "question_nb", "1", "data", "again")
	if err := l.api.UndoDelete(undo.ID); err != nil {
		t.Fatal(err)
	}
	if got := l.shows(); got != "Alice 1: again, Alice 2: Alice2, Bob 2: Bob2, Bob 1: Bob1" {
		t.Errorf("taken back: %s", got)
	}
	if got := l.answer("1"); got.Record.Attempts != 2 {
		t.Errorf("%d attempts, want both", got.Record.Attempts)
	}
	if err := l.api.UndoDelete(undo.ID); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("a second time: %v", err)
	}

	if undo, err = l.api.DeleteRecords(ones); err != nil {
		t.Fatal(err)
	}
	l.mustSend("sender_name", "Bob", "question_nb", "1", "data", "meanwhile")
	clock.pass()
	if got := l.shows(); got != "Alice 2: Alice2, Bob 1: meanwhile, Bob 2: Bob2" {
		t.Errorf("finished: %s", got)
	}
	if err := l.api.UndoDelete(undo.ID); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("too late: %v", err)
	}

	session, err := l.api.DeleteSession(l.session)
	if err != nil || session.Count != 3 {
		t.Fatalf("the session: %+v, %v", session, err)
	}
	if all, err := l.api.Sessions(); err != nil || len(all) != 0 {
		t.Errorf("sessions %+v, %v", all, err)
	}
	if status, text := l.send("sender_name", "Cy", "data", "waits"); status != http.StatusNotFound || text != "Error: No such session open" {
		t.Errorf("a deleted session answers %d %q", status, text)
	}
	if err := l.api.UndoDelete(session.ID); err != nil {
		t.Fatal(err)
	}
	l.mustSend("sender_name", "Cy", "data", "waits") // as the notebook does by itself
	status, err := l.api.Status()
	if all, _ := l.api.Sessions(); err != nil || status.CurrentSession != l.session || len(all) != 1 || all[0].Records != 4 {
		t.Errorf("back are %+v, current %d (%v)", all, status.CurrentSession, err)
	}
}

// manualClock is time that passes when the test says so.
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

func TestNamesStayHiddenAndFilesSayNumbers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	l := openLabIn(t, dir)
	l.mustSend("sender_name", "Alice", "type", "code", "data", "x = 1")
	if _, err := l.api.RenameStudent(l.studentNamed("Alice").ID, " Ada "); err != nil {
		t.Fatal(err)
	}
	ada := l.studentNamed("Ada")
	if ada.OriginalName != "Alice" || ada.Number < 1 {
		t.Errorf("renamed to %+v", ada)
	}
	c := openConsole(t, l)
	fetch := func(s Selection, format string) (name, body string) {
		t.Helper()
		file, err := c.api.PrepareExport(s, format)
		if err != nil {
			t.Fatal(err)
		}
		res, body := consoleAsk(t, c, http.MethodGet, "/export?ticket="+file.Ticket, "", nil)
		if res.StatusCode != http.StatusOK {
			t.Fatalf("the export is answered %d %s", res.StatusCode, body)
		}
		if res, _ := consoleAsk(t, c, http.MethodGet, "/export?ticket="+file.Ticket, "", nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("a ticket is good twice: %d", res.StatusCode)
		}
		return file.Name, body
	}
	chosen := Selection{All: true, Query: RecordQuery{SessionID: l.session, StudentIDs: []int64{ada.ID}}}
	name, body := fetch(chosen, "csv")
	if name != "lab-1 Ada.csv" || !strings.Contains(body, "Ada") {
		t.Errorf("%s holds %s", name, body)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][3] != "Ada" || rows[1][11] != "Alice" {
		t.Errorf("the table is %q, %v", rows, err)
	}
	if err := l.api.SetNamesHidden(true); err != nil {
		t.Fatal(err)
	}
	name, body = fetch(chosen, "zip")
	if strings.Contains(name, "Ada") || !strings.HasSuffix(name, ".zip") {
		t.Errorf("with names hidden the file is called %s", name)
	}
	if archive, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body))); err != nil || len(archive.File) != 2 {
		t.Errorf("the archive: %v", err)
	}
	if status, err := l.api.Status(); err != nil || !status.NamesHidden {
		t.Errorf("hidden %v, %v", status.NamesHidden, err)
	}
}

func TestDuplicatesAndClosingAll(t *testing.T) {
	l := openLab(t)
	if _, err := l.api.AddPart(l.session, "bonus"); err != nil {
		t.Fatal(err)
	}
	l.mustSend()
	twin, err := l.api.DuplicateSession(l.session, "lab-1")
	if err != nil || twin.Open || twin.Records != 0 || len(twin.Parts) != 2 || twin.Parts[1].Name != "bonus" {
		t.Fatalf("the duplicate is %+v, %v", twin, err)
	}
	l.mustSend("question_nb", "2") // the original goes on
	closed, err := l.api.CloseAllSessions()
	if err != nil || !slices.Equal(closed, []int64{l.session}) {
		t.Errorf("closed %v, %v", closed, err)
	}
	if status, text := l.send(); status != http.StatusNotFound {
		t.Errorf("afterwards a record is answered %d %q", status, text)
	}
}
