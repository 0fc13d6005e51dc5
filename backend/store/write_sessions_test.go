package store

import (
	"context"
	"slices"
	"sync"
	"testing"

	"npt/backend/classroom"
)

// openIDs returns the ids of the owner's open sessions of the name.
func openIDs(t *testing.T, s *Store, owner, name string) []int64 {
	t.Helper()
	var ids []int64
	for _, x := range must(s.Sessions(t.Context(), owner))(t) {
		if x.Open && x.Name == name {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

func TestOwners(t *testing.T) {
	s, _ := newStore(t)
	ctx := t.Context()
	for range 2 {
		if err := s.EnsureOwner(ctx, "anna", t0); err != nil {
			t.Fatal(err)
		}
	}
	wantOwners := func(want ...string) {
		t.Helper()
		if got := must(s.Owners(ctx))(t); !slices.Equal(got, want) {
			t.Errorf("owners %q, want %q", got, want)
		}
	}
	wantOwners("anna", "prof")
	wantCode(t, s.RenameOwner(ctx, "prof", "anna"), classroom.CodeConflict)
	wantCode(t, s.RenameOwner(ctx, "nobody", "somebody"), classroom.CodeNotFound)
	if err := s.RenameOwner(ctx, "prof", "prof"); err != nil {
		t.Errorf("to the same name: %v", err)
	}

	save(t, s, newRecord("Alice", "1", 1)) // the writer knows `prof` now
	if err := s.RenameOwner(ctx, "prof", "zoe"); err != nil {
		t.Fatal(err)
	}
	wantOwners("anna", "zoe")
	_, err := s.Save(ctx, newRecord("Alice", "2", 1))
	wantCode(t, err, classroom.CodeNoSuchOwner)
	e := newRecord("Alice", "2", 1)
	e.Owner = "zoe"
	save(t, s, e)
	if got := must(s.Sessions(ctx, "zoe"))(t); len(got) != 1 || got[0].Records != 2 {
		t.Errorf("the sessions did not follow: %+v", got)
	}
}

func TestSettings(t *testing.T) {
	s, _ := newStore(t)
	if got := must(s.Setting(t.Context(), "port"))(t); got != "" {
		t.Errorf("unset setting is %q", got)
	}
	for _, value := range []string{"6780", "6781", ""} {
		if err := s.SetSetting(t.Context(), "port", value); err != nil {
			t.Fatal(err)
		}
		if got := must(s.Setting(t.Context(), "port"))(t); got != value {
			t.Errorf("setting is %q, want %q", got, value)
		}
	}
}

func TestALifeOfASession(t *testing.T) {
	s, first := newStore(t)
	ctx := t.Context()
	want := classroom.Session{ID: first.ID, Owner: "prof", Name: "lab", Open: true, CreatedAt: t0, OpenedAt: t0}
	if first != want {
		t.Errorf("created %+v, want %+v", first, want)
	}
	twin := createSession(t, s, "prof", "lab")
	if got := openIDs(t, s, "prof", "lab"); !slices.Equal(got, []int64{twin.ID}) {
		t.Errorf("open are %v, want only the new one", got)
	}
	save(t, s, newRecord("Alice", "1", 1))

	if closed := must(s.OpenSession(ctx, first.ID, second(10)))(t); closed != twin.ID {
		t.Errorf("opening closed %d, want %d", closed, twin.ID)
	}
	if closed := must(s.OpenSession(ctx, first.ID, second(11)))(t); closed != 0 {
		t.Errorf("opening an open session closed %d", closed)
	}
	if outcome := save(t, s, newRecord("Alice", "1", 12)); outcome.SessionID != first.ID || outcome.Updated {
		t.Errorf("kept in %d, updated %v", outcome.SessionID, outcome.Updated)
	}
	for i := range 2 {
		if err := s.CloseSession(ctx, first.ID, second(20+i)); err != nil {
			t.Fatal(err)
		}
	}
	got := must(s.Session(ctx, first.ID))(t)
	if got.Open || !got.OpenedAt.Equal(t0) || !got.ClosedAt.Equal(second(20)) {
		t.Errorf("closed session is %+v", got)
	}

	updated := must(s.UpdateSession(ctx, twin.ID, "lab 2", "About arrays"))(t)
	if updated.Name != "lab 2" || updated.Description != "About arrays" || updated.Owner != "prof" {
		t.Errorf("updated to %+v", updated)
	}
	deletion, records, err := s.DeleteSession(ctx, twin.ID)
	if err != nil || records != 1 {
		t.Errorf("%d records went (%v), want 1", records, err)
	}
	if err := s.FinishDelete(ctx, deletion); err != nil {
		t.Fatal(err)
	}
	if third := createSession(t, s, "prof", "lab 3"); third.ID <= twin.ID {
		t.Errorf("id %d is given again after %d", third.ID, twin.ID)
	}
}

func TestASessionClosedByMistakeGoesOn(t *testing.T) {
	for _, c := range []struct {
		name           string
		closed, opened int // seconds after it was first opened
		want           int
	}{
		{"opened again at once", 60, 61, 0},
		{"opened again a quarter of an hour later", 60, 60 + 14*60, 0},
		{"opened for the next lab", 60, 60 + 16*60, 60 + 16*60},
		{"the clock was set back meanwhile", 600, 300, 300},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, session := newStore(t)
			if err := s.CloseSession(t.Context(), session.ID, second(c.closed)); err != nil {
				t.Fatal(err)
			}
			must(s.OpenSession(t.Context(), session.ID, second(c.opened)))(t)
			if got := must(s.Session(t.Context(), session.ID))(t); !got.OpenedAt.Equal(second(c.want)) {
				t.Errorf("it is open since %v, want %v", got.OpenedAt, second(c.want))
			}
		})
	}
}

func TestACopyBeginsWhenItIsOpened(t *testing.T) {
	s, session := newStore(t)
	copied := must(s.DuplicateSession(t.Context(), session.ID, "copy", second(5)))(t)
	must(s.OpenSession(t.Context(), copied.ID, second(9)))(t)
	if got := must(s.Session(t.Context(), copied.ID))(t); !got.OpenedAt.Equal(second(9)) {
		t.Errorf("it is open since %v, want %v", got.OpenedAt, second(9))
	}
}

func TestANameIsOpenOnce(t *testing.T) {
	s, a := newStore(t)
	b := createSession(t, s, "prof", "other")
	_, err := s.UpdateSession(t.Context(), b.ID, "lab", "")
	wantCode(t, err, classroom.CodeConflict)
	must(s.UpdateSession(t.Context(), a.ID, "lab", "same name, new words"))(t)
	if err := s.CloseSession(t.Context(), b.ID, second(1)); err != nil {
		t.Fatal(err)
	}
	must(s.UpdateSession(t.Context(), b.ID, "lab", ""))(t) // a closed one may share it
	createSession(t, s, "anna", "lab")                     // and another owner's
	if got := len(openIDs(t, s, "prof", "lab")) + len(openIDs(t, s, "anna", "lab")); got != 2 {
		t.Errorf("%d are open, want one of each owner", got)
	}
}

func TestANameIsOpenOnceWhoeverIsFaster(t *testing.T) {
	s, first := newStore(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			var err error
			if i%2 == 0 {
				_, err = s.CreateSession(context.Background(), classroom.Session{Owner: "prof", Name: "lab", CreatedAt: second(i)})
			} else {
				_, err = s.OpenSession(context.Background(), first.ID, second(i))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := openIDs(t, s, "prof", "lab"); len(got) != 1 {
		t.Errorf("open are %v, want one", got)
	}
}

func TestWhatIsGoneIsNotFound(t *testing.T) {
	s, _ := newStore(t)
	ctx := t.Context()
	const none = 999
	errOf := func(_ any, err error) error { return err }
	_, _, deleteErr := s.DeleteSession(ctx, none)
	_, _, answerErr := s.Answer(ctx, none)
	for what, err := range map[string]error{
		"Session":       errOf(s.Session(ctx, none)),
		"UpdateSession": errOf(s.UpdateSession(ctx, none, "x", "")),
		"OpenSession":   errOf(s.OpenSession(ctx, none, t0)),
		"CloseSession":  s.CloseSession(ctx, none, t0),
		"DeleteSession": deleteErr,
		"AddPart":       errOf(s.AddPart(ctx, none, "x")),
		"RenamePart":    errOf(s.RenamePart(ctx, none, "x")),
		"MovePart":      s.MovePart(ctx, none, 1),
		"DeletePart":    s.DeletePart(ctx, none),
		"Record":        errOf(s.Record(ctx, none)),
		"Answer":        answerErr,
		"WalkRecords":   walkSession(t, s, none, nil),
	} {
		t.Run(what, func(t *testing.T) { wantCode(t, err, classroom.CodeNotFound) })
	}
}

// A demo disturbs no real session of its name, is on no students' page, and takes only what its own
// invented students send.
func TestADemoStandsBesideTheRealOnes(t *testing.T) {
	s, lab := newStore(t)
	ctx := t.Context()
	demo := must(s.CreateSession(ctx, classroom.Session{Owner: "prof", Name: "lab", Demo: "a secret", CreatedAt: t0}))(t)
	if got := must(s.Session(ctx, demo.ID))(t); got.Demo != "a secret" || !got.Open {
		t.Errorf("the demo is %+v", got)
	}
	if got := openIDs(t, s, "prof", "lab"); !slices.Equal(got, []int64{demo.ID, lab.ID}) {
		t.Errorf("open are %v, want both", got)
	}
	if got := must(s.ListedSessions(ctx, "prof"))(t); len(got) != 1 || got[0].ID != lab.ID {
		t.Errorf("the students' page lists %+v", got)
	}

	alice, invented := newRecord("Alice", "1", 1), newRecord("Invented", "1", 2)
	invented.Session = "a secret"
	if a, b := save(t, s, alice).SessionID, save(t, s, invented).SessionID; a != lab.ID || b != demo.ID {
		t.Errorf("the records went to %d and %d", a, b)
	}

	if got := must(s.CloseSessions(ctx, "prof", second(3)))(t); !slices.Equal(got, []int64{lab.ID}) {
		t.Errorf("closed with all others: %v", got)
	}
	_, err := s.Save(ctx, newRecord("Alice", "2", 4))
	wantCode(t, err, classroom.CodeNoSuchSession) // although the open demo has the name
	if closed := must(s.OpenSession(ctx, lab.ID, second(5)))(t); closed != 0 {
		t.Errorf("opening the real one closed %d", closed)
	}
	must(s.UpdateSession(ctx, demo.ID, "lab", "renamed to what it was"))(t)
	if copied := must(s.DuplicateSession(ctx, demo.ID, "mine", second(6)))(t); copied.Demo != "" {
		t.Error("the copy of a demo is a demo")
	}
}
