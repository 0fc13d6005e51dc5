package notebook

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const fourLines = "import requests\nexec(requests.get(\"http://10.0.0.5:6780/get-send-code\").content)\nnpt_config = {'session_name': 'lab-2', 'session_owner': 'prof'}\nnpt_config['sender_name'] = input(\"Name:\")"

const withoutRequests = "try:\n    from pyodide.http import open_url as get\nexcept ImportError:\n    from urllib.request import urlopen as get\nexec(get(\"http://10.0.0.5:6780/get-send-code\").read())\nnpt_config = {'session_name': 'lab-2', 'session_owner': 'prof'}\nnpt_config['sender_name'] = input(\"Name:\")"

func TestConnect(t *testing.T) {
	old := strings.NewReplacer("http://10.0.0.5:6780", "https://tracker.example.org", "lab-2", "lab-1").Replace(fourLines)
	carried := "# The next lines carry all that send() needs: leave them as they are, and run this cell first.\nimport base64, zlib\n_npt_served = {\"servers\": []}\nexec(zlib.decompress(base64.b85decode(\"c-x\")))\nnpt_config = {'session_name': 'a', 'session_owner': 'b'}\nnpt_config['sender_name'] = input(\"Name:\")\nnpt.join()"
	for _, c := range []struct {
		what  string
		cells []string
		want  string // 1 stands for the four lines
	}{
		{"none is there", []string{"m # Lab", "c import numpy"}, "# Lab|1|import numpy"},
		{"no code", []string{"m # Lab"}, "# Lab|1"},
		{"the same", []string{"c " + fourLines, "c x"}, "1|x"},
		{"the original's, further down", []string{"m # Lab", "c x", "c " + old}, "# Lab|x|1"},
		{"one that carries the client", []string{"c " + carried}, "1"},
		{"the one without requests", []string{"c " + withoutRequests + "\nx = 1"}, "1\nx = 1"},
		{"other code in its cell", []string{"c import numpy as np\n" + old + "\nnpt_config['log'] = True\n\nplt.ion()  # plots"}, "1\nimport numpy as np\nnpt_config['log'] = True\n\nplt.ion()  # plots"},
		{"a dict over lines, one line for two", []string{"c import requests; exec(requests.get('https://x/get-send-code').content)\nnpt_config = {\n  'session_name': 'x',\n}"}, "1"},
		{"a second cell that says whose the answers are", []string{"c import requests\nexec(requests.get('http://x/get-send-code').content)", "c npt_config = {'session_name': 'x'}", "c npt_config['sender_name'] = 'Ada'\ny"}, "1|y"},
		{"what only looks like it", []string{"c print('get-send-code of npt_config')", "m import requests"}, "1|print('get-send-code of npt_config')|import requests"},
	} {
		data, err := mustRead(t, book(t, c.cells...)).Connect(FirstCell{Source: fourLines})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := strings.ReplaceAll(unstamped(strings.Join(sources(t, data), "|")), fourLines, "1"); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		again, err := mustRead(t, data).Connect(FirstCell{Source: fourLines})
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s: twice is not once: %v\n%s\n%s", c.what, err, data, again)
		}
	}
	other, err := mustRead(t, book(t, "c "+fourLines, "c x")).Connect(FirstCell{Source: withoutRequests})
	if got := unstamped(strings.Join(sources(t, other), "|")); err != nil || got != withoutRequests+"|x" {
		t.Errorf("another form: %q, %v", got, err)
	}
	if again, err := mustRead(t, other).Connect(FirstCell{Source: withoutRequests}); err != nil || !bytes.Equal(again, other) {
		t.Errorf("another form twice: %v %s", err, again)
	}
	if _, err := mustRead(t, book(t, "c import numpy as np; exec(requests.get('http://x/get-send-code').content)")).Connect(FirstCell{Source: fourLines}); err == nil || !strings.Contains(err.Error(), "Cell 1, line 1: ") {
		t.Errorf("code beside the tracker's is taken away: %v", err)
	}
}

func TestAFoldedFirstCell(t *testing.T) {
	plain := mustRead(t, book(t, "m # Lab", "c x"))
	folded, err := plain.Connect(FirstCell{Source: fourLines, Folded: true})
	if err != nil || !bytes.Contains(folded, []byte(`"jupyter": {"source_hidden": true}`)) {
		t.Fatalf("%s, %v", folded, err)
	}
	again, err := mustRead(t, folded).Connect(FirstCell{Source: fourLines, Folded: true})
	if err != nil || !bytes.Equal(again, folded) {
		t.Errorf("twice is not once: %v\n%s", err, again)
	}
	open, err := mustRead(t, folded).Connect(FirstCell{Source: fourLines})
	if want, _ := plain.Connect(FirstCell{Source: fourLines}); err != nil || !bytes.Equal(open, want) {
		t.Errorf("unfolded: %v\n%s\nwant\n%s", err, open, want)
	}
}

func TestANewCellIsWrittenAsTheOthers(t *testing.T) {
	for what, c := range map[string]struct{ file, want string }{
		"as Jupyter writes it": {
			"{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"id\": \"npt-first-cell\",\n   \"source\": []\n  }\n ],\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n",
			"{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"execution_count\": null,\n   \"id\": \"npt-first-cell-2\",\n   \"metadata\": {},\n   \"outputs\": [],\n   \"source\": [\n    \"a\\n\",\n    \"b\"\n   ]\n  },\n  {\n   \"cell_type\": \"code\",\n   \"id\": \"npt-first-cell\",\n   \"source\": []\n  }\n ],\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n",
		},
		"in one line": {
			`{"cells":[{"cell_type":"markdown","source":"x"}],"nbformat":4,"nbformat_minor":4}`,
			`{"cells":[{"cell_type":"markdown","source":"x"}, {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["a\n", "b"]}],"nbformat":4,"nbformat_minor":4}`,
		},
		"empty": {
			`{"cells": [], "nbformat": 4, "nbformat_minor": 2}`,
			`{"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["a\n", "b"]}], "nbformat": 4, "nbformat_minor": 2}`,
		},
	} {
		got, err := mustRead(t, []byte(c.file)).Connect(FirstCell{Source: "a\nb"})
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", what, err, got, c.want)
		}
	}
}

func TestConnectedNotebooksAreValid(t *testing.T) {
	for _, minor := range []string{"0", "4", "5"} {
		data := bytes.Replace(book(t, "m # Lab", "c x"), []byte(`"nbformat_minor":5`), []byte(`"nbformat_minor":`+minor), 1)
		if minor != "5" {
			data = []byte(strings.NewReplacer(`"id":"cell-0",`, "", `"id":"cell-1",`, "").Replace(string(data)))
		}
		made, err := mustRead(t, data).Connect(FirstCell{Source: fourLines, Folded: true})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "lab.ipynb")
		if err := os.WriteFile(file, made, 0o600); err != nil {
			t.Fatal(err)
		}
		check := "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))"
		if out, err := exec.Command("/usr/bin/python3", "-c", check, file).CombinedOutput(); err != nil {
			t.Errorf("4.%s: %v\n%s", minor, err, out)
		}
	}
}

func TestNotebooksThatCannotBeChanged(t *testing.T) {
	for data, want := range map[string]string{
		`{"nbformat": 3, "worksheets": [{"cells": []}]}`:                                            "of format 3",
		`{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "R", "name": "ir"}}}`: "written in r",
		`{"nbformat": 4, "cells": [], "metadata": {"language_info": {"name": "julia"}}}`:            "written in julia",
		`{"nbformat": 4}`: "not a Jupyter notebook",
	} {
		d := mustRead(t, []byte(data))
		_, connect := d.Connect(FirstCell{Source: "x"})
		_, _, renumber := d.Renumber(1)
		_, student := d.Student(Replacement)
		for _, err := range []error{connect, renumber, student} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", data, err, want)
			}
		}
	}
}
