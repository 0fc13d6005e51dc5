package store

import (
	"fmt"
	"strings"
	"testing"

	"npt/backend/classroom"
)

// wantParts checks the names of the session's parts, in order, and their numbers.
func wantParts(t *testing.T, s *Store, session int64, names string) {
	t.Helper()
	var got []string
	for i, p := range must(s.Session(t.Context(), session))(t).Parts {
		got = append(got, p.Name)
		if p.Number != i+1 || p.SessionID != session {
			t.Errorf("part %d is %+v", i+1, p)
		}
	}
	if strings.Join(got, " ") != names {
		t.Errorf("parts %q, want %q", got, names)
	}
}

func TestParts(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	id := map[string]int64{classroom.DefaultPart: must(s.Session(ctx, session.ID))(t).Parts[0].ID}
	for _, name := range []string{"a", "b", "c"} {
		id[name] = must(s.AddPart(ctx, session.ID, name))(t).ID
	}
	wantParts(t, s, session.ID, "default a b c")
	_, err := s.AddPart(ctx, session.ID, "b")
	wantCode(t, err, classroom.CodeConflict)

	for _, move := range []struct {
		part   string
		number int
		want   string
	}{
		{"c", 1, "c default a b"},
		{"c", 3, "default a c b"},
		{"default", 99, "a c b default"},
		{"b", -1, "b a c default"},
		{"b", 1, "b a c default"},
	} {
		if err := s.MovePart(ctx, id[move.part], move.number); err != nil {
			t.Fatal(err)
		}
		wantParts(t, s, session.ID, move.want)
	}

	_, err = s.RenamePart(ctx, id["a"], "b")
	wantCode(t, err, classroom.CodeConflict)
	_, err = s.RenamePart(ctx, id["default"], "x")
	wantCode(t, err, classroom.CodeConflict)
	for range 2 {
		if p := must(s.RenamePart(ctx, id["a"], "Loops"))(t); p.Name != "Loops" || p.ID != id["a"] || p.Number != 2 {
			t.Errorf("renamed to %+v", p)
		}
	}

	e := newRecord("Alice", "1", 1)
	e.Part = "Loops"
	save(t, s, e)
	wantCode(t, s.DeletePart(ctx, id["a"]), classroom.CodeConflict)
	wantCode(t, s.DeletePart(ctx, id["default"]), classroom.CodeConflict)
	e.Part = "b" // the writer knows it
	e.Owner = "nobody"
	if err := s.DeletePart(ctx, id["b"]); err != nil {
		t.Fatal(err)
	}
	wantParts(t, s, session.ID, "Loops c default")
	e.Owner = "prof"
	_, err = s.Save(ctx, e)
	wantCode(t, err, classroom.CodeNoSuchPart)
}

func TestASessionTakesSoManyParts(t *testing.T) {
	s, session := newStore(t)
	for i := 2; i <= classroom.MaxParts; i++ {
		must(s.AddPart(t.Context(), session.ID, fmt.Sprint(i)))(t)
	}
	_, err := s.AddPart(t.Context(), session.ID, "one more")
	wantCode(t, err, classroom.CodeConflict)
}

func TestAQuestionOfTwoPartsCountsAStudentOnce(t *testing.T) {
	s, session := newStore(t)
	must(s.AddPart(t.Context(), session.ID, "extra"))(t)
	send := func(student, part, question string) classroom.NewRecord {
		e := newRecord(student, question, 1)
		e.Part = part
		return e
	}
	save(t, s, send("Alice", "default", "1"))
	keepTogether(t, s, []classroom.NewRecord{
		send("Alice", "extra", "1"), send("Bob", "extra", "1"), send("Bob", "default", "1"), send("Carol", "extra", "2"), send("Alice", "extra", "1"),
	})
	want := "[{1  2 5} {2  1 1}]"
	if got := fmt.Sprint(must(s.Questions(t.Context(), session.ID))(t)); got != want {
		t.Errorf("questions %s, want %s", got, want)
	}
	sum := must(s.Session(t.Context(), session.ID))(t)
	if sum.Records != 5 || sum.Students != 3 || sum.Parts[0].Records != 2 || sum.Parts[1].Records != 3 {
		t.Errorf("summary %+v", sum)
	}
	wantTallies(t, s, session.ID)
}
