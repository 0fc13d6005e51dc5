package classroom

import (
	"context"
	"testing"
	"time"
)

// countingStore is a session with feedback of question 2, in which each sender has answered question 1 and
// the one that is named after it.
type countingStore struct {
	feedback SessionFeedback
	read     int
}

func (s *countingStore) FeedbackOf(context.Context, int64) (SessionFeedback, error) {
	return s.feedback, nil
}

func (s *countingStore) AnswersOf(_ context.Context, _ int64, who SenderKey) (AnswersOf, error) {
	s.read++
	return AnswersOf{SenderID: 1, Answers: []OwnAnswer{{Question: "1", Sending: "a"}, {Question: who.Name, Sending: "b"}}}, nil
}

func (s *countingStore) Tell(_ context.Context, _ int64, offers []Offer, at time.Time) (told []Telling, err error) {
	for _, o := range offers {
		o.At = at
		told = append(told, o.Telling)
	}
	return told, nil
}

func (s *countingStore) NoteArrived(context.Context, int64, time.Time) error { return nil }

type noJudge struct{ t *testing.T }

func (j noJudge) JudgementsOf(context.Context, int64, []OwnAnswer) (map[int64]Judgement, error) {
	j.t.Error("asked for verdicts that nobody is told")
	return nil, nil
}

type noEvents struct{}

func (noEvents) Publish(Event) {}

// Where nobody hears anything, nothing is read; else only those are woken who are concerned.
func TestOnlyWhoIsConcernedLooksAgain(t *testing.T) {
	store := &countingStore{}
	teller := NewTeller(store, noJudge{t}, noEvents{}, time.Now)
	alice, end := teller.begin(1, SenderKey{Name: "2"})
	defer end()
	bob, endBob := teller.begin(1, SenderKey{Name: "3"})
	defer endBob()
	hear := func(h *hearer) []ToldItem { return teller.hear(t.Context(), h, time.Time{}).items }
	woken := func(h *hearer) bool {
		select {
		case <-h.stirred:
			return true
		default:
			return false
		}
	}
	want := func(name string, wantAlice, wantBob bool) {
		t.Helper()
		if a, b := woken(alice), woken(bob); a != wantAlice || b != wantBob {
			t.Errorf("%s woke %v and %v, want %v and %v", name, a, b, wantAlice, wantBob)
		}
	}
	if told := append(hear(alice), hear(bob)...); len(told) != 0 || store.read != 0 {
		t.Errorf("without feedback %d answers were read and %d told", store.read, len(told))
	}
	teller.AnswerCame(1, alice.who, "2")
	teller.AnswerCame(2, alice.who, "2")
	want("an answer without feedback", false, false)

	store.feedback = SessionFeedback{IsOpen: true, Rules: map[string]Rule{"2": {Feedback: Feedback{Kind: FeedbackReceived}}}}
	teller.Changed(1, "")
	want("a change of everything", true, true)
	if told := hear(alice); len(told) != 1 || told[0].Question != "2" || told[0].State != ToldReceived {
		t.Errorf("told %+v", told)
	}
	if told := hear(bob); len(told) != 0 {
		t.Errorf("told %+v of questions without feedback", told)
	}
	teller.Changed(1, "2")
	want("a change of question 2", true, false)
	hear(alice)
	teller.Changed(2, "2")
	want("another session", false, false)
	teller.AnswerCame(1, bob.who, "2")
	want("Bob's answer", false, true)
	store.feedback.Rules["2"] = Rule{Feedback: Feedback{Kind: FeedbackReceived}, Check: Check{Kind: CheckRecord}}
	teller.AnswerCame(1, SenderKey{Name: "prof"}, "2")
	want("the reference of question 2", true, false)
}

// wrongJudge has every answer wrong.
type wrongJudge struct{}

func (wrongJudge) JudgementsOf(_ context.Context, _ int64, answers []OwnAnswer) (map[int64]Judgement, error) {
	known := map[int64]Judgement{}
	for _, a := range answers {
		known[a.RecordID] = Judgement{Verdict: Wrong}
	}
	return known, nil
}

// oneAnswer is a session with an answer of which a verdict is told after a minute.
type oneAnswer struct {
	countingStore
	sentAt time.Time
}

func (s *oneAnswer) AnswersOf(context.Context, int64, SenderKey) (AnswersOf, error) {
	answer := OwnAnswer{RecordID: 1, Question: "2", Sending: "a", IsShown: true, ReceivedAt: s.sentAt}
	return AnswersOf{SenderID: 1, Answers: []OwnAnswer{answer}, Questions: map[string]StudentsQuestion{"2": {Attempts: 1, FirstAt: s.sentAt}}}, nil
}

// A request that waits looks again once the rules let a verdict be told, and as often as it takes until then.
func TestTheTimeWakesARequest(t *testing.T) {
	now := time.Now()
	store := &oneAnswer{sentAt: now}
	store.feedback = SessionFeedback{IsOpen: true, Default: Feedback{Kind: FeedbackVerdict, AfterMinutes: 1}}
	teller := NewTeller(store, wrongJudge{}, noEvents{}, func() time.Time { return now })
	h, end := teller.begin(1, SenderKey{Name: "Alice"})
	defer end()
	waiting := &hearing{teller: teller, hearer: h}
	now = now.Add(time.Minute - time.Millisecond)
	for range 2 { // the clock stands: the timer goes off, and it is too early yet
		items, soon := waiting.told(t.Context())
		if len(items) != 1 || items[0].State != ToldReceived || soon == nil {
			t.Fatalf("before its time: %+v, wakes again: %t", items, soon != nil)
		}
		<-soon
	}
	now = now.Add(time.Millisecond)
	if items, soon := waiting.told(t.Context()); len(items) != 1 || items[0].State != ToldWrong || soon != nil {
		t.Errorf("in time: %+v, wakes again: %t", items, soon != nil)
	}
}
