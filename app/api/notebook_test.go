package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/backend/notebook"
)

// python is Debian's own, which has the packages that a lab uses.
const python = "/usr/bin/python3"

// runNotebook executes a lab as a student of that name and returns the output of each code
// cell.
func runNotebook(t *testing.T, lab, firstCell, name string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), python, "../testdata/run_notebook.py", lab, name)
	cmd.Stdin = strings.NewReader(firstCell)
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the notebook failed: %v\n%s", err, stderr.String())
	}
	var written []string
	if err := json.Unmarshal(out, &written); err != nil {
		t.Fatal(err)
	}
	return written
}

// prepared returns a lab as a teacher hands it out: connected, numbered, and in its students' version.
func prepared(t *testing.T, lab, firstCell string) string {
	t.Helper()
	data, err := os.ReadFile(lab)
	for _, step := range []func(d *notebook.Document) ([]byte, error){
		func(d *notebook.Document) ([]byte, error) { return d.Connect(notebook.FirstCell{Source: firstCell}) },
		func(d *notebook.Document) ([]byte, error) {
			_, data, err := d.Renumber(1)
			return data, err
		},
		func(d *notebook.Document) ([]byte, error) {
			version, err := d.Student(notebook.Replacement)
			return version.Data, err
		},
	} {
		if err != nil {
			t.Fatal(err)
		}
		var d *notebook.Document
		if d, err = notebook.Read(data); err == nil {
			data, err = step(d)
		}
	}
	file := filepath.Join(t.TempDir(), "lab.ipynb")
	if err := errors.Join(err, os.WriteFile(file, data, 0o600)); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestANotebookReachesTheWindow(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	written := runNotebook(t, prepared(t, "../testdata/lab.ipynb", cell.ByAddress), cell.ByAddress, "Zoë 李")
	enginetest.Eventually(t, "all eleven records", func() bool { return len(l.Records()) == 11 })

	for _, c := range []struct {
		question, typ string
		shows         func(api.Answer) string
		want          string
	}{
		{"1", "ndarray", text, "[120]"},
		{"2", "ndarray", rows, "1.581 1.907"},
		{"2b", "str", text, "So that no axis counts more than another,\njust because of its <b>offset</b>."},
		{"3", "ndarray", rows, "0.0 4.12 5.1/4.12 0.0 5.0/5.1 5.0 0.0"},
		{"4", "code", firstLine, "def assign(X, centres):"},
		{"5", "list", text, "[40, 40, 40]"},
		{"6", "code", firstLine, "class KMeans:"},
		{"7", "image", size, "png"},
		{"8", "dict", lastOfTree, "5: nan"},
		{"9", "image", size, "png"},
		{"10", "ndarray", text, "[0.7213]"},
	} {
		a := l.Answer(c.question)
		if a.Record.Type != c.typ || a.Broken != "" || a.Record.Student != "Zoë 李" {
			t.Errorf("question %s is a %s of %s, broken %q, want a %s", c.question, a.Record.Type, a.Record.Student, a.Broken, c.typ)
		} else if got := c.shows(a); got != c.want {
			t.Errorf("question %s shows %q, want %q", c.question, got, c.want)
		}
	}
	// nbclient takes nothing that comes after its cell, such as the answer on a machine that is busy.
	if first := written[0]; first != "Connected as Zoë 李 to lab-1" && !strings.HasPrefix(first, "NPT: looking for your teacher's computer.") {
		t.Errorf("the first cell wrote %q", first)
	}
	for i, text := range written[1:] {
		if text != "" {
			t.Errorf("cell %d after the first wrote %q: a student must notice nothing", i, text)
		}
	}
	// The gap is between the notebook's clock at send and ours at the commit, on one machine.
	for _, r := range l.Records() {
		if gap := parse(t, r.ReceivedAt).Sub(parse(t, r.SentAt)); gap > 5*time.Second {
			t.Errorf("question %s took %v from send to the store", r.Question, gap)
		}
	}
}

func text(a api.Answer) string { return a.Text }

func firstLine(a api.Answer) string { return lines(a.Text)[0] }

func rows(a api.Answer) string {
	var all []string
	for _, r := range a.Array.Slices[0].Rows {
		all = append(all, strings.Join(r, " "))
	}
	return strings.Join(all, "/")
}

func size(a api.Answer) string {
	if a.Image.Width < 200 || a.Image.Height < 150 {
		return "too small"
	}
	kind, _, _ := strings.Cut(strings.TrimPrefix(a.Image.Source, "data:image/"), ";")
	return kind
}

func lastOfTree(a api.Answer) string {
	last := a.Tree.Children[len(a.Tree.Children)-1]
	return last.Key + ": " + last.Text
}

func parse(t *testing.T, stamp string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, stamp)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func lines(s string) []string { return strings.Split(strings.TrimRight(s, "\n"), "\n") }
