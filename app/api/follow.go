package api

import (
	"context"
	"slices"

	"golang.org/x/text/unicode/norm"

	"npt/app/workbench"
	"npt/backend/classroom"
	"npt/backend/notebook"
)

// Following says what of a session can follow the new numbers of a notebook.
type Following struct {
	Moves []FollowingQuestion `json:"moves"`
	Split []string            `json:"split"` // labels of the session that several questions of the notebook had
	Taken []string            `json:"taken"` // new labels that a question has which keeps its own
}

// FollowingQuestion is a question of a session that has another number in the notebook.
type FollowingQuestion struct {
	Old      string `json:"old"`
	New      string `json:"new"`
	Title    string `json:"title"`
	Students int    `json:"students"` // who sent it
}

// Following returns what of a session can follow the new numbers of a notebook on the bench.
func (api *API) Following(id string, sessionID int64) (Following, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return Following{}, err
	}
	facts, err := api.engine.Store.Facts(api.ctx, sessionID)
	if err != nil {
		return Following{}, err
	}
	return following(s.Relabelled(), facts), nil
}

// following compares new labels with the questions that a session has.
func following(relabelled []workbench.Relabel, facts classroom.Facts) Following {
	has, becomes, moving := questionsBy(facts), map[string][]string{}, map[string]bool{}
	for _, r := range relabelled {
		becomes[r.Old] = append(becomes[r.Old], r.New)
	}
	f := Following{Moves: []FollowingQuestion{}, Split: []string{}, Taken: []string{}}
	for _, r := range relabelled {
		q, isThere := has[r.Old]
		switch {
		case !isThere || slices.Contains(f.Split, r.Old):
		case len(becomes[r.Old]) > 1:
			f.Split = append(f.Split, r.Old)
		case r.Old != r.New:
			moving[r.Old] = true
			q.New = r.New
			f.Moves = append(f.Moves, *q)
		}
	}
	for _, m := range f.Moves {
		if has[m.New] != nil && !moving[m.New] {
			f.Taken = append(f.Taken, m.New)
		}
	}
	return f
}

// questionsBy returns the questions that a session has, by their labels: those that were sent, and those for which
// something is set.
func questionsBy(facts classroom.Facts) map[string]*FollowingQuestion {
	has := map[string]*FollowingQuestion{}
	note := func(label string) *FollowingQuestion {
		if has[label] == nil {
			has[label] = &FollowingQuestion{Old: label}
		}
		return has[label]
	}
	type sent struct {
		question string
		student  int64
	}
	seen := map[sent]bool{}
	for _, c := range facts.Cells {
		if one := (sent{c.Question, c.StudentID}); !seen[one] {
			seen[one] = true
			note(c.Question).Students++
		}
	}
	for _, r := range facts.Rules {
		note(r.Question).Title = r.Title
	}
	for _, p := range facts.Pins {
		note(p.Question)
	}
	return has
}

// RelabelQuestions gives questions of a session other labels: answers, titles, rules, marks, hints, inputs and what
// students hear follow, all or, after an error, none. Labels may change places.
func (api *API) RelabelQuestions(sessionID int64, labels []Relabel) error {
	becomes := map[string]string{}
	for _, l := range labels {
		if _, isThere := becomes[l.Old]; isThere {
			return classroom.Errorf(classroom.CodeBadField, "Question %s would have two numbers.", l.Old)
		}
		becomes[l.Old] = l.New
	}
	e := api.engine
	err := e.Assessor.Relabel(context.Background(), sessionID, becomes)
	if err == nil {
		e.Messages.LookAgain(sessionID)
	}
	return err
}

// PreparationQuestions returns the questions that a notebook on the bench sends, as ReadNotebook does.
func (api *API) PreparationQuestions(id string) (Notebook, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return Notebook{}, err
	}
	return notebookView(s.Name, s.Now)
}

func notebookView(name string, d *notebook.Document) (Notebook, error) {
	lab, err := d.Questions(norm.NFC.String)
	if err != nil {
		return Notebook{}, err
	}
	return Notebook{Name: name, Version: d.Version(), Refused: append([]string{}, lab.Refused...), Questions: mapped(lab.Questions, func(q notebook.Question) NotebookQuestion {
		return NotebookQuestion(q)
	})}, nil
}
