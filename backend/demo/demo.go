// Package demo is an invented class that does a small lab, for a teacher who wants to see the app at
// work before there is a class. Thirty students send what a real client sent when it was recorded
// (record.py), to the same server and with the same requests as real notebooks: right and wrong
// answers, plots, tables and code; one is stuck, two ask for help, one never starts.
//
// The package has the lab's notebook, its questions with their right answers, and Class, which plays
// the class against a server. It knows the wire and nothing of the app: the engine makes the session,
// hides it from real students and removes it. The tests of the page take their class from here too.
package demo

import (
	"embed"
	"encoding/json"
	"strings"
	"time"
)

//go:embed lab/lab.ipynb
var lab []byte

//go:embed recorded
var recordedFiles embed.FS

// recorded is the content of recorded/class.json.
type recorded struct {
	Questions []struct {
		Label, Title string
		Open         bool // no answer is right or wrong
	}
	Fields   map[string][]string // the names of all fields that the client sends, by path
	Help     map[string]string   // the fields of a request for help that are not of one sending
	Answers  []answer
	Students []string // their names
	Seconds  int      // how long the lab is
	Sends    []sending
}

// answer is an answer as the client sent it.
type answer struct {
	Key      string
	Question string
	Right    bool
	Label    string            // that the teacher gave it
	Form     map[string]string // the fields that are not of one sending
	File     string            // the name of a file in recorded; empty if there is none
}

// sending is what a student does at a moment: either an answer or a request for help.
type sending struct {
	Student int // index of the student
	At      int // in seconds since the lab began
	Answer  string
	Help    string
}

var class = readClass()

func readClass() (c recorded) {
	text, err := recordedFiles.ReadFile("recorded/class.json")
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err != nil {
		panic(err) // the file is part of the program
	}
	return c
}

// Students is how many students the class has.
func Students() int { return len(class.Students) }

// Length returns how long the class works on the lab.
func Length() time.Duration { return time.Duration(class.Seconds) * time.Second }

// Question is a question of the lab.
type Question struct {
	Label, Title string
	Right        []string // the payloads that are right; none if that cannot be told by a rule
}

// Questions returns the questions of the lab in their order.
func Questions() []Question {
	all := make([]Question, len(class.Questions))
	for i, q := range class.Questions {
		all[i] = Question{Label: q.Label, Title: q.Title}
		for _, a := range class.Answers {
			if a.Question == q.Label && a.Right && !a.isMarked() && !q.Open {
				all[i].Right = append(all[i].Right, a.Form["data"])
			}
		}
	}
	return all
}

// isMarked reports whether the teacher marks the answer by hand: a rule cannot name it in words.
func (a answer) isMarked() bool { return a.Form["type"] == "table" || a.Form["type"] == "image" }

// Mark is an answer that the demo's teacher marked or labelled.
type Mark struct {
	Question, Type string
	Data, Plotted  []byte
	Verdict        string // right, wrong, or empty
	Label          string
}

// Marks returns the answers that the demo's teacher marked or labelled.
func Marks() []Mark {
	var all []Mark
	for _, a := range class.Answers {
		m := Mark{Question: a.Question, Type: a.Form["type"], Data: []byte(a.Form["data"]), Label: a.Label}
		if a.File != "" {
			m.Data, m.Plotted = a.file(), []byte(a.Form["plotted"])
		}
		switch {
		case a.isMarked() && a.Right:
			m.Verdict = "right"
		case a.isMarked():
			m.Verdict = "wrong"
		case a.Label == "":
			continue
		}
		all = append(all, m)
	}
	return all
}

// file returns the picture of an answer that is one.
func (a answer) file() []byte {
	picture, err := recordedFiles.ReadFile("recorded/" + a.File)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return picture
}

// Notebook returns the lab's notebook with this code as its first cell.
func Notebook(firstCell string) ([]byte, error) {
	var book map[string]any
	if err := json.Unmarshal(lab, &book); err != nil {
		return nil, err
	}
	for _, c := range book["cells"].([]any) {
		if cell := c.(map[string]any); cell["cell_type"] == "code" {
			cell["source"] = strings.TrimRight(firstCell, "\n")
			break
		}
	}
	return json.MarshalIndent(book, "", " ")
}
