package store

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/backend/classroom"
)

// A data file that lost its sessions while the app was away is damaged, not new, and stays as it
// is with all that is beside it.
func TestAFileThatLostItsSessionsIsNotTakenForANewOne(t *testing.T) {
	cut := func(size int64) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.Truncate(path, size); err != nil {
				t.Fatal(err)
			}
		}
	}
	write := func(data []byte) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, tt := range []struct {
		name     string
		isKilled bool // the app was, so that the log has all or some of it
		damage   func(t *testing.T, path string)
	}{
		{"empty", false, cut(0)},
		{"ten bytes", false, cut(10)},
		{"its first half", false, cut(64 << 10)},
		{"without its last page", false, func(t *testing.T, path string) { cut(stampOf(path).size-4096)(t, path) }},
		{"zeroed", false, write(make([]byte, 64<<10))},
		{"empty beside its log", true, cut(0)},
		{"gone beside its log", true, func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}},
		{"an empty database", false, func(t *testing.T, path string) {
			write(nil)(t, path)
			rawFile(t, path, "PRAGMA journal_mode = DELETE", "VACUUM")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "records.db")
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			createSession(t, s, "prof", "lab")
			for _, name := range []string{"Ada", "Bea", "Cem"} {
				save(t, s, large(name, 50_000))
			}
			if tt.isKilled {
				killed := filepath.Join(t.TempDir(), "records.db")
				for _, end := range []string{"", "-wal", "-shm"} {
					if err := copyBytes(path+end, killed+end); err != nil {
						t.Fatal(err)
					}
				}
				dir, path = filepath.Dir(killed), killed
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			tt.damage(t, path)
			before := fileBytes(t, dir)
			toRead := func(ctx context.Context, path string) (*Store, error) {
				return OpenToRead(ctx, path, func() (string, error) { return t.TempDir(), nil })
			}
			for _, open := range []func(context.Context, string) (*Store, error){Open, Open, toRead} {
				s, err := open(t.Context(), path)
				if err == nil {
					s.Close()
					t.Fatal("it opened")
				}
				if e := wantCode(t, err, classroom.CodeUnavailable); !strings.HasPrefix(e.Message, path+" held sessions and is empty or damaged now") {
					t.Errorf("message %q", e.Message)
				}
			}
			if after := fileBytes(t, dir); !maps.EqualFunc(before, after, bytes.Equal) {
				t.Errorf("the folder has %d files after, %d before, or one of them has changed", len(after), len(before))
			}
		})
	}
}

// Whoever moves a file away begins anew, and a start that is cut off then is none of the old file.
func TestAFileThatWasMovedAwayIsMissedByNobody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "records.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	createSession(t, s, "prof", "lab")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil || exists(path+noteEnd) {
		t.Errorf("the note of the old file is there (%v)", err)
	}
	if err := os.Truncate(path, 0); err != nil { // it had no sessions
		t.Fatal(err)
	}
	createSession(t, openStore(t, path), "prof", "lab")
	if !exists(path + noteEnd) {
		t.Error("there is no note of the new sessions")
	}
}

func TestAFileFromBeforeTheNoteGetsOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "records.db")
	if err := copyBytes("testdata/v8.db", path); err != nil {
		t.Fatal(err)
	}
	if openStore(t, path); !exists(path + noteEnd) {
		t.Error("there is none")
	}
}

// In a folder that was there before, the data file is the user's alone too.
func TestOthersCannotReadTheDataFile(t *testing.T) {
	for _, isThere := range []bool{false, true} {
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "records.db")
		if isThere {
			if err := copyBytes("testdata/v8.db", path); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s := openStore(t, path)
		createSession(t, s, "prof", "more")
		for _, entry := range must(os.ReadDir(dir))(t) {
			if info := must(entry.Info())(t); info.Mode().Perm() != 0o600 {
				t.Errorf("there before: %t: %s has the permissions %o", isThere, entry.Name(), info.Mode().Perm())
			}
		}
	}
}
