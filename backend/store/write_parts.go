package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// AddPart appends a part and returns it. The error is CodeConflict if the session has a part of that
// name or has classroom.MaxParts parts.
func (s *Store) AddPart(ctx context.Context, sessionID int64, name string) (classroom.Part, error) {
	var row partRow
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takeRow(tx.Where("id = ?", sessionID), &sessionRow{}, "session"); err != nil {
			return err
		}
		parts, err := partsOf(tx, sessionID)
		if err != nil {
			return err
		}
		if len(parts) >= classroom.MaxParts {
			return conflict("The session has %d parts, which is the maximum.", classroom.MaxParts)
		}
		if err := checkFree(parts, name); err != nil {
			return err
		}
		row = partRow{SessionID: sessionID, Name: name, Number: len(parts) + 1}
		return tx.Create(&row).Error
	})
	if err != nil {
		return classroom.Part{}, err
	}
	return row.part(0), nil
}

// RenamePart renames a part and returns it. The error is CodeConflict for `default`, which keeps its
// name, and if the session has a part of that name.
func (s *Store) RenamePart(ctx context.Context, id int64, name string) (classroom.Part, error) {
	var row countedPart
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := takePart(tx, id, &row); err != nil || row.Row.Name == name {
			return err
		}
		if row.Row.Name == classroom.DefaultPart {
			return conflict("The part `%s` keeps its name: notebooks that name no part send to it.", classroom.DefaultPart)
		}
		parts, err := partsOf(tx, row.Row.SessionID)
		if err != nil {
			return err
		}
		if err := checkFree(parts, name); err != nil {
			return err
		}
		row.Row.Name = name
		return tx.Model(&row.Row).Update("name", name).Error
	})
	if err != nil {
		return classroom.Part{}, err
	}
	return row.part(), nil
}

// MovePart moves a part to position number of its session, from 1; the other parts shift. A number
// beyond an end means that end.
func (s *Store) MovePart(ctx context.Context, id int64, number int) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var row countedPart
		if err := takePart(tx, id, &row); err != nil {
			return err
		}
		parts, err := partsOf(tx, row.Row.SessionID)
		if err != nil {
			return err
		}
		from := slices.IndexFunc(parts, func(p partRow) bool { return p.ID == id })
		moved := parts[from]
		parts = slices.Delete(parts, from, from+1)
		to := min(max(number, 1), len(parts)+1) - 1
		return renumber(tx, slices.Insert(parts, to, moved))
	})
}

// DeletePart deletes an empty part. The error is CodeConflict for a part with records and for
// `default`.
func (s *Store) DeletePart(ctx context.Context, id int64) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		var row countedPart
		if err := takePart(tx, id, &row); err != nil {
			return err
		}
		switch {
		case row.Row.Name == classroom.DefaultPart:
			return conflict("The part `%s` stays: notebooks that name no part send to it.", classroom.DefaultPart)
		case row.Records > 0:
			return conflict("The part %s has %d answers: only an empty part can be deleted.", row.Row.Name, row.Records)
		}
		var waiting bool
		const wait = "SELECT EXISTS (SELECT 1 FROM records INDEXED BY records_hidden WHERE session_id = ? AND hidden = 1 AND part_id = ?)"
		if err := tx.Raw(wait, row.Row.SessionID, id).Scan(&waiting).Error; err != nil {
			return err
		}
		if waiting {
			return conflict("The part %s has answers whose deletion can still be undone: wait a moment.", row.Row.Name)
		}
		if err := tx.Delete(&row.Row).Error; err != nil {
			return err
		}
		rest, err := partsOf(tx, row.Row.SessionID)
		if err != nil {
			return err
		}
		return renumber(tx, rest)
	})
}

// countedParts selects parts with the number of their records.
func countedParts(tx *gorm.DB) *gorm.DB {
	return tx.Model(&partRow{}).
		Select("parts.*, (SELECT COALESCE(SUM(t.records), 0) FROM tallies t WHERE t.part_id = parts.id) AS records")
}

func takePart(tx *gorm.DB, id int64, row *countedPart) error {
	return takeRow(countedParts(tx).Where("parts.id = ?", id), row, "part")
}

// partsOf returns the session's parts by number.
func partsOf(tx *gorm.DB, sessionID int64) (parts []partRow, err error) {
	err = tx.Where("session_id = ?", sessionID).Order("number").Find(&parts).Error
	return parts, err
}

func checkFree(parts []partRow, name string) error {
	if slices.ContainsFunc(parts, func(p partRow) bool { return p.Name == name }) {
		return conflict("The session has a part called %s: choose another name.", name)
	}
	return nil
}

// renumber writes the changed positions of parts, from 1.
func renumber(tx *gorm.DB, parts []partRow) error {
	for i, p := range parts {
		if p.Number == i+1 {
			continue
		}
		if err := tx.Model(&p).Update("number", i+1).Error; err != nil {
			return err
		}
	}
	return nil
}
