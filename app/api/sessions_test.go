package api_test

import (
	"path/filepath"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

func TestOnlyTheLastRecordIsKeptAndAttemptsAreCounted(t *testing.T) {
	l := enginetest.Open(t)
	for _, c := range []struct {
		record, sentAt, data, answer string
	}{
		{"r1", "2026-02-11T14:00:00Z", "first", "Success: Record inserted"},
		{"r2", "2026-02-11T14:01:00Z", "second", "Success: Record updated"},
		{"r2", "2026-02-11T14:01:00Z", "second", "Success: Record updated"}, // a retry counts once
		{"r0", "2026-02-11T13:59:00Z", "late", "Success: Record updated"},   // an older one does not replace the newer one
	} {
		if _, text := l.Send("record_id", c.record, "sent_at", c.sentAt, "data", c.data); text != c.answer {
			t.Errorf("%s is answered %q, want %q", c.record, text, c.answer)
		}
	}
	got := l.Records()
	if len(got) != 1 || got[0].Preview.Text != "second" || got[0].Attempts != 3 ||
		got[0].FirstSentAt != "2026-02-11T13:59:00.000000Z" || got[0].SentAt != "2026-02-11T14:01:00.000000Z" {
		t.Errorf("kept %+v, want the second, with three attempts", got)
	}
}

func TestNamesOfStudentsAreComparedTrimmedInNFCAndByCase(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("sender_name", "Zoe\u0308", "session_owner", " prof ", "session_name", "lab-1\n")
	l.MustSend("sender_name", " Zo\u00eb ")
	l.MustSend("sender_name", "zo\u00eb")
	l.MustSend("sender_name", "Zo\u00eb", "sender_uuid", "b7c2")
	students, err := l.API.Students(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range students {
		names = append(names, s.Display)
	}
	if got := strings.Join(names, ", "); got != "zoë, Zoë, Zoë #2" {
		t.Errorf("students are %s", got)
	}
}

func TestLifeOfASession(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend()
	if err := l.API.CloseSession(l.Session); err != nil {
		t.Fatal(err)
	}
	if status, text := l.Send("data", "too late"); status != 404 || text != "Error: No such session open" {
		t.Errorf("a closed session answers %d %q", status, text)
	}
	if got := l.Records(); len(got) != 1 || got[0].Preview.Text != "hello" {
		t.Errorf("a closed session holds %+v", got)
	}

	again, err := l.API.CreateSession("lab-1", "the afternoon group")
	if err != nil || again.ClosedID != 0 || again.Session.ID == l.Session {
		t.Fatalf("a namesake is made as %+v (%v)", again, err)
	}
	reopened, err := l.API.OpenSession(l.Session)
	if err != nil || reopened.ClosedID != again.Session.ID {
		t.Fatalf("opening the first gives %+v (%v), want that it closes its namesake", reopened, err)
	}
	third, err := l.API.CreateSession("lab-1", "")
	if err != nil || third.ClosedID != l.Session {
		t.Fatalf("a third one gives %+v (%v), want that it closes the first", third, err)
	}
	if status, err := l.API.Status(); err != nil || status.CurrentSession != third.Session.ID {
		t.Errorf("the current session is %d (%v), want the one just made", status.CurrentSession, err)
	}
	if gone, err := l.API.DeleteSession(l.Session); err != nil || gone.Count != 1 {
		t.Errorf("deleting it took %d records (%v), want 1", gone.Count, err)
	}
	if _, err := l.API.Records(api.RecordQuery{SessionID: l.Session}); err != nil {
		t.Errorf("records of a deleted session: %v", err)
	}
	sessions, err := l.API.Sessions()
	if err != nil || len(sessions) != 2 {
		t.Errorf("there are %d sessions (%v), want 2", len(sessions), err)
	}
}

func TestPartsOfASession(t *testing.T) {
	l := enginetest.Open(t)
	if _, text := l.Send("part_name", "bonus"); text != "Error: No such part" {
		t.Errorf("a part that is not there answers %q", text)
	}
	bonus, err := l.API.AddPart(l.Session, " bonus ")
	if err != nil || bonus.Name != "bonus" || bonus.Number != 2 {
		t.Fatalf("AddPart gives %+v (%v)", bonus, err)
	}
	l.MustSend("part_name", "bonus")
	l.MustSend("part_name", "")
	if len(l.Records()) != 2 {
		t.Error("one question in two parts is not two records")
	}
	if err := l.API.DeletePart(bonus.ID); err == nil {
		t.Error("a part with records was deleted")
	}
	if _, err := l.API.AddPart(l.Session, "bonus"); err == nil {
		t.Error("two parts have one name")
	}
	if err := l.API.MovePart(bonus.ID, 1); err != nil {
		t.Fatal(err)
	}
	sessions, err := l.API.Sessions()
	must(t, err)
	s := sessions[0]
	if s.Parts[0].Name != "bonus" || s.Parts[1].Name != "default" || s.Parts[1].Number != 2 {
		t.Errorf("after moving the parts are %+v", s.Parts)
	}
	if err := l.API.DeletePart(s.Parts[1].ID); err == nil {
		t.Error("`default` was deleted")
	}
}

func TestAnOwnerIsRenamedWithTheSessions(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend()
	if status, err := l.API.SetOwner(" dieuleveut "); err != nil || status.Owner != "dieuleveut" {
		t.Fatalf("SetOwner gives %+v (%v)", status, err)
	}
	if _, text := l.Send(); text != "Error: No such owner" {
		t.Errorf("the old name is answered %q", text)
	}
	l.MustSend("session_owner", "dieuleveut")
	if sessions, err := l.API.Sessions(); err != nil || len(sessions) != 1 || sessions[0].Records != 1 {
		t.Errorf("the sessions are %+v (%v)", sessions, err)
	}
	if cell, err := l.API.FirstCell(l.Session); err != nil || !strings.Contains(cell.ByAddress, "'session_owner': 'dieuleveut'") {
		t.Errorf("the first cell is %q (%v)", cell.ByAddress, err)
	}
}

func TestRecordsOutliveTheApp(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Run("first", func(t *testing.T) { enginetest.OpenIn(t, dir).MustSend() })
	second := enginetest.OpenIn(t, dir)
	if got := second.Records(); len(got) != 1 || got[0].Preview.Text != "hello" {
		t.Errorf("after a restart there is %+v", got)
	}
	if sessions, err := second.API.Sessions(); err != nil || len(sessions) != 1 {
		t.Errorf("asking for a session that is open made another: %+v (%v)", sessions, err)
	}
}
