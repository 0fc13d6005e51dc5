// Package report reads a session as its dashboard and the pages of its questions show it, for the exports that
// people read: the page and the notebook for class. It puts the judgements of assess into the form that
// package export writes, gives the words of the app's language, and makes small pictures, each in its turn.
//
// It keeps nothing and writes nothing. The engine calls it for an export.
package report

import (
	"cmp"
	"context"
	"os"
	"strings"

	"npt/backend/assess"
	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
	"npt/frontend/src/words"
)

// Looks returns how the chosen records of a session are shown to people, in the language of a code; in
// that of the system if it is empty.
func Looks(ctx context.Context, from *assess.Assessor, chosen classroom.RecordSelection, language string) export.Looks {
	spoken := words.Builtin().OfSystem(os.Getenv)
	if language != "" {
		spoken = words.Builtin().Language(language)
	}
	return export.Looks{
		Language: spoken.Tag(), Say: spoken.Say,
		Overview: func() (export.Overview, error) { return overview(ctx, from, chosen, spoken) },
		Picture: func(p payload.Payload) (small *payload.Image, err error) {
			// What breaks a decoder is not shown, and is no reason to export nothing.
			_ = budget.InTurn(ctx, func() { small, _ = payload.Thumbnail(p) })
			return small, ctx.Err()
		},
	}
}

func overview(ctx context.Context, from *assess.Assessor, chosen classroom.RecordSelection, spoken *words.Language) (view export.Overview, err error) {
	session, part := chosen.Filter.SessionID, int64(0)
	if len(chosen.Filter.PartIDs) == 1 {
		part = chosen.Filter.PartIDs[0]
	}
	board, err := from.Dashboard(ctx, session, part)
	if err != nil {
		return view, err
	}
	view.IsWhole = chosen.IsWhole()
	for _, s := range board.Students {
		view.Students = append(view.Students, s.Student)
	}
	for _, q := range board.Questions {
		if !view.IsWhole && q.Students == 0 {
			continue
		}
		page, err := from.Question(ctx, session, part, q.Question)
		if err != nil {
			return view, err
		}
		view.Questions = append(view.Questions, question(page, spoken))
	}
	return view, nil
}

// asWritten returns an expected answer as a person writes it: one that was taken from an answer is its JSON, with tabs that
// say what lists were tuples.
func asWritten(expected string) string {
	if !strings.Contains(expected, "\t") {
		return expected
	}
	return cmp.Or(payload.AsPython(payload.Payload{Type: payload.TypeList, Data: []byte(expected)}), expected)
}

func question(page *assess.QuestionPage, spoken *words.Language) export.Question {
	q := export.Question{Label: page.Question, Title: page.Title}
	switch page.Check.Kind {
	case classroom.CheckPattern:
		q.Expected, q.IsPattern = []string{page.Check.Pattern}, true
	case classroom.CheckRecord:
		if q.Reference = page.Check.RecordID; q.Reference == 0 {
			q.Reference = page.Own.RecordID
		}
	default:
		for _, text := range page.Check.Expected {
			q.Expected = append(q.Expected, asWritten(text))
		}
	}
	for _, g := range page.Groups {
		group := export.Group{Example: g.RecordID, Label: g.Label, Hint: g.Hint}
		for _, m := range g.Members {
			group.Records = append(group.Records, m.RecordID)
		}
		for _, h := range g.Hints {
			group.Remarks = append(group.Remarks, spoken.Say("question.note."+string(h.Code), words.Values{"shape": h.Shape, "expected": h.Expected}))
		}
		q.Groups = append(q.Groups, group)
	}
	return q
}
