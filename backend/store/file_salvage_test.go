package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// zeroPages zeroes the pages of a file that which selects, and returns how many.
func zeroPages(t *testing.T, path, which string) (n int) {
	t.Helper()
	db := must(sql.Open("sqlite", path))(t)
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), "SELECT pageno FROM dbstat WHERE "+which)
	if err != nil {
		t.Skipf("this SQLite has no dbstat: %v", err)
	}
	defer rows.Close()
	f := must(os.OpenFile(path, os.O_RDWR, 0))(t)
	defer f.Close()
	for ; rows.Next(); n++ {
		var page int64
		if err := rows.Scan(&page); err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteAt(make([]byte, 4096), (page-1)*4096); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return n
}

// What can be read of a damaged file is in a new one, which is whole and counts right; the damaged one stays
// as it is.
func TestWhatCanBeReadIsSalvaged(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "npt.db")
	s := openStore(t, whole)
	lab := createSession(t, s, "prof", "lab")
	for i := range 200 {
		save(t, s, large(fmt.Sprint("S", i%50), 3_000))
	}
	for i := range 200 {
		e := newRecord(fmt.Sprint("S", i%50), fmt.Sprint("q", i/50), i)
		save(t, s, derived(e))
	}
	total := must(s.Session(t.Context(), lab.ID))(t).Records
	for _, c := range []struct {
		name, pages string
		most        int // records that may be lost
	}{
		{"answers", "name = 'payloads' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1", 60},
		{"records", "name = 'records' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 1", 60},
		{"an index", "name = 'records_by_session' AND pagetype = 'leaf' ORDER BY path LIMIT 1", 0},
		{"texts", "name = 'texts' AND pagetype = 'leaf' ORDER BY path LIMIT 1", 0},
		{"students", "name = 'senders' AND pagetype = 'leaf' ORDER BY path LIMIT 1", total},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			damaged, to := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "to.db")
			if err := s.CopyTo(t.Context(), damaged); err != nil {
				t.Fatal(err)
			}
			if n := zeroPages(t, damaged, c.pages); n != 1 {
				t.Fatalf("%d pages were damaged", n)
			}
			before := must(os.ReadFile(damaged))(t)
			found, err := Salvage(t.Context(), damaged, to)
			if err != nil {
				t.Fatal(err)
			}
			if string(must(os.ReadFile(damaged))(t)) != string(before) {
				t.Error("the damaged file has changed")
			}
			if !IsWhole(t.Context(), to) {
				t.Fatal("the new file is not whole")
			}
			if found.Records < total-c.most || found.Records == total && c.most > 0 || c.most > 0 && found.Lost == 0 {
				t.Errorf("of %d records %+v", total, found)
			}
			wantReadable(t, to, lab.ID, found.Records)
		})
	}
	if _, err := Salvage(t.Context(), "testdata/none.db", filepath.Join(t.TempDir(), "to.db")); err == nil {
		t.Error("a file that is not there was salvaged")
	}
}

// wantReadable opens a salvaged file and wants so many records, each with its answer and counted.
func wantReadable(t *testing.T, path string, session int64, want int) {
	t.Helper()
	s := openStore(t, path)
	if _, err := s.MendCounts(t.Context()); err != nil {
		t.Fatal(err)
	}
	n, counted := 0, must(s.Session(t.Context(), session))(t).Records
	err := walkSession(t, s, session, func(_ classroom.Record, p payload.Payload) error {
		if n++; p.Type == payload.TypeUnreadable {
			t.Error("an answer cannot be read")
		}
		return nil
	})
	if err != nil || n != want || counted != want {
		t.Errorf("%d records, %d are counted, want %d (%v)", n, counted, want, err)
	}
	save(t, s, newRecord("new", "9", 1))
}
