package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/instance"
)

func TestOnlyTheLastRecordIsKeptAndAttemptsAreCounted(t *testing.T) {
	l := openLab(t)
	for _, c := range []struct {
		record, sentAt, data, answer string
	}{
		{"r1", "2026-02-11T14:00:00Z", "first", "Success: Record inserted"},
		{"r2", "2026-02-11T14:01:00Z", "second", "Success: Record updated"},
		{"r2", "2026-02-11T14:01:00Z", "second", "Success: Record updated"}, // a retry counts once
		{"r0", "2026-02-11T13:59:00Z", "late", "Success: Record updated"},   // an older one replaces nothing
	} {
		if _, text := l.send("record_id", c.record, "sent_at", c.sentAt, "data", c.data); text != c.answer {
			t.Errorf("%s is answered %q, want %q", c.record, text, c.answer)
		}
	}
	got := l.records()
	if len(got) != 1 || got[0].Preview.Text != "second" || got[0].Attempts != 3 ||
		got[0].FirstSentAt != "2026-02-11T13:59:00Z" || got[0].SentAt != "2026-02-11T14:01:00Z" {
		t.Errorf("kept %+v, want the second, with three attempts", got)
	}
}

func TestNamesAreComparedTrimmedInNFCAndByCase(t *testing.T) {
	l := openLab(t)
	l.mustSend("sender_name", "Zoe\u0308", "session_owner", " prof ", "session_name", "lab-1\n")
	l.mustSend("sender_name", " Zo\u00eb ")
	l.mustSend("sender_name", "zo\u00eb")
	l.mustSend("sender_name", "Zo\u00eb", "sender_uuid", "b7c2")
	students, err := l.api.Students(l.session)
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
	if _, text := l.send("session_name", "LAB-1"); text != "Error: No such session open" {
		t.Errorf("another case is answered %q", text)
	}
}

func TestLifeOfASession(t *testing.T) {
	l := openLab(t)
	l.mustSend()
	if err := l.api.CloseSession(l.session); err != nil {
		t.Fatal(err)
	}
	if status, text := l.send("data", "too late"); status != 404 || text != "Error: No such session open" {
		t.Errorf("a closed session answers %d %q", status, text)
	}
	if got := l.records(); len(got) != 1 || got[0].Preview.Text != "hello" {
		t.Errorf("a closed session holds %+v", got)
	}

	again, err := l.api.CreateSession("lab-1", "the afternoon group")
	if err != nil || again.ClosedID != 0 || again.Session.ID == l.session {
		t.Fatalf("a namesake is made as %+v (%v)", again, err)
	}
	reopened, err := l.api.OpenSession(l.session)
	if err != nil || reopened.ClosedID != again.Session.ID {
		t.Fatalf("opening the first gives %+v (%v), want that it closes its namesake", reopened, err)
	}
	third, err := l.api.CreateSession("lab-1", "")
	if err != nil || third.ClosedID != l.session {
		t.Fatalf("a third one gives %+v (%v), want that it closes the first", third, err)
	}
	if status, err := l.api.Status(); err != nil || status.CurrentSession != third.Session.ID {
		t.Errorf("the current session is %d (%v), want the one just made", status.CurrentSession, err)
	}
	if gone, err := l.api.DeleteSession(l.session); err != nil || gone.Count != 1 {
		t.Errorf("deleting it took %d records (%v), want 1", gone.Count, err)
	}
	if _, err := l.api.Records(RecordQuery{SessionID: l.session}); err != nil {
		t.Errorf("records of a deleted session: %v", err)
	}
	sessions, err := l.api.Sessions()
	if err != nil || len(sessions) != 2 {
		t.Errorf("there are %d sessions (%v), want 2", len(sessions), err)
	}
}

func TestPartsOfASession(t *testing.T) {
	l := openLab(t)
	if _, text := l.send("part_name", "bonus"); text != "Error: No such part" {
		t.Errorf("a part that is not there answers %q", text)
	}
	bonus, err := l.api.AddPart(l.session, " bonus ")
	if err != nil || bonus.Name != "bonus" || bonus.Number != 2 {
		t.Fatalf("AddPart gives %+v (%v)", bonus, err)
	}
	l.mustSend("part_name", "bonus")
	l.mustSend("part_name", "")
	if len(l.records()) != 2 {
		t.Error("one question in two parts is not two records")
	}
	if err := l.api.DeletePart(bonus.ID); err == nil {
		t.Error("a part with records was deleted")
	}
	if _, err := l.api.AddPart(l.session, "bonus"); err == nil {
		t.Error("two parts have one name")
	}
	if err := l.api.MovePart(bonus.ID, 1); err != nil {
		t.Fatal(err)
	}
	s, err := l.api.session(t.Context(), l.session)
	if err != nil || s.Parts[0].Name != "bonus" || s.Parts[1].Name != "default" || s.Parts[1].Number != 2 {
		t.Errorf("after moving the parts are %+v (%v)", s.Parts, err)
	}
	if err := l.api.DeletePart(s.Parts[1].ID); err == nil {
		t.Error("`default` was deleted")
	}
}

func TestAnOwnerIsRenamedWithTheSessions(t *testing.T) {
	l := openLab(t)
	l.mustSend()
	if status, err := l.api.SetOwner(" dieuleveut "); err != nil || status.Owner != "dieuleveut" {
		t.Fatalf("SetOwner gives %+v (%v)", status, err)
	}
	if _, text := l.send(); text != "Error: No such owner" {
		t.Errorf("the old name is answered %q", text)
	}
	l.mustSend("session_owner", "dieuleveut")
	if sessions, err := l.api.Sessions(); err != nil || len(sessions) != 1 || sessions[0].Records != 1 {
		t.Errorf("the sessions are %+v (%v)", sessions, err)
	}
	if cell, err := l.api.FirstCell(l.session); err != nil || !strings.Contains(cell.ByAddress, "'session_owner': 'dieuleveut'") {
		t.Errorf("the first cell is %q (%v)", cell.ByAddress, err)
	}
}

func TestASecondStartOnOneFolderBringsUpNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	openLabIn(t, dir)
	second, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0"})
	if second != nil || err == nil || !strings.Contains(err.Error(), "running already") || !strings.Contains(err.Error(), dir) {
		t.Errorf("a second start gives %v, %v", second, err)
	}
}

func TestRecordsOutliveTheApp(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	a, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	if err != nil {
		t.Fatal(err)
	}
	first := &lab{App: a, t: t, api: NewAPI(a, nil), address: a.servers()[0]}
	first.mustSend()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	second := openLabIn(t, dir)
	if got := second.records(); len(got) != 1 || got[0].Preview.Text != "hello" {
		t.Errorf("after a restart there is %+v", got)
	}
	if sessions, err := second.api.Sessions(); err != nil || len(sessions) != 1 {
		t.Errorf("asking for a session that is open made another: %+v (%v)", sessions, err)
	}
}

func TestADataFolderThatCannotBeUsedIsSaid(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	notOurs := filepath.Join(dir, "not-ours")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(notOurs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(instance.Database(notOurs), []byte("these are not records"), 0o600); err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]string{
		filepath.Join(file, "sub"): "choose another with --data",
		notOurs:                    "not a",
	} {
		if _, err := Open(t.Context(), Config{DataDir: data, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a start with --data %s says %v, want %q", data, err, want)
		}
	}
	if kept, err := os.ReadFile(instance.Database(notOurs)); err != nil || string(kept) != "these are not records" {
		t.Errorf("the file that is not ours now holds %q (%v)", kept, err)
	}
	// Nothing was left running or locked: the same folder opens once the file is gone.
	if err := os.Remove(instance.Database(notOurs)); err != nil {
		t.Fatal(err)
	}
	openLabIn(t, notOurs)
}
