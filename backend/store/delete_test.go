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
	if records := must(s.DeleteSession(t.Context(), session.ID))(t); records != 3 {
		t.Errorf("%d records went, want 3", records)
	}
	for table, want := range map[string]int{"sessions": 1, "parts": 1, "senders": 3, "records": 3, "payloads": 3, "tallies": 1} {
		var got int
		if err := s.readers.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%d rows are left in %s, want %d", got, table, want)
		}
	}
	_, err := s.Keep(t.Context(), entry("S1", "1", 9))
	wantCode(t, err, classroom.CodeNoSuchSession)
	wantTallies(t, s, other.ID)
}

// What an app that ends in the middle of a deletion leaves must be right too.
func TestHalfADeletionKeepsTheCounts(t *testing.T) {
	s, session := newStore(t)
	fillLab(t, s, session)
	err := s.change(t.Context(), func(tx *gorm.DB) error { return deleteQuestions(tx, session.ID, []string{"2b", "10"}) })
	if err != nil {
		t.Fatal(err)
	}
	wantTallies(t, s, session.ID)
	if got := must(s.Session(t.Context(), session.ID))(t); got.Records != 4 || got.Students != 4 {
		t.Errorf("%d records of %d students are left", got.Records, got.Students)
	}
	if records := must(s.DeleteSession(t.Context(), session.ID))(t); records != 4 {
		t.Errorf("%d records went", records)
	}
}

func TestPortionsOfADeletion(t *testing.T) {
	for counts, want := range map[*[]questionRecords]string{
		{}:                               "[]",
		{{"1", 3}}:                       "[[1]]",
		{{"1", 3}, {"2", 7}}:             "[[1 2]]",
		{{"1", 3}, {"2", 8}, {"3", 2}}:   "[[1] [2 3]]",
		{{"1", 30}, {"2", 30}, {"3", 1}}: "[[1] [2] [3]]",
		{{"1", 10}, {"2", 1}, {"3", 9}}:  "[[1] [2 3]]",
	} {
		if got := fmt.Sprint(portions(*counts, 10)); got != want {
			t.Errorf("portions of %v: %s, want %s", *counts, got, want)
		}
	}
}
