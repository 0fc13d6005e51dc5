package api_test

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

func dashboard(l *enginetest.Lab) api.Dashboard {
	l.T.Helper()
	d, err := l.API.Dashboard(l.Session, 0, "")
	if err != nil {
		l.T.Fatal(err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheDashboardSaysWhatBecameOfTheRoom(t *testing.T) {
	l := enginetest.Open(t)
	for _, student := range []string{"Alice", "Bob", "Carla"} {
		l.SendAs(student, "2", "ndarray", "[1063, 35]")
	}
	l.SendAs("Alice", "10", "str", "done")
	l.SendAs("Alice", "10", "str", "done again")
	l.SendAs("Bob", "2b", "str", "x")
	must(t, l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "11", Title: "Elbow plot"}}))
	q := api.QuestionQuery{SessionID: l.Session, Question: "2"}
	must(t, l.API.SetCheck(q, api.Check{Kind: "exact", Expected: []string{"[1063, 35]"}}))

	d := dashboard(l)
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
	if d.Rows[0].Student.Display != "Alice" || len(d.Rows[0].Cells) != 2*api.CellWidth || d.Rows[0].Farthest != 2 {
		t.Errorf("Alice's row is %+v", d.Rows[0])
	}
	// Alice also reached 2b when she sent 10.
	if n := len(d.Questions[1].Reached); n != 2 {
		t.Errorf("%d reached 2b, want 2", n)
	}
	if q := d.Questions[3]; q.Title != "Elbow plot" || len(q.Reached) != 0 {
		t.Errorf("the question that nobody reached is %+v", q)
	}
}

func TestAMessageToSomeIsSeenByThemAlone(t *testing.T) {
	l := enginetest.Open(t)
	for _, s := range []string{"Alice", "Bob"} {
		l.MustSend("sender_name", s, "sender_uuid", "u-"+s)
	}
	students, err := l.API.Students(l.Session)
	must(t, err)
	alice := students[0].ID
	_, err = l.API.SendMessageTo(l.Session, []int64{alice}, api.MessageText{Text: "for Alice"})
	must(t, err)
	_, err = l.API.SendMessage(l.Session, api.MessageText{Text: "for all"})
	must(t, err)
	for student, want := range map[string]string{"Alice": "[for Alice for all]", "Bob": "[for all]", "Alice elsewhere": "[for all]"} {
		if texts, _, err := l.Listen(t.Context(), student, 0); err != nil || fmt.Sprint(texts) != want {
			t.Errorf("%s gets %q (%v), want %s", student, texts, err, want)
		}
	}
	if _, err := l.API.SendMessageTo(l.Session, nil, api.MessageText{Text: "for nobody"}); err == nil {
		t.Error("a message to nobody was sent")
	}
	if _, err := l.API.SendMessageTo(l.Session, []int64{999}, api.MessageText{Text: "for nobody"}); err == nil {
		t.Error("a message to nobody who is there was sent")
	}
}

// A student asks for help in a real Python. The teacher sees since when, and answers only her, which
// ends her wait.
func TestAStudentAsksForHelp(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	must(t, err)
	script := strings.Replace(cell.ByAddress, `input("Name:")`, `"Zoë"`, 1) + "\nsend(1, 5)\nnpt.help('my loop never ends')\n"
	cmd := exec.CommandContext(t.Context(), python, "-c", script)
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "NPT: your teacher will see that you need help. Go on meanwhile, if you can.\n" {
		t.Fatalf("the cell ended with %v and wrote %q", err, out)
	}
	enginetest.Eventually(t, "her request", func() bool { return dashboard(l).Glance.Help == 1 })
	enginetest.Eventually(t, "her record", func() bool { return dashboard(l).Glance.Records == 1 })
	d := dashboard(l)
	zoe := d.Rows[0]
	line := d.Attention[0]
	if zoe.Help != "my loop never ends" || zoe.HelpSince == "" || d.Glance.HelpSince != zoe.HelpSince || line.Reason != "help" ||
		line.Members[0].Text != "my loop never ends" || line.Members[0].Question != "5" || line.Members[0].Since != zoe.HelpSince {
		t.Errorf("the dashboard says %+v, %+v", zoe, line)
	}
	// A visit ends her wait; if it is taken back, she has waited since her request.
	must(t, l.API.MarkVisited(l.Session, []int64{zoe.Student.ID}, true))
	if d = dashboard(l); d.Glance.Help != 0 || len(d.Attention) != 1 || !d.Attention[0].Visited || d.Attention[0].Members[0].VisitedAt == "" {
		t.Errorf("after the visit: %+v, %+v", d.Glance, d.Attention)
	}
	must(t, l.API.MarkVisited(l.Session, []int64{zoe.Student.ID}, false))
	if d = dashboard(l); d.Glance.HelpSince != zoe.HelpSince {
		t.Errorf("after the visit was taken back: %+v", d.Glance)
	}
	_, err = l.API.SendMessageTo(l.Session, []int64{zoe.Student.ID}, api.MessageText{Text: "look at the condition"})
	must(t, err)
	if d = dashboard(l); d.Glance.Help != 0 {
		t.Errorf("after the answer: %+v", d.Glance)
	}
}

func TestWhoNeedsAttention(t *testing.T) {
	l := enginetest.Open(t)
	now := time.Now()
	l.Assessor = l.NewAssessor(func() time.Time { return now })
	for i := range 6 {
		l.SendAs("Stubborn", "4", "ndarray", "[[1, 2]]")
		_ = i
	}
	for _, s := range []string{"Ada", "Bea", "Cleo"} {
		l.SendAs(s, "1", "str", "x")
		l.SendAs(s, "4", "str", "y")
	}
	l.SendAs("Slow", "1", "str", "x")
	line := func() string {
		var text []string
		for _, line := range dashboard(l).Attention {
			names := []string{}
			for _, m := range line.Members {
				names = append(names, fmt.Sprint(m.StudentID, " ", m.Question, " ", m.Attempts, " ", m.Group, " ", m.SameGroup, " ", m.Behind))
			}
			text = append(text, fmt.Sprint(line.Reason, " ", line.Visited, " ", strings.Join(names, ",")))
		}
		return strings.Join(text, " | ")
	}
	q := api.QuestionQuery{SessionID: l.Session, Question: "4"}
	for _, g := range question(l, "4").Groups {
		if g.Type == "ndarray" {
			must(t, l.API.LabelGroup(q, g.Key, "transposed"))
		}
	}
	if got, want := line(), "attempts false 1 4 6 transposed true 0"; got != want {
		t.Errorf("attention %q, want %q", got, want)
	}
	now = now.Add(11 * time.Minute)
	if got, want := line(), "attempts false 1 4 6 transposed true 0 | silent false 5 1 0  false 1"; got != want {
		t.Errorf("eleven minutes later %q, want %q", got, want)
	}
	must(t, l.API.MarkVisited(l.Session, []int64{1}, true))
	if got, want := line(), "silent false 5 1 0  false 1 | attempts true 1 4 6 transposed true 0"; got != want {
		t.Errorf("after a visit %q, want %q", got, want)
	}
	must(t, l.API.CloseSession(l.Session))
	if got := line(); got != "" {
		t.Errorf("of a closed session %q", got)
	}
}

// Two senders that the teacher merged are one student on the dashboard: with one row and one wait for
// help, and with messages on both devices.
func TestAMergedStudentIsOne(t *testing.T) {
	l := enginetest.Open(t)
	l.SendAs("Alice", "1", "str", "old")
	l.SendAs("Alicia", "1", "str", "new")
	l.SendAs("Bob", "1", "str", "new")
	for _, s := range []string{"Alice", "Alicia"} {
		err := l.Messages.AskForHelp(t.Context(), classroom.Submission{Owner: "prof", Session: "lab-1", SenderName: s, SenderUUID: "u-" + s, RecordID: s, Data: []byte("I am " + s)})
		must(t, err)
	}
	if n := dashboard(l).Glance.Seen; n != 3 { // the student is known from now on
		t.Fatalf("%d students", n)
	}
	_, err := l.API.MergeStudents(1, []int64{2})
	must(t, err)
	d := dashboard(l)
	if d.Glance.Seen != 2 || d.Glance.Help != 1 || d.Glance.Records != 2 || d.Glance.Attempts != 3 || d.Rows[0].Help != "I am Alicia" {
		t.Errorf("glance %+v, rows %+v", d.Glance, d.Rows)
	}
	if waiting, err := l.API.Waiting(l.Session); err != nil || len(waiting) != 1 || waiting[0].Student.Display != "Alice" || waiting[0].Text != "I am Alicia" {
		t.Errorf("waiting: %+v (%v), want Alice once, with her last words", waiting, err)
	}
	if got, want := groups(question(l, "1")), "new: Alice,Bob"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	l.SendAs("Alice", "1", "str", "newest")
	l.SendAs("Alicia", "2", "str", "more")
	if got, want := groups(question(l, "1")), "new: Bob | newest: Alice"; got != want && got != "newest: Alice | new: Bob" {
		t.Errorf("after she sent again: groups %s, want %s", got, want)
	}
	if d = dashboard(l); d.Glance.Records != 3 || d.Rows[0].Progress != 2 {
		t.Errorf("after she sent again: %+v", d.Glance)
	}
	_, err = l.API.SendMessageTo(l.Session, []int64{1}, api.MessageText{Text: "for her"})
	must(t, err)
	_, err = l.API.SendMessage(l.Session, api.MessageText{Text: "for all"})
	must(t, err)
	for student, want := range map[string]string{"Alice": "[for her for all]", "Alicia": "[for her for all]", "Bob": "[for all]"} {
		if texts, _, err := l.Listen(t.Context(), student, 0); err != nil || fmt.Sprint(texts) != want {
			t.Errorf("%s gets %q (%v), want %s", student, texts, err, want)
		}
	}
	if n := dashboard(l).Glance.Help; n != 0 {
		t.Errorf("%d wait for help after the answer", n)
	}
	if asked, err := l.API.HelpOf(1); err != nil || len(asked) != 2 || asked[0].Reply != "for her" || asked[1].Reply != "for her" || asked[0].EndedAt == "" {
		t.Errorf("her requests are %+v (%v), want both, answered", asked, err)
	}
	if texts, err := l.API.LastReplies(); err != nil || fmt.Sprint(texts) != "[for her]" {
		t.Errorf("the replies to offer are %q (%v)", texts, err)
	}
	must(t, l.Messages.AskForHelp(t.Context(), classroom.Submission{Owner: "prof", Session: "lab-1", SenderName: "Bob", SenderUUID: "u-Bob", RecordID: "late"}))
	must(t, l.API.CloseSession(l.Session))
	if waiting, err := l.API.Waiting(l.Session); err != nil || len(waiting) != 0 {
		t.Errorf("%+v wait in a closed session (%v)", waiting, err)
	}
}
