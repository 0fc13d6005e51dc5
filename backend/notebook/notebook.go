// Package notebook reads Jupyter notebooks, which are files that strangers wrote. It returns the
// questions that a lab asks, in their order and with their titles. It bounds how much it reads, runs
// nothing, and finds calls of send even in comments.
//
// It stores nothing and knows no session; package python reads the code of the cells. The app calls it
// when a teacher imports the questions of a lab.
package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"npt/backend/classroom"
)

// Limits on a notebook.
const (
	// MaxSize bounds the file in bytes: hundreds of pictures among its outputs fit.
	MaxSize = 16 << 20
	// maxCells bounds its cells; a long lab has two hundred.
	maxCells = 10_000
	// maxQuestions bounds how many questions it asks.
	maxQuestions = 500
)

// Question is a question that a notebook sends.
type Question struct {
	Label string
	Title string // of the nearest heading above; empty if there is none
}

// Questions returns the questions that the notebook in data sends, each once, in their order; none if
// it sends nothing. nfc converts text to Unicode's normal form C. The error is an *Error: CodeBadField
// if data is no notebook of format 3 or 4, CodeTooLarge if it is beyond the limits.
func Questions(data []byte, nfc func(string) string) ([]Question, error) {
	cells, err := readCells(data)
	if err != nil {
		return nil, err
	}
	var questions []Question
	known := map[string]bool{}
	above := titler{lonelyTop: hasLonelyTop(cells)}
	for _, c := range cells {
		if c.isProse() {
			above.read(c)
			continue
		}
		if c.Type != "code" {
			continue
		}
		labels := sentLabels(c.code())
		for _, label := range labels {
			label = classroom.CleanName(nfc, label)
			if known[label] || !classroom.IsQuestion(label) {
				continue
			}
			if len(questions) == maxQuestions {
				return nil, classroom.Errorf(classroom.CodeTooLarge, "The notebook sends more than %d questions.", maxQuestions)
			}
			known[label] = true
			questions = append(questions, Question{Label: label, Title: shortened(nfc(above.title(label)))})
		}
		above.used = above.used || len(labels) > 0
	}
	return questions, nil
}

// file is a notebook: cells in format 4, worksheets in format 3.
type file struct {
	Format     int      `json:"nbformat"`
	Cells      cellList `json:"cells"`
	Worksheets []struct {
		Cells cellList `json:"cells"`
	} `json:"worksheets"`
}

// cell is a cell without its outputs.
type cell struct {
	Type   string `json:"cell_type"` // code, markdown, raw; in format 3 also heading
	Source lines  `json:"source"`
	Input  lines  `json:"input"` // the code of a cell of format 3
	Level  int    `json:"level"` // of a heading of format 3
}

func (c cell) isProse() bool { return c.Type == "markdown" || c.Type == "heading" }

func (c cell) code() string { return string(c.Source + c.Input) }

func readCells(data []byte) ([]cell, error) {
	if len(data) > MaxSize {
		return nil, classroom.Errorf(classroom.CodeTooLarge, "The notebook is larger than %d MB: clear its outputs, save it and choose it again.", MaxSize>>20)
	}
	var f file
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &f); err != nil {
		var told *classroom.Error
		if errors.As(err, &told) {
			return nil, told
		}
		return nil, classroom.Errorf(classroom.CodeBadField, "This file is not a Jupyter notebook: choose one that ends with .ipynb.")
	}
	switch f.Format {
	case 0:
		return nil, classroom.Errorf(classroom.CodeBadField, "This file is not a Jupyter notebook: choose one that ends with .ipynb.")
	case 3, 4:
	default:
		return nil, classroom.Errorf(classroom.CodeBadField, "The notebook is of format %d: open it in Jupyter, save it as format 4 and choose it again.", f.Format)
	}
	cells := f.Cells
	for _, sheet := range f.Worksheets {
		cells = append(cells, sheet.Cells...)
	}
	return cells, nil
}

// cellList is a list of cells; it reads at most as many as a notebook may have.
type cellList []cell

// UnmarshalJSON reads a list of cells.
func (l *cellList) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return errors.New("no list of cells")
	}
	for d.More() {
		if len(*l) == maxCells {
			return classroom.Errorf(classroom.CodeTooLarge, "The notebook has more than %d cells.", maxCells)
		}
		var c cell
		if err := d.Decode(&c); err != nil {
			return err
		}
		*l = append(*l, c)
	}
	return nil
}

// lines is text that a notebook stores as one string or as a list of lines. Anything else is read as
// empty.
type lines string

// UnmarshalJSON reads text.
func (l *lines) UnmarshalJSON(data []byte) error {
	var whole string
	var list []string
	switch {
	case json.Unmarshal(data, &whole) == nil:
	case json.Unmarshal(data, &list) == nil:
		whole = strings.Join(list, "")
	}
	*l = lines(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(whole))
	return nil
}
