package notebook

import (
	"fmt"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	first := "c " + fourLines
	for _, c := range []struct {
		what  string
		cells []string
		want  string // code, place and what it is about
	}{
		{"nothing", []string{first, "c x = 1\nsend(x, 1)", "c send(x, 2)"}, ""},
		{"no first cell", []string{"c send(1, 1)"}, "no-first-cell 0:0"},
		{"another session's", []string{strings.Replace(first, "lab-2", "lab-1", 1)}, "other-session 1:0 lab-1"},
		{"a first cell that comes late", []string{"c send(1, 1)", first}, "first-cell-too-late 1:1"},
		{"numbers", []string{first, "c send(1, 1); send(2, 1)\nsend(3)\nsend(4, 5)\nsend(5, 5) # npt: keep\nsend(6, n)"}, "missing-number 0:0 2–4, duplicate-number 2:1 1, send-without-number 2:2"},
		{"a label that nobody can send", []string{first, "c send(1, 'a question that is far too long')"}, "label-too-long 2:1 a question that is far too long"},
		{"a loop", []string{first, "c for i in x:\n    send(i, 1)"}, "send-repeats 2:2 1 (note)"},
		{"what the students' version takes away", []string{first, "c # HIDE CELL\nsend(1, 1)", "c # TODO BLOCK\nsend(2, 2)\n# END TODO BLOCK\nx = send(3, 3)  # TODO OPERAND\nsend(4, 4)"}, "send-removed 2:2 1, send-removed 3:2 2, send-removed 3:4 3"},
		{"markers", []string{first, "c # TODO BLOCK", "c if x:  # HIDE LINE\n    y\nelse:\n    z"}, "marker-unclosed 2:1 # END TODO BLOCK, student-version-broken 3:0 indented"},
		{"a plot from another cell", []string{first, "c plt.plot(x)\nsend(plt, 1)", "c send(plt, 2)", "c fig.axes[0].hist(x)\nsend(plt, 3)"}, "plot-in-another-cell 3:1 2"},
		{"a send in a text", []string{first, "m Write\n`send(x, 1)`\nand send your answer (1, 2)"}, "send-in-text 2:2 1"},
		{"files", []string{first, "c pd.read_csv('data/iris.csv')\nnp.load(\"/home/me/x.npy\")\nopen('out.txt', 'w')\nopen(name)\nopen('in.txt', encoding='utf8')\npd.read_csv('https://x.org/a.csv')\npd.read_csv(r'C:\\data\\a.csv')"},
			"data-file 2:1 data/iris.csv, path-of-one-computer 2:2 /home/me/x.npy, data-file 2:5 in.txt, needs-internet 2:6 https://x.org/a.csv, path-of-one-computer 2:7 C:\\data\\a.csv"},
		{"files by name", []string{first, "c pd.read_csv(filepath_or_buffer='a.csv')\nPath('data/b.txt').read_text()\nPath('c.txt').write_text('x')\nnp.loadtxt(x, fname=y)"}, "data-file 2:1 a.csv, data-file 2:2 data/b.txt"},
		{"packages", []string{first, "c import numpy as np, os.path, sklearn.cluster\nfrom pandas.api import types\nfrom . import x\nimport json\n!pip install torch"}, "packages 0:0 numpy, pandas, sklearn (note)"},
	} {
		findings, err := mustRead(t, book(t, c.cells...)).Check("lab-2")
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		var got []string
		for _, f := range findings {
			if f.About == "requests" {
				continue // of the first cell
			}
			f.About = strings.ReplaceAll(f.About, ", requests", "")
			text := strings.TrimSpace(fmt.Sprintf("%s %d:%d %s", f.Code, f.Cell, f.Line, f.About))
			if f.IsNote {
				text += " (note)"
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s\nwant %s", c.what, strings.Join(got, ", "), c.want)
		}
	}
}

func TestCheckOfWhatRunsLeft(t *testing.T) {
	file := `{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "execution_count": 2, "source": "` +
		strings.ReplaceAll(strings.ReplaceAll(fourLines, `"`, `\"`), "\n", `\n`) + `", "outputs": [{"output_type": "stream", "name": "stdout", "text": "` + strings.Repeat("x", MaxHandOut) + `"}]}]}`
	findings, err := mustRead(t, []byte(file)).Check("")
	if err != nil || len(findings) != 3 || findings[0].Code != FoundLarge || findings[2].Code != FoundOutputs || findings[2].Fix != FixClear {
		t.Errorf("%+v, %v", findings, err)
	}
}
