package app

import (
	"context"
	"strconv"
)

// StudentPath returns a student's way through the questions of the session.
func (api *API) StudentPath(studentID int64) (StudentPath, error) { return StudentPath{}, errSoon }

// MergeStudents makes the records of ids count for the student into, and returns
// that student. For each question the later record shows; attempts add up; nothing
// is thrown away.
func (api *API) MergeStudents(into int64, ids []int64) (Student, error) { return Student{}, errSoon }

// UnmergeStudent gives a merged sender its records back; of a student into whom
// others were merged, it does so for all of them.
func (api *API) UnmergeStudent(id int64) error { return errSoon }

// RenameStudent gives a student another name on the screen and in exports; its
// notebook keeps its own. An empty name gives the notebook's own back.
func (api *API) RenameStudent(id int64, name string) (Student, error) { return Student{}, errSoon }

// SetNamesHidden hides the names of students everywhere, or shows them again. It
// stays so when the app starts anew.
func (api *API) SetNamesHidden(hidden bool) error {
	if err := api.app.store.SetSetting(context.Background(), settingNamesHidden, strconv.FormatBool(hidden)); err != nil {
		return err
	}
	api.app.statusChanged()
	return nil
}

// settingNamesHidden is kept as true while numbers stand for the names of students.
const settingNamesHidden = "names_hidden"

func (a *App) namesHidden(ctx context.Context) (bool, error) {
	kept, err := a.store.Setting(ctx, settingNamesHidden)
	return kept == "true", err
}
