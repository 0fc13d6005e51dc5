package store

import (
	"context"
	"errors"
	"strings"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"npt/backend/classroom"
	"npt/backend/roster"
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
		err = conflict("A student who is already merged with another must be unmerged first.")
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

// removals remembers the senders that were removed, so that they can be brought back while the app
// runs. Their ids are negative, so that none is that of a deletion in the file.
type removals struct {
	mu   sync.Mutex
	last int64
	rows map[int64][]map[string]any
}

func (r *removals) keep(rows []map[string]any) (id int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rows == nil {
		r.rows = map[int64][]map[string]any{}
	}
	r.last--
	r.rows[r.last] = rows
	return r.last
}

func (r *removals) take(id int64) (rows []map[string]any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rows = r.rows[id]
	delete(r.rows, id)
	return rows
}

// RemoveSilent removes the students of a session who have sent nothing, handed nothing in, do not wait for
// help, and have neither another name nor another notebook from the teacher. It returns how many. UndoDelete brings
// them back; a notebook that still listens comes back by itself.
func (s *Store) RemoveSilent(ctx context.Context, sessionID int64) (classroom.Deleted, error) {
	const silent = `
session_id = ? AND records = 0 AND student_id = id AND merged_into = 0 AND given_name = ''
AND id NOT IN (SELECT student_id FROM senders WHERE session_id = ? AND student_id <> id)
AND id NOT IN (SELECT sender_id FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1)
AND id NOT IN (SELECT sender_id FROM help WHERE session_id = ? AND ended_at = 0)
AND id NOT IN (SELECT sender_id FROM hand_ins WHERE session_id = ?)`
	var rows []map[string]any
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		rows = nil
		chosen := tx.Table("senders").Where(silent, sessionID, sessionID, sessionID, sessionID, sessionID).Session(&gorm.Session{})
		if err := chosen.Find(&rows).Error; err != nil || len(rows) == 0 {
			return err
		}
		return chosen.Delete(nil).Error
	})
	if err != nil {
		return classroom.Deleted{}, err
	}
	return classroom.Deleted{ID: s.removed.keep(rows), Count: len(rows)}, nil
}

// bringBackRemoved restores the senders that one call of RemoveSilent removed, but for those that came
// again meanwhile, and returns their session.
func (s *Store) bringBackRemoved(ctx context.Context, id int64) (session int64, err error) {
	rows := s.removed.take(id)
	if len(rows) == 0 {
		return 0, errTooLate()
	}
	err = s.change(ctx, func(tx *gorm.DB) error {
		for _, row := range rows {
			session = row["session_id"].(int64)
			// Another may have come meanwhile who got the same number or alias.
			const renumbered = `
SELECT CASE WHEN EXISTS (SELECT 1 FROM senders WHERE session_id = @session_id AND name = @name AND number = @number)
  THEN (SELECT MAX(number) + 1 FROM senders WHERE session_id = @session_id AND name = @name) ELSE @number END AS number,
  CASE WHEN EXISTS (SELECT 1 FROM senders WHERE session_id = @session_id AND alias = @alias)
  THEN (SELECT MAX(alias) + 1 FROM senders WHERE session_id = @session_id) ELSE @alias END AS alias`
			var free struct{ Number, Alias int64 }
			if err := tx.Raw(renumbered, row).Scan(&free).Error; err != nil {
				return err
			}
			row["number"], row["alias"] = free.Number, free.Alias
			if err := tx.Table("senders").Clauses(clause.OnConflict{DoNothing: true}).Create(row).Error; err != nil {
				return err
			}
		}
		return nil
	})
	return session, err
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

type personRow struct {
	ID         int64
	OwnerID    int64
	Position   int
	Name       string
	First      string
	Last       string
	Identifier string
	Email      string
	Section    string
}

func (personRow) TableName() string { return "people" }

type personNotebookRow struct {
	OwnerID  int64  `gorm:"primaryKey"`
	Device   string `gorm:"primaryKey"`
	Name     string `gorm:"primaryKey"`
	PersonID int64
}

func (personNotebookRow) TableName() string { return "person_notebooks" }

// ClassList returns the owner's class list; an empty one if there is none, or no such owner.
func (s *Store) ClassList(ctx context.Context, owner string) (list roster.List, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		var row ownerRow
		switch err := tx.Where("name = ?", owner).Take(&row).Error; {
		case errors.Is(err, gorm.ErrRecordNotFound):
			return nil
		case err != nil:
			return err
		}
		var people []personRow
		if err := tx.Where("owner_id = ?", row.ID).Order("position").Find(&people).Error; err != nil {
			return err
		}
		for _, p := range people {
			list.People = append(list.People, roster.Person{
				ID: p.ID, Name: p.Name, First: p.First, Last: p.Last, Identifier: p.Identifier, Email: p.Email, Section: p.Section,
			})
		}
		var notebooks []personNotebookRow
		err := tx.Where("owner_id = ?", row.ID).Find(&notebooks).Error
		list.Decisions = roster.Decisions{}
		for _, n := range notebooks {
			list.Decisions[roster.Key{Device: n.Device, Name: n.Name}] = n.PersonID
		}
		return err
	})
	return list, err
}

// SetClassList replaces the owner's class list and what was decided of notebooks. A person without an id gets one. The error is
// CodeNotFound if there is no such owner.
func (s *Store) SetClassList(ctx context.Context, owner string, list roster.List) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		var row ownerRow
		if err := takeRow(tx.Where("name = ?", owner), &row, "owner"); err != nil {
			return err
		}
		for _, table := range []any{&personRow{}, &personNotebookRow{}} {
			if err := tx.Where("owner_id = ?", row.ID).Delete(table).Error; err != nil {
				return err
			}
		}
		isListed := map[int64]bool{roster.Nobody: true}
		for i, p := range list.People {
			made := personRow{p.ID, row.ID, i, p.Name, p.First, p.Last, p.Identifier, p.Email, p.Section}
			if err := tx.Create(&made).Error; err != nil {
				return err
			}
			isListed[made.ID] = true
		}
		for key, person := range list.Decisions {
			if !isListed[person] {
				continue // whoever is no longer on the list
			}
			if err := tx.Create(&personNotebookRow{row.ID, key.Device, key.Name, person}).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// Decide stores of which person on the owner's list notebooks are; roster.Nobody if of none. The error is CodeNotFound if
// the person is not on the list.
func (s *Store) Decide(ctx context.Context, owner string, keys []roster.Key, person int64) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		var row ownerRow
		if err := takeRow(tx.Where("name = ?", owner), &row, "owner"); err != nil {
			return err
		}
		if person != roster.Nobody {
			if err := takeRow(tx.Where("id = ? AND owner_id = ?", person, row.ID), &personRow{}, "student"); err != nil {
				return err
			}
		}
		for _, key := range keys {
			decided := personNotebookRow{row.ID, key.Device, key.Name, person}
			if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&decided).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
