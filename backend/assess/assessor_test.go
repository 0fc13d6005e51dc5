package assess

import (
	"context"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// slowStore is a store that holds back the payloads of one question until the test releases them.
type slowStore struct {
	Store
	facts classroom.Facts
	asked chan struct{} // receives when the slow payload is asked for
	may   chan struct{}
}

const slowRecord = 1

func (s slowStore) Facts(context.Context, int64) (classroom.Facts, error) { return s.facts, nil }

func (s slowStore) FactsOf(context.Context, int64, map[string]bool) (classroom.Facts, error) {
	return s.facts, nil
}

func (s slowStore) Changes() int64 { return 1 }

func (s slowStore) EachPayload(_ context.Context, ids []int64, fn func(int64, payload.Payload) bool) error {
	for _, id := range ids {
		if id == slowRecord {
			s.asked <- struct{}{}
			<-s.may
		}
		if !fn(id, payload.Payload{Type: payload.TypeText, Data: []byte("yes")}) {
			return nil
		}
	}
	return nil
}

// A request for a question that is cached does not wait for another request's pictures.
func TestNobodyWaitsForAnothersPictures(t *testing.T) {
	s := slowStore{facts: factsAt(t, 2, "1:1@1 1:2@1 2:2@2"), asked: make(chan struct{}, 1), may: make(chan struct{})}
	a := NewAssessor(s, nil, func() time.Time { return minute(3) }, func(s string) string { return s })
	sent := func(question string) int {
		b, err := a.Question(t.Context(), 1, 0, question)
		if err != nil {
			t.Error(err)
			return -1
		}
		return b.Sent
	}
	if n := sent("2"); n != 2 {
		t.Fatalf("%d sent question 2", n)
	}
	slow := make(chan int)
	go func() { slow <- sent("1") }()
	<-s.asked
	if n := sent("2"); n != 2 { // which would never return
		t.Errorf("%d sent question 2", n)
	}
	close(s.may)
	if n := <-slow; n != 1 {
		t.Errorf("%d sent question 1", n)
	}
}

// told passes on what an assessor publishes.
type told chan classroom.Event

func (t told) Publish(e classroom.Event) { t <- e }

// A list does not wait for a question that takes long to grade: its records are not known yet, and the list
// is told when they are. A question that is known is looked up without reading anything.
func TestAListIsToldWhenItsQuestionsAreGraded(t *testing.T) {
	s := slowStore{facts: factsAt(t, 2, "1:1@1 1:2@1 2:2@2"), asked: make(chan struct{}, 1), may: make(chan struct{})}
	s.facts.Session.ID = 7
	events := make(told, 10)
	a := NewAssessor(s, events, func() time.Time { return minute(3) }, func(s string) string { return s })
	defer a.Close()
	var rows []classroom.Record
	for _, c := range s.facts.Cells {
		rows = append(rows, classroom.Record{ID: c.RecordID, SessionID: 7, PartID: 1, Question: c.Question, ReceivedAt: c.ReceivedAt})
	}
	if known := a.GradedRecords(t.Context(), 0, rows); known[slowRecord] != nil {
		t.Errorf("what takes long is known at once: %+v", known[slowRecord])
	}
	close(s.may)
	if e := <-events; e != (classroom.Event{Kind: classroom.QuestionsGraded, SessionID: 7}) {
		t.Errorf("told of %+v", e)
	}
	known := a.GradedRecords(t.Context(), 0, rows)
	if len(known) != 3 || known[slowRecord].Group.Count != 1 || known[3].Group.Count != 2 || known[2].Group != known[3].Group {
		t.Errorf("known are %+v", known)
	}
	rows[0].ReceivedAt = minute(9) // it was sent again: what is known is of another answer
	if known := a.GradedRecords(t.Context(), 0, rows); known[slowRecord] != nil || len(known) != 2 {
		t.Errorf("of another sending is known %+v", known)
	}
}
