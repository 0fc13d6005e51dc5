package app

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/assess"
	"npt/backend/classroom"
)

// sendAs posts a student's answer to a question.
func (l *lab) sendAs(student, question, typ, data string) {
	l.t.Helper()
	l.mustSend("sender_name", student, "sender_uuid", "u-"+student, "question_nb", question, "type", typ, "data", data)
}

func (l *lab) dashboard() Dashboard {
	l.t.Helper()
	d, err := l.api.Dashboard(l.session, 0)
	if err != nil {
		l.t.Fatal(err)
	}
	return d
}

func (l *lab) question(label string) QuestionPage {
	l.t.Helper()
	p, err := l.api.QuestionPage(QuestionQuery{SessionID: l.session, Question: label})
	if err != nil {
		l.t.Fatal(err)
	}
	return p
}

// groups writes the groups of a question in one line: answer, students, verdict, label.
func (p QuestionPage) groups() string {
	var text []string
	for _, g := range p.Groups {
		answer := g.Preview.Text
		if len(g.Preview.Rows) > 0 {
			answer = strings.Join(g.Preview.Rows[0], " ")
		}
		var who []string
		for _, m := range g.Members {
			who = append(who, m.Student.Display)
		}
		line := answer + ": " + strings.Join(who, ",")
		for _, more := range []string{g.Verdict, g.Reason.Code, g.Label} {
			if more != "" {
				line += " " + more
			}
		}
		text = append(text, line)
	}
	return strings.Join(text, " | ")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheDashboardSaysWhatBecameOfTheRoom(t *testing.T) {
	l := openLab(t)
	for _, student := range []string{"Alice", "Bob", "Carla"} {
		l.sendAs(student, "2", "ndarray", "[1063, 35]")
	}
	l.sendAs("Alice", "10", "str", "done")
	l.sendAs("Alice", "10", "str", "done again")
	l.sendAs("Bob", "2b", "str", "x")
	must(t, l.api.SetQuestions(l.session, []CatalogueEntry{{Label: "11", Title: "Elbow plot"}}))
	q := QuestionQuery{SessionID: l.session, Question: "2"}
	must(t, l.api.SetCheck(q, Check{Kind: "exact", Expected: []string{"[1063, 35]"}}))

	d := l.dashboard()
	var labels []string
	for _, q := range d.Questions {
		labels = append(labels, fmt.Sprintf("%s:%d/%d/%d*%d", q.Label, q.Students, q.Right, q.Wrong, q.Attempts))
	}
	if want := []string{"2:3/3/0*3", "2b:1/0/0*1", "10:1/0/0*2", "11:0/0/0*0"}; !slices.Equal(labels, want) {
		t.Errorf("questions %v, want %v", labels, want)
	}
	g := d.Glance
	if g.Seen != 3 || g.Started != 3 || g.Active != 3 || g.Records != 5 || g.Attempts != 6 || g.Median != "2b" || g.Lowest != "2" || g.Highest != "10" {
		t.Errorf("glance %+v", g)
	}
	if d.Rows[0].Student.Display != "Alice" || len(d.Rows[0].Cells) != 2*CellWidth || d.Rows[0].Farthest != 2 {
		t.Errorf("Alice's row is %+v", d.Rows[0])
	}
	// Alice reached 2b too when she sent 10.
	if n := len(d.Questions[1].Reached); n != 2 {
		t.Errorf("%d reached 2b, want 2", n)
	}
	if q := d.Questions[3]; q.Title != "Elbow plot" || len(q.Reached) != 0 {
		t.Errorf("the question that nobody reached is %+v", q)
	}
}

func TestAnswersAreGroupedJudgedAndLabelled(t *testing.T) {
	l := openLab(t)
	q := QuestionQuery{SessionID: l.session, Question: "3"}
	for i, data := range []string{"[1063, 35]", "[1063.0, 35.0]", "[1063, 35.00000001]", "[1063, 96]", "[1063, 96]", "[35, 1063]", "[[1063], [35]]"} {
		l.sendAs(fmt.Sprint("S", i), "3", "ndarray", data)
	}
	want := "1063 35: S0,S1,S2 | 1063 96: S3,S4 | 35 1063: S5 | 1063: S6"
	page := l.question("3")
	sortTail := func(text string) string { // groups of one size stand in an order of no meaning
		parts := strings.Split(text, " | ")
		slices.Sort(parts[2:])
		return strings.Join(parts, " | ")
	}
	if got := page.groups(); sortTail(got) != sortTail(want) {
		t.Fatalf("groups %s, want %s", got, want)
	}
	// A label is no verdict.
	must(t, l.api.LabelGroup(q, page.Groups[1].Key, " forgot abs "))
	l.sendAs("S7", "3", "list", "[1063, 96]")
	page = l.question("3")
	if g := page.Groups[1]; g.Label != "forgot abs" || g.Count != 3 || g.Verdict != "" || page.Right+page.Wrong != 0 || !slices.Equal(page.Labels, []string{"forgot abs"}) {
		t.Errorf("the labelled group is %+v", g)
	}
	// A rule judges all, earlier and later; a mark wins over it, and can be taken back.
	must(t, l.api.SetCheck(q, Check{Kind: "exact", Expected: []string{"[1063 35]"}}))
	l.sendAs("S8", "3", "ndarray", "[1063, 35]")
	if page = l.question("3"); page.Right != 3 || page.Wrong != 6 || page.Groups[0].Verdict != "mixed" || page.Groups[1].Verdict != "wrong" || page.Groups[1].Reason.Code != "exact" {
		t.Errorf("judged by a rule: %s", page.groups())
	}
	must(t, l.api.MarkGroup(q, page.Groups[1].Key, "right"))
	must(t, l.api.MarkGroup(q, page.Groups[0].Key, "wrong"))
	if page = l.question("3"); page.Groups[1].Verdict != "right" || page.Groups[1].Reason.Code != "marked" || page.Groups[0].Verdict != "wrong" || page.Right != 3 {
		t.Errorf("marked: %s", page.groups())
	}
	must(t, l.api.MarkGroup(q, page.Groups[1].Key, ""))
	if page = l.question("3"); page.Groups[1].Verdict != "wrong" || page.Groups[1].Label != "forgot abs" {
		t.Errorf("the mark taken back: %s", page.groups())
	}
	d := l.dashboard()
	if len(d.Alike) != 2 || d.Alike[0].Label != "" || d.Alike[1].Label != "forgot abs" || len(d.Alike[1].Students) != 3 || d.Alike[1].Preview.Rows[0][1] != "96" {
		t.Errorf("wrong and alike: %+v", d.Alike)
	}
	if err := l.api.MarkGroup(q, "no such key", "right"); err == nil {
		t.Error("a group that is not there was marked")
	}
}

func TestTheOwnersRecordIsTheReference(t *testing.T) {
	l := openLab(t)
	q := QuestionQuery{SessionID: l.session, Question: "1"}
	must(t, l.api.SetCheck(q, Check{Kind: "record"}))
	l.sendAs("Alice", "1", "ndarray", "[2.5]")
	if p := l.question("1"); p.Right+p.Wrong != 0 || p.Own.RecordID != 0 {
		t.Errorf("judged by a reference that was not sent: %s", p.groups())
	}
	l.sendAs("Prof", "1", "ndarray", "[2.5000000001]") // the owner is prof
	if p := l.question("1"); p.Right != 2 || p.Own.Preview.Rows[0][0] != "2.5" {
		t.Errorf("judged by the owner's record: %s, own %+v", p.groups(), p.Own)
	}
	l.sendAs("Prof", "1", "ndarray", "[3]")
	if p := l.question("1"); p.Right != 1 || p.Wrong != 1 {
		t.Errorf("judged by the owner's new record: %s", p.groups())
	}
	bob := l.records()[1].ID
	must(t, l.api.SetCheck(q, Check{Kind: "record", RecordID: bob}))
	if p := l.question("1"); p.Right != 1 || p.Groups[0].Count != 1 {
		t.Errorf("judged by a chosen record: %s", p.groups())
	}
}

func TestTheProjectionHasNoNamesAndNoRareAnswers(t *testing.T) {
	l := openLab(t)
	for i := range 3 {
		l.sendAs(fmt.Sprint("Zaphod ", i), "1", "str", "common")
	}
	l.sendAs("Trillian", "1", "str", "rare 1")
	l.sendAs("Trillian B", "1", "str", "rare 2")
	l.sendAs("Marvin", "2", "str", "x")
	must(t, l.api.SetCheck(QuestionQuery{SessionID: l.session, Question: "1"}, Check{Kind: "exact", Expected: []string{"common"}}))
	p, err := l.api.Projection(ProjectionQuery{SessionID: l.session, Question: "1"})
	must(t, err)
	if p.Sent != 5 || p.Seen != 6 || len(p.Groups) != 1 || p.Groups[0].Count != 3 || p.Others != 2 || p.Next != "2" || p.Groups[0].Verdict != "" || p.Groups[0].Answer.Text != "common" {
		t.Errorf("projection %+v", p)
	}
	text, err := json.Marshal(p)
	must(t, err)
	for _, secret := range []string{"Zaphod", "Trillian", "u-", "rare"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the projection says %q: %s", secret, text)
		}
	}
	if p.Groups[0].Answer.Record.ID != 0 || p.Groups[0].Answer.Record.StudentID != 0 {
		t.Errorf("the projection has ids: %+v", p.Groups[0].Answer.Record)
	}
	if p, err = l.api.Projection(ProjectionQuery{SessionID: l.session, Question: "1", Verdicts: true}); err != nil || p.Groups[0].Verdict != "right" {
		t.Errorf("with verdicts: %+v, %v", p, err)
	}
	if p, err = l.api.Projection(ProjectionQuery{SessionID: l.session}); err != nil || p.Question != "2" || p.Others != 1 || len(p.Groups) != 0 {
		t.Errorf("of the last question: %+v, %v", p, err)
	}
}

func TestAMessageToSomeIsSeenByThemAlone(t *testing.T) {
	l := openLab(t)
	for _, s := range []string{"Alice", "Bob"} {
		l.mustSend("sender_name", s, "sender_uuid", "u-"+s)
	}
	students, err := l.api.Students(l.session)
	must(t, err)
	alice := students[0].ID
	_, err = l.api.SendMessageTo(DirectMessage{SessionID: l.session, StudentIDs: []int64{alice}, Text: "for Alice"})
	must(t, err)
	_, err = l.api.SendMessage(l.session, "", "for all", "")
	must(t, err)
	for student, want := range map[string]string{"Alice": "[for Alice for all]", "Bob": "[for all]", "Alice elsewhere": "[for all]"} {
		if texts, _, err := l.listen(t.Context(), student, 0); err != nil || fmt.Sprint(texts) != want {
			t.Errorf("%s gets %q (%v), want %s", student, texts, err, want)
		}
	}
	if _, err := l.api.SendMessageTo(DirectMessage{SessionID: l.session, Text: "for nobody"}); err == nil {
		t.Error("a message to nobody was sent")
	}
	if _, err := l.api.SendMessageTo(DirectMessage{SessionID: l.session, StudentIDs: []int64{999}, Text: "for nobody"}); err == nil {
		t.Error("a message to nobody who is there was sent")
	}
}

// A student asks for help in a real Python; the teacher sees since when and answers her
// alone, which ends her wait.
func TestAStudentAsksForHelp(t *testing.T) {
	l := openLab(t)
	cell, err := l.api.FirstCell(l.session)
	must(t, err)
	script := strings.Replace(cell.ByAddress, `input("Name:")`, `"Zoë"`, 1) + "send(1, 5)\nnpt.help('my loop never ends')\n"
	cmd := exec.CommandContext(t.Context(), python, "-c", script)
	cmd.Env = ownFolders(t, cmd.Environ())
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "NPT: your teacher will see that you need help. Go on meanwhile, if you can.\n" {
		t.Fatalf("the cell ended with %v and wrote %q", err, out)
	}
	eventually(t, "her request", func() bool { return l.dashboard().Glance.Help == 1 })
	eventually(t, "her record", func() bool { return l.dashboard().Glance.Records == 1 })
	d := l.dashboard()
	zoe := d.Rows[0]
	line := d.Attention[0]
	if zoe.Help != "my loop never ends" || zoe.HelpSince == "" || d.Glance.HelpSince != zoe.HelpSince || line.Reason != "help" ||
		line.Members[0].Text != "my loop never ends" || line.Members[0].Question != "5" || line.Members[0].Since != zoe.HelpSince {
		t.Errorf("the dashboard says %+v, %+v", zoe, line)
	}
	// A visit ends her wait; taken back, she waits again, since then.
	must(t, l.api.MarkVisited(l.session, zoe.Student.ID, true))
	if d = l.dashboard(); d.Glance.Help != 0 || len(d.Attention) != 1 || !d.Attention[0].Visited || d.Attention[0].Members[0].VisitedAt == "" {
		t.Errorf("after the visit: %+v, %+v", d.Glance, d.Attention)
	}
	must(t, l.api.MarkVisited(l.session, zoe.Student.ID, false))
	if d = l.dashboard(); d.Glance.HelpSince != zoe.HelpSince {
		t.Errorf("after the visit was taken back: %+v", d.Glance)
	}
	_, err = l.api.SendMessageTo(DirectMessage{SessionID: l.session, StudentIDs: []int64{zoe.Student.ID}, Text: "look at the condition"})
	must(t, err)
	if d = l.dashboard(); d.Glance.Help != 0 {
		t.Errorf("after the answer: %+v", d.Glance)
	}
}

func TestWhoNeedsAttention(t *testing.T) {
	l := openLab(t)
	now := time.Now()
	l.assessor = assess.NewAssessor(l.store, l.hub, func() time.Time { return now }, norm.NFC.String)
	for i := range 6 {
		l.sendAs("Stubborn", "4", "ndarray", "[[1, 2]]")
		_ = i
	}
	for _, s := range []string{"Ada", "Bea", "Cleo"} {
		l.sendAs(s, "1", "str", "x")
		l.sendAs(s, "4", "str", "y")
	}
	l.sendAs("Slow", "1", "str", "x")
	line := func() string {
		var text []string
		for _, line := range l.dashboard().Attention {
			names := []string{}
			for _, m := range line.Members {
				names = append(names, fmt.Sprint(m.StudentID, " ", m.Question, " ", m.Attempts, " ", m.Group, " ", m.SameGroup, " ", m.Behind))
			}
			text = append(text, fmt.Sprint(line.Reason, " ", line.Visited, " ", strings.Join(names, ",")))
		}
		return strings.Join(text, " | ")
	}
	q := QuestionQuery{SessionID: l.session, Question: "4"}
	for _, g := range l.question("4").Groups {
		if g.Type == "ndarray" {
			must(t, l.api.LabelGroup(q, g.Key, "transposed"))
		}
	}
	if got, want := line(), "attempts false 1 4 6 transposed true 0"; got != want {
		t.Errorf("attention %q, want %q", got, want)
	}
	now = now.Add(11 * time.Minute)
	if got, want := line(), "attempts false 1 4 6 transposed true 0 | silent false 5 1 0  false 1"; got != want {
		t.Errorf("eleven minutes later %q, want %q", got, want)
	}
	must(t, l.api.MarkVisited(l.session, 1, true))
	if got, want := line(), "silent false 5 1 0  false 1 | attempts true 1 4 6 transposed true 0"; got != want {
		t.Errorf("after a visit %q, want %q", got, want)
	}
	must(t, l.api.CloseSession(l.session))
	if got := line(); got != "" {
		t.Errorf("of a closed session %q", got)
	}
}

// Two senders that the teacher merged are one student on the dashboard: with one row,
// one wait for help, and messages on both devices.
func TestAMergedStudentIsOne(t *testing.T) {
	l := openLab(t)
	l.sendAs("Alice", "1", "str", "old")
	l.sendAs("Alicia", "1", "str", "new")
	l.sendAs("Bob", "1", "str", "new")
	for _, s := range []string{"Alice", "Alicia"} {
		err := l.messages.AskForHelp(t.Context(), classroom.Submission{Owner: "prof", Session: "lab-1", SenderName: s, SenderUUID: "u-" + s, RecordID: s, Data: []byte("I am " + s)})
		must(t, err)
	}
	if n := l.dashboard().Glance.Seen; n != 3 { // and is known from now on
		t.Fatalf("%d students", n)
	}
	_, err := l.api.MergeStudents(1, []int64{2})
	must(t, err)
	d := l.dashboard()
	if d.Glance.Seen != 2 || d.Glance.Help != 1 || d.Glance.Records != 2 || d.Glance.Attempts != 3 || d.Rows[0].Help != "I am Alicia" {
		t.Errorf("glance %+v, rows %+v", d.Glance, d.Rows)
	}
	if got, want := l.question("1").groups(), "new: Alice,Bob"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	l.sendAs("Alice", "1", "str", "newest")
	l.sendAs("Alicia", "2", "str", "more")
	if got, want := l.question("1").groups(), "new: Bob | newest: Alice"; got != want && got != "newest: Alice | new: Bob" {
		t.Errorf("after she sent again: groups %s, want %s", got, want)
	}
	if d = l.dashboard(); d.Glance.Records != 3 || d.Rows[0].Progress != 2 {
		t.Errorf("after she sent again: %+v", d.Glance)
	}
	_, err = l.api.SendMessageTo(DirectMessage{SessionID: l.session, StudentIDs: []int64{1}, Text: "for her"})
	must(t, err)
	_, err = l.api.SendMessage(l.session, "", "for all", "")
	must(t, err)
	for student, want := range map[string]string{"Alice": "[for her for all]", "Alicia": "[for her for all]", "Bob": "[for all]"} {
		if texts, _, err := l.listen(t.Context(), student, 0); err != nil || fmt.Sprint(texts) != want {
			t.Errorf("%s gets %q (%v), want %s", student, texts, err, want)
		}
	}
	if n := l.dashboard().Glance.Help; n != 0 {
		t.Errorf("%d wait for help after the answer", n)
	}
}

// A lab that is held again knows its questions, what is right and the usual mistakes.
func TestADuplicatedSessionKeepsWhatWasSet(t *testing.T) {
	l := openLab(t)
	q := QuestionQuery{SessionID: l.session, Question: "1"}
	l.sendAs("Alice", "1", "ndarray", "[96]")
	must(t, l.api.SetQuestions(l.session, []CatalogueEntry{{Label: "1", Title: "Cluster sizes"}, {Label: "2", Added: true}}))
	must(t, l.api.SetCheck(q, Check{Kind: "exact", Expected: []string{"35"}}))
	must(t, l.api.LabelGroup(q, l.question("1").Groups[0].Key, "forgot abs"))
	again, err := l.api.DuplicateSession(l.session, "lab-2")
	must(t, err)
	_, err = l.api.OpenSession(again.ID)
	must(t, err)
	l.session = again.ID
	if d := l.dashboard(); len(d.Questions) != 2 || d.Questions[0].Title != "Cluster sizes" || !d.Questions[0].Checked || d.Questions[0].Students != 0 {
		t.Errorf("the questions are %+v", d.Questions)
	}
	l.mustSend("session_name", "lab-2", "question_nb", "1", "type", "ndarray", "data", "[96.0]")
	if got, want := l.question("1").groups(), "96.0: Alice wrong exact forgot abs"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
}
