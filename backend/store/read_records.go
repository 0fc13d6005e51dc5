package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

const recordColumns = `
SELECT r.id, r.session_id, r.part_id, p.name AS part, n.uuid AS sender_uuid, n.name AS sender_name,
       a.id AS student_id, a.session_id AS student_session_id, a.uuid AS student_uuid, a.name AS student_name, a.number AS student_number,
       a.given_name AS student_given_name, a.given_number AS student_given_number, a.alias AS student_alias,
       r.question, COALESCE((SELECT q.title FROM questions q WHERE q.session_id = r.session_id AND q.question = r.question), '') AS title,
       r.type, r.preview, r.attempts, r.replaced, r.first_sent_at, r.sent_at, r.received_at, r.receipts`

const recordJoins = " JOIN parts p ON p.id = r.part_id JOIN senders n ON n.id = r.sender_id JOIN senders a ON a.id = r.student_id "

// wholePage is the smallest page of a list that a teacher scrolls. The teacher may search such a list
// next.
const wholePage = 50

// Records returns a page of the records of the session q.SessionID; an empty page if the session does
// not exist.
func (s *Store) Records(ctx context.Context, q classroom.RecordQuery) (classroom.RecordPage, error) {
	q.Offset, q.Limit = max(q.Offset, 0), max(q.Limit, 1)
	page := classroom.RecordPage{Records: []classroom.Record{}}
	var rows []recordRow
	var ids []int64
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		newest, err := newestIn(tx, q.SessionID)
		if err != nil && !isDamage(err) {
			return err
		}
		page.AsOf = moment(newest)
		if !q.AsOf.Before(page.AsOf) {
			q.AsOf = time.Time{} // nothing came since, so the filter is not needed
		}
		c, err := s.query(tx, q.RecordFilter)
		if err != nil {
			return err
		}
		if ids, page.Total, err = c.page(q); isDamage(err) {
			ids, page.Total, err = c.pageAroundDamage(q)
		}
		if err == nil {
			rows, err = readRecords(tx, ids)
		}
		return err
	})
	if err != nil {
		return classroom.RecordPage{}, err
	}
	if q.Limit >= wholePage {
		s.texts.readAhead(q.SessionID)
	}
	page.Records, err = recordsInOrder(ids, rows)
	return page, err
}

// readRecords returns the rows of ids that are on no damaged page, in no order.
func readRecords(tx *gorm.DB, ids []int64) (rows []recordRow, err error) {
	_, err = aroundDamage(ids, func(ids []int64) error {
		var some []recordRow
		err := tx.Raw(recordColumns+" FROM records r"+recordJoins+"WHERE r.id IN (SELECT value FROM json_each(?))", listJSON(ids)).Scan(&some).Error
		if err == nil {
			rows = append(rows, some...)
		}
		return err
	})
	return rows, err
}

// recordsInOrder returns the records of rows in the order of ids.
func recordsInOrder(ids []int64, rows []recordRow) ([]classroom.Record, error) {
	byID := make(map[int64]recordRow, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	list := []classroom.Record{}
	for _, id := range ids {
		row, read := byID[id]
		if !read {
			continue
		}
		r, err := row.record()
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// newestIn returns when the last record of a session came, in microseconds; 1 if there is no record.
func newestIn(tx *gorm.DB, session int64) (at int64, err error) {
	const query = "SELECT COALESCE(MAX(received_at), 1) FROM records INDEXED BY records_by_session WHERE session_id = ?"
	err = tx.Raw(query, session).Scan(&at).Error
	return at, err
}

// CountRecords returns how many records match the filter.
func (s *Store) CountRecords(ctx context.Context, f classroom.RecordFilter) (total int, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		c, err := s.query(tx, f)
		if err == nil {
			total, err = c.total()
		}
		return err
	})
	return total, err
}

// CountNewRecords returns how many records that came after f.AsOf match the filter.
func (s *Store) CountNewRecords(ctx context.Context, f classroom.RecordFilter) (total int, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		c, err := s.query(tx, f)
		if err == nil {
			total, err = c.since().total()
		}
		return err
	})
	return total, err
}

// Record returns one record. The error is CodeNotFound if it does not exist.
func (s *Store) Record(ctx context.Context, id int64) (classroom.Record, error) {
	var row recordRow
	err := takeRow(s.read.WithContext(ctx).Raw(recordColumns+" FROM records r"+recordJoins+"WHERE r.id = ? AND r.deletion = 0", id), &row, "record")
	if err != nil {
		return classroom.Record{}, explain(err)
	}
	return row.record()
}

// Answer returns a record and its payload from the same moment, because a notebook may send again at
// any time. The error is CodeNotFound if the record does not exist.
func (s *Store) Answer(ctx context.Context, id int64) (classroom.Record, payload.Payload, error) {
	const query = filledColumns + "WHERE r.id = ? AND r.deletion = 0"
	var row filledRow
	if err := takeRow(s.read.WithContext(ctx).Raw(query, id), &row, "record"); err != nil {
		return classroom.Record{}, payload.Payload{}, explain(err)
	}
	return row.answer()
}

// RecordsOf returns the records that still exist, by id.
func (s *Store) RecordsOf(ctx context.Context, ids []int64) (map[int64]classroom.Record, error) {
	const query = recordColumns + " FROM records r" + recordJoins + "WHERE r.id IN (SELECT value FROM json_each(?)) AND r.deletion = 0"
	var rows []recordRow
	if err := s.read.WithContext(ctx).Raw(query, listJSON(ids)).Scan(&rows).Error; err != nil {
		return nil, explain(err)
	}
	found := make(map[int64]classroom.Record, len(ids))
	for _, row := range rows {
		r, err := row.record()
		if err != nil {
			return nil, err
		}
		found[r.ID] = r
	}
	return found, nil
}

// conditions are the terms of a WHERE, joined by AND, with their values.
type conditions struct {
	terms []string
	args  []any
}

func (c *conditions) add(term string, args ...any) {
	c.terms = append(c.terms, term)
	c.args = append(c.args, args...)
}

// among adds the condition that a column has one of the values; it adds nothing if there are no
// values.
func among[T any](c *conditions, column string, values []T) {
	if len(values) > 0 {
		c.add(column+" IN (SELECT value FROM json_each(?))", listJSON(values))
	}
}

func (c *conditions) where() string { return " WHERE " + strings.Join(c.terms, " AND ") }

// RecordFacets returns how many records each value of a filter would match while the other filters
// stay the same. A menu shows the values with these counts.
func (s *Store) RecordFacets(ctx context.Context, f classroom.RecordFilter) (facets classroom.RecordFacets, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		c, err := s.query(tx, f)
		if err != nil {
			return err
		}
		for _, one := range []struct {
			column string
			into   *[]classroom.RecordCount
			free   func(*classroom.RecordFilter)
		}{
			{"student_id", &facets.Students, func(f *classroom.RecordFilter) { f.StudentIDs = nil }},
			{"question", &facets.Questions, func(f *classroom.RecordFilter) { f.Questions = nil }},
			{"type", &facets.Types, func(f *classroom.RecordFilter) { f.Types = nil }},
			{"part_id", &facets.Parts, func(f *classroom.RecordFilter) { f.PartIDs = nil }},
		} {
			free := *c
			one.free(&free.filter)
			if *one.into, err = free.countBy(one.column); err != nil && !isDamage(err) {
				return err
			}
		}
		if f.Judged == nil {
			return nil // nothing is known of verdicts and labels
		}
		if err := c.judgedFacets(&facets); !isDamage(err) {
			return err
		}
		return nil
	})
	slices.SortFunc(facets.Questions, func(a, b classroom.RecordCount) int { return compareQuestions(a.Value, b.Value) })
	return facets, err
}

// withReceipt selects the records that have a receipt, or an attempt with it: where its bytes start one
// of their receipts.
const withReceipt = "r.deletion = 0 AND r.receipts IS NOT NULL AND instr(r.receipts, ?) > 0"

// Receipted returns the answers of a receipt, of all sessions: one, or none. Only if an app took about
// a million answers, two of them are likely to have one receipt.
func (s *Store) Receipted(ctx context.Context, receipt classroom.Receipt) (answers []classroom.Receipted, err error) {
	const query = `
SELECT r.id, r.receipts, s.name, o.name FROM records r JOIN sessions s ON s.id = r.session_id AND s.deletion = 0 JOIN owners o ON o.id = s.owner_id
WHERE ` + withReceipt + ` ORDER BY r.id`
	var ids []int64
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		rows, err := tx.Raw(query, bytesOf(receipt)).Rows()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var of classroom.Receipted
			var id int64
			var all receipts
			if err := rows.Scan(&id, (*[]byte)(&all), &of.Session, &of.Owner); err != nil {
				return err
			}
			sentAt, isKept, found := all.find(receipt)
			if found { // and not in the middle of another
				of.SentAt, of.IsKept = sentAt, isKept
				ids, answers = append(ids, id), append(answers, of)
			}
		}
		if err := rows.Err(); err != nil || len(ids) == 0 {
			return err
		}
		list, err := readRecords(tx, ids)
		if err != nil {
			return err
		}
		records, err := recordsInOrder(ids, list)
		for i, r := range records {
			answers[i].Record = r
		}
		return err
	})
	return answers, explain(err)
}
