package api_test

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// page returns what a student's browser gets at the app's address.
func page(l *enginetest.Lab, accepted string) string {
	l.T.Helper()
	req, err := http.NewRequestWithContext(l.T.Context(), http.MethodGet, l.Address+"/", nil)
	if err != nil {
		l.T.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	req.Header.Set("Accept-Language", accepted)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		l.T.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		l.T.Fatal(err)
	}
	return string(body)
}

// The students' page speaks the language that a browser likes best; English if it likes none of ours.
func TestStudentsPageSpeaks(t *testing.T) {
	l := enginetest.Open(t)
	for _, c := range []struct {
		name     string
		accepted string
		want     []string
	}{
		{"in English", "en-GB,en;q=0.5", []string{`<html lang="en">`, "prof’s lab", "Copy the four lines"}},
		{"in French", "fr-CH, fr;q=0.9, en;q=0.8", []string{`<html lang="fr">`, "TP de prof", "Copier les quatre lignes"}},
		{"in another language", "tlh", []string{`<html lang="en">`}},
		{"without one", "", []string{`<html lang="en">`}},
		{"no list of languages", strings.Repeat("-;q=9,", 100), []string{`<html lang="en">`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := page(l, c.accepted)
			for _, want := range c.want {
				if !strings.Contains(page, want) {
					t.Errorf("the page lacks %s", want)
				}
			}
			if strings.Contains(page, "students.foot") || strings.Contains(page, "guide.") || strings.Contains(page, "{{") {
				t.Errorf("a word is missing: %s", page)
			}
		})
	}
}

// The page tells all that the guide for students says, with code where the guide has code.
func TestStudentsPageHasTheWholeGuide(t *testing.T) {
	written, err := os.ReadFile("../../frontend/src/words/en/guide.json")
	must(t, err)
	var guide map[string]struct{ Title, Text string }
	must(t, json.Unmarshal(written, &guide))
	page := page(enginetest.Open(t), "en")
	for name, topic := range guide {
		text := strings.Split(html.EscapeString(topic.Text), "`")
		for _, want := range append(text, "<h3>"+html.EscapeString(topic.Title)+"</h3>") {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %q", name, want)
			}
		}
	}
	if want := "<code>send(result, 3)</code>"; len(guide) < 6 || !strings.Contains(page, want) {
		t.Errorf("the page lacks %q, or the guide has only %d topics", want, len(guide))
	}
}

// A student takes the notebook from the page and runs all of its cells: its example arrives.
func TestTheNotebookToTakeSends(t *testing.T) {
	l := enginetest.Open(t)
	cmd := exec.CommandContext(t.Context(), python, "-c", `
import builtins, json, sys, urllib.request
builtins.input = lambda prompt="": "Zoë"
notebook = json.load(urllib.request.urlopen(sys.argv[1]))
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        exec(cell["source"])
`, fmt.Sprintf("%s/notebook?session=%d", l.Address, l.Session))
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the cells ended with %v and wrote %q", err, out)
	}
	enginetest.Eventually(t, "the example", func() bool { return dashboard(l).Glance.Records == 1 })
	if d := dashboard(l); d.Questions[0].Label != "example" || d.Rows[0].Student.Name != "Zoë" {
		t.Errorf("what arrived is %+v of %+v", d.Questions[0], d.Rows[0].Student)
	}
}

// The students' page shows the open sessions that the teacher lists, each with a first cell that has
// the page's address. It never shows a student.
func TestStudentsPageOfTheApp(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("sender_name", "Zoé Personne")
	cell := "exec(requests.get(&#34;" + l.Address + "/get-send-code&#34;).content)"
	if page := page(l, "fr"); !strings.Contains(page, cell) || !strings.Contains(page, "lab-1") || strings.Contains(page, "Zo") {
		t.Errorf("the page is %s", page)
	}
	for _, c := range []struct {
		name   string
		act    func() error
		listed bool
	}{
		{"unlisted", func() error { return l.API.ListSession(l.Session, false) }, false},
		{"listed again", func() error { return l.API.ListSession(l.Session, true) }, true},
		{"closed", func() error { return l.API.CloseSession(l.Session) }, false},
	} {
		if err := c.act(); err != nil {
			t.Fatal(err)
		}
		if page := page(l, "en"); strings.Contains(page, "lab-1") != c.listed || strings.Contains(page, "No lab is open right now") == c.listed {
			t.Errorf("%s: the page is %s", c.name, page)
		}
	}
	sessions, err := l.API.Sessions()
	if err != nil || !sessions[0].Listed {
		t.Errorf("%+v %v", sessions, err)
	}
	if err := l.API.ListSession(99, true); err == nil {
		t.Error("a session that is not there was listed")
	}
}
