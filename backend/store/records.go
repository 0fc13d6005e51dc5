package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

const recordColumns = `
SELECT r.id, r.session_id, r.part_id, p.name AS part, r.sender_id,
       n.uuid AS sender_uuid, n.name AS sender_name, n.number AS sender_number,
       r.question, r.type, r.preview, r.attempts, r.first_sent_at, r.sent_at, r.received_at`

const recordJoins = " JOIN parts p ON p.id = r.part_id JOIN senders n ON n.id = r.sender_id "

// conditions are terms of a WHERE that all hold, with their values.
type conditions struct {
	terms []string
	args  []any
}

func (c *conditions) add(term string, args ...any) {
	c.terms = append(c.terms, term)
	c.args = append(c.args, args...)
}

func (c *conditions) where() string { return " WHERE " + strings.Join(c.terms, " AND ") }

// Records returns up to limit records (at least one) of the session
// f.SessionID that f chooses, the last received first, from the place after on,
// and how many it chooses in all.
func (s *Store) Records(ctx context.Context, f classroom.RecordFilter, after classroom.RecordCursor, limit int) (classroom.RecordPage, error) {
	var rows []recordRow
	var total int
	limit = max(limit, 1)
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		query, args := pageQuery(f, after, limit+1) // one more tells whether there is a next page
		if err := tx.Raw(query, args...).Scan(&rows).Error; err != nil {
			return err
		}
		query, args = totalQuery(f)
		return tx.Raw(query, args...).Scan(&total).Error
	})
	if err != nil {
		return classroom.RecordPage{}, err
	}
	page := classroom.RecordPage{Records: []classroom.Record{}, Total: total}
	for i, row := range rows {
		if i == limit {
			last := rows[i-1]
			page.Next = classroom.RecordCursor{ReceivedAt: moment(last.ReceivedAt), ID: last.ID}
			break
		}
		r, err := row.record()
		if err != nil {
			return classroom.RecordPage{}, err
		}
		page.Records = append(page.Records, r)
	}
	return page, nil
}

// pageQuery names the index that has the chosen records together and, but for
// one sender's few, in order: the planner has no statistics to find it by.
func pageQuery(f classroom.RecordFilter, after classroom.RecordCursor, limit int) (string, []any) {
	var c conditions
	index := "records_by_session"
	c.add("r.session_id = ?", f.SessionID)
	if f.PartID != 0 {
		c.add("r.part_id = ?", f.PartID)
	}
	if f.Question != "" {
		index = "records_by_question"
		c.add("r.question = ?", f.Question)
	}
	if f.SenderID != 0 {
		index = "records_by_sender"
		c.add("r.sender_id = ?", f.SenderID)
	}
	if after != (classroom.RecordCursor{}) {
		c.add("(r.received_at, r.id) < (?, ?)", micros(after.ReceivedAt), after.ID)
	}
	query := recordColumns + " FROM records r INDEXED BY " + index + recordJoins + c.where() +
		" ORDER BY r.received_at DESC, r.id DESC LIMIT ?"
	return query, append(c.args, limit)
}

// totalQuery counts one sender's records one by one; all else is in the tallies.
func totalQuery(f classroom.RecordFilter) (string, []any) {
	var c conditions
	if f.SenderID != 0 {
		c.add("r.session_id = ?", f.SessionID)
		c.add("r.sender_id = ?", f.SenderID)
		if f.PartID != 0 {
			c.add("r.part_id = ?", f.PartID)
		}
		if f.Question != "" {
			c.add("r.question = ?", f.Question)
		}
		return "SELECT COUNT(*) FROM records r INDEXED BY records_by_sender" + c.where(), c.args
	}
	c.add("p.session_id = ?", f.SessionID)
	if f.PartID != 0 {
		c.add("p.id = ?", f.PartID)
	}
	if f.Question != "" {
		c.add("t.question = ?", f.Question)
	}
	return "SELECT COALESCE(SUM(t.records), 0) FROM parts p JOIN tallies t ON t.part_id = p.id" + c.where(), c.args
}

// Record returns one record. It is CodeNotFound if it is gone.
func (s *Store) Record(ctx context.Context, id int64) (classroom.Record, error) {
	var row recordRow
	err := take(s.read.WithContext(ctx).Raw(recordColumns+" FROM records r"+recordJoins+"WHERE r.id = ?", id), &row, "record")
	if err != nil {
		return classroom.Record{}, explain(err)
	}
	return row.record()
}

// Payload returns what a record carries. It is CodeNotFound if the record is gone.
func (s *Store) Payload(ctx context.Context, recordID int64) (classroom.Payload, error) {
	const query = "SELECT r.type, l.data, l.plotted FROM records r JOIN payloads l ON l.record_id = r.id WHERE r.id = ?"
	var p classroom.Payload
	if err := take(s.read.WithContext(ctx).Raw(query, recordID), &p, "record"); err != nil {
		return classroom.Payload{}, explain(err)
	}
	return p, nil
}

// RecordsOf returns those of the records that are still there, by id.
func (s *Store) RecordsOf(ctx context.Context, ids []int64) (map[int64]classroom.Record, error) {
	found := make(map[int64]classroom.Record, len(ids))
	for run := range slices.Chunk(ids, payloadsAtOnce) {
		var rows []recordRow
		if err := s.read.WithContext(ctx).Raw(recordColumns+" FROM records r"+recordJoins+"WHERE r.id IN ?", run).Scan(&rows).Error; err != nil {
			return nil, explain(err)
		}
		for _, row := range rows {
			r, err := row.record()
			if err != nil {
				return nil, err
			}
			found[r.ID] = r
		}
	}
	return found, nil
}
