package api_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// atOnce starts a demo whose class sends everything now, and returns its session once it did.
func atOnce(t *testing.T, l *enginetest.Lab) api.Session {
	t.Helper()
	demo, err := l.API.StartDemo(true)
	if err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the class to have sent all", func() bool {
		return !status(t, l).DemoSends && status(t, l).Connected == 30
	})
	return demo
}

func status(t *testing.T, l *enginetest.Lab) api.Status {
	t.Helper()
	s, err := l.API.Status()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The class has all that a teacher should see, judged by the rules that come with it.
func TestADemoShowsAClass(t *testing.T) {
	l := enginetest.Open(t)
	demo := atOnce(t, l)
	if !demo.Demo || demo.Listed || status(t, l).CurrentSession != demo.ID {
		t.Errorf("the demo is %+v", demo)
	}
	types, verdicts := map[string]int{}, map[string]int{}
	for _, r := range graded(l, api.RecordQuery{SessionID: demo.ID}) {
		types[r.Type]++
		verdicts[r.Verdict]++
		if r.Preview.Broken != "" {
			t.Errorf("the answer of %s to question %s is broken", r.Student, r.Question)
		}
	}
	for _, kind := range []string{"list", "ndarray", "code", "table", "str", "image", "dict", "latex"} {
		if types[kind] == 0 {
			t.Errorf("there is no %s", kind)
		}
	}
	if verdicts["right"] < 100 || verdicts["wrong"] < 20 {
		t.Errorf("verdicts %v", verdicts)
	}
	board, err := l.API.Dashboard(demo.ID, 0, "")
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]int{}
	for _, line := range board.Attention {
		reasons[line.Reason] += len(line.Members)
	}
	if len(board.Rows) != 30 || reasons["help"] != 2 || reasons["attempts"] == 0 {
		t.Errorf("%d students, who need help because of %v", len(board.Rows), reasons)
	}
}

// Nothing of a demo shows to real students, and nothing else counts it.
func TestADemoIsNobodyElsesBusiness(t *testing.T) {
	l := enginetest.Open(t)
	demo := atOnce(t, l)
	if open, err := l.OpenSessions(t.Context()); err != nil || open != 1 {
		t.Errorf("%d sessions are open, %v; want the real one", open, err)
	}
	for path, what := range map[string]string{"/": demo.Name, "/students.json": "connected", "/who": demo.Name} {
		if body := get(t, l.Address+path); bytes.Contains(body, []byte(what)) {
			t.Errorf("%s tells students of %q: %s", path, what, body)
		}
	}
	if body := get(t, fmt.Sprintf("%s/notebook?session=%d", l.Address, demo.ID)); !bytes.Contains(body, []byte("404")) {
		t.Errorf("students get a notebook for the demo: %s", body)
	}
	if code, text := l.Send("session_name", "demo"); code != http.StatusNotFound {
		t.Errorf("a real record got into the demo: %d %s", code, text)
	}
	if connected := l.Messages.ConnectedAll(func(id int64) bool { return id == demo.ID }); connected != 0 {
		t.Errorf("%d are connected elsewhere", connected)
	}
	closed, err := l.API.CloseAllSessions()
	if err != nil || !slices.Equal(closed, []int64{l.Session}) {
		t.Errorf("with all sessions %v were closed, %v", closed, err)
	}
	mine, err := l.API.CreateSession("demo", "")
	if err != nil || mine.ClosedID != 0 {
		t.Errorf("a real session of the name closed %d, %v", mine.ClosedID, err)
	}
	l.MustSend("session_name", "demo")
	if got := graded(l, api.RecordQuery{SessionID: mine.Session.ID}); len(got) != 1 {
		t.Errorf("the real session got %d records, want its own", len(got))
	}
}

func get(t *testing.T, address string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// A demo that is removed leaves nothing in the data file: no table has a row more than before.
func TestARemovedDemoIsGone(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend()
	before := rowsOf(t, l)
	demo := atOnce(t, l)
	if _, err := l.API.SendMessage(demo.ID, api.MessageText{Text: "Well done"}); err != nil {
		t.Fatal(err)
	}
	if err := l.API.RemoveDemo(); err != nil {
		t.Fatal(err)
	}
	if after := rowsOf(t, l); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the file has\n%v, had\n%v", after, before)
	}
	if s := status(t, l); s.CurrentSession != l.Session || s.DemoSends {
		t.Errorf("the session %d is shown", s.CurrentSession)
	}
}

// rowsOf returns the number of rows of each table of the data file, but for SQLite's own.
func rowsOf(t *testing.T, l *enginetest.Lab) map[string]int {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.DataFile()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var tables string
	const list = "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if err := db.QueryRowContext(t.Context(), list).Scan(&tables); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, table := range bytes.Split([]byte(tables), []byte(",")) {
		var n int
		if err := db.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+string(table)).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[string(table)] = n
	}
	return counts
}

// A class leaves with the app: after the next start its session is closed, and there is never a second demo.
func TestADemoEndsWithTheApp(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("the first run", func(t *testing.T) {
		l := enginetest.OpenIn(t, dir)
		demo, err := l.API.StartDemo(false)
		if err != nil {
			t.Fatal(err)
		}
		enginetest.Eventually(t, "students to connect", func() bool { return status(t, l).Connected > 1 })
		if s := status(t, l); !s.DemoSends || s.CurrentSession != demo.ID {
			t.Errorf("the class is at work: %v, in session %d", s.DemoSends, s.CurrentSession)
		}
	})
	l := enginetest.OpenIn(t, dir)
	if demos := demosOf(t, l); len(demos) != 1 || demos[0].Open || status(t, l).DemoSends {
		t.Errorf("after the start there are %+v", demos)
	}
	again := atOnce(t, l)
	if demos := demosOf(t, l); len(demos) != 1 || demos[0].ID != again.ID || !demos[0].Open {
		t.Errorf("after another demo there are %+v", demos)
	}
}

func demosOf(t *testing.T, l *enginetest.Lab) []api.Session {
	t.Helper()
	all, err := l.API.Sessions()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(s api.Session) bool { return !s.Demo })
}

// The lab's notebook, run as a student runs it, sends to a real session what is right in the demo.
func TestTheLabsNotebookSendsTheRightAnswers(t *testing.T) {
	l := enginetest.Open(t)
	demo := atOnce(t, l)
	if _, err := l.API.LabNotebook(demo.ID); err == nil {
		t.Error("the notebook was made for the demo itself")
	}
	mine, err := l.API.DuplicateSession(demo.ID, "k-means")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.API.OpenSession(mine.ID); err != nil {
		t.Fatal(err)
	}
	book, err := l.API.LabNotebook(mine.ID)
	if err != nil {
		t.Fatal(err)
	}
	cell, err := l.API.FirstCell(mine.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains([]byte(book), quoted(t, cell.ByAddress)) {
		t.Fatal("the notebook has another first cell than the session")
	}
	path := filepath.Join(t.TempDir(), api.LabFile)
	if err := os.WriteFile(path, []byte(book), 0o600); err != nil {
		t.Fatal(err)
	}
	runNotebook(t, path, cell.ByAddress, "Zoë 李")
	enginetest.Eventually(t, "all twelve records", func() bool { return len(graded(l, api.RecordQuery{SessionID: mine.ID})) == 12 })

	right := map[string]bool{}
	for _, r := range graded(l, api.RecordQuery{SessionID: demo.ID}) {
		right[content(t, l, r)] = r.Verdict != "wrong"
	}
	for _, r := range graded(l, api.RecordQuery{SessionID: mine.ID}) {
		isOpen := r.Type == "str" // nothing says what is right
		if !right[content(t, l, r)] || (r.Verdict != "right") != isOpen {
			t.Errorf("question %s: %s is %q, and not what the demo has", r.Question, content(t, l, r), r.Verdict)
		}
	}
}

// quoted returns a first cell as it stands in a notebook.
func quoted(t *testing.T, cell string) []byte {
	t.Helper()
	text, err := json.Marshal(string(bytes.TrimRight([]byte(cell), "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// content returns the question and the payload of a record; of a picture what was plotted.
func content(t *testing.T, l *enginetest.Lab, r api.RecordView) string {
	t.Helper()
	_, p, err := l.Store.Answer(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if r.Type == "image" {
		return r.Question + string(p.Plotted)
	}
	return r.Question + string(p.Data)
}

// In Sessions a demo goes as a session does, for a while; its class does not come back with it.
func TestADeletedDemoComesBackWithoutItsClass(t *testing.T) {
	l := enginetest.Open(t)
	mine := status(t, l).CurrentSession
	demo := atOnce(t, l)
	undo, err := l.API.DeleteSession(demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	if undo.Count < 200 || status(t, l).CurrentSession != mine {
		t.Errorf("%d answers went, and session %d is the current one, not %d", undo.Count, status(t, l).CurrentSession, mine)
	}
	if err := l.API.UndoDelete(undo.ID); err != nil {
		t.Fatal(err)
	}
	all, err := l.API.Sessions()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s api.Session) bool { return s.ID == demo.ID })
	if i < 0 || all[i].Open || all[i].Records != undo.Count {
		t.Errorf("the demo came back as %+v", all)
	}
	if err := l.API.RemoveDemo(); err != nil {
		t.Errorf("a demo whose class left cannot be removed: %v", err)
	}
}
