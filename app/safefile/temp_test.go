package safefile

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What a killed export left goes with the next one; what another export is writing stays.
func TestWhatAKilledExportLeftIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dir := os.TempDir()
	long := time.Now().Add(-time.Minute)
	writing, err := NewTemp(dir)
	if err != nil {
		t.Fatal(err)
	}
	copying, remove, err := NewTempDir()
	if err != nil {
		t.Fatal(err)
	}
	left, leftDir, other := filepath.Join(dir, tempPrefix+"1"), filepath.Join(dir, tempPrefix+"2"), filepath.Join(dir, "lab.zip")
	if err := os.Mkdir(leftDir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{left, other, filepath.Join(leftDir, "held"), filepath.Join(leftDir, "records.db")} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{left, leftDir, other, writing.Name(), copying} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	next, err := NewTemp(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{left: false, leftDir: false, other: true, writing.Name(): true, copying: true, next.Name(): true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s is there: %t, want %t", filepath.Base(path), err == nil, want)
		}
	}
	writing.GiveUp()
	next.GiveUp()
	remove()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("%d files are left (%v), want 1", len(entries), err)
	}
}
