package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"

	"npt/app/engine"
	"npt/backend/classroom"
)

// Export asks the teacher where to save a session's records and writes them there. It returns the
// path; "" if the teacher cancelled. A browser uses the console's /export instead.
func (api *API) Export(sessionID int64, format string) (string, error) {
	ctx := api.engine.Context()
	s, err := api.engine.Store.Session(ctx, sessionID)
	if err != nil {
		return "", err
	}
	job, err := SessionExport(ctx, api.engine, s, format)
	if err != nil {
		return "", err
	}
	return api.save(ctx, job)
}

// ExportSelection asks the teacher where to save the selected records and writes them there. It
// returns the path; "" if the teacher cancelled.
func (api *API) ExportSelection(s Selection, format string) (string, error) {
	ctx := api.engine.Context()
	job, err := api.exportJob(ctx, s, format)
	if err != nil {
		return "", err
	}
	return api.save(ctx, job)
}

// PrepareExport does what ExportSelection does, for a browser. It returns a ticket, with which the
// browser gets the file from the console's /export.
func (api *API) PrepareExport(s Selection, format string) (Download, error) {
	job, err := api.exportJob(api.ctx, s, format)
	if err != nil {
		return Download{}, err
	}
	return Download{Ticket: api.tickets.add(job), Name: job.Name}, nil
}

// ExportJob is an export and the name of its file.
type ExportJob struct {
	engine.Export
	Name string
}

func (api *API) exportJob(ctx context.Context, s Selection, format string) (ExportJob, error) {
	if !engine.IsFormat(format) {
		return ExportJob{}, classroom.Errorf(classroom.CodeBadField, "%q is not a format: write %s.", format, engine.FormatNames())
	}
	chosen, err := api.selection(s)
	if err != nil {
		return ExportJob{}, err
	}
	session, err := api.engine.Store.Session(ctx, s.Query.SessionID)
	if err != nil {
		return ExportJob{}, err
	}
	name, err := api.selectionName(ctx, session, chosen)
	if err != nil {
		return ExportJob{}, err
	}
	names, err := api.engine.Pseudonyms(ctx, engine.AsOnScreen)
	job := engine.Export{Session: session, Chosen: chosen, Format: format, Pseudonyms: names}
	return ExportJob{job, name + "." + job.Extension()}, err
}

// selectionName suggests a file name without extension. For the records of one student it contains the
// name, or the number while names are hidden.
func (api *API) selectionName(ctx context.Context, session classroom.SessionSummary, chosen classroom.RecordSelection) (string, error) {
	if !chosen.All || len(chosen.Filter.StudentIDs) != 1 || chosen.Filter.StudentIDs[0] == nobody {
		return engine.FileName(session.Name), nil
	}
	student, err := api.engine.Store.Student(ctx, chosen.Filter.StudentIDs[0])
	if err != nil {
		return "", err
	}
	hidden, err := api.engine.Settings.NamesHidden(ctx)
	if hidden {
		return engine.FileName(fmt.Sprintf("%s %d", session.Name, student.Alias)), err
	}
	return engine.FileName(session.Name + " " + student.Display()), err
}

func (api *API) save(ctx context.Context, job ExportJob) (string, error) {
	path, err := api.face.Window.SaveFile(job.Name)
	if err != nil || path == "" {
		return "", err
	}
	return path, api.engine.NoteExport(job.WriteFile(ctx, api.engine.ExportSource(), path))
}

// SessionExport returns the export of all records of a session, with a suggested file name, and without
// names while they are hidden.
func SessionExport(ctx context.Context, e *engine.Engine, s classroom.SessionSummary, format string) (ExportJob, error) {
	job := engine.ExportOf(s, format)
	var err error
	job.Pseudonyms, err = e.Pseudonyms(ctx, engine.AsOnScreen)
	return ExportJob{job, engine.FileName(s.Name) + "." + job.Extension()}, err
}

// TakeExport returns the export that PrepareExport prepared under the ticket; false if there is none
// or it was taken.
func TakeExport(api *API, ticket string) (ExportJob, bool) { return api.tickets.take(ticket) }

// maxTickets is how many exports may wait for a browser; the oldest is dropped.
const maxTickets = 16

// tickets holds exports that a browser may fetch, each once.
type tickets struct {
	mu    sync.Mutex
	jobs  map[string]ExportJob
	order []string
}

func (t *tickets) add(job ExportJob) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.jobs == nil {
		t.jobs = map[string]ExportJob{}
	}
	if len(t.order) == maxTickets {
		delete(t.jobs, t.order[0])
		t.order = t.order[1:]
	}
	ticket := rand.Text()
	t.jobs[ticket] = job
	t.order = append(t.order, ticket)
	return ticket
}

func (t *tickets) take(ticket string) (ExportJob, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	job, there := t.jobs[ticket]
	delete(t.jobs, ticket)
	return job, there
}
