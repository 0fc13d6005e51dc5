package store

import (
	"context"
	"database/sql"
	"errors"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// FeedbackOf returns what the students of a session hear of its questions. The error is CodeNotFound if
// the session does not exist.
func (s *Store) FeedbackOf(ctx context.Context, sessionID int64) (f classroom.SessionFeedback, err error) {
	f = classroom.SessionFeedback{Rules: map[string]classroom.Rule{}, Hints: map[classroom.LabelOf]classroom.Hint{}}
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var session sessionRow
		if err := takeRow(tx.Where("id = ? AND deletion = 0", sessionID), &session, "session"); err != nil {
			return err
		}
		f.IsOpen, f.Default, f.CreatedAt = session.Open, readFeedback(session.Feedback), moment(session.CreatedAt)
		var facts classroom.Facts
		if err := readRules(tx, sessionID, &facts); err != nil {
			return err
		}
		for _, r := range facts.Rules {
			f.Rules[r.Question] = r
		}
		err := eachOf(tx, "SELECT question, label, text, code FROM hints WHERE session_id = ?", sessionID, func(rows *sql.Rows) error {
			var of classroom.LabelOf
			var h classroom.Hint
			err := rows.Scan(&of.Question, &of.Label, &h.Text, &h.Code)
			f.Hints[of] = h
			return err
		})
		if err != nil {
			return err
		}
		const told = "SELECT EXISTS (SELECT 1 FROM senders n CROSS JOIN tellings t ON t.sender_id = n.id WHERE n.session_id = ?)"
		return tx.Raw(told, sessionID).Scan(&f.HasTold).Error
	})
	return f, err
}

// HintsOf returns the hints of the labels of a question.
func (s *Store) HintsOf(ctx context.Context, sessionID int64, question string) (map[string]classroom.Hint, error) {
	var rows []struct{ Label, Text, Code string }
	err := s.read.WithContext(ctx).Raw("SELECT label, text, code FROM hints WHERE session_id = ? AND question = ?", sessionID, question).Scan(&rows).Error
	hints := map[string]classroom.Hint{}
	for _, r := range rows {
		hints[r.Label] = classroom.Hint{Text: r.Text, Code: r.Code}
	}
	return hints, explain(err)
}

// HintedOf returns, for each label of a question, the students who have heard its hint, each once.
func (s *Store) HintedOf(ctx context.Context, sessionID int64, question string) (map[string][]int64, error) {
	const query = `
SELECT DISTINCT h.label, n.student_id FROM senders n CROSS JOIN hinted h ON h.sender_id = n.id AND h.question = ?
WHERE n.session_id = ? ORDER BY n.student_id`
	var rows []struct {
		Label     string
		StudentID int64
	}
	err := s.read.WithContext(ctx).Raw(query, question, sessionID).Scan(&rows).Error
	students := map[string][]int64{}
	for _, r := range rows {
		students[r.Label] = append(students[r.Label], r.StudentID)
	}
	return students, explain(err)
}

// NotWaiting returns the records of a question of which no verdict waits to be told: it was told, or nobody
// can be told, as with answers of the original's notebooks.
func (s *Store) NotWaiting(ctx context.Context, sessionID int64, question string) (map[int64]bool, error) {
	const query = `
SELECT r.id FROM records r INDEXED BY records_by_question LEFT JOIN tellings t
ON t.sender_id = r.sender_id AND t.question = r.question AND t.part_id = r.part_id AND t.sending = r.sending AND t.judged
WHERE r.session_id = ? AND r.question = ? AND r.deletion = 0 AND (r.sending = '' OR t.sender_id IS NOT NULL)`
	var ids []int64
	err := s.read.WithContext(ctx).Raw(query, sessionID, question).Scan(&ids).Error
	records := make(map[int64]bool, len(ids))
	for _, id := range ids {
		records[id] = true
	}
	return records, explain(err)
}

// AnswersOf returns what a notebook may hear about: its own answers, and what it was told of them.
func (s *Store) AnswersOf(ctx context.Context, sessionID int64, who classroom.SenderKey) (of classroom.AnswersOf, err error) {
	of.Questions = map[string]classroom.StudentsQuestion{}
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var sender senderRow
		err := tx.Select("id", "student_id").Where("session_id = ? AND uuid = ? AND name = ?", sessionID, who.UUID, who.Name).Take(&sender).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		of.SenderID = sender.ID
		var notebooks int64
		if err := tx.Model(&senderRow{}).Where("student_id = ?", sender.StudentID).Count(&notebooks).Error; err != nil {
			return err
		}
		of.IsMerged = notebooks > 1
		if err := readAnswersOf(tx, sessionID, sender.StudentID, &of); err != nil {
			return err
		}
		return readTellingsOf(tx, sender.StudentID, &of)
	})
	return of, err
}

// readAnswersOf reads the answers of all notebooks of a student, and which of them are the sender's own.
func readAnswersOf(tx *gorm.DB, sessionID, studentID int64, of *classroom.AnswersOf) error {
	// CROSS JOIN fixes the order: each pair of a question and a notebook is looked up.
	const query = `
SELECT r.id, r.sender_id, r.question, r.part_id, p.name, r.sending, r.hidden, r.received_at, r.attempts, r.first_sent_at
FROM (SELECT DISTINCT t.question FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = @session) q
CROSS JOIN (SELECT id FROM senders WHERE session_id = @session AND student_id = @student) n
CROSS JOIN records r INDEXED BY records_by_question ON r.session_id = @session AND r.question = q.question AND r.sender_id = n.id AND r.deletion = 0
JOIN parts p ON p.id = r.part_id`
	rows, err := tx.Raw(query, sql.Named("session", sessionID), sql.Named("student", studentID)).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a classroom.OwnAnswer
		var sender, received, first int64
		var attempts int
		var isHidden bool
		if err := rows.Scan(&a.RecordID, &sender, &a.Question, &a.PartID, &a.Part, &a.Sending, &isHidden, &received, &attempts, &first); err != nil {
			return err
		}
		a.IsShown, a.ReceivedAt = !isHidden, moment(received)
		if sender == of.SenderID {
			of.Answers = append(of.Answers, a)
		}
		if !isHidden {
			q := of.Questions[a.Question]
			q.Attempts += attempts
			if q.FirstAt.IsZero() || moment(first).Before(q.FirstAt) {
				q.FirstAt = moment(first)
			}
			of.Questions[a.Question] = q
		}
	}
	return rows.Err()
}

// readTellingsOf reads what the sender was told, and of how many answers of the student verdicts were told.
func readTellingsOf(tx *gorm.DB, studentID int64, of *classroom.AnswersOf) error {
	const query = `
SELECT t.*, p.name AS part FROM senders n CROSS JOIN tellings t ON t.sender_id = n.id JOIN parts p ON p.id = t.part_id WHERE n.student_id = ?`
	var rows []struct {
		Row  tellingRow `gorm:"embedded"`
		Part string
	}
	if err := tx.Raw(query, studentID).Scan(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		q := of.Questions[r.Row.Question]
		q.Verdicts += r.Row.Verdicts
		of.Questions[r.Row.Question] = q
		if r.Row.SenderID == of.SenderID {
			of.Tellings = append(of.Tellings, r.Row.telling(r.Part))
		}
	}
	return nil
}
