package assistants

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/backend/classroom"
)

// fill sends two answers. It returns arguments such as the listed calls take, of a student and an answer that are there.
func (c *class) fill() map[string][]any {
	c.MustSend("sender_name", "Ada", "sender_uuid", "u1", "data", "42 of Ada")
	c.MustSend("sender_name", "Bob", "sender_uuid", "u2", "data", "43")
	c.MustSend("sender_name", "Cy", "sender_uuid", "u3", "question_nb", "2")
	query := api.QuestionQuery{SessionID: c.Session, Question: "1"}
	student, record, key := c.student("Ada"), c.record(), c.group()
	return map[string][]any{
		"Dashboard": {c.Session, 0, ""}, "Questions": {c.Session}, "QuestionPage": {query}, "Students": {c.Session}, "StudentPath": {student},
		"Sections": {c.Session}, "Waiting": {c.Session}, "HelpOf": {student}, "Answer": {record}, "Messages": {c.Session},
		"TakeHelp": {c.Session, []int64{student}}, "ReturnHelp": {c.Session, []int64{student}}, "PauseHelp": {c.Session, true},
		"MarkVisited": {c.Session, []int64{student}, true}, "SendMessage": {c.Session, api.MessageText{Text: "Hello"}},
		"SendMessageTo": {c.Session, []int64{student}, api.MessageText{Text: "Hello"}},
		"MarkGroup":     {query, key, "right"}, "LabelGroup": {query, key, "units"}, "SetHint": {query, key, api.Hint{Text: "Look at the units"}},
		"MergeStudents": {student, []int64{c.student("Cy")}}, "UnmergeStudent": {student},
		"SetNamesHidden": {false},
	}
}

func (c *class) student(display string) int64 {
	c.t.Helper()
	all, err := c.API.Students(c.Session)
	i := slices.IndexFunc(all, func(s api.Student) bool { return s.Display == display })
	if err != nil || i < 0 {
		c.t.Fatalf("there is no %s: %v", display, err)
	}
	return all[i].ID
}

func (c *class) page() api.QuestionPage {
	c.t.Helper()
	page, err := c.API.QuestionPage(api.QuestionQuery{SessionID: c.Session, Question: "1"})
	if err != nil || len(page.Groups) == 0 {
		c.t.Fatalf("the question has no group: %v", err)
	}
	return page
}

func (c *class) group() string { return c.page().Groups[0].Key }

func (c *class) record() int64 { return c.page().Groups[0].RecordID }

// Each method of the API, for each role, through HTTPS: what is not in the table is not there, and what
// needs a higher role is refused.
func TestEachRoleCallsWhatIsListedAndNothingElse(t *testing.T) {
	c, _ := openClass(t)
	arguments := c.fill()
	own := map[string]bool{"Status": true, "Sessions": true, "SetNamesHidden": true, "Leave": true, "Reached": true}
	browsers := map[api.Role]*browser{}
	for _, role := range []api.Role{api.Looks, api.Helps, api.Marks} {
		browsers[role] = c.enter(string(role), string(role))
	}
	listed, closed := 0, 0
	for m := range reflect.TypeFor[*api.API]().Methods() {
		if m.Name == "Leave" {
			continue // it ends the link: see below
		}
		if m.Name == "TakeHelp" {
			continue // who comes second is refused: see TestNobodyIsTakenByTwo
		}
		for role, b := range browsers {
			want := http.StatusNotFound
			entry, isListed := table[m.Name]
			switch {
			case own[m.Name] || isListed && entry.may(role):
				want = http.StatusOK
			case isListed:
				want = http.StatusForbidden
			}
			if status, text := b.call(m.Name, arguments[m.Name]...); status != want {
				t.Errorf("%s calls %s and is answered %d %s, want %d", role, m.Name, status, text, want)
			}
			if want == http.StatusNotFound {
				closed++
			} else {
				listed++
			}
		}
	}
	if listed < 50 || closed < 200 {
		t.Errorf("%d calls were listed and %d closed: the API was not walked through", listed, closed)
	}
	for _, path := range []string{"/export?session=1&format=csv", "/hand-ins?session=1", "/import", "/attach"} {
		if status, _ := browsers[api.Marks].do(browsers[api.Marks].request("GET", path, "")); status != http.StatusNotFound {
			t.Errorf("%s is answered %d", path, status)
		}
	}
	// A lower role holds from the next call on.
	who := c.people()
	if err := c.API.SetAssistantRole(who[2].ID, "look"); err != nil {
		t.Fatal(err)
	}
	if status, _ := browsers[api.Marks].call("MarkGroup", arguments["MarkGroup"]...); status != http.StatusForbidden {
		t.Errorf("who only looks now marks: %d", status)
	}
	browsers[api.Looks].must(nil, "Leave")
	if status, _ := browsers[api.Looks].call("Status"); status != http.StatusUnauthorized {
		t.Errorf("who left is answered %d", status)
	}
}

// An assistant sees the session of the invitation, and cannot tell whether there are others.
func TestAnotherSessionIsNotThere(t *testing.T) {
	c, _ := openClass(t)
	foreign := c.fill()
	delete(foreign, "SetNamesHidden") // it is of no session
	next, err := c.API.CreateSession("lab-2", "")
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.API.InviteAssistant(next.Session.ID, "mark", "session")
	if err != nil {
		t.Fatal(err)
	}
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	b.must(nil, "Pair", made.Code, "Mia")
	for method, args := range foreign {
		status, text := b.call(method, args...)
		if status != http.StatusUnprocessableEntity || !strings.Contains(text, `"not_found"`) {
			t.Errorf("%s reads another session: %d %s", method, status, text)
		}
	}
	var seen []api.Session
	if b.must(&seen, "Sessions"); len(seen) != 1 || seen[0].ID != next.Session.ID {
		t.Errorf("the sessions are %+v", seen)
	}
	change, isMeant := narrowed(api.Changed{Kinds: []classroom.EventKind{"records", "status", "files"}, Sessions: []int64{c.Session}}, next.Session.ID)
	if !isMeant || len(change.Kinds) != 1 || change.Kinds[0] != "status" || !slices.Equal(change.Sessions, []int64{next.Session.ID}) {
		t.Errorf("a change elsewhere is told as %+v, %v", change, isMeant)
	}
	if change, isMeant := narrowed(api.Changed{Kinds: []classroom.EventKind{"records"}, Sessions: []int64{c.Session}}, next.Session.ID); isMeant {
		t.Errorf("records elsewhere are told as %+v", change)
	}
}

// With numbers forced no name leaves by the door, whatever is asked, nor does what students wrote of themselves.
func TestForcedNumbersLeaveNoName(t *testing.T) {
	c, _ := openClass(t)
	c.MustSend("sender_name", "Ada Lovelace", "sender_uuid", "u1", "type", "code", "data", "x = 1  # by Lovelace, not Adamant")
	c.MustSend("sender_name", "Bob", "sender_uuid", "u2", "data", "Bob helped")
	c.MustSend("sender_name", "right", "sender_uuid", "u3", "data", "43")
	if _, err := c.API.RenameStudent(c.student("Bob"), "Robert"); err != nil {
		t.Fatal(err)
	}
	b := c.enter("mark", "Mia")
	query := api.QuestionQuery{SessionID: c.Session, Question: "1"}
	ask := func() (all string) {
		for _, call := range []struct {
			method string
			args   []any
		}{
			{"Dashboard", []any{c.Session, 0, ""}}, {"Students", []any{c.Session}}, {"QuestionPage", []any{query}},
			{"StudentPath", []any{c.student("Ada Lovelace")}}, {"Answer", []any{c.record()}}, {"Status", nil},
		} {
			status, text := b.call(call.method, call.args...)
			if status != http.StatusOK {
				t.Fatalf("%s is answered %d %s", call.method, status, text)
			}
			all += text
		}
		return all
	}
	if all := ask(); !strings.Contains(all, "Lovelace") || !strings.Contains(all, "Robert") {
		t.Fatal("the calls name nobody, so they show nothing")
	}
	var status api.Status
	b.must(nil, "SetNamesHidden", true)
	if b.must(&status, "Status"); !status.NamesHidden {
		t.Error("the assistant's own choice is not kept")
	}
	if mine, err := c.API.Status(); err != nil || mine.NamesHidden {
		t.Errorf("the assistant's choice is the teacher's, too (%v)", err)
	}
	if err := c.API.ForceNumbers(true); err != nil {
		t.Fatal(err)
	}
	all := ask()
	for _, name := range []string{"Lovelace", "Ada ", "Bob", "Robert"} {
		if strings.Contains(all, name) {
			t.Errorf("%s leaves: %s", name, all)
		}
	}
	if !strings.Contains(all, "Adamant") {
		t.Error("a word that begins as a name is taken away")
	}
	if status, _ := b.call("SetNamesHidden", false); status != http.StatusUnprocessableEntity {
		t.Errorf("the assistant shows the names again: %d", status)
	}
	// Who is called as a verdict is changes no verdict.
	b.must(nil, "MarkGroup", query, c.group(), "right")
	var page api.QuestionPage
	if b.must(&page, "QuestionPage", query); page.Groups[0].Marked != "right" {
		t.Errorf("a student's name stands for the verdict: %+v", page.Groups[0].Marked)
	}
}

// told returns what an assistant is told of those who acted later.
func (b *browser) told() []api.Replaced {
	b.t.Helper()
	var status api.Status
	b.must(&status, "Status")
	return status.Replaced
}

func TestTheLaterActHoldsAndTheEarlierOneIsTold(t *testing.T) {
	c, _ := openClass(t)
	c.fill()
	mia, ben := c.enter("mark", "Mia"), c.enter("mark", "Ben")
	query, key := api.QuestionQuery{SessionID: c.Session, Question: "1"}, c.group()
	mia.must(nil, "MarkGroup", query, key, "right")
	ben.must(nil, "MarkGroup", query, key, "right")
	if now := append(mia.told(), ben.told()...); len(now) != 0 {
		t.Errorf("two who do the same are told %+v", now)
	}
	mia.must(nil, "MarkGroup", query, key, "wrong")
	if marked := c.page().Groups[0].Marked; marked != "wrong" {
		t.Errorf("the later mark does not hold: %q", marked)
	}
	if now := ben.told(); len(now) != 1 || now[0].Who != "Mia" || now[0].Value != "wrong" || now[0].Question != "1" || len(mia.told()) != 0 {
		t.Errorf("the earlier one is told %+v", now)
	}
	if err := c.API.MarkGroup(query, key, "right"); err != nil {
		t.Fatal(err)
	}
	if now := mia.told(); len(now) != 1 || now[0].Who != "" || now[0].Method != "MarkGroup" {
		t.Errorf("after the teacher's mark the assistant is told %+v", now)
	}
	ben.must(nil, "MarkGroup", query, key, "")
	if mine, err := c.API.Status(); err != nil || len(mine.Replaced) != 1 || mine.Replaced[0].Who != "Ben" || mine.Assistants != 2 {
		t.Errorf("the teacher is told %+v, %v", mine.Replaced, err)
	}
}

// Two assistants and the teacher see who goes to whom; who comes second is told so.
func TestNobodyIsTakenByTwo(t *testing.T) {
	c, _ := openClass(t)
	take := c.fill()["TakeHelp"]
	err := c.Messages.AskForHelp(t.Context(), classroom.Submission{Owner: "prof", Session: "lab-1", SenderName: "Ada", SenderUUID: "u1", RecordID: "r1"})
	if err != nil {
		t.Fatal(err)
	}
	mia, ben, leo := c.enter("help", "Mia"), c.enter("mark", "Ben"), c.enter("look", "Leo")
	if status, _ := leo.call("TakeHelp", take...); status != http.StatusForbidden {
		t.Errorf("who may only look is answered %d", status)
	}
	mia.must(nil, "TakeHelp", take...)
	if status, text := ben.call("TakeHelp", take...); status == http.StatusOK || !strings.Contains(text, "Mia is on the way there already.") {
		t.Errorf("Ben is answered %d %s", status, text)
	}
	var d api.Dashboard
	ben.must(&d, "Dashboard", c.Session, 0, "")
	if len(d.Attention) == 0 || d.Attention[0].Members[0].Helper != "Mia" || d.Attention[0].Members[0].TakenAt == "" {
		t.Errorf("Ben sees %+v", d.Attention)
	}
	ben.must(nil, "ReturnHelp", take...)
	if now := mia.told(); len(now) != 1 || now[0].Who != "Ben" || now[0].Method != "ReturnHelp" || now[0].Students[0].Display != "Ada" {
		t.Errorf("Mia, who was on the way, is told %+v", now)
	}
	ada := []int64{c.student("Ada")}
	if err := c.API.TakeHelp(c.Session, ada); err != nil {
		t.Error(err)
	}
	ben.must(nil, "MarkVisited", c.Session, ada, true)
	if mine, err := c.API.Status(); err != nil || len(mine.Replaced) != 1 || mine.Replaced[0].Who != "Ben" || len(ben.told()) != 0 {
		t.Errorf("the teacher, who was on the way, is told %+v, %v; Ben %+v", mine.Replaced, err, ben.told())
	}
	team, err := c.API.Team()
	if err != nil || c.API.UndoAct(team.Acts[0].ID) != nil {
		t.Fatalf("the visit is not taken back: %+v, %v", team.Acts, err)
	}
	if now := ben.told(); len(now) != 1 || !now[0].Undone || now[0].Who != "" || now[0].Method != "MarkVisited" {
		t.Errorf("Ben, whose visit the teacher took back, is told %+v", now)
	}
}

func TestWhatAssistantsDidIsListedAndTakenBack(t *testing.T) {
	c, _ := openClass(t)
	arguments := c.fill()
	b := c.enter("mark", "Mia")
	acts := []string{"MarkVisited", "SendMessageTo", "MarkGroup", "LabelGroup", "SetHint", "MergeStudents"}
	for _, method := range acts {
		b.must(nil, method, arguments[method]...)
	}
	b.must(nil, "Students", c.Session)
	team, err := c.API.Team()
	if err != nil || len(team.Acts) != len(acts) || team.People[0].Acts != len(acts) {
		t.Fatalf("the log has %+v, %v", team.Acts, err)
	}
	for i, done := range team.Acts {
		if want := acts[len(acts)-1-i]; done.Method != want || done.Who != "Mia" || !done.Undoable {
			t.Errorf("act %d is %+v, want %s", i, done, want)
		}
		if err := c.API.UndoAct(done.ID); err != nil {
			t.Errorf("%s is not taken back: %v", done.Method, err)
		}
		if err := c.API.UndoAct(done.ID); err == nil {
			t.Errorf("%s is taken back twice", done.Method)
		}
	}
	g := c.page().Groups[0]
	sent, err := c.API.Messages(c.Session)
	if err != nil || g.Marked != "" || g.Label != "" || g.Hint.Text != "" || sent[0].TakenBackAt == "" || c.student("Cy") == 0 {
		t.Errorf("what was taken back stands: %+v, %+v, %v", g, sent, err)
	}
}

// Each assistant takes a part of the room, and the others see which.
func TestTheRoomIsShared(t *testing.T) {
	c, _ := openClass(t)
	c.fill()
	table := base64.StdEncoding.EncodeToString([]byte("Name,Section\nAda,TD 2\nBob,TD 1\nCy,\nZoe,TD 3\n"))
	if _, err := c.API.ImportClassList(api.TableFile{Name: "list.csv", Data: table}, api.TableColumns{}, false); err != nil {
		t.Fatal(err)
	}
	b := c.enter("look", "Mia")
	var sections []api.ClassSection
	b.must(&sections, "Sections", c.Session)
	if want := []api.ClassSection{{Name: "TD 1", Students: []int64{c.student("Bob")}}, {Name: "TD 2", Students: []int64{c.student("Ada")}}}; !reflect.DeepEqual(sections, want) {
		t.Errorf("the sections are %+v, want %+v", sections, want)
	}
	for _, share := range []string{"half:2", "row:C", "section:TD 2", ""} {
		b.must(nil, "SetShare", share)
		if who := c.people(); who[0].Share != share {
			t.Errorf("the teacher sees that Mia looks after %q, want %q", who[0].Share, share)
		}
	}
	b.must(nil, "SetShare", "section:TD 2")
	for _, share := range []any{"desk:1", "half:", ":x", strings.Repeat("row:", 60), 7} {
		if status, _ := b.call("SetShare", share); status == http.StatusOK {
			t.Errorf("%v is a part of the room", share)
		}
	}
	var status api.Status
	if b.must(&status, "Status"); status.Assistant.Share != "section:TD 2" {
		t.Errorf("Mia's page is told %q", status.Assistant.Share)
	}
}

// An act that is sent again because its answer was lost is done once.
func TestAnActThatIsSentAgainIsDoneOnce(t *testing.T) {
	c, _ := openClass(t)
	arguments := c.fill()
	b := c.enter("help", "Mia")
	body, _ := json.Marshal(arguments["SendMessageTo"])
	first := ""
	for i := range 3 {
		r := b.request("POST", "/api/SendMessageTo", string(body))
		r.Header.Set(actHeader, "one")
		status, text := b.do(r)
		if first == "" {
			first = text
		}
		if status != http.StatusOK || text != first {
			t.Errorf("time %d is answered %d %s", i, status, text)
		}
	}
	if sent, err := c.API.Messages(c.Session); err != nil || len(sent) != 1 {
		t.Errorf("%d messages were sent, %v", len(sent), err)
	}
}
