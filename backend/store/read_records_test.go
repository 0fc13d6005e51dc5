package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// fillLab sends 3 questions of 4 students, some in the part `extra`, and two
// attempts of each at question 2; it returns the session with its senders by name.
func fillLab(t *testing.T, s *Store, session classroom.Session) (part int64, senders map[string]int64) {
	t.Helper()
	part = must(s.AddPart(t.Context(), session.ID, "extra"))(t).ID
	at := 0
	for _, question := range []string{"10", "2", "2b", "2"} {
		for _, student := range []string{"Dora", "Alice", "Bob", "Carol"} {
			at++
			e := newRecord(student, question, at)
			if question == "2b" {
				e.Part = "extra"
			}
			save(t, s, e)
		}
	}
	senders = map[string]int64{}
	for _, n := range must(s.Students(t.Context(), session.ID))(t) {
		senders[n.Name] = n.ID
	}
	return part, senders
}

// label is a record in a word.
func label(r classroom.Record) string { return r.Sender.Name[:1] + r.Question }

func TestRecordsByFilterAndPage(t *testing.T) {
	s, session := newStore(t)
	part, senders := fillLab(t, s, session)
	other := createSession(t, s, "prof", "other")
	in := session.ID
	tests := []struct {
		name   string
		filter classroom.RecordFilter
		want   string
	}{
		{"all", classroom.RecordFilter{SessionID: in}, "C2 B2 A2 D2 C2b B2b A2b D2b C10 B10 A10 D10"},
		{"a part", classroom.RecordFilter{SessionID: in, PartIDs: []int64{part}}, "C2b B2b A2b D2b"},
		{"a question", classroom.RecordFilter{SessionID: in, Questions: []string{"10"}}, "C10 B10 A10 D10"},
		{"a sender", classroom.RecordFilter{SessionID: in, StudentIDs: []int64{senders["Bob"]}}, "B2 B2b B10"},
		{"a sender's question", classroom.RecordFilter{SessionID: in, StudentIDs: []int64{senders["Bob"]}, Questions: []string{"2"}}, "B2"},
		{"a sender's part", classroom.RecordFilter{SessionID: in, StudentIDs: []int64{senders["Bob"]}, PartIDs: []int64{part}}, "B2b"},
		{"a part's question", classroom.RecordFilter{SessionID: in, Questions: []string{"2"}, PartIDs: []int64{part}}, ""},
		{"another session", classroom.RecordFilter{SessionID: other.ID}, ""},
		{"another session's sender", classroom.RecordFilter{SessionID: other.ID, StudentIDs: []int64{senders["Bob"]}}, ""},
		{"another session's part", classroom.RecordFilter{SessionID: other.ID, PartIDs: []int64{part}}, ""},
	}
	for _, tt := range tests {
		for _, limit := range []int{0, 1, 4, 5, 100} {
			t.Run(fmt.Sprint(tt.name, "/", limit), func(t *testing.T) {
				var got []string
				want := strings.Fields(tt.want)
				for more := true; more; {
					page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: tt.filter, Offset: len(got), Limit: limit}))(t)
					if page.Total != len(want) || len(page.Records) > max(limit, 1) || page.Records == nil {
						t.Fatalf("a page of %d, total %d, want total %d", len(page.Records), page.Total, len(want))
					}
					for _, r := range page.Records {
						got = append(got, label(r))
					}
					more = len(page.Records) > 0
				}
				if strings.Join(got, " ") != tt.want {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			})
		}
	}
}

func TestPagesHoldRecordsOfOneMoment(t *testing.T) {
	s, session := newStore(t)
	for i := range 7 {
		save(t, s, newRecord(fmt.Sprint("S", i), "1", 1))
	}
	seen := map[int64]bool{}
	for offset := 0; offset < 7; offset += 3 {
		page := must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}, Offset: offset, Limit: 3}))(t)
		for _, r := range page.Records {
			seen[r.ID] = true
		}
	}
	if len(seen) != 7 {
		t.Errorf("%d of 7 records seen", len(seen))
	}
}

func TestARecordComesBackWhole(t *testing.T) {
	s, session := newStore(t)
	e := newRecord("Zoë <b>", "2b", 3)
	e.Payload = payload.Payload{Type: payload.TypeArray, Data: []byte("[[1, NaN]]")}
	e.Preview = payload.Preview{
		Text: "a\x00<&> \u2028", Cut: true, Shape: []int{1, 2}, Columns: []string{"é"}, Rows: [][]string{{"1", "nan"}}, Bytes: 10, Broken: payload.BrokenImageCutAt.With("arrived", "1 kB", "whole", "2 kB"),
	}
	e.SentAt = second(1).Add(1000) // a microsecond is kept
	outcome := save(t, s, e)
	part := must(s.Session(t.Context(), session.ID))(t).Parts[0]
	sender := must(s.Students(t.Context(), session.ID))(t)[0]
	want := classroom.Record{
		ID: outcome.RecordID, SessionID: session.ID, PartID: part.ID, Part: part.Name,
		Sender: e.Sender, Question: "2b", Type: payload.TypeArray, Preview: e.Preview,
		Attempts: 1, FirstSentAt: e.SentAt, SentAt: e.SentAt, ReceivedAt: e.ReceivedAt,
	}
	sender.Records, sender.FirstSeenAt, sender.LastSeenAt = 0, time.Time{}, time.Time{}
	want.Student = sender
	got := must(s.Record(t.Context(), outcome.RecordID))(t)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if listed := theRecord(t, s, session.ID); !reflect.DeepEqual(listed, want) {
		t.Errorf("listed %+v\nwant   %+v", listed, want)
	}
}

func TestOverviews(t *testing.T) {
	s, session := newStore(t)
	fillLab(t, s, session)
	made, err := s.CreateSession(t.Context(), classroom.Session{Owner: "prof", Name: "later", CreatedAt: second(100)})
	later := must(made, err)(t)

	list := must(s.Sessions(t.Context(), "prof"))(t)
	if len(list) != 2 || list[0].ID != later.ID || list[1].ID != session.ID {
		t.Fatalf("sessions %+v, want the newest first", list)
	}
	if got := list[1]; got.Students != 4 || got.Records != 12 || !got.LastRecordAt.Equal(second(16)) || len(got.Parts) != 2 || got.Parts[1].Records != 4 {
		t.Errorf("summary %+v", got)
	}
	if got := list[0]; got.Students != 0 || got.Records != 0 || !got.LastRecordAt.IsZero() || len(got.Parts) != 1 {
		t.Errorf("summary of an empty session %+v", got)
	}
	if got := must(s.Sessions(t.Context(), "nobody"))(t); got == nil || len(got) != 0 {
		t.Errorf("sessions of nobody: %v", got)
	}
	if got := fmt.Sprint(must(s.Questions(t.Context(), session.ID))(t)); got != "[{2  4 8} {2b  4 4} {10  4 4}]" {
		t.Errorf("questions %s", got)
	}
	if got := must(s.Questions(t.Context(), later.ID))(t); got == nil || len(got) != 0 {
		t.Errorf("questions of an empty session: %v", got)
	}
	senders := must(s.Students(t.Context(), session.ID))(t)
	if len(senders) != 4 || senders[0].Name != "Alice" || senders[0].Records != 3 ||
		!senders[0].FirstSeenAt.Equal(second(2)) || !senders[0].LastSeenAt.Equal(second(14)) {
		t.Errorf("senders %+v", senders)
	}
	wantTallies(t, s, session.ID)
}

func TestAWalkIsOneStateInOrder(t *testing.T) {
	s, session := newStore(t)
	part, _ := fillLab(t, s, session)
	if err := s.MovePart(t.Context(), part, 1); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := walkSession(t, s, session.ID, func(r classroom.Record, p payload.Payload) error {
		if len(got) == 0 { // what comes meanwhile is not in it, and does not wait
			save(t, s, newRecord("Zoe", "1", 50))
		}
		got = append(got, label(r))
		if !strings.HasPrefix(string(p.Data), r.Sender.Name+"'s answer to "+r.Question) || p.Type != r.Type {
			t.Errorf("%s carries %q", label(r), p.Data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := "A2b B2b C2b D2b A10 A2 B10 B2 C10 C2 D10 D2"; strings.Join(got, " ") != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
	enough := errors.New("enough")
	if err := walkSession(t, s, session.ID, func(classroom.Record, payload.Payload) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("the callback's error came back as %v", err)
	}
	must(s.Records(t.Context(), classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session.ID}}))(t)
}

func TestAReaderCanGiveUp(t *testing.T) {
	s, session := newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Questions(ctx, session.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The planner has no statistics; a page must come from its index, in order, or be found
// by one and sorted where that is less than a session.
func TestPagesComeFromTheirIndex(t *testing.T) {
	s, _ := newStore(t)
	for name, want := range map[string]struct {
		filter classroom.RecordFilter
		few    bool
	}{
		"all":        {classroom.RecordFilter{SessionID: 1}, false},
		"a part":     {classroom.RecordFilter{SessionID: 1, PartIDs: []int64{1}}, false},
		"a question": {classroom.RecordFilter{SessionID: 1, Questions: []string{"1"}}, true},
		"a student":  {classroom.RecordFilter{SessionID: 1, StudentIDs: []int64{1}}, true},
	} {
		from, args := (&recordQuery{filter: want.filter}).from()
		rows, err := s.readers.QueryContext(t.Context(), "EXPLAIN QUERY PLAN SELECT r.id"+from+" ORDER BY r.received_at DESC, r.id DESC LIMIT 50", args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(detail, "SCAN r") || strings.Contains(detail, "TEMP B-TREE") && !want.few {
				t.Errorf("%s: %s", name, detail)
			}
			if strings.HasPrefix(detail, "SEARCH r ") && !want.few && !strings.Contains(detail, "COVERING") {
				t.Errorf("%s reads rows to find them: %s", name, detail)
			}
		}
		if err := rows.Err(); err != nil {
			t.Error(err)
		}
	}
}
