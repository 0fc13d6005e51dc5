package store

import (
	"context"

	"gorm.io/gorm"
)

// deleteAtOnce is how many records one transaction deletes or hides. Notebooks that send meanwhile
// wait for one transaction at most.
const deleteAtOnce = 1000

// DeleteSession hides the session and returns the id of its deletion and how many records it has. From
// then on the session refuses records as a closed one does: notebooks keep them, and send them again
// if the deletion is undone. The error is CodeNotFound if the session does not exist.
func (s *Store) DeleteSession(ctx context.Context, id int64) (deletion int64, records int, err error) {
	row := deletionRow{SessionID: id}
	err = s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND deletion = 0", id), &sessionRow{}, "session"); err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		const count = "SELECT COALESCE(SUM(t.records), 0) FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ?"
		if err := tx.Raw(count, id).Scan(&records).Error; err != nil {
			return err
		}
		return tx.Model(&sessionRow{ID: id}).Update("deletion", row.ID).Error
	})
	return row.ID, records, err
}

// dropSession deletes the session with everything in it. A large one is deleted in several
// transactions, and the first of them closes it. When ctx ends, the rest stays hidden, with its
// deletion.
func (s *Store) dropSession(ctx context.Context, id int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error { return setOpen(tx, id, map[string]any{"open": false}) })
	for more := true; more && err == nil; {
		if hasEnded(ctx) {
			return nil
		}
		err = s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) (err error) {
			more, err = dropSome(tx, id, deleteAtOnce)
			return err
		})
	}
	if err != nil {
		return err
	}
	return s.change(context.WithoutCancel(ctx), func(tx *gorm.DB) error {
		return tx.Delete(&sessionRow{ID: id}).Error // ON DELETE CASCADE deletes the rest
	})
}

// dropSome deletes the oldest n of a session's records, keeps the counts right, and reports whether
// there may be more records.
func dropSome(tx *gorm.DB, session int64, n int) (more bool, err error) {
	const oldest = "SELECT id, student_id, question, hidden FROM records INDEXED BY records_by_session WHERE session_id = ? ORDER BY received_at, id LIMIT ?"
	var rows []struct {
		ID, StudentID int64
		Question      string
		Hidden        bool
	}
	if err := tx.Raw(oldest, session, n).Scan(&rows).Error; err != nil || len(rows) == 0 {
		return false, err
	}
	counts, questions, ids := map[int64]int{}, map[string]bool{}, make([]int64, len(rows))
	for i, r := range rows {
		ids[i], questions[r.Question] = r.ID, true
		if !r.Hidden {
			counts[r.StudentID]--
		}
	}
	for _, statement := range []string{
		"DELETE FROM texts WHERE session_id = @session AND record_id IN (SELECT value FROM json_each(@ids))",
		"DELETE FROM records WHERE id IN (SELECT value FROM json_each(@ids))",
	} {
		if err := tx.Exec(statement, map[string]any{"session": session, "ids": listJSON(ids)}).Error; err != nil {
			return false, err
		}
	}
	ctx, c := tx.Statement.Context, connection(tx)
	if err := addRecords(ctx, c, counts); err != nil {
		return false, err
	}
	return true, tallyAnew(ctx, c, session, keysOf(questions))
}
