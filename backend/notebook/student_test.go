package notebook

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"npt/backend/python"
)

// sources returns the sources of a notebook's cells.
func sources(t *testing.T, data []byte) []string {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	var all []string
	for _, c := range d.cells {
		all = append(all, c.source)
	}
	return all
}

const todoBlock = "\n#\n#\n# YOUR CODE HERE\n#\n#\n" // what the original's extension writes, without its indentation

func TestStudentsVersion(t *testing.T) {
	var pairs []string // a cell as it was, and as it became
	inset := strings.ReplaceAll(todoBlock, "\n", "\n    ")
	for _, c := range []struct{ what, cell, want string }{
		{"nothing marked", "x = 1  # TODO: later\ny # todo line", "x = 1  # TODO: later\ny # todo line"},
		{"a block", "a\n# TODO BLOCK\nb = 2\n# END TODO BLOCK\nc", "a\n" + todoBlock + "\nc"},
		{"any number of #", "###TODO BLOCK\nb\n#### END TODO BLOCK", todoBlock},
		{"indentation", "def f():\n    # TODO BLOCK\n    return 1\n    # END TODO BLOCK\nf()", "def f():\n    " + strings.TrimRight(inset, " ") + "    \nf()"},
		{"a hidden block and the empty lines below it", "a\n### HIDE BLOCK\nassert a\n### END HIDE BLOCK\n\n\nb", "a\nb"},
		{"a line", "for i in x:\n    y = i  # TODO LINE\n    z", "for i in x:\n    # YOUR CODE HERE\n    z"},
		{"a hidden line", "a\nsecret  ## HIDE LINE\n\nb", "a\nb"},
		{"an operand", "A_square = A**2  # TODO OPERAND\nb = f(c, d=1) # HIDE OPERAND", "A_square = ...  # YOUR CODE HERE\nb = ..."},
		{"an operand in a call", "plot(x, color='r=d', width=3)  # TODO OPERAND", "plot(x, color='r=d', width= ...)  # YOUR CODE HERE"},
		{"an operand that is a function", "f = lambda x=3: x  # TODO OPERAND\nlambdas = 2 # TODO OPERAND", "f = ...  # YOUR CODE HERE\nlambdas = ...  # YOUR CODE HERE"},
		{"operands of other kinds", "x += 2 # TODO OPERAND\nassert f(a=1) == 5  # TODO OPERAND", "x += ...  # YOUR CODE HERE\nassert f(a=1) == ...  # YOUR CODE HERE"},
		{"a block that would be empty", "def f():\n    return 1  # TODO LINE\nsend(f(), 1)", "def f():\n    # YOUR CODE HERE\n    pass\nsend(f(), 1)"},
		{"a block that would have nothing", "if x:\n    y  # HIDE LINE\nelse:\n    z  # HIDE LINE", "if x:\n    pass\nelse:\n    pass\n"},
		{"a marker in a text", "x = '''\n# TODO LINE\n'''\ny = '# HIDE LINE'", "x = '''\n# TODO LINE\n'''\ny = '# HIDE LINE'"},
		{"a word that only begins so", "# TODO LINEAR regression\n# TODO BLOCKS", "# TODO LINEAR regression\n# TODO BLOCKS"},
		{"a hidden block in a block", "# TODO BLOCK\n# HIDE BLOCK\na\n# END HIDE BLOCK\n# END TODO BLOCK", todoBlock},
		{"words behind a marker", "x = 1  # TODO LINE: the mean", "# YOUR CODE HERE: the mean"},
		{"a command of IPython", "!pip install x  # HIDE LINE\nimport x", "import x"},
		{"nbgrader", "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n### BEGIN HIDDEN TESTS\nassert f()\n### END HIDDEN TESTS\ny", "def f():\n    " + strings.TrimRight(inset, " ") + "    \ny"},
		{"Otter's lines", "x = 5 # SOLUTION\nprint(x) # SOLUTION\nn = 3 # SEED\ny = 2 # SOLUTION NO PROMPT", "x = ...  # YOUR CODE HERE\n# YOUR CODE HERE\n"},
		{"Otter's prompt", "a # SOLUTION NO PROMPT\n\"\"\" # BEGIN PROMPT\nx = ...\n\"\"\"; # END PROMPT\nb", "x = ...\nb"},
		{"Otter's block without a prompt", "# BEGIN SOLUTION NO PROMPT\na\n# END SOLUTION\nb", "b"},
		{"send of what is yet to be made", "r = 3  # TODO OPERAND\nsend(r, 3)", "r = ...  # YOUR CODE HERE\nsend(r, 3)"},
	} {
		version, err := mustRead(t, book(t, "c "+c.cell)).Student(Replacement)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		got := sources(t, version.Data)[0]
		if unpassed := strings.ReplaceAll(got, "    pass\n", ""); got != c.want && unpassed != c.want || len(version.Broken) > 0 {
			t.Errorf("%s: %q %v\nwant %q", c.what, got, version.Broken, c.want)
		}
		pairs = append(pairs, c.cell, got)
		again, err := mustRead(t, version.Data).Student(Replacement)
		if err != nil || !bytes.Equal(again.Data, version.Data) {
			t.Errorf("%s: the version of the version is another one: %v", c.what, err)
		}
	}
	for i, takes := range pythonTakes(t, pairs) {
		if i%2 == 1 && !takes {
			t.Errorf("Python does not take %q", pairs[i])
		}
	}
}

// pythonTakes asks a real Python which codes it can compile.
func pythonTakes(t *testing.T, codes []string) []bool {
	t.Helper()
	const ask = `
import json, sys
def takes(code):
    try: compile(code, "cell", "exec")
    except SyntaxError: return False
    return True
print(json.dumps([takes(code) for code in json.load(sys.stdin)]))`
	data, err := json.Marshal(codes)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/usr/bin/python3", "-W", "ignore", "-c", ask)
	cmd.Stdin = bytes.NewReader(data)
	var takes []bool
	if out, err := cmd.Output(); err != nil || json.Unmarshal(out, &takes) != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return takes
}

func mustRead(t *testing.T, data []byte) *Document {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMarkersThatAreWrong(t *testing.T) {
	for cell, want := range map[string]string{
		"a\n# TODO BLOCK\nb":                           "Cell 2, line 2: this block never ends. Mark where it ends: # END TODO BLOCK",
		"# END HIDE BLOCK":                             "Cell 2, line 1: this marker ends a block that was not begun",
		"# TODO BLOCK\na\n# END HIDE BLOCK":            "Cell 2, line 3: this marker ends a block that was not begun",
		"# TODO BLOCK\n# TODO BLOCK\n":                 "Cell 2, line 2: this block begins inside another one",
		"# TODO CELL":                                  "Cell 2, line 1: only HIDE can mark a whole cell",
		"print(x)  # TODO OPERAND":                     "Cell 2, line 1: there is no =",
		"### BEGIN SOLUTION\na":                        "Cell 2, line 1: this block never ends",
		"\"\"\" # BEGIN PROMPT\nx":                     "Cell 2, line 1: this block never ends. Mark where it ends: \"\"\" # END PROMPT",
		"# HIDE BLOCK\n# TODO BLOCK\n# END HIDE BLOCK": "Cell 2, line 3: this marker ends",
	} {
		d := mustRead(t, book(t, "m text", "c "+cell))
		_, student := d.Student(Replacement)
		_, solution := d.Solution()
		if student == nil || !strings.HasPrefix(student.Error(), want) || solution == nil {
			t.Errorf("%q: %v and %v, want %q", cell, student, solution, want)
		}
	}
	if _, err := mustRead(t, book(t, "c x")).Student("# TODO LINE"); err == nil {
		t.Error("a marker takes the place of a marker")
	}
}

func TestWhatPythonCannotTakeIsTold(t *testing.T) {
	for cell, want := range map[string]string{
		"if x:  # HIDE LINE\n    y":                  "", // IPython takes a cell that stands further in
		"try:  # HIDE LINE\n    a\nexcept E:\n    b": "2 indented, 2 no head",
		"f(a,\n  b)  # HIDE LINE":                    "1 not closed",
		"@cached\ndef f(): return 1  # TODO LINE":    "1 no function",
		"if x:\ny  # HIDE LINE":                      "", // it was no Python before
	} {
		version, err := mustRead(t, book(t, "c "+cell)).Student(Replacement)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range version.Broken {
			got = append(got, string(rune('0'+b.Line))+" "+string(b.Fault))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %v, want %q", cell, got, want)
		}
	}
}

func TestHiddenCellsAndSolutions(t *testing.T) {
	data := book(t, "m # Lab", "c # HIDE CELL\nimport secret", "m # HIDE CELL\nFor colleagues", "c x = 1  # TODO OPERAND\n# TODO BLOCK\ny\n# END TODO BLOCK\nz  # HIDE LINE",
		"r # BEGIN TESTS", "c assert x", "r # END TESTS", "c last")
	student, err := mustRead(t, data).Student("# WRITE")
	if got := strings.Join(sources(t, student.Data), "|"); err != nil || got != "# Lab|x = ...  # WRITE\n"+strings.ReplaceAll(todoBlock, "YOUR CODE HERE", "WRITE")+"\n|last" {
		t.Errorf("%q, %v", got, err)
	}
	solution, err := mustRead(t, data).Solution()
	if got := strings.Join(sources(t, solution.Data), "|"); err != nil || got != "# Lab|import secret|For colleagues|x = 1\ny\nz|assert x|last" {
		t.Errorf("%q, %v", got, err)
	}
}

// What a version need not change stays to the byte, however the file is written.
func TestNothingElseIsTouched(t *testing.T) {
	cell := func(source string) string { return "x = 1  # TODO OPERAND\n" + source }
	for what, write := range map[string]func(source string) string{
		"as Jupyter writes it": func(s string) string {
			return "{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"id\": \"aé\",\n   \"metadata\": {},\n   \"source\": [\n    \"# L\\u00e9a <b>\"\n   ]\n  },\n  {\n   \"cell_type\": \"code\",\n   \"execution_count\": 3,\n   \"metadata\": {\"z\": 1e5, \"a\": NaN},\n   \"outputs\": [\n    {\"x\": \"HIDE CELL\"}\n   ],\n   \"source\": " + listed(s, "\n    ", "\n   ") + "\n  }\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"
		},
		"in one line": func(s string) string {
			return `{"nbformat":4,"nbformat_minor":2,"metadata":{"b":1,"a":2},"cells":[{"source":` + quotedText(s) + `,"outputs":[],"execution_count":null,"metadata":{},"cell_type":"code"}]}`
		},
		"other keys first, tabs": func(s string) string {
			return "\ufeff{\t\"nbformat_minor\" : 0,\r\n\t\"cells\":\t[ { \"attachments\": {\"a.png\": {\"image/png\": \"AA==\"}}, \"cell_type\": \"code\", \"source\": " + listed(s, " ", "") + ", \"outputs\" : [ ] , \"execution_count\":null } ] , \"nbformat\":4}"
		},
	} {
		before := cell("# é \u2028 <b> \"quoted\"\ny = 2")
		file := write(before)
		version, err := mustRead(t, []byte(file)).Student(Replacement)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		want := write(strings.Replace(before, "x = 1  # TODO OPERAND", "x = ...  # YOUR CODE HERE", 1))
		want = strings.Replace(strings.Replace(want, "\"execution_count\": 3", "\"execution_count\": null", 1), "[\n    {\"x\": \"HIDE CELL\"}\n   ]", "[]", 1)
		if string(version.Data) != want {
			t.Errorf("%s:\n%s\nwant\n%s", what, version.Data, want)
		}
		solution, err := mustRead(t, []byte(write("nothing # marked"))).Solution()
		if err != nil || string(solution.Data) != write("nothing # marked") {
			t.Errorf("%s: a solution without markers is another file: %v", what, err)
		}
	}
}

func listed(source, before, after string) string {
	var all []string
	for _, line := range strings.SplitAfter(source, "\n") {
		all = append(all, quotedText(line))
	}
	return "[" + before + strings.Join(all, ","+before) + after + "]"
}

func quotedText(s string) string {
	return string((&Document{}).edit().quoted(s))
}

func TestVersionsThatJupyterTakes(t *testing.T) {
	data := book(t, "m # Lab", "c import math\n# HIDE CELL", "c r = math.pi * 2 ** 2  # TODO OPERAND\nsend(r, 1)", "c def f(x):\n    # TODO BLOCK\n    return x\n    # END TODO BLOCK\nsend(f, 2)")
	student, err := mustRead(t, data).Student(Replacement)
	if err != nil {
		t.Fatal(err)
	}
	solution, err := mustRead(t, data).Solution()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"student": student.Data, "solution": solution.Data} {
		file := filepath.Join(t.TempDir(), name+".ipynb")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		check := "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))"
		if out, err := exec.Command("/usr/bin/python3", "-c", check, file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// Whatever a notebook holds: what is made of it is a notebook again, and to do it twice is to do it once.
func FuzzVersions(f *testing.F) {
	f.Add("# TODO BLOCK\nx\n# END TODO BLOCK", "x = 1 # TODO OPERAND\n\"\"\" # BEGIN PROMPT\n\"\"\" # END PROMPT")
	f.Add("if x:\n\ty # HIDE LINE", "%%bash\n# HIDE CELL")
	f.Add("import requests\nexec(requests.get('http://x/get-send-code').content)\nnpt_config = {}", "send(send(x, 3), '3b') # npt: keep")
	steps := map[string]func(d *Document) ([]byte, error){
		"student": func(d *Document) ([]byte, error) {
			version, err := d.Student(Replacement)
			return version.Data, err
		},
		"renumber": func(d *Document) ([]byte, error) {
			_, data, err := d.Renumber(1)
			return data, err
		},
		"connect": func(d *Document) ([]byte, error) { return d.Connect(FirstCell{Source: fourLines, Folded: true}) },
	}
	f.Fuzz(func(t *testing.T, one, other string) {
		data, err := json.Marshal(map[string]any{"nbformat": 4, "cells": []map[string]any{
			{"cell_type": "code", "metadata": map[string]any{}, "source": one}, {"cell_type": "code", "source": strings.SplitAfter(other, "\n")},
		}})
		if err != nil {
			t.Fatal(err)
		}
		d := mustRead(t, data)
		if _, err := d.Check(""); err != nil {
			t.Errorf("check: %v", err)
		}
		for name, step := range steps {
			made, err := step(d)
			if err != nil {
				continue
			}
			if !json.Valid(made) {
				t.Fatalf("%s: no JSON: %q", name, made)
			}
			again, err := step(mustRead(t, made))
			if err != nil || !bytes.Equal(again, made) {
				t.Errorf("%s: twice is not once: %v\n%q\n%q", name, err, made, again)
			}
		}
	})
}

// Cells made of pieces at random: where Python took the cell and nothing is told, Python takes its version, too.
func TestVersionsOfRandomCells(t *testing.T) {
	pieces := []string{
		"x = 1", "if x:", "    y = [1,", "         2]", "    z", "else:", "for i in x:", "    send(i, 3)", "def f(a):", "    return a", "    if a:", "        b",
		"# TODO BLOCK", "# END TODO BLOCK", "    # TODO BLOCK", "    # END TODO BLOCK", "# HIDE BLOCK", "# END HIDE BLOCK", "    ### BEGIN SOLUTION", "    ### END SOLUTION",
		"x = f(3)  # TODO OPERAND", "    z = 4  # TODO LINE", "    z += 4  # HIDE LINE", "x == 4  # HIDE OPERAND", "    return 1  # TODO LINE", "    w = 2 # SOLUTION", "s = '''", "'''",
		"try:", "except E:", "finally:", "@f", "class A:", "    pass", "", "    # a comment", "%matplotlib inline", "!ls  # HIDE LINE", "send(x, 1)  # TODO LINE",
	}
	random := rand.New(rand.NewPCG(7, 1))
	var before, after []string
	for range 5000 {
		var lines []string
		for range 1 + random.IntN(9) {
			lines = append(lines, pieces[random.IntN(len(pieces))])
		}
		cell := strings.Join(lines, "\n")
		version, err := mustRead(t, book(t, "c "+cell)).Student(Replacement)
		if err != nil || len(version.Broken) > 0 {
			continue
		}
		made := sources(t, version.Data)[0]
		plainCell, _ := python.Plain(cell)
		plainMade, _ := python.Plain(made)
		before, after = append(before, plainCell), append(after, plainMade)
		again, err := mustRead(t, version.Data).Student(Replacement)
		if err != nil || !bytes.Equal(again.Data, version.Data) {
			t.Errorf("twice is not once: %v\n%q\n%q", err, cell, made)
		}
	}
	took, takes := pythonTakes(t, before), pythonTakes(t, after)
	good := 0
	for i := range before {
		if took[i] {
			good++
			if !takes[i] {
				t.Errorf("Python took %q and does not take %q", before[i], after[i])
			}
		}
	}
	if good < 120 {
		t.Errorf("only %d of %d cells were Python", good, len(before))
	}
}
