package store

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

func TestDeletingASessionLeavesNothingBehind(t *testing.T) {
	s, session := newStore(t)
	other := createSession(t, s, "prof", "other")
	for i := range 3 {
		e := entry(fmt.Sprint("S", i), "1", i)
		keep(t, s, e)
		e.Session = "other"
		keep(t, s, e)
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
	_, err = s.Keep(t.Context(), entry("S1", "1", 9))
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
