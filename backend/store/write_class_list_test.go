package store

import (
	"reflect"
	"testing"

	"npt/backend/classroom"
	"npt/backend/roster"
)

func TestAClassListIsKept(t *testing.T) {
	ctx := t.Context()
	s, _ := newStore(t)
	if list, err := s.ClassList(ctx, "nobody"); err != nil || len(list.People) > 0 {
		t.Errorf("of nobody: %+v %v", list, err)
	}
	if err := s.SetClassList(ctx, "nobody", roster.List{}); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("set for nobody: %v", err)
	}
	for _, owner := range []string{"prof", "other"} {
		if err := s.EnsureOwner(ctx, owner, t0); err != nil {
			t.Fatal(err)
		}
	}
	alice := roster.Person{Name: "Alice Martin", First: "Alice", Last: "Martin", Identifier: "0012345678", Email: "a@u.fr", Section: "B"}
	if err := s.SetClassList(ctx, "prof", roster.List{People: []roster.Person{alice, {Name: "Bob"}}}); err != nil {
		t.Fatal(err)
	}
	list, err := s.ClassList(ctx, "prof")
	if err != nil || len(list.People) != 2 || list.People[1].Name != "Bob" || list.People[0].ID == 0 {
		t.Fatalf("%+v %v", list, err)
	}
	alice.ID = list.People[0].ID
	if list.People[0] != alice {
		t.Errorf("%+v, want %+v", list.People[0], alice)
	}
	keys := []roster.Key{{Device: "d1", Name: "ali"}, {Device: "d2", Name: "ali"}}
	for _, person := range []int64{roster.Nobody, alice.ID} { // a second decision replaces the first
		if err := s.Decide(ctx, "prof", keys, person); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Decide(ctx, "other", keys, alice.ID); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("somebody of another owner's list: %v", err)
	}
	list, err = s.ClassList(ctx, "prof")
	if want := (roster.Decisions{keys[0]: alice.ID, keys[1]: alice.ID}); err != nil || !reflect.DeepEqual(list.Decisions, want) {
		t.Errorf("%v, want %v (%v)", list.Decisions, want, err)
	}
	// Whoever leaves the list takes along what was decided; the others keep their ids.
	list.People = list.People[1:]
	if err := s.SetClassList(ctx, "prof", list); err != nil {
		t.Fatal(err)
	}
	if left, err := s.ClassList(ctx, "prof"); err != nil || len(left.Decisions) > 0 || !reflect.DeepEqual(left.People, list.People) {
		t.Errorf("%+v (%v)", left, err)
	}
}
