package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

type messageRow struct {
	ID        int64
	SessionID int64
	Type      string
	Title     string
	Text      string
	Code      string
	SentAt    int64
	Direct    bool

	TakenBackAt int64
}

func (messageRow) TableName() string { return "messages" }

func (r messageRow) message() classroom.Message {
	return classroom.Message{
		ID: r.ID, SessionID: r.SessionID, Type: classroom.MessageType(r.Type), Title: r.Title, Text: r.Text, Code: r.Code,
		SentAt: moment(r.SentAt), TakenBackAt: momentOrNever(r.TakenBackAt),
	}
}

// AddMessage stores a message and returns it with its id. A message to some students ends their wait
// for help. The error is CodeNotFound if the session does not exist or has none of the students any
// more.
func (s *Store) AddMessage(ctx context.Context, m classroom.Message) (classroom.Message, error) {
	row := messageRow{
		SessionID: m.SessionID, Type: string(m.Type), Title: m.Title, Text: m.Text, Code: m.Code,
		SentAt: micros(m.SentAt), Direct: len(m.To) > 0,
	}
	err := s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", m.SessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil || !row.Direct {
			return err
		}
		return address(tx, row, m.To)
	})
	return row.message(), err
}

// address stores which students a message is for, and ends their wait for help.
func address(tx *gorm.DB, row messageRow, students []int64) error {
	const add = "INSERT OR IGNORE INTO recipients (message_id, sender_id) SELECT ?, id FROM senders WHERE session_id = ? AND id IN ?"
	added := tx.Exec(add, row.ID, row.SessionID, students)
	if added.Error != nil {
		return added.Error
	}
	if added.RowsAffected == 0 {
		return classroom.Errorf(classroom.CodeNotFound, "These students no longer exist: they were deleted or merged.")
	}
	return answerHelp(tx, row.SessionID, students, row.SentAt)
}

// isForSender selects the messages m that are for all students or for the sender's. A message to a
// student is for all notebooks that were merged into it.
const isForSender = `(NOT m.direct OR EXISTS (
  SELECT 1 FROM recipients t JOIN senders o ON o.id = t.sender_id JOIN senders n ON n.student_id = o.student_id
  WHERE t.message_id = m.id AND n.session_id = m.session_id AND n.uuid = ? AND n.name = ?))`

// MessagesAfter returns, oldest first, the session's messages for all students or for the sender's:
// those that stand and have an id above after, and those that were taken back after heardAt.
func (s *Store) MessagesAfter(ctx context.Context, sessionID int64, who classroom.SenderKey, after int64, heardAt time.Time) ([]classroom.Message, error) {
	const query = `
SELECT m.* FROM messages m
WHERE m.session_id = ? AND (m.id > ? AND m.taken_back_at = 0 OR m.taken_back_at > ?) AND ` + isForSender + " ORDER BY m.id"
	var rows []messageRow
	if err := s.read.WithContext(ctx).Raw(query, sessionID, after, micros(heardAt), who.UUID, who.Name).Scan(&rows).Error; err != nil {
		return nil, explain(err)
	}
	list := make([]classroom.Message, len(rows))
	for i, r := range rows {
		list[i] = r.message()
	}
	return list, nil
}

// TakeBack notes that a message no longer stands, and who had shown it. It returns the session's id. A
// message that was taken back before stays as it is. The error is CodeNotFound if it does not exist.
func (s *Store) TakeBack(ctx context.Context, messageID int64, at time.Time) (sessionID int64, err error) {
	var row messageRow
	err = s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", messageID), &row, "message"); err != nil || row.TakenBackAt != 0 {
			return err
		}
		const note = `
INSERT INTO readers (message_id, sender_id) SELECT m.id, n.id FROM messages m JOIN senders n ON n.session_id = m.session_id
WHERE m.id = ? AND n.shown_message >= m.id AND (NOT m.direct OR n.student_id IN (
  SELECT o.student_id FROM recipients t JOIN senders o ON o.id = t.sender_id WHERE t.message_id = m.id))`
		if err := tx.Exec(note, messageID).Error; err != nil {
			return err
		}
		// A clock that was set back must not bring two of them into the wrong order.
		const take = "UPDATE messages SET taken_back_at = MAX(?, (SELECT MAX(taken_back_at) + 1 FROM messages)) WHERE id = ?"
		return tx.Exec(take, micros(at), messageID).Error
	})
	return row.SessionID, err
}

// SentMessages returns the messages of a session, the newest first, at most as many as are wanted, with
// who got each.
func (s *Store) SentMessages(ctx context.Context, sessionID int64, most int) (list []classroom.SentMessage, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var rows []messageRow
		if err := tx.Where("session_id = ?", sessionID).Order("id DESC").Limit(most).Find(&rows).Error; err != nil {
			return err
		}
		var senders []struct{ StudentID, ShownMessage int64 }
		const shown = "SELECT student_id, MAX(shown_message) AS shown_message FROM senders WHERE session_id = ? GROUP BY student_id ORDER BY student_id"
		if err := tx.Raw(shown, sessionID).Scan(&senders).Error; err != nil {
			return err
		}
		to, err := studentsOf(tx, "recipients", sessionID)
		if err != nil {
			return err
		}
		readers, err := studentsOf(tx, "readers", sessionID)
		if err != nil {
			return err
		}
		takers, err := takersOf(tx, sessionID)
		if err != nil {
			return err
		}
		for _, row := range rows {
			m := classroom.SentMessage{Message: row.message(), Seen: readers[row.ID], Taken: takers[row.ID]}
			m.To = to[row.ID]
			for _, n := range senders {
				if row.TakenBackAt == 0 && n.ShownMessage >= row.ID && (!row.Direct || slices.Contains(m.To, n.StudentID)) {
					m.Seen = append(m.Seen, n.StudentID)
				}
			}
			list = append(list, m)
		}
		return nil
	})
	return list, explain(err)
}

// studentsOf returns the students that a table names for each message of a session, each once.
func studentsOf(tx *gorm.DB, table string, sessionID int64) (map[int64][]int64, error) {
	query := "SELECT DISTINCT t.message_id, n.student_id FROM messages m JOIN " + table +
		" t ON t.message_id = m.id JOIN senders n ON n.id = t.sender_id WHERE m.session_id = ? ORDER BY n.student_id"
	of := map[int64][]int64{}
	return of, eachOf(tx, query, sessionID, func(rows *sql.Rows) error {
		var message, student int64
		if err := rows.Scan(&message, &student); err != nil {
			return err
		}
		of[message] = append(of[message], student)
		return nil
	})
}

// takersOf returns who took the code of each message of a session, the quickest first.
func takersOf(tx *gorm.DB, sessionID int64) (map[int64][]classroom.TakenBy, error) {
	const query = `
SELECT m.id, n.student_id, MIN(t.taken_at) - m.sent_at AS after
FROM messages m JOIN takers t ON t.message_id = m.id JOIN senders n ON n.id = t.sender_id
WHERE m.session_id = ? GROUP BY m.id, n.student_id ORDER BY after, n.student_id`
	of := map[int64][]classroom.TakenBy{}
	return of, eachOf(tx, query, sessionID, func(rows *sql.Rows) error {
		var message, student, after int64
		if err := rows.Scan(&message, &student, &after); err != nil {
			return err
		}
		of[message] = append(of[message], classroom.TakenBy{StudentID: student, After: time.Duration(after) * time.Microsecond})
		return nil
	})
}

// NoteTaken notes which messages' code a sender's notebook took, the first time of each, and tells
// whether any is new. What it was not sent, or has no code, is left out. Without news it writes nothing.
func (s *Store) NoteTaken(ctx context.Context, sessionID int64, who classroom.SenderKey, taken []classroom.TakenCode, at time.Time) (isNews bool, err error) {
	const of = `
 FROM messages m JOIN senders s ON s.session_id = m.session_id
WHERE m.id = ? AND m.session_id = ? AND m.code <> '' AND s.uuid = ? AND s.name = ? AND ` + isForSender + `
AND NOT EXISTS (SELECT 1 FROM takers t WHERE t.message_id = m.id AND t.sender_id = s.id)`
	for _, one := range taken {
		args := []any{one.MessageID, sessionID, who.UUID, who.Name, who.UUID, who.Name}
		var isNew bool
		if err := s.read.WithContext(ctx).Raw("SELECT EXISTS (SELECT 1"+of+")", args...).Scan(&isNew).Error; err != nil {
			return isNews, explain(err)
		}
		if !isNew {
			continue
		}
		// The clock of a notebook cannot say that it took a message before it was sent.
		const note = "INSERT INTO takers (message_id, sender_id, taken_at) SELECT m.id, s.id, MAX(m.sent_at, ?)" + of
		err := s.changeBeside(ctx, func(tx *gorm.DB) error {
			return tx.Exec(note, append([]any{micros(at.Add(-one.Ago))}, args...)...).Error
		})
		if err != nil {
			return isNews, err
		}
		isNews = true
	}
	return isNews, nil
}

// attendance is what the file knows of a sender that asks for messages; its sender is 0 if the sender
// was never seen.
type attendance struct{ session, sender, shown int64 }

// Attend notes that a sender was seen and which messages it has shown. It writes only changes: a
// notebook that asks again costs one read. A new sender that Newcomers does not let in is not noted,
// and gets the messages to the whole session.
func (s *Store) Attend(ctx context.Context, l classroom.Listening, at time.Time) (classroom.Attendance, error) {
	who, err := s.attend(ctx, l, at, true)
	if code := classroom.AsError(err); err != nil && (code.Code == classroom.CodeTooManySenders || code.Code == classroom.CodeRateLimited) {
		err = nil
	}
	return who, err
}

func (s *Store) attend(ctx context.Context, l classroom.Listening, at time.Time, listens bool) (classroom.Attendance, error) {
	known, err := s.attendance(ctx, l)
	if err != nil {
		return classroom.Attendance{}, explain(err)
	}
	if known.sender != 0 && l.After <= known.shown {
		return classroom.Attendance{SessionID: known.session, Shown: known.shown}, nil
	}
	t := &task{
		record:  classroom.NewRecord{Owner: l.Owner, Session: l.Session, Sender: l.Sender, From: l.From, ReceivedAt: at},
		attends: true, listens: listens, shown: l.After, done: make(chan struct{}),
	}
	who := classroom.Attendance{SessionID: known.session, Shown: max(known.shown, l.After), IsNews: l.After > known.shown}
	return who, s.writer.queue.do(ctx, t)
}

func (s *Store) attendance(ctx context.Context, l classroom.Listening) (a attendance, err error) {
	pool, err := s.read.DB()
	if err != nil {
		return a, err
	}
	if a.session, err = findSession(ctx, pool, sessionName{l.Owner, l.Session}); err != nil {
		return a, err
	}
	const query = "SELECT id, shown_message FROM senders WHERE session_id = ? AND uuid = ? AND name = ?"
	err = pool.QueryRowContext(ctx, query, a.session, l.Sender.UUID, l.Sender.Name).Scan(&a.sender, &a.shown)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return a, err
}

// WouldTake returns the session that would take a record of the sender's for a part now, and stores
// nothing. Its errors are those of Save, and CodeSessionClosed.
func (s *Store) WouldTake(ctx context.Context, l classroom.Listening, part string) (sessionID int64, err error) {
	known, err := s.attendance(ctx, l)
	if err != nil {
		return 0, explain(s.closedOr(ctx, l, err))
	}
	pool, err := s.read.DB()
	if err != nil {
		return 0, err
	}
	parts, err := idsByName(ctx, pool, "SELECT id, name FROM parts WHERE session_id = ?", known.session)
	if err != nil {
		return 0, explain(err)
	}
	if _, found := classroom.MeantName(part, parts); !found {
		return 0, classroom.Errorf(classroom.CodeNoSuchPart, "No such part")
	}
	var senders int
	err = pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM senders WHERE session_id = ?", known.session).Scan(&senders)
	if err == nil && known.sender == 0 && senders >= classroom.MaxSenders {
		err = classroom.Errorf(classroom.CodeTooManySenders,
			"The session has %d students, which is the most it takes", classroom.MaxSenders)
	}
	return known.session, explain(err)
}

// closedOr returns the reason why no session takes a record: that the one that is meant is closed, else
// err.
func (s *Store) closedOr(ctx context.Context, l classroom.Listening, err error) error {
	if e := classroom.AsError(err); e.Code != classroom.CodeNoSuchSession {
		return err
	}
	pool, failed := s.read.DB()
	if failed != nil {
		return failed
	}
	owners, failed := idsByName(ctx, pool, "SELECT id, name FROM owners")
	if failed != nil {
		return failed
	}
	owner, _ := classroom.MeantName(l.Owner, owners)
	sessions, failed := idsByName(ctx, pool, selectNamedSessions, owner)
	if failed != nil {
		return failed
	}
	if _, closed := classroom.MeantName(l.Session, sessions); !closed {
		return err
	}
	return classroom.Errorf(classroom.CodeSessionClosed, "The session is closed")
}
