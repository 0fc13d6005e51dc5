package app

import (
	"context"
	"slices"

	"npt/backend/classroom"
	"npt/backend/ingest"
	"npt/frontend/src/words"
)

// frontDoor tells students what they may know of the teacher.
type frontDoor struct{ app *App }

// Who returns this data folder's id and its owners, the current one first.
func (d frontDoor) Who(ctx context.Context) (ingest.Who, error) {
	owner, err := d.app.owner(ctx)
	if err != nil {
		return ingest.Who{}, err
	}
	owners, err := d.app.store.Owners(ctx)
	if err != nil {
		return ingest.Who{}, err
	}
	if i := slices.Index(owners, owner); i > 0 {
		owners = slices.Insert(slices.Delete(owners, i, i+1), 0, owner)
	}
	return ingest.Who{ID: d.app.id, Owners: owners, Version: Version}, nil
}

// Words returns the words of the students' page in the language that a browser likes best.
func (frontDoor) Words(accepted string) ingest.Words { return words.Builtin().Accepted(accepted) }

// TeacherPage returns the current owner and, newest first, the open sessions that are listed.
func (d frontDoor) TeacherPage(ctx context.Context) (ingest.TeacherPage, error) {
	owner, err := d.app.owner(ctx)
	if err != nil || owner == "" {
		return ingest.TeacherPage{}, err
	}
	listed, err := d.app.store.ListedSessions(ctx, owner)
	if err != nil {
		return ingest.TeacherPage{}, err
	}
	return ingest.TeacherPage{Owner: owner, Sessions: mapped(listed, func(s classroom.Session) ingest.PageSession {
		return ingest.PageSession{ID: s.ID, Name: s.Name, Description: s.Description}
	})}, nil
}
