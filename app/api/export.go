package api

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"

	"npt/app/engine"
	"npt/backend/classroom"
)

// Export asks where to save a session's records and writes them there. It returns
// the path, or "" if the teacher changed their mind. A browser gets them from the
// console's /export instead.
func (api *API) Export(sessionID int64, format string) (string, error) {
	ctx := context.Background()
	s, err := api.engine.Store.Session(ctx, sessionID)
	if err != nil {
		return "", err
	}
	return api.save(ctx, SessionExport(s, format))
}

// ExportSelection asks where to save the chosen records and writes them there. It
// returns the path, or "" if the teacher changed their mind.
func (api *API) ExportSelection(s Selection, format string) (string, error) {
	ctx := context.Background()
	job, err := api.exportJob(ctx, s, format)
	if err != nil {
		return "", err
	}
	return api.save(ctx, job)
}

// PrepareExport is ExportSelection for a browser, which gets the file from the
// console's /export with the ticket.
func (api *API) PrepareExport(s Selection, format string) (Download, error) {
	job, err := api.exportJob(context.Background(), s, format)
	if err != nil {
		return Download{}, err
	}
	return Download{Ticket: api.tickets.add(job), Name: job.Name}, nil
}

// ExportJob is what is to be exported, and under which name.
type ExportJob struct {
	engine.Export
	Name string
}

func (api *API) exportJob(ctx context.Context, s Selection, format string) (ExportJob, error) {
	if !engine.IsFormat(format) {
		return ExportJob{}, classroom.Errorf(classroom.CodeBadField, "%q is no format: write csv or zip.", format)
	}
	chosen, err := s.selection()
	if err != nil {
		return ExportJob{}, err
	}
	session, err := api.engine.Store.Session(ctx, s.Query.SessionID)
	if err != nil {
		return ExportJob{}, err
	}
	name, err := api.selectionName(ctx, session, chosen)
	return ExportJob{engine.Export{Session: session, Chosen: chosen, Format: format}, name + "." + format}, err
}

// selectionName returns a file name to offer, without extension. For the records of one
// student it has the name, or the number while names are hidden.
func (api *API) selectionName(ctx context.Context, session classroom.SessionSummary, chosen classroom.RecordSelection) (string, error) {
	if !chosen.All || len(chosen.Filter.StudentIDs) != 1 {
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
	return path, job.WriteFile(ctx, api.engine.Store, path)
}

// SessionExport returns the export of all records of a session, with a file name to offer.
func SessionExport(s classroom.SessionSummary, format string) ExportJob {
	return ExportJob{engine.ExportOf(s, format), engine.FileName(s.Name) + "." + format}
}

// TakeExport returns what PrepareExport named with the ticket, once.
func TakeExport(api *API, ticket string) (ExportJob, bool) { return api.tickets.take(ticket) }

// maxTickets is how many exports wait for a browser to fetch them; the oldest is
// forgotten.
const maxTickets = 16

// tickets are exports that a browser may fetch, each once.
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
