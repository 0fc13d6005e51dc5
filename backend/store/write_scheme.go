package store

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"npt/backend/gradebook"
)

type schemeRow struct {
	SessionID int64 `gorm:"primaryKey;autoIncrement:false"`
	Scheme    string
}

func (schemeRow) TableName() string { return "schemes" }

// Scheme returns how the points of a session are counted; gradebook.DefaultScheme if nothing was set.
func (s *Store) Scheme(ctx context.Context, sessionID int64) (gradebook.Scheme, error) {
	var row schemeRow
	err := s.read.WithContext(ctx).Where("session_id = ?", sessionID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return gradebook.DefaultScheme, nil
	}
	if err != nil {
		return gradebook.Scheme{}, explain(err)
	}
	var scheme gradebook.Scheme
	if err := json.Unmarshal([]byte(row.Scheme), &scheme); err != nil || scheme.Validate() != nil {
		slog.Error("store: how points are counted cannot be read", "scheme", row.Scheme, "cause", err)
		return gradebook.DefaultScheme, nil
	}
	return scheme, nil
}

// SetScheme stores how the points of a session are counted.
func (s *Store) SetScheme(ctx context.Context, sessionID int64, scheme gradebook.Scheme) error {
	text, err := asJSON(scheme)
	if err != nil {
		return err
	}
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&schemeRow{sessionID, text}).Error
	})
}
