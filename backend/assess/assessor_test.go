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
