package store

import (
	"errors"
	"slices"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Labels may change places: records, titles, rules, marks, hints and tallies follow, and come back by the opposite.
func TestRelabel(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	for i, question := range []string{"1", "2", "3", "7"} {
		save(t, s, newRecord("Alice", question, i+1))
	}
	save(t, s, newRecord("Bob", "2", 1))
	rule := classroom.Rule{Question: "2", Title: "Two", Order: 2, Added: true, Equivalence: classroom.DefaultEquivalence,
		Check: classroom.Check{Kind: classroom.CheckExact, Expected: []string{"4"}}, Inputs: classroom.Inputs{Lines: []string{"1"}}, Feedback: classroom.Feedback{Kind: classroom.FeedbackVerdict}}
	if err := errors.Join(
		s.SetRules(ctx, session.ID, rule, classroom.Rule{Question: "3", Title: "Three", Equivalence: classroom.DefaultEquivalence}),
		s.SavePin(ctx, session.ID, classroom.Pin{Question: "2", Payload: payload.Payload{Type: "str", Data: []byte("x")}, Label: "sign", Verdict: classroom.Wrong}),
		s.SetHint(ctx, session.ID, "2", "sign", classroom.Hint{Text: "mind the sign"}),
	); err != nil {
		t.Fatal(err)
	}
	before := must(s.Facts(ctx, session.ID))(t)
	if err := s.Relabel(ctx, session.ID, map[string]string{"2": "3", "3": "2", "7": "4"}); err != nil {
		t.Fatal(err)
	}
	wantTallies(t, s, session.ID)
	wantSound(t, s)
	var counts []string
	for _, q := range must(s.Questions(ctx, session.ID))(t) {
		counts = append(counts, q.Question+"="+string(rune('0'+q.Students))+q.Title)
	}
	if want := []string{"1=1", "2=1Three", "3=2Two", "4=1"}; !slices.Equal(counts, want) {
		t.Errorf("questions %q, want %q", counts, want)
	}
	moved := must(s.Rule(ctx, session.ID, "3"))(t)
	if rule.Question = "3"; moved.Title != "Two" || moved.Check.Kind != classroom.CheckExact || len(moved.Inputs.Lines) != 1 || moved.Feedback != rule.Feedback {
		t.Errorf("the rule is %+v", moved)
	}
	if hints := must(s.HintsOf(ctx, session.ID, "3"))(t); hints["sign"].Text != "mind the sign" {
		t.Errorf("hints %v", hints)
	}
	// A student goes on where she was: the next sending is another attempt.
	if again := save(t, s, newRecord("Bob", "3", 2)); !again.Updated {
		t.Error("Bob's record did not follow")
	}
	wantCode(t, s.Relabel(ctx, session.ID, map[string]string{"4": "1"}), classroom.CodeConflict)
	if err := s.Relabel(ctx, session.ID, map[string]string{"3": "2", "2": "3", "4": "7"}); err != nil {
		t.Fatal(err)
	}
	after := must(s.Facts(ctx, session.ID))(t)
	if len(after.Cells) != len(before.Cells) || after.Pins[0].Question != "2" || len(after.Rules) != len(before.Rules) {
		t.Errorf("%d cells, pins %+v, %d rules", len(after.Cells), after.Pins, len(after.Rules))
	}
	wantTallies(t, s, session.ID)
	wantCode(t, s.Relabel(ctx, 99, map[string]string{"1": "2"}), classroom.CodeNotFound)
}
