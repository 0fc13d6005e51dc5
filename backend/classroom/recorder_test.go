package classroom

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/payload"
)

// savedRecords is a RecordSaver that keeps the records that it gets.
type savedRecords []NewRecord

func (s *savedRecords) Save(_ context.Context, r NewRecord) (Outcome, error) {
	*s = append(*s, r)
	return Outcome{SessionID: 1, RecordID: 1}, nil
}

func TestARecordIsDerivedOnce(t *testing.T) {
	var saved savedRecords
	now := time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)
	r := NewRecorder(&saved, &counter{}, func() time.Time { return now }, compose)
	_, err := r.Record(t.Context(), Submission{
		Owner: "prof", Session: "lab", SenderName: "Alice", SenderUUID: "1", Question: "1", Type: "ndarray", Data: []byte("[3.25, 4]"),
	})
	if err != nil || len(saved) != 1 {
		t.Fatalf("%d records, %v", len(saved), err)
	}
	got := saved[0]
	if got.Preview.Rows[0][0] != "3.25" || got.SearchText != "3.25 4\n[3.25, 4]" || string(got.Fingerprint) != string(payload.Fingerprint(got.Payload)) {
		t.Errorf("it is saved as %+v", got)
	}
	if want := payload.SortKey(compose, got.Payload, got.Preview); got.SortKey != want || want[0] != '0' {
		t.Errorf("it is sorted by %q, want %q", got.SortKey, want)
	}
}

// A digest is of the whole value, in one form. Anything else says that the sender is no client of ours.
func TestWhatIsSaidOfTheWholeValue(t *testing.T) {
	digest := strings.Repeat("0a", payload.DigestLength/2)
	for _, c := range []struct {
		digest, shortened string
		want              payload.Digest
		refused           bool
	}{
		{"", "", "", false},
		{digest, "", payload.Digest(digest), false},
		{" " + digest + "\n", "", payload.Digest(digest), false},
		{"", "1", payload.NoDigest, false},
		{digest, "1", payload.Digest(digest), false},
		{digest[1:], "", "", true},
		{digest + "0", "", "", true},
		{strings.ToUpper(digest), "", "", true},
		{strings.Repeat("g", payload.DigestLength), "", "", true},
	} {
		var saved savedRecords
		r := NewRecorder(&saved, &counter{}, time.Now, compose)
		_, err := r.Record(t.Context(), Submission{
			Owner: "prof", Session: "lab", SenderName: "Alice", SenderUUID: "1", Question: "1", Type: "str", Data: []byte("x"), Digest: c.digest, Shortened: c.shortened,
		})
		var refusal *Error
		switch {
		case c.refused && (!errors.As(err, &refusal) || refusal.Code != CodeBadField || len(saved) != 0):
			t.Errorf("digest %q is answered %v", c.digest, err)
		case !c.refused && (err != nil || saved[0].Payload.Digest != c.want):
			t.Errorf("digest %q and shortened %q: %v, saved %+v, want %q", c.digest, c.shortened, err, saved, c.want)
		}
	}
}

// outcomes is a RecordSaver whose answers are given.
type outcomes []Outcome

func (o *outcomes) Save(context.Context, NewRecord) (Outcome, error) {
	next := (*o)[0]
	*o = (*o)[1:]
	return next, nil
}

type publishedKinds []EventKind

func (p *publishedKinds) Publish(e Event) { *p = append(*p, e.Kind) }

// A list of who is in the class is asked for again with the first record of a sender, not with each.
func TestFurtherAnswersLeaveTheClassAsItIs(t *testing.T) {
	var told publishedKinds
	saver := outcomes{{SessionID: 1, IsFirst: true}, {SessionID: 1}, {SessionID: 1, Updated: true}, {SessionID: 1, Repeated: true}}
	r := NewRecorder(&saver, &told, time.Now, compose)
	for range len(saver) {
		s := Submission{Owner: "prof", Session: "lab", SenderName: "Alice", SenderUUID: "1", Question: "1", Type: "str", Data: []byte("a")}
		if _, err := r.Record(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if want := []EventKind{RecordsChanged, AnswersChanged, AnswersChanged}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}
