// Package notebook reads Jupyter notebooks, which are files that strangers wrote. It returns the
// questions that a lab asks, in their order and with their titles. It bounds how much it reads, runs
// nothing, and finds calls of send even in comments.
//
// It stores nothing and knows no session; package python reads the code of the cells. The app calls it
// when a teacher imports the questions of a lab.
package notebook

import (
	"regexp"

	"npt/backend/classroom"
)

// maxQuestions bounds how many questions a notebook asks.
const maxQuestions = 500

// Question is a question that a notebook sends.
type Question struct {
	Label string `json:"label"`
	Title string `json:"title"` // of the nearest heading above; empty if there is none
}

// Questions returns the questions that the notebook in data sends, each once, in their order; none if
// it sends nothing. nfc converts text to Unicode's normal form C. The error is an *Error: CodeBadField
// if data is no notebook of format 3 or 4, CodeTooLarge if it is beyond the limits.
func Questions(data []byte, nfc func(string) string) ([]Question, error) {
	d, err := Read(data)
	if err != nil {
		return nil, err
	}
	return d.Questions(nfc)
}

// Questions returns the questions that the notebook sends, as the function of this name.
func (d *Document) Questions(nfc func(string) string) ([]Question, error) {
	var passages []passage
	var sent []asked
	known, below := map[string]bool{}, 0
	for i, c := range d.cells {
		if c.isProse() {
			passages = append(passages, passagesOf(i, c)...)
			continue
		}
		if !c.isCode() {
			continue
		}
		if title := formTitle(c.source); title != "" {
			passages = append(passages, passage{heading, maxLevel, title, i})
		}
		labels := sentLabels(c.source)
		for _, label := range labels {
			label = classroom.CleanName(nfc, label)
			if known[label] || !classroom.IsQuestion(label) {
				continue
			}
			if len(sent) == maxQuestions {
				return nil, classroom.Errorf(classroom.CodeTooLarge, "The notebook sends more than %d questions.", maxQuestions)
			}
			known[label] = true
			sent = append(sent, asked{label: label, cell: i, from: below, to: len(passages)})
		}
		if len(labels) > 0 {
			below = len(passages)
		}
	}
	var questions []Question
	choose := newTitles(passages, sent)
	for _, q := range sent {
		questions = append(questions, Question{Label: q.label, Title: shortened(nfc(choose.of(q)))})
	}
	return questions, nil
}

// maxLevel is that of the deepest heading.
const maxLevel = 6

var form = regexp.MustCompile(`^\s*#\s*@title[ \t]+(.*?)[ \t]*(?:\{.*)?(?:\n|$)`)

// formTitle returns the title that Colab shows over a cell of code; empty if it has none.
func formTitle(source string) string {
	if at := form.FindStringSubmatch(source); at != nil {
		return at[1]
	}
	return ""
}
