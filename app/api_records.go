package app

import (
	"context"
	"time"

	"npt/backend/classroom"
)

const (
	pageDefault = 100
	pageMax     = 500
)

// Records returns a page of a session's records.
func (api *API) Records(q RecordQuery) (RecordPage, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = pageDefault
	}
	f := classroom.RecordFilter{SessionID: q.SessionID}
	if len(q.PartIDs) > 0 {
		f.PartID = q.PartIDs[0]
	}
	if len(q.StudentIDs) > 0 {
		f.SenderID = q.StudentIDs[0]
	}
	if len(q.Questions) > 0 {
		f.Question = q.Questions[0]
	}
	page, err := api.app.store.Records(context.Background(), f, classroom.RecordCursor{}, q.Offset+min(limit, pageMax))
	if err != nil {
		return RecordPage{}, err
	}
	records := mapped(page.Records, recordView)
	return RecordPage{Records: records[min(q.Offset, len(records)):], Total: page.Total, AsOf: stamp(time.Now())}, nil
}

// NewRecords returns how many records match that came after q.AsOf.
func (api *API) NewRecords(q RecordQuery) (int, error) { return 0, errSoon }

// RecordFacets returns what the menus of the filters offer.
func (api *API) RecordFacets(q RecordQuery) (RecordFacets, error) { return RecordFacets{}, errSoon }

// NoMatch returns for each filter of q how many records there would be without it.
func (api *API) NoMatch(q RecordQuery) ([]Without, error) { return []Without{}, errSoon }

// DeleteRecords takes the chosen records out of every view and count. They are
// deleted for real once Undo.Until has passed.
func (api *API) DeleteRecords(s Selection) (Undo, error) { return Undo{}, errSoon }

// UndoDelete brings back what a deletion of records or of a session took away.
func (api *API) UndoDelete(id int64) error { return errSoon }

var errSoon = classroom.Errorf(classroom.CodeConflict, "This is not there yet.")

// Answer returns a record with its payload, read for showing.
func (api *API) Answer(recordID int64) (Answer, error) {
	ctx := context.Background()
	record, err := api.app.store.Record(ctx, recordID)
	if err != nil {
		return Answer{}, err
	}
	payload, err := api.app.store.Payload(ctx, recordID)
	if err != nil {
		return Answer{}, err
	}
	return answerView(record, classroom.Read(payload)), nil
}

// Students returns who was seen in a session, by name.
func (api *API) Students(sessionID int64) ([]Student, error) {
	all, err := api.app.store.Senders(context.Background(), sessionID)
	if err != nil {
		return nil, err
	}
	return mapped(all, studentView), nil
}

// Questions returns the questions that students sent, in natural order, with how
// many students sent each.
func (api *API) Questions(sessionID int64) ([]Question, error) {
	all, err := api.app.store.Questions(context.Background(), sessionID)
	if err != nil {
		return nil, err
	}
	return mapped(all, questionView), nil
}
