package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"npt/app/instance"
	"npt/backend/classroom"
)

// hears waits until the app's notices have a code, or have it no more.
func hears(t *testing.T, e *Engine, code string, want bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		has := slices.ContainsFunc(e.Notices(), func(n Notice) bool { return n.Code == code })
		if has == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the notices are %+v; %s should be there: %v", e.Notices(), code, want)
		}
	}
}

func send(e *Engine, question string, size int) error {
	_, err := e.Recorder.Record(context.Background(), classroom.Submission{
		Owner: "prof", Session: "lab-1", SenderName: "Ada", SenderUUID: "a", Question: question, Type: "str",
		Data: []byte(strings.Repeat("x", size)),
	})
	return err
}

// A full disk is told as soon as a record meets it, and taken back by itself when there is room again,
// also where nobody sends. A session that is made at its very edge is made, and is the current one.
func TestAFullDiskIsToldAndGoesByItself(t *testing.T) {
	dir := t.TempDir()
	if err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=8m", "npt-test", dir).Run(); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = exec.CommandContext(context.Background(), "umount", "-l", dir).Run() })
	e := open(t, filepath.Join(dir, "data"))
	e.troubles.mu.Lock()
	e.troubles.disk = 300 * time.Millisecond
	e.troubles.mu.Unlock()
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 16<<20), 0o600); err == nil {
		t.Fatal("the filler fits")
	}
	var err error
	for i := 0; err == nil && i < 100; i++ {
		err = send(e, "1", 200_000)
	}
	if classroom.AsError(err).Code != classroom.CodeUnavailable {
		t.Fatalf("a record on a full disk is answered %v", err)
	}
	hears(t, e, "disk_full", true)
	if err := e.SelectSession(t.Context(), 1); err != nil {
		t.Errorf("a session cannot be chosen: %v", err)
	}
	if id, err := e.CurrentSession(t.Context()); err != nil || id != 1 {
		t.Errorf("the current session is %d (%v), want 1", id, err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	hears(t, e, "disk_full", false)
	if err := send(e, "1", 200_000); err != nil {
		t.Errorf("with room again a record is answered %v", err)
	}
}

// Another program that holds the file is told while the first record still waits for it.
func TestAFileThatAnotherProgramHoldsIsTold(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	e.troubles.mu.Lock()
	e.troubles.disk = 300 * time.Millisecond
	e.troubles.mu.Unlock()
	db, err := sql.Open("sqlite", instance.Database(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	sent := make(chan error, 1)
	go func() { sent <- send(e, "1", 10) }()
	hears(t, e, "file_held", true)
	if len(sent) > 0 {
		t.Errorf("the record was answered already: %v", <-sent)
	}
	if _, err := other.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	hears(t, e, "file_held", false)
	if err := <-sent; err != nil {
		t.Errorf("the record is answered %v", err)
	}
}

func TestWhyAnExportFailed(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("write: %w", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}), "export_no_room"},
		{fmt.Errorf("open: %w", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}), "export_refused"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, "export_refused"},
		{errors.New("anything else"), "export_failed"},
	} {
		if got := exportNotice(c.err).Code; got != c.want {
			t.Errorf("%v is told as %s, want %s", c.err, got, c.want)
		}
		if told := toldInTerminal("lab.csv", c.err).Error(); strings.Contains(told, "free some space") != (c.want == "export_no_room") || strings.Contains(told, "\n") {
			t.Errorf("a terminal is told %q", told)
		}
	}
}
