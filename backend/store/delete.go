package store

import (
	"context"

	"gorm.io/gorm"
)

// deleteAtOnce is how many records one transaction deletes, about: notebooks that
// send meanwhile wait for no more than that.
const deleteAtOnce = 2000

// DeleteSession deletes the session and all that is in it, and returns how many
// records went. A large session goes in several transactions, after the first of
// which it is closed; if the app ends in between, what is left of it is a closed
// session that can be deleted again.
func (s *Store) DeleteSession(ctx context.Context, id int64) (records int, err error) {
	var counts []questionRecords
	err = s.change(ctx, func(tx *gorm.DB) error {
		if err := take(tx.Where("id = ?", id), &sessionRow{}, "session"); err != nil {
			return err
		}
		if err := setOpen(tx, id, map[string]any{"open": false}); err != nil {
			return err
		}
		const query = `
SELECT t.question, SUM(t.records) AS records FROM parts p JOIN tallies t ON t.part_id = p.id
WHERE p.session_id = ? GROUP BY t.question`
		return tx.Raw(query, id).Scan(&counts).Error
	})
	if err != nil {
		return 0, err
	}
	ctx = context.WithoutCancel(ctx) // half of a deletion helps nobody
	for _, c := range counts {
		records += c.Records
	}
	for _, questions := range portions(counts, deleteAtOnce) {
		if err := s.change(ctx, func(tx *gorm.DB) error { return deleteQuestions(tx, id, questions) }); err != nil {
			return 0, err
		}
	}
	return records, s.change(ctx, func(tx *gorm.DB) error {
		return tx.Delete(&sessionRow{ID: id}).Error // the rest goes by ON DELETE CASCADE
	})
}

// deleteQuestions deletes the session's records of the questions and keeps the
// counts right.
func deleteQuestions(tx *gorm.DB, session int64, questions []string) error {
	for _, statement := range []string{
		`UPDATE senders SET records = records - gone.n
FROM (SELECT sender_id, COUNT(*) AS n FROM records WHERE session_id = @session AND question IN @questions GROUP BY sender_id) AS gone
WHERE senders.id = gone.sender_id`,
		"DELETE FROM records WHERE session_id = @session AND question IN @questions",
		"DELETE FROM tallies WHERE part_id IN (SELECT id FROM parts WHERE session_id = @session) AND question IN @questions",
	} {
		if err := tx.Exec(statement, map[string]any{"session": session, "questions": questions}).Error; err != nil {
			return err
		}
	}
	return nil
}

// questionRecords says how many records a session has of a question.
type questionRecords struct {
	Question string
	Records  int
}

// portions puts the questions together, in their order, so that each portion has
// about most records, and more only if one question alone has.
func portions(counts []questionRecords, most int) [][]string {
	var list [][]string
	size := most
	for _, c := range counts {
		if size+c.Records > most {
			list = append(list, nil)
			size = 0
		}
		size += c.Records
		last := len(list) - 1
		list[last] = append(list[last], c.Question)
	}
	return list
}
