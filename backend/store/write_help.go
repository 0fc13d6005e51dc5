package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// Visit notes when the teacher visited a student, which ends the student's wait for help; the zero
// time takes both back. The error is CodeNotFound if the student does not exist.
func (s *Store) Visit(ctx context.Context, sessionID, studentID int64, at time.Time) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND session_id = ?", studentID, sessionID), &senderRow{}, "student"); err != nil {
			return err
		}
		if !at.IsZero() {
			const visit = "INSERT INTO visits (sender_id, visited_at) VALUES (?, ?) ON CONFLICT (sender_id) DO UPDATE SET visited_at = excluded.visited_at"
			if err := tx.Exec(visit, studentID, micros(at)).Error; err != nil {
				return err
			}
			return tx.Exec("UPDATE help SET ended_at = ? WHERE ended_at = 0 AND sender_id IN "+sendersOf, micros(at), sessionID, []int64{studentID}).Error
		}
		const reopen = "UPDATE help SET ended_at = 0 WHERE ended_at = (SELECT visited_at FROM visits WHERE sender_id = ?) AND sender_id IN " + sendersOf
		if err := tx.Exec(reopen, studentID, sessionID, []int64{studentID}).Error; err != nil {
			return err
		}
		return tx.Exec("DELETE FROM visits WHERE sender_id = ?", studentID).Error
	})
}

// answerHelp ends the wait of students to whom the teacher wrote, even if a visit ended it before.
func answerHelp(tx *gorm.DB, sessionID int64, students []int64, at int64) error {
	const end = `
UPDATE help SET ended_at = ?
WHERE ended_at IN (0, (SELECT v.visited_at FROM senders n JOIN visits v ON v.sender_id = n.student_id WHERE n.id = help.sender_id))
AND sender_id IN ` + sendersOf
	return tx.Exec(end, at, sessionID, students).Error
}

// sendersOf selects the senders that count for some students of a session.
const sendersOf = "(SELECT id FROM senders WHERE session_id = ? AND student_id IN ?)"

// AddHelp stores a sender's request for help and returns the session's id. It creates the sender if it
// is new. A request id that the sender used before changes nothing. The errors are those of
// classroom.RecordSaver.
func (s *Store) AddHelp(ctx context.Context, l classroom.Listening, requestID, text string, at time.Time) (sessionID int64, err error) {
	if _, err := s.attend(ctx, l, at, false); err != nil {
		return 0, err
	}
	known, err := s.attendance(ctx, l)
	if err != nil {
		return 0, explain(err)
	}
	return known.session, s.changeBeside(ctx, func(tx *gorm.DB) error {
		question, err := lastAnswered(tx, known)
		if err != nil {
			return err
		}
		const ask = `
INSERT INTO help (session_id, sender_id, request_id, text, asked_at, ended_at, question)
VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT (sender_id, request_id) DO NOTHING`
		return tx.Exec(ask, known.session, known.sender, requestID, text, micros(at), question).Error
	})
}

// lastAnswered returns the question that a sender's student has answered last; "" for none.
func lastAnswered(tx *gorm.DB, who attendance) (question string, err error) {
	var student int64
	if err := tx.Raw("SELECT student_id FROM senders WHERE id = ?", who.sender).Scan(&student).Error; err != nil {
		return "", err
	}
	own := &recordQuery{tx: tx, filter: classroom.RecordFilter{SessionID: who.session, StudentIDs: []int64{student}}}
	from, args := own.from()
	err = tx.Raw("SELECT r.question"+from+" ORDER BY r.sent_at DESC, r.id DESC LIMIT 1", args...).Scan(&question).Error
	return question, err
}
