package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// theRecord returns the one record that the session has.
func theRecord(t *testing.T, s *Store, session int64) classroom.Record {
	t.Helper()
	page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session}, Limit: 10}))(t)
	if len(page.Records) != 1 || page.Total != 1 {
		t.Fatalf("%d records of %d, want one", len(page.Records), page.Total)
	}
	return page.Records[0]
}

func TestOnlyTheLastRecordIsKept(t *testing.T) {
	type sending struct {
		sentAt, receivedAt int
		id                 string
	}
	tests := []struct {
		name     string
		sendings []sending
		attempts int
		first    int // sent at
		kept     int // index of the sending whose payload stays
		updated  []bool
		repeated []bool
		shown    []int // what each is told is shown in its place: when that was sent; 0 for itself
	}{
		{"one", []sending{{1, 1, ""}}, 1, 1, 0, []bool{false}, []bool{false}, []int{0}},
		{"two in order", []sending{{1, 1, ""}, {2, 2, ""}}, 2, 1, 1, []bool{false, true}, []bool{false, false}, []int{0, 0}},
		{"an older one comes late", []sending{{5, 5, ""}, {2, 6, ""}}, 2, 2, 0, []bool{false, true}, []bool{false, false}, []int{0, 5}},
		{"two of one moment", []sending{{1, 1, ""}, {1, 2, ""}}, 2, 1, 1, []bool{false, true}, []bool{false, false}, []int{0, 0}},
		{"a retry", []sending{{1, 1, "a"}, {1, 9, "a"}}, 1, 1, 0, []bool{false, false}, []bool{false, true}, []int{0, 0}},
		{"a retry after a newer one", []sending{{1, 1, "a"}, {2, 2, "b"}, {1, 3, "a"}}, 2, 1, 1, []bool{false, true, false}, []bool{false, false, true}, []int{0, 0, 2}},
		{"older, then newest", []sending{{5, 5, "a"}, {2, 6, "b"}, {7, 7, "c"}}, 3, 2, 2, []bool{false, true, true}, []bool{false, false, false}, []int{0, 5, 0}},
	}
	for _, tt := range tests {
		entries := make([]classroom.NewRecord, len(tt.sendings))
		for i, x := range tt.sendings {
			e := newRecord("Alice", "1", x.sentAt)
			e.Payload.Data = fmt.Appendf(nil, "sending %d", i)
			e.Preview.Text = string(e.Payload.Data)
			e.ReceivedAt, e.RecordID = second(x.receivedAt), x.id
			e.Receipt = classroom.Receipt(i + 1)
			entries[i] = e
		}
		check := func(t *testing.T, s *Store, session int64, outcomes []classroom.Outcome, shown []int) {
			r := theRecord(t, s, session)
			want := entries[tt.kept]
			_, sent, err := s.Answer(t.Context(), r.ID)
			if err != nil {
				t.Fatal(err)
			}
			if string(sent.Data) != string(want.Payload.Data) || r.Preview.Text != want.Preview.Text {
				t.Errorf("kept %q, preview %q, want %q", sent.Data, r.Preview.Text, want.Payload.Data)
			}
			if r.Attempts != tt.attempts || !r.FirstSentAt.Equal(second(tt.first)) || !r.SentAt.Equal(want.SentAt) || !r.ReceivedAt.Equal(want.ReceivedAt) {
				t.Errorf("got attempts %d, first %v, sent %v, received %v", r.Attempts, r.FirstSentAt, r.SentAt, r.ReceivedAt)
			}
			attempts := 0
			for i, got := range outcomes {
				if !tt.repeated[i] {
					attempts++
				}
				want := classroom.Outcome{SessionID: session, RecordID: r.ID, IsFirst: i == 0, Updated: tt.updated[i], Repeated: tt.repeated[i], Attempts: attempts}
				if shown[i] != 0 {
					want.ShownSentAt = second(shown[i])
				}
				if got != want {
					t.Errorf("outcome %d is %+v, want %+v", i, got, want)
				}
			}
			wantReceipts(t, s, r, entries, tt.kept, tt.repeated)
			wantTallies(t, s, session)
		}
		t.Run(tt.name+"/one by one", func(t *testing.T) {
			s, session := newStore(t)
			var outcomes []classroom.Outcome
			for _, e := range entries {
				outcomes = append(outcomes, save(t, s, e))
			}
			check(t, s, session.ID, outcomes, tt.shown)
		})
		t.Run(tt.name+"/in one batch", func(t *testing.T) {
			s, session := newStore(t)
			shown := make([]int, len(entries))
			for i, x := range tt.sendings {
				if x.sentAt < tt.sendings[tt.kept].sentAt {
					shown[i] = tt.sendings[tt.kept].sentAt
				}
			}
			check(t, s, session.ID, keepTogether(t, s, entries), shown)
		})
	}
}

// keepTogether has the writer commit the entries in one transaction.
func keepTogether(t *testing.T, s *Store, entries []classroom.NewRecord) []classroom.Outcome {
	t.Helper()
	tasks := queueTogether(t, s, entries)
	outcomes := make([]classroom.Outcome, len(tasks))
	for i, task := range tasks {
		<-task.done
		if task.err != nil {
			t.Fatalf("entry %d: %v", i, task.err)
		}
		outcomes[i] = task.outcome
	}
	return outcomes
}

// queueTogether queues the entries while the writer is held up, so that it finds
// them all at once.
func queueTogether(t *testing.T, s *Store, entries []classroom.NewRecord) []*task {
	t.Helper()
	release := holdWriter(t, s)
	tasks := make([]*task, len(entries))
	for i, e := range entries {
		tasks[i] = must(newRecordTask(derived(e)))(t)
		if err := s.writer.queue.push(tasks[i]); err != nil {
			t.Fatal(err)
		}
	}
	release()
	return tasks
}

// wantTallies checks every count that the writer keeps against the records.
func wantTallies(t *testing.T, s *Store, session int64) {
	t.Helper()
	for _, q := range []struct{ what, query string }{
		{"tallies of parts", `
SELECT COUNT(*) FROM (
  SELECT part_id, question, records, attempts FROM tallies WHERE part_id IN (SELECT id FROM parts WHERE session_id = @s)
  EXCEPT SELECT part_id, question, COUNT(*), SUM(attempts) FROM records WHERE session_id = @s AND hidden = 0 GROUP BY 1, 2
  UNION ALL SELECT * FROM (
  SELECT part_id, question, COUNT(*), SUM(attempts) FROM records WHERE session_id = @s AND hidden = 0 GROUP BY 1, 2
  EXCEPT SELECT part_id, question, records, attempts FROM tallies))`},
		{"students of questions", `
SELECT COUNT(*) FROM (
  SELECT question, COUNT(DISTINCT student_id) FROM records WHERE session_id = @s AND hidden = 0 GROUP BY 1
  EXCEPT SELECT t.question, SUM(t.students) FROM tallies t JOIN parts p ON p.id = t.part_id WHERE p.session_id = @s GROUP BY 1)`},
		{"records of senders", `
SELECT COUNT(*) FROM senders n WHERE session_id = @s
AND (n.records <> (SELECT COUNT(*) FROM records r WHERE r.student_id = n.id AND r.hidden = 0)
  OR n.last_seen_at < (SELECT MAX(received_at) FROM records r WHERE r.sender_id = n.id))`},
		{"records without payload", "SELECT COUNT(*) FROM records WHERE id NOT IN (SELECT record_id FROM payloads) OR @s = 0"},
		{"records that cannot be searched", "SELECT COUNT(*) FROM records r WHERE NOT EXISTS (SELECT 1 FROM texts x WHERE x.session_id = r.session_id AND x.record_id = r.id) OR @s = 0"},
		{"texts of no record", "SELECT COUNT(*) FROM texts WHERE record_id NOT IN (SELECT id FROM records) OR @s = 0"},
		{"records of another student than their sender", "SELECT COUNT(*) FROM records r JOIN senders n ON n.id = r.sender_id WHERE r.session_id = @s AND r.student_id <> n.student_id"},
		{"records of which several show", "SELECT COUNT(*) FROM (SELECT 1 FROM records WHERE session_id = @s AND hidden = 0 GROUP BY student_id, part_id, question HAVING COUNT(*) > 1)"},
	} {
		var wrong int
		if err := s.readers.QueryRowContext(t.Context(), q.query, sql.Named("s", session)).Scan(&wrong); err != nil {
			t.Fatal(err)
		}
		if wrong != 0 {
			t.Errorf("%s: %d are wrong", q.what, wrong)
		}
	}
}

func TestDeliveriesForgetOnlyTheOldest(t *testing.T) {
	var d dedupe
	for i := range maxDeduped + 1 {
		if !d.add(fmt.Sprint(i)) {
			t.Fatalf("id %d was counted before", i)
		}
	}
	if d.add("1") || d.add(fmt.Sprint(maxDeduped)) {
		t.Error("an id counted twice")
	}
	if len(d) != maxDeduped*dedupeBytes {
		t.Errorf("%d bytes", len(d))
	}
	for range 2 {
		if !d.add("") {
			t.Error("no id counts every time")
		}
	}
}

func TestKeepRefuses(t *testing.T) {
	s, session := newStore(t)
	closed := createSession(t, s, "prof", "old lab")
	if err := s.CloseSession(t.Context(), closed.ID, second(1)); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		change  func(e *classroom.NewRecord)
		code    classroom.Code
		message string
	}{
		{"an unknown owner", func(e *classroom.NewRecord) { e.Owner = "nobody" }, classroom.CodeNoSuchOwner, "No such owner"},
		{"an unknown session", func(e *classroom.NewRecord) { e.Session = "lab 2" }, classroom.CodeNoSuchSession, "No such session open"},
		{"a closed session", func(e *classroom.NewRecord) { e.Session = "old lab" }, classroom.CodeNoSuchSession, "No such session open"},
		{"a closed session in other letters", func(e *classroom.NewRecord) { e.Session = "Old Láb" }, classroom.CodeNoSuchSession, "No such session open"},
		{"an unknown part", func(e *classroom.NewRecord) { e.Part = "extra" }, classroom.CodeNoSuchPart, "No such part"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := newRecord("Alice", "1", 1)
			tt.change(&bad)
			_, err := s.Save(t.Context(), bad)
			if e := wantCode(t, err, tt.code); e.Message != tt.message {
				t.Errorf("message %q, want %q", e.Message, tt.message)
			}
			tasks := queueTogether(t, s, []classroom.NewRecord{bad, newRecord("Bob", tt.name[:9], 1), bad})
			<-tasks[2].done
			wantCode(t, tasks[0].err, tt.code)
			wantCode(t, tasks[2].err, tt.code)
			if tasks[1].err != nil {
				t.Errorf("the entry between two bad ones: %v", tasks[1].err)
			}
		})
	}
	if got := must(s.Session(t.Context(), session.ID))(t); got.Students != 1 {
		t.Errorf("%d students, want only Bob", got.Students)
	}
}

// Notebooks of the original may write the names in other letters, as its database did not tell them apart.
func TestNamesInOtherLetters(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "npt.db"))
	exact := map[string]classroom.Session{}
	for _, name := range []string{"Lab Élan", "tp", "TP"} {
		exact[name] = createSession(t, s, "prof", name)
	}
	must(s.AddPart(t.Context(), exact["Lab Élan"].ID, "Après-midi"))(t)
	for _, owner := range []string{"Zoé", "zoe"} {
		createSession(t, s, owner, "lab")
	}
	tests := []struct{ owner, session, part, means string }{
		{"prof", "Lab Élan", "default", "Lab Élan"},
		{"Prof", "lab elan", "Default", "Lab Élan"},
		{"PRÖF", "LAB ELAN", "apres-midi", "Lab Élan"},
		{"Prof", "tp", "default", "tp"},
		{"Prof", "TP", "default", "TP"},
		{"Prof", "Tp", "default", ""},
		{"ZOE", "lab", "default", ""},
		{"prof", "Lab Élan", "apres midi", ""},
	}
	for i, tt := range tests {
		e := newRecord("Alice", strconv.Itoa(i), i)
		e.Owner, e.Session, e.Part = tt.owner, tt.session, tt.part
		outcome, err := s.Save(t.Context(), e)
		if tt.means == "" {
			if err == nil {
				t.Errorf("%+v is kept", tt)
			}
			continue
		}
		if err != nil || outcome.SessionID != exact[tt.means].ID {
			t.Errorf("%+v is kept in session %d: %v", tt, outcome.SessionID, err)
		}
		ask := classroom.Listening{Owner: tt.owner, Session: tt.session, Sender: e.Sender}
		if who, err := s.Attend(t.Context(), ask, second(i)); err != nil || who.SessionID != exact[tt.means].ID {
			t.Errorf("%+v listens to session %d: %v", tt, who.SessionID, err)
		}
		if id, err := s.AddHelp(t.Context(), ask, strconv.Itoa(i), classroom.HelpRequest{AskedAt: second(i)}); err != nil || id != exact[tt.means].ID {
			t.Errorf("%+v asks for help in session %d: %v", tt, id, err)
		}
	}
	// A sender in two spellings of a session is one student, whose name stays as it is.
	alice := newRecord("alice", "1", 9)
	alice.Session = "LAB elan"
	save(t, s, alice)
	if seen := must(s.Students(t.Context(), exact["Lab Élan"].ID))(t); len(seen) != 2 || seen[0].Records != 1 || seen[1].Records != 3 {
		t.Errorf("students are %+v, want alice with one record and Alice with three", seen)
	}
	wantTallies(t, s, exact["Lab Élan"].ID)
}

func TestSendersOfOneName(t *testing.T) {
	s, session := newStore(t)
	for _, device := range []string{"d1", "d2", "d1", "d3"} {
		e := newRecord("Alice", "1", 1)
		e.Sender.UUID = device
		save(t, s, e)
	}
	e := newRecord("Bob", "1", 2) // on Alice's device
	e.Sender.UUID = "d1"
	save(t, s, e)
	// Whose name reads as one with a number is told apart from who has that number, whoever came first.
	save(t, s, newRecord("Bob #2", "1", 3))
	save(t, s, newRecord("Alice #2", "1", 3))
	e.Sender.UUID = "d2"
	save(t, s, e)
	var got []string
	for _, n := range must(s.Students(t.Context(), session.ID))(t) {
		got = append(got, fmt.Sprint(n.Display(), " on ", n.UUID, ": ", n.Records))
	}
	want := "Alice on d1: 1, Alice #2 on d2: 1, Alice #3 on d3: 1, Alice #2 #2 on device-Alice #2: 1, " +
		"Bob on d1: 1, Bob #3 on d2: 1, Bob #2 on device-Bob #2: 1"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestASessionTakesSoManySenders(t *testing.T) {
	s, session := newStore(t)
	save(t, s, newRecord("S0", "1", 1))
	execRaw(t, s, `
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO senders (id, session_id, uuid, name, number, records, first_seen_at, last_seen_at, student_id)
SELECT 10000 + i, ?, 'device-S' || i, 'S' || i, 1, 0, 0, 0, 10000 + i FROM n`, classroom.MaxSenders-2, session.ID)
	save(t, s, newRecord("the last", "1", 1))
	_, err := s.Save(t.Context(), newRecord("one more", "1", 1))
	wantCode(t, err, classroom.CodeTooManySenders)
	save(t, s, newRecord("S7", "2", 1))
	if got := must(s.Session(t.Context(), session.ID))(t); got.Students != classroom.MaxSenders || got.Records != 3 {
		t.Errorf("%d students, %d records", got.Students, got.Records)
	}
	wantTallies(t, s, session.ID)
}

func TestOneBadEntryCostsNoOther(t *testing.T) {
	s, session := newStore(t)
	// A rule that only this test's file has stands for whatever may fail in SQLite.
	execRaw(t, s, "CREATE TRIGGER poison BEFORE INSERT ON records WHEN new.question = 'poison' BEGIN SELECT RAISE(ABORT, 'poison'); END")
	tasks := queueTogether(t, s, []classroom.NewRecord{
		newRecord("Alice", "1", 1), newRecord("Alice", "poison", 2), newRecord("Bob", "1", 3), newRecord("Carol", "poison", 4), newRecord("Alice", "1", 5),
	})
	for i, wantErr := range []bool{false, true, false, true, false} {
		<-tasks[i].done
		if (tasks[i].err != nil) != wantErr {
			t.Errorf("entry %d: %v", i, tasks[i].err)
		}
	}
	got := must(s.Session(t.Context(), session.ID))(t)
	if got.Records != 2 || got.Students != 2 {
		t.Errorf("%d records of %d students, want 2 of 2", got.Records, got.Students)
	}
	wantTallies(t, s, session.ID)
}

func TestAWaitingCallerCanGiveUp(t *testing.T) {
	s, session := newStore(t)
	release := holdWriter(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := s.Save(ctx, newRecord("Alice", "1", 1))
		failed <- err
	}()
	cancel()
	wantCode(t, <-failed, classroom.CodeUnavailable) // while the writer is still held
	release()
	save(t, s, newRecord("Bob", "1", 1))
	if got := theRecord(t, s, session.ID); got.Sender.Name != "Bob" {
		t.Errorf("%s is stored", got.Sender.Name)
	}
}

func TestPayloadsOfAllSizes(t *testing.T) {
	s, session := newStore(t)
	var entries []classroom.NewRecord
	for i, size := range []int{0, 1, 200, largeRow - 1, largeRow, 100_000, 5 << 20, 3} {
		e := newRecord("Alice", fmt.Sprint(i), i)
		e.Payload.Data = []byte(strings.Repeat("x", size))
		e.Payload.Type = payload.TypeImage
		if size == 200 {
			e.Payload.Plotted = []byte(`{"lines": 1}`)
			e.Payload.Digest = payload.Digest(strings.Repeat("0a", 16))
		}
		entries = append(entries, e)
	}
	entries[0].Payload.Data = nil
	for i, r := range keepTogether(t, s, entries) {
		_, got, err := s.Answer(t.Context(), r.RecordID)
		if err != nil {
			t.Fatal(err)
		}
		want := entries[i].Payload
		if string(got.Data) != string(want.Data) || string(got.Plotted) != string(want.Plotted) || got.Type != want.Type || got.Digest != want.Digest || (got.Plotted == nil) != (want.Plotted == nil) {
			t.Errorf("payload of %d bytes came back as %d bytes, plotted %q, digest %q", len(want.Data), len(got.Data), got.Plotted, got.Digest)
		}
	}
	wantTallies(t, s, session.ID)
}
