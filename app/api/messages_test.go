package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

func connected(l *enginetest.Lab) int {
	l.T.Helper()
	status, err := l.API.Status()
	if err != nil {
		l.T.Fatal(err)
	}
	return status.Connected
}

func TestAMessageReachesFiveHundredNotebooksAtOnce(t *testing.T) {
	const students = 500
	l := enginetest.Open(t)
	var got atomic.Int64
	var all sync.WaitGroup
	var sentAt, last atomic.Int64
	for i := range students {
		all.Go(func() {
			texts, _, err := l.Listen(t.Context(), fmt.Sprint("student ", i), 0)
			if err != nil || len(texts) != 1 || texts[0] != "Look at the **board**" {
				t.Errorf("student %d got %q (%v)", i, texts, err)
				return
			}
			got.Add(1)
			last.Store(time.Now().UnixMilli())
		})
	}
	enginetest.Eventually(t, "500 notebooks to be connected", func() bool { return connected(l) == students })
	sentAt.Store(time.Now().UnixMilli())
	if _, err := l.API.SendMessage(l.Session, api.MessageText{Text: " Look at the **board** "}); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	t.Logf("%d notebooks had it after %d ms", got.Load(), last.Load()-sentAt.Load())

	if students, err := l.API.Students(l.Session); err != nil || len(students) != 500 || students[0].Records != 0 {
		t.Errorf("%d students were seen (%v), want 500 without a record", len(students), err)
	}
}

func TestAMessageWaitsForWhoComesLaterAndIsShownOnce(t *testing.T) {
	l := enginetest.Open(t)
	for _, text := range []string{"one", "two"} {
		if _, err := l.API.SendMessage(l.Session, api.MessageText{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	texts, shown, err := l.Listen(t.Context(), "Alice", 0)
	if err != nil || fmt.Sprint(texts) != "[one two]" {
		t.Fatalf("who comes later gets %q (%v)", texts, err)
	}
	// She says that she has shown them; if one came again, this would answer at once.
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if texts, _, err := l.Listen(ctx, "Alice", shown); err == nil {
		t.Errorf("she got %q again", texts)
	}
	if texts, _, err := l.Listen(t.Context(), "Bob", 0); err != nil || len(texts) != 2 {
		t.Errorf("Bob gets %q (%v)", texts, err)
	}
}

func TestWhatAMessageMayBe(t *testing.T) {
	l := enginetest.Open(t)
	if _, err := l.API.SendMessage(l.Session, api.MessageText{Title: " ", Text: "\n"}); err == nil {
		t.Error("an empty message was sent")
	}
	if _, err := l.API.SendMessage(l.Session, api.MessageText{Text: string(make([]byte, 5001))}); err == nil {
		t.Error("a book was sent")
	}
	if _, err := l.API.SendMessage(l.Session, api.MessageText{Type: "shout", Text: "HEY"}); err == nil {
		t.Error("a message of a type that no notebook knows was sent")
	}
	if _, err := l.API.SendMessage(999, api.MessageText{Text: "to nobody"}); err == nil {
		t.Error("a message to no session was sent")
	}
}

// preflight asks whether a record would be taken, with the fields of a record, and returns the answer's
// code and the messages in it.
func preflight(l *enginetest.Lab, fields url.Values) (code string, messages []api.Message) {
	l.T.Helper()
	fields.Set("preflight", "1")
	req, err := http.NewRequestWithContext(l.T.Context(), "GET", l.Address+"/messages?"+fields.Encode(), nil)
	if err != nil {
		l.T.Fatal(err)
	}
	req.Header.Set("Accept", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		l.T.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct {
		Code     string
		Messages []api.Message
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		l.T.Fatal(err)
	}
	return answer.Code, answer.Messages
}

func TestAPreflightIsAnsweredAsARecordWouldBeAndStoresNothing(t *testing.T) {
	l := enginetest.Open(t)
	closed, err := l.API.CreateSession("lab-0", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.API.CloseSession(closed.Session.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.API.AddPart(l.Session, "bonus"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name         string
		field, value string
		want         string
		record       string // what a record is answered
	}{
		{"as the first cell says", "part_name", "default", "open", "Success: Record inserted"},
		{"without a part", "part_name", "", "open", "Success: Record updated"},
		{"another part", "part_name", "bonus", "open", "Success: Record inserted"},
		{"a part in other letters", "part_name", "BONUS", "open", "Success: Record updated"},
		{"no such part", "part_name", "extra", "no_such_part", "Error: No such part"},
		{"no such session", "session_name", "lab-9", "no_such_session", "Error: No such session open"},
		{"a closed session", "session_name", "lab-0", "session_closed", "Error: No such session open"},
		{"a closed session in other letters", "session_name", "LAB-0", "session_closed", "Error: No such session open"},
		{"no such owner", "session_owner", "nobody", "no_such_owner", "Error: No such owner"},
		{"a name that nobody can read", "sender_name", "\u200b", "bad_field", "Error: sender_name is empty"},
		{"a device of odd bytes", "sender_uuid", "a\x01", "bad_field", "Error: sender_uuid holds characters that are not text"},
	} {
		fields := url.Values{
			"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {"Zoé"}, "sender_uuid": {"z"},
		}
		fields.Set(c.field, c.value)
		if got, _ := preflight(l, fields); got != c.want {
			t.Errorf("%s: a preflight is answered %q, want %q", c.name, got, c.want)
		}
		if students, err := l.API.Students(l.Session); err != nil || containsStudent(students, "Zoé") {
			t.Errorf("%s: a preflight leaves a student: %+v (%v)", c.name, students, err)
		}
		if _, text := l.Send(c.field, c.value); text != c.record {
			t.Errorf("%s: a record is answered %q, want %q", c.name, text, c.record)
		}
	}
	if got := len(l.Records()); got != 2 {
		t.Errorf("there are %d records, want the two that were sent", got)
	}
}

func containsStudent(students []api.Student, name string) bool {
	return slices.ContainsFunc(students, func(s api.Student) bool { return s.Name == name })
}

func TestAPreflightBringsTheLatestMessagesAgain(t *testing.T) {
	l := enginetest.Open(t)
	for _, kind := range []string{"", "success", "warning", "error"} {
		if _, err := l.API.SendMessage(l.Session, api.MessageText{Type: kind, Text: "of type " + kind}); err != nil {
			t.Fatal(err)
		}
	}
	_, shown, err := l.Listen(t.Context(), "Alice", 0)
	if err != nil {
		t.Fatal(err)
	}
	fields := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Alice"}, "sender_uuid": {"u-Alice"}, "after": {fmt.Sprint(shown)},
	}
	_, again := preflight(l, fields)
	var types []string
	for _, m := range again {
		types = append(types, m.Type)
	}
	if fmt.Sprint(types) != "[info success warning error]" {
		t.Errorf("the types are %v", types)
	}
	for range classroom.LatestMessages {
		if _, err := l.API.SendMessage(l.Session, api.MessageText{Text: "later"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, again := preflight(l, fields); len(again) != classroom.LatestMessages || again[0].Text != "later" {
		t.Errorf("%d messages come again, want the latest %d", len(again), classroom.LatestMessages)
	}
}

// poll asks for messages with the fields of a request, waits for a moment at most, and returns the
// answer's text.
func poll(l *enginetest.Lab, student string, fields ...string) string {
	l.T.Helper()
	query := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"u-" + student}}
	for i := 0; i < len(fields); i += 2 {
		query.Set(fields[i], fields[i+1])
	}
	ctx, cancel := context.WithTimeout(l.T.Context(), 300*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", l.Address+"/messages?"+query.Encode(), nil)
	if err != nil {
		l.T.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "waits"
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		l.T.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

// Alice and Bob have the message, Carla comes when it was taken back. Alice's client takes it back, Bob's
// is of an earlier version, which must get on the wire what it always got.
func TestAMessageThatIsTakenBack(t *testing.T) {
	l := enginetest.Open(t)
	sent, err := l.API.SendMessage(l.Session, api.MessageText{Text: "Qestion 4"})
	if err != nil {
		t.Fatal(err)
	}
	const first = `{"messages":[{"id":1,"type":"info","title":"","text":"Qestion 4","code":""}]}`
	for _, c := range []struct{ student, want string }{
		{"Alice", first}, {"Bob", first},
	} {
		if got := poll(l, c.student, "after", ""); got != c.want {
			t.Errorf("%s gets %s, want %s", c.student, got, c.want)
		}
		if got := poll(l, c.student, "after", "1"); got != "waits" {
			t.Errorf("%s, who has shown it, gets %s", c.student, got)
		}
	}
	if err := l.API.TakeBackMessage(sent.ID); err != nil {
		t.Fatal(err)
	}
	correct, err := l.API.SendMessage(l.Session, api.MessageText{Text: "Question 4"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := l.API.Messages(l.Session)
	if err != nil || len(all) != 2 || all[0].ID != correct.ID || all[0].TakenBackAt != "" || all[1].TakenBackAt == "" || len(all[1].Seen) != 2 || len(all[0].Seen) != 0 || len(all[0].To) != 0 {
		t.Fatalf("the messages are %+v (%v)", all, err)
	}
	at, err := time.Parse(time.RFC3339Nano, all[1].TakenBackAt)
	if err != nil {
		t.Fatal(err)
	}
	const second = `{"messages":[{"id":2,"type":"info","title":"","text":"Question 4","code":""}]`
	heard := strconv.FormatInt(at.UnixMicro(), 10)
	took := `,"taken_back":[1],"heard":"` + heard + `"}`
	for _, c := range []struct {
		student, after, heard, want string
	}{
		{"Alice", "1", "", second + took},
		{"Alice", "2", heard, "waits"},
		{"Alice", "2", "x", `{"messages":[]` + took}, // her kernel started anew
		{"Carla", "", "0", second + took},
	} {
		if got := poll(l, c.student, "after", c.after, "heard", c.heard); got != c.want {
			t.Errorf("%s, after %q and %q, gets %s, want %s", c.student, c.after, c.heard, got, c.want)
		}
	}
	for _, student := range []string{"Bob", "Dora"} {
		if got := poll(l, student, "after", "1"); got != second+"}" {
			t.Errorf("%s, whose client takes nothing back, gets %s", student, got)
		}
		if got := poll(l, student, "after", "2"); got != "waits" {
			t.Errorf("%s, whose client takes nothing back, gets %s more", student, got)
		}
	}
	if err := l.API.TakeBackMessage(999); err == nil {
		t.Error("a message that never was is taken back")
	}
	if _, again := preflight(l, url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Bob"}, "sender_uuid": {"u-Bob"}}); len(again) != 1 || again[0].ID != correct.ID {
		t.Errorf("seen again are %+v, want the one that stands", again)
	}
}

// What a notebook says that it took is counted once, from the moment of sending on, and only for messages
// with code that the student was sent. Whatever else stands there, the answer is what an earlier app gives.
func TestWhoTakesTheCodeOfAMessage(t *testing.T) {
	l := enginetest.Open(t)
	for _, m := range []api.MessageText{{Code: "x = 1"}, {Text: "no code"}} {
		if _, err := l.API.SendMessage(l.Session, m); err != nil {
			t.Fatal(err)
		}
	}
	for _, student := range []string{"Alice", "Bob"} {
		if got := poll(l, student); !strings.Contains(got, "no code") {
			t.Fatalf("%s gets %s", student, got)
		}
	}
	students, err := l.API.Students(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.API.SendMessageTo(l.Session, []int64{students[0].ID}, api.MessageText{Code: "y = 2"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ student, taken, want string }{
		{"Bob", "", "[] [] []"},
		{"Bob", "2:0", "[] [] []"}, // it has no code
		{"Bob", "3:0", "[] [] []"}, // it is Alice's
		{"Bob", "x,-1:0,1e9,99:0,:,1" + strings.Repeat("9", 40) + ":1," + strings.Repeat("99:0,", 20) + "1:0", "[] [] []"},
		{"Bob", "99:0,1:" + strings.Repeat("9", 18), "[2:0] [] []"}, // he says since before it was sent
		{"Bob", "1:0", "[2:0] [] []"},
		{"Alice", "1:0,3:0,3:0", "[2:0 1:+] [] [1:+]"},
	} {
		if c.taken != "" {
			if got := poll(l, c.student, "after", "3", "taken", c.taken); got != `{"messages":[]}` {
				t.Errorf("%s, who took %.40q, gets %s", c.student, c.taken, got)
			}
		}
		if got := takers(l); got != c.want {
			t.Errorf("after %s took %.40q, who took is %s, want %s", c.student, c.taken, got, c.want)
		}
	}
	if _, err := l.API.MergeStudents(students[1].ID, []int64{students[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got, want := takers(l), "[2:0] [] [2:+]"; got != want {
		t.Errorf("merged, who took is %s, want %s", got, want)
	}
}

// takers returns who took the code of each message, the oldest message first, as student:seconds after it
// was sent, + for some.
func takers(l *enginetest.Lab) string {
	l.T.Helper()
	sent, err := l.API.Messages(l.Session)
	if err != nil {
		l.T.Fatal(err)
	}
	var all []string
	for _, m := range slices.Backward(sent) {
		by := []string{}
		for _, one := range m.Taken {
			after := "0"
			if one.Seconds > 0 {
				after = "+"
			}
			by = append(by, fmt.Sprintf("%d:%s", one.Student, after))
		}
		all = append(all, fmt.Sprint(by))
	}
	return strings.Join(all, " ")
}
