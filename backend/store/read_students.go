package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// Students returns the session's students by name and number, each with the senders that
// were merged into it.
func (s *Store) Students(ctx context.Context, sessionID int64) ([]classroom.Student, error) {
	list, err := students(s.read.WithContext(ctx), sessionID)
	return list, explain(err)
}

func students(tx *gorm.DB, sessionID int64) ([]classroom.Student, error) {
	var rows []senderRow
	if err := tx.Where("session_id = ?", sessionID).Order("student_id <> id, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	list := []classroom.Student{}
	index := map[int64]int{}
	for _, r := range rows {
		if r.StudentID == r.ID {
			index[r.ID] = len(list)
			list = append(list, r.student())
			continue
		}
		student := &list[index[r.StudentID]] // they come before the senders that were merged into them
		student.Merged = append(student.Merged, r.student())
		if seen := moment(r.FirstSeenAt); seen.Before(student.FirstSeenAt) {
			student.FirstSeenAt = seen
		}
		if seen := moment(r.LastSeenAt); seen.After(student.LastSeenAt) {
			student.LastSeenAt = seen
		}
	}
	slices.SortFunc(list, byName())
	return list, nil
}

// Student returns the student that a sender counts for. The error is CodeNotFound if it does not
// exist.
func (s *Store) Student(ctx context.Context, id int64) (student classroom.Student, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var row senderRow
		if err := takeRow(tx.Where("id = ?", id), &row, "student"); err != nil {
			return err
		}
		all, err := students(tx, row.SessionID)
		for _, one := range all {
			if one.ID == row.StudentID {
				student = one
			}
		}
		return err
	})
	return student, err
}
