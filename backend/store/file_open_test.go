package store

import (
	"bytes"
	"context"
	"database/sql"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"

	"npt/backend/classroom"
)

// rawFile makes a SQLite file with the statements, which is not ours unless they say so.
func rawFile(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open(sqlite.DriverName, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
}

// fileBytes returns all files of the folder by name.
func fileBytes(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, entry := range must(os.ReadDir(dir))(t) {
		files[entry.Name()] = must(os.ReadFile(filepath.Join(dir, entry.Name())))(t)
	}
	return files
}

func TestOpenRefusesAndHarmsNothing(t *testing.T) {
	write := func(text string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	sqliteFile := func(statements ...string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) { rawFile(t, path, statements...) }
	}
	ours := "PRAGMA application_id = 1313887346" // NPTr
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want string // in the message
	}{
		{"a text", write("Dear diary, today I was not a database."), "not a data file of this app"},
		{"a few bytes", write("hi"), "not a data file of this app"},
		{"an old start of a file", write("SQLite format 3\x00"), "not a data file of this app"},
		{"garbage after the right start", write("SQLite format 3\x00" + strings.Repeat("garbage", 1000)), "not a data file of this app"},
		{"another program's", sqliteFile("CREATE TABLE songs (title)"), "belongs to another program"},
		{"another program's with a log", sqliteFile("PRAGMA journal_mode = WAL", "CREATE TABLE songs (title)"), "belongs to another program"},
		{"another program's mark", sqliteFile("PRAGMA application_id = 7"), "belongs to another program"},
		{"a newer version's", sqliteFile(ours, "PRAGMA user_version = 99", "CREATE TABLE marks (id)"), "newer version"},
		{"a damaged file of ours", func(t *testing.T, path string) {
			whole := must(os.ReadFile("testdata/v1.db"))(t)
			write(string(whole[:6000]))(t, path)
		}, "is damaged"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "npt.db")
			tt.make(t, path)
			before := fileBytes(t, dir)
			s, err := Open(t.Context(), path)
			if err == nil {
				s.Close()
				t.Fatal("it opened")
			}
			e := wantCode(t, err, classroom.CodeUnavailable)
			if !strings.Contains(e.Message, tt.want) || !strings.Contains(e.Message, path) {
				t.Errorf("message %q, want %q in it", e.Message, tt.want)
			}
			after := fileBytes(t, dir)
			if len(after) != len(before) && tt.want != "is damaged" { // which shows only once it is open
				t.Errorf("the folder has %d files after, %d before", len(after), len(before))
			}
			for name, want := range before {
				if !bytes.Equal(after[name], want) {
					t.Errorf("%s has changed", name)
				}
			}
		})
	}
}

func TestOpenTakesAFileThatWasNeverFinished(t *testing.T) {
	for name, statements := range map[string][]string{
		"no bytes":  nil,
		"no tables": {"PRAGMA journal_mode = WAL"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "npt.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			rawFile(t, path, statements...)
			createSession(t, openStore(t, path), "prof", "lab")
		})
	}
}

func TestOpenWhereNothingCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"a folder under a file": filepath.Join(file, "data", "npt.db"),
		"a file under a file":   filepath.Join(file, "npt.db"),
		"a folder":              dir,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), path)
			if e := wantCode(t, err, classroom.CodeUnavailable); !strings.Contains(e.Message, "cannot be written") {
				t.Errorf("message %q", e.Message)
			}
		})
	}
}

// mountTmpfs mounts a small file system, and skips the test where that is not allowed.
func mountTmpfs(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", options, "npt-test", dir).Run(); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		// Lazily: a failed test may have left a file open.
		if err := exec.CommandContext(context.Background(), "umount", "-l", dir).Run(); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestOpenOnAReadOnlyDisk(t *testing.T) {
	dir := mountTmpfs(t, "size=4m")
	path := filepath.Join(dir, "npt.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	createSession(t, s, "prof", "lab")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := fileBytes(t, dir)
	if err := exec.CommandContext(t.Context(), "mount", "-o", "remount,ro", dir).Run(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, filepath.Join(dir, "new.db"), filepath.Join(dir, "new", "npt.db")} {
		_, err := Open(t.Context(), path)
		if e := wantCode(t, err, classroom.CodeUnavailable); !strings.Contains(e.Message, "cannot be written") {
			t.Errorf("%s: message %q", path, e.Message)
		}
	}
	if after := fileBytes(t, dir); len(after) != 2 || !maps.EqualFunc(after, before, bytes.Equal) { // the file and its note
		t.Error("the files have changed")
	}
}

func TestAFullDisk(t *testing.T) {
	dir := mountTmpfs(t, "size=3m")
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 4<<20), 0o600); err == nil {
		t.Fatal("the filler fits")
	}
	_, err := Open(t.Context(), filepath.Join(dir, "npt.db"))
	wantCode(t, err, classroom.CodeUnavailable)
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}

	path := filepath.Join(dir, "npt.db")
	s := openStore(t, path)
	session := createSession(t, s, "prof", "lab")
	kept := fillUp(t, s)
	wantKept(t, s, session.ID, kept)
	if err := s.Close(); err != nil {
		t.Errorf("closing on a full disk: %v", err)
	}
	s = openStore(t, path)
	wantKept(t, s, session.ID, kept)
	deletion, _, err := s.DeleteSession(t.Context(), session.ID)
	if err == nil {
		err = s.FinishDelete(t.Context(), deletion)
	}
	if err != nil {
		t.Logf("deleting on a full disk: %v", err)
	}
}

func TestAFullFileIsFreedAgain(t *testing.T) {
	s, session := newStore(t)
	execRaw(t, s, "PRAGMA max_page_count = 300")
	kept := fillUp(t, s)
	wantKept(t, s, session.ID, kept)
	tasks := queueTogether(t, s, []classroom.NewRecord{large("A", 1<<20), newRecord("B", "small", 1), large("C", 1<<20)})
	<-tasks[2].done
	wantCode(t, tasks[0].err, classroom.CodeUnavailable)
	execRaw(t, s, "PRAGMA max_page_count = 100000")
	save(t, s, large("A", 1<<20))
	wantTallies(t, s, session.ID)
}

// large is an entry of so many bytes.
func large(student string, size int) classroom.NewRecord {
	e := newRecord(student, "large", 1)
	e.Payload.Data = make([]byte, size)
	return e
}

// fillUp keeps records until the disk takes no more, and returns how many it took.
func fillUp(t *testing.T, s *Store) int {
	t.Helper()
	for i := range 1000 {
		e := large("Alice", 100_000)
		e.Question = string(rune('a'+i/26)) + string(rune('a'+i%26))
		_, err := s.Save(t.Context(), e)
		if err == nil {
			continue
		}
		e2 := wantCode(t, err, classroom.CodeUnavailable)
		if e2.RetryAfter <= 0 || !strings.Contains(e2.Message, "disk") {
			t.Errorf("message %q, retry after %v", e2.Message, e2.RetryAfter)
		}
		if i == 0 {
			t.Fatal("nothing fits at all")
		}
		return i
	}
	t.Fatal("it is never full")
	return 0
}

func wantKept(t *testing.T, s *Store, session int64, records int) {
	t.Helper()
	if got := must(s.Session(t.Context(), session))(t).Records; got != records {
		t.Errorf("%d records, want %d", got, records)
	}
	wantSound(t, s)
	wantTallies(t, s, session)
}

// wantSound has SQLite check the whole file.
func wantSound(t *testing.T, s *Store) {
	t.Helper()
	var verdict string
	if err := s.readers.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity_check: %s, %v", verdict, err)
	}
	var orphans int
	if err := s.readers.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&orphans); err != nil || orphans != 0 {
		t.Errorf("foreign_key_check: %d, %v", orphans, err)
	}
}
