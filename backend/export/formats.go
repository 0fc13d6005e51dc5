package export

import (
	"io"
	"slices"
	"strings"
	"time"

	"npt/backend/archive"
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
	// Archive gives the session whole; formats that need all of it read it so in place of Records.
	Archive func(archive.Reader) error
	// Pseudonyms, if there are any, stand for the students in all that is written.
	Pseudonyms *Pseudonyms
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
	// Looks is how answers are shown to people.
	Looks Looks
	// HandedIn gives the notebooks that the students of the records handed in, in an order of the students; nil if there are
	// none.
	HandedIn func(yield func(HandedIn) error) error
	// Temp returns an empty file, which the caller removes, for what has to wait.
	Temp func() (io.ReadWriteSeeker, error)
}

// anonymized returns the source with its pseudonyms in all that it gives.
func (s Source) anonymized() Source {
	if s.Pseudonyms == nil {
		return s
	}
	whole := s.Archive
	s.Records = s.Pseudonyms.records(s.Records)
	s.Archive = func(r archive.Reader) error { return whole(s.Pseudonyms.reader(r)) }
	s.Attendance, s.Person, s.HandedIn = roster.Attendance{}, nil, nil
	return s
}

// Format is a form in which records are written. Each is a file of this package, and a line in formats.
type Format struct {
	Name      string
	Extension string // of the file, without a dot
	MIME      string
	write     func(w io.Writer, from Source) error
}

// Write writes what a source gives, without names if it has pseudonyms.
func (f Format) Write(w io.Writer, from Source) error { return f.write(w, from.anonymized()) }

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
	{"html", "html", "text/html; charset=utf-8", HTML},
	{"ipynb", "ipynb", "application/x-ipynb+json", Debrief},
	{"zip", "zip", "application/zip", ZIP},
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
