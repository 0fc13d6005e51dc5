package app

import (
	"path/filepath"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// A copy is made while the app runs; it is restored once the app is closed, and refused before.
func TestBackupAndRestoreOnTheCommandLine(t *testing.T) {
	data, file := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "copy.db")
	run := func(args ...string) (string, error) {
		out, err := enginetest.Command(t, append(args, "--data", data)...).CombinedOutput()
		return string(out), err
	}
	if out, err := run("backup", file); err == nil || !strings.Contains(out, "there are no records") {
		t.Errorf("of no folder: %q (%v)", out, err)
	}
	t.Run("while it runs", func(t *testing.T) {
		lab := enginetest.OpenIn(t, data)
		lab.MustSend()
		if out, err := run("backup", file); err != nil || strings.TrimSpace(out) != file {
			t.Errorf("backup: %q (%v)", out, err)
		}
		if out, err := run("backup", file); err == nil || !strings.Contains(out, "is there already") {
			t.Errorf("once more: %q (%v)", out, err)
		}
		lab.MustSend("question_nb", "2")
		if out, err := run("restore", file); err == nil || !strings.Contains(out, "the app is running") || !strings.Contains(out, "npt quit") {
			t.Errorf("restore: %q (%v)", out, err)
		}
	})
	if out, err := run("restore", filepath.Join(data, "npt.lock")); err == nil || len(out) < 20 {
		t.Errorf("restore of no copy: %q (%v)", out, err)
	}
	if out, err := run("restore", file); err != nil || !strings.HasPrefix(out, "Restored: 1 sessions with 1 answers.") {
		t.Errorf("restore: %q (%v)", out, err)
	}
	t.Run("after", func(t *testing.T) {
		if n := len(enginetest.OpenIn(t, data).Records()); n != 1 {
			t.Errorf("%d records", n)
		}
	})
}
