package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// EachRecord calls fn for each record of the session with its payload: by the
// part's number, then the sender's name and number, then the question as text.
// All is read from one state of the file, which later commits do not touch. An
// error of fn ends it and is returned. It is CodeNotFound if the session is gone.
func (s *Store) EachRecord(ctx context.Context, sessionID int64, fn func(classroom.Record, classroom.Payload) error) error {
	return s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := take(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		runs, err := recordRuns(tx, sessionID)
		if err != nil {
			return err
		}
		for _, run := range runs {
			if err := run.each(tx, fn); err != nil {
				return err
			}
		}
		return nil
	})
}

// recordRun is the records of one sender in one part. Sorting these pairs first
// and reading each through its index keeps the payloads out of any sorting.
type recordRun struct{ PartID, SenderID int64 }

func recordRuns(tx *gorm.DB, sessionID int64) (runs []recordRun, err error) {
	const query = `
SELECT p.id AS part_id, n.id AS sender_id
FROM (SELECT DISTINCT part_id, sender_id FROM records WHERE session_id = ?) r
JOIN parts p ON p.id = r.part_id JOIN senders n ON n.id = r.sender_id
ORDER BY p.number, n.name, n.number, n.id`
	err = tx.Raw(query, sessionID).Scan(&runs).Error
	return runs, err
}

func (run recordRun) each(tx *gorm.DB, fn func(classroom.Record, classroom.Payload) error) error {
	const query = recordColumns + ", l.data, l.plotted FROM records r INDEXED BY records_by_sender" + recordJoins +
		"JOIN payloads l ON l.record_id = r.id WHERE r.sender_id = ? AND r.part_id = ? ORDER BY r.question"
	rows, err := tx.Raw(query, run.SenderID, run.PartID).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		record, payload, err := scanRecord(rows)
		if err != nil {
			return err
		}
		if err := fn(record, payload); err != nil {
			return err
		}
	}
	return rows.Err()
}

func scanRecord(rows *sql.Rows) (classroom.Record, classroom.Payload, error) {
	var r recordRow
	var p classroom.Payload
	err := rows.Scan(&r.ID, &r.SessionID, &r.PartID, &r.Part, &r.SenderID, &r.SenderUUID, &r.SenderName, &r.SenderNumber,
		&r.Question, &r.Type, &r.Preview, &r.Attempts, &r.FirstSentAt, &r.SentAt, &r.ReceivedAt, &p.Data, &p.Plotted)
	if err != nil {
		return classroom.Record{}, classroom.Payload{}, err
	}
	record, err := r.record()
	p.Type = record.Type
	return record, p, err
}
