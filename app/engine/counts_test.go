package engine

import (
	"bytes"
	"database/sql"
	"log/slog"
	"sync"
	"testing"
	"time"

	"npt/app/instance"
	"npt/backend/classroom"
)

// lines is a log that may be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// Counts that a file has wrong are right soon after the start, and the log says so.
func TestWrongCountsAreMendedAfterTheStart(t *testing.T) {
	log := &lines{}
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(log, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	dir := t.TempDir()
	e, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Recorder.Record(t.Context(), classroom.Submission{
		Owner: "prof", Session: "lab-1", SenderName: "Ada", SenderUUID: "a", Question: "1", Type: "str", Data: []byte("x"),
	}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", instance.Database(dir))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "UPDATE tallies SET records = 7; UPDATE senders SET records = 7"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		sessions, err := e.Store.Sessions(t.Context(), "prof")
		if err != nil {
			t.Fatal(err)
		}
		students, err := e.Store.Students(t.Context(), sessions[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if sessions[0].Records == 1 && students[0].Records == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the session counts %d records, the student %d; want 1", sessions[0].Records, students[0].Records)
		}
	}
	log.mu.Lock()
	defer log.mu.Unlock()
	if !bytes.Contains(log.text.Bytes(), []byte("counts were wrong and are mended")) {
		t.Errorf("the log says %s", &log.text)
	}
}
