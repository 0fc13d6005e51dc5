package store

import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"
)

// A merged student is several senders whose records count for one student. Of their records for a
// question of a part, the one sent last is shown, with the attempts of all; the others are hidden, and
// nothing is lost. recomputeMerged brings the records of a student into that state from any other.

// mergedStudents are the students and questions of one session to recompute.
type mergedStudents struct {
	students  map[int64]bool
	questions map[string]bool
}

// noteMerged notes that an item concerns a merged student.
func (b *batch) noteMerged(it *item) {
	id := it.sender.session.id
	f := b.merged[id]
	if f == nil {
		f = &mergedStudents{map[int64]bool{}, map[string]bool{}}
		b.merged[id] = f
	}
	f.students[it.sender.student] = true
	f.questions[it.record.Question] = true
	it.recomputed = true
}

// recomputeMerged recomputes the merged students who have records in the batch.
func (b *batch) recomputeMerged() error {
	for _, r := range b.changed { // so far each row has only the record's own counts
		if r.merged {
			const own = "UPDATE records SET own_attempts = NULL, own_first_sent_at = NULL WHERE id = ?"
			if _, err := b.c.ExecContext(b.ctx, own, r.id); err != nil {
				return err
			}
		}
	}
	for session, f := range b.merged {
		if err := recomputeMerged(b.ctx, b.c, session, keysOf(f.students), keysOf(f.questions)); err != nil {
			return err
		}
	}
	return nil
}

// mergedRow is a record of a student to recompute, as it is in the file.
type mergedRow struct {
	id, part       int64
	question       string
	oldStudent     int64
	student        int64
	hidden         bool
	attempts       int
	ownAttempts    sql.NullInt64
	firstSentAt    int64
	ownFirstSentAt sql.NullInt64
	sentAt         int64
}

// alone returns the counts of the record without those of the records that it represents.
func (r *mergedRow) alone() (attempts int, firstSentAt int64) {
	attempts, firstSentAt = r.attempts, r.firstSentAt
	if r.ownAttempts.Valid {
		attempts, firstSentAt = int(r.ownAttempts.Int64), r.ownFirstSentAt.Int64
	}
	return attempts, firstSentAt
}

// recomputeMerged decides for each question and part which of a student's records is shown, and counts
// again.
func recomputeMerged(ctx context.Context, c *sql.Conn, session int64, students []int64, questions []string) error {
	groups, err := readMerged(ctx, c, session, students, questions)
	if err != nil {
		return err
	}
	shown := map[int64]int{} // by student: how many more records are shown
	var back []int64         // records that are shown again, with their own counts
	for _, group := range groups {
		if r := group[0]; len(group) == 1 && r.student == r.oldStudent && !r.ownAttempts.Valid {
			if r.hidden {
				back = append(back, r.id)
				shown[r.student]++
			}
			continue
		}
		if err := recomputeGroup(ctx, c, group, shown); err != nil {
			return err
		}
	}
	const show = "UPDATE records SET hidden = 0 WHERE id IN (SELECT value FROM json_each(?))"
	if _, err := c.ExecContext(ctx, show, listJSON(back)); err != nil {
		return err
	}
	if err := addRecords(ctx, c, shown); err != nil {
		return err
	}
	return tallyAnew(ctx, c, session, questions)
}

// mergedKey identifies a group of records of which one is shown.
type mergedKey struct {
	student, part int64
	question      string
}

// readMerged reads the students' records, grouped by question and part. The student of each record is
// the one that its sender counts for now.
func readMerged(ctx context.Context, c *sql.Conn, session int64, students []int64, questions []string) (map[mergedKey][]*mergedRow, error) {
	const query = `
SELECT r.id, r.part_id, r.question, r.student_id, n.student_id, r.hidden, r.attempts, r.own_attempts, r.first_sent_at, r.own_first_sent_at, r.sent_at
FROM (SELECT id, student_id FROM senders WHERE session_id = ?1 AND student_id IN (SELECT value FROM json_each(?2))) n
CROSS JOIN json_each(?3) q CROSS JOIN records r INDEXED BY records_by_question
ON r.session_id = ?1 AND r.question = q.value AND r.sender_id = n.id AND r.deletion = 0`
	groups := map[mergedKey][]*mergedRow{}
	err := eachRow(ctx, c, query, []any{session, listJSON(students), listJSON(questions)}, func(rows *sql.Rows) error {
		r := &mergedRow{}
		err := rows.Scan(&r.id, &r.part, &r.question, &r.oldStudent, &r.student, &r.hidden, &r.attempts, &r.ownAttempts, &r.firstSentAt, &r.ownFirstSentAt, &r.sentAt)
		key := mergedKey{r.student, r.part, r.question}
		groups[key] = append(groups[key], r)
		return err
	})
	return groups, err
}

// recomputeGroup writes the changes in a group of records of which one is shown.
func recomputeGroup(ctx context.Context, c *sql.Conn, group []*mergedRow, shown map[int64]int) error {
	last := slices.MaxFunc(group, func(a, b *mergedRow) int {
		if a.sentAt != b.sentAt {
			return int(min(max(a.sentAt-b.sentAt, -1), 1))
		}
		return int(min(max(a.id-b.id, -1), 1))
	})
	all, first := last.alone()
	for _, r := range group {
		if r != last {
			attempts, firstSentAt := r.alone()
			all, first = all+attempts, min(first, firstSentAt)
		}
	}
	for _, r := range group {
		attempts, firstSentAt := r.alone()
		row := []any{r.student, r != last, attempts, nil, firstSentAt, nil, r.id}
		if r == last && len(group) > 1 {
			row = []any{r.student, false, all, attempts, first, firstSentAt, r.id}
		}
		if !r.hidden {
			shown[r.oldStudent]--
		}
		if r == last {
			shown[r.student]++
		}
		const write = "UPDATE records SET student_id = ?, hidden = ?, attempts = ?, own_attempts = ?, first_sent_at = ?, own_first_sent_at = ? WHERE id = ?"
		if _, err := c.ExecContext(ctx, write, row...); err != nil {
			return err
		}
	}
	return nil
}

// addRecords adds to the students' counts of records.
func addRecords(ctx context.Context, c *sql.Conn, more map[int64]int) error {
	const add = `
UPDATE senders SET records = records + m.value ->> 1
FROM json_each(?) m WHERE senders.id = m.value ->> 0`
	list := make([][2]int64, 0, len(more))
	for student, n := range more {
		if n != 0 {
			list = append(list, [2]int64{student, int64(n)})
		}
	}
	_, err := c.ExecContext(ctx, add, listJSON(list))
	return err
}

// tallyAnew counts again the records that a session has for these questions.
func tallyAnew(ctx context.Context, c *sql.Conn, session int64, questions []string) error {
	const forget = `
DELETE FROM tallies WHERE part_id IN (SELECT id FROM parts WHERE session_id = ?1) AND question IN (SELECT value FROM json_each(?2))`
	const count = `
INSERT INTO tallies (part_id, question, records, students, attempts)
SELECT part_id, question, COUNT(*), SUM(first), SUM(attempts) FROM (
  SELECT r.part_id, r.question, r.attempts, ROW_NUMBER() OVER (PARTITION BY r.question, r.student_id ORDER BY r.id) = 1 AS first
  FROM json_each(?2) q CROSS JOIN records r INDEXED BY records_by_question
  ON r.session_id = ?1 AND r.question = q.value AND r.deletion = 0 AND r.hidden = 0)
GROUP BY part_id, question`
	for _, statement := range []string{forget, count} {
		if _, err := c.ExecContext(ctx, statement, session, listJSON(questions)); err != nil {
			return err
		}
	}
	return nil
}

// questionsOf returns the questions for which a session has records.
func questionsOf(tx *gorm.DB, session int64) (questions []string, err error) {
	const query = "SELECT DISTINCT t.question FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ?"
	err = tx.Raw(query, session).Scan(&questions).Error
	return questions, err
}

// connection returns the connection of a change's transaction.
func connection(tx *gorm.DB) *sql.Conn { return tx.Statement.ConnPool.(*sql.Conn) }
