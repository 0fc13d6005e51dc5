package app

import (
	"context"
	"strconv"

	"npt/backend/classroom"
)

// MergeStudents makes the records of ids count for the student into, and returns
// that student. For each question the later record shows; attempts add up; nothing
// is thrown away.
func (api *API) MergeStudents(into int64, ids []int64) (Student, error) {
	if err := api.app.students.Merge(context.Background(), into, ids); err != nil {
		return Student{}, err
	}
	return api.student(into)
}

// UnmergeStudent gives a merged sender its records back; of a student into whom
// others were merged, it does so for all of them.
func (api *API) UnmergeStudent(id int64) error {
	return api.app.students.Unmerge(context.Background(), id)
}

// RenameStudent gives a student another name on the screen and in exports; its
// notebook keeps its own. An empty name gives the notebook's own back.
func (api *API) RenameStudent(id int64, name string) (Student, error) {
	if err := api.app.students.Rename(context.Background(), id, name); err != nil {
		return Student{}, err
	}
	return api.student(id)
}

func (api *API) student(id int64) (Student, error) {
	s, err := api.app.store.Student(context.Background(), id)
	return studentView(s), err
}

// SetNamesHidden hides the names of students everywhere, or shows them again. It
// stays so when the app starts anew.
func (api *API) SetNamesHidden(hidden bool) error {
	a := api.app
	if err := a.store.SetSetting(context.Background(), settingNamesHidden, strconv.FormatBool(hidden)); err != nil {
		return err
	}
	a.hub.Publish(classroom.Event{Kind: classroom.RecordsChanged})
	a.statusChanged()
	return nil
}

func (a *App) namesHidden(ctx context.Context) (bool, error) {
	kept, err := a.store.Setting(ctx, settingNamesHidden)
	return kept == "true", err
}

// StudentPath returns a student's way through the questions of the session.
func (api *API) StudentPath(studentID int64) (StudentPath, error) {
	ctx := context.Background()
	hidden, err := api.app.namesHidden(ctx)
	if err != nil {
		return StudentPath{}, err
	}
	path, err := api.app.store.Path(ctx, studentID, hidden)
	if err != nil {
		return StudentPath{}, err
	}
	return pathView(path), nil
}
