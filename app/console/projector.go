package console

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"npt/app/api"
	"npt/app/engine"
)

// Projector serves the only page that a room may see, for a browser on a second screen. It has its own
// address and token, and answers only the calls in its table. None of those returns a student's name,
// so neither a mistake nor a request by hand can show one. It is a service of the engine; its server
// opens when the address is first asked for.
type Projector struct {
	engine *engine.Engine
	pages  atomic.Int64 // how many are open: each holds a stream of events

	mu     sync.Mutex
	server *loopback // nil until Open is first called
}

// NewProjector returns the projector of an opened engine.
func NewProjector(e *engine.Engine) *Projector { return &Projector{engine: e} }

// Name returns "projector".
func (p *Projector) Name() string { return "projector" }

// Start does nothing, because most labs need no second screen.
func (p *Projector) Start(context.Context) error { return nil }

// Stop stops the server, if it was opened.
func (p *Projector) Stop() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		return nil
	}
	return p.server.Close()
}

// Open returns the address of the page for a second screen, with the token. It opens the server on the
// first call; the address stays the same until the app ends.
func (p *Projector) Open() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		server, err := listen("127.0.0.1:0", "npt_projector")
		if err != nil {
			return "", err
		}
		p.server = server
		p.server.serve(p.engine.Context(), p.routes())
	}
	return p.server.Address(), nil
}

// Pages returns how many pages of the projector are open.
func (p *Projector) Pages() int { return int(p.pages.Load()) }

func (p *Projector) routes() http.Handler {
	mux := http.NewServeMux()
	page := api.New(p.engine, api.Face{Projector: p})
	for name := range projectorCalls(projected{p.engine, page}) {
		ask := func(ctx context.Context) Call {
			return projectorCalls(projected{p.engine, api.During(ctx, page)})[name]
		}
		mux.HandleFunc("POST /api/"+name, ServeCall(ask, consoleBody))
	}
	mux.HandleFunc("GET /api/events", p.counted(StreamEvents(p.engine, p.server.closing, everything)))
	mux.Handle("GET /", StaticFiles())
	return mux
}

// counted counts a page as open while its stream of events runs.
func (p *Projector) counted(stream http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.pages.Add(1)
		p.engine.StatusChanged()
		defer func() {
			p.pages.Add(-1)
			p.engine.StatusChanged()
		}()
		stream(w, r)
	}
}

// projectorCalls is the table of the calls that a page of the projector may make: facts of the current
// session without its students, and what hides one of them.
func projectorCalls(current projected) map[string]Call {
	return map[string]Call{
		"Status":       call0(current.Status),
		"Sessions":     call0(current.Sessions),
		"FirstCell":    call1(current.FirstCell),
		"Questions":    call1(current.Questions),
		"Projection":   call1(current.Projection),
		"HideFromWall": call4(void4(current.HideFromWall)),
	}
}

// projected answers as API does, but only for the current session, and without anything that concerns
// only the teacher.
type projected struct {
	engine *engine.Engine
	api    *api.API
}

// Status returns what a page needs to show how to join.
func (p projected) Status() (api.Status, error) {
	all, err := p.api.Status()
	if err != nil {
		return api.Status{}, err
	}
	unreachable := func(n api.Notice) bool { return n.Code == "loopback" || n.Code == "no_network" }
	return api.Status{
		Owner: all.Owner, CurrentSession: all.CurrentSession, Addresses: all.Addresses, HostName: all.HostName, Port: all.Port,
		Connected: all.Connected, Notices: only(all.Notices, unreachable), Projectors: all.Projectors, Replaced: []api.Replaced{}, ProjectorOnly: true, Version: all.Version,
	}, nil
}

// Sessions returns the current session without the teacher's notes; an empty list if there is none.
func (p projected) Sessions() ([]api.Session, error) {
	id, err := p.current()
	if err != nil || id == 0 {
		return []api.Session{}, err
	}
	all, err := p.api.Sessions()
	if err != nil {
		return nil, err
	}
	all = only(all, func(s api.Session) bool { return s.ID == id })
	for i := range all {
		all[i].Description = ""
	}
	return all, nil
}

// FirstCell returns the first cell of the current session.
func (p projected) FirstCell(sessionID int64) (api.FirstCell, error) {
	return ofCurrent(p, sessionID, p.api.FirstCell)
}

// Questions returns the questions of the current session with their counts.
func (p projected) Questions(sessionID int64) ([]api.Question, error) {
	return ofCurrent(p, sessionID, p.api.Questions)
}

// Projection returns the part of a question that may be shown. The question must be of the current
// session.
func (p projected) Projection(q api.ProjectionQuery) (api.Projection, error) {
	return ofCurrent(p, q.SessionID, func(int64) (api.Projection, error) { return p.api.Projection(q) })
}

// HideFromWall hides a group of answers to a question of the current session, or shows it again.
func (p projected) HideFromWall(sessionID int64, question, key string, hidden bool) error {
	_, err := ofCurrent(p, sessionID, func(int64) (any, error) {
		return nil, p.api.HideFromWall(sessionID, question, key, hidden)
	})
	return err
}

func (p projected) current() (int64, error) {
	return p.engine.CurrentSession(context.Background())
}

func ofCurrent[T any](p projected, sessionID int64, ask func(int64) (T, error)) (T, error) {
	current, err := p.current()
	if err == nil && current != sessionID {
		err = api.Errorf(api.CodeNotFound, "The projector shows the current session only.")
	}
	if err != nil {
		var none T
		return none, err
	}
	return ask(sessionID)
}

func only[T any](all []T, wanted func(T) bool) []T {
	kept := []T{}
	for _, one := range all {
		if wanted(one) {
			kept = append(kept, one)
		}
	}
	return kept
}
