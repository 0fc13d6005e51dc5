// Package notebook reads Jupyter notebooks, which are files that strangers wrote. It returns the
// questions that a lab asks, in their order and with their titles. It bounds how much it reads, runs
// nothing, and finds calls of send even in comments.
//
// It stores nothing and knows no session; package python reads the code of the cells. The app calls it
// when a teacher imports the questions of a lab.
package notebook

import (
	"cmp"
	"regexp"
	"slices"
	"sync"

	"npt/backend/classroom"
)

// maxQuestions bounds how many questions a notebook asks.
const maxQuestions = 500

// Question is a question that a notebook sends.
type Question struct {
	Label string `json:"label"`
	Title string `json:"title"` // what the text above calls it; empty if it says nothing
	Also  string `json:"also"`  // another title, if the label is sent again under it
}

// Lab is what a notebook asks.
type Lab struct {
	Questions []Question `json:"questions"` // each once, in their order
	Refused   []string   `json:"refused"`   // labels that no record may have: too long, or with a line break
}

// Questions returns what the notebook in data sends. nfc converts text to Unicode's normal form C. The error is a
// *classroom.Error: CodeBadField if data is no notebook of format 3 or 4, CodeTooLarge if it is beyond the limits.
func Questions(data []byte, nfc func(string) string) (Lab, error) {
	d, err := Read(data)
	if err != nil {
		return Lab{}, err
	}
	return d.Questions(nfc)
}

// Questions returns what the notebook sends, as the function of this name.
func (d *Document) Questions(nfc func(string) string) (Lab, error) {
	if err := d.inPython(); err != nil {
		return Lab{}, err
	}
	r := labReader{nfc: nfc, known: map[string]int{}}
	for i, c := range d.cells {
		switch {
		case c.isProse():
			r.passages = append(r.passages, passagesOf(i, c)...)
		case c.isCode():
			r.code(i, c)
		}
		if len(r.sent) > maxQuestions {
			return Lab{}, classroom.Errorf(classroom.CodeTooLarge, "The notebook sends more than %d questions.", maxQuestions)
		}
	}
	return r.lab(), nil
}

// labReader gathers what a notebook says and sends.
type labReader struct {
	nfc         func(string) string
	passages    []passage
	below       int            // the passages from here on stand below the last question
	known       map[string]int // by label, the position of a question in sent
	sent, again []asked        // again are those whose label was sent before
	refused     []string
}

func (r *labReader) code(i int, c cell) {
	r.passages = append(r.passages, formOf(i, c.source)...)
	labels := sentLabels(c.source)
	comments := sync.OnceValue(func() [][]passage { return sayings(i, c.source) })
	for _, label := range labels {
		label = classroom.CleanName(r.nfc, label)
		q := asked{label: label, cell: i, from: r.below, to: len(r.passages), inCode: titleInCode(comments(), label)}
		at, isKnown := r.known[label]
		switch {
		case isKnown && r.sent[at].cell != i:
			r.again = append(r.again, q)
		case isKnown || label == "":
		case !classroom.IsQuestion(label):
			if !slices.Contains(r.refused, label) && len(r.refused) < maxQuestions {
				r.refused = append(r.refused, label)
			}
		default:
			r.known[label] = len(r.sent)
			r.sent = append(r.sent, q)
		}
	}
	if len(labels) > 0 {
		r.below = len(r.passages)
	}
}

// lab chooses the titles.
func (r *labReader) lab() Lab {
	lab := Lab{Refused: r.refused}
	choose := newTitles(r.passages, r.sent)
	for _, q := range r.sent {
		lab.Questions = append(lab.Questions, Question{Label: q.label, Title: shortened(r.nfc(cmp.Or(choose.of(q), q.inCode)))})
	}
	for _, q := range r.again {
		first := &lab.Questions[r.known[q.label]]
		if title := shortened(r.nfc(choose.own(q))); title != first.Title && first.Also == "" {
			first.Also = title
		}
	}
	return lab
}

// maxLevel is that of the deepest heading.
const maxLevel = 6

// form matches a line that Colab shows as text over a cell of code; the title may end in its settings.
var form = regexp.MustCompile(`(?m)^[ \t]*#[ \t]*@(title|markdown)[ \t]+(.*?)[ \t]*(?:\{.*)?$`)

// formOf returns what Colab shows over a cell of code.
func formOf(i int, source string) (all []passage) {
	for _, at := range form.FindAllStringSubmatch(source, maxFormLines) {
		for _, p := range passagesOf(i, cell{kind: "markdown", source: at[2]}) {
			if at[1] == "title" {
				p.kind, p.level = heading, maxLevel
			}
			all = append(all, p)
		}
	}
	return all
}

// maxFormLines bounds the lines of a cell that Colab shows as text.
const maxFormLines = 50
