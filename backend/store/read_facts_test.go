package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
	"npt/backend/payload"
)

// facts returns the session's facts with its cells sorted.
func facts(t *testing.T, s *Store, session int64) classroom.Facts {
	t.Helper()
	f := must(s.Facts(t.Context(), session))(t)
	slices.SortFunc(f.Cells, func(a, b classroom.Cell) int { return int(a.RecordID - b.RecordID) })
	return f
}

// What a dashboard is told of answers is what the file holds, whatever happened between
// two looks.
func TestCellsFollowTheFile(t *testing.T) {
	s, session := newStore(t)
	random := rand.New(rand.NewPCG(5, 6))
	for step := range 200 {
		switch random.IntN(20) {
		case 0:
			must(s.AddPart(t.Context(), session.ID, fmt.Sprint("part ", step)))(t)
		case 1:
			if err := s.SetSetting(t.Context(), "key", fmt.Sprint(step)); err != nil {
				t.Fatal(err)
			}
		default:
			at := step
			if random.IntN(4) == 0 {
				at = 0 // a retry that comes late and only counts
			}
			save(t, s, newRecord(fmt.Sprint("S", random.IntN(5)), fmt.Sprint(random.IntN(6)), at))
		}
		if random.IntN(3) > 0 {
			continue
		}
		known := facts(t, s, session.ID).Cells
		s.cached.mu.Lock()
		s.cached.drop(session.ID)
		s.cached.mu.Unlock()
		fresh := facts(t, s, session.ID).Cells
		if !slices.EqualFunc(known, fresh, func(a, b classroom.Cell) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
			t.Fatalf("after step %d:\n%v\nthe file has\n%v", step, known, fresh)
		}
	}
}

func TestCellsOfSeveralSessions(t *testing.T) {
	s, _ := newStore(t)
	var ids []int64
	for i := range maxCachedCells + 2 {
		made := createSession(t, s, "prof", fmt.Sprint("lab ", i))
		e := newRecord("Alice", "1", i)
		e.Session = made.Name
		save(t, s, e)
		ids = append(ids, made.ID)
	}
	for range 3 {
		for _, id := range ids {
			if n := len(facts(t, s, id).Cells); n != 1 {
				t.Errorf("session %d has %d cells", id, n)
			}
		}
	}
	if n := len(s.cached.sessions); n > maxCachedCells {
		t.Errorf("%d sessions are held", n)
	}
}

func TestRulesAndPins(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	rule := classroom.Rule{
		Question: "2b", Title: "Elbow", Order: 3, Added: true, Equivalence: classroom.Equivalence{Relative: 0.1, FoldCase: true},
		Check: classroom.Check{Kind: classroom.CheckOneOf, Expected: []string{"1", "é"}, Relative: 0.5, Pattern: "x", RecordID: 7},
	}
	if err := s.SetRules(ctx, session.ID, rule); err != nil {
		t.Fatal(err)
	}
	if got := must(s.Rule(ctx, session.ID, "2b"))(t); fmt.Sprint(got) != fmt.Sprint(rule) {
		t.Errorf("the rule is %+v, want %+v", got, rule)
	}
	if got := must(s.Rule(ctx, session.ID, "9"))(t); got.Equivalence != classroom.DefaultEquivalence || got.Question != "9" {
		t.Errorf("a question of which nothing is set has %+v", got)
	}
	pin := classroom.Pin{Question: "2b", Label: "transposed", Payload: payload.Payload{Type: payload.TypeArray, Data: []byte("[1]"), Digest: payload.NoDigest}}
	for range 2 {
		if err := s.SavePin(ctx, session.ID, pin); err != nil {
			t.Fatal(err)
		}
	}
	f := facts(t, s, session.ID)
	if len(f.Rules) != 1 || len(f.Pins) != 2 || f.Pins[0].ID >= f.Pins[1].ID || f.Pins[1].Label != "transposed" {
		t.Errorf("rules %+v, pins %+v", f.Rules, f.Pins)
	}
	if sent := must(s.PinPayload(ctx, f.Pins[1].ID))(t); fmt.Sprint(sent) != fmt.Sprint(pin.Payload) {
		t.Errorf("the pin is of %+v, want %+v", sent, pin.Payload)
	}
	// What says nothing any more is gone.
	f.Pins[0].Label = ""
	if err := s.SavePin(ctx, session.ID, f.Pins[0]); err != nil {
		t.Fatal(err)
	}
	f.Pins[1].Label, f.Pins[1].Verdict = "", classroom.Wrong
	if err := s.SavePin(ctx, session.ID, f.Pins[1]); err != nil {
		t.Fatal(err)
	}
	if err := s.SetRules(ctx, session.ID, classroom.Rule{Question: "2b", Equivalence: classroom.DefaultEquivalence}); err != nil {
		t.Fatal(err)
	}
	if f = facts(t, s, session.ID); len(f.Rules) != 0 || len(f.Pins) != 1 || f.Pins[0].Verdict != classroom.Wrong || f.Pins[0].Label != "" {
		t.Errorf("rules %+v, pins %+v", f.Rules, f.Pins)
	}
	// One that was added is there before anybody sends it.
	if err := s.SetRules(ctx, session.ID, rule, classroom.Rule{Question: "9", Added: true, Equivalence: classroom.DefaultEquivalence}); err != nil {
		t.Fatal(err)
	}
	if f = facts(t, s, session.ID); len(f.Rules) != 2 || !f.Rules[1].Added || f.Rules[1].Title != "" {
		t.Errorf("rules %+v", f.Rules)
	}
	wantCode(t, s.SetRules(ctx, 999, rule), classroom.CodeNotFound)
	wantCode(t, s.SavePin(ctx, 999, pin), classroom.CodeNotFound)
	_, err := s.Facts(ctx, 999)
	wantCode(t, err, classroom.CodeNotFound)
	deletion, _, err := s.DeleteSession(ctx, session.ID)
	if err == nil {
		err = s.FinishDelete(ctx, deletion)
	}
	if err != nil {
		t.Fatal(err)
	}
	var left int
	if err := s.readers.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM pins) + (SELECT COUNT(*) FROM questions)").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows are left of a deleted session, %v", left, err)
	}
}

func TestHelpIsCountedOnceAndEnds(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	ask := func(student, id, text string, at int) {
		t.Helper()
		if _, err := s.AddHelp(ctx, listening(student, 0), id, classroom.HelpRequest{Text: text, AskedAt: second(at)}); err != nil {
			t.Fatal(err)
		}
	}
	ask("Alice", "r1", "first", 1)
	ask("Alice", "r1", "first", 2) // a second sending
	ask("Alice", "r2", "second", 3)
	ask("Bob", "r1", "", 4)
	waiting := func() string {
		t.Helper()
		var text string
		for _, h := range helpqueue.Waits(facts(t, s, session.ID).Requests, second(100)) {
			text += fmt.Sprintf("%d %q %d %v; ", h.StudentID, h.Text, int(h.AskedAt.Sub(t0).Seconds()), !h.VisitedAt.IsZero())
		}
		return text
	}
	if got, want := waiting(), `1 "second" 1 false; 2 "" 4 false; `; got != want {
		t.Errorf("waiting: %s, want %s", got, want)
	}
	if err := s.Visit(ctx, session.ID, []int64{1}, second(10)); err != nil {
		t.Fatal(err)
	}
	if got, want := waiting(), `2 "" 4 false; 1 "second" 1 true; `; got != want {
		t.Errorf("after a visit: %s, want %s", got, want)
	}
	ask("Alice", "r3", "third", 20)
	if got, want := waiting(), `2 "" 4 false; 1 "third" 20 false; `; got != want {
		t.Errorf("after she asked again: %s, want %s", got, want)
	}
	must(s.AddMessage(ctx, classroom.Message{SessionID: session.ID, Text: "hello", SentAt: second(30), To: []int64{1, 2}}))(t)
	if got, want := waiting(), ``; got != want {
		t.Errorf("after an answer: %s, want %s", got, want)
	}
	wantCode(t, s.Visit(ctx, session.ID, []int64{99}, second(40)), classroom.CodeNotFound)
	_, err := s.AddHelp(ctx, classroom.Listening{Owner: "prof", Session: "no"}, "r", classroom.HelpRequest{AskedAt: second(50)})
	wantCode(t, err, classroom.CodeNoSuchSession)
}

func TestWhatBecameOfRequestsForHelp(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	step := 0
	ask := func(student, text string) {
		t.Helper()
		step++
		if _, err := s.AddHelp(ctx, listening(student, 0), fmt.Sprint("r", step), classroom.HelpRequest{Text: text, AskedAt: second(step)}); err != nil {
			t.Fatal(err)
		}
	}
	write := func(text string, to ...int64) {
		t.Helper()
		step++
		must(s.AddMessage(ctx, classroom.Message{SessionID: session.ID, Text: text, SentAt: second(step), To: to}))(t)
	}
	ask("Alice", "why?")
	ask("Bob", "how?")
	for i, question := range []string{"2", "10", "3"} { // the last one that came was not the last one sent
		answer := newRecord("Alice", question, 20+i)
		answer.Sender = listening("Alice", 0).Sender
		answer.SentAt = second([]int{20, 24, 22}[i])
		save(t, s, answer)
	}
	write("Read the hint.", 1)
	write("Well done.", 1) // nobody asked for it
	write("Ten minutes left.")
	step++
	if err := s.Visit(ctx, session.ID, []int64{2}, second(step)); err != nil {
		t.Fatal(err)
	}
	ask("Alice", "again")
	for student, want := range map[int64]string{
		1: `"again" on 10 7 0 "" false; "why?" on  1 3 "Read the hint." false; `,
		2: `"how?" on  2 6 "" true; `,
	} {
		got := ""
		for _, r := range must(s.HelpOf(ctx, student))(t) {
			ended := 0
			if !r.EndedAt.IsZero() {
				ended = int(r.EndedAt.Sub(t0).Seconds())
			}
			got += fmt.Sprintf("%q on %s %d %d %q %v; ", r.Text, r.Question, int(r.AskedAt.Sub(t0).Seconds()), ended, r.Reply, r.Visited)
		}
		if got != want {
			t.Errorf("requests of student %d: %s, want %s", student, got, want)
		}
	}
	if waiting := helpqueue.Waits(must(s.HelpRequests(ctx, session.ID))(t), second(100)); len(waiting) != 2 || waiting[0].Text != "again" || waiting[1].VisitedAt.IsZero() {
		t.Errorf("waiting: %+v, want Alice, and Bob visited", waiting)
	}

	write("Look at the axes.", 1)
	ask("Alice", "and this?")
	ask("Bob", "me too")
	write("Read the hint.", 1, 2) // the same words to two
	if got, want := fmt.Sprint(must(s.LastReplies(ctx, 5))(t)), "[Read the hint. Look at the axes.]"; got != want {
		t.Errorf("the last replies are %s, want %s", got, want)
	}
	if got := must(s.LastReplies(ctx, 1))(t); len(got) != 1 {
		t.Errorf("of the last reply there are %q", got)
	}
}
