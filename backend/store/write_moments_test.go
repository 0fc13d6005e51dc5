package store

import (
	"fmt"
	"testing"
	"time"

	"npt/backend/classroom"
)

// sending returns the answer n to question 1, which is sent at a second and arrives at another.
func sending(n, sent, received int, id string) classroom.NewRecord {
	e := newRecord("Alice", "1", sent)
	e.Payload.Data = fmt.Appendf(nil, "answer %d", n)
	e.Preview.Text = string(e.Payload.Data)
	e.ReceivedAt, e.RecordID = second(received), id
	return e
}

func TestTheClockOfASenderDecides(t *testing.T) {
	s, session := newStore(t)
	first := sending(1, 50, 50, "a")
	first.Clock = "s-1-boot:100.5"
	save(t, s, first)
	for _, tt := range []struct {
		name  string
		clock classroom.Reading
		sent  int // as far as the app can tell
		id    string
		shown bool
	}{
		{"a later one that seems older", "s-1-boot:100.500001", 40, "b", true},
		{"one from before that seems newer, as its way took long", "s-1-boot:100.4", 55, "c", false},
		{"the one that shows, once more", "s-1-boot:100.500001", 30, "b", true},
		{"one from before the computer was started, late", "s-0-old:9000", 57, "d", false},
		{"one from after", "s-2-new:3", 20, "e", true},
		{"one of another clock, sent before", "other:3", 10, "f", false},
		{"and after", "other:3", 58, "g", true},
	} {
		e := sending(2, tt.sent, 60, tt.id)
		e.Clock = tt.clock
		outcome := save(t, s, e)
		if outcome.ShownSentAt.IsZero() != tt.shown {
			t.Errorf("%s: shown in its place: %v", tt.name, outcome.ShownSentAt)
		}
	}
	untold := sending(9, 60, 60, "")
	untold.SentAt, untold.Untold = second(1), true
	if outcome := save(t, s, untold); !outcome.ShownSentAt.IsZero() || theRecord(t, s, session.ID).Preview.Text != "answer 9" {
		t.Errorf("what the original sends last is not shown: %+v", outcome)
	}
}

func TestAttemptsCountOnceHoweverTheyArrive(t *testing.T) {
	replacing := func(n, attempts int, id string, replaces ...classroom.Replaced) classroom.NewRecord {
		e := sending(n, n, n, id)
		e.Attempts, e.Replaces = attempts, replaces
		return e
	}
	for _, tt := range []struct {
		name               string
		records            []classroom.NewRecord
		attempts, replaced int
	}{
		{"a loop", []classroom.NewRecord{replacing(1, 300, "a")}, 300, 299},
		{"one that had arrived", []classroom.NewRecord{replacing(1, 1, "a"), replacing(2, 3, "b", classroom.Replaced{RecordID: "a", Attempts: 1})}, 3, 1},
		{"one that had not", []classroom.NewRecord{replacing(1, 1, "x"), replacing(2, 3, "b", classroom.Replaced{RecordID: "a", Attempts: 1})}, 4, 2},
		{"one that arrives later", []classroom.NewRecord{replacing(2, 3, "b", classroom.Replaced{RecordID: "a", Attempts: 1}), replacing(2, 1, "a")}, 3, 2},
		{"a new id for what had arrived", []classroom.NewRecord{replacing(1, 2, "a"), replacing(2, 2, "b", classroom.Replaced{RecordID: "a", Attempts: 2})}, 2, 1},
		{"more than there are", []classroom.NewRecord{replacing(1, 1, "a", classroom.Replaced{RecordID: "x", Attempts: 9}, classroom.Replaced{RecordID: "x", Attempts: 9})}, 1, 0},
		{"twice", []classroom.NewRecord{replacing(1, 5, "a"), replacing(1, 5, "a")}, 5, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, session := newStore(t)
			for _, e := range tt.records {
				save(t, s, e)
			}
			r := theRecord(t, s, session.ID)
			if r.Attempts != tt.attempts || r.Replaced != tt.replaced {
				t.Errorf("%d attempts, %d replaced, want %d, %d", r.Attempts, r.Replaced, tt.attempts, tt.replaced)
			}
			wantTallies(t, s, session.ID)
		})
	}
}

// The teacher's clock is set back while the app is closed.
func TestNothingArrivesBeforeWhatIsThere(t *testing.T) {
	s, session := newStore(t)
	save(t, s, newRecord("Alice", "1", 7200))
	page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}, Limit: 9}))(t)
	for i, name := range []string{"Bob", "Carol"} {
		e := newRecord(name, "1", 60+10*i)
		e.SentAt = second(55 + 10*i) // it took five seconds
		save(t, s, e)
	}
	save(t, s, newRecord("Alice", "1", 90))
	f := classroom.RecordFilter{SessionID: session.ID, AsOf: page.AsOf}
	if n := must(s.CountNewRecords(t.Context(), f))(t); n != 3 {
		t.Errorf("%d records are new, want 3", n)
	}
	after := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}, Limit: 9}))(t)
	if got := names(after); got != "Alice Carol Bob" {
		t.Errorf("by arrival: %s", got)
	}
	for _, r := range after.Records {
		if r.ReceivedAt.Before(second(7200)) || r.ReceivedAt.Sub(r.SentAt) > 5*time.Second {
			t.Errorf("%s: sent %v, received %v", r.Sender.Name, r.SentAt, r.ReceivedAt)
		}
	}
	if outcome := save(t, s, newRecord("Alice", "1", 100)); !outcome.ShownSentAt.IsZero() {
		t.Errorf("Alice's last answer is not the one that shows: %+v", outcome)
	}
}

func TestNoSessionEndsBeforeItBegan(t *testing.T) {
	s, session := newStore(t)
	if err := s.CloseSession(t.Context(), session.ID, t0.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	must(s.OpenSession(t.Context(), session.ID, t0.Add(-2*time.Hour)))(t)
	must(s.CloseSessions(t.Context(), "prof", t0.Add(-3*time.Hour)))(t)
	got := must(s.Session(t.Context(), session.ID))(t)
	if got.OpenedAt.Before(got.CreatedAt) || got.ClosedAt.Before(got.OpenedAt) {
		t.Errorf("created %v, opened %v, closed %v", got.CreatedAt, got.OpenedAt, got.ClosedAt)
	}
}
