package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// RecordFacets returns how many records each value of a filter would choose, the other
// filters being as they are: what a menu offers and says beside each.
func (s *Store) RecordFacets(ctx context.Context, f classroom.RecordFilter) (facets classroom.RecordFacets, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) error {
		c, err := s.choose(tx, f)
		if err != nil {
			return err
		}
		for _, one := range []struct {
			column string
			into   *[]classroom.RecordCount
			free   func(*classroom.RecordFilter)
		}{
			{"student_id", &facets.Students, func(f *classroom.RecordFilter) { f.StudentIDs = nil }},
			{"question", &facets.Questions, func(f *classroom.RecordFilter) { f.Questions = nil }},
			{"type", &facets.Types, func(f *classroom.RecordFilter) { f.Types = nil }},
			{"part_id", &facets.Parts, func(f *classroom.RecordFilter) { f.PartIDs = nil }},
		} {
			free := *c
			one.free(&free.filter)
			if *one.into, err = free.countBy(one.column); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortFunc(facets.Questions, func(a, b classroom.RecordCount) int { return compareQuestions(a.Value, b.Value) })
	return facets, err
}
