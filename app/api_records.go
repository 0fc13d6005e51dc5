package app

import (
	"context"
	"fmt"
	"time"

	"npt/backend/classroom"
)

const (
	pageDefault = 100
	pageMax     = 500
)

// Records returns a page of a session's records, newest first.
func (api *API) Records(q RecordQuery) (RecordPage, error) {
	after, err := parseCursor(q.After)
	if err != nil {
		return RecordPage{}, err
	}
	limit := q.Limit
	if limit <= 0 {
		limit = pageDefault
	}
	page, err := api.app.store.Records(context.Background(), classroom.RecordFilter{
		SessionID: q.SessionID, PartID: q.PartID, SenderID: q.StudentID, Question: q.Question,
	}, after, min(limit, pageMax))
	if err != nil {
		return RecordPage{}, err
	}
	return RecordPage{Records: mapped(page.Records, recordView), Total: page.Total, Next: formatCursor(page.Next)}, nil
}

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

// A cursor is written for the window as microseconds and id.

func formatCursor(c classroom.RecordCursor) string {
	if c.ID == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d", c.ReceivedAt.UnixMicro(), c.ID)
}

func parseCursor(s string) (c classroom.RecordCursor, err error) {
	if s == "" {
		return c, nil
	}
	var at int64
	if _, err := fmt.Sscanf(s, "%d.%d", &at, &c.ID); err != nil {
		return c, classroom.Errorf(classroom.CodeBadField, "%q is no place in the records", s)
	}
	c.ReceivedAt = time.UnixMicro(at).UTC()
	return c, nil
}
