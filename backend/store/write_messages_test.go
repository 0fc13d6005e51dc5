package store

import (
	"testing"

	"npt/backend/classroom"
)

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
		id, shown, err := s.Attend(t.Context(), listening(student, after), second(2))
		if err != nil || id != session.ID {
			t.Fatalf("Attend gives session %d, %v", id, err)
		}
		return len(must(s.MessagesAfter(t.Context(), id, listening(student, after).Sender, shown))(t))
	}
	all := must(s.MessagesAfter(t.Context(), session.ID, classroom.SenderKey{}, 0))(t)
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
	if _, _, err := s.Attend(t.Context(), listening("Alice", 0), second(1)); err != nil {
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
	_, _, err := s.Attend(t.Context(), unknown, second(1))
	wantCode(t, err, classroom.CodeNoSuchOwner)
	if err := s.CloseSession(t.Context(), session.ID, second(2)); err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Attend(t.Context(), listening("Alice", 0), second(3))
	wantCode(t, err, classroom.CodeNoSuchSession)
	_, err = s.AddMessage(t.Context(), classroom.Message{SessionID: 999})
	wantCode(t, err, classroom.CodeNotFound)
}
