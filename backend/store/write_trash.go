package store

import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Deleted records are hidden at once, with the id of their deletion, until the deletion is finished or
// undone. A student who sends again meanwhile gets a separate record; neither is lost. Deletions that
// wait when the app ends are undone at its next start.

// deletionRow is a deletion that is not finished.
type deletionRow struct {
	ID        int64
	SessionID int64
	Final     bool // it can no longer be undone
}

func (deletionRow) TableName() string { return "deletions" }

// DeleteRecords hides the selected records and the merged senders' records that they represent, and
// returns how many it hid. It leaves and counts records that came after the filter's AsOf. It works in
// portions, so that notebooks never wait long.
func (s *Store) DeleteRecords(ctx context.Context, sel classroom.RecordSelection) (classroom.Deleted, error) {
	var chosen []chosenRow
	var until int64 // a record that is sent again between two portions was not selected
	row := deletionRow{SessionID: sel.Filter.SessionID}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", row.SessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		return tx.Create(&row).Error
	})
	if err == nil {
		err = s.snapshot(ctx, func(tx *gorm.DB) (err error) {
			if until, err = newestIn(tx, row.SessionID); err != nil {
				return err
			}
			chosen, err = chosenRows(tx, sel)
			return err
		})
	}
	if err != nil {
		return classroom.Deleted{}, err
	}
	if !sel.Filter.AsOf.IsZero() {
		until = min(until, micros(sel.Filter.AsOf))
	}
	deleted := classroom.Deleted{ID: row.ID, Left: len(chosen)}
	// Sorted by question, so that each question is counted again in one portion only.
	slices.SortFunc(chosen, func(a, b chosenRow) int { return compareQuestions(a.Question, b.Question) })
	ctx = context.WithoutCancel(ctx) // a deletion must not stop half-way
	for portion := range slices.Chunk(chosen, deleteAtOnce) {
		ids := make([]int64, len(portion))
		for i, r := range portion {
			ids[i] = r.ID
		}
		err := s.change(ctx, func(tx *gorm.DB) error {
			hidden, err := hide(tx.Statement.Context, connection(tx), row, ids, until)
			deleted.Count += hidden
			return err
		})
		if err != nil {
			return classroom.Deleted{}, err
		}
	}
	deleted.Left -= deleted.Count
	return deleted, nil
}

// hide hides the records of ids that came until a moment, for a deletion, and returns how many it hid.
func hide(ctx context.Context, c *sql.Conn, d deletionRow, ids []int64, until int64) (int, error) {
	const read = "SELECT student_id, question FROM records WHERE id IN (SELECT value FROM json_each(?)) AND hidden = 0 AND received_at <= ?"
	counts, questions, n := map[int64]int{}, map[string]bool{}, 0
	err := eachRow(ctx, c, read, []any{listJSON(ids), until}, func(rows *sql.Rows) error {
		var student int64
		var question string
		err := rows.Scan(&student, &question)
		counts[student]--
		questions[question] = true
		n++
		return err
	})
	if err != nil {
		return 0, err
	}
	const standsFor = `
UPDATE records SET deletion = ?1 WHERE id IN (
  SELECT h.id FROM records h INDEXED BY records_hidden JOIN records r
  ON r.student_id = h.student_id AND r.question = h.question AND r.part_id = h.part_id
  WHERE h.session_id = ?3 AND h.hidden = 1 AND h.deletion = 0 AND r.hidden = 0 AND r.received_at <= ?4 AND r.id IN (SELECT value FROM json_each(?2)))`
	if _, err := c.ExecContext(ctx, standsFor, d.ID, listJSON(ids), d.SessionID, until); err != nil {
		return 0, err
	}
	const mark = "UPDATE records SET hidden = 1, deletion = ? WHERE id IN (SELECT value FROM json_each(?)) AND hidden = 0 AND received_at <= ?"
	if _, err := c.ExecContext(ctx, mark, d.ID, listJSON(ids), until); err != nil {
		return 0, err
	}
	if err := addRecords(ctx, c, counts); err != nil {
		return 0, err
	}
	return n, tallyAnew(ctx, c, d.SessionID, keysOf(questions))
}

func errTooLate() error {
	return classroom.Errorf(classroom.CodeNotFound, "It is too late to undo this: it was deleted.")
}

// UndoDelete restores what the deletion hid and returns its session. The error is CodeNotFound if the
// deletion is finished or was undone.
func (s *Store) UndoDelete(ctx context.Context, id int64) (session int64, err error) {
	if id < 0 {
		return s.bringBackRemoved(ctx, id)
	}
	var row deletionRow
	err = s.change(ctx, func(tx *gorm.DB) error {
		err := tx.Where("id = ? AND NOT final", id).Take(&row).Error
		if err != nil {
			return errTooLate()
		}
		return tx.Model(&sessionRow{}).Where("id = ? AND deletion = ?", row.SessionID, id).Update("deletion", 0).Error
	})
	if err != nil {
		return 0, err
	}
	ctx = context.WithoutCancel(ctx)
	for more := true; more && err == nil; {
		more, err = s.bringBackSome(ctx, row)
	}
	return row.SessionID, err
}

// bringBackSome restores some of the hidden records, and ends the deletion if there are no more.
func (s *Store) bringBackSome(ctx context.Context, row deletionRow) (more bool, err error) {
	err = s.change(ctx, func(tx *gorm.DB) (err error) {
		if more, err = bringBack(tx.Statement.Context, connection(tx), row); err != nil || more {
			return err
		}
		return tx.Delete(&row).Error
	})
	return more, err
}

// bringBack restores some of the hidden records, and reports whether there are more.
func bringBack(ctx context.Context, c *sql.Conn, d deletionRow) (more bool, err error) {
	const read = `
SELECT r.id, r.student_id, r.question, COALESCE(l.id, 0)
FROM (SELECT id FROM records INDEXED BY records_hidden WHERE session_id = ?1 AND hidden = 1 AND deletion = ?2 LIMIT ?3) w
CROSS JOIN records r ON r.id = w.id
LEFT JOIN records l INDEXED BY records_by_question
ON l.session_id = ?1 AND l.question = r.question AND l.sender_id = r.sender_id AND l.part_id = r.part_id AND l.deletion = 0`
	var ids []int64
	joined := map[int64]int64{} // by hidden record: the record that was sent meanwhile
	students, questions := map[int64]bool{}, map[string]bool{}
	err = eachRow(ctx, c, read, []any{d.SessionID, d.ID, deleteAtOnce}, func(rows *sql.Rows) error {
		var id, student, sent int64
		var question string
		err := rows.Scan(&id, &student, &question, &sent)
		if ids = append(ids, id); sent != 0 {
			joined[id] = sent
		}
		students[student], questions[question] = true, true
		return err
	})
	if err != nil || len(ids) == 0 {
		return false, err
	}
	for waiting, sent := range joined {
		if err := joinHalves(ctx, c, waiting, sent); err != nil {
			return false, err
		}
	}
	const back = "UPDATE records SET deletion = 0 WHERE id IN (SELECT value FROM json_each(?))"
	if _, err := c.ExecContext(ctx, back, listJSON(ids)); err != nil {
		return false, err
	}
	return true, recomputeMerged(ctx, c, d.SessionID, keysOf(students), keysOf(questions))
}

// joinHalves joins a hidden record and the record that the same sender sent meanwhile: the later one
// stays, with the attempts of both.
func joinHalves(ctx context.Context, c *sql.Conn, waiting, sent int64) error {
	type half struct {
		id, sentAt, first    int64
		attempts, replaced   int
		dedupe, fingerprints []byte
		receipts             receipts
		session, student     int64
		hidden               bool
	}
	halves := []half{}
	const read = `
SELECT id, session_id, student_id, hidden, sent_at, COALESCE(own_attempts, attempts), COALESCE(own_first_sent_at, first_sent_at), deliveries, fingerprints, replaced, receipts
FROM records WHERE id IN (?, ?) ORDER BY sent_at, id`
	err := eachRow(ctx, c, read, []any{waiting, sent}, func(rows *sql.Rows) error {
		var h half
		err := rows.Scan(&h.id, &h.session, &h.student, &h.hidden, &h.sentAt, &h.attempts, &h.first, &h.dedupe, &h.fingerprints, &h.replaced, (*[]byte)(&h.receipts))
		halves = append(halves, h)
		return err
	})
	if err != nil {
		return err
	}
	older, newer := halves[0], halves[1]
	both := append(dedupe(older.dedupe), newer.dedupe...)
	both = both[max(0, len(both)-maxDeduped*dedupeBytes):]
	fingerprints := payload.Fingerprints(older.fingerprints).Append(newer.fingerprints)
	if older.id == sent && !older.hidden {
		// The older one is deleted and counts no more.
		if err := addRecords(ctx, c, map[int64]int{older.student: -1}); err != nil {
			return err
		}
	}
	for _, statement := range []struct {
		sql  string
		args []any
	}{
		{"DELETE FROM records WHERE id = ?", []any{older.id}},
		{"DELETE FROM texts WHERE session_id = ? AND record_id = ?", []any{older.session, older.id}},
		{"UPDATE records SET attempts = ?, own_attempts = NULL, first_sent_at = ?, own_first_sent_at = NULL, deliveries = ?, fingerprints = ?, replaced = ?, receipts = ? WHERE id = ?",
			[]any{older.attempts + newer.attempts, min(older.first, newer.first), []byte(both), []byte(fingerprints), older.replaced + newer.replaced, []byte(newer.receipts.with(older.receipts)), newer.id}},
	} {
		if _, err := c.ExecContext(ctx, statement.sql, statement.args...); err != nil {
			return err
		}
	}
	return nil
}

// FinishDelete deletes for good what the deletion hid. It does nothing if the deletion is finished or
// was undone. When ctx ends, what is left waits for ResumeDeletions of the next start.
func (s *Store) FinishDelete(ctx context.Context, id int64) error {
	if id < 0 {
		s.removed.take(id)
		return nil
	}
	if hasEnded(ctx) {
		return nil
	}
	var row deletionRow
	var session sessionRow
	err := s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", id), &row, "deletion"); err != nil {
			return err
		}
		if err := tx.Model(&row).Update("final", true).Error; err != nil {
			return err
		}
		return tx.Where("id = ? AND deletion = ?", row.SessionID, id).Limit(1).Find(&session).Error
	})
	if err != nil {
		if classroom.AsError(err).Code == classroom.CodeNotFound {
			return nil
		}
		return err
	}
	if session.ID != 0 {
		return s.dropSession(ctx, session.ID)
	}
	for more := true; more; {
		if hasEnded(ctx) {
			return nil
		}
		err := s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) (err error) {
			more, err = dropPortion(tx, row)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) error { return tx.Delete(&row).Error })
}

func dropPortion(tx *gorm.DB, d deletionRow) (more bool, err error) {
	const portion = "SELECT id FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1 AND deletion = ? LIMIT ?"
	var ids []int64
	if err := tx.Raw(portion, d.SessionID, d.ID, deleteAtOnce).Scan(&ids).Error; err != nil || len(ids) == 0 {
		return false, err
	}
	const texts = "DELETE FROM texts WHERE session_id = ? AND record_id IN (SELECT value FROM json_each(?))"
	if err := tx.Exec(texts, d.SessionID, listJSON(ids)).Error; err != nil {
		return false, err
	}
	return true, tx.Exec("DELETE FROM records WHERE id IN (SELECT value FROM json_each(?))", listJSON(ids)).Error
}

// hasEnded reports whether what was begun should stop.
func hasEnded(ctx context.Context) bool { return ctx.Err() != nil }

// undoAll undoes the deletions that waited when the app ended, as far as it takes no time: whole
// sessions, and a portion of the records of each. ResumeDeletions does the rest.
func (s *Store) undoAll(ctx context.Context) error {
	err := s.read.WithContext(ctx).Order("id DESC").Find(&s.left).Error
	for _, row := range s.left {
		if err != nil || row.Final {
			continue
		}
		err = s.change(ctx, func(tx *gorm.DB) error {
			return tx.Model(&sessionRow{}).Where("id = ? AND deletion = ?", row.SessionID, row.ID).Update("deletion", 0).Error
		})
		if err == nil {
			_, err = s.bringBackSome(ctx, row)
		}
	}
	return explain(err)
}

// ResumeDeletions goes on with what an earlier run of the app did not end, beside everything else: it
// undoes the deletions that waited, and finishes those that could not be undone any more. It calls
// changed with the session after each portion, and returns early when ctx ends.
func (s *Store) ResumeDeletions(ctx context.Context, changed func(session int64)) error {
	var err error
	for _, row := range s.left {
		for more := !row.Final; more && err == nil && !hasEnded(ctx); {
			if more, err = s.bringBackSome(context.WithoutCancel(ctx), row); err == nil {
				changed(row.SessionID)
			}
		}
		if err == nil && row.Final {
			err = s.FinishDelete(ctx, row.ID)
		}
	}
	return err
}
