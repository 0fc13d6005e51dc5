package classroom

import (
	"context"
	"strings"
	"testing"
	"time"
)

// saved remembers the record that is saved.
type saved struct{ record NewRecord }

func (s *saved) Save(_ context.Context, e NewRecord) (Outcome, error) {
	s.record = e
	return Outcome{}, nil
}

var arrived = time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)

// recorded returns what becomes of a submission that arrives at 14:00.
func recorded(s Submission) (NewRecord, *Recorder, error) {
	s.Owner, s.Session, s.SenderName, s.SenderUUID, s.Question, s.Type = "prof", "lab", "Zoe", "device", "1", "str"
	var store saved
	var events counter
	r := NewRecorder(&store, &events, func() time.Time { return arrived }, func(s string) string { return s })
	_, err := r.Record(context.Background(), s)
	return store.record, r, err
}

func TestWhenARecordWasSent(t *testing.T) {
	for _, tt := range []struct {
		name        string
		s           Submission
		sent, first string
		untold      bool
	}{
		{"the original says nothing", Submission{}, "14:00:00", "14:00:00", true},
		{"an earlier client", Submission{SentAt: "2026-02-11T13:59:00Z"}, "13:59:00", "13:59:00", false},
		{"whose clock is two hours ahead", Submission{SentAt: "2026-02-11T16:00:00Z"}, "14:00:00", "14:00:00", false},
		{"our client's clock does not count", Submission{SentAt: "2026-02-11T16:00:00Z", Age: "90.5"}, "13:58:29.5", "13:58:29.5", false},
		{"its first attempt", Submission{Age: "30", Span: "60", Attempts: "3"}, "13:59:30", "13:58:30", false},
		{"at most a year ago", Submission{Age: "1e300"}, "14:00:00 366 days before", "14:00:00 366 days before", false},
	} {
		e, _, err := recorded(tt.s)
		moment := func(at time.Time) string {
			if at.Before(arrived.AddDate(0, 0, -1)) {
				return at.Add(366*24*time.Hour).Format("15:04:05.999") + " 366 days before"
			}
			return at.Format("15:04:05.999")
		}
		if got, first := moment(e.SentAt), moment(e.FirstSentAt); err != nil || got != tt.sent || first != tt.first || e.Untold != tt.untold {
			t.Errorf("%s: sent %s, first %s, untold %v, %v", tt.name, got, first, e.Untold, err)
		}
	}
}

func TestWhatIsNoMomentIsRefused(t *testing.T) {
	for _, s := range []Submission{
		{Age: "-1"}, {Age: "NaN"}, {Age: "soon"}, {Span: "-0.1"}, {SentAt: "yesterday"},
		{Clock: "3fa9"}, {Clock: "3fa9:"}, {Clock: "3fa9:1e9"}, {Clock: "A b:1"}, {Clock: "a-b-c-1-d:1"}, {Clock: strings.Repeat("a", 33) + ":1"},
		{Attempts: "0"}, {Attempts: "-3"}, {Attempts: "many"},
		{Replaces: "a1"}, {Replaces: "a1:-1"}, {Replaces: ":1"}, {Replaces: strings.Repeat("a", 65) + ":1"}, {Replaces: strings.Repeat("a1:1,", 33)},
	} {
		if _, _, err := recorded(s); AsError(err).Code != CodeBadField {
			t.Errorf("%+v: %v", s, err)
		}
	}
	e, _, err := recorded(Submission{Attempts: "1000000", Replaces: "a1:0,b2:1000000,"})
	if err != nil || e.Attempts != MaxAttempts || len(e.Replaces) != 2 || e.Replaces[1] != (Replaced{"b2", MaxAttempts}) {
		t.Errorf("a million attempts are %d, replaces %v, %v", e.Attempts, e.Replaces, err)
	}
}

func TestReadingsOfOneClockAreCompared(t *testing.T) {
	for _, tt := range []struct {
		a, b  Reading
		order int
		ok    bool
	}{
		{"c:1", "c:2.5", -1, true},
		{"c:100.000002", "c:100.000001", 1, true},
		{"c:1", "d:2", 0, false},             // two clocks
		{"", "c:1", 0, false},                // an earlier client
		{"s-2-c:1", "s-3-d:0.5", -1, true},   // the computer was started between
		{"s-2-c:9", "s-2-c:8", 1, true},      // it was not
		{"s-2-c:9", "t-1-c:8", 1, true},      // nor here, but the folder was emptied
		{"s-9-c:9", "t-1-d:8", 0, false},     // both
		{"s-10-c:1", "s-9-d:1", 1, true},     // numbers, not texts
		{"c:1; DROP TABLE", "c:2", 0, false}, // nothing of this kind is ever kept
	} {
		if order, ok := tt.a.Compare(tt.b); order != tt.order || ok != tt.ok {
			t.Errorf("%s and %s: %d, %v", tt.a, tt.b, order, ok)
		}
		if order, ok := tt.b.Compare(tt.a); order != -tt.order || ok != tt.ok {
			t.Errorf("%s and %s: %d, %v", tt.b, tt.a, order, ok)
		}
	}
}

func TestClocksAreComparedByWhatNotebooksTell(t *testing.T) {
	for _, tt := range []struct {
		s    Submission
		want []time.Duration
	}{
		{Submission{SentAt: "2026-02-11T15:00:00Z", Age: "60"}, []time.Duration{-time.Hour - time.Minute}},
		{Submission{SentAt: "2026-02-11T13:00:00Z"}, []time.Duration{time.Hour}},
		{Submission{Age: "60"}, nil},
	} {
		_, r, err := recorded(tt.s)
		got := r.ClockDifferences()
		if err != nil || len(got) != len(tt.want) || len(got) > 0 && got[0] != tt.want[0] {
			t.Errorf("%+v: %v, %v, want %v", tt.s, got, err, tt.want)
		}
	}
}
