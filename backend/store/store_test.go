package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// t0 is a moment of a lab; tests count seconds from it.
var t0 = time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)

func second(n int) time.Time { return t0.Add(time.Duration(n) * time.Second) }

// newStore returns an open store with the open session `lab` of `prof`.
func newStore(t *testing.T) (*Store, classroom.Session) {
	t.Helper()
	s := openStore(t, filepath.Join(t.TempDir(), "npt.db"))
	return s, createSession(t, s, "prof", "lab")
}

func openStore(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func createSession(t *testing.T, s *Store, owner, name string) classroom.Session {
	t.Helper()
	made, err := s.CreateSession(t.Context(), classroom.Session{Owner: owner, Name: name, CreatedAt: t0})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// entry is what the student sends for the question at the second.
func newRecord(student, question string, at int) classroom.NewRecord {
	text := fmt.Sprintf("%s's answer to %s at %d", student, question, at)
	return classroom.NewRecord{
		Owner: "prof", Session: "lab", Part: classroom.DefaultPart,
		Sender:   classroom.SenderKey{UUID: "device-" + student, Name: student},
		Question: question,
		Payload:  payload.Payload{Type: payload.TypeText, Data: []byte(text)},
		Preview:  payload.Preview{Text: text, Bytes: len(text)},
		SentAt:   second(at), ReceivedAt: second(at),
	}
}

// derived returns the record with what a Recorder derives from its payload.
func derived(e classroom.NewRecord) classroom.NewRecord {
	e.SortKey = payload.SortKey(norm.NFC.String, e.Payload, e.Preview)
	e.SearchText = payload.SearchText(norm.NFC.String, e.Payload, e.Preview)
	e.Fingerprint = payload.Fingerprint(e.Payload)
	return e
}

// walkSession calls fn for each record of a session that shows.
func walkSession(t *testing.T, s *Store, id int64, fn func(classroom.Record, payload.Payload) error) error {
	t.Helper()
	return s.WalkRecords(t.Context(), classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: id}}, fn)
}

func save(t *testing.T, s *Store, e classroom.NewRecord) classroom.Outcome {
	t.Helper()
	r, err := s.Save(t.Context(), derived(e))
	if err != nil {
		t.Fatalf("Save(%s, %s): %v", e.Sender.Name, e.Question, err)
	}
	return r
}

// wantCode checks that err is an *Error of the code with a message.
func wantCode(t *testing.T, err error, code classroom.Code) *classroom.Error {
	t.Helper()
	var e *classroom.Error
	if !errors.As(err, &e) || e.Code != code || e.Message == "" {
		t.Fatalf("got error %v, want code %s", err, code)
	}
	return e
}

// must returns v, for calls that have no reason to fail.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestWhatIsKeptIsThereAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "100% #1?.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	createSession(t, s, "prof", "lab")
	outcome := save(t, s, newRecord("Alice", "1", 1))
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}

	s = openStore(t, path)
	_, sent, err := s.Answer(t.Context(), outcome.RecordID)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(sent.Data); got != "Alice's answer to 1 at 1" {
		t.Errorf("payload %q", got)
	}
	if next := save(t, s, newRecord("Alice", "2", 2)); next.RecordID <= outcome.RecordID {
		t.Errorf("record ids %d, then %d", outcome.RecordID, next.RecordID)
	}
}

func TestAClosedStoreRefuses(t *testing.T) {
	s, _ := newStore(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), newRecord("Alice", "1", 1))
	wantCode(t, err, classroom.CodeUnavailable)
	wantCode(t, s.EnsureOwner(t.Context(), "other", t0), classroom.CodeUnavailable)
}

func TestCloseCommitsWhatIsQueued(t *testing.T) {
	path := filepath.Join(t.TempDir(), "npt.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	createSession(t, s, "prof", "lab")
	const callers = 50
	results := make(chan error, callers)
	for i := range callers {
		go func() {
			_, err := s.Save(context.Background(), newRecord(fmt.Sprint("S", i), "1", 1))
			results <- err
		}()
	}
	if err := <-results; err != nil { // at least one is in before the door closes
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	kept := 1
	for range callers - 1 {
		if <-results == nil {
			kept++
		}
	}
	s = openStore(t, path)
	if got := must(s.Sessions(t.Context(), "prof"))(t)[0].Records; got != kept {
		t.Errorf("%d records after reopening, %d were acknowledged", got, kept)
	}
}
