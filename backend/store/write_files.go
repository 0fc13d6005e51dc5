package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/handout"
)

var _ handout.Store = (*Store)(nil)

// maxHandIns is how many hand-ins of one sender are remembered, with their receipts; the content is kept
// of the last few only.
const maxHandIns = 50

// AddHandout adds a file to those that a session hands out, in the place of the one of its name.
func (s *Store) AddHandout(ctx context.Context, f handout.File) (handout.File, error) {
	row := handoutRow{
		SessionID: f.SessionID, Name: f.Name, Size: f.Size, SHA256: f.SHA256, CRC32: f.CRC32,
		IsNotebook: f.IsNotebook, AddedAt: micros(f.AddedAt),
	}
	err := s.changeBeside(ctx, func(tx *gorm.DB) error {
		row.ID = 0 // a second try begins anew
		if err := takeRow(tx.Where("id = ? AND deletion = 0", f.SessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		const replaced = "UPDATE handouts SET removed_at = ? WHERE session_id = ? AND name = ? AND removed_at = 0"
		if err := tx.Exec(replaced, row.AddedAt, f.SessionID, f.Name).Error; err != nil {
			return err
		}
		return tx.Create(&row).Error
	})
	return row.file(), err
}

// RemoveHandout ends that a file is handed out, and returns it.
func (s *Store) RemoveHandout(ctx context.Context, id int64, at time.Time) (handout.File, error) {
	var row handoutRow
	err := s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND removed_at = 0", id), &row, "file"); err != nil {
			return err
		}
		return tx.Exec("UPDATE handouts SET removed_at = ? WHERE id = ?", micros(at), id).Error
	})
	return row.file(), err
}

// addBeside adds to a session that is imported its hints, how its points are counted, and what it handed out: that is
// over, as the contents are not in the file.
func addBeside(tx *gorm.DB, session int64, in archive.Session) error {
	for _, h := range in.Hints {
		const put = "INSERT OR IGNORE INTO hints (session_id, question, label, text, code) VALUES (?, ?, ?, ?, ?)"
		if err := tx.Exec(put, session, h.Question, h.Label, h.Text, h.Code).Error; err != nil {
			return err
		}
	}
	if in.Points != "" {
		if err := tx.Create(&schemeRow{session, in.Points}).Error; err != nil {
			return err
		}
	}
	for _, f := range in.HandedOut {
		row := handoutRow{
			SessionID: session, Name: f.Name, Size: f.Size, SHA256: f.SHA256, CRC32: f.CRC32, IsNotebook: f.IsNotebook,
			AddedAt: int64(f.AddedAt), RemovedAt: max(1, int64(f.RemovedAt)),
		}
		if f.RemovedAt == 0 {
			row.RemovedAt = max(1, int64(f.AddedAt))
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
	}
	return nil
}

// NoteFetch notes that a sender has files, or else a computer. A sender that is new and not let in counts
// as its computer.
func (s *Store) NoteFetch(ctx context.Context, l *classroom.Listening, from string, files []int64, at time.Time) error {
	var sender *int64
	if l != nil {
		if _, err := s.Attend(ctx, *l, at); err != nil {
			return err
		}
		if known, err := s.attendance(ctx, *l); err == nil && known.sender != 0 {
			sender, from = &known.sender, ""
		}
	}
	const bySender = "INSERT INTO fetches (handout_id, sender_id, origin, fetched_at) VALUES (?, ?, ?, ?) " +
		"ON CONFLICT (handout_id, sender_id) WHERE sender_id IS NOT NULL DO UPDATE SET fetched_at = excluded.fetched_at"
	const byOrigin = "INSERT INTO fetches (handout_id, sender_id, origin, fetched_at) VALUES (?, ?, ?, ?) " +
		"ON CONFLICT (handout_id, origin) WHERE sender_id IS NULL DO UPDATE SET fetched_at = excluded.fetched_at"
	note := byOrigin
	if sender != nil {
		note = bySender
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		for _, file := range files {
			if err := tx.Exec(note, file, sender, from, micros(at)).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// AddHandIn adds a notebook of a sender, and lets go of what is beyond the last ones. A request that was
// made before changes nothing and gives what it gave.
func (s *Store) AddHandIn(ctx context.Context, l classroom.Listening, h handout.HandIn) (handout.HandIn, error) {
	if _, err := s.attend(ctx, l, h.ReceivedAt, false); err != nil {
		return handout.HandIn{}, err
	}
	known, err := s.attendance(ctx, l)
	if err != nil {
		return handout.HandIn{}, explain(err)
	}
	return s.addHandIn(ctx, known.session, known.sender, h)
}

// IsNews reports whether a sender of the session has handed in neither this notebook nor a later one.
func (s *Store) IsNews(ctx context.Context, of classroom.SenderKey, h handout.HandIn) (bool, error) {
	sender, err := s.senderOf(ctx, h.SessionID, of)
	if err != nil {
		return false, err
	}
	var known int64
	const query = "SELECT COUNT(*) FROM hand_ins WHERE sender_id = ? AND (request_id = ? OR received_at >= ?)"
	err = s.read.WithContext(ctx).Raw(query, sender, h.RequestID, micros(h.ReceivedAt)).Scan(&known).Error
	return known == 0, explain(err)
}

// BringHandIn adds a notebook of a sender that the session has, as AddHandIn does.
func (s *Store) BringHandIn(ctx context.Context, of classroom.SenderKey, h handout.HandIn) (handout.HandIn, error) {
	sender, err := s.senderOf(ctx, h.SessionID, of)
	if err != nil {
		return handout.HandIn{}, err
	}
	return s.addHandIn(ctx, h.SessionID, sender, h)
}

func (s *Store) senderOf(ctx context.Context, session int64, of classroom.SenderKey) (int64, error) {
	var row senderRow
	err := takeRow(s.read.WithContext(ctx).Where("session_id = ? AND uuid = ? AND name = ?", session, of.UUID, of.Name), &row, "student")
	return row.ID, explain(err)
}

func (s *Store) addHandIn(ctx context.Context, session, sender int64, h handout.HandIn) (handout.HandIn, error) {
	var row handInRow
	err := s.changeBeside(ctx, func(tx *gorm.DB) error {
		row = handInRow{}
		err := tx.Where("sender_id = ? AND request_id = ?", sender, h.RequestID).Limit(1).Find(&row).Error
		if err != nil || row.ID != 0 {
			return err
		}
		row = handInRow{
			SessionID: session, SenderID: sender, Name: h.Name, Size: h.Size, SHA256: h.SHA256, RequestID: h.RequestID,
			FromPage: h.FromPage, ReceivedAt: micros(h.ReceivedAt), Receipt: int64(h.Receipt), Content: true, //nolint:gosec // 40 bits
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		const forgo = `
UPDATE hand_ins SET content = 0 WHERE content AND sender_id = ?1
AND id NOT IN (SELECT id FROM hand_ins WHERE sender_id = ?1 ORDER BY id DESC LIMIT ?2)`
		if err := tx.Exec(forgo, sender, handout.Earlier+1).Error; err != nil {
			return err
		}
		const forget = "DELETE FROM hand_ins WHERE sender_id = ?1 AND id NOT IN (SELECT id FROM hand_ins WHERE sender_id = ?1 ORDER BY id DESC LIMIT ?2)"
		return tx.Exec(forget, sender, maxHandIns).Error
	})
	added := row.handIn()
	added.StudentID = sender
	return added, err
}
