package report_test

import (
	"bytes"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// The page and the notebook of a real session have the groups, labels, hints and right answers of its questions' pages, in the
// words of the app's language; those of chosen records have their students alone.
func TestASessionAsItsPagesShowIt(t *testing.T) {
	l := enginetest.Open(t)
	for _, student := range []string{"Ada", "Bea", "Cem"} {
		l.SendAs(student, "1", "ndarray", "[1063, 96]")
	}
	l.SendAs("Dan", "1", "ndarray", "[1063, 35]")
	l.SendAs("Eve", "2", "list", "[\t1, 2]")
	one := api.QuestionQuery{SessionID: l.Session, Question: "1"}
	for _, err := range []error{
		l.API.SetCheck(one, api.Check{Kind: "exact", Expected: []string{"[1063, 35]"}}),
		l.API.SetCheck(api.QuestionQuery{SessionID: l.Session, Question: "2"}, api.Check{Kind: "oneof", Expected: []string{"[\t1, 2]", "[3]"}}),
		l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "1", Title: "Cluster sizes"}}),
		l.API.SetLanguage("fr"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	page, err := l.API.QuestionPage(one)
	if err != nil || len(page.Groups) != 2 {
		t.Fatalf("%+v, %v", page.Groups, err)
	}
	if err := l.API.LabelGroup(one, page.Groups[0].Key, "not scaled"); err != nil {
		t.Fatal(err)
	}
	if err := l.API.SetHint(one, page.Groups[0].Key, api.Hint{Text: "Scale first.", Code: "z = scale(x)"}); err != nil {
		t.Fatal(err)
	}
	inOrder(t, exported(t, l, "html"), `lang="fr"`, "Cluster sizes", "[1063, 35]", `<span class="count">1</span><span class="mark right"`, "<td>1063</td><td>35</td>", "Dan",
		`<span class="count">3</span><span class="mark wrong"`, "<td>1063</td><td>96</td>", "not scaled", "Scale first.", "z = scale(x)", "<bdi>Ada</bdi>, <bdi>Bea</bdi>, <bdi>Cem</bdi>",
		"Eve", "Chacune de ces réponses est juste", "(1, 2)", "[3]")
	inOrder(t, exported(t, l, "ipynb"), "Cluster sizes", "[1063, 35]", "A · 1 · Juste", "1063  35", "B · 3 · Fausse · not scaled", "1063  96", "Scale first", "z = scale(x)")
	some := exported(t, l, "html", "2")
	if strings.Contains(some, "Ada") || strings.Contains(some, `class="missing"`) || strings.Contains(some, "Cluster sizes") || !strings.Contains(some, "Eve") || !strings.Contains(some, "seulement des réponses choisies") {
		t.Errorf("of question 2 alone: %s", some)
	}
}

// exported returns a session, or its answers to some questions, in a format.
func exported(t *testing.T, l *enginetest.Lab, format string, questions ...string) string {
	t.Helper()
	session, err := l.Store.Session(t.Context(), l.Session)
	if err != nil {
		t.Fatal(err)
	}
	job := engine.ExportOf(session, format)
	job.Chosen.Filter.Questions = questions
	var out bytes.Buffer
	if err := job.Write(t.Context(), l.ExportSource(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func inOrder(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, each := range wanted {
		_, rest, found := strings.Cut(text, each)
		if !found {
			t.Fatalf("%q is missing, or not behind what it should be", each)
		}
		text = rest
	}
}
