package store

import (
	"testing"
	"time"

	"npt/backend/classroom"
)

// A notebook that was deleted while something of it was to be taken back is no failure: others wait with it.
func TestANotebookThatIsGoneIsNotTold(t *testing.T) {
	s, _ := newStore(t)
	gone := classroom.Offer{Telling: classroom.Telling{Question: "3", PartID: 1, Sending: "r1", State: classroom.ToldWithdrawn}}
	told, err := s.Tell(t.Context(), 99, []classroom.Offer{gone}, time.Now())
	if err != nil || len(told) != 0 {
		t.Errorf("told %+v, %v", told, err)
	}
}
