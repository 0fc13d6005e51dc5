package store

import (
	"context"

	"gorm.io/gorm"

	"npt/backend/classroom"
	"npt/backend/handout"
)

type handoutRow struct {
	ID         int64
	SessionID  int64
	Name       string
	Size       int64
	SHA256     string `gorm:"column:sha256"`
	CRC32      uint32 `gorm:"column:crc32"`
	IsNotebook bool
	AddedAt    int64
	RemovedAt  int64
}

func (handoutRow) TableName() string { return "handouts" }

func (r handoutRow) file() handout.File {
	return handout.File{
		ID: r.ID, SessionID: r.SessionID, Name: r.Name, Size: r.Size, SHA256: r.SHA256, CRC32: r.CRC32,
		IsNotebook: r.IsNotebook, AddedAt: moment(r.AddedAt), RemovedAt: momentOrNever(r.RemovedAt),
	}
}

type handInRow struct {
	ID         int64
	SessionID  int64
	SenderID   int64
	Name       string
	Size       int64
	SHA256     string `gorm:"column:sha256"`
	RequestID  string
	FromPage   bool
	ReceivedAt int64
	Receipt    int64
	Content    bool
}

func (handInRow) TableName() string { return "hand_ins" }

func (r handInRow) handIn() handout.HandIn {
	return handout.HandIn{
		ID: r.ID, SessionID: r.SessionID, StudentID: r.SenderID, Name: r.Name, Size: r.Size, SHA256: r.SHA256, RequestID: r.RequestID,
		FromPage: r.FromPage, ReceivedAt: moment(r.ReceivedAt), Receipt: classroom.Receipt(r.Receipt), IsKept: r.Content, //nolint:gosec // 40 bits
	}
}

// OpenNamed returns the open session that an owner and a session mean. Its errors are those of Save.
func (s *Store) OpenNamed(ctx context.Context, owner, session string) (classroom.Session, error) {
	pool, err := s.read.DB()
	if err != nil {
		return classroom.Session{}, err
	}
	id, err := findSession(ctx, pool, sessionName{owner, session})
	if err != nil {
		return classroom.Session{}, explain(err)
	}
	found, err := s.Session(ctx, id)
	return found.Session, err
}

// Handouts returns the files that a session hands out, by name; if all is true, also those that it handed
// out before.
func (s *Store) Handouts(ctx context.Context, sessionID int64, all bool) ([]handout.File, error) {
	var rows []handoutRow
	query := s.read.WithContext(ctx).Where("session_id = ?", sessionID)
	if !all {
		query = query.Where("removed_at = 0")
	}
	if err := query.Order("name, id").Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	list := make([]handout.File, len(rows))
	for i, r := range rows {
		list[i] = r.file()
	}
	return list, nil
}

// Fetches returns who has which of the files that a session hands out.
func (s *Store) Fetches(ctx context.Context, sessionID int64) ([]handout.Fetch, error) {
	const query = `
SELECT f.handout_id, COALESCE(n.student_id, 0) AS student_id, f.origin, MAX(f.fetched_at) AS fetched_at
FROM handouts h JOIN fetches f ON f.handout_id = h.id LEFT JOIN senders n ON n.id = f.sender_id
WHERE h.session_id = ? AND h.removed_at = 0 GROUP BY f.handout_id, n.student_id, f.origin ORDER BY fetched_at DESC`
	var rows []struct {
		HandoutID, StudentID, FetchedAt int64
		Origin                          string
	}
	err := s.read.WithContext(ctx).Raw(query, sessionID).Scan(&rows).Error
	list := make([]handout.Fetch, len(rows))
	for i, r := range rows {
		list[i] = handout.Fetch{FileID: r.HandoutID, StudentID: r.StudentID, From: r.Origin, At: moment(r.FetchedAt)}
	}
	return list, explain(err)
}

// HandIns returns what the students of a session handed in, the newest first.
func (s *Store) HandIns(ctx context.Context, sessionID int64) ([]handout.HandIn, error) {
	const query = "SELECT h.*, n.student_id FROM hand_ins h JOIN senders n ON n.id = h.sender_id WHERE h.session_id = ? ORDER BY h.id DESC"
	var rows []struct {
		Row       handInRow `gorm:"embedded"`
		StudentID int64
	}
	err := s.read.WithContext(ctx).Raw(query, sessionID).Scan(&rows).Error
	list := make([]handout.HandIn, len(rows))
	for i, r := range rows {
		list[i] = r.Row.handIn()
		list[i].StudentID = r.StudentID
	}
	return list, explain(err)
}

// Contents returns the SHA-256 of all files of a session that are kept, and how many bytes of them were
// handed in.
func (s *Store) Contents(ctx context.Context, sessionID int64) (keep map[string]bool, handedIn int64, err error) {
	const query = `
SELECT sha256, 0 AS size FROM handouts WHERE session_id = ?1 AND removed_at = 0
UNION ALL SELECT sha256, size FROM hand_ins WHERE session_id = ?1 AND content`
	var rows []struct {
		SHA256 string `gorm:"column:sha256"`
		Size   int64
	}
	err = s.read.WithContext(ctx).Raw(query, sessionID).Scan(&rows).Error
	keep = map[string]bool{}
	for _, r := range rows {
		keep[r.SHA256] = true
		handedIn += r.Size
	}
	return keep, handedIn, explain(err)
}

// SessionIDs returns the ids of all sessions, also of those that wait for their deletion, and the highest
// that there ever was.
func (s *Store) SessionIDs(ctx context.Context) (there map[int64]bool, highest int64, err error) {
	there = map[int64]bool{}
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var ids []int64
		if err := tx.Model(&sessionRow{}).Pluck("id", &ids).Error; err != nil {
			return err
		}
		for _, id := range ids {
			there[id] = true
		}
		return tx.Raw("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'sessions'").Scan(&highest).Error
	})
	return there, highest, err
}

// HandedIn is a notebook that was handed in, of a receipt.
type HandedIn struct {
	handout.HandIn
	Student        classroom.Student
	Session, Owner string
	IsLast         bool // the student handed in no other one later
}

// HandedInBy returns the notebooks of a receipt, of all sessions: one, or none.
func (s *Store) HandedInBy(ctx context.Context, receipt classroom.Receipt) ([]HandedIn, error) {
	const query = `
SELECT h.*, s.name AS session, o.name AS owner, n.student_id,
  h.id = (SELECT MAX(l.id) FROM hand_ins l JOIN senders m ON m.id = l.sender_id WHERE m.student_id = n.student_id) AS is_last
FROM hand_ins h JOIN senders n ON n.id = h.sender_id JOIN sessions s ON s.id = h.session_id AND s.deletion = 0 JOIN owners o ON o.id = s.owner_id
WHERE h.receipt = ? ORDER BY h.id`
	var rows []struct {
		Row            handInRow `gorm:"embedded"`
		Session, Owner string
		StudentID      int64
		IsLast         bool
	}
	if err := s.read.WithContext(ctx).Raw(query, int64(receipt)).Scan(&rows).Error; err != nil { //nolint:gosec // 40 bits
		return nil, explain(err)
	}
	var list []HandedIn
	for _, r := range rows {
		student, err := s.Student(ctx, r.StudentID)
		if err != nil {
			return nil, err
		}
		list = append(list, HandedIn{r.Row.handIn(), student, r.Session, r.Owner, r.IsLast})
	}
	return list, nil
}
