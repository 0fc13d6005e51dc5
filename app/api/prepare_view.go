package api

import (
	"fmt"
	"maps"
	"slices"

	"npt/app/workbench"
	"npt/backend/notebook"
)

// Limits on what a page is sent of a notebook's changes.
const (
	maxChanges     = 200
	maxChangedText = 20_000 // bytes of a cell
)

// Preparation is a notebook that the teacher prepares for a class.
type Preparation struct {
	ID      string            `json:"id"` // empty if none was chosen
	Name    string            `json:"name"`
	Path    string            `json:"path"` // of the file that was read; empty if a browser sent it
	Size    int               `json:"size"`
	Cells   int               `json:"cells"`
	Format  string            `json:"format"`
	Save    string            `json:"save"` // the name that is suggested for what is written
	Steps   []PreparationStep `json:"steps"`
	Changes []NotebookChange  `json:"changes"`
	More    int               `json:"more"`   // changed cells that are not in Changes
	Beside  int               `json:"beside"` // cells of which only outputs or metadata changed
	Broken  []NotebookPlace   `json:"broken"` // cells of the newest version that are no Python any more
	Relabel []Relabel         `json:"relabel"`
}

// PreparationStep is something that is done to a notebook.
type PreparationStep struct {
	Do          string `json:"do"`
	SessionID   int64  `json:"sessionId"` // to connect
	Session     string `json:"session"`   // of a step that was taken: its name
	Form        string `json:"form"`      // of the first cell
	Address     string `json:"address"`   // empty for this computer's own
	Start       int    `json:"start"`     // to renumber
	Replacement string `json:"replacement"`
}

// NotebookChange is a cell that is not what it was in the file.
type NotebookChange struct {
	Was    int    `json:"was"` // its number in the file, from 1; 0 for a new cell
	Is     int    `json:"is"`  // its number now; 0 for one that is gone
	Kind   string `json:"kind"`
	Before string `json:"before"`
	After  string `json:"after"`
	IsCut  bool   `json:"isCut"`
}

// NotebookPlace is a place in a notebook, both from 1; the line is 0 for a whole cell, the cell 0 for the whole notebook.
type NotebookPlace struct {
	Cell int `json:"cell"`
	Line int `json:"line"`
}

// NotebookFinding is something that will go wrong in class. Its words follow from the code and the values.
type NotebookFinding struct {
	Code   string  `json:"code"`
	Cell   int     `json:"cell"`
	Line   int     `json:"line"`
	Values []Param `json:"values"`
	Fix    string  `json:"fix"` // the step that mends it safely; empty if there is none
	IsNote bool    `json:"isNote"`
}

// Numbering is what becomes of the label of one call of send.
type Numbering struct {
	Cell  int    `json:"cell"`
	Line  int    `json:"line"`
	Value string `json:"value"`
	Old   string `json:"old"`
	New   string `json:"new"`
	Why   string `json:"why"`
}

// Relabel is a question that has another label now.
type Relabel struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// WrittenNotebook is what was written, and where.
type WrittenNotebook struct {
	Path    string `json:"path"` // empty if the teacher cancelled
	Name    string `json:"name"`
	Size    int    `json:"size"`
	IsInput bool   `json:"isInput"` // nothing was written: it is the file that was read
}

// NotebookText is a notebook's file as a browser saves it.
type NotebookText struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

func preparationView(s workbench.State) Preparation {
	p := Preparation{
		ID: s.ID, Name: s.Name, Path: s.Path, Steps: []PreparationStep{}, Changes: []NotebookChange{},
		Broken:  mapped(s.Broken, func(b notebook.Broken) NotebookPlace { return NotebookPlace(b.Place) }),
		Relabel: mapped(s.Relabelled(), func(r workbench.Relabel) Relabel { return Relabel(r) }),
	}
	if s.ID == "" {
		return p
	}
	p.Save, p.Size, p.Cells, p.Format = s.FileName(), len(s.Now.Bytes()), s.Now.Cells(), s.Now.Format()
	p.Steps = mapped(s.Steps, func(step workbench.Step) PreparationStep {
		return PreparationStep{Do: string(step.Kind), Session: step.Session, Start: step.Start, Replacement: step.Replacement}
	})
	changes, beside := notebook.Changes(s.Input, s.Now)
	p.Beside, p.More = beside, max(0, len(changes)-maxChanges)
	p.Changes = mapped(changes[:len(changes)-p.More], changeView)
	return p
}

func changeView(c notebook.CellChange) NotebookChange {
	before, after := cutText(c.Before), cutText(c.After)
	return NotebookChange{c.Was, c.Is, c.Kind, before, after, len(before) < len(c.Before) || len(after) < len(c.After)}
}

// cutText returns the beginning of a text, up to the end of a line if it has one.
func cutText(text string) string {
	if len(text) <= maxChangedText {
		return text
	}
	return string([]rune(text[:maxChangedText-4])) + "…"
}

func findingOfNotebook(f notebook.Finding) NotebookFinding {
	values := []Param{{Name: "about", Value: f.About}}
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		values = append(values, Param{Name: name, Value: fmt.Sprint(f.Values[name])})
	}
	return NotebookFinding{Code: string(f.Code), Cell: f.Cell, Line: f.Line, Values: values, Fix: string(f.Fix), IsNote: f.IsNote}
}
