package store

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// openToRead opens the file at path as a second process does.
func openToRead(t *testing.T, path string) *Store {
	t.Helper()
	s, err := OpenToRead(t.Context(), path, func() (string, error) { return t.TempDir(), nil })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// wantUnchanged checks that the folder has the files that it had; -shm is SQLite's memory
// between processes, and no data.
func wantUnchanged(t *testing.T, dir string, before map[string][]byte) {
	t.Helper()
	after := fileBytes(t, dir)
	for name := range after {
		if before[name] != nil && filepath.Ext(name) == ".db-shm" {
			after[name] = before[name]
		}
	}
	if !maps.EqualFunc(before, after, bytes.Equal) {
		t.Errorf("the folder has %d files after, %d before, or one of them has changed", len(after), len(before))
	}
}

func texts(t *testing.T, s *Store, session int64) (all []string) {
	t.Helper()
	err := walkSession(t, s, session, func(_ classroom.Record, p payload.Payload) error {
		all = append(all, string(p.Data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestReadingBesideTheAppChangesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "npt.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	session := createSession(t, s, "prof", "lab")
	for i, name := range []string{"Ada", "Bea", "Cem"} {
		save(t, s, newRecord(name, "1", i))
		save(t, s, newRecord(name, "2", i))
	}
	f := classroom.RecordFilter{SessionID: session.ID, Questions: []string{"2"}}
	deleted := must(s.DeleteRecords(t.Context(), classroom.RecordSelection{All: true, Filter: f}))(t)
	before := fileBytes(t, dir)
	reader := openToRead(t, path)
	if got := texts(t, reader, session.ID); len(got) != 3 || got[0] != "Ada's answer to 1 at 0" {
		t.Errorf("a second process reads %q", got)
	}
	_, err = reader.CreateSession(t.Context(), classroom.Session{Owner: "prof", Name: "more", CreatedAt: t0})
	wantCode(t, err, classroom.CodeUnavailable)
	wantCode(t, reader.EnsureOwner(t.Context(), "other", t0), classroom.CodeUnavailable)
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	wantUnchanged(t, dir, before)

	save(t, s, newRecord("Bea", "2", 9)) // and the deleted stay deleted
	wantTallies(t, s, session.ID)
	if got := must(s.Session(t.Context(), session.ID))(t).Records; got != 4 {
		t.Errorf("%d records, want 4", got)
	}
	if got := texts(t, openToRead(t, path), session.ID); len(got) != 4 {
		t.Errorf("a second process reads %q", got)
	}
	if err := s.FinishDelete(t.Context(), deleted.ID); err != nil {
		t.Fatal(err)
	}
	wantKept(t, s, session.ID, 4)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A killed app leaves a log with all that it wrote, here beside a file from before.
func TestReadingWhatAKilledAppLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "npt.db")
	s := openStore(t, path)
	session := createSession(t, s, "prof", "lab")
	save(t, s, newRecord("Ada", "1", 1))
	save(t, s, newRecord("Ada", "2", 1))
	f := classroom.RecordFilter{SessionID: session.ID, Questions: []string{"2"}}
	must(s.DeleteRecords(t.Context(), classroom.RecordSelection{All: true, Filter: f}))(t)
	for _, ends := range [][]string{{"", "-wal"}, {"", "-wal", "-shm"}} {
		dir := t.TempDir()
		for _, end := range ends {
			if err := copyBytes(path+end, filepath.Join(dir, "npt.db"+end)); err != nil {
				t.Fatal(err)
			}
		}
		before := fileBytes(t, dir)
		reader := openToRead(t, filepath.Join(dir, "npt.db"))
		if got := texts(t, reader, session.ID); len(got) != 1 {
			t.Errorf("with %q it reads %q", ends, got)
		}
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
		wantUnchanged(t, dir, before)
	}
}

func TestReadingAFileOfEveryVersion(t *testing.T) {
	for version := 1; version <= newest(shipped()); version++ {
		if slices.Contains(steps, version) {
			continue
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "npt.db")
		if err := os.WriteFile(path, must(os.ReadFile(fmt.Sprintf("testdata/v%d.db", version)))(t), 0o600); err != nil {
			t.Fatal(err)
		}
		before := fileBytes(t, dir)
		reader := openToRead(t, path)
		wantSample(t, reader)
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
		wantUnchanged(t, dir, before)
		if len(fileBytes(t, dir)) != 1 {
			t.Errorf("version %d: the folder has %d files", version, len(fileBytes(t, dir)))
		}
	}
}

// What an older app left waiting for its deletion is not shown by the copy of a later one.
func TestTheTrashOfAnEarlierFileIsNotRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "npt.db")
	if err := os.WriteFile(path, must(os.ReadFile("testdata/v7.db"))(t), 0o600); err != nil {
		t.Fatal(err)
	}
	rawFile(t, path, "INSERT INTO deletions (id, session_id) VALUES (9, 1)",
		"UPDATE records SET hidden = 1, deletion = 9 WHERE question = '2'")
	if got := texts(t, openToRead(t, path), 1); len(got) != 8 {
		t.Errorf("it reads %q", got)
	}
}

func TestReadingWhereNothingCanBeWritten(t *testing.T) {
	dir := mountTmpfs(t, "size=8m")
	path := filepath.Join(dir, "npt.db")
	running := filepath.Join(t.TempDir(), "npt.db")
	s := openStore(t, running)
	session := createSession(t, s, "prof", "lab")
	save(t, s, newRecord("Ada", "1", 1))
	for _, end := range []string{"", "-wal"} { // as a killed app leaves them
		if err := copyBytes(running+end, path+end); err != nil {
			t.Fatal(err)
		}
	}
	old := filepath.Join(dir, "old.db")
	if err := copyBytes("testdata/v6.db", old); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(dir, "whole.db")
	if err := copyBytes("testdata/v9.db", whole); err != nil {
		t.Fatal(err)
	}
	if err := exec.CommandContext(t.Context(), "mount", "-o", "remount,ro", dir).Run(); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, openToRead(t, path), session.ID); len(got) != 1 {
		t.Errorf("it reads %q", got)
	}
	wantSample(t, openToRead(t, old))
	wantSample(t, openToRead(t, whole))
}
