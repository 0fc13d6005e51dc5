package store

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

func TestDeletingASessionLeavesNothingBehind(t *testing.T) {
	s, session := newStore(t)
	other := createSession(t, s, "prof", "other")
	for i := range 3 {
		e := newRecord(fmt.Sprint("S", i), "1", i)
		save(t, s, e)
		e.Session = "other"
		save(t, s, e)
	}
	deletion, records, err := s.DeleteSession(t.Context(), session.ID)
	if err != nil || records != 3 {
		t.Errorf("%d records went (%v), want 3", records, err)
	}
	if err := s.FinishDelete(t.Context(), deletion); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"sessions": 1, "parts": 1, "senders": 3, "records": 3, "payloads": 3, "texts": 3, "tallies": 1, "deletions": 0} {
		var got int
		if err := s.readers.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%d rows are left in %s, want %d", got, table, want)
		}
	}
	_, err = s.Save(t.Context(), newRecord("S1", "1", 9))
	wantCode(t, err, classroom.CodeNoSuchSession)
	wantTallies(t, s, other.ID)
}

// What an app that ends in the middle of a deletion leaves must be right too.
func TestHalfADeletionKeepsTheCounts(t *testing.T) {
	s, session := newStore(t)
	fillLab(t, s, session)
	err := s.change(t.Context(), func(tx *gorm.DB) error {
		more, err := dropSome(tx, session.ID, 5)
		if !more {
			t.Error("nothing is left")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wantTallies(t, s, session.ID)
	if got := must(s.Session(t.Context(), session.ID))(t); got.Records != 7 || got.Students != 4 {
		t.Errorf("%d records of %d students are left", got.Records, got.Students)
	}
}

// What a teacher has not seen is never deleted, whichever way it was chosen; but no
// student who sent again is missing from an export.
func TestWhatCameAnewSinceItWasChosen(t *testing.T) {
	for _, all := range []bool{false, true} {
		s, session := newStore(t)
		sel := classroom.RecordSelection{All: all, Filter: classroom.RecordFilter{SessionID: session.ID, Questions: []string{"1"}, AsOf: second(3)}}
		for i, name := range []string{"Ada", "Bea", "Cem"} {
			id := save(t, s, newRecord(name, "1", i+1)).RecordID
			if !all {
				sel.IDs = append(sel.IDs, id)
			}
		}
		save(t, s, newRecord("Bea", "1", 4))
		save(t, s, newRecord("Dan", "1", 5)) // was not there
		var got []string
		err := s.WalkRecords(t.Context(), sel, func(r classroom.Record, p payload.Payload) error {
			got = append(got, string(p.Data))
			return nil
		})
		if want := "Ada's answer to 1 at 1, Bea's answer to 1 at 4, Cem's answer to 1 at 3"; err != nil || strings.Join(got, ", ") != want {
			t.Errorf("all %t: exported %q (%v)", all, got, err)
		}
		deleted, err := s.DeleteRecords(t.Context(), sel)
		if err != nil || deleted.Count != 2 || deleted.Left != 1 {
			t.Errorf("all %t: deleted %+v (%v), want 2 and 1 left", all, deleted, err)
		}
		if left := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}, Limit: 9}))(t); names(left) != "Dan Bea" {
			t.Errorf("all %t: left are %s", all, names(left))
		}
		wantTallies(t, s, session.ID)
		if _, err := s.UndoDelete(t.Context(), deleted.ID); err != nil {
			t.Fatal(err)
		}
		sel.Filter.AsOf = second(4) // and Dan came after it
		if deleted, err = s.DeleteRecords(t.Context(), sel); err != nil || deleted.Count != 3 || deleted.Left != 0 {
			t.Errorf("all %t: seen, deleted %+v (%v), want all", all, deleted, err)
		}
	}
}

// What an earlier run of the app did not end keeps neither its start nor its end waiting: both take one
// portion, and the rest is done beside everything else.
func TestALargeDeletionKeepsNeitherStartNorEndWaiting(t *testing.T) {
	const all = 3*deleteAtOnce + 200
	path := filepath.Join(t.TempDir(), "npt.db")
	s := openStore(t, path)
	session := createSession(t, s, "prof", "lab")
	entries := make([]classroom.NewRecord, all)
	for i := range entries {
		entries[i] = newRecord("S"+strconv.Itoa(i/300), strconv.Itoa(i%300), 1)
	}
	keepTogether(t, s, entries)
	remove := func() int64 {
		t.Helper()
		deleted, err := s.DeleteRecords(t.Context(), classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: session.ID}})
		if err != nil || deleted.Count != all {
			t.Fatalf("%+v (%v)", deleted, err)
		}
		return deleted.ID
	}
	reopen := func() {
		t.Helper()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = openStore(t, path)
	}
	wantRecords := func(want int) {
		t.Helper()
		if n, err := s.CountRecords(t.Context(), classroom.RecordFilter{SessionID: session.ID}); err != nil || n != want {
			t.Fatalf("there are %d records (%v), want %d", n, err, want)
		}
	}

	// It waited: the start brings one portion back, and what follows the others.
	remove()
	reopen()
	wantRecords(deleteAtOnce)
	portions := 0
	if err := s.ResumeDeletions(t.Context(), func(int64) { portions++ }); err != nil || portions != 4 {
		t.Errorf("the rest came back in %d portions (%v), want 4: the last finds none", portions, err)
	}
	wantRecords(all)

	// It was under way: it stops after a portion, and is ended after the next start, before which nothing
	// of it is seen again.
	id := remove()
	ctx, cancel := context.WithCancel(t.Context())
	s.OnWrite(func(error) {
		if portions++; portions == 6 { // it was made final, and then one portion
			cancel()
		}
	})
	if err := s.FinishDelete(ctx, id); err != nil {
		t.Fatal(err)
	}
	if left := countRows(t, s, "records"); left != all-deleteAtOnce {
		t.Errorf("%d rows are left, want %d", left, all-deleteAtOnce)
	}
	reopen()
	wantRecords(0)
	if err := s.ResumeDeletions(t.Context(), func(int64) {}); err != nil {
		t.Fatal(err)
	}
	if rows := countRows(t, s, "records") + countRows(t, s, "deletions"); rows != 0 {
		t.Errorf("%d rows are left, want none", rows)
	}
	wantTallies(t, s, session.ID)
}

func countRows(t *testing.T, s *Store, table string) (n int) {
	t.Helper()
	if err := s.read.Table(table).Select("COUNT(*)").Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}
