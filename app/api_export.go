package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"

	"npt/backend/classroom"
)

// Export asks where to save a session's records and writes them there. It returns
// the path, or "" if the teacher changed their mind. A browser gets them from the
// console's /export instead.
func (api *API) Export(sessionID int64, format string) (string, error) {
	ctx := context.Background()
	s, err := api.app.store.Session(ctx, sessionID)
	if err != nil {
		return "", err
	}
	return api.save(ctx, exportJob{s, wholeSession(s), format, exportName(s, format)})
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
	return Download{Ticket: api.tickets.add(job), Name: job.name}, nil
}

// exportJob is what is to be exported, and under which name.
type exportJob struct {
	session classroom.SessionSummary
	chosen  classroom.RecordSelection
	format  string
	name    string
}

func (api *API) exportJob(ctx context.Context, s Selection, format string) (exportJob, error) {
	if format != formatCSV && format != formatZIP {
		return exportJob{}, classroom.Errorf(classroom.CodeBadField, "%q is no format: write csv or zip.", format)
	}
	chosen, err := s.selection()
	if err != nil {
		return exportJob{}, err
	}
	session, err := api.app.store.Session(ctx, s.Query.SessionID)
	if err != nil {
		return exportJob{}, err
	}
	name, err := api.selectionName(ctx, session, chosen)
	return exportJob{session, chosen, format, name + "." + format}, err
}

// selectionName returns a file name to offer, without extension: of one student's
// records with who that is, by number while names are hidden.
func (api *API) selectionName(ctx context.Context, session classroom.SessionSummary, chosen classroom.RecordSelection) (string, error) {
	if !chosen.All || len(chosen.Filter.StudentIDs) != 1 {
		return fileName(session.Name), nil
	}
	student, err := api.app.store.Student(ctx, chosen.Filter.StudentIDs[0])
	if err != nil {
		return "", err
	}
	hidden, err := api.app.namesHidden(ctx)
	if hidden {
		return fileName(fmt.Sprintf("%s %d", session.Name, student.Alias)), err
	}
	return fileName(session.Name + " " + student.Display()), err
}

func (api *API) save(ctx context.Context, job exportJob) (string, error) {
	path, err := api.dialogs.saveFile(job.name)
	if err != nil || path == "" {
		return "", err
	}
	return path, exportFile(ctx, api.app.store, job.session, job.chosen, job.format, path)
}

// maxTickets is how many exports wait for a browser to fetch them; the oldest is
// forgotten.
const maxTickets = 16

// tickets are exports that a browser may fetch, each once.
type tickets struct {
	mu    sync.Mutex
	jobs  map[string]exportJob
	order []string
}

func (t *tickets) add(job exportJob) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.jobs == nil {
		t.jobs = map[string]exportJob{}
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

func (t *tickets) take(ticket string) (exportJob, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	job, there := t.jobs[ticket]
	delete(t.jobs, ticket)
	return job, there
}
