package store

import (
	"fmt"
	"math"
	"testing"
	"time"

	"npt/backend/classroom"
)

// never is later than every moment at which a message is taken back.
var never = time.UnixMicro(math.MaxInt64)

func listening(student string, after int64) classroom.Listening {
	return classroom.Listening{Owner: "prof", Session: "lab", Sender: classroom.SenderKey{UUID: "u-" + student, Name: student}, After: after}
}

func TestMessagesWaitForEachSenderUntilShown(t *testing.T) {
	s, session := newStore(t)
	for _, text := range []string{"first", "second"} {
		must(s.AddMessage(t.Context(), classroom.Message{SessionID: session.ID, Text: text, SentAt: second(1)}))(t)
	}
	waiting := func(student string, after int64) int {
		t.Helper()
		who, err := s.Attend(t.Context(), listening(student, after), second(2))
		if err != nil || who.SessionID != session.ID {
			t.Fatalf("Attend gives session %d, %v", who.SessionID, err)
		}
		return len(must(s.MessagesAfter(t.Context(), session.ID, listening(student, after).Sender, who.Shown, never))(t))
	}
	all := must(s.MessagesAfter(t.Context(), session.ID, classroom.SenderKey{}, 0, never))(t)
	for _, c := range []struct {
		student string
		after   int64
		want    int
	}{
		{"Alice", 0, 2},
		{"Alice", 0, 2}, // what was not shown waits on
		{"Alice", all[0].ID, 1},
		{"Alice", 0, 1}, // her kernel started anew and does not know
		{"Alice", all[1].ID, 0},
		{"Bob", 0, 2},
	} {
		if got := waiting(c.student, c.after); got != c.want {
			t.Errorf("%s, who has shown up to %d, gets %d messages, want %d", c.student, c.after, got, c.want)
		}
	}
	if all[0].Text != "first" || !all[0].SentAt.Equal(second(1)) {
		t.Errorf("the first message is %+v", all[0])
	}
}

func TestWhoAttendsIsSeenAndCanRecord(t *testing.T) {
	s, session := newStore(t)
	if _, err := s.Attend(t.Context(), listening("Alice", 0), second(1)); err != nil {
		t.Fatal(err)
	}
	e := newRecord("Alice", "1", 2)
	e.Sender = listening("Alice", 0).Sender
	save(t, s, e)
	save(t, s, newRecord("Bob", "1", 3))
	if seen := must(s.Students(t.Context(), session.ID))(t); len(seen) != 2 || seen[0].Records != 1 || !seen[0].FirstSeenAt.Equal(second(1)) {
		t.Errorf("senders are %+v, want Alice once, since she attended", seen)
	}
	wantTallies(t, s, session.ID)
}

func TestAttendRefusesWhatKeepRefuses(t *testing.T) {
	s, session := newStore(t)
	unknown := listening("Alice", 0)
	unknown.Owner = "nobody"
	_, err := s.Attend(t.Context(), unknown, second(1))
	wantCode(t, err, classroom.CodeNoSuchOwner)
	if err := s.CloseSession(t.Context(), session.ID, second(2)); err != nil {
		t.Fatal(err)
	}
	_, err = s.Attend(t.Context(), listening("Alice", 0), second(3))
	wantCode(t, err, classroom.CodeNoSuchSession)
	_, err = s.AddMessage(t.Context(), classroom.Message{SessionID: 999})
	wantCode(t, err, classroom.CodeNotFound)
}

// Who sees what is kept: of a message that stands, of one that was taken back, to all and to some, with
// students who were merged, deleted or came later.
func TestWhoHasSeenAMessage(t *testing.T) {
	s, session := newStore(t)
	ctx := t.Context()
	attend := func(student string, after int64) {
		t.Helper()
		must(s.Attend(ctx, listening(student, after), second(1)))(t)
	}
	write := func(text string, to ...int64) int64 {
		t.Helper()
		return must(s.AddMessage(ctx, classroom.Message{SessionID: session.ID, Text: text, SentAt: second(2), To: to}))(t).ID
	}
	sent := func() (text string) {
		t.Helper()
		for _, m := range must(s.SentMessages(ctx, session.ID, 10))(t) {
			text += fmt.Sprintf("%s to %v seen by %v, back %v; ", m.Text, m.To, m.Seen, !m.TakenBackAt.IsZero())
		}
		return text
	}
	for _, student := range []string{"Alice", "Bob", "Alicia", "Gone"} { // 1 to 4
		attend(student, 0)
	}
	all, some := write("all"), write("some", 1, 2)
	attend("Alice", some)
	attend("Alicia", all)
	if got, want := sent(), "some to [1 2] seen by [1], back false; all to [] seen by [1 3], back false; "; got != want {
		t.Errorf("after the first has shown both: %s, want %s", got, want)
	}
	for range 2 { // once more changes nothing
		if id := must(s.TakeBack(ctx, all, second(5)))(t); id != session.ID {
			t.Errorf("taken back in session %d", id)
		}
	}
	must(s.TakeBack(ctx, some, second(4)))(t) // the clock was set back
	attend("Bob", some)
	attend("Late", some)
	want := "some to [1 2] seen by [1], back true; all to [] seen by [1 3], back true; "
	if got := sent(); got != want {
		t.Errorf("who comes after it was taken back counts: %s, want %s", got, want)
	}
	must(s.MergeStudents(ctx, 1, []int64{3}))(t)
	if got, want := sent(), "some to [1 2] seen by [1], back true; all to [] seen by [1], back true; "; got != want {
		t.Errorf("merged: %s, want %s", got, want)
	}
	last := write("last", 3) // to one who counts for another
	attend("Alicia", last)
	if got, want := sent(), "last to [1] seen by [1], back false; "; got[:min(len(got), len(want))] != want {
		t.Errorf("to a merged student: %s, want %s", got, want)
	}
	_, err := s.TakeBack(ctx, 999, second(6))
	wantCode(t, err, classroom.CodeNotFound)

	// A latecomer gets none of those. Who is told what was taken back hears of each once, in order.
	latest := must(s.MessagesAfter(ctx, session.ID, listening("Late", 0).Sender, 0, never))(t)
	if len(latest) != 0 {
		t.Errorf("a latecomer gets %+v", latest)
	}
	heard := time.Time{}
	for _, want := range []string{"[1 2]", "[]"} {
		var ids []int64
		for _, m := range must(s.MessagesAfter(ctx, session.ID, listening("Alice", 0).Sender, last, heard))(t) {
			ids = append(ids, m.ID)
			heard = m.TakenBackAt
		}
		if fmt.Sprint(ids) != want {
			t.Errorf("taken back are %v, want %s", ids, want)
		}
	}
}
