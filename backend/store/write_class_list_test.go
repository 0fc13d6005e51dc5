package store

import (
	"path/filepath"
	"reflect"
	"slices"
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

// Whoever is erased is in no copy any more, whatever its age; whoever comes on the list after an old copy was restored is
// somebody else, and stays.
func TestAPersonWhoIsErasedIsInNoCopy(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	s := openStore(t, filepath.Join(dir, "npt.db"))
	lab := createSession(t, s, "prof", "lab")
	copied := func(s *Store, name string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := s.CopyTo(ctx, path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	list := func(s *Store, people ...roster.Person) []roster.Person {
		if err := s.SetClassList(ctx, "prof", roster.List{People: people}); err != nil {
			t.Fatal(err)
		}
		return must(s.ClassList(ctx, "prof"))(t).People
	}
	empty := copied(s, "empty.db")
	save(t, s, newRecord("zo", "1", 1))
	zoe := list(s, roster.Person{Name: "Zoe Turtle"})[0]
	student := must(s.Students(ctx, lab.ID))(t)[0]
	if err := s.Decide(ctx, "prof", []roster.Key{{Device: student.UUID, Name: student.Name}}, zoe.ID); err != nil {
		t.Fatal(err)
	}
	with := copied(s, "with.db")
	if names := must(s.NamesOf(ctx, []int64{student.ID}, []int64{zoe.ID}))(t); !slices.Equal(names, []string{"Zoe Turtle", "zo"}) {
		t.Errorf("the names are %q", names)
	}
	if _, err := s.EraseStudents(ctx, []int64{student.ID}, []int64{zoe.ID + 1}); err == nil {
		t.Error("somebody was erased who is not on the list")
	}
	if _, err := s.EraseStudents(ctx, []int64{student.ID}, []int64{zoe.ID}); err != nil {
		t.Fatal(err)
	}
	kept := Kept{Erased: must(s.Erased(ctx))(t)}
	for _, from := range []string{with, empty} {
		to := filepath.Join(t.TempDir(), "restored.db")
		if err := PrepareCopy(ctx, from, to, kept); err != nil {
			t.Fatal(err)
		}
		if found := traces(t, filepath.Dir(to), "Turtle"); len(found) > 0 {
			t.Error(found)
		}
		again := openStore(t, to)
		next := list(again, roster.Person{Name: "Max"})[0]
		if notebooks := must(again.ClassList(ctx, "prof"))(t).Decisions; next.ID <= zoe.ID || len(notebooks) > 0 {
			t.Errorf("Max has the id %d after %d; %v are decided", next.ID, zoe.ID, notebooks)
		}
		if isWritten, err := EraseFromCopy(ctx, copied(again, "max.db"), filepath.Join(t.TempDir(), "clean.db"), kept.Erased); err != nil || isWritten {
			t.Errorf("Max is taken for Zoe (%v)", err)
		}
	}
}
