package instance

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// running is an app that has a data folder, as far as this package needs one.
func running(t *testing.T) (*Folder, *Control) {
	t.Helper()
	folder, err := Lock(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	control, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(control.Close(), folder.Close()); err != nil {
			t.Error(err)
		}
	})
	return folder, control
}

func TestSecondStart(t *testing.T) {
	folder, control := running(t)
	shown := 0
	control.Handle(Activate, func() error { shown++; return nil })
	control.Handle(Quit, func() error { return errors.New("not now") })

	_, err := Lock(folder.Path())
	if other, is := errors.AsType[*RunningError](err); !is || other.Path != folder.Path() {
		t.Fatalf("a second start got %v, want that the app is running", err)
	}
	if err := Ask(t.Context(), folder.Path(), Activate); err != nil || shown != 1 {
		t.Errorf("asking gave %v and showed the window %d times, want once", err, shown)
	}
	if err := Ask(t.Context(), folder.Path(), Quit); err == nil || err.Error() != "not now" {
		t.Errorf("a refusal came as %v", err)
	}
}

func TestControlNeedsItsToken(t *testing.T) {
	folder, control := running(t)
	control.Handle(Quit, func() error { t.Error("someone without the token ended the app"); return nil })
	info, err := readControlInfo(folder.Path())
	if err != nil {
		t.Fatal(err)
	}
	info.Token = "guessed"
	if _, err := askOnce(t.Context(), info, Quit, nil); !errors.Is(err, ErrNobody) {
		t.Errorf("a wrong token got %v", err)
	}
	file, err := os.Stat(controlFile(folder.Path()))
	if err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("the token is in a file of mode %v, %v", file.Mode(), err)
	}
}

func TestAskNobody(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := Ask(ctx, t.TempDir(), Activate); !errors.Is(err, ErrNobody) {
		t.Errorf("asking where nothing runs gave %v", err)
	}
}

func TestQuitRunningWaitsUntilTheFolderIsFree(t *testing.T) {
	folder, control := running(t)
	control.Handle(Quit, func() error {
		time.AfterFunc(3*askPause, func() { _ = folder.Close() })
		return nil
	})
	if err := QuitRunning(t.Context(), folder.Path()); err != nil {
		t.Fatal(err)
	}
	if err := QuitRunning(t.Context(), t.TempDir()); !errors.Is(err, ErrNobody) {
		t.Errorf("where nothing runs it says %v", err)
	}
}
