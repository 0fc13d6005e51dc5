package api

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"npt/app/engine"
	"npt/app/safefile"
	"npt/backend/classroom"
	"npt/backend/export"
)

// ExportRequest says what to export.
type ExportRequest struct {
	Selection Selection `json:"selection"`
	Format    string    `json:"format"`
	Names     string    `json:"names"`    // see engine.Names; empty for what the screen shows
	Transfer  string    `json:"transfer"` // by which TransferProgress and CancelTransfer know it
	Records   int       `json:"records"`  // about how many there are, for the progress
}

// Export asks the teacher where to save the selected records and writes them there. It returns the path;
// "" if the teacher cancelled. A browser uses PrepareExport.
func (api *API) Export(r ExportRequest) (string, error) {
	job, err := api.exportJob(api.engine.Context(), r)
	if err != nil {
		return "", err
	}
	return api.save(job, r.Transfer, r.Records)
}

// save asks the teacher where to save an export and writes it there, as a transfer of about so many
// records.
func (api *API) save(job ExportJob, id string, records int) (string, error) {
	path, err := api.face.Window.SaveFile(job.Name)
	if err != nil || path == "" {
		return "", err
	}
	path = safefile.WithExtension(path, job.Extension())
	ctx, t := api.transfers.begin(api.engine.Context(), id, records)
	defer t.end()
	job.Progress = t.note
	if err := api.engine.NoteExport(job.WriteFile(ctx, api.engine.ExportSource(), path)); err != nil {
		return "", err
	}
	api.saved.note(path)
	return path, nil
}

// PrepareExport writes the selected records to a temporary file, for a browser. It returns a ticket, with
// which the browser gets the file from the console's /export.
func (api *API) PrepareExport(r ExportRequest) (Download, error) {
	job, err := api.exportJob(api.ctx, r)
	if err != nil {
		return Download{}, err
	}
	return api.prepare(job, r.Transfer, r.Records)
}

// prepare writes an export to a temporary file, as a transfer of about so many records.
func (api *API) prepare(job ExportJob, id string, records int) (Download, error) {
	ctx, t := api.transfers.begin(api.ctx, id, records)
	defer t.end()
	job.Progress = t.note
	file, err := safefile.NewTemp(os.TempDir())
	if err != nil {
		return Download{}, api.engine.NoteExport(err)
	}
	if err = job.Write(ctx, api.engine.ExportSource(), file); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err := api.engine.NoteExport(err); err != nil {
		file.GiveUp()
		return Download{}, err
	}
	return Download{Ticket: api.tickets.add(PreparedExport{job.Name, job.MIME(), file}), Name: job.Name}, nil
}

// ShowExport shows the file that was exported last in the system's file manager.
func (api *API) ShowExport() error {
	path := api.saved.last()
	if path == "" {
		return classroom.Errorf(classroom.CodeNotFound, "Nothing was exported since the app started.")
	}
	api.face.Window.ShowFolder(filepath.Dir(path))
	return nil
}

// ForgetPseudonyms throws away the key of the pseudonyms that stay the same over a term.
func (api *API) ForgetPseudonyms() error { return api.engine.ForgetPseudonyms(api.engine.Context()) }

// savedPath remembers where the last export went.
type savedPath struct {
	mu   sync.Mutex
	path string
}

func (s *savedPath) note(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.path = path
}

func (s *savedPath) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.path
}

// ExportJob is an export and the name of its file.
type ExportJob struct {
	engine.Export
	Name string
}

func (api *API) exportJob(ctx context.Context, r ExportRequest) (ExportJob, error) {
	if !engine.IsFormat(r.Format) {
		return ExportJob{}, classroom.Errorf(classroom.CodeBadField, "%q is not a format: write %s.", r.Format, engine.FormatNames())
	}
	chosen, err := api.selection(r.Selection)
	if err != nil {
		return ExportJob{}, err
	}
	session, err := api.engine.Store.Session(ctx, r.Selection.Query.SessionID)
	if err != nil {
		return ExportJob{}, err
	}
	names, err := api.engine.Pseudonyms(ctx, engine.Names(r.Names))
	if err != nil {
		return ExportJob{}, err
	}
	name, err := api.selectionName(ctx, session, chosen, names)
	job := engine.Export{Session: session, Chosen: chosen, Format: r.Format, Pseudonyms: names}
	return ExportJob{job, name + "." + job.Extension()}, err
}

// selectionName suggests a file name without extension. For the records of one student it contains the
// name, or the number in an export without names.
func (api *API) selectionName(ctx context.Context, session classroom.SessionSummary, chosen classroom.RecordSelection, names *export.Pseudonyms) (string, error) {
	if !chosen.All || len(chosen.Filter.StudentIDs) != 1 || chosen.Filter.StudentIDs[0] == nobody {
		return engine.FileName(session.Name), nil
	}
	student, err := api.engine.Store.Student(ctx, chosen.Filter.StudentIDs[0])
	if err != nil {
		return "", err
	}
	if names != nil {
		return engine.FileName(session.Name + " " + names.Of(student)), nil
	}
	return engine.FileName(session.Name + " " + student.Display()), nil
}

// SessionExport returns the export of all records of a session, with a suggested file name, and without
// names while they are hidden.
func SessionExport(ctx context.Context, e *engine.Engine, s classroom.SessionSummary, format string) (ExportJob, error) {
	job := engine.ExportOf(s, format)
	var err error
	job.Pseudonyms, err = e.Pseudonyms(ctx, engine.AsOnScreen)
	return ExportJob{job, engine.FileName(s.Name) + "." + job.Extension()}, err
}

// PreparedExport is an export that waits for a browser.
type PreparedExport struct {
	Name string
	MIME string
	File safefile.Temp // to read from its beginning, and then to give up
}

// TakeExport returns the export that PrepareExport prepared under the ticket; false if there is none
// or it was taken.
func TakeExport(api *API, ticket string) (PreparedExport, bool) { return api.tickets.take(ticket) }

// maxTickets is how many exports may wait for a browser; the oldest is dropped.
const maxTickets = 4

// tickets holds exports that a browser may fetch, each once.
type tickets struct {
	mu    sync.Mutex
	files map[string]PreparedExport
	order []string
}

func (t *tickets) add(file PreparedExport) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.files == nil {
		t.files = map[string]PreparedExport{}
	}
	if len(t.order) == maxTickets {
		if old, waits := t.files[t.order[0]]; waits {
			old.File.GiveUp()
			delete(t.files, t.order[0])
		}
		t.order = t.order[1:]
	}
	ticket := rand.Text()
	t.files[ticket] = file
	t.order = append(t.order, ticket)
	return ticket
}

func (t *tickets) take(ticket string) (PreparedExport, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	file, there := t.files[ticket]
	delete(t.files, ticket)
	return file, there
}

// Progress says how far an export or an import is.
type Progress struct {
	Running bool `json:"running"`
	Done    int  `json:"done"`  // records
	Total   int  `json:"total"` // about how many there are; 0 if that is not known
}

// TransferProgress returns how far the export or import is that the page gave this id. One that has not
// begun, or has ended, is not running.
func (api *API) TransferProgress(id string) (Progress, error) {
	t := api.transfers.find(id)
	if t == nil {
		return Progress{}, nil
	}
	return Progress{Running: true, Done: int(t.done.Load()), Total: t.total}, nil
}

// CancelTransfer ends the export or import that the page gave this id. Nothing of it stays.
func (api *API) CancelTransfer(id string) error {
	if t := api.transfers.find(id); t != nil {
		t.cancel()
	}
	return nil
}

// transfers are the exports and imports that are under way.
type transfers struct {
	mu   sync.Mutex
	byID map[string]*running
}

type running struct {
	of     *transfers
	id     string
	cancel context.CancelFunc
	done   atomic.Int64
	total  int
}

// begin begins a transfer, which ends with ctx, when it is cancelled, and with its end.
func (ts *transfers) begin(ctx context.Context, id string, total int) (context.Context, *running) {
	ctx, cancel := context.WithCancel(ctx)
	t := &running{of: ts, id: id, cancel: cancel, total: total}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.byID == nil {
		ts.byID = map[string]*running{}
	}
	ts.byID[id] = t
	return ctx, t
}

func (ts *transfers) find(id string) *running {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return ts.byID[id]
}

func (t *running) note(done int) { t.done.Store(int64(done)) }

func (t *running) end() {
	t.cancel()
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	if t.of.byID[t.id] == t {
		delete(t.of.byID, t.id)
	}
}
