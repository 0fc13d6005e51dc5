package api_test

import (
	"slices"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// A lab that was made for the original runs to its end with nothing changed but the address. Its first
// cell names owner, session and part in other letters, and its cells use all that its documentation
// showed, what send returned, and the modules that its client left in the notebook.
func TestANotebookOfTheOriginal(t *testing.T) {
	l := enginetest.Open(t)
	if _, err := l.API.AddPart(l.Session, "Bonus"); err != nil {
		t.Fatal(err)
	}
	firstCell := `import requests

exec(requests.get("` + l.Address + `/get-send-code").content)

npt_config = {
    'session_name': 'Láb-1',
    'session_owner': 'Prof',
}

npt_config['sender_name'] = input("Name:")`
	written := runNotebook(t, "../testdata/original.ipynb", firstCell, "Zoé")
	said := []string{
		8:  "Success: Record inserted\n",
		9:  "200 Success: Record inserted\n",
		10: "404 Error: No such part\n",
		11: "0cc1 (a, b)\n",
		12: "Success: Record inserted\n",
		13: "<IPython.core.display.Javascript object>",
		14: "",
	}
	for i, text := range written[1:] { // the first says whether it is connected
		theirs := slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(line string) bool { return strings.HasPrefix(line, "NPT: ") })
		if text, want := strings.Join(theirs, ""), said[i+2]; text != want {
			t.Errorf("code cell %d wrote %q, want %q", i+2, text, want)
		}
	}
	enginetest.Eventually(t, "all records", func() bool { return len(l.Records()) == 16 })
	for question, shows := range map[string]string{
		"1": "A string", "4": "def func(a, b):\n    return a + b", "5": "class Net:\n    width = 3", "6": "[1, 'two', 3.5]",
		"8": "[42]", "9": "[2.5]", "10": "said", "11": "[3]", "12": "[1]",
	} {
		if a := l.Answer(question); a.Text != shows || a.Broken != "" {
			t.Errorf("question %s shows %q, broken %q", question, a.Text, a.Broken)
		}
	}
	if got := rows(l.Answer("2")) + " " + rows(l.Answer("13")); got != "0 1 2/3 4 5/6 7 8 1 2" {
		t.Errorf("the arrays are %s", got)
	}
	if a := l.Answer("3"); size(a) != "png" {
		t.Errorf("the plot is a %s", size(a))
	}
	var students []string
	for _, r := range l.Records() {
		if want := map[bool]string{true: "Bonus", false: "default"}[r.Question == "12"]; r.Part != want {
			t.Errorf("question %s is of part %s", r.Question, r.Part)
		}
		students = append(students, r.Student)
	}
	slices.Sort(students)
	if got := slices.Compact(students); !slices.Equal(got, []string{"Max Dupont 0", "Max Dupont 1", "Max Dupont 2", "Zoé"}) {
		t.Errorf("the students are %q", got)
	}
}
