package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var t0 = time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)

func writing(text string) func(context.Context, string) error {
	return func(_ context.Context, path string) error { return os.WriteFile(path, []byte(text), 0o600) }
}

// sized writes a file of that size which takes no room.
func sized(n int64) func(context.Context, string) error {
	return func(_ context.Context, path string) error {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return err
		}
		return os.Truncate(path, n)
	}
}

func mustMake(t *testing.T, f Folder, after time.Duration, cause Cause, write func(context.Context, string) error) Copy {
	t.Helper()
	c, err := f.Make(t.Context(), t0.Add(after), cause, write)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func copies(t *testing.T, f Folder) []Copy {
	t.Helper()
	all, err := f.Copies()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheLastTenStay(t *testing.T) {
	f := Folder{Path: filepath.Join(t.TempDir(), "backups"), Of: "0123abcd"}
	if len(copies(t, f)) != 0 {
		t.Fatal("there are copies in a folder that is not there")
	}
	for i := range 13 {
		mustMake(t, f, time.Duration(i)*time.Minute, Regular, writing("x"))
	}
	all := copies(t, f)
	if len(all) != Kept || !all[0].At.Equal(t0.Add(12*time.Minute)) || !all[9].At.Equal(t0.Add(3*time.Minute)) {
		t.Errorf("%d stay, %+v", len(all), all)
	}
	if all[0].Cause != Regular || all[0].Bytes != 1 {
		t.Errorf("the newest is %+v", all[0])
	}
	// Two of one moment are two, and another's copies and files are nobody's business.
	strange := []string{"npt-ffffffff-20260211T140000.000Z-start.db", "notes.txt", "npt-0123abcd-20260211T140000.000Z-start.db-journal"}
	for _, name := range strange {
		if err := writing("y")(t.Context(), filepath.Join(f.Path, name)); err != nil {
			t.Fatal(err)
		}
	}
	mustMake(t, f, time.Hour, ByHand, writing("a"))
	mustMake(t, f, time.Hour, ByHand, writing("b"))
	if all = copies(t, f); len(all) != Kept || all[0].Path == all[1].Path || !all[0].At.Equal(all[1].At) {
		t.Errorf("%+v", all)
	}
	for _, name := range strange {
		if !exists(filepath.Join(f.Path, name)) {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestTheCapHolds(t *testing.T) {
	f := Folder{Path: t.TempDir(), Of: "0123abcd"}
	for i := range 4 {
		mustMake(t, f, time.Duration(i)*time.Minute, Regular, sized(Cap/3))
	}
	if n := len(copies(t, f)); n != 3 {
		t.Errorf("%d stay of a third of the cap each", n)
	}
	mustMake(t, f, time.Hour, Regular, sized(Cap+1))
	if all := copies(t, f); len(all) != 1 || all[0].Bytes != Cap+1 {
		t.Errorf("beside one that is larger than the cap there are %+v", all)
	}
}

// A copy that fails leaves nothing, and takes nothing away.
func TestACopyThatFailsLeavesNothing(t *testing.T) {
	f := Folder{Path: t.TempDir(), Of: "0123abcd"}
	first := mustMake(t, f, 0, AtStart, writing("whole"))
	full := errors.New("the disk is full")
	fails := func(ctx context.Context, path string) error { return errors.Join(writing("ha")(ctx, path), full) }
	if _, err := f.Make(t.Context(), t0.Add(time.Hour), Regular, fails); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if err := f.Replace(t.Context(), first, fails); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	// What a killed one left goes with the next.
	killed := filepath.Join(f.Path, f.nameOf(t0, Regular, 0)+afterwards)
	if err := writing("ha")(t.Context(), killed); err != nil {
		t.Fatal(err)
	}
	if err := f.Replace(t.Context(), first, writing("new")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(f.Path)
	if text, _ := os.ReadFile(first.Path); err != nil || len(entries) != 1 || string(text) != "new" {
		t.Errorf("%d files, the copy has %q (%v)", len(entries), text, err)
	}
}

// A second folder that hangs, goes and comes back holds nobody up, and has the newest copy in the end.
func TestASecondFolderThatComesAndGoes(t *testing.T) {
	own := Folder{Path: t.TempDir(), Of: "0123abcd"}
	stick := filepath.Join(t.TempDir(), "stick")
	changes := make(chan struct{}, 10)
	s := NewSecond(func() { changes <- struct{}{} })
	s.Use(Bring(t.Context(), own))
	if path, state := s.State(); path != "" || state != Unnamed {
		t.Errorf("without one it is %q %q", path, state)
	}
	s.Name(Folder{Path: stick, Of: own.Of})
	want := func(want State) {
		t.Helper()
		<-changes
		if _, state := s.State(); state != want {
			t.Errorf("it is %q, want %q", state, want)
		}
	}
	mustMake(t, own, 0, AtStart, writing("one"))
	s.Use(Bring(t.Context(), own))
	if want(Away); exists(stick) {
		t.Error("a folder was made in the place of the missing stick")
	}
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	s.Use(Bring(t.Context(), own))
	want(Ready)
	if all := copies(t, Folder{Path: stick, Of: own.Of}); len(all) != 1 || all[0].Cause != AtStart {
		t.Errorf("it has %+v", all)
	}
	hung, begun := make(chan struct{}), make(chan struct{})
	s.Use(func(Folder) error { close(begun); <-hung; return nil })
	<-begun
	for i := 1; i < 4; i++ {
		mustMake(t, own, time.Duration(i)*time.Minute, Regular, writing("more"))
		s.Use(Bring(t.Context(), own)) // returns
	}
	s.Use(func(f Folder) error { return errors.Join(Bring(t.Context(), own)(f), errors.New("full")) })
	close(hung)
	want(Refused)
	if all := copies(t, Folder{Path: stick, Of: own.Of}); len(all) != 2 || !all[0].At.Equal(t0.Add(3*time.Minute)) {
		t.Errorf("it has %+v", all)
	}
}
