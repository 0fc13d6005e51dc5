package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// MergeStudents makes the records of ids count for the student into. For each question of a part the
// record sent last is shown, with the attempts of all. It returns the students' session. The error is
// CodeNotFound if a student does not exist, CodeConflict if one is of another session or is merged
// already.
func (s *Store) MergeStudents(ctx context.Context, into int64, ids []int64) (session int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		target, err := takeStudent(tx, into)
		if err != nil {
			return err
		}
		session = target.SessionID
		for _, id := range ids {
			one, err := takeStudent(tx, id)
			switch {
			case err != nil:
				return err
			case id == into:
				return conflict("A student cannot be merged into itself: choose another.")
			case one.SessionID != target.SessionID:
				return conflict("Only students of one session can be merged.")
			}
		}
		if err := tx.Model(&senderRow{}).Where("id IN ?", ids).Update("merged_into", into).Error; err != nil {
			return err
		}
		return regroup(tx, session)
	})
	return session, err
}

func takeStudent(tx *gorm.DB, id int64) (row senderRow, err error) {
	if err = takeRow(tx.Where("id = ?", id), &row, "student"); err == nil && row.StudentID != id {
		// The message contains no name, because names may be hidden from the class.
		err = conflict("A student who counts for another already must be taken out of there first.")
	}
	return row, err
}

// UnmergeStudent gives a merged sender its records back, with those of the senders merged into it
// before. If others were merged into the student, it does so for all of them. It returns their
// session. The error is CodeNotFound if the sender does not exist.
func (s *Store) UnmergeStudent(ctx context.Context, id int64) (session int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		var row senderRow
		if err := takeRow(tx.Where("id = ?", id), &row, "student"); err != nil {
			return err
		}
		session = row.SessionID
		which := tx.Model(&senderRow{}).Where("session_id = ? AND merged_into = ?", session, id)
		if row.MergedInto != 0 {
			which = tx.Model(&senderRow{}).Where("id = ?", id)
		}
		if err := which.Update("merged_into", 0).Error; err != nil {
			return err
		}
		return regroup(tx, session)
	})
	return session, err
}

// regroup finds which senders count for which student, and recomputes the students for whom that
// changed.
func regroup(tx *gorm.DB, session int64) error {
	var rows []senderRow
	if err := tx.Where("session_id = ?", session).Find(&rows).Error; err != nil {
		return err
	}
	into := map[int64]int64{}
	for _, r := range rows {
		into[r.ID] = r.MergedInto
	}
	concerned := []int64{}
	for _, r := range rows {
		student := r.ID
		for into[student] != 0 {
			student = into[student]
		}
		if student == r.StudentID {
			continue
		}
		concerned = append(concerned, student, r.StudentID)
		if err := tx.Model(&senderRow{ID: r.ID}).Update("student_id", student).Error; err != nil {
			return err
		}
		const waiting = "UPDATE records SET student_id = ? WHERE session_id = ? AND sender_id = ? AND hidden = 1 AND deletion <> 0"
		if err := tx.Exec(waiting, student, session, r.ID).Error; err != nil {
			return err
		}
	}
	questions, err := questionsOf(tx, session)
	if err != nil || len(concerned) == 0 {
		return err
	}
	if err := renumberGiven(tx, session); err != nil {
		return err
	}
	return recomputeMerged(tx.Statement.Context, connection(tx), session, concerned, questions)
}

// RenameStudent sets the name that the teacher gives a student; the notebook's own name, or an empty
// one, removes the given name. It returns the student's session. The error is CodeNotFound if the
// student does not exist.
func (s *Store) RenameStudent(ctx context.Context, id int64, name string) (session int64, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		var row senderRow
		if err := takeRow(tx.Where("id = ?", id), &row, "student"); err != nil {
			return err
		}
		session = row.SessionID
		if name == row.Name {
			name = ""
		}
		if err := tx.Model(&row).Updates(map[string]any{"given_name": name, "given_number": 0}).Error; err != nil {
			return err
		}
		return renumberGiven(tx, session)
	})
	return session, err
}

// renumberGiven gives a number to each given name that another student has too. A student keeps its
// number, except one with the same name as a student whose merge was undone.
func renumberGiven(tx *gorm.DB, session int64) error {
	var rows []senderRow
	if err := tx.Where("session_id = ?", session).Order("given_number = 0, id").Find(&rows).Error; err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		if r.GivenName == "" {
			continue
		}
		free, taken := givenNumber(rows, i)
		if !taken {
			continue
		}
		r.GivenNumber = free
		if err := tx.Model(&senderRow{ID: r.ID}).Update("given_number", free).Error; err != nil {
			return err
		}
	}
	return nil
}

// givenNumber returns a free number for the given name of rows[i], and whether an earlier student has
// taken its present number. Senders of one student share a name. Another student's name may itself end
// like a number.
func givenNumber(rows []senderRow, i int) (free int, taken bool) {
	r := &rows[i]
	free, taken = 1, r.GivenNumber == 0
	for j, other := range rows {
		if other.StudentID == r.StudentID {
			continue
		}
		if other.Name == r.GivenName {
			free, taken = max(free, other.Number+1), taken || other.Number == r.GivenNumber
		}
		if other.GivenName == r.GivenName {
			free, taken = max(free, other.GivenNumber+1), taken || j < i && other.GivenNumber == r.GivenNumber
		}
	}
	for isShownBefore(rows, len(rows), r, free) {
		free++
	}
	return free, taken || isShownBefore(rows, i, r, r.GivenNumber)
}

// isShownBefore reports whether another student already has the display name that r would have with
// that number: from its notebook, or from the teacher if it is among the first n rows.
func isShownBefore(rows []senderRow, n int, r *senderRow, number int) bool {
	shown := classroom.DisplayName(r.GivenName, number)
	isShown := func(name string, number int) bool {
		// Few names begin like this; the display name is built only for those.
		return name != "" && strings.HasPrefix(shown, name) && shown == classroom.DisplayName(name, number)
	}
	for j, other := range rows {
		if other.StudentID == r.StudentID {
			continue
		}
		if isShown(other.Name, other.Number) || j < n && isShown(other.GivenName, other.GivenNumber) {
			return true
		}
	}
	return false
}
