package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"npt/backend/classroom"
)

// A copy is one state of the file, whole, whoever writes meanwhile; nobody else can read it.
func TestACopyIsWholeWhileRecordsCome(t *testing.T) {
	s, _ := newStore(t)
	for i := range 200 {
		save(t, s, large(fmt.Sprint("S", i), 5_000))
	}
	var stop atomic.Bool
	sent := make(chan int)
	go func() {
		n := 0
		for ; !stop.Load(); n++ {
			if _, err := s.Save(context.Background(), newRecord(fmt.Sprint("T", n%100), fmt.Sprint(n/100), n)); err != nil {
				t.Error(err)
				break
			}
		}
		sent <- n
	}()
	dir := t.TempDir()
	for i := range 3 {
		path := filepath.Join(dir, fmt.Sprint(i, " ?#%.db"))
		if err := s.CopyTo(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if info := must(os.Stat(path))(t); info.Mode().Perm() != 0o600 {
			t.Errorf("others may read it: %v", info.Mode())
		}
		if !IsWhole(t.Context(), path) {
			t.Error("it is not whole")
		}
		if holds := must(ReadContents(t.Context(), path))(t); holds.Records < 200 || len(holds.Sessions) != 1 {
			t.Errorf("it holds %+v", holds)
		}
	}
	stop.Store(true)
	if n := <-sent; n == 0 {
		t.Error("nobody could send meanwhile")
	}
	if err := s.CopyTo(t.Context(), filepath.Join(dir, "missing", "x.db")); err == nil {
		t.Error("a copy was made in a folder that is not there")
	}
}

// Before the tables of an older file change, and only then, somebody may copy it.
func TestAFileIsCopiedBeforeItsTablesChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "npt.db")
	if err := copyBytes("testdata/v8.db", path); err != nil {
		t.Fatal(err)
	}
	copied := path + ".copy"
	for _, want := range []int{1, 0} {
		calls := 0
		s, err := OpenAfter(t.Context(), path, func(ctx context.Context) {
			calls++
			if err := CopyClosed(ctx, path, copied); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil || calls != want {
			t.Errorf("called %d times, want %d (%v)", calls, want, err)
		}
	}
	if version := must(checkMarks(t.Context(), copied))(t); version != 8 {
		t.Errorf("the copy is of version %d", version)
	}
	if holds := must(ReadContents(t.Context(), copied))(t); holds.Records == 0 {
		t.Errorf("it holds %+v", holds)
	}
	if s, err := Open(t.Context(), filepath.Join(t.TempDir(), "new.db")); err != nil || s.Close() != nil {
		t.Error(err)
	}
}

// What is no whole data file is named and not used.
func TestADamagedCopyIsNotRestored(t *testing.T) {
	s, _ := newStore(t)
	for i := range 50 {
		save(t, s, large(fmt.Sprint("S", i), 20_000))
	}
	dir := t.TempDir()
	damaged, text, to := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "text.db"), filepath.Join(dir, "to.db")
	if err := s.CopyTo(t.Context(), damaged); err != nil {
		t.Fatal(err)
	}
	f := must(os.OpenFile(damaged, os.O_RDWR, 0))(t)
	for page := int64(20); page < 60; page++ {
		if _, err := f.WriteAt(make([]byte, 4096), page*4096); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("no data file"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{damaged, text, filepath.Join(dir, "missing.db")} {
		wantCode(t, PrepareCopy(t.Context(), from, to, Kept{}), classroom.CodeUnavailable)
		if exists(to) || IsWhole(t.Context(), from) {
			t.Errorf("%s was taken", from)
		}
	}
}
