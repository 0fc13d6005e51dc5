package store

import (
	"context"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// ListSession says whether a session is on the students' page while it is open.
func (s *Store) ListSession(ctx context.Context, id int64, listed bool) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var row sessionRow
		if err := take(tx.Where("id = ?", id), &row, "session"); err != nil {
			return err
		}
		return tx.Model(&row).Update("unlisted", !listed).Error
	})
}

// ListedSessions returns the owner's open sessions that are on the students' page, newest first, without counts:
// every student's browser asks for them every few seconds.
func (s *Store) ListedSessions(ctx context.Context, owner string) ([]classroom.Session, error) {
	var rows []sessionRow
	err := s.read.WithContext(ctx).Raw("SELECT s.* FROM sessions s JOIN owners o ON o.id = s.owner_id "+
		"WHERE o.name = ? AND s.open AND s.deletion = 0 AND NOT s.unlisted ORDER BY s.created_at DESC, s.id DESC", owner).Scan(&rows).Error
	list := make([]classroom.Session, len(rows))
	for i, r := range rows {
		list[i] = r.session(owner)
	}
	return list, explain(err)
}
