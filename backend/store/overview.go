package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// summaryRow is a session with its owner's name and what is counted at once.
type summaryRow struct {
	Row          sessionRow `gorm:"embedded"`
	Owner        string
	Students     int
	LastRecordAt int64
}

const selectSummaries = `
SELECT s.*, o.name AS owner,
       (SELECT COUNT(*) FROM senders n WHERE n.session_id = s.id) AS students,
       (SELECT COALESCE(MAX(r.received_at), 0) FROM records r WHERE r.session_id = s.id) AS last_record_at
FROM sessions s JOIN owners o ON o.id = s.owner_id `

// Sessions returns the owner's sessions, newest first; none if there is no such owner.
func (s *Store) Sessions(ctx context.Context, owner string) ([]classroom.SessionSummary, error) {
	return s.summaries(ctx, selectSummaries+"WHERE o.name = ? ORDER BY s.created_at DESC, s.id DESC", owner)
}

// Session returns one session. It is CodeNotFound if it is gone.
func (s *Store) Session(ctx context.Context, id int64) (classroom.SessionSummary, error) {
	list, err := s.summaries(ctx, selectSummaries+"WHERE s.id = ?", id)
	if err != nil {
		return classroom.SessionSummary{}, err
	}
	if len(list) == 0 {
		return classroom.SessionSummary{}, notFound("session")
	}
	return list[0], nil
}

func (s *Store) summaries(ctx context.Context, query string, arg any) ([]classroom.SessionSummary, error) {
	var rows []summaryRow
	var parts []countedPart
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(query, arg).Scan(&rows).Error; err != nil {
			return err
		}
		ids := make([]int64, len(rows))
		for i, r := range rows {
			ids[i] = r.Row.ID
		}
		return countedParts(tx).Where("session_id IN ?", ids).Order("session_id, number").Find(&parts).Error
	})
	if err != nil {
		return nil, err
	}
	list := make([]classroom.SessionSummary, len(rows))
	at := map[int64]*classroom.SessionSummary{}
	for i, r := range rows {
		list[i] = classroom.SessionSummary{
			Session: r.Row.session(r.Owner), Students: r.Students, LastRecordAt: momentOrNever(r.LastRecordAt),
		}
		at[r.Row.ID] = &list[i]
	}
	for _, p := range parts {
		sum := at[p.Row.SessionID]
		sum.Parts = append(sum.Parts, p.part())
		sum.Records += p.Records
	}
	return list, nil
}

// Questions returns how many students sent each question of the session and how
// many attempts they made, over all parts, in the natural order of the labels.
func (s *Store) Questions(ctx context.Context, sessionID int64) ([]classroom.QuestionCount, error) {
	const query = `
SELECT t.question, SUM(t.students) AS students, SUM(t.attempts) AS attempts
FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = ? GROUP BY t.question`
	counts := []classroom.QuestionCount{}
	if err := s.read.WithContext(ctx).Raw(query, sessionID).Scan(&counts).Error; err != nil {
		return nil, explain(err)
	}
	slices.SortFunc(counts, func(a, b classroom.QuestionCount) int {
		switch {
		case classroom.LessQuestion(a.Question, b.Question):
			return -1
		case classroom.LessQuestion(b.Question, a.Question):
			return 1
		}
		return 0
	})
	return counts, nil
}

// Senders returns the session's senders by name and number.
func (s *Store) Senders(ctx context.Context, sessionID int64) ([]classroom.Sender, error) {
	var rows []senderRow
	if err := s.read.WithContext(ctx).Where("session_id = ?", sessionID).Order("name, number").Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	list := make([]classroom.Sender, len(rows))
	for i, r := range rows {
		list[i] = r.sender()
	}
	return list, nil
}
