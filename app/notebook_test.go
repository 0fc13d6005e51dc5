package app

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"npt/app/enginetest"
)

const marked = `{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 7, "source": ["x = 3  # TODO OPERAND\n", "send(x, 5)"]}]}`

// The commands as a teacher writes them: what they print, what they write, and their exit status.
func TestNotebookCommands(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	lab := file("lab.ipynb", marked)
	broken := file("broken.ipynb", strings.Replace(marked, "TODO OPERAND", "TODO BLOCK", 1))
	halved := file("halved.ipynb", strings.Replace(marked, `x = 3  # TODO OPERAND\n`, `if x:  # HIDE LINE\n    y\nelse:\n    z\n`, 1))
	r := file("r.ipynb", strings.Replace(marked, `"metadata": {}`, `"metadata": {"kernelspec": {"language": "R"}}`, 1))
	session := []string{"--session", "lab 1", "--owner", "prof", "--host", "10.0.0.5"}
	for _, c := range []struct {
		args   []string
		status int
		says   string // in either stream
		writes string // the name of the file that is made
		holds  string // and what is in it
	}{
		{[]string{"student", lab}, 0, "written: ", "lab_init_student_version.ipynb", `"execution_count": null, "source": ["x = ...  # YOUR CODE HERE\n"`},
		{[]string{"student", lab}, 2, "is there already: choose another name with --output", "", ""},
		{[]string{"student", lab, "--force", "--replacement", "# WRITE"}, 0, "written: ", "lab_init_student_version.ipynb", "x = ...  # WRITE"},
		{[]string{"solution", lab}, 0, "", "lab_solution.ipynb", `"source": ["x = 3\n", "send(x, 5)"]`},
		{[]string{"renumber", lab, "--output", filepath.Join(dir, "new.ipynb")}, 0, "cell 1, line 2: 5 -> 1  x", "new.ipynb", "send(x, 1)"},
		{[]string{"renumber", lab, "--json", "--from", "3", "--output", filepath.Join(dir, "json.ipynb")}, 0, `{"calls":[{"cell":1,"line":2,"value":"x","old":"5","new":"3"}],"output":"`, "json.ipynb", "send(x, 3)"},
		{append([]string{"connect", lab}, session...), 0, "written: ", "lab_connected.ipynb", `get(\"http://10.0.0.5:6780/get-send-code\")`},
		{append([]string{"connect", lab, "--output", "-"}, session...), 0, `'session_name': 'lab 1'`, "", ""},
		{[]string{"connect", lab, "--session", "x", "--owner", "y", "--host", "a b"}, 2, "is no address", "", ""},
		{append([]string{"connect", lab, "--form", "other"}, session...), 2, "is no form of the first cell", "", ""},
		{[]string{"check", lab}, 1, "The first cell is missing", "", ""},
		{[]string{"check", lab, "--json"}, 1, `{"findings":[{"code":"no-first-cell"`, "", ""},
		{[]string{"check", filepath.Join(dir, "lab_connected.ipynb")}, 0, "not part of Python: requests", "", ""},
		{[]string{"check", lab, "--language", "fr"}, 1, "La première cellule manque. Sans elle", "", ""},
		{[]string{"check", broken, "--language", "fr"}, 1, "cellule 1, ligne 1\u00a0: Ce bloc ne se termine jamais", "", ""},
		{[]string{"questions", lab}, 0, "5\t", "", ""},
		{[]string{"student", broken}, 2, "Cell 1, line 1: this block never ends", "", ""},
		{[]string{"student", halved}, 1, "is no Python any more (no head)", "halved_init_student_version.ipynb", "else"},
		{[]string{"student", r}, 2, "written in r", "", ""},
		{[]string{"questions", r}, 2, "written in r", "", ""},
		{[]string{"student", r, "--language", "fr"}, 2, "seuls les notebooks en Python conviennent", "", ""},
		{[]string{"connect", lab, "--language", "fr", "--session", "x", "--owner", "y", "--host", "a b"}, 2, "n’est pas une adresse", "", ""},
		{[]string{"student", broken, "--language", "fr"}, 2, "ligne 1", "", ""},
		{[]string{"otherwise", lab}, 2, "is no command of npt notebook", "", ""},
		{[]string{"student", dir}, 2, "is a folder", "", ""},
		{[]string{"student", filepath.Join(dir, "none.ipynb")}, 2, "is not there", "", ""},
		{[]string{"student"}, 2, "name one notebook", "", ""},
		{[]string{"student", "--none", lab}, 2, "unknown flag", "", ""},
		{[]string{"solution", lab, "--output", "/dev/full"}, 2, "is no file that could be replaced", "", ""},
		{[]string{"solution", lab, "--output", filepath.Join(dir, "none", "x.ipynb")}, 2, "choose another place with --output", "", ""},
		{[]string{"solution", lab, "--output", lab}, 2, "is there already", "", ""},
	} {
		var said bytes.Buffer
		status := run(append([]string{"notebook"}, c.args...), &said, &said)
		if status != c.status || !strings.Contains(said.String(), c.says) {
			t.Errorf("%q: status %d, want %d; says %q, want %q", c.args, status, c.status, said.String(), c.says)
		}
		if c.writes == "" {
			continue
		}
		made, err := os.ReadFile(filepath.Join(dir, c.writes))
		if err != nil || !bytes.Contains(made, []byte(c.holds)) || !json.Valid(made) {
			t.Errorf("%q: wrote %s, %v, want %q", c.args, made, err, c.holds)
		}
	}
	if left, err := os.ReadFile(lab); err != nil || string(left) != marked {
		t.Errorf("the notebook itself is now %s, %v", left, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".npt*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// The forms that know the teacher's computer read its data folder.
func TestAConnectedNotebookKnowsItsComputer(t *testing.T) {
	data := t.TempDir()
	enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", data, "--owner", "prof").Stop(t)
	lab := filepath.Join(data, "lab.ipynb")
	if err := os.WriteFile(lab, []byte(marked), 0o600); err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"checked": `hashlib.sha256(client)`, "self-contained": `"jupyter": {"source_hidden": true}`} {
		out, err := enginetest.Command(t, "notebook", "connect", lab, "--data", data, "--form", form, "--session", "s", "--owner", "prof", "--host", "http://npt-prof.local:6781/", "--output", "-").Output()
		if err != nil || !bytes.Contains(out, []byte(want)) || !bytes.Contains(out, []byte(`\"key\": \"`)) || !bytes.Contains(out, []byte("http://npt-prof.local:6781")) {
			t.Errorf("%s: %v\n%.2000s", form, err, out)
		}
	}
}
