package api_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// graded returns the records of a query, of the lab's session if it names none, once all of them are graded.
func graded(l *enginetest.Lab, q api.RecordQuery) (list []api.RecordView) {
	l.T.Helper()
	q.SessionID, q.Limit = cmp.Or(q.SessionID, l.Session), 500
	enginetest.Eventually(l.T, "the verdicts", func() bool {
		page, err := l.API.Records(q)
		if err != nil {
			l.T.Fatal(err)
		}
		if list = page.Records; page.Total != len(list) {
			l.T.Fatalf("a total of %d over %d records", page.Total, len(list))
		}
		return !slices.ContainsFunc(list, func(r api.RecordView) bool { return !r.Graded })
	})
	return list
}

// judged writes records in one line: student, question, verdict, why, label, how many are alike.
func judged(list []api.RecordView) string {
	var all []string
	for _, r := range list {
		line := r.Student + r.Question
		for _, more := range []string{r.Verdict, r.Reason.Code, r.Label} {
			if more != "" {
				line += " " + more
			}
		}
		all = append(all, fmt.Sprint(line, " ×", r.Alike))
	}
	return strings.Join(all, ", ")
}

// names writes the students and questions of records, in their order.
func names(list []api.RecordView) string {
	var all []string
	for _, r := range list {
		all = append(all, r.Student+r.Question)
	}
	return strings.Join(all, " ")
}

func keyOf(l *enginetest.Lab, label, answer string) (api.QuestionQuery, string) {
	l.T.Helper()
	for _, g := range question(l, label).Groups {
		if strings.Contains(g.Preview.Text+fmt.Sprint(g.Preview.Rows), answer) {
			return api.QuestionQuery{SessionID: l.Session, Question: label}, g.Key
		}
	}
	l.T.Fatalf("no group of question %s answers %s", label, answer)
	return api.QuestionQuery{}, ""
}

// openJudged opens a lab in which question 1 is judged by a rule, question 2 by a mark and a label, and
// question 3 not at all. In the order of sending: A1 B1 C1 A2 B2 C2 A3.
func openJudged(t *testing.T) *enginetest.Lab {
	l := enginetest.Open(t)
	l.SendAs("A", "1", "ndarray", "[1.5]")
	l.SendAs("B", "1", "ndarray", "[1.5000000001]")
	l.SendAs("C", "1", "ndarray", "[9]")
	l.SendAs("A", "2", "str", "yes")
	l.SendAs("B", "2", "str", "no")
	l.SendAs("C", "2", "str", "no")
	l.SendAs("A", "3", "code", "x = 1")
	must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "1"}, api.Check{Kind: "tolerance", Expected: []string{"1.5"}, Relative: 1e-6}))
	q, no := keyOf(l, "2", "no")
	must(t, l.API.MarkGroup(q, no, "wrong"))
	must(t, l.API.LabelGroup(q, no, "Gave up"))
	must(t, l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "1", Title: "Étendue"}, {Label: "3", Title: "Loop"}}))
	return l
}

// A list says of each record what the page of its question says.
func TestRecordsCarryTheirVerdicts(t *testing.T) {
	l := openJudged(t)
	list := graded(l, api.RecordQuery{})
	const want = "A3 ×1, C2 wrong marked Gave up ×2, B2 wrong marked Gave up ×2, A2 ×1, C1 wrong tolerance ×1, B1 right tolerance ×2, A1 right tolerance ×2"
	if got := judged(list); got != want {
		t.Errorf("the list is\n%s, want\n%s", got, want)
	}
	if r := list[0]; r.Title != "Loop" || r.GroupKey == "" || r.Uncertain {
		t.Errorf("the newest is %+v", r)
	}
	if r := list[6]; r.Title != "Étendue" || r.Reason.Expected != "1.5" || r.GroupKey != list[5].GroupKey {
		t.Errorf("the oldest is %+v", r)
	}
	ids := []int64{list[6].ID, 987654, list[1].ID}
	if some, err := l.API.RecordsOf(0, ids); err != nil || judged(some) != "A1 right tolerance ×2, C2 wrong marked Gave up ×2" {
		t.Errorf("by ids: %s, %v", judged(some), err)
	}
	path, err := l.API.StudentPath(list[6].StudentID)
	if err != nil || len(path.Steps) != 3 || judged(path.Steps[0].Records) != "A1 right tolerance ×2" {
		t.Errorf("the path is %+v, %v", path.Steps, err)
	}

	// What is sent again, taken back or deleted is as it is now.
	l.SendAs("C", "1", "ndarray", "[1.5]")
	q, no := keyOf(l, "2", "no")
	must(t, l.API.MarkGroup(q, no, ""))
	enginetest.Eventually(t, "three alike", func() bool {
		return judged(graded(l, api.RecordQuery{Questions: []string{"1"}})) == "C1 right tolerance ×3, B1 right tolerance ×3, A1 right tolerance ×3"
	})
	if _, err := l.API.DeleteRecords(api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session, Questions: []string{"2"}, StudentIDs: []int64{studentNamed(l, "B").ID}}}); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "one left", func() bool {
		return judged(graded(l, api.RecordQuery{Questions: []string{"2"}})) == "C2 Gave up ×1, A2 ×1"
	})
}

// An answer of which only a part came is not checked, and says so as the page of its question does.
func TestRecordsSayWhyTheyAreNotChecked(t *testing.T) {
	l := enginetest.Open(t)
	must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "1"}, api.Check{Kind: "record"}))
	sendEnds(l, "prof", "1", digest("a"))
	sendEnds(l, "Cem", "1", digest("b"))
	sendEnds(l, "Eve", "1", "")
	list := graded(l, api.RecordQuery{})
	if got := judged(list); got != "Eve1 incomplete ×1, Cem1 wrong record ×1, prof1 right record ×1" || !list[0].Uncertain || list[1].Uncertain {
		t.Errorf("the list is %s", got)
	}
}

func TestRecordsAreFoundByTheirVerdicts(t *testing.T) {
	l := openJudged(t)
	b := studentNamed(l, "B").ID
	for _, c := range []struct {
		name string
		q    api.RecordQuery
		want string
	}{
		{"right", api.RecordQuery{Verdicts: []string{"right"}}, "B1 A1"},
		{"wrong", api.RecordQuery{Verdicts: []string{"wrong"}}, "C2 B2 C1"},
		{"not checked", api.RecordQuery{Verdicts: []string{"none"}}, "A3 A2"},
		{"judged, oldest first", api.RecordQuery{Verdicts: []string{"wrong", "right"}, Ascending: true}, "A1 B1 C1 B2 C2"},
		{"not right", api.RecordQuery{Verdicts: []string{"wrong", "none"}}, "A3 C2 B2 A2 C1"},
		{"labelled", api.RecordQuery{Labels: []string{"Gave up"}}, "C2 B2"},
		{"without a label", api.RecordQuery{Labels: []string{""}}, "A3 A2 C1 B1 A1"},
		{"either", api.RecordQuery{Labels: []string{"Gave up", ""}}, "A3 C2 B2 A2 C1 B1 A1"},
		{"a label that nobody has", api.RecordQuery{Labels: []string{"other"}}, ""},
		{"wrong without a label", api.RecordQuery{Verdicts: []string{"wrong"}, Labels: []string{""}}, "C1"},
		{"not right, by label", api.RecordQuery{Verdicts: []string{"wrong", "none"}, Labels: []string{"", "other"}}, "A3 A2 C1"},
		{"wrong of B", api.RecordQuery{Verdicts: []string{"wrong"}, StudentIDs: []int64{b}}, "B2"},
		{"wrong by student", api.RecordQuery{Verdicts: []string{"wrong"}, Sort: "student", Ascending: true}, "B2 C2 C1"},
		{"not right by question", api.RecordQuery{Verdicts: []string{"wrong", "none"}, Sort: "question", Ascending: true}, "C1 C2 B2 A2 A3"},
		{"not right by answer", api.RecordQuery{Verdicts: []string{"wrong", "none"}, Sort: "answer", Ascending: true, Types: []string{"str"}}, "C2 B2 A2"},
		{"not right by attempts", api.RecordQuery{Verdicts: []string{"wrong", "none"}, Sort: "attempts"}, "A3 C2 B2 A2 C1"},
		{"a text", api.RecordQuery{Text: "NO", Verdicts: []string{"wrong"}}, "C2 B2"},
		{"a text, not right", api.RecordQuery{Text: "e", Verdicts: []string{"none"}}, "A2"},
		{"words of a title", api.RecordQuery{Text: "étend"}, "C1 B1 A1"},
		{"words of a title, right", api.RecordQuery{Text: "ÉTENDUE", Verdicts: []string{"right"}}, "B1 A1"},
		{"words of a label", api.RecordQuery{Text: "gave"}, "C2 B2"},
		{"an answer or a title", api.RecordQuery{Text: "x", Types: []string{"code"}}, "A3"},
		{"by verdict", api.RecordQuery{Sort: "verdict", Ascending: true}, "B1 A1 C2 B2 C1 A3 A2"},
		{"by verdict, the other way", api.RecordQuery{Sort: "verdict"}, "A3 A2 C2 B2 C1 B1 A1"},
		{"by verdict, of a question", api.RecordQuery{Sort: "verdict", Ascending: true, Questions: []string{"1"}}, "B1 A1 C1"},
		{"those alike together", api.RecordQuery{Sort: "alike"}, "B1 A1 C1 C2 B2 A2 A3"},
		{"those alike together, not right", api.RecordQuery{Sort: "alike", Verdicts: []string{"wrong", "none"}}, "C1 C2 B2 A2 A3"},
		{"those alike together, of a question", api.RecordQuery{Sort: "alike", Questions: []string{"2"}}, "C2 B2 A2"},
		{"by verdict, with a text", api.RecordQuery{Sort: "verdict", Ascending: true, Text: "o"}, "C2 B2 A3"},
	} {
		q := c.q
		enginetest.Eventually(t, c.name+": "+c.want, func() bool { return names(graded(l, q)) == c.want })
		if n, err := l.API.NewRecords(api.RecordQuery{SessionID: l.Session, Verdicts: q.Verdicts, Labels: q.Labels, Text: q.Text, AsOf: "2020-01-01T00:00:00Z"}); err != nil || len(q.StudentIDs)+len(q.Types)+len(q.Questions) == 0 && n != len(strings.Fields(c.want)) {
			t.Errorf("%s: %d are new, %v", c.name, n, err)
		}
	}
	for i, want := range strings.Fields("B1 A1 C2 B2 C1 A3 A2") { // page by page
		page, err := l.API.Records(api.RecordQuery{SessionID: l.Session, Sort: "verdict", Ascending: true, Offset: i, Limit: 1})
		if err != nil || names(page.Records) != want || page.Total != 7 {
			t.Errorf("the record at %d is %s of %d, %v", i, names(page.Records), page.Total, err)
		}
	}
	if _, err := l.API.Records(api.RecordQuery{SessionID: l.Session, Verdicts: []string{"fine"}}); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("an unknown verdict: %v", err)
	}
}

func TestFiltersByVerdictOfferCounts(t *testing.T) {
	l := openJudged(t)
	text := func(list []api.Facet) string {
		var all []string
		for _, f := range list {
			all = append(all, fmt.Sprintf("%s:%d", f.Value, f.Records))
		}
		return strings.Join(all, " ")
	}
	for _, c := range []struct {
		name             string
		q                api.RecordQuery
		verdicts, labels string
	}{
		{"all", api.RecordQuery{}, "right:2 wrong:3 none:2", "Gave up:2 :5"},
		{"a verdict", api.RecordQuery{Verdicts: []string{"wrong"}}, "right:2 wrong:3 none:2", "Gave up:2 :1"},
		{"a label", api.RecordQuery{Labels: []string{"Gave up"}}, "wrong:2", "Gave up:2 :5"},
		{"a question", api.RecordQuery{Questions: []string{"1"}}, "right:2 wrong:1", ":3"},
		{"both, and a text", api.RecordQuery{Text: "o", Verdicts: []string{"wrong"}, Labels: []string{""}}, "none:1", "Gave up:2"},
	} {
		q := c.q
		q.SessionID = l.Session
		enginetest.Eventually(t, c.name, func() bool {
			f, err := l.API.RecordFacets(q)
			if err != nil {
				t.Fatal(err)
			}
			return text(f.Verdicts) == c.verdicts && text(f.Labels) == c.labels
		})
	}
	without, err := l.API.NoMatch(api.RecordQuery{SessionID: l.Session, Verdicts: []string{"right"}, Labels: []string{"Gave up"}, Questions: []string{"2"}})
	if want := []api.Without{{Filter: "questions"}, {Filter: "verdicts", Records: 2}, {Filter: "labels"}}; err != nil || !slices.Equal(without, want) {
		t.Errorf("without each filter there are %v, %v", without, err)
	}
	undo, err := l.API.DeleteRecords(api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session, Verdicts: []string{"wrong"}}})
	if err != nil || undo.Count != 3 || names(graded(l, api.RecordQuery{})) != "A3 A2 B1 A1" {
		t.Errorf("deleted %+v, left %s, %v", undo, names(graded(l, api.RecordQuery{})), err)
	}
}

// With several parts, those alike are counted in the part that is shown, or over all of them; a record
// behind another of its student has the verdict of its own part.
func TestRecordsOfPartsCarryTheirVerdicts(t *testing.T) {
	l := enginetest.Open(t)
	bonus, err := l.API.AddPart(l.Session, "bonus")
	must(t, err)
	for _, part := range []string{"default", "bonus"} {
		l.MustSend("part_name", part, "data", "yes")
		l.MustSend("part_name", part, "data", "yes", "sender_name", "Bob", "sender_uuid", "b")
	}
	l.MustSend("part_name", "bonus", "data", "yes", "sender_name", "Cy", "sender_uuid", "c")
	must(t, l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "1"}, api.Check{Kind: "exact", Expected: []string{"yes"}}))
	const own = "Cy1 right exact ×3, Bob1 right exact ×3, Alice1 right exact ×3"
	if got := judged(graded(l, api.RecordQuery{})); got != own+", Bob1 right exact ×2, Alice1 right exact ×2" {
		t.Errorf("all parts: %s", got)
	}
	bonusID := bonus.ID
	if got := judged(graded(l, api.RecordQuery{PartIDs: []int64{bonusID}})); got != own {
		t.Errorf("one part: %s", got)
	}
	if got := names(graded(l, api.RecordQuery{Verdicts: []string{"right"}})); got != "Cy1 Bob1 Alice1 Bob1 Alice1" {
		t.Errorf("right are %s", got)
	}
	into, from := studentNamed(l, "Alice"), studentNamed(l, "Bob")
	if _, err := l.API.MergeStudents(into.ID, []int64{from.ID}); err != nil {
		t.Fatal(err)
	}
	enginetest.Eventually(t, "merged", func() bool {
		return judged(graded(l, api.RecordQuery{})) == "Cy1 right exact ×2, Alice1 right exact ×2, Alice1 right exact ×1"
	})
}

// What a teacher does in one window shows in the lists of every other: each is told, and asks again.
func TestVerdictsReachEveryList(t *testing.T) {
	l := openJudged(t)
	graded(l, api.RecordQuery{})
	stop, told := make(chan struct{}), [2]chan api.Changed{}
	defer close(stop)
	for i := range told {
		told[i] = make(chan api.Changed, 100)
		go api.NewListener(l.Engine).Run(stop, func(c api.Changed) { told[i] <- c })
	}
	q, yes := keyOf(l, "2", "yes")
	one := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	for _, c := range []struct {
		name string
		do   func() error
		want string // of A's answers to questions 1 and 2, with the title of 2
	}{
		{"a mark", func() error { return l.API.MarkGroup(q, yes, "right") }, "A2 right marked ×1, A1 right tolerance ×2"},
		{"a label", func() error { return l.API.LabelGroup(q, yes, "ok") }, "A2 right marked ok ×1, A1 right tolerance ×2"},
		{"a rule", func() error { return l.API.SetCheck(one, api.Check{Kind: "exact", Expected: []string{"9"}}) }, "A2 right marked ok ×1, A1 wrong exact ×2"},
		{"what is alike", func() error { return l.API.SetEquivalence(one, api.Equivalence{}) }, "A2 right marked ok ×1, A1 wrong exact ×1"},
		{"a title", func() error {
			return l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "2", Title: "New"}})
		}, "New A2 right marked ok ×1, A1 wrong exact ×1"},
	} {
		must(t, c.do())
		for i := range told {
			enginetest.Eventually(t, fmt.Sprintf("%s in window %d", c.name, i+1), func() bool {
				select {
				case change := <-told[i]:
					if !slices.Contains(change.Kinds, classroom.AssessmentChanged) && !slices.Contains(change.Kinds, classroom.QuestionsGraded) || !slices.Equal(change.Sessions, []int64{l.Session}) {
						t.Errorf("%s: told %+v", c.name, change)
					}
					list := graded(l, api.RecordQuery{StudentIDs: []int64{studentNamed(l, "A").ID}, Questions: []string{"1", "2"}})
					return strings.TrimSpace(list[0].Title+" "+judged(list)) == c.want
				default:
					return false
				}
			})
		}
	}
}

// A file has the verdicts and labels, from the app and from the program that reads beside it.
func TestExportsHaveVerdicts(t *testing.T) {
	l := openJudged(t)
	var app, beside bytes.Buffer
	session, err := l.Store.Session(t.Context(), l.Session)
	must(t, err)
	must(t, engine.ExportOf(session, engine.CSV).Write(t.Context(), l.ExportSource(), &app))
	must(t, engine.ExportNamed(t.Context(), engine.NamedExport{Dir: l.DataFolder(), Owner: "prof", Session: "lab-1", Format: engine.CSV, Output: "-"}, &beside, io.Discard))
	for _, file := range []string{app.String(), beside.String()} {
		rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
		must(t, err)
		var got []string
		for _, row := range rows[1:] {
			got = append(got, row[4]+row[2]+" "+strings.Join([]string{row[3], row[13], row[14]}, ","))
		}
		want := []string{"A1 Étendue,right,", "A2 ,,", "A3 Loop,,", "B1 Étendue,right,", "B2 ,wrong,Gave up", "C1 Étendue,wrong,", "C2 ,wrong,Gave up"}
		if !slices.Equal(got, want) {
			t.Errorf("the table has %q, want %q", got, want)
		}
	}
}

func TestRecordsAreFilteredByNameWithAPattern(t *testing.T) {
	l := enginetest.Open(t)
	for i, name := range []string{"Amélie g1", "Bea g2", "Cem g1", "Amelia g3"} {
		l.SendAs(name, "1", "str", fmt.Sprint(i))
	}
	_, err := l.API.MergeStudents(1, []int64{4})
	must(t, err)
	shown := func(q api.RecordQuery) string {
		t.Helper()
		q.SessionID, q.Sort, q.Ascending = l.Session, "time", true
		page, err := l.API.Records(q)
		must(t, err)
		var texts []string
		for _, r := range page.Records {
			texts = append(texts, r.Preview.Text)
		}
		return fmt.Sprint(texts, page.Total)
	}
	for _, c := range []struct {
		name  string
		among []int64
		want  string
	}{
		{"", nil, "[1 2 3] 3"},
		{"^ame", nil, "[3] 1"}, // the later answer of those who were merged
		{"g1|g2", nil, "[1 2 3] 3"},
		{"g1|g2", []int64{2, 3}, "[1 2] 2"},
		{"^a", []int64{2}, "[] 0"},
		{"nobody", nil, "[] 0"},
		{"g1|(", nil, "[1 2 3] 3"}, // no pattern: filters nothing
		{"g1|(", []int64{2}, "[1] 1"},
	} {
		if got := shown(api.RecordQuery{Name: c.name, StudentIDs: c.among}); got != c.want {
			t.Errorf("%q of %v: %s, want %s", c.name, c.among, got, c.want)
		}
	}
	without, err := l.API.NoMatch(api.RecordQuery{SessionID: l.Session, Name: "^a", StudentIDs: []int64{2}})
	must(t, err)
	if want := []api.Without{{Filter: "students", Records: 1}, {Filter: "name", Records: 1}}; !slices.Equal(without, want) {
		t.Errorf("without each filter there are %+v, want %+v", without, want)
	}
	if err := l.API.CheckNamePattern("("); err == nil {
		t.Error("( is a pattern")
	}
	must(t, l.API.CheckNamePattern("^(a|b)"))

	// While names are hidden, a pattern finds the numbers that stand for them.
	must(t, l.API.SetNamesHidden(true))
	students, err := l.API.Students(l.Session)
	must(t, err)
	if got := shown(api.RecordQuery{Name: "^ame"}); got != "[] 0" {
		t.Errorf("a hidden name is found: %s", got)
	}
	if got := shown(api.RecordQuery{Name: fmt.Sprintf("^%02d$", students[0].Number)}); !strings.HasSuffix(got, " 1") {
		t.Errorf("a number finds %s", got)
	}
}
