package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
)

// Setting returns the value of key; empty if it was never set.
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
