package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// summaryRow is a session with its owner's name and its counts.
type summaryRow struct {
	Row          sessionRow `gorm:"embedded"`
	Owner        string
	Students     int
	LastRecordAt int64
}

const selectSummaries = `
SELECT s.*, o.name AS owner,
       (SELECT COUNT(*) FROM senders n WHERE n.session_id = s.id AND n.student_id = n.id) AS students,
       COALESCE((SELECT r.received_at FROM records r INDEXED BY records_by_session WHERE r.session_id = s.id AND r.hidden = 0
        ORDER BY r.received_at DESC LIMIT 1), 0) AS last_record_at
FROM sessions s JOIN owners o ON o.id = s.owner_id `

// Sessions returns the owner's sessions, newest first; none if there is no such owner.
func (s *Store) Sessions(ctx context.Context, owner string) ([]classroom.SessionSummary, error) {
	return s.summaries(ctx, selectSummaries+"WHERE o.name = ? AND s.deletion = 0 ORDER BY s.id DESC", owner)
}

// Demos returns the demos of all owners, newest first.
func (s *Store) Demos(ctx context.Context) ([]classroom.SessionSummary, error) {
	return s.summaries(ctx, selectSummaries+"WHERE s.demo <> '' AND s.deletion = 0 ORDER BY s.id DESC")
}

// Session returns one session. The error is CodeNotFound if it does not exist.
func (s *Store) Session(ctx context.Context, id int64) (classroom.SessionSummary, error) {
	list, err := s.summaries(ctx, selectSummaries+"WHERE s.id = ? AND s.deletion = 0", id)
	if err != nil {
		return classroom.SessionSummary{}, err
	}
	if len(list) == 0 {
		return classroom.SessionSummary{}, notFound("session")
	}
	return list[0], nil
}

func (s *Store) summaries(ctx context.Context, query string, args ...any) ([]classroom.SessionSummary, error) {
	var rows []summaryRow
	var parts []countedPart
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(query, args...).Scan(&rows).Error; err != nil {
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
	counts, err := questionCounts(s.read.WithContext(ctx), sessionID)
	return counts, explain(err)
}

func questionCounts(tx *gorm.DB, sessionID int64) ([]classroom.QuestionCount, error) {
	const query = `
SELECT t.question, COALESCE(MAX(q.title), '') AS title, SUM(t.students) AS students, SUM(t.attempts) AS attempts
FROM parts p JOIN tallies t ON t.part_id = p.id
LEFT JOIN questions q ON q.session_id = p.session_id AND q.question = t.question
WHERE p.session_id = ? GROUP BY t.question`
	counts := []classroom.QuestionCount{}
	err := tx.Raw(query, sessionID).Scan(&counts).Error
	slices.SortFunc(counts, func(a, b classroom.QuestionCount) int { return compareQuestions(a.Question, b.Question) })
	return counts, err
}

// ListedSessions returns the owner's open sessions that are on the students' page, newest first; never a
// demo. It counts nothing, because every student's browser asks for them every few seconds.
func (s *Store) ListedSessions(ctx context.Context, owner string) ([]classroom.Session, error) {
	var rows []sessionRow
	err := s.read.WithContext(ctx).Raw("SELECT s.* FROM sessions s JOIN owners o ON o.id = s.owner_id "+
		"WHERE o.name = ? AND s.open AND s.deletion = 0 AND NOT s.unlisted AND s.demo = '' ORDER BY s.id DESC", owner).Scan(&rows).Error
	list := make([]classroom.Session, len(rows))
	for i, r := range rows {
		list[i] = r.session(owner)
	}
	return list, explain(err)
}

// Owners returns the names of all owners in alphabetical order.
func (s *Store) Owners(ctx context.Context) ([]string, error) {
	names := []string{}
	err := s.read.WithContext(ctx).Model(&ownerRow{}).Order("name").Pluck("name", &names).Error
	return names, explain(err)
}
