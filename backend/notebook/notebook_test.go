package notebook

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"npt/backend/classroom"
)

// composed stands in for Unicode's normal form C, for the few letters of these tests.
var composed = strings.NewReplacer("e\u0301", "é").Replace

// book returns a notebook of format 4. Each cell is given as the first letter of its type, a space and
// its source.
func book(t *testing.T, cells ...string) []byte {
	t.Helper()
	types := map[string]string{"m": "markdown", "c": "code", "r": "raw"}
	list := []map[string]any{}
	for i, c := range cells {
		kind, source, _ := strings.Cut(c, " ")
		one := map[string]any{"cell_type": types[kind], "id": fmt.Sprint("cell-", i), "source": strings.SplitAfter(source, "\n"), "metadata": map[string]any{}}
		if kind == "c" {
			one["outputs"], one["execution_count"] = []any{}, nil
		}
		list = append(list, one)
	}
	data, err := json.Marshal(map[string]any{"nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}, "cells": list})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func told(lab Lab) string {
	var parts []string
	for _, q := range lab.Questions {
		parts = append(parts, q.Label+" "+q.Title)
	}
	return strings.Join(parts, "|")
}

func TestTitlesOfQuestions(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, c := range []struct {
		what  string
		cells []string
		want  string
	}{
		{"the heading above", []string{"m ## Cluster sizes\nCount them.", "c send(x, 3)"}, "3 Cluster sizes"},
		{"the last heading of a cell", []string{"m # Lab\nHello\n## Load the data\nNow", "c send(x, 1)"}, "1 Load the data"},
		{"the first line where there is no heading", []string{"m \n\nCompute the inertia.\nThen send it.", "c send(x, 4)"}, "4 Compute the inertia."},
		{"nothing above", []string{"c send(x, 1)"}, "1 "},
		{"the order of the notebook", []string{"c send(x, 10)", "c send(x, '2b')\nsend(x, 2)", "c send(x, 10)"}, "10 |2b |2 "},
		{"code and raw cells between", []string{"m # Sizes", "c import numpy", "r # Raw", "c send(x, 3)"}, "3 Sizes"},
		{"text between", []string{"m # Sizes", "m Think about it.", "c send(x, 3)"}, "3 Think about it."},
		{"a heading that is not the only one, and text between", []string{"m # Lab", "m # Sizes", "m Think about it.", "c send(x, 3)"}, "3 Sizes"},
		{"a heading for two", []string{"m ## Sizes", "c send(x, 3)\nsend(y, '3b')", "c send(z, '3c')"}, "3 Sizes|3b Sizes|3c Sizes"},
		{"a heading that is another's, then text", []string{"m ## Sizes", "c send(x, 3)", "m And in percent?", "c send(y, 4)", "m ## Shapes", "c send(z, 5)"}, "3 Sizes|4 And in percent?|5 Shapes"},
		{"the title of the whole", []string{"m # k-means\nWelcome", "m **Question 1.** Load the data\nfrom the file", "c send(x, 1)", "m Remove the outliers", "c send(x, 2)"}, "1 Load the data from the file|2 Remove the outliers"},
		{"only the title of the whole", []string{"m # k-means", "c send(x, 1)"}, "1 k-means"},
		{"a heading that names the question", []string{"m ### Question 3: Cluster sizes", "c send(x, 3)"}, "3 Cluster sizes"},
		{"other ways to name it", []string{"m ## Exercice 2b – Tailles", "c send(x, '2b')", "m ## 3) Sizes", "c send(x, 3)", "m ## Q4. Inertia", "c send(x, 4)"}, "2b Tailles|3 Sizes|4 Inertia"},
		{"another question's name", []string{"m ## Question 3: Sizes", "c send(x, 4)"}, "4 "},
		{"a section is no question", []string{"m ## 3.1 Sizes", "c send(x, 3)", "m ## 30 days", "c send(x, 30)"}, "3 3.1 Sizes|30 30 days"},
		{"a heading that says the label alone", []string{"m ## Question 3\n\nCount the clusters.\nMore", "c send(x, 3)"}, "3 Count the clusters."},
		{"a heading that says the label alone, and nothing else", []string{"m ## Question 3", "c send(x, 3)"}, "3 Question 3"},
		{"underlined headings", []string{"m Sizes\n=====\ntext", "c send(x, 1)", "m Shapes\n===", "c send(x, 2)", "m ---\nRule above", "c send(x, 3)"}, "1 Sizes|2 Shapes|3 Rule above"},
		{"what is no heading", []string{"m ```\n# a comment\n```\n#hashtag\n####### seven\n    # indented", "c send(x, 1)"}, "1 #hashtag ####### seven # indented"},
		{"closing hashes", []string{"m ## C# and more ##", "c send(x, 1)"}, "1 C# and more"},
		{"HTML", []string{"m <h2 style='x'>The <b>elbow</b> &amp; more</h2>", "c send(x, 1)", "m <!-- # hidden -->\n<p>Text</p>", "c send(x, 2)"}, "1 The elbow & more|2 Text"},
		{"marks", []string{"m ## **Bold** *and* `code` [link](http://x) ![](p.png) $a_1*b$", "c send(x, 1)"}, "1 Bold and code link $a_1*b$"},
		{"a list", []string{"m - first\n- second", "c send(x, 1)"}, "1 first"},
		{"a picture is no title", []string{"m ![plot](x.png)\n***\n\nText", "c send(x, 1)"}, "1 Text"},
		{"too long", []string{"m # " + long, "c send(x, 1)"}, "1 " + strings.TrimSpace(strings.Repeat("word ", 19)) + "..."},
		{"characters that disturb", []string{"m # a\u202eb\u0007c\u2028d e\u0301", "c send(x, 'e\u0301')"}, "é ab c d é"},
		{"labels that no notebook may send", []string{"c send(x, '')\nsend(x, '" + strings.Repeat("a", 21) + "')\nsend(x, '\u202e')\nsend(x, 'ok')"}, "ok "},
		{"a heading after the call", []string{"c send(x, 1)", "m # Later"}, "1 "},
	} {
		questions, err := Questions(book(t, c.cells...), composed)
		if got := told(questions); err != nil || got != c.want {
			t.Errorf("%s: %q, %v\nwant %q", c.what, got, err, c.want)
		}
	}
}

func TestLabelsThatAreTold(t *testing.T) {
	long := strings.Repeat("a", classroom.MaxQuestion+1)
	lab, err := Questions(book(t, "m ## Sizes", "c send(x, 1)\nsend(y, '"+long+"')", "c send(x, 1)", "m ## Shapes\nDraw them.", "c send(z, 1)\nsend(y, '"+long+"')"), composed)
	if err != nil || told(lab) != "1 Sizes" || lab.Questions[0].Also != "Shapes" || strings.Join(lab.Refused, "|") != long {
		t.Errorf("%+v, %v", lab, err)
	}
}

func TestFormats(t *testing.T) {
	for what, data := range map[string]string{
		"source as one string": `{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "# Sizes"}, {"cell_type": "code", "source": "x\r\nsend(x, 3)", "outputs": [{"data": {"image/png": "aaaa"}}]}]}`,
		"a byte order mark":    "\ufeff" + `{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# Sizes"]}, {"cell_type": "code", "source": ["send(x, 3)"]}]}`,
		"format 3":             `{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": ["Sizes"]}]}, {"cells": [{"cell_type": "code", "input": ["x = 1\n", "send(x, 3)"], "language": "python"}]}]}`,
		"sources of no type":   `{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "# Sizes"}, {"cell_type": "markdown", "source": 7}, {"cell_type": "code"}, {"cell_type": "code", "source": null}, {"cell_type": "code", "source": "send(x, 3)"}]}`,
	} {
		questions, err := Questions([]byte(data), composed)
		if got := told(questions); err != nil || got != "3 Sizes" {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

func TestWhatIsNoNotebook(t *testing.T) {
	many := func(n int, one string) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }
	calls := ""
	for i := range maxQuestions + 1 {
		calls += fmt.Sprintf("send(x, %d);", i)
	}
	for what, c := range map[string]struct {
		data string
		code classroom.Code
	}{
		"nothing":                 {"", classroom.CodeBadField},
		"a picture":               {"\x89PNG\r\n\x1a\n", classroom.CodeBadField},
		"a script":                {"send(x, 3)", classroom.CodeBadField},
		"other JSON":              {`{"cells": []}`, classroom.CodeBadField},
		"a list":                  {`[]`, classroom.CodeBadField},
		"null":                    {`null`, classroom.CodeBadField},
		"cut off":                 {`{"nbformat": 4, "cells": [{"cell_type": "co`, classroom.CodeBadField},
		"cells that are none":     {`{"nbformat": 4, "cells": {"a": 1}}`, classroom.CodeBadField},
		"a cell that is a number": {`{"nbformat": 4, "cells": [3]}`, classroom.CodeBadField},
		"a later format":          {`{"nbformat": 5, "cells": []}`, classroom.CodeBadField},
		"nested too deep":         {`{"nbformat": 4, "cells": ` + strings.Repeat("[", 100_000), classroom.CodeBadField},
		"too many cells":          {`{"nbformat": 4, "cells": [` + many(maxCells+1, "{}") + `]}`, classroom.CodeTooLarge},
		"too many questions":      {`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "` + calls + `"}]}`, classroom.CodeTooLarge},
		"too large":               {strings.Repeat(" ", MaxSize+1), classroom.CodeTooLarge},
	} {
		if _, err := Questions([]byte(c.data), composed); err == nil || classroom.AsError(err).Code != c.code {
			t.Errorf("%s: %v, want %s", what, err, c.code)
		}
	}
	if questions, err := Questions([]byte(`{"nbformat": 4}`), composed); err != nil || len(questions.Questions) != 0 {
		t.Errorf("an empty notebook: %v, %v", questions, err)
	}
}

// For any notebook: the questions that are found could be sent and shown.
func FuzzQuestions(f *testing.F) {
	f.Add("# Sizes", "send(x, 3)")
	f.Add("A\n===\n```\n<!--", "# send(\"a\",\n#'2b')\nnpt.send([}, q_nb=\"\"\"3")
	f.Add("**Question 3.** [a](b", "send(send(,1),2")
	f.Fuzz(func(t *testing.T, text, code string) {
		data, err := json.Marshal(map[string]any{"nbformat": 4, "cells": []map[string]string{
			{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": code},
		}})
		if err != nil {
			t.Fatal(err)
		}
		questions, err := Questions(data, composed)
		if err != nil && classroom.AsError(err).Code == classroom.CodeInternal {
			t.Errorf("an error of no code: %v", err)
		}
		known := map[string]bool{}
		for _, q := range questions.Questions {
			if known[q.Label] || !classroom.IsQuestion(q.Label) || utf8.RuneCountInString(q.Title) > classroom.MaxTitle || !utf8.ValidString(q.Title) {
				t.Errorf("question %q called %q", q.Label, q.Title)
			}
			known[q.Label] = true
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add([]byte(`{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["send(x, 3)"]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Questions(data, composed); err != nil && classroom.AsError(err).Code == classroom.CodeInternal {
			t.Errorf("an error of no code: %v", err)
		}
	})
}
