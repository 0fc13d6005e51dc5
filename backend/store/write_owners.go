package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

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
