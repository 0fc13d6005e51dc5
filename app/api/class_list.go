package api

import (
	"context"
	"encoding/base64"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/roster"
	"npt/backend/sheet"
)

// ClassList returns the owner's class list, and who of it is in a session; sessionID 0 is none. While names are hidden it has
// counts and numbers alone.
func (api *API) ClassList(sessionID int64) (ClassList, error) {
	owner, err := api.engine.Settings.Owner(api.ctx)
	if err != nil {
		return ClassList{}, err
	}
	hidden, err := api.engine.Settings.NamesHidden(api.ctx)
	if err != nil {
		return ClassList{}, err
	}
	if sessionID == 0 {
		list, err := api.engine.Store.ClassList(api.ctx, owner)
		a := roster.Attendance{List: list}
		for _, p := range list.People {
			a.Present = append(a.Present, roster.Presence{Person: p})
		}
		return classListView(a, hidden), err
	}
	a, err := roster.Attend(api.ctx, api.engine.Store, sessionID)
	return classListView(a, hidden), err
}

// OpenTable asks the teacher for a CSV or XLSX and returns it; one without a name if the teacher cancelled. A browser reads the
// file itself.
func (api *API) OpenTable() (TableFile, error) {
	path, err := api.face.Window.OpenTable()
	if err != nil || path == "" {
		return TableFile{}, err
	}
	data, err := readAtMost(path, sheet.MaxTable+1)
	if err != nil {
		return TableFile{}, classroom.Errorf(classroom.CodeNotFound, "The file cannot be read: %v", err)
	}
	return TableFile{filepath.Base(path), base64.StdEncoding.EncodeToString(data)}, nil
}

// PreviewClassList returns what an import of a file would do. columns say what its columns are; empty for what the app
// recognises.
func (api *API) PreviewClassList(file TableFile, columns TableColumns) (ClassListPreview, error) {
	table, known, err := readTable(file, columns)
	if err != nil {
		return ClassListPreview{}, err
	}
	owner, err := api.engine.Settings.Owner(api.ctx)
	if err != nil {
		return ClassListPreview{}, err
	}
	list, err := api.engine.Store.ClassList(api.ctx, owner)
	if err != nil {
		return ClassListPreview{}, err
	}
	coming := roster.People(table.Rows, known, cleanCell)
	_, changes := roster.Merge(list.People, coming, false)
	return classListPreview(file.Name, table, known, coming, changes), nil
}

// ImportClassList merges a file into the owner's class list: nobody is doubled. Whoever is missing in the file leaves the list
// if removeMissing. UndoClassList takes it back.
func (api *API) ImportClassList(file TableFile, columns TableColumns, removeMissing bool) (ClassListChange, error) {
	table, known, err := readTable(file, columns)
	if err != nil {
		return ClassListChange{}, err
	}
	coming := roster.People(table.Rows, known, cleanCell)
	if len(coming) == 0 {
		return ClassListChange{}, classroom.Errorf(classroom.CodeBadField, "No column has names: choose the one that has.")
	}
	owner, err := api.engine.Settings.Owner(context.Background())
	if err != nil {
		return ClassListChange{}, err
	}
	undo, changes, err := api.engine.ClassLists.Import(context.Background(), owner, coming, removeMissing)
	removed := 0
	if removeMissing {
		removed = len(changes.Missing)
	}
	return ClassListChange{UndoID: undo, Added: len(changes.Added), Changed: len(changes.Changed), Removed: removed}, err
}

// ClearClassList empties the owner's class list. UndoClassList takes it back.
func (api *API) ClearClassList() (ClassListChange, error) {
	owner, err := api.engine.Settings.Owner(context.Background())
	if err != nil {
		return ClassListChange{}, err
	}
	list, err := api.engine.Store.ClassList(context.Background(), owner)
	if err != nil {
		return ClassListChange{}, err
	}
	undo, err := api.engine.ClassLists.Clear(context.Background(), owner)
	return ClassListChange{UndoID: undo, Removed: len(list.People)}, err
}

// UndoClassList takes a change of the class list back.
func (api *API) UndoClassList(undoID int64) error {
	return api.engine.ClassLists.Undo(context.Background(), undoID)
}

// MatchStudent says which person of the class list a student of a session is, in all sessions of the term; 0 if nobody on it.
func (api *API) MatchStudent(sessionID, studentID, personID int64) error {
	return api.engine.ClassLists.Decide(context.Background(), sessionID, studentID, personID)
}

// cleanCell returns a cell as names are kept.
func cleanCell(s string) string { return classroom.CleanName(norm.NFC.String, s) }

// readTable returns the table of a file and what its columns are.
func readTable(file TableFile, columns TableColumns) (sheet.Table, roster.Recognised, error) {
	data, err := base64.StdEncoding.DecodeString(file.Data)
	if err != nil {
		return sheet.Table{}, roster.Recognised{}, classroom.Errorf(classroom.CodeBadField, "The file is no table: save it as CSV or XLSX and choose it again.")
	}
	table, err := sheet.Read(data)
	if err != nil {
		return sheet.Table{}, roster.Recognised{}, err
	}
	known := roster.Recognise(table.Rows)
	if len(columns.Roles) > 0 {
		known.HasHeads = columns.HasHeads
		for i := range known.Columns {
			known.Columns[i] = roster.NoRole
			if i < len(columns.Roles) && slices.Contains(roster.Roles, roster.Role(columns.Roles[i])) {
				known.Columns[i] = roster.Role(columns.Roles[i])
			}
		}
	}
	return table, known, nil
}

// Sections returns the sections of the class list with their students in a session; none of whom there is none.
func (api *API) Sections(sessionID int64) ([]ClassSection, error) {
	a, err := roster.Attend(api.ctx, api.engine.Store, sessionID)
	sections := []ClassSection{}
	for _, p := range a.Present {
		if p.Person.Section == "" || len(p.Students) == 0 {
			continue
		}
		at := slices.IndexFunc(sections, func(s ClassSection) bool { return s.Name == p.Person.Section })
		if at < 0 {
			at, sections = len(sections), append(sections, ClassSection{Name: p.Person.Section})
		}
		for _, s := range p.Students {
			sections[at].Students = append(sections[at].Students, s.ID)
		}
	}
	slices.SortFunc(sections, func(a, b ClassSection) int { return strings.Compare(a.Name, b.Name) })
	return sections, err
}

// ofSections returns those of some students, or of all if there are none, who are in one of the sections.
func (api *API) ofSections(q RecordQuery, among []int64) ([]int64, error) {
	if len(q.Sections) == 0 {
		return among, nil
	}
	a, err := roster.Attend(api.ctx, api.engine.Store, q.SessionID)
	if err != nil {
		return nil, err
	}
	ids := []int64{nobody}
	for student, person := range a.PersonOf() {
		if slices.Contains(q.Sections, person.Section) && (len(among) == 0 || slices.Contains(among, student)) {
			ids = append(ids, student)
		}
	}
	slices.Sort(ids)
	return ids, nil
}
