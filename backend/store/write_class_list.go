package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"npt/backend/roster"
)

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
