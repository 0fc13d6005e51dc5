package api

import (
	"slices"

	"npt/backend/roster"
	"npt/backend/sheet"
)

// TableFile is a CSV or XLSX that the teacher chose.
type TableFile struct {
	Name string `json:"name"`
	Data string `json:"data"` // in base64
}

// TableColumns say what the columns of a table are.
type TableColumns struct {
	HasHeads bool     `json:"hasHeads"` // the first row names the columns
	Roles    []string `json:"roles"`    // name, first, last, identifier, email, section or empty; none for what the app recognises
}

// ClassList is the class list of the owner, with who of it is in a session.
type ClassList struct {
	People   []ClassPerson  `json:"people"`
	Sections []string       `json:"sections"`
	Others   []UnlistedView `json:"others"` // students of the session who are not surely somebody on the list
	Hidden   bool           `json:"hidden"` // names are: people have none here
}

// ClassSection is a section of the class list, with those of it who are in a session.
type ClassSection struct {
	Name     string  `json:"name"`
	Students []int64 `json:"students"`
}

// ClassPerson is a student on the class list.
type ClassPerson struct {
	ID         int64   `json:"id"`
	Name       string  `json:"name"`
	Identifier string  `json:"identifier"`
	Email      string  `json:"email"`
	Section    string  `json:"section"`
	Students   []int64 `json:"students"` // in the session; none if absent
	Records    int     `json:"records"`
}

// UnlistedView is a student of a session who is not surely somebody on the class list.
type UnlistedView struct {
	Student    Student `json:"student"`
	Decided    bool    `json:"decided"`    // the teacher said that it is nobody on the list
	Candidates []int64 `json:"candidates"` // who it may be, the likeliest first
}

// ClassListPreview is what an import of a file would do.
type ClassListPreview struct {
	Name     string        `json:"name"` // of the file
	HasHeads bool          `json:"hasHeads"`
	Columns  []TableColumn `json:"columns"`
	Count    int           `json:"count"` // students in the file
	Added    []string      `json:"added"` // names
	Changed  []string      `json:"changed"`
	Same     int           `json:"same"`
	Missing  []string      `json:"missing"` // on the list, and not in the file
}

// TableColumn is a column of a table.
type TableColumn struct {
	Head    string   `json:"head"` // empty if the table has no heads
	Role    string   `json:"role"`
	Samples []string `json:"samples"` // the first cells that are not empty
}

// ClassListChange says what was done to the class list.
type ClassListChange struct {
	UndoID  int64 `json:"undoId"`
	Added   int   `json:"added"`
	Changed int   `json:"changed"`
	Removed int   `json:"removed"`
}

func classListView(a roster.Attendance, hidden bool) ClassList {
	v := ClassList{People: []ClassPerson{}, Sections: []string{}, Others: []UnlistedView{}, Hidden: hidden}
	for _, p := range a.Present {
		person := ClassPerson{ID: p.Person.ID, Section: p.Person.Section, Students: []int64{}, Records: p.Records()}
		if !hidden {
			person.Name, person.Identifier, person.Email = p.Person.Name, p.Person.Identifier, p.Person.Email
		}
		for _, s := range p.Students {
			person.Students = append(person.Students, s.ID)
		}
		v.People = append(v.People, person)
		if p.Person.Section != "" && !slices.Contains(v.Sections, p.Person.Section) {
			v.Sections = append(v.Sections, p.Person.Section)
		}
	}
	slices.Sort(v.Sections)
	for _, o := range a.Others {
		v.Others = append(v.Others, UnlistedView{studentView(o.Student), o.IsDecided, list(o.Candidates)})
	}
	return v
}

func classListPreview(name string, table sheet.Table, known roster.Recognised, coming []roster.Person, changes roster.Changes) ClassListPreview {
	nameOf := func(p roster.Person) string { return p.Name }
	v := ClassListPreview{
		Name: name, HasHeads: known.HasHeads, Columns: make([]TableColumn, len(known.Columns)), Count: len(coming), Same: changes.Same,
		Added: mapped(changes.Added, nameOf), Changed: mapped(changes.Changed, nameOf), Missing: mapped(changes.Missing, nameOf),
	}
	rows := table.Rows
	for i, role := range known.Columns {
		v.Columns[i] = TableColumn{Role: string(role), Samples: []string{}}
		if known.HasHeads && i < len(table.Rows[0]) {
			v.Columns[i].Head = table.Rows[0][i]
		}
	}
	if known.HasHeads {
		rows = rows[1:]
	}
	const samples = 3
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" && i < len(v.Columns) && len(v.Columns[i].Samples) < samples {
				v.Columns[i].Samples = append(v.Columns[i].Samples, cell)
			}
		}
	}
	return v
}
