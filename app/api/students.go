package api

import (
	"context"

	"npt/backend/classroom"
)

// MergeStudents makes the records of the students ids count for the student into, and returns that
// student. For each question the later record is shown and the attempts are added; nothing is lost.
func (api *API) MergeStudents(into int64, ids []int64) (Student, error) {
	if err := api.engine.Students.Merge(context.Background(), into, ids); err != nil {
		return Student{}, err
	}
	return api.student(into)
}

// UnmergeStudent gives a merged sender its records back. If others were merged into the student, it
// does so for all of them.
func (api *API) UnmergeStudent(id int64) error {
	return api.engine.Students.Unmerge(context.Background(), id)
}

// RenameStudent gives a student another name on the screen and in exports; the notebook keeps its own
// name. An empty name restores the notebook's own.
func (api *API) RenameStudent(id int64, name string) (Student, error) {
	if err := api.engine.Students.Rename(context.Background(), id, name); err != nil {
		return Student{}, err
	}
	return api.student(id)
}

// RemoveSilentStudents removes the students of a session who have sent nothing, such as invented ones.
// They can be brought back until Undo.Until; a notebook that still listens comes back by itself.
func (api *API) RemoveSilentStudents(sessionID int64) (Undo, error) {
	undo, err := api.engine.Trash.RemoveSilent(context.Background(), sessionID)
	return undoView(undo), err
}

func (api *API) student(id int64) (Student, error) {
	s, err := api.engine.Store.Student(context.Background(), id)
	return studentView(s), err
}

// SetNamesHidden hides the names of students everywhere, or shows them again. The choice is
// remembered.
func (api *API) SetNamesHidden(hidden bool) error {
	if err := api.engine.Settings.SetNamesHidden(context.Background(), hidden); err != nil {
		return err
	}
	api.engine.NamesChanged()
	return nil
}

// StudentPath returns a student's way through the questions of the session.
func (api *API) StudentPath(studentID int64) (StudentPath, error) {
	ctx := api.ctx
	hidden, err := api.namesHidden(ctx)
	if err != nil {
		return StudentPath{}, err
	}
	path, err := api.engine.Store.Path(ctx, studentID, hidden)
	if err != nil {
		return StudentPath{}, err
	}
	var all []classroom.Record
	for _, step := range path.Steps {
		all = append(all, step.Records...)
	}
	graded := api.engine.Assessor.GradedRecords(ctx, 0, all)
	return pathView(path, graded), nil
}
