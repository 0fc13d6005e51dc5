package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// lab returns a notebook whose cells of code have these sources.
func lab(t *testing.T, language string, sources ...string) string {
	t.Helper()
	cells := []map[string]any{}
	for _, source := range sources {
		cells = append(cells, map[string]any{"cell_type": "code", "metadata": map[string]any{}, "outputs": []any{}, "execution_count": 3, "source": source})
	}
	text, err := json.Marshal(map[string]any{"nbformat": 4, "nbformat_minor": 4, "cells": cells, "metadata": map[string]any{"kernelspec": map[string]any{"name": language, "language": language}}})
	must(t, err)
	return string(text)
}

// What is done to a notebook in the window can be taken back step by step, and reaches a file only when it is written:
// beside the one that was read, or over it if the teacher says so.
func TestANotebookIsPrepared(t *testing.T) {
	l := enginetest.Open(t)
	dir := t.TempDir()
	text := lab(t, "python", "import numpy", "x = 3  # TODO OPERAND\nsend(x, 5)", "send(2)")
	input := filepath.Join(dir, "lab.ipynb")
	must(t, os.WriteFile(input, []byte(text), 0o600))
	opened := opener(l, input)
	p, err := opened.PrepareNotebook()
	must(t, err)
	steps := []api.PreparationStep{
		{Do: "renumber", Start: 1},
		{Do: "connect", SessionID: l.Session, Form: "self-contained", Address: "npt-prof.local"},
		{Do: "student", Replacement: "# WRITE"},
	}
	sizes := []int{p.Size}
	for _, step := range steps {
		p, err = opened.TakeStep(p.ID, step)
		must(t, err)
		sizes = append(sizes, p.Size)
	}
	if len(p.Steps) != 3 || p.Save != "lab_init_student_version.ipynb" || fmt.Sprint(p.Relabel) != "[{5 1}]" || len(p.Changes) != 3 || p.Changes[0].Was != 0 {
		t.Errorf("after all steps: %+v", p)
	}
	if found, err := opened.CheckPreparation(p.ID, l.Session); err != nil || len(found) != 1 || found[0].Code != "packages" {
		t.Errorf("found %+v, %v", found, err)
	}
	if left, err := os.ReadFile(input); err != nil || string(left) != text {
		t.Fatalf("the file was changed before anything was written: %s, %v", left, err)
	}
	for i := range steps {
		p, err = opened.UndoStep(p.ID)
		must(t, err)
		if want := sizes[len(steps)-1-i]; p.Size != want {
			t.Errorf("%d steps taken back: %d bytes, want %d", i+1, p.Size, want)
		}
	}
	p, err = opened.TakeStep(p.ID, steps[1])
	must(t, err)
	if w, err := opened.WritePreparation(p.ID, l.Session); err != nil || !w.IsInput {
		t.Errorf("the notebook itself is replaced unasked: %+v, %v", w, err)
	}
	if w, err := opened.OverwriteNotebook(p.ID, l.Session); err != nil || w.Path != input {
		t.Errorf("it is not replaced: %+v, %v", w, err)
	}
	if made, err := os.ReadFile(input); err != nil || !strings.Contains(string(made), "http://npt-prof.local:6780") || !json.Valid(made) {
		t.Errorf("wrote %.300s, %v", made, err)
	}
}

// What is no notebook that could be prepared is refused when it is opened, with a message that says what to do.
func TestWhatIsNoNotebookIsRefused(t *testing.T) {
	l := enginetest.Open(t)
	for text, says := range map[string]string{
		lab(t, "R", "1"):                      "only notebooks in Python",
		`{"nbformat": 3, "worksheets": []}`:   "of format 3",
		`{"nbformat": 4, "cells": [`:          "is damaged at character",
		"":                                    "not a Jupyter notebook",
		lab(t, "python", "1")[:40] + "\xff":   "damaged",
		`{"nbformat": 4, "cells": [{"a": 1}]`: "damaged",
	} {
		if _, err := l.API.PrepareText("x.ipynb", text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.60q: %v, want %s", text, err, says)
		}
	}
	for path, code := range map[string]classroom.Code{t.TempDir(): classroom.CodeBadField, "gone.ipynb": classroom.CodeNotFound, os.DevNull: classroom.CodeBadField} {
		if _, err := opener(l, path).PrepareNotebook(); err == nil || classroom.AsError(err).Code != code {
			t.Errorf("%s: %v, want %s", path, err, code)
		}
	}
	if p, err := opener(l, "").PrepareNotebook(); err != nil || p.ID != "" {
		t.Errorf("a change of mind gives %+v, %v", p, err)
	}
	for range 5 { // more than the bench holds
		_, err := l.API.PrepareText("x.ipynb", lab(t, "python", "1"))
		must(t, err)
	}
	if _, err := l.API.Preparation("none"); classroom.AsError(err).Code != classroom.CodeNotFound {
		t.Errorf("a notebook that is not open: %v", err)
	}
}

// Answers follow the numbers of a notebook: 2 and 3 change places, 4 belongs to two questions and stays.
func TestAnswersFollowNewNumbers(t *testing.T) {
	l := enginetest.Open(t)
	for i, question := range []string{"2", "3", "4"} {
		l.SendAs("Alice", question, "str", fmt.Sprint("answer ", i))
	}
	must(t, l.API.SetQuestions(l.Session, []api.CatalogueEntry{{Label: "2", Title: "Two", Order: 1}, {Label: "9", Title: "Nine", Order: 2}}))
	p, err := l.API.PrepareText("lab.ipynb", lab(t, "python", "send(a, 9) # npt: keep", "send(b, 3)", "send(c, 2)", "send(d, 4)", "send(e, 4)"))
	must(t, err)
	p, err = l.API.TakeStep(p.ID, api.PreparationStep{Do: "renumber", Start: 2})
	must(t, err)
	f, err := l.API.Following(p.ID, l.Session)
	must(t, err)
	if got := fmt.Sprint(f); got != "{[{3 2  1} {2 3 Two 1}] [4] []}" {
		t.Errorf("what can follow: %s", got)
	}
	must(t, l.API.RelabelQuestions(l.Session, []api.Relabel{{Old: "3", New: "2"}, {Old: "2", New: "3"}}))
	if a := l.Answer("2"); a.Text != "answer 1" {
		t.Errorf("question 2 has %q", a.Text)
	}
	if err := l.API.RelabelQuestions(l.Session, []api.Relabel{{Old: "2", New: "4"}}); classroom.AsError(err).Code != classroom.CodeConflict {
		t.Errorf("two questions become one: %v", err)
	}
	if err := l.API.RelabelQuestions(l.Session, []api.Relabel{{Old: "2", New: "5"}, {Old: "3", New: "5"}}); classroom.AsError(err).Code != classroom.CodeBadField {
		t.Errorf("two questions get one number: %v", err)
	}
	must(t, l.API.RelabelQuestions(l.Session, []api.Relabel{{Old: "2", New: "3"}, {Old: "3", New: "2"}}))
	if a := l.Answer("2"); a.Text != "answer 0" {
		t.Errorf("back again, question 2 has %q", a.Text)
	}
}

var stampOf = regexp.MustCompile(`notebook_version': '(\w+)'`)

// Notebooks that say another version than the one that was written last are counted and named; those that say none, or
// nonsense, are not.
func TestNotebooksOfAnotherVersionAreCounted(t *testing.T) {
	l := enginetest.Open(t)
	prepared := func(source string) string {
		p, err := l.API.PrepareText("lab.ipynb", lab(t, "python", source))
		must(t, err)
		p, err = l.API.TakeStep(p.ID, api.PreparationStep{Do: "connect", SessionID: l.Session})
		must(t, err)
		made, err := l.API.PreparationText(p.ID, l.Session)
		must(t, err)
		return stampOf.FindStringSubmatch(made.Text)[1]
	}
	first, second := prepared("send(1, 1)"), prepared("send(1, 2)")
	for student, version := range map[string]string{"Ada": first, "Bob": second, "Cleo": "", "Dan": "<b>" + strings.Repeat("x", 99)} {
		go func() {
			query := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {student}, "after": {"0"}, "notebook_version": {version}}
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.Address+"/messages?"+query.Encode(), nil)
			if err == nil {
				_, _ = http.DefaultClient.Do(request) //nolint:bodyclose // it waits until the test ends
			}
		}()
	}
	enginetest.Eventually(t, "all to be connected", func() bool { return connected(l) == 4 })
	status, err := l.API.Status()
	must(t, err)
	drift, err := l.API.Drift(l.Session)
	must(t, err)
	if status.Behind != 1 || len(drift.Students) != 1 || drift.Students[0].Name != "Ada" || drift.Version != second {
		t.Errorf("%d are behind: %+v", status.Behind, drift)
	}
	must(t, l.API.NoteNotebook(l.Session, first))
	if drift, err = l.API.Drift(l.Session); err != nil || len(drift.Students) != 1 || drift.Students[0].Name != "Bob" {
		t.Errorf("after another was loaded: %+v, %v", drift, err)
	}
	attach := func(name, source string) (behind string) {
		must(t, api.AttachFile(t.Context(), l.API, l.Session, name, strings.NewReader(lab(t, "python", source))))
		drift, err := l.API.Drift(l.Session)
		must(t, err)
		for _, s := range drift.Students {
			behind += s.Name + " "
		}
		return behind
	}
	for _, c := range []struct{ name, source, behind string }{
		{"lab.ipynb", "send(1, 3)", "Ada Bob "},
		{"lab.ipynb", "send(1, 2)", "Ada "},
		{"more.ipynb", "send(1, 1)", ""}, // there are two now
		{"lab.ipynb", "send(1, 3)", "Bob "},
		{"data.csv", "", "Bob "},
	} {
		if behind := attach(c.name, c.source); behind != c.behind {
			t.Errorf("after %s with %s was attached, behind are %q, want %q", c.name, c.source, behind, c.behind)
		}
	}
}
