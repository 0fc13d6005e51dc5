package engine_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
	"npt/backend/backup"
)

// openChecked opens an app that checks and copies its file at once.
func openChecked(t *testing.T, dir string, change ...func(*engine.Config)) (*engine.Engine, error) {
	t.Helper()
	config := enginetest.Config(dir)
	config.CheckAfter = time.Millisecond
	for _, f := range change {
		f(&config)
	}
	return engine.Open(t.Context(), config)
}

func causes(t *testing.T, e *engine.Engine) (all []string) {
	t.Helper()
	copies, err := e.Backups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range copies {
		if c.Problem != nil {
			t.Error(c.Problem)
		}
		all = append(all, fmt.Sprint(c.Cause, " ", c.Contents.Records))
	}
	return all
}

func hasNotice(e *engine.Engine, code string) bool {
	return slices.ContainsFunc(e.Notices(), func(n engine.Notice) bool { return n.Code == code })
}

// A copy is made at a start after which something was written, at each tick while a session is open and
// something came, and before a session is deleted for good.
func TestWhenCopiesAreMade(t *testing.T) {
	lab := enginetest.Open(t)
	lab.MustSend()
	ticks, done := make(chan time.Time), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { lab.CopyRegularly(ctx, ticks); close(done) }()
	ticks <- time.Now()
	ticks <- time.Now() // nothing came since
	ticks <- time.Now() // and the second tick was done with
	if got := causes(t, lab.Engine); !slices.Equal(got, []string{"regular 1"}) {
		t.Errorf("copies %q", got)
	}
	lab.MustSend("question_nb", "2")
	if err := lab.API.CloseSession(lab.Session); err != nil {
		t.Fatal(err)
	}
	ticks <- time.Now()
	cancel()
	<-done
	if got := causes(t, lab.Engine); len(got) != 1 {
		t.Errorf("with no session open there are %q", got)
	}
	if err := lab.Trash.RemoveSession(t.Context(), lab.Session); err != nil {
		t.Fatal(err)
	}
	if got := causes(t, lab.Engine); !slices.Equal(got, []string{"deletion 2", "regular 1"}) {
		t.Errorf("copies %q", got)
	}
}

// The copy of before a deletion has the session that was deleted: restoring it brings everything back, keeps
// the present file as a copy, and a second start changes nothing more.
func TestACopyIsRestored(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("before", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		for i := range 5 {
			lab.SendAs(fmt.Sprint("S", i), "1", "str", "x")
		}
		if err := lab.Trash.RemoveSession(t.Context(), lab.Session); err != nil {
			t.Fatal(err)
		}
		copies, err := lab.Backups(t.Context())
		if err != nil || len(copies) != 1 || copies[0].Contents.Sessions[0].Name != "lab-1" {
			t.Fatalf("%+v, %v", copies, err)
		}
		if err := lab.Restore(t.Context(), filepath.Join(dir, "npt.lock")); err == nil || lab.RestartWanted() {
			t.Error("what is no copy was restored")
		}
		if err := lab.Restore(t.Context(), copies[0].Path); err != nil || !lab.RestartWanted() {
			t.Fatal(err)
		}
		if sessions, err := lab.API.Sessions(); err != nil || len(sessions) != 0 {
			t.Errorf("before the app starts again there are %d sessions (%v)", len(sessions), err)
		}
	})
	for range 2 {
		t.Run("after", func(t *testing.T) {
			lab := enginetest.OpenIn(t, dir)
			if n := len(lab.Records()); n != 5 {
				t.Errorf("%d records", n)
			}
			if got := causes(t, lab.Engine); !slices.Equal(got, []string{"restoring 0", "deletion 5"}) {
				t.Errorf("copies %q", got)
			}
		})
	}
}

// Each moment at which a restoring may be killed leads to the restored file, with the present one kept.
func TestAKilledRestoringIsFinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("before", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		lab.MustSend()
		made, err := lab.MakeBackup(t.Context(), backup.ByHand)
		if err != nil {
			t.Fatal(err)
		}
		lab.MustSend("question_nb", "2")
		if err := lab.Restore(t.Context(), made.Path); err != nil {
			t.Fatal(err)
		}
	})
	file := instance.Database(dir)
	for name, kill := range map[string]func(dir string) error{
		"before the file is put away": func(string) error { return nil },
		"while the copy was staged": func(dir string) error {
			return os.WriteFile(instance.Staged(dir)+".part", []byte("ha"), 0o600)
		},
		"once the file is put away": func(dir string) error {
			return os.Rename(instance.Database(dir), instance.Replaced(dir))
		},
		"once the copy is in its place": func(dir string) error {
			return errors.Join(os.Rename(instance.Database(dir), instance.Replaced(dir)), os.Rename(instance.Staged(dir), instance.Database(dir)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			killed := filepath.Join(t.TempDir(), "data")
			if err := errors.Join(os.CopyFS(killed, os.DirFS(dir)), kill(killed)); err != nil {
				t.Fatal(err)
			}
			lab := enginetest.OpenIn(t, killed)
			if records := lab.Records(); len(records) != 1 || records[0].Question != "1" {
				t.Errorf("records %+v", records)
			}
			for _, left := range []string{instance.Staged(killed), instance.Replaced(killed)} {
				if _, err := os.Stat(left); err == nil {
					t.Errorf("%s is left", filepath.Base(left))
				}
			}
		})
	}
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
}

// A damaged file is not copied over good copies; the error of one that cannot be opened names the newest
// good copy, and restoring it sets the damaged file aside with its log.
func TestADamagedFileLeadsToTheNewestGoodCopy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("before", func(t *testing.T) {
		lab := enginetest.OpenIn(t, dir)
		for i := range 5 {
			lab.SendAs(fmt.Sprint("S", i), "1", "str", "x")
		}
		if _, err := lab.MakeBackup(t.Context(), backup.ByHand); err != nil {
			t.Fatal(err)
		}
		bad, err := lab.MakeBackup(t.Context(), backup.ByHand)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(bad.Path, bad.Bytes/2); err != nil {
			t.Fatal(err)
		}
	})
	if err := os.WriteFile(instance.Database(dir), make([]byte, 64<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openChecked(t, dir)
	damaged, isDamaged := errors.AsType[*engine.DamagedError](err)
	if !isDamaged || damaged.Copy.Contents.Records != 5 {
		t.Fatalf("error %v", err)
	}
	holds, err := engine.RestoreIn(t.Context(), dir, damaged.Copy.Path)
	if err != nil || holds.Records != 5 {
		t.Fatalf("%+v, %v", holds, err)
	}
	aside, err := filepath.Glob(filepath.Join(instance.Backups(dir), "set-aside-*.db"))
	if info, gone := os.Stat(aside[0]); err != nil || gone != nil || info.Size() != 64<<10 {
		t.Errorf("the damaged file is not kept: %v, %v", aside, err)
	}
	lab := enginetest.OpenIn(t, dir)
	if n := len(lab.Records()); n != 5 {
		t.Errorf("%d records", n)
	}
	if _, err := engine.RestoreIn(t.Context(), dir, damaged.Copy.Path); err == nil {
		t.Error("a copy was restored while the app runs")
	}
}

// A start makes a copy of what an earlier run wrote, once.
func TestACopyAtTheStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("fill", func(t *testing.T) { enginetest.OpenIn(t, dir).MustSend() })
	for i := range 3 {
		e, err := openChecked(t, dir, func(c *engine.Config) { c.Owner, c.Sessions = "", nil })
		if err != nil {
			t.Fatal(err)
		}
		if isFirst := i == 0; isFirst != e.CopyIsDue() {
			t.Errorf("at start %d a copy is due: %t", i+1, !isFirst)
		}
		enginetest.Eventually(t, "the copy", func() bool { return len(causes(t, e)) == 1 && !e.CopyIsDue() })
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A copy that cannot be made is said, until one is made.
func TestAFailedCopyIsSaid(t *testing.T) {
	lab := enginetest.Open(t)
	in := instance.Backups(lab.DataFolder())
	if err := os.WriteFile(in, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := lab.MakeBackup(t.Context(), backup.ByHand); err == nil || !hasNotice(lab.Engine, "backup_failed") {
		t.Errorf("error %v", err)
	}
	if err := os.Remove(in); err != nil {
		t.Fatal(err)
	}
	if _, err := lab.MakeBackup(t.Context(), backup.ByHand); err != nil || hasNotice(lab.Engine, "backup_failed") {
		t.Errorf("error %v", err)
	}
}

// The second folder is used when it is there, and said when it is not.
func TestTheSecondFolder(t *testing.T) {
	lab := enginetest.Open(t)
	lab.MustSend()
	stick := filepath.Join(t.TempDir(), "stick")
	for _, path := range []string{"stick", filepath.Join(lab.DataFolder(), "more")} {
		if err := lab.SetSecondFolder(t.Context(), path); err == nil {
			t.Errorf("%s was taken", path)
		}
	}
	if err := lab.SetSecondFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the notice", func() bool { return hasNotice(lab.Engine, "backup_away") })
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := lab.MakeBackup(t.Context(), backup.ByHand); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "the copy", func() bool {
		entries, err := os.ReadDir(stick)
		_, state := lab.SecondFolder()
		return err == nil && len(entries) == 1 && state == backup.Ready
	})
	if hasNotice(lab.Engine, "backup_away") {
		t.Error("the notice is still there")
	}
}
