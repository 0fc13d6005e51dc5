package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// Visit notes when somebody visited students of a session, which ends their wait for help; the zero time
// takes both back. Nothing is noted if one of them does not exist: the error is CodeNotFound.
func (s *Store) Visit(ctx context.Context, sessionID int64, students []int64, at time.Time) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		for _, student := range students {
			if err := visit(tx, sessionID, student, at); err != nil {
				return err
			}
		}
		return nil
	})
}

func visit(tx *gorm.DB, sessionID, studentID int64, at time.Time) error {
	if err := takeRow(tx.Where("id = ? AND session_id = ?", studentID, sessionID), &senderRow{}, "student"); err != nil {
		return err
	}
	if !at.IsZero() {
		const visit = "INSERT INTO visits (sender_id, visited_at) VALUES (?, ?) ON CONFLICT (sender_id) DO UPDATE SET visited_at = excluded.visited_at"
		if err := tx.Exec(visit, studentID, micros(at)).Error; err != nil {
			return err
		}
		return tx.Exec("UPDATE help SET ended_at = ?, ending = 'helped' WHERE ended_at = 0 AND sender_id IN "+sendersOf, micros(at), sessionID, []int64{studentID}).Error
	}
	const reopen = "UPDATE help SET ended_at = 0, ending = '' WHERE ending = 'helped' AND ended_at = (SELECT visited_at FROM visits WHERE sender_id = ?) AND sender_id IN " + sendersOf
	if err := tx.Exec(reopen, studentID, sessionID, []int64{studentID}).Error; err != nil {
		return err
	}
	return tx.Exec("DELETE FROM visits WHERE sender_id = ?", studentID).Error
}

// answerHelp ends the wait of students to whom the teacher wrote, even if a visit ended it before.
func answerHelp(tx *gorm.DB, sessionID int64, students []int64, at int64) error {
	const end = `
UPDATE help SET ended_at = ?, ending = 'helped'
WHERE ending IN ('', 'helped') AND ended_at IN (0, (SELECT v.visited_at FROM senders n JOIN visits v ON v.sender_id = n.student_id WHERE n.id = help.sender_id))
AND sender_id IN ` + sendersOf
	return tx.Exec(end, at, sessionID, students).Error
}

// sendersOf selects the senders that count for some students of a session.
const sendersOf = "(SELECT id FROM senders WHERE session_id = ? AND student_id IN ?)"

// AddHelp stores a sender's request for help and returns the session's id. It creates the sender if it
// is new. A request id that the sender used before changes nothing. Without a question it is about the
// one that was answered last, without a seat the sender's last one holds. The errors are those of
// classroom.RecordSaver.
func (s *Store) AddHelp(ctx context.Context, l classroom.Listening, requestID string, asked classroom.HelpRequest) (sessionID int64, err error) {
	if _, err := s.attend(ctx, l, asked.AskedAt, false); err != nil {
		return 0, err
	}
	known, err := s.attendance(ctx, l)
	if err != nil {
		return 0, explain(err)
	}
	return known.session, s.changeBeside(ctx, func(tx *gorm.DB) (err error) {
		if asked.Question == "" {
			if asked.Question, err = lastAnswered(tx, known); err != nil {
				return err
			}
		}
		const ask = `
INSERT INTO help (session_id, sender_id, request_id, text, asked_at, ended_at, question, seat)
VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, COALESCE(NULLIF(?7, ''), (SELECT seat FROM help WHERE sender_id = ?2 AND seat <> '' ORDER BY id DESC LIMIT 1), ''))
ON CONFLICT (sender_id, request_id) DO NOTHING`
		return tx.Exec(ask, known.session, known.sender, requestID, asked.Text, micros(asked.AskedAt), asked.Question, asked.Seat).Error
	})
}

// TakeBackHelp ends what a sender's student asked for until a moment and returns the session's id. The
// errors are those of classroom.RecordSaver.
func (s *Store) TakeBackHelp(ctx context.Context, l classroom.Listening, until, now time.Time) (sessionID int64, err error) {
	known, err := s.attendance(ctx, l)
	if err != nil || known.sender == 0 {
		return known.session, explain(err)
	}
	var student int64
	if err := s.read.WithContext(ctx).Raw("SELECT student_id FROM senders WHERE id = ?", known.sender).Scan(&student).Error; err != nil {
		return known.session, explain(err)
	}
	return known.session, s.ChangeHelp(ctx, known.session, []int64{student}, func(_ int64, open []classroom.HelpRequest) { helpqueue.Done(open, until, now) })
}

// ChangeHelp calls fn with the open requests of each of some students of a session, and stores what it
// changes in them, in one transaction. Who has none is left out.
func (s *Store) ChangeHelp(ctx context.Context, sessionID int64, students []int64, fn func(student int64, open []classroom.HelpRequest)) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		all, err := requestsOf(tx, sessionID)
		if err != nil {
			return err
		}
		for _, student := range slices.Compact(slices.Sorted(slices.Values(students))) {
			open := slices.DeleteFunc(slices.Clone(all), func(r classroom.HelpRequest) bool { return r.StudentID != student || !r.EndedAt.IsZero() })
			if len(open) == 0 {
				continue
			}
			before := slices.Clone(open)
			fn(student, open)
			for i, r := range open {
				if r == before[i] {
					continue
				}
				const change = "UPDATE help SET taken_at = ?, helper = ?, ended_at = ?, ending = ? WHERE id = ?"
				if err := tx.Exec(change, micros(r.TakenAt), r.Helper, micros(r.EndedAt), r.Ending, r.ID).Error; err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// PauseHelp sets since when nobody is taken from the queue of an open session; the zero time lets it go on.
func (s *Store) PauseHelp(ctx context.Context, sessionID int64, at time.Time) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND open", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		return tx.Exec("UPDATE sessions SET help_paused_at = ? WHERE id = ?", micros(at), sessionID).Error
	})
}

// endQueue ends the open requests of a session that was closed, and the pause of its queue.
func endQueue(tx *gorm.DB, sessionID int64) error {
	const end = "UPDATE help SET ended_at = (SELECT closed_at FROM sessions WHERE id = ?1), ending = 'closed' WHERE session_id = ?1 AND ended_at = 0"
	if err := tx.Exec(end, sessionID).Error; err != nil {
		return err
	}
	return tx.Exec("UPDATE sessions SET help_paused_at = 0 WHERE id = ?", sessionID).Error
}

// resumeQueue opens the requests again that ended when a session was closed at a moment.
func resumeQueue(tx *gorm.DB, sessionID, closedAt int64) error {
	const resume = "UPDATE help SET ended_at = 0, ending = '' WHERE session_id = ? AND ending = 'closed' AND ended_at = ?"
	return tx.Exec(resume, sessionID, closedAt).Error
}

// helpColumns are the columns of a request h of a sender n, as scanHelp reads them.
const helpColumns = `h.id, n.student_id, h.question, h.text, h.seat, h.asked_at, h.taken_at, h.helper, h.ended_at, h.ending`

func scanHelp(rows *sql.Rows, r *classroom.HelpRequest, more ...any) error {
	var asked, taken, ended int64
	to := append([]any{&r.ID, &r.StudentID, &r.Question, &r.Text, &r.Seat, &asked, &taken, &r.Helper, &ended, &r.Ending}, more...)
	err := rows.Scan(to...)
	r.AskedAt, r.TakenAt, r.EndedAt = moment(asked), momentOrNever(taken), momentOrNever(ended)
	return err
}

// requestsOf returns the requests for help of a session, as they were asked.
func requestsOf(tx *gorm.DB, sessionID int64) (list []classroom.HelpRequest, err error) {
	const query = "SELECT " + helpColumns + `, h.ending = 'helped' AND h.ended_at = COALESCE(v.visited_at, 0)
FROM help h JOIN senders n ON n.id = h.sender_id LEFT JOIN visits v ON v.sender_id = n.student_id
WHERE h.session_id = ? ORDER BY h.asked_at, h.id`
	err = eachOf(tx, query, sessionID, func(rows *sql.Rows) error {
		var r classroom.HelpRequest
		err := scanHelp(rows, &r, &r.IsVisit)
		list = append(list, r)
		return err
	})
	return list, err
}

// HelpRequests returns the requests for help of a session, as they were asked.
func (s *Store) HelpRequests(ctx context.Context, sessionID int64) (list []classroom.HelpRequest, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		list, err = requestsOf(tx, sessionID)
		return err
	})
	return list, explain(err)
}

// Queue returns what is known of the queue of a session; nothing of one that does not exist.
func (s *Store) Queue(ctx context.Context, sessionID int64) (f helpqueue.Facts, err error) {
	f.Notebooks = map[int64][]classroom.SenderKey{}
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var session struct {
			Open         bool
			HelpPausedAt int64
		}
		if err := tx.Raw("SELECT open, help_paused_at FROM sessions WHERE id = ? AND deletion = 0", sessionID).Scan(&session).Error; err != nil {
			return err
		}
		f.IsOpen, f.PausedAt = session.Open, momentOrNever(session.HelpPausedAt)
		if f.Requests, err = requestsOf(tx, sessionID); err != nil || len(f.Requests) == 0 {
			return err
		}
		const notebooks = `
SELECT DISTINCT o.student_id, o.uuid, o.name FROM help h JOIN senders n ON n.id = h.sender_id JOIN senders o ON o.student_id = n.student_id
WHERE h.session_id = ?`
		err := eachOf(tx, notebooks, sessionID, func(rows *sql.Rows) error {
			var student int64
			var who classroom.SenderKey
			err := rows.Scan(&student, &who.UUID, &who.Name)
			f.Notebooks[student] = append(f.Notebooks[student], who)
			return err
		})
		if err != nil {
			return err
		}
		f.Answers, err = answersSinceAsked(tx, sessionID)
		return err
	})
	return f, explain(err)
}

// answersSinceAsked returns the answers to the questions of the open requests of a session that their
// students have sent since.
func answersSinceAsked(tx *gorm.DB, sessionID int64) (list []helpqueue.Answer, err error) {
	const query = `
SELECT DISTINCT r.id, r.question, r.part_id, r.received_at, r.sent_at, n.student_id
FROM help h CROSS JOIN senders n ON n.id = h.sender_id CROSS JOIN senders o ON o.student_id = n.student_id
CROSS JOIN records r INDEXED BY records_by_question ON r.session_id = h.session_id AND r.question = h.question AND r.sender_id = o.id
WHERE h.session_id = ? AND h.ended_at = 0 AND r.deletion = 0 AND NOT r.hidden AND r.sent_at > h.asked_at`
	err = eachOf(tx, query, sessionID, func(rows *sql.Rows) error {
		a := helpqueue.Answer{OwnAnswer: classroom.OwnAnswer{IsShown: true}}
		var received, sent int64
		err := rows.Scan(&a.RecordID, &a.Question, &a.PartID, &received, &sent, &a.StudentID)
		a.ReceivedAt, a.SentAt = moment(received), moment(sent)
		list = append(list, a)
		return err
	})
	return list, err
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
