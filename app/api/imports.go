package api

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"sync"
	"time"

	"npt/app/engine"
	"npt/app/transfer"
	"npt/backend/archive"
	"npt/backend/classroom"
)

// ImportPreview says what is in a file that may be imported.
type ImportPreview struct {
	Ticket    string   `json:"ticket"` // by which RunImport knows the file; empty if the teacher chose none
	File      string   `json:"file"`   // its name
	Session   string   `json:"session"`
	Owner     string   `json:"owner"` // empty if the file has no names
	WrittenAt string   `json:"writtenAt"`
	CreatedAt string   `json:"createdAt"`
	Records   int      `json:"records"`
	Questions int      `json:"questions"`
	Parts     []string `json:"parts"`
	Students  []string `json:"students"`
	Anonymous bool     `json:"anonymous"`
	Whole     bool     `json:"whole"`   // all records of the session
	Answers   bool     `json:"answers"` // the file is a student's own, and goes into a session
	Receipts  int      `json:"receipts"`
	Foreign   int      `json:"foreign"` // receipts that this app did not give for these answers
}

// Imported says what an import did.
type Imported struct {
	SessionID int64  `json:"sessionId"`
	Session   string `json:"session"`
	Records   int    `json:"records"`
	Added     int    `json:"added"`
	Joined    int    `json:"joined"`  // there was one, and something came to it
	Present   int    `json:"present"` // all of it was there
}

// ChooseImport asks the teacher for a file and says what is in it. A browser sends it to the console's
// /import.
func (api *API) ChooseImport() (ImportPreview, error) {
	path, err := api.face.Window.OpenExport()
	if err != nil || path == "" {
		return ImportPreview{}, err
	}
	return LookAtImport(api.engine.Context(), api, path, filepath.Base(path))
}

// LookAtImport says what is in a file, and keeps it for RunImport. name is what the teacher calls it.
func LookAtImport(ctx context.Context, api *API, path, name string) (ImportPreview, error) {
	in, err := transfer.Open(ctx, path, api.engine.Recorder.Receipts)
	if err != nil {
		return ImportPreview{}, err
	}
	s := in.Found.Session
	preview := ImportPreview{
		Ticket: api.imports.add(in), File: name, Session: s.Name, Owner: s.Owner, Records: in.Found.Records, Questions: in.Found.Questions,
		WrittenAt: stampMicros(s.WrittenAt), CreatedAt: stampMicros(s.CreatedAt), Parts: append([]string{}, s.Parts...), Students: in.Found.Students(),
		Anonymous: s.Anonymous, Whole: s.Whole, Answers: in.Answers, Receipts: in.Receipts, Foreign: in.Foreign,
	}
	return preview, nil
}

func stampMicros(at archive.Moment) string {
	if at == 0 {
		return ""
	}
	return stamp(time.UnixMicro(int64(at)))
}

// RunImport imports a file: into a session or, if into is 0, as a new one under this name. id is what
// TransferProgress and CancelTransfer know it by.
func (api *API) RunImport(ticket string, into int64, name, id string) (Imported, error) {
	in := api.imports.take(ticket)
	if in == nil {
		return Imported{}, classroom.Errorf(classroom.CodeNotFound, "This import was forgotten: choose the file again.")
	}
	defer func() { _ = in.Close() }()
	ctx, t := api.transfers.begin(api.engine.Context(), id, in.Found.Records)
	defer t.end()
	result, err := engine.Import(ctx, api.engine, in, transfer.Target{Into: into, Name: name}, t.note)
	if err != nil {
		return Imported{}, err
	}
	session, err := api.engine.Store.Session(ctx, result.Session)
	return Imported{
		SessionID: result.Session, Session: session.Name, Records: result.Records, Added: result.Added, Joined: result.Joined, Present: result.Present,
	}, err
}

// ForgetImport closes a file that is not imported.
func (api *API) ForgetImport(ticket string) error {
	if in := api.imports.take(ticket); in != nil {
		return in.Close()
	}
	return nil
}

// maxImports is how many files may be looked at and wait; the oldest is closed.
const maxImports = 4

// imports holds files that were looked at.
type imports struct {
	mu    sync.Mutex
	files map[string]*transfer.Incoming
	order []string
}

func (i *imports) add(in *transfer.Incoming) string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.files == nil {
		i.files = map[string]*transfer.Incoming{}
	}
	if len(i.order) == maxImports {
		if old := i.files[i.order[0]]; old != nil {
			_ = old.Close()
			delete(i.files, i.order[0])
		}
		i.order = i.order[1:]
	}
	ticket := rand.Text()
	i.files[ticket] = in
	i.order = append(i.order, ticket)
	return ticket
}

func (i *imports) take(ticket string) *transfer.Incoming {
	i.mu.Lock()
	defer i.mu.Unlock()
	in := i.files[ticket]
	delete(i.files, ticket)
	return in
}

// stamp returns a time for the page: RFC 3339 in microseconds, or empty for the zero time. Zeros at the
// end are kept, so that of two such texts the later time is the greater one: the page sorts by them.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000Z")
}

// list returns an empty list for nil: the page never gets null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}

// mapped returns the results of f for all elements; never nil.
func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}
