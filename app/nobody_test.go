package app

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// A whole small lab of the real program, while names are hidden: what it accepts and what it refuses, a class list, a
// notebook that is handed in, exports, imports and files that cannot be read. Nothing that the program wrote, and
// nothing that Copy Diagnostics gives, has a name or an answer.
func TestJournalKnowsNobody(t *testing.T) {
	state, dir := t.TempDir(), t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", dir, "--owner", "prof", "--session", "lab-1")
	l := &enginetest.Lab{T: t, Address: s.Notebooks[0]}
	asked(t, s, "SetNamesHidden", "[true]")
	const student, answer = "Zeralda Quimby", "forty-two-ish"
	secrets := []string{"Zeralda", "Quimby", "Xanthippe", answer, "@lab.example"}
	for _, fields := range [][]string{
		{},
		{"type", "ndarray", "data", "[broken " + answer},
		{"type", "nonsense"},
		{"type", "help", "record_id", "h1"},
		{"session_name", "none"},
		{"question_nb", strings.Repeat("9", 4000)},
		{"sender_name", student + strings.Repeat("y", 4000)},
	} {
		l.Send(append([]string{"sender_name", student, "data", answer}, fields...)...)
	}
	handIn := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"a41f"}, "record_id": {"r1"}, "name": {student + ".ipynb"},
	}
	for _, body := range []string{`{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`, answer} {
		res, err := http.Post(l.Address+"/hand-in?"+handIn.Encode(), "application/octet-stream", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
	}
	named := filepath.Join(t.TempDir(), student)
	for name, text := range map[string]string{"list.csv": "Name,Email\nXanthippe Q,z@lab.example\n" + student + ",q@lab.example\n", "broken.zip": "PK\x03\x04" + student, "broken.xlsx": "PK\x03\x04" + answer} {
		if err := errors.Join(os.MkdirAll(named, 0o700), os.WriteFile(filepath.Join(named, name), []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range []string{"roster --owner prof list.csv", "roster --owner prof broken.xlsx", "import broken.zip", "restore broken.zip", "export --owner prof --session lab-1 --format zip --output lab"} {
		fields := strings.Fields(args)
		fields[len(fields)-1] = filepath.Join(named, fields[len(fields)-1])
		_ = enginetest.Command(t, append(fields, "--data", dir)...).Run() // refused or not
	}
	asked(t, s, "EraseChoice", "[1]")
	// What a library may write of a file.
	log, err := os.OpenFile(filepath.Join(state, "notebook-progress-tracker", "npt.log"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	before := readFile(t, log.Name())
	_, err = log.WriteString("time=now level=WARN msg=\"open /home/x/Zeralda Quimby.ipynb\" mail=z@lab.example name=\"Xanthippe Q\"\n")
	if err = errors.Join(err, log.Close()); err != nil {
		t.Fatal(err)
	}
	wantNobody := func(what, text string) {
		t.Helper()
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s has %q:\n%s", what, secret, text)
			}
		}
	}
	wantNobody("the log", before)
	diagnostics := string(asked(t, s, "Diagnostics", "[]"))
	if wantNobody("what Copy Diagnostics gives", diagnostics); !strings.Contains(diagnostics, "level=WARN msg=") {
		t.Errorf("the diagnostics have not the log's end:\n%s", diagnostics)
	}
	wantNobody("the page's status", string(asked(t, s, "Status", "[]")))

	// Erased, the name is in no line of the log any more either, nor anywhere in the data folder.
	asked(t, s, "EraseStudents", "[[1], [2]]")
	asked(t, s, "EraseStudents", "[[], [1]]")
	s.Stop(t)
	wantNobody("the terminal", s.Stderr.String())
	for _, folder := range []string{state, dir} {
		err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				wantNobody(path, readFile(t, path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
