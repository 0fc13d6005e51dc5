package api_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/notebook"
)

// catalogue returns the questions of the dashboard as text: label, title, place.
func catalogue(l *enginetest.Lab) string {
	l.T.Helper()
	var parts []string
	for _, q := range dashboard(l).Questions {
		parts = append(parts, fmt.Sprintf("%s %s %d", q.Label, q.Title, q.Order))
	}
	return strings.Join(parts, "|")
}

func TestTheCatalogueOfASession(t *testing.T) {
	l := enginetest.Open(t)
	l.SendAs("Alice", "10", "str", "x")
	set := func(entries ...api.CatalogueEntry) {
		t.Helper()
		must(t, l.API.SetQuestions(l.Session, entries))
	}
	for _, step := range []struct {
		what string
		set  []api.CatalogueEntry
		want string
	}{
		{"one that nobody sent", []api.CatalogueEntry{{Label: "2", Added: true}}, "2  0|10  0"},
		{"an order", []api.CatalogueEntry{{Label: "10", Order: 1}, {Label: "2", Order: 2, Added: true}}, "10  1|2  2"},
		{"the natural order again", []api.CatalogueEntry{{Label: "10"}, {Label: "2", Added: true}}, "2  0|10  0"},
		{"a title", []api.CatalogueEntry{{Label: " 2b ", Title: " Elbow "}}, "2  0|2b Elbow 0|10  0"},
		{"taken out", []api.CatalogueEntry{{Label: "2"}, {Label: "2b"}}, "10  0"},
	} {
		if set(step.set...); catalogue(l) != step.want {
			t.Errorf("%s: %q, want %q", step.what, catalogue(l), step.want)
		}
	}
	long := api.CatalogueEntry{Label: "3", Title: strings.Repeat("x", classroom.MaxTitle+1)}
	if err := l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "1", Added: true}, long}); err == nil || catalogue(l) != "10  0" {
		t.Errorf("%v, and the catalogue is %q", err, catalogue(l))
	}
	set(api.CatalogueEntry{Label: "10", Title: "Elbow"})
	if asked, err := l.API.Questions(l.Session); err != nil || len(asked) != 1 || asked[0].Title != "Elbow" {
		t.Errorf("the questions that were sent are %+v, %v: want the title of the one", asked, err)
	}
	if err := l.API.SetQuestions(l.Session, make([]api.CatalogueEntry, assess.MaxSetAtOnce+1)); err == nil {
		t.Error("more than may be set at once were set")
	}
}

// chosen is a teacher who chooses a file.
type chosen struct {
	api.Window
	path string
}

func (c chosen) SaveFile(string) (string, error) { return c.path, nil }

func (c chosen) OpenNotebook() (string, error) { return c.path, nil }
func (c chosen) ChooseFolder() (string, error) { return c.path, nil }

func (c chosen) OpenExport() (string, error) { return c.path, nil }

func TestANotebookIsReadInTheWindowAndInABrowserAlike(t *testing.T) {
	l := enginetest.Open(t)
	text, err := os.ReadFile(filepath.Join("..", "testdata", "titles.ipynb"))
	must(t, err)
	read, err := l.API.ReadNotebook("titles.ipynb", string(text))
	must(t, err)
	opened, err := opener(l, filepath.Join("..", "testdata", "titles.ipynb")).OpenNotebook()
	must(t, err)
	if fmt.Sprint(read) != fmt.Sprint(opened) {
		t.Errorf("a browser reads %v, the window %v", read, opened)
	}
	want := "{titles.ipynb  [{1 Load the data } {2 Remove the outliers by their z-score. } {2b And without them? } {3 Tailles des clusters } {4 What do you conclude? }] []}"
	if fmt.Sprint(read) != want {
		t.Errorf("read %v, want %s", read, want)
	}

	if n, err := opener(l, "").OpenNotebook(); err != nil || n.Name != "" || n.Questions == nil {
		t.Errorf("a change of mind gives %v, %v", n, err)
	}
	large := filepath.Join(t.TempDir(), "large.ipynb")
	must(t, os.WriteFile(large, make([]byte, notebook.MaxSize+10), 0o600))
	for path, code := range map[string]classroom.Code{large: classroom.CodeTooLarge, t.TempDir(): classroom.CodeNotFound, "gone.ipynb": classroom.CodeNotFound} {
		if _, err := opener(l, path).OpenNotebook(); err == nil || classroom.AsError(err).Code != code {
			t.Errorf("%s: %v, want %s", path, err, code)
		}
	}
}

// opener returns the API of a window in which the teacher chooses that file.
func opener(l *enginetest.Lab, path string) *api.API {
	return api.New(l.Engine, api.Face{Window: chosen{path: path}})
}
