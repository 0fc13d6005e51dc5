package store

import (
	"context"
	"log/slog"
	"slices"

	"gorm.io/gorm"
)

// Counts are kept with every commit. Should they ever be wrong all the same, through damage
// or a fault of an earlier version, they would stay so: nothing counts anew what nobody sends
// again. MendCounts does, beside everything else that goes on.

// mendAtOnce is how many questions are counted anew in one transaction.
const mendAtOnce = 50

// MendCounts compares the counts of all sessions with their records, mends those that are
// wrong with a line in the log, and returns the sessions in which some were. Nobody waits
// for it while nothing is wrong.
func (s *Store) MendCounts(ctx context.Context) (mended []int64, err error) {
	var sessions []int64
	// Not of those that are being deleted, or were not brought in to the end: they have none yet.
	const counted = "SELECT id FROM sessions WHERE deletion NOT IN (SELECT id FROM deletions WHERE final) ORDER BY id DESC"
	if err := s.read.WithContext(ctx).Raw(counted).Scan(&sessions).Error; err != nil {
		return nil, explain(err)
	}
	for _, id := range sessions {
		wrong, err := s.wrongCounts(ctx, id)
		if err != nil {
			return mended, err
		}
		if len(wrong.questions)+len(wrong.students) == 0 {
			continue
		}
		if err := s.countAnew(ctx, id, wrong); err != nil {
			return mended, err
		}
		slog.Warn("store: counts were wrong and are mended", "session", id, "questions", len(wrong.questions), "students", len(wrong.students))
		mended = append(mended, id)
	}
	return mended, nil
}

// wrongCounts are the questions and the students of a session whose counts are not those of
// their records.
type wrongCounts struct {
	questions []string
	students  []int64
}

// Of tallies, students is right if the sum over the parts is. ?1 is the session.
const (
	wrongTallies = `
WITH shown AS MATERIALIZED (
  SELECT part_id, question, student_id, COUNT(*) AS records, SUM(attempts) AS attempts
  FROM records INDEXED BY records_by_session WHERE session_id = ?1 AND hidden = 0 GROUP BY 1, 2, 3),
counted AS MATERIALIZED (SELECT part_id, question, SUM(records), SUM(attempts) FROM shown GROUP BY 1, 2),
kept AS MATERIALIZED (
  SELECT t.part_id, t.question, t.records, t.attempts, t.students FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ?1)
SELECT question FROM (SELECT part_id, question, records, attempts FROM kept EXCEPT SELECT * FROM counted)
UNION SELECT question FROM (SELECT * FROM counted EXCEPT SELECT part_id, question, records, attempts FROM kept)
UNION SELECT question FROM (
  SELECT question, COUNT(DISTINCT student_id) FROM shown GROUP BY 1 EXCEPT SELECT question, SUM(students) FROM kept GROUP BY 1)`

	countedStudents = `
counted AS MATERIALIZED (
  SELECT student_id, COUNT(*) AS records FROM records INDEXED BY records_by_session WHERE session_id = ?1 AND hidden = 0 GROUP BY 1)`

	wrongStudents = "WITH" + countedStudents + `
SELECT n.id FROM senders n LEFT JOIN counted c ON c.student_id = n.id
WHERE n.session_id = ?1 AND n.records <> COALESCE(c.records, 0)`

	countStudents = "WITH" + countedStudents + `
UPDATE senders SET records = COALESCE((SELECT c.records FROM counted c WHERE c.student_id = senders.id), 0)
WHERE session_id = ?1 AND id IN (SELECT value FROM json_each(?2))`
)

// wrongCounts reads one state of the file, in which no commit is half done.
func (s *Store) wrongCounts(ctx context.Context, session int64) (wrong wrongCounts, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(wrongTallies, session).Scan(&wrong.questions).Error; err != nil {
			return err
		}
		return tx.Raw(wrongStudents, session).Scan(&wrong.students).Error
	})
	return wrong, err
}

// countAnew counts the records of what was wrong, as they are now.
func (s *Store) countAnew(ctx context.Context, session int64, wrong wrongCounts) error {
	for portion := range slices.Chunk(wrong.questions, mendAtOnce) {
		err := s.change(ctx, func(tx *gorm.DB) error {
			return tallyAnew(tx.Statement.Context, connection(tx), session, portion)
		})
		if err != nil {
			return err
		}
	}
	if len(wrong.students) == 0 {
		return nil
	}
	return s.change(ctx, func(tx *gorm.DB) error {
		_, err := connection(tx).ExecContext(tx.Statement.Context, countStudents, session, listJSON(wrong.students))
		return err
	})
}
