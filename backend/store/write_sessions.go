package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"npt/backend/classroom"
)

// CreateSession creates an open session with the part `default` from the owner, name, description,
// times (OpenedAt is CreatedAt if it is zero) and Demo of in, and returns it. It closes the owner's
// open session of that name, unless one of them is a demo, and creates the owner if needed.
func (s *Store) CreateSession(ctx context.Context, in classroom.Session) (classroom.Session, error) {
	row := sessionRow{
		Name: in.Name, Description: in.Description, Open: true, Demo: in.Demo,
		CreatedAt: micros(in.CreatedAt), OpenedAt: micros(in.OpenedAt),
	}
	row.OpenedAt = max(row.OpenedAt, row.CreatedAt)
	err := s.change(ctx, func(tx *gorm.DB) (err error) {
		if row.OwnerID, err = ensureOwner(tx, in.Owner, in.CreatedAt); err != nil {
			return err
		}
		if _, err = closeNamesake(tx, row, row.OpenedAt); err != nil {
			return err
		}
		if err = tx.Create(&row).Error; err != nil {
			return err
		}
		return tx.Create(&partRow{SessionID: row.ID, Name: classroom.DefaultPart, Number: 1}).Error
	})
	if err != nil {
		return classroom.Session{}, err
	}
	s.note.write()
	return row.session(in.Owner), nil
}

// openNamesake selects the owner's other open session with the name of row. A demo has no namesake.
func openNamesake(tx *gorm.DB, row sessionRow) *gorm.DB {
	return tx.Model(&sessionRow{}).Where("owner_id = ? AND name = ? AND demo = ? AND open AND id <> ?", row.OwnerID, row.Name, row.Demo, row.ID)
}

// closeNamesake closes the open session of the same name and returns its id; 0 if there is none.
func closeNamesake(tx *gorm.DB, row sessionRow, at int64) (int64, error) {
	var ids []int64
	if err := openNamesake(tx, row).Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], closeOne(tx, ids[0], at)
}

// closeOne closes an open session, and with it its queue.
func closeOne(tx *gorm.DB, id, at int64) error {
	if err := setOpen(tx, id, closedAt(at)); err != nil {
		return err
	}
	return endQueue(tx, id)
}

// closedAt returns the columns of a session that ends: not before it began, even if this computer's
// clock was set back meanwhile.
func closedAt(at int64) map[string]any {
	return map[string]any{"open": false, "closed_at": gorm.Expr("MAX(?, opened_at)", at)}
}

func setOpen(tx *gorm.DB, id int64, columns map[string]any) error {
	return tx.Model(&sessionRow{ID: id}).Updates(columns).Error
}

// UpdateSession sets name and description and returns the session. The error is CodeConflict if the
// session is open and another open session of the owner has that name.
func (s *Store) UpdateSession(ctx context.Context, id int64, name, description string) (classroom.Session, error) {
	var row sessionRow
	var owner ownerRow
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", id), &row, "session"); err != nil {
			return err
		}
		if err := takeRow(tx.Where("id = ?", row.OwnerID), &owner, "user name"); err != nil {
			return err
		}
		row.Name, row.Description = name, description
		var namesakes int64
		if err := openNamesake(tx, row).Count(&namesakes).Error; err != nil {
			return err
		}
		if row.Open && namesakes > 0 {
			return conflict("Another open session is called %s: close it first, or choose another name.", name)
		}
		return tx.Model(&row).Updates(map[string]any{"name": name, "description": description}).Error
	})
	if err != nil {
		return classroom.Session{}, err
	}
	return row.session(owner.Name), nil
}

// closedByMistake is how long after its closing a session goes on when it is opened again, as if it had
// stayed open. After that a new lab begins.
const closedByMistake = 15 * time.Minute

// reopenedAt returns since when a closed session that is opened now counts as open.
func reopenedAt(row sessionRow, now int64) int64 {
	if since := now - row.ClosedAt; row.OpenedAt > 0 && since >= 0 && since < closedByMistake.Microseconds() {
		return row.OpenedAt
	}
	return max(now, row.CreatedAt)
}

// OpenSession opens the session and closes the owner's open session of the same name. It returns the
// id of that one, or 0. Opening an open session changes nothing.
func (s *Store) OpenSession(ctx context.Context, id int64, at time.Time) (closed int64, err error) {
	var namesake int64
	err = s.change(ctx, func(tx *gorm.DB) (err error) {
		var row sessionRow
		if err := takeRow(tx.Where("id = ?", id), &row, "session"); err != nil || row.Open {
			return err
		}
		if namesake, err = closeNamesake(tx, row, micros(at)); err != nil {
			return err
		}
		since := reopenedAt(row, micros(at))
		if since == row.OpenedAt {
			if err := resumeQueue(tx, id, row.ClosedAt); err != nil {
				return err
			}
		}
		return setOpen(tx, id, map[string]any{"open": true, "opened_at": since, "closed_at": 0})
	})
	if err != nil {
		return 0, err
	}
	return namesake, nil
}

// CloseSession closes the session, which refuses records from then on. Closing a closed session
// changes nothing.
func (s *Store) CloseSession(ctx context.Context, id int64, at time.Time) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var row sessionRow
		if err := takeRow(tx.Where("id = ?", id), &row, "session"); err != nil || !row.Open {
			return err
		}
		return closeOne(tx, id, micros(at))
	})
}

// DuplicateSession creates a closed session with this name. It copies the description, the parts, the
// rules of questions and the pins of another session, but none of its records. The error is
// CodeNotFound if the other session does not exist.
func (s *Store) DuplicateSession(ctx context.Context, id int64, name string, at time.Time) (classroom.Session, error) {
	var row sessionRow
	var owner ownerRow
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ? AND deletion = 0", id), &row, "session"); err != nil {
			return err
		}
		if err := takeRow(tx.Where("id = ?", row.OwnerID), &owner, "user name"); err != nil {
			return err
		}
		parts, err := partsOf(tx, id)
		if err != nil {
			return err
		}
		row = sessionRow{OwnerID: row.OwnerID, Name: name, Description: row.Description, Feedback: row.Feedback, CreatedAt: micros(at), ClosedAt: micros(at)}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		for i := range parts {
			parts[i].ID, parts[i].SessionID = 0, row.ID
		}
		if err := tx.Create(&parts).Error; err != nil {
			return err
		}
		return copyRules(tx, id, row.ID)
	})
	if err != nil {
		return classroom.Session{}, err
	}
	return row.session(owner.Name), nil
}

// CloseSessions closes the owner's open sessions, but no demo, and returns their ids.
func (s *Store) CloseSessions(ctx context.Context, owner string, at time.Time) ([]int64, error) {
	ids := []int64{}
	err := s.change(ctx, func(tx *gorm.DB) error {
		const open = "SELECT s.id FROM sessions s JOIN owners o ON o.id = s.owner_id WHERE o.name = ? AND s.open AND s.deletion = 0 AND s.demo = ''"
		if err := tx.Raw(open, owner).Scan(&ids).Error; err != nil {
			return err
		}
		for _, id := range ids {
			if err := closeOne(tx, id, micros(at)); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, err
}

// ListSession sets whether the students' page lists a session while it is open.
func (s *Store) ListSession(ctx context.Context, id int64, listed bool) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var row sessionRow
		if err := takeRow(tx.Where("id = ?", id), &row, "session"); err != nil {
			return err
		}
		return tx.Model(&row).Update("unlisted", !listed).Error
	})
}

// NoteNotebook notes which version of a notebook was prepared for the session last. The error is CodeNotFound if the
// session does not exist.
func (s *Store) NoteNotebook(ctx context.Context, id int64, version string) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		var row sessionRow
		if err := takeRow(tx.Where("id = ?", id), &row, "session"); err != nil {
			return err
		}
		return tx.Model(&row).Update("notebook", version).Error
	})
}

// EnsureOwner creates the owner if there is none of that name.
func (s *Store) EnsureOwner(ctx context.Context, name string, at time.Time) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		_, err := ensureOwner(tx, name, at)
		return err
	})
}

func ensureOwner(tx *gorm.DB, name string, at time.Time) (id int64, err error) {
	made := ownerRow{Name: name, CreatedAt: micros(at)}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&made).Error; err != nil {
		return 0, err
	}
	var row ownerRow // gorm may have set an id in made that is not the owner's
	err = tx.Where("name = ?", name).Take(&row).Error
	return row.ID, err
}

// RenameOwner renames an owner; its sessions follow. The error is CodeNotFound if there is no owner of
// the name from, CodeConflict if there is one of the name to.
func (s *Store) RenameOwner(ctx context.Context, from, to string) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var owner ownerRow
		if err := takeRow(tx.Where("name = ?", from), &owner, "user name"); err != nil || from == to {
			return err
		}
		var namesakes int64
		if err := tx.Model(&ownerRow{}).Where("name = ?", to).Count(&namesakes).Error; err != nil {
			return err
		}
		if namesakes > 0 {
			return conflict("There is another teacher called %s: choose another name.", to)
		}
		return tx.Model(&owner).Update("name", to).Error
	})
}

// Setting returns the value of key, empty if it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var row settingRow
	err := s.read.WithContext(ctx).Where("key = ?", key).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil
	}
	return row.Value, explain(err)
}

// SetSetting sets the value of key and returns once it is on disk.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error { return tx.Save(&settingRow{Key: key, Value: value}).Error })
}
