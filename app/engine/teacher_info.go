package engine

import (
	"context"
	"os"
	"slices"

	"npt/backend/ingest"
	"npt/frontend/src/words"
)

// teacherInfo tells students what they may know about the teacher.
type teacherInfo struct{ engine *Engine }

// Who returns this data folder's id and its owners, the current owner first.
func (t teacherInfo) Who(ctx context.Context) (ingest.Who, error) {
	owner, err := t.engine.Settings.Owner(ctx)
	if err != nil {
		return ingest.Who{}, err
	}
	owners, err := t.engine.Store.Owners(ctx)
	if err != nil {
		return ingest.Who{}, err
	}
	if i := slices.Index(owners, owner); i > 0 {
		owners = slices.Insert(slices.Delete(owners, i, i+1), 0, owner)
	}
	return ingest.Who{ID: t.engine.id, Owners: owners, Version: t.engine.config.Version}, nil
}

// Words returns the words of the students' page in the language that a browser likes best.
func (teacherInfo) Words(accepted string) ingest.Words { return words.Builtin().Accepted(accepted) }

// Language returns the code of the language that the page last used, else of the system's.
func (t teacherInfo) Language(ctx context.Context) string {
	if code, err := t.engine.Settings.Language(ctx); err == nil && code != "" {
		return code
	}
	return words.Builtin().OfSystem(os.Getenv).Code
}

// TeacherPage returns the current owner and, newest first, the open sessions that are listed.
func (t teacherInfo) TeacherPage(ctx context.Context) (ingest.TeacherPage, error) {
	owner, err := t.engine.Settings.Owner(ctx)
	if err != nil || owner == "" {
		return ingest.TeacherPage{}, err
	}
	listed, err := t.engine.Store.ListedSessions(ctx, owner)
	if err != nil {
		return ingest.TeacherPage{}, err
	}
	page := ingest.TeacherPage{Owner: owner}
	for _, s := range listed {
		files, err := t.engine.Files.List(ctx, s.ID)
		if err != nil {
			return ingest.TeacherPage{}, err
		}
		page.Sessions = append(page.Sessions, ingest.PageSession{ID: s.ID, Name: s.Name, Description: s.Description, Files: files})
	}
	return page, nil
}
