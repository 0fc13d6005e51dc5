package app

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"

	"npt/backend/classroom"
)

// projector serves the one page that a room may see, for a browser on a second
// screen. It has an address and a token of its own, and answers only what is in
// its table: nothing there has a student's name, so what is projected by mistake
// or asked for by hand cannot have one either.
type projector struct {
	*localServer
	pages atomic.Int64 // open ones: each holds a stream of events
}

// projectors opens the projector's server when it is first asked for.
type projectors struct {
	mu     sync.Mutex
	server *projector
}

// OpenProjector returns the address, token included, of the page for a second
// screen. The address is the same until the app ends.
func (api *API) OpenProjector() (string, error) {
	p := &api.app.projectors
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		server, err := listenLocally("127.0.0.1:0", "npt_projector")
		if err != nil {
			return "", classroom.Errorf(classroom.CodeUnavailable, "The page for a second screen cannot be served: %v.", err)
		}
		p.server = &projector{localServer: server}
		p.server.serve(p.server.routes(api))
	}
	return p.server.Address(), nil
}

// open returns how many pages of the projector are open.
func (p *projectors) open() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		return 0
	}
	return int(p.server.pages.Load())
}

func (p *projectors) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.server == nil {
		return nil
	}
	return p.server.Close()
}

func (p *projector) routes(api *API) http.Handler {
	mux := http.NewServeMux()
	for name, call := range projectorCalls(api) {
		mux.HandleFunc("POST /api/"+name, serveCall(call, consoleBody))
	}
	mux.HandleFunc("GET /api/events", p.counted(api.app, streamEvents(api.app.hub, p.closing)))
	mux.Handle("GET /", staticFiles())
	return mux
}

// counted notes that a page is open for as long as it listens.
func (p *projector) counted(a *App, stream http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p.pages.Add(1)
		a.statusChanged()
		defer func() {
			p.pages.Add(-1)
			a.statusChanged()
		}()
		stream(w, r)
	}
}

// projectorCalls is the table of what a page of the projector may ask: facts of the
// current session without its students.
func projectorCalls(api *API) map[string]call {
	current := projected{api}
	return map[string]call{
		"Status":     call0(current.Status),
		"Sessions":   call0(current.Sessions),
		"FirstCell":  call1(current.FirstCell),
		"Questions":  call1(current.Questions),
		"Projection": call1(current.Projection),
	}
}

// projected answers as API does, but for the current session alone and without
// what concerns the teacher only.
type projected struct{ api *API }

// Status returns what a page needs to show how to join.
func (p projected) Status() (Status, error) {
	all, err := p.api.Status()
	if err != nil {
		return Status{}, err
	}
	unreachable := func(n Notice) bool { return n.Code == "loopback" || n.Code == "no_network" }
	return Status{
		Owner: all.Owner, CurrentSession: all.CurrentSession, Addresses: all.Addresses, HostName: all.HostName, Port: all.Port,
		Connected: all.Connected, Notices: only(all.Notices, unreachable), Projectors: all.Projectors, ProjectorOnly: true, Version: all.Version,
	}, nil
}

// Sessions returns the current session, or none; what the teacher noted on it is left out.
func (p projected) Sessions() ([]Session, error) {
	id, err := p.current()
	if err != nil || id == 0 {
		return []Session{}, err
	}
	s, err := p.api.session(context.Background(), id)
	if err != nil {
		return nil, err
	}
	s.Description = ""
	return []Session{s}, nil
}

// FirstCell returns the first cell of the current session.
func (p projected) FirstCell(sessionID int64) (FirstCell, error) {
	return ofCurrent(p, sessionID, p.api.FirstCell)
}

// Questions returns the questions of the current session with their counts.
func (p projected) Questions(sessionID int64) ([]Question, error) {
	return ofCurrent(p, sessionID, p.api.Questions)
}

// Projection returns what of a question of the current session may be shown.
func (p projected) Projection(q ProjectionQuery) (Projection, error) {
	return ofCurrent(p, q.SessionID, func(int64) (Projection, error) { return p.api.Projection(q) })
}

func (p projected) current() (int64, error) {
	return p.api.app.currentSession(context.Background())
}

func ofCurrent[T any](p projected, sessionID int64, ask func(int64) (T, error)) (T, error) {
	current, err := p.current()
	if err == nil && current != sessionID {
		err = classroom.Errorf(classroom.CodeNotFound, "The projector shows the current session only.")
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
