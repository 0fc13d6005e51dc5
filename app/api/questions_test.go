package api_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

func question(l *enginetest.Lab, label string) api.QuestionPage {
	l.T.Helper()
	p, err := l.API.QuestionPage(api.QuestionQuery{SessionID: l.Session, Question: label})
	if err != nil {
		l.T.Fatal(err)
	}
	return p
}

// groups writes the groups of a question in one line: answer, students, verdict, label.
func groups(p api.QuestionPage) string {
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

func TestAnswersAreGroupedJudgedAndLabelled(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "3"}
	for i, data := range []string{"[1063, 35]", "[1063.0, 35.0]", "[1063, 35.00000001]", "[1063, 96]", "[1063, 96]", "[35, 1063]", "[[1063], [35]]"} {
		l.SendAs(fmt.Sprint("S", i), "3", "ndarray", data)
	}
	want := "1063 35: S0,S1,S2 | 1063 96: S3,S4 | 35 1063: S5 | 1063: S6"
	page := question(l, "3")
	sortTail := func(text string) string { // the order of groups of one size has no meaning
		parts := strings.Split(text, " | ")
		slices.Sort(parts[2:])
		return strings.Join(parts, " | ")
	}
	if got := groups(page); sortTail(got) != sortTail(want) {
		t.Fatalf("groups %s, want %s", got, want)
	}
	// A label is not a verdict.
	must(t, l.API.LabelGroup(q, page.Groups[1].Key, " forgot abs "))
	l.SendAs("S7", "3", "list", "[1063, 96]")
	page = question(l, "3")
	if g := page.Groups[1]; g.Label != "forgot abs" || g.Count != 3 || g.Verdict != "" || page.Right+page.Wrong != 0 || !slices.Equal(page.Labels, []string{"forgot abs"}) {
		t.Errorf("the labelled group is %+v", g)
	}
	// A rule judges all answers, earlier and later ones; a mark overrides it and can be taken back.
	must(t, l.API.SetCheck(q, api.Check{Kind: "exact", Expected: []string{"[1063 35]"}}))
	l.SendAs("S8", "3", "ndarray", "[1063, 35]")
	if page = question(l, "3"); page.Right != 3 || page.Wrong != 6 || page.Groups[0].Verdict != "mixed" || page.Groups[1].Verdict != "wrong" || page.Groups[1].Reason.Code != "exact" {
		t.Errorf("judged by a rule: %s", groups(page))
	}
	must(t, l.API.MarkGroup(q, page.Groups[1].Key, "right"))
	must(t, l.API.MarkGroup(q, page.Groups[0].Key, "wrong"))
	if page = question(l, "3"); page.Groups[1].Verdict != "right" || page.Groups[1].Reason.Code != "marked" || page.Groups[0].Verdict != "wrong" || page.Right != 3 {
		t.Errorf("marked: %s", groups(page))
	}
	must(t, l.API.MarkGroup(q, page.Groups[1].Key, ""))
	if page = question(l, "3"); page.Groups[1].Verdict != "wrong" || page.Groups[1].Label != "forgot abs" {
		t.Errorf("the mark taken back: %s", groups(page))
	}
	d := dashboard(l)
	if len(d.SharedMistakes) != 2 || d.SharedMistakes[0].Label != "" || d.SharedMistakes[1].Label != "forgot abs" || len(d.SharedMistakes[1].Students) != 3 || d.SharedMistakes[1].Preview.Rows[0][1] != "96" {
		t.Errorf("wrong and alike: %+v", d.SharedMistakes)
	}
	if err := l.API.MarkGroup(q, "no such key", "right"); err == nil {
		t.Error("a group that is not there was marked")
	}
}

func TestTheOwnersRecordIsTheReference(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	must(t, l.API.SetCheck(q, api.Check{Kind: "record"}))
	l.SendAs("Alice", "1", "ndarray", "[2.5]")
	if p := question(l, "1"); p.Right+p.Wrong != 0 || p.Own.RecordID != 0 {
		t.Errorf("judged by a reference that was not sent: %s", groups(p))
	}
	l.SendAs("Prof", "1", "ndarray", "[2.5000000001]") // the owner is prof
	if p := question(l, "1"); p.Right != 2 || p.Own.Preview.Rows[0][0] != "2.5" {
		t.Errorf("judged by the owner's record: %s, own %+v", groups(p), p.Own)
	}
	l.SendAs("Prof", "1", "ndarray", "[3]")
	if p := question(l, "1"); p.Right != 1 || p.Wrong != 1 {
		t.Errorf("judged by the owner's new record: %s", groups(p))
	}
	bob := l.Records()[1].ID
	must(t, l.API.SetCheck(q, api.Check{Kind: "record", RecordID: bob}))
	if p := question(l, "1"); p.Right != 1 || p.Groups[0].Count != 1 {
		t.Errorf("judged by a chosen record: %s", groups(p))
	}
}

func TestTheProjectionHasNoNamesAndNoRareAnswers(t *testing.T) {
	l := enginetest.Open(t)
	for i := range 3 {
		l.SendAs(fmt.Sprint("Zaphod ", i), "1", "str", "common")
	}
	l.SendAs("Trillian", "1", "str", "rare 1")
	l.SendAs("Trillian B", "1", "str", "rare 2")
	l.SendAs("Marvin", "2", "str", "x")
	must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "1"}, api.Check{Kind: "exact", Expected: []string{"common"}}))
	p, err := l.API.Projection(api.ProjectionQuery{SessionID: l.Session, Question: "1"})
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
	if p, err = l.API.Projection(api.ProjectionQuery{SessionID: l.Session, Question: "1", Verdicts: true}); err != nil || p.Groups[0].Verdict != "right" {
		t.Errorf("with verdicts: %+v, %v", p, err)
	}
	if p, err = l.API.Projection(api.ProjectionQuery{SessionID: l.Session}); err != nil || p.Question != "2" || p.Others != 1 || len(p.Groups) != 0 {
		t.Errorf("of the last question: %+v, %v", p, err)
	}
}

// A repeated lab knows its questions, the right answers and the usual mistakes.
func TestADuplicatedSessionKeepsWhatWasSet(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	l.SendAs("Alice", "1", "ndarray", "[96]")
	must(t, l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "1", Title: "Cluster sizes"}, {Label: "2", Added: true}}))
	must(t, l.API.SetCheck(q, api.Check{Kind: "exact", Expected: []string{"35"}}))
	must(t, l.API.LabelGroup(q, question(l, "1").Groups[0].Key, "forgot abs"))
	again, err := l.API.DuplicateSession(l.Session, "lab-2")
	must(t, err)
	_, err = l.API.OpenSession(again.ID)
	must(t, err)
	l.Session = again.ID
	if d := dashboard(l); len(d.Questions) != 2 || d.Questions[0].Title != "Cluster sizes" || !d.Questions[0].Checked || d.Questions[0].Students != 0 {
		t.Errorf("the questions are %+v", d.Questions)
	}
	l.MustSend("session_name", "lab-2", "question_nb", "1", "type", "ndarray", "data", "[96.0]")
	if got, want := groups(question(l, "1")), "96.0: Alice wrong exact forgot abs"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
}

// A group stands on the wall once it comes from three computers, as far as can be told; a script that
// invents three students does not put a text there. The teacher hides a group with one key.
func TestTheWallShowsWhatThreeComputersSent(t *testing.T) {
	l := enginetest.Open(t)
	wall := func() (texts []string, others, hidden int) {
		t.Helper()
		p, err := l.API.Projection(api.ProjectionQuery{SessionID: l.Session, Question: "1"})
		must(t, err)
		for _, g := range p.Groups {
			texts = append(texts, g.Answer.Text)
		}
		return texts, p.Others, p.Hidden
	}
	for i := range 3 { // one computer, three names, with devices that it invents
		_, err := l.Recorder.Record(t.Context(), classroom.Submission{
			Owner: "prof", Session: "lab-1", SenderName: fmt.Sprint("x", i), SenderUUID: fmt.Sprint(i), Question: "1", Type: "str",
			Data: []byte("rude"), From: "127.0.0.1/32",
		})
		must(t, err)
		l.SendAs(fmt.Sprint("student ", i), "1", "str", "42")
	}
	if texts, others, hidden := wall(); fmt.Sprint(texts) != "[42]" || others != 3 || hidden != 0 {
		t.Errorf("the wall shows %v, %d others, %d hidden; want 42 and 3 others", texts, others, hidden)
	}
	p, err := l.API.Projection(api.ProjectionQuery{SessionID: l.Session, Question: "1"})
	must(t, err)
	must(t, l.API.HideFromWall(l.Session, "1", p.Groups[0].Key, true))
	if texts, others, hidden := wall(); len(texts) != 0 || others != 3 || hidden != 1 {
		t.Errorf("with the group hidden the wall shows %v, %d others, %d hidden", texts, others, hidden)
	}
	must(t, l.API.HideFromWall(l.Session, "1", "", false))
	if texts, _, hidden := wall(); fmt.Sprint(texts) != "[42]" || hidden != 0 {
		t.Errorf("brought back, the wall shows %v, %d hidden", texts, hidden)
	}
}

// What students hear of a question is its own, else the session's; a hint belongs to the label of a group.
func TestWhatStudentsHearIsSet(t *testing.T) {
	l := enginetest.Open(t)
	q := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	for _, of := range [][3]string{{"Alice", "1", "[96]"}, {"Bob", "2", "[7]"}} { // with our client, as only that can be told
		l.MustSend("sender_name", of[0], "sender_uuid", "u-"+of[0], "question_nb", of[1], "type", "ndarray", "data", of[2], "record_id", "r-"+of[0])
	}
	heard := func() string {
		t.Helper()
		p, d := question(l, "1"), dashboard(l)
		return fmt.Sprintf("%+v own %v held %d released %v, dashboard %s %d %s", p.Feedback, p.OwnFeedback, p.Held, p.Released,
			d.Questions[0].Feedback, d.Questions[0].Held, d.Questions[1].Feedback)
	}
	steps := []struct {
		name string
		do   func() error
		want string
	}{
		{"nothing", func() error { return nil },
			"{Kind:nothing AfterAttempts:0 AfterMinutes:0 AtMost:0 Hold:false} own false held 0 released false, dashboard nothing 0 nothing"},
		{"the session's", func() error { return l.API.SetSessionFeedback(l.Session, api.Feedback{Kind: "verdict", Hold: true}) },
			"{Kind:verdict AfterAttempts:0 AfterMinutes:0 AtMost:0 Hold:true} own false held 0 released false, dashboard verdict 0 verdict"},
		{"one that waits", func() error { return l.API.SetCheck(q, api.Check{Kind: "exact", Expected: []string{"35"}}) },
			"{Kind:verdict AfterAttempts:0 AfterMinutes:0 AtMost:0 Hold:true} own false held 1 released false, dashboard verdict 1 verdict"},
		{"released", func() error { return l.API.ReleaseFeedback(l.Session, "") },
			"{Kind:verdict AfterAttempts:0 AfterMinutes:0 AtMost:0 Hold:true} own false held 0 released true, dashboard verdict 0 verdict"},
		{"held again", func() error { return l.API.SetFeedback(q, api.Feedback{}) },
			"{Kind:verdict AfterAttempts:0 AfterMinutes:0 AtMost:0 Hold:true} own false held 1 released false, dashboard verdict 1 verdict"},
		{"its own", func() error {
			return l.API.SetFeedback(q, api.Feedback{Kind: "hint", AfterAttempts: 2, AfterMinutes: 5, AtMost: 3})
		},
			"{Kind:hint AfterAttempts:2 AfterMinutes:5 AtMost:3 Hold:false} own true held 0 released false, dashboard hint 0 verdict"},
	}
	for _, s := range steps {
		must(t, s.do())
		if got := heard(); got != s.want {
			t.Errorf("%s: %s\nwant %s", s.name, got, s.want)
		}
	}
	key := question(l, "1").Groups[0].Key
	refused := func(err error) bool { return err != nil && classroom.AsError(err).Code == classroom.CodeBadField }
	if err := l.API.SetHint(q, key, api.Hint{Text: "Mind the axis."}); !refused(err) {
		t.Errorf("a hint without a label: %v", err)
	}
	must(t, l.API.LabelGroup(q, key, "axis"))
	must(t, l.API.SetHint(q, key, api.Hint{Text: " Mind the axis.\a ", Code: "x.mean(axis=0)\r\n"}))
	want := api.Hint{Text: "Mind the axis.", Code: "x.mean(axis=0)"}
	for _, label := range []string{"axis", "the axis", "", "axis"} { // renamed, removed and back
		must(t, l.API.LabelGroup(q, key, label))
		if got := question(l, "1").Groups[0].Hint; label != "" && got != want || label == "" && got != (api.Hint{}) {
			t.Errorf("labelled %q, the hint is %+v", label, got)
		}
	}
	for _, err := range []error{
		l.API.SetFeedback(q, api.Feedback{Kind: "all"}), l.API.SetFeedback(q, api.Feedback{Kind: "verdict", AtMost: -1}),
		l.API.SetSessionFeedback(l.Session, api.Feedback{Kind: "verdict", AfterMinutes: 1e6}), l.API.SetHint(q, key, api.Hint{Text: strings.Repeat("é", 501)}),
		l.API.SetHint(q, key, api.Hint{Code: strings.Repeat("x", 2001)}),
	} {
		if !refused(err) {
			t.Errorf("answered %v", err)
		}
	}
	again, err := l.API.DuplicateSession(l.Session, "lab-2")
	must(t, err)
	if again.Feedback != (api.Feedback{Kind: "verdict", Hold: true}) {
		t.Errorf("a repeated session has the feedback %+v", again.Feedback)
	}
}
