package export

import (
	"io"
	"slices"
	"strings"
	"time"

	"npt/backend/classroom"
	"npt/backend/gradebook"
	"npt/backend/roster"
	"npt/backend/sheet"
)

// Source is what an export writes.
type Source struct {
	Session string
	At      time.Time
	Judged  classroom.Judged
	Records Records
	// Attendance is the class list in the session; without people if there is none.
	Attendance roster.Attendance
	// Scheme says what answers give in a gradebook.
	Scheme gradebook.Scheme
	// Sheet is the one that Canvas exported, for its format alone.
	Sheet sheet.Table
	// Person has those of the list by the ids of students.
	Person map[int64]roster.Person
	// Separator stands between the columns of a table for Excel: it is that of the computer's country.
	Separator rune
	// Temp returns an empty file, which the caller removes, for what has to wait.
	Temp func() (io.ReadWriteSeeker, error)
}

// Format is a form in which records are written. Each is a file of this package, and a line in formats.
type Format struct {
	Name      string
	Extension string // of the file, without a dot
	MIME      string
	Write     func(w io.Writer, from Source) error
}

const (
	csvType  = "text/csv; charset=utf-8"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

var formats = []Format{
	{"csv", "csv", csvType, CSV},
	{"excel", "csv", csvType, ExcelCSV},
	{"xlsx", "xlsx", xlsxType, XLSX},
	{"attendance", "csv", csvType, Attendance},
	{"grid", "csv", csvType, Grid},
	{"answers", "csv", csvType, AnswerGrid},
	{"gradebook", "csv", csvType, Gradebook},
	{"moodle", "csv", csvType, Moodle},
	{"canvas", "csv", csvType, Canvas},
	{"zip", "zip", "application/zip", func(w io.Writer, from Source) error {
		table, err := from.Temp()
		if err != nil {
			return err
		}
		return ZIP(w, from, table)
	}},
}

// FormatNamed returns the format of a name; false if there is none.
func FormatNamed(name string) (Format, bool) {
	at := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if at < 0 {
		return Format{}, false
	}
	return formats[at], true
}

// FormatNames returns the names of the formats for a sentence: csv, excel, … or zip.
func FormatNames() string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
