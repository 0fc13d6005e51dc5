package engine

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime"
	"time"

	"npt/app/locale"
	"npt/app/report"
	"npt/app/safefile"
	"npt/app/transfer"
	"npt/backend/archive"
	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/handout"
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
	// Pseudonyms, if there are any, stand for the students in all that is written.
	Pseudonyms *export.Pseudonyms
	// Progress, if it is set, is called after each record with how many are written.
	Progress func(done int)
}

// ExportSource is where an export gets its records and their verdicts from.
type ExportSource struct {
	*store.Store
	*assess.Assessor

	Files *handout.Files
}

// ExportSource returns what an export of this data folder reads.
func (e *Engine) ExportSource() ExportSource { return ExportSource{e.Store, e.Assessor, e.Files} }

// ExportOf returns the export of all records of a session.
func ExportOf(s classroom.SessionSummary, format string) Export {
	whole := classroom.RecordSelection{All: true, Filter: classroom.RecordFilter{SessionID: s.ID}}
	return Export{Session: s, Chosen: whole, Format: format}
}

// Names says who stands in an export.
type Names string

// The choices. AsOnScreen is what a teacher means who did not choose.
const (
	AsOnScreen Names = ""          // names, or Anonymous while they are hidden
	WithNames  Names = "names"     // even while they are hidden
	Anonymous  Names = "anonymous" // pseudonyms of this export alone: their key is thrown away
	SameInTerm Names = "term"      // pseudonyms that stay the same, by a key in this data folder, until it is thrown away
)

// Pseudonyms returns those that an export has; nil for names.
func (e *Engine) Pseudonyms(ctx context.Context, who Names) (*export.Pseudonyms, error) {
	if who == AsOnScreen {
		hidden, err := e.Settings.NamesHidden(ctx)
		if err != nil || !hidden {
			return nil, err
		}
		who = Anonymous
	}
	if who == SameInTerm {
		if err := e.Settings.ensurePseudonyms(ctx); err != nil {
			return nil, err
		}
	}
	return e.Settings.pseudonymsOf(ctx, who)
}

// ForgetPseudonyms throws the key of the term away: whose pseudonyms those are that were written with it
// cannot be told any more, and the next ones are others.
func (e *Engine) ForgetPseudonyms(ctx context.Context) error {
	return e.Settings.setPseudonyms(ctx, "")
}

func (s Settings) ensurePseudonyms(ctx context.Context) error {
	key, err := s.pseudonyms(ctx)
	if err != nil || key != "" {
		return err
	}
	return s.setPseudonyms(ctx, hex.EncodeToString(export.NewKey()))
}

// pseudonymsOf returns the pseudonyms of a choice, and changes nothing.
func (s Settings) pseudonymsOf(ctx context.Context, who Names) (*export.Pseudonyms, error) {
	switch who {
	case AsOnScreen, WithNames:
		return nil, nil
	case Anonymous:
		return export.NewPseudonyms(export.NewKey()), nil
	case SameInTerm:
		text, err := s.pseudonyms(ctx)
		if err != nil {
			return nil, err
		}
		key, err := hex.DecodeString(text)
		if err != nil || len(key) != export.KeyBytes {
			return nil, errors.New("there is no key for a term yet: export once in the window with pseudonyms for the term")
		}
		return export.NewPseudonyms(key), nil
	}
	return nil, classroom.Errorf(classroom.CodeBadField, "%q is no choice of names: write names, anonymous or term.", who)
}

// Write writes the records to w. It has one of them in memory at a time. Answers that arrive meanwhile come first.
func (x Export) Write(ctx context.Context, from ExportSource, w io.Writer) error {
	out := bufio.NewWriterSize(w, writeAtOnce)
	if err := x.write(ctx, from, lastInLine{out}); err != nil {
		return err
	}
	return out.Flush()
}

// writeAtOnce is how much goes to the file of an export at once, in bytes.
const writeAtOnce = 64 << 10

// lastInLine gives way to all that waits for the processor with each write: what makes an export computes without a pause,
// and a notebook whose answer arrives would else wait until the scheduler ends its turn.
type lastInLine struct{ io.Writer }

// Write writes after whoever waits.
func (w lastInLine) Write(data []byte) (int, error) {
	runtime.Gosched()
	return w.Writer.Write(data)
}

func (x Export) write(ctx context.Context, from ExportSource, w io.Writer) error {
	format, isFormat := export.FormatNamed(x.Format)
	if !isFormat {
		return classroom.Errorf(classroom.CodeBadField, "%q is not a format: write %s.", x.Format, FormatNames())
	}
	judged, err := from.JudgedRecords(ctx, x.Session.ID, 0)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		slog.Warn("the answers could not be judged, so the export has no verdicts and labels", "cause", err)
	}
	if x.Pseudonyms != nil {
		x.Chosen.Rank = x.Pseudonyms.Of
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
	seen := &walked{ctx: ctx, progress: x.Progress}
	defer seen.warn()
	temps := &temps{}
	defer temps.giveUp()
	return format.Write(w, export.Source{
		Session: x.Session.Name, At: time.Now(), Judged: judged, Pseudonyms: x.Pseudonyms, Temp: temps.add, Separator: locale.Separator(language),
		Attendance: attendance, Person: attendance.PersonOf(), Scheme: scheme, Sheet: table,
		HandedIn: from.handedIn(ctx, x.Chosen),
		Looks:    report.Looks(ctx, from.Assessor, x.Chosen, language),
		Records: func(yield func(classroom.Record, payload.Payload) error) error {
			return from.WalkRecords(ctx, x.Chosen, func(r classroom.Record, p payload.Payload) error {
				return errors.Join(yield(r, p), seen.note(p))
			})
		},
		Archive: func(to archive.Reader) error {
			return from.WalkArchive(ctx, x.Chosen, archive.Reader{Head: to.Head, Record: func(r classroom.Record, p payload.Payload, kept archive.Record, isShown bool) error {
				if err := to.Record(r, p, kept, isShown); err != nil || !isShown {
					return err
				}
				return seen.note(p)
			}})
		},
	})
}

// handedIn returns what gives the last notebook of each student, for an export of all records; nil for one of some. Where
// a file is gone, as after a move of the data file alone, the others are given.
func (s ExportSource) handedIn(ctx context.Context, chosen classroom.RecordSelection) func(yield func(export.HandedIn) error) error {
	if !chosen.IsWhole() {
		return nil
	}
	return func(yield func(export.HandedIn) error) error {
		session := chosen.Filter.SessionID
		students, err := s.Students(ctx, session)
		if err != nil {
			return err
		}
		ids, byID := make([]int64, len(students)), map[int64]classroom.Student{}
		for i, student := range students {
			ids[i], byID[student.ID] = student.ID, student
		}
		list, err := s.Files.Last(ctx, session, ids, nil)
		if err != nil {
			return err
		}
		for _, h := range list {
			open := func() (io.ReadCloser, error) { return s.Files.Content(h.HandIn) }
			err := yield(export.HandedIn{
				Student: byID[h.StudentID], At: h.ReceivedAt, Name: h.Name, RequestID: h.RequestID, Receipt: h.Receipt.String(), FromPage: h.FromPage, Open: open,
			})
			if errors.Is(err, fs.ErrNotExist) {
				slog.Warn("a notebook that was handed in is not in the data folder, so the export is without it")
				err = nil
			}
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
		}
		return nil
	}
}

// walked counts the records that an export has written.
type walked struct {
	ctx      context.Context
	progress func(done int)
	done     int
	unread   int
}

// note counts a record. It returns the error of an export that nobody waits for any more.
func (w *walked) note(p payload.Payload) error {
	w.done++
	if p.Type == payload.TypeUnreadable {
		w.unread++
	}
	if w.progress != nil {
		w.progress(w.done)
	}
	return w.ctx.Err()
}

func (w *walked) warn() {
	if w.unread > 0 {
		slog.Warn("the data file is damaged: answers that cannot be read have the type unreadable in the export; a backup may have them", "answers", w.unread)
	}
}

// temps are the temporary files of an export.
type temps struct{ files []safefile.Temp }

func (t *temps) add() (io.ReadWriteSeeker, error) {
	temp, err := safefile.NewTemp(os.TempDir())
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w; name another folder in TMPDIR", os.TempDir(), err)
	}
	t.files = append(t.files, temp)
	return temp, nil
}

func (t *temps) giveUp() {
	for _, temp := range t.files {
		temp.GiveUp()
	}
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

// Import brings a file into the data folder, for the teacher who is set up here unless the target names
// another, and tells everybody of it. Into a session that is there, notebooks that were handed in follow the records, which stay
// if the disk has no room for them: the same import again brings those that are missing.
func Import(ctx context.Context, e *Engine, in *transfer.Incoming, to transfer.Target, progress func(done int)) (transfer.Result, error) {
	if to.Owner == "" {
		owner, err := e.Settings.Owner(ctx)
		if err != nil {
			return transfer.Result{}, err
		}
		to.Owner = owner
	}
	result, err := bringIn(ctx, e.Store, e.Files, in, to, progress)
	if result.Session == 0 {
		return result, err
	}
	for _, kind := range []classroom.EventKind{classroom.SessionsChanged, classroom.RecordsChanged, classroom.AssessmentChanged, classroom.MessagesChanged} {
		e.Events.Publish(classroom.Event{Kind: kind, SessionID: result.Session})
	}
	return result, err
}

// bringIn imports a file with what was handed in. The result names a session once its records are there.
func bringIn(ctx context.Context, st *store.Store, files *handout.Files, in *transfer.Incoming, to transfer.Target, progress func(done int)) (transfer.Result, error) {
	err := in.Notebooks(func(_ archive.HandIn, _ classroom.SenderKey, r io.Reader) error {
		if isNotebook, err := handout.IsNotebook(r); err != nil || !isNotebook {
			return &archive.Error{Reason: archive.Damaged, Detail: fmt.Sprint("a notebook that was handed in is none: ", err)}
		}
		return ctx.Err()
	})
	if err != nil {
		return transfer.Result{}, err
	}
	return in.Run(ctx, st, to, func(ctx context.Context, session int64) error {
		return in.Notebooks(func(h archive.HandIn, of classroom.SenderKey, r io.Reader) error {
			receipt, _ := classroom.ParseReceipt(h.Receipt)
			return files.Bring(ctx, of, handout.HandIn{
				SessionID: session, Name: h.Name, RequestID: h.RequestID, FromPage: h.FromPage, Receipt: receipt, ReceivedAt: time.UnixMicro(int64(h.ReceivedAt)),
			}, r)
		})
	}, progress)
}
