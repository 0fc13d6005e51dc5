package export

import (
	"io"
	"slices"
	"strings"
	"time"

	"npt/backend/classroom"
)

// Source is what an export writes.
type Source struct {
	Session string
	At      time.Time
	Judged  classroom.Judged
	Records Records
	// Temp returns an empty file, which the caller removes, for what has to wait.
	Temp func() (io.ReadWriteSeeker, error)
}

// Format is a form in which records are written. Each is a file of this package, and a line in formats.
type Format struct {
	Name  string // also the extension of the file
	MIME  string
	Write func(w io.Writer, from Source) error
}

var formats = []Format{
	{"csv", "text/csv; charset=utf-8", func(w io.Writer, from Source) error {
		return CSV(w, from.Session, from.Judged, from.Records)
	}},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XLSX},
	{"zip", "application/zip", func(w io.Writer, from Source) error {
		table, err := from.Temp()
		if err != nil {
			return err
		}
		return ZIP(w, from.Session, from.At, table, from.Judged, from.Records)
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

// FormatNames returns the names of the formats for a sentence: csv, xlsx or zip.
func FormatNames() string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
