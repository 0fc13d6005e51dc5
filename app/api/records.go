package api

import (
	"cmp"
	"context"
	"slices"
	"time"

	"npt/backend/budget"
	"npt/backend/classroom"
	"npt/backend/payload"
)

const (
	pageDefault = 100
	pageMax     = 500
)

// Records returns a page of a session's records.
func (api *API) Records(q RecordQuery) (RecordPage, error) {
	ctx := api.ctx
	asked, err := q.query()
	if err != nil {
		return RecordPage{}, err
	}
	if asked.RecordFilter, err = api.known(q, false); err != nil {
		return RecordPage{}, err
	}
	if asked.ByNumber, err = api.namesHidden(ctx); err != nil {
		return RecordPage{}, err
	}
	if asked.Sort == classroom.SortAlike {
		if asked.Alike, err = api.alike(q, asked.RecordFilter); err != nil {
			return RecordPage{}, err
		}
	}
	page, err := api.engine.Store.Records(ctx, asked)
	if err != nil {
		return RecordPage{}, err
	}
	asOf := q.AsOf
	if asOf == "" {
		asOf = stamp(page.AsOf)
	}
	return RecordPage{Records: api.recordViews(q.part(), page.Records), Total: page.Total, AsOf: asOf}, nil
}

// NewRecords returns how many matching records came after q.AsOf.
func (api *API) NewRecords(q RecordQuery) (int, error) {
	f, err := api.known(q, false)
	if err != nil || f.AsOf.IsZero() {
		return 0, err
	}
	return api.engine.Store.CountNewRecords(api.ctx, f)
}

// RecordFacets returns the choices that the filters' menus offer.
func (api *API) RecordFacets(q RecordQuery) (RecordFacets, error) {
	f, err := api.known(q, false)
	if err != nil {
		return RecordFacets{}, err
	}
	if f.Judged == nil {
		f = api.knownNow(q, f)
	}
	found, err := api.engine.Store.RecordFacets(api.ctx, f)
	if err != nil {
		return RecordFacets{}, err
	}
	return RecordFacets{
		Students: mapped(found.Students, facetView), Questions: mapped(found.Questions, facetView),
		Types: mapped(found.Types, facetView), Parts: mapped(found.Parts, facetView),
		Verdicts: mapped(found.Verdicts, verdictFacet), Labels: mapped(found.Labels, facetView),
	}, nil
}

// NoMatch returns for each filter of q how many records would match without it.
func (api *API) NoMatch(q RecordQuery) ([]Without, error) {
	f, err := api.known(q, false)
	if err != nil {
		return nil, err
	}
	ofSections, err := api.ofSections(q, nil)
	if err != nil {
		return nil, err
	}
	named, err := api.named(q, ofSections)
	if err != nil {
		return nil, err
	}
	outside, err := api.named(q, q.StudentIDs)
	if err != nil {
		return nil, err
	}
	unnamed, err := api.ofSections(q, q.StudentIDs)
	if err != nil {
		return nil, err
	}
	all := []Without{}
	for _, w := range []struct {
		filter string
		used   bool
		drop   func(*classroom.RecordFilter)
	}{
		{"parts", len(f.PartIDs) > 0, func(f *classroom.RecordFilter) { f.PartIDs = nil }},
		{"students", len(q.StudentIDs) > 0, func(f *classroom.RecordFilter) { f.StudentIDs = named }},
		{"sections", len(q.Sections) > 0, func(f *classroom.RecordFilter) { f.StudentIDs = outside }},
		{"name", q.Name != "" && len(named) > 0, func(f *classroom.RecordFilter) { f.StudentIDs = unnamed }},
		{"questions", len(f.Questions) > 0, func(f *classroom.RecordFilter) { f.Questions = nil }},
		{"types", len(f.Types) > 0, func(f *classroom.RecordFilter) { f.Types = nil }},
		{"verdicts", len(f.Verdicts) > 0, func(f *classroom.RecordFilter) { f.Verdicts = nil }},
		{"labels", len(f.Labels) > 0, func(f *classroom.RecordFilter) { f.Labels = nil }},
		{"text", f.Text != "", func(f *classroom.RecordFilter) { f.Text = "" }},
		{"time", !f.Since.IsZero() || !f.Until.IsZero(), func(f *classroom.RecordFilter) { f.Since, f.Until = time.Time{}, time.Time{} }},
	} {
		if !w.used {
			continue
		}
		rest := f
		w.drop(&rest)
		n, err := api.engine.Store.CountRecords(api.ctx, rest)
		if err != nil {
			return nil, err
		}
		all = append(all, Without{Filter: w.filter, Records: n})
	}
	return all, nil
}

// DeleteRecords removes the selected records from every view and count. They are deleted for good
// after Undo.Until.
func (api *API) DeleteRecords(s Selection) (Undo, error) {
	chosen, err := api.selection(s)
	if err != nil {
		return Undo{}, err
	}
	undo, err := api.engine.Trash.DeleteRecords(context.Background(), chosen)
	return undoView(undo), err
}

// UndoDelete restores what a deletion of records or of a session removed.
func (api *API) UndoDelete(id int64) error {
	ctx := context.Background()
	session, err := api.engine.Trash.Undo(ctx, id)
	if err != nil {
		return err
	}
	if current, err := api.engine.CurrentSession(ctx); err != nil || current != 0 {
		return err
	}
	return api.engine.SelectSession(ctx, session) // the teacher was there before it was deleted
}

// Answer returns a record with its payload, read for showing.
func (api *API) Answer(recordID int64) (Answer, error) {
	return api.answer(api.ctx, recordID)
}

// answersMax is how many answers one call returns: as many as stand in sight, one below the other.
const answersMax = 20

// Answers returns records with their payloads, in the order of the ids. It leaves out records that do
// not exist any more, and refuses more than 20 ids.
func (api *API) Answers(recordIDs []int64) ([]Answer, error) {
	if len(recordIDs) > answersMax {
		return nil, classroom.Errorf(classroom.CodeBadField, "%d answers were requested: at most %d at once are allowed.", len(recordIDs), answersMax)
	}
	all := []Answer{}
	for _, id := range recordIDs {
		answer, err := api.answer(api.ctx, id)
		if err != nil && classroom.AsError(err).Code == classroom.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, answer)
	}
	return all, nil
}

func (api *API) answer(ctx context.Context, recordID int64) (Answer, error) {
	record, sent, err := api.engine.Store.Answer(ctx, recordID)
	if err != nil {
		return Answer{}, err
	}
	var read payload.Answer
	err = budget.InTurn(ctx, func() { read = payload.Read(sent) })
	if err != nil && ctx.Err() == nil {
		read, err = payload.Unreadable(sent), nil
	}
	return answerView(record, read), err
}

// Students returns the students who were seen in a session, by name, or by number while names are
// hidden.
func (api *API) Students(sessionID int64) ([]Student, error) {
	ctx := api.ctx
	all, err := api.engine.Store.Students(ctx, sessionID)
	if err != nil {
		return nil, err
	}
	hidden, err := api.namesHidden(ctx)
	if err != nil {
		return nil, err
	}
	if hidden {
		slices.SortFunc(all, func(a, b classroom.Student) int { return cmp.Compare(a.Alias, b.Alias) })
	}
	return mapped(all, studentView), nil
}

// Questions returns the questions that students sent, in natural order, with the number of students
// for each.
func (api *API) Questions(sessionID int64) ([]Question, error) {
	all, err := api.engine.Store.Questions(api.ctx, sessionID)
	if err != nil {
		return nil, err
	}
	return mapped(all, questionView), nil
}
