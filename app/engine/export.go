package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/app/locale"
	"npt/app/safefile"
	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/events"
	"npt/backend/export"
	"npt/backend/payload"
	"npt/backend/roster"
	"npt/backend/sheet"
	"npt/backend/store"
)

// CSV is the format of an export unless another one is named; ExcelCSV is the same for Excel.
const (
	CSV      = "csv"
	ExcelCSV = "excel"
)

// FormatNames returns the formats of an export, for a sentence.
func FormatNames() string { return export.FormatNames() }

// IsFormat reports whether records can be exported in that format.
func IsFormat(format string) bool {
	_, isFormat := export.FormatNamed(format)
	return isFormat
}

// MIME returns the media type of an export.
func (x Export) MIME() string {
	format, _ := export.FormatNamed(x.Format)
	return format.MIME
}

// Extension returns the extension of an export's file, without a dot.
func (x Export) Extension() string {
	format, _ := export.FormatNamed(x.Format)
	return format.Extension
}

// Export is a set of records of a session and the format to write them in.
type Export struct {
	Session classroom.SessionSummary
	Chosen  classroom.RecordSelection
	Format  string // one for which IsFormat is true
	Sheet   []byte // for canvas: the file that Canvas exported
}

// ExportSource is where an export gets its records and their verdicts from.
type ExportSource struct {
	*store.Store
	*assess.Assessor
}

// ExportSource returns what an export of this data folder reads.
func (e *Engine) ExportSource() ExportSource { return ExportSource{e.Store, e.Assessor} }

// ExportOf returns the export of all records of a session.
func ExportOf(s classroom.SessionSummary, format string) Export {
	whole := classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: s.ID}}
	return Export{Session: s, Chosen: whole, Format: format}
}

// Write writes the records to w. It has one of them in memory at a time.
func (x Export) Write(ctx context.Context, from ExportSource, w io.Writer) error {
	judged, err := from.JudgedRecords(ctx, x.Session.ID, 0)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		slog.Warn("the answers could not be judged, so the export has no verdicts and labels", "cause", err)
	}
	records := func(yield func(classroom.Record, payload.Payload) error) error {
		unread := 0
		err := from.WalkRecords(ctx, x.Chosen, func(r classroom.Record, p payload.Payload) error {
			if p.Type == store.Unreadable {
				unread++
			}
			return yield(r, p)
		})
		if unread > 0 {
			slog.Warn("the data file is damaged: answers that cannot be read have the type unreadable in the export; a backup may have them", "answers", unread)
		}
		return err
	}
	attendance, err := roster.Attend(ctx, from.Store, x.Session.ID)
	if err != nil {
		return err
	}
	scheme, err := from.Scheme(ctx, x.Session.ID)
	if err != nil {
		return err
	}
	var table sheet.Table
	if len(x.Sheet) > 0 {
		if table, err = sheet.Read(x.Sheet); err != nil {
			return err
		}
	}
	language, err := Settings{from}.Language(ctx)
	if err != nil {
		return err
	}
	format, isFormat := export.FormatNamed(x.Format)
	if !isFormat {
		return classroom.Errorf(classroom.CodeBadField, "%q is not a format: write %s.", x.Format, FormatNames())
	}
	var temps []safefile.Temp
	defer func() {
		for _, temp := range temps {
			temp.GiveUp()
		}
	}()
	return format.Write(w, export.Source{
		Session: x.Session.Name, At: time.Now(), Judged: judged, Records: records, Separator: locale.Separator(language),
		Attendance: attendance, Person: attendance.PersonOf(), Scheme: scheme, Sheet: table,
		Temp: func() (io.ReadWriteSeeker, error) {
			temp, err := safefile.NewTemp(os.TempDir())
			if err != nil {
				return nil, fmt.Errorf("%s cannot be written: %w; name another folder in TMPDIR", os.TempDir(), err)
			}
			temps = append(temps, temp)
			return temp, nil
		},
	})
}

// WriteFile writes the records to a new file beside path and then moves it to path, so that a full
// disk never destroys the file that was there.
func (x Export) WriteFile(ctx context.Context, from ExportSource, path string) error {
	return safefile.Write(path, func(temp safefile.Temp) error { return x.Write(ctx, from, temp) })
}

// maxFileName bounds FileName in bytes: with an extension and the number of a copy it is below 255.
const maxFileName = 200

// FileName returns a name that every system accepts for a file.
func FileName(name string) string { return export.FileName(name, maxFileName) }

// NamedExport is `npt export`: which session, in which format, and where to.
type NamedExport struct {
	Dir, Owner, Session, Format string
	Output                      string // a file, or "-" for standard output
	Sheet                       string // for canvas: the file that Canvas exported
}

// ExportNamed is `npt export`: it writes the records of a session, which is named, to a file
// or to stdout. It reads the data folder beside an app that may be
// running, and changes nothing there. Of a gradebook it says on stderr first who will be missed in it. The error says what to do.
func ExportNamed(ctx context.Context, n NamedExport, stdout, stderr io.Writer) (err error) {
	if !IsFormat(n.Format) {
		return fmt.Errorf("%q is not a format: write --format %s", n.Format, FormatNames())
	}
	st, closeStore, err := readBeside(ctx, n.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	s, err := findSession(ctx, st, n.Owner, n.Session)
	if err != nil {
		return err
	}
	x := ExportOf(s, n.Format)
	if n.Sheet != "" {
		if x.Sheet, err = readFileAtMost(n.Sheet, sheet.MaxTable+1); err != nil {
			return err
		}
	}
	if IsGradebook(n.Format) {
		if err := sayMissed(ctx, st, s.ID, stderr); err != nil {
			return err
		}
	}
	assessor := assess.NewAssessor(assessorStore{st, Settings{st}}, events.New(), time.Now, norm.NFC.String)
	defer assessor.Close()
	from := ExportSource{st, assessor}
	if n.Output == "-" {
		return x.Write(ctx, from, stdout)
	}
	return x.WriteFile(ctx, from, n.Output)
}

// findSession returns the owner's open session of that name, else the newest closed one.
func findSession(ctx context.Context, st *store.Store, owner, name string) (found classroom.SessionSummary, err error) {
	owner, name = classroom.CleanName(norm.NFC.String, owner), classroom.CleanName(norm.NFC.String, name)
	all, err := st.Sessions(ctx, owner)
	if err != nil {
		return found, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name && (found.ID == 0 || s.Open && !found.Open) {
			found = s
		}
		names = append(names, fmt.Sprintf("%q", s.Name))
	}
	switch {
	case found.ID != 0:
		return found, nil
	case len(all) == 0:
		return found, fmt.Errorf("%q has no sessions here", owner)
	}
	return found, fmt.Errorf("%q has no session %q; there are %s", owner, name, strings.Join(names, ", "))
}
