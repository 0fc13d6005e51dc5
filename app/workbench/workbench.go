// Package workbench holds the notebooks that a teacher prepares for a class: the file as it was read, and the steps that
// were taken since, which can all be undone until the notebook is written. Nothing here changes the file that was read,
// unless the teacher says so when it is written; a file is written whole or not at all.
//
// It knows neither sessions nor records: a step that connects a notebook is given the lines of the first cell. What the
// steps do to a notebook is package notebook's. The command line reads notebooks by it, and app/api keeps one bench for
// the window.
package workbench

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"npt/app/safefile"
	"npt/backend/classroom"
	"npt/backend/notebook"
)

// Limits on a bench.
const (
	maxOpen  = 4  // notebooks; the one that was used longest ago is put away
	maxSteps = 50 // of a notebook
)

// Kind is what a step does.
type Kind string

// The kinds of steps.
const (
	Connect  Kind = "connect"
	Renumber Kind = "renumber"
	Student  Kind = "student"
	Solution Kind = "solution"
	Clear    Kind = "clear"
)

// Step is one change of a notebook.
type Step struct {
	Kind        Kind
	First       notebook.FirstCell // of Connect
	Session     string             // of Connect: the name of the session, to be shown
	Start       int                // of Renumber
	Replacement string             // of Student
}

// State is a notebook on the bench.
type State struct {
	ID, Name string
	Path     string // of the file; empty if a browser sent it
	Input    *notebook.Document
	Now      *notebook.Document
	Steps    []Step
	Renamed  []notebook.Numbering // what the steps did to labels, by the notebook as it was read
	Broken   []notebook.Broken    // of the newest version
}

// Bench holds notebooks. Its zero value is an empty one.
type Bench struct {
	mu   sync.Mutex
	open []*State // the one that was used last stands last
}

// Open reads a file and puts it on the bench. The error is as that of ReadFile.
func (b *Bench) Open(path string) (State, error) {
	data, err := contentOf(path)
	if err != nil {
		return State{}, err
	}
	return b.put(filepath.Base(path), path, data)
}

// Add puts a notebook on the bench that a browser read. The error is a *classroom.Error.
func (b *Bench) Add(name string, data []byte) (State, error) { return b.put(name, "", data) }

func (b *Bench) put(name, path string, data []byte) (State, error) {
	input, err := notebook.Read(data)
	if err == nil {
		_, _, err = input.Renumber(1) // what can be read and not prepared is refused here and not at the first step
	}
	if err != nil {
		return State{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	s := &State{ID: rand.Text(), Name: name, Path: path, Input: input, Now: input}
	b.open = append(b.open[max(0, len(b.open)-maxOpen+1):], s)
	return *s, nil
}

// Notebook returns a notebook on the bench. The error is CodeNotFound if it was put away.
func (b *Bench) Notebook(id string) (State, error) {
	return b.change(id, func(*State) error { return nil })
}

// Do takes a step. After an error the notebook is as it was.
func (b *Bench) Do(id string, step Step) (State, error) {
	return b.change(id, func(s *State) error {
		if len(s.Steps) == maxSteps {
			return classroom.Errorf(classroom.CodeTooLarge, "This notebook has had %d steps: write it, and open what was written.", maxSteps)
		}
		return s.apply(step)
	})
}

// Undo takes the last step back.
func (b *Bench) Undo(id string) (State, error) {
	return b.change(id, func(s *State) error {
		if len(s.Steps) == 0 {
			return nil
		}
		steps := s.Steps[:len(s.Steps)-1]
		s.Now, s.Steps, s.Renamed, s.Broken = s.Input, nil, nil, nil
		for _, step := range steps { // no state of a large notebook is kept for each step
			if err := s.apply(step); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Bench) change(id string, change func(s *State) error) (State, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := slices.IndexFunc(b.open, func(s *State) bool { return s.ID == id })
	if at < 0 {
		return State{}, classroom.Errorf(classroom.CodeNotFound, "This notebook is not open any more: open its file again.")
	}
	next := *b.open[at]
	if err := change(&next); err != nil {
		return State{}, err
	}
	b.open = append(slices.Delete(b.open, at, at+1), &next)
	return next, nil
}

// apply takes a step.
func (s *State) apply(step Step) error {
	var data []byte
	var err error
	var broken []notebook.Broken
	renamed := s.Renamed
	switch step.Kind {
	case Connect:
		data, err = s.Now.Connect(step.First)
	case Renumber:
		var calls []notebook.Numbering
		calls, data, err = s.Now.Renumber(step.Start)
		renamed = followed(renamed, calls)
	case Student, Solution:
		var v notebook.Version
		if v, err = s.Now.Solution(); step.Kind == Student {
			v, err = s.Now.Student(step.Replacement)
		}
		data, broken = v.Data, v.Broken
	case Clear:
		data, _, err = s.Now.Clear()
	default:
		err = classroom.Errorf(classroom.CodeBadField, "%q is no step.", string(step.Kind))
	}
	if err != nil {
		return err
	}
	now, err := notebook.Read(data)
	if err != nil {
		return err
	}
	s.Now, s.Steps, s.Renamed, s.Broken = now, append(slices.Clip(s.Steps), step), renamed, broken
	return nil
}

// followed returns what two renumberings, one after the other, make of labels.
func followed(first, second []notebook.Numbering) []notebook.Numbering {
	if len(first) == 0 {
		return second
	}
	if len(first) == len(second) { // no call was taken away between the two
		out := slices.Clone(first)
		for i := range out {
			out[i].New = second[i].New
		}
		return out
	}
	becomes := map[string]string{}
	for _, n := range second {
		becomes[n.Old] = n.New
	}
	out := slices.Clone(first)
	for i, n := range out {
		if next, isThere := becomes[n.New]; isThere {
			out[i].New = next
		}
	}
	return out
}

// Suffix returns how the name of what is written differs from the name of what was read.
func (s State) Suffix() string {
	for _, step := range slices.Backward(s.Steps) {
		switch step.Kind {
		case Student:
			return notebook.StudentSuffix
		case Solution:
			return notebook.SolutionSuffix
		}
	}
	if len(s.Steps) > 0 {
		return "_prepared"
	}
	return ""
}

// FileName returns the name that is suggested for what is written.
func (s State) FileName() string { return strings.TrimSuffix(s.Name, ".ipynb") + s.Suffix() + ".ipynb" }

// Write writes the notebook to a file, whole or not at all.
func (s State) Write(path string) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // a link stays one
	}
	if err := safefile.WriteData(path, s.Now.Bytes(), 0o644); err != nil {
		return classroom.Errorf(classroom.CodeUnavailable, "The notebook cannot be written: %v.", err)
	}
	return nil
}

// IsInput reports whether a path is that of the file that was read.
func (s State) IsInput(path string) bool {
	if s.Path == "" {
		return false
	}
	input, err := os.Stat(s.Path)
	if err != nil {
		return filepath.Clean(path) == filepath.Clean(s.Path)
	}
	other, err := os.Stat(path)
	return err == nil && os.SameFile(input, other)
}

// Relabel is a question that has another label than in the file that was read.
type Relabel struct{ Old, New string }

// Relabelled returns the questions that have another label now, each once. One whose label was given to several questions
// is there with each of them.
func (s State) Relabelled() (all []Relabel) {
	for _, n := range s.Renamed {
		r := Relabel{n.Old, n.New}
		if n.Old != "" && n.New != "" && !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	if !slices.ContainsFunc(all, func(r Relabel) bool { return r.Old != r.New }) {
		return nil
	}
	return all
}
