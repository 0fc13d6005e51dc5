package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// feedbackJSON is a classroom.Feedback in the file. It is a separate type, so that a new name in the
// domain does not change older files.
type feedbackJSON struct {
	Kind          classroom.FeedbackKind `json:"kind"`
	AfterAttempts int                    `json:"afterAttempts,omitempty"`
	AfterMinutes  int                    `json:"afterMinutes,omitempty"`
	AtMost        int                    `json:"atMost,omitempty"`
	Hold          bool                   `json:"hold,omitempty"`
}

func writeFeedback(f classroom.Feedback) (string, error) {
	if f == (classroom.Feedback{}) {
		return "", nil
	}
	return asJSON(feedbackJSON(f))
}

// readFeedback returns feedback from the file. What cannot be read tells students nothing.
func readFeedback(text string) classroom.Feedback {
	if text == "" {
		return classroom.Feedback{}
	}
	var f feedbackJSON
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		slog.Error("store: what students hear cannot be read", "feedback", text, "cause", err)
		return classroom.Feedback{Kind: classroom.FeedbackNothing}
	}
	return classroom.Feedback(f)
}

// SetSessionFeedback sets what students hear of the questions of a session that have no feedback of
// their own. If that holds verdicts back, it does so for questions that were released before.
func (s *Store) SetSessionFeedback(ctx context.Context, sessionID int64, f classroom.Feedback) error {
	text, err := writeFeedback(f)
	if err != nil {
		return err
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		row := &sessionRow{}
		if err := takeRow(tx.Where("id = ?", sessionID), row, "session"); err != nil {
			return err
		}
		if f.Hold {
			if err := tx.Exec("UPDATE questions SET released = 0 WHERE session_id = ? AND feedback = ''", sessionID).Error; err != nil {
				return err
			}
		}
		return tx.Model(row).Update("feedback", text).Error
	})
}

// Release notes that the teacher told everybody what the feedback of some questions held back.
func (s *Store) Release(ctx context.Context, sessionID int64, questions []string) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		for _, question := range questions {
			const put = `
INSERT INTO questions (session_id, question, title, number, equivalence, checking, added, feedback, released) VALUES (?, ?, '', 0, '', '', 0, '', 1)
ON CONFLICT (session_id, question) DO UPDATE SET released = 1`
			if err := tx.Exec(put, sessionID, question).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// SetHint stores the hint of a label of a question; one without words removes it.
func (s *Store) SetHint(ctx context.Context, sessionID int64, question, label string, h classroom.Hint) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if h == (classroom.Hint{}) {
			return tx.Exec("DELETE FROM hints WHERE session_id = ? AND question = ? AND label = ?", sessionID, question, label).Error
		}
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		const put = `
INSERT INTO hints (session_id, question, label, text, code) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (session_id, question, label) DO UPDATE SET text = excluded.text, code = excluded.code`
		return tx.Exec(put, sessionID, question, label, h.Text, h.Code).Error
	})
}

// passHint gives the new label of a pin what the old one has, where it has none: the hint, and who heard it.
func passHint(tx *gorm.DB, sessionID int64, p classroom.Pin) error {
	var before pinRow
	err := tx.Select("question", "label").Where("id = ?", p.ID).Take(&before).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && (before.Label == "" || p.Label == "" || before.Label == p.Label) {
		return nil
	}
	if err != nil {
		return err
	}
	const hint = `
INSERT OR IGNORE INTO hints (session_id, question, label, text, code)
SELECT session_id, question, @new, text, code FROM hints WHERE session_id = @session AND question = @question AND label = @old`
	const heard = `
INSERT OR IGNORE INTO hinted (sender_id, question, label)
SELECT h.sender_id, h.question, @new FROM senders n JOIN hinted h ON h.sender_id = n.id AND h.question = @question AND h.label = @old
WHERE n.session_id = @session AND NOT EXISTS (SELECT 1 FROM pins p WHERE p.session_id = @session AND p.question = @question AND p.label = @new)`
	for _, statement := range []string{hint, heard} {
		names := []any{sql.Named("session", sessionID), sql.Named("question", before.Question), sql.Named("old", before.Label), sql.Named("new", p.Label)}
		if err := tx.Exec(statement, names...).Error; err != nil {
			return err
		}
	}
	return nil
}

// tellers are those who wait until what notebooks are told is on disk: the first of them writes for all,
// because a class hears of a label at once.
type tellers struct {
	mu        sync.Mutex
	waiting   []*tellTask
	isWriting bool
}

// tellTask is what is to be written for one notebook.
type tellTask struct {
	write func(tx *gorm.DB) error
	err   error
	done  chan struct{}
}

// tell has something written beside, together with what others have written, and returns once it is on
// disk.
func (s *Store) tell(ctx context.Context, write func(tx *gorm.DB) error) error {
	t := &tellTask{write: write, done: make(chan struct{})}
	all := &s.tellers
	all.mu.Lock()
	all.waiting = append(all.waiting, t)
	isFirst := !all.isWriting
	all.isWriting = true
	all.mu.Unlock()
	for isFirst {
		all.mu.Lock()
		batch := all.waiting
		all.waiting = nil
		if all.isWriting = len(batch) > 0; !all.isWriting {
			all.mu.Unlock()
			break
		}
		all.mu.Unlock()
		s.writeTold(context.WithoutCancel(ctx), batch)
	}
	<-t.done
	return t.err
}

func (s *Store) writeTold(ctx context.Context, batch []*tellTask) {
	change := func(tx *gorm.DB) error {
		for _, t := range batch {
			if err := t.write(tx); err != nil {
				return err
			}
		}
		return nil
	}
	err := s.writer.queue.do(ctx, &task{change: change, beside: true, quiet: true, done: make(chan struct{})})
	for _, t := range batch {
		t.err = err
		close(t.done)
	}
}

// Tell notes what a notebook is about to be told, before it is. It returns the tellings with their
// moments; those are left out whose answer was sent again or is shown no more, or whose notebook was
// deleted, and verdicts beyond their Offer.AtMost.
func (s *Store) Tell(ctx context.Context, senderID int64, offers []classroom.Offer, at time.Time) (told []classroom.Telling, err error) {
	err = s.tell(ctx, func(tx *gorm.DB) error {
		told = nil
		for _, o := range offers {
			o.At = at
			isTold, err := offer(tx, senderID, &o)
			if err != nil {
				return err
			}
			if isTold {
				told = append(told, o.Telling)
			}
		}
		return nil
	})
	return told, err
}

// tellingRow is a telling in the file.
type tellingRow struct {
	SenderID int64
	Question string
	PartID   int64
	Sending  string
	State    classroom.TellingState
	Label    string
	Text     string
	Code     string
	Number   int64
	Arrived  bool
	Judged   bool
	Verdicts int
}

func (tellingRow) TableName() string { return "tellings" }

func (r tellingRow) telling(part string) classroom.Telling {
	return classroom.Telling{
		Question: r.Question, PartID: r.PartID, Part: part, Sending: r.Sending, State: r.State, Label: r.Label,
		Hint: classroom.Hint{Text: r.Text, Code: r.Code}, At: moment(r.Number), HasArrived: r.Arrived, IsJudged: r.Judged,
	}
}

// offer writes one telling and sets its moment; it returns false if the notebook is not to be told.
func offer(tx *gorm.DB, senderID int64, o *classroom.Offer) (bool, error) {
	var before tellingRow
	key := "sender_id = ? AND question = ? AND part_id = ?"
	if err := tx.Where(key, senderID, o.Question, o.PartID).Limit(1).Find(&before).Error; err != nil {
		return false, err
	}
	if before.SenderID == 0 && o.RecordID == 0 { // the notebook was deleted meanwhile, with what it was told
		return false, nil
	}
	row := before.next(senderID, o)
	if row.isSame(before) {
		o.Telling = before.telling(o.Part) // another notebook of this sender was faster
		return true, nil
	}
	may, last, err := mayBeTold(tx, senderID, o, row.Verdicts > before.Verdicts)
	if err != nil || !may {
		return false, err
	}
	row.Number = max(micros(o.At), last+1)
	o.Telling = row.telling(o.Part)
	if before.SenderID == 0 {
		return true, tx.Create(&row).Error
	}
	return true, tx.Model(&tellingRow{}).Where(key, senderID, o.Question, o.PartID).Select("*").Updates(&row).Error
}

// next returns the row of an offer in the place of r.
func (r tellingRow) next(senderID int64, o *classroom.Offer) tellingRow {
	wasJudged := r.SenderID != 0 && r.Sending == o.Sending && r.Judged
	isVerdict := o.State == classroom.ToldRight || o.State == classroom.ToldWrong
	row := tellingRow{
		SenderID: senderID, Question: o.Question, PartID: o.PartID, Sending: o.Sending, State: o.State, Label: o.Label, Text: o.Hint.Text, Code: o.Hint.Code,
		Judged: isVerdict || wasJudged, Verdicts: r.Verdicts,
	}
	if isVerdict && !wasJudged {
		row.Verdicts++
	}
	return row
}

// isSame reports whether two rows tell the same of the same sending.
func (r tellingRow) isSame(other tellingRow) bool {
	return r.SenderID == other.SenderID && r.Sending == other.Sending && r.State == other.State && r.Text == other.Text && r.Code == other.Code
}

// mayBeTold reports whether the answer of an offer is still the one that is kept and, of a first
// verdict on it, whether the student has not had as many as may be. It returns the moment of the
// sender's last telling, too.
func mayBeTold(tx *gorm.DB, senderID int64, o *classroom.Offer, isFirst bool) (may bool, last int64, err error) {
	var found struct {
		Last     int64
		IsKept   bool
		Verdicts int
	}
	const query = `
SELECT COALESCE((SELECT MAX(number) FROM tellings WHERE sender_id = @sender), 0) AS last,
  EXISTS (SELECT 1 FROM records WHERE id = @record AND sender_id = @sender AND sending = @sending AND deletion = 0) AS is_kept,
  COALESCE((SELECT SUM(t.verdicts) FROM senders me JOIN senders n ON n.student_id = me.student_id JOIN tellings t ON t.sender_id = n.id
    WHERE me.id = @sender AND t.question = @question), 0) AS verdicts`
	err = tx.Raw(query, sql.Named("sender", senderID), sql.Named("record", o.RecordID), sql.Named("sending", o.Sending), sql.Named("question", o.Question)).
		Scan(&found).Error
	may = (found.IsKept || o.RecordID == 0) && (!isFirst || o.AtMost == 0 || found.Verdicts < o.AtMost)
	return may, found.Last, err
}

// NoteArrived notes that a notebook has everything that it was told up to a moment.
func (s *Store) NoteArrived(ctx context.Context, senderID int64, upTo time.Time) error {
	return s.tell(ctx, func(tx *gorm.DB) error {
		const hinted = `
INSERT OR IGNORE INTO hinted (sender_id, question, label)
SELECT sender_id, question, label FROM tellings
WHERE sender_id = ? AND number <= ? AND arrived = 0 AND label <> '' AND (text <> '' OR code <> '')`
		if err := tx.Exec(hinted, senderID, micros(upTo)).Error; err != nil {
			return err
		}
		return tx.Exec("UPDATE tellings SET arrived = 1 WHERE sender_id = ? AND number <= ? AND arrived = 0", senderID, micros(upTo)).Error
	})
}
