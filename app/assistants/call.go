package assistants

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"npt/app/api"
	"npt/app/console"
)

// actHeader names an act, so that a page that heard no answer can send it again without doing it twice.
const actHeader = "Npt-Act"

// ownCall is a call that the door answers itself.
type ownCall func(ctx context.Context, args []json.RawMessage) (any, error)

// own returns the calls that each assistant may make about what is the assistant's own.
func (d *Door) own(l *link) map[string]ownCall {
	return map[string]ownCall{
		"Status":         func(ctx context.Context, args []json.RawMessage) (any, error) { return d.status(ctx, l, args) },
		"Sessions":       func(ctx context.Context, args []json.RawMessage) (any, error) { return d.sessions(ctx, l, args) },
		"SetNamesHidden": func(_ context.Context, args []json.RawMessage) (any, error) { return nil, d.setNamesHidden(l, args) },
		// The page says so wherever it is; nothing is waited for here.
		"Reached":  func(context.Context, []json.RawMessage) (any, error) { return nil, nil },
		"SetShare": func(_ context.Context, args []json.RawMessage) (any, error) { return nil, d.setShare(l, args) },
		"Leave":    func(_ context.Context, args []json.RawMessage) (any, error) { return nil, d.leave(l, args) },
	}
}

// call answers a call of a page.
func (d *Door) call(w http.ResponseWriter, r *http.Request) {
	l, method := r.Context().Value(linkKey{}).(*link), r.PathValue("method")
	own, isOwn := d.own(l)[method]
	entry, isListed := table[method]
	if !isOwn && !isListed {
		http.Error(w, "There is no such call.", http.StatusNotFound)
		return
	}
	if !isOwn && !entry.may(d.roleOf(l)) {
		w.Header().Set("Content-Type", "application/json")
		console.WriteError(w, http.StatusForbidden, api.Errorf(api.CodeConflict, "Your role does not allow this: ask the teacher."))
		return
	}
	ctx, done := joined(r.Context(), l.ctx)
	defer done()
	ask := func(args []json.RawMessage) (any, error) {
		if isOwn {
			return own(ctx, args)
		}
		return d.listed(ctx, l, method, entry, args)
	}
	console.ServeCall(func(context.Context) console.Call {
		return func(args []json.RawMessage) (any, error) {
			result, err := l.results.once(ctx, r.Header.Get(actHeader), func() (any, error) { return ask(args) })
			return d.outgoing(ctx, l, result, err)
		}
	}, mostArgumentBytes)(w, r)
}

// joined returns a context that ends with either of two.
func joined(ctx, other context.Context) (context.Context, func()) {
	both, end := context.WithCancel(ctx)
	stop := context.AfterFunc(other, end)
	return both, func() { stop(); end() }
}

func (d *Door) roleOf(l *link) api.Role {
	d.mu.Lock()
	defer d.mu.Unlock()
	return l.role
}

// listed makes a call of the table, and notes what it did.
func (d *Door) listed(ctx context.Context, l *link, method string, entry allowed, args []json.RawMessage) (any, error) {
	s, err := d.scopeOf(ctx, l)
	if err == nil {
		err = entry.within(s, args)
	}
	if err != nil {
		return nil, err
	}
	asked := api.During(ctx, l.api)
	done, isAct := deedOf(ctx, asked, method, args)
	result, err := console.Calls(asked)[method](args)
	if err == nil && isAct {
		d.note(context.WithoutCancel(ctx), l, done.withResult(l.api, result))
	}
	return result, err
}

// TeacherDid notes that the teacher has called a method.
func (d *Door) TeacherDid(method string, args ...any) {
	d.mu.Lock()
	isAlone := len(d.links) == 0
	d.mu.Unlock()
	if isAlone {
		return
	}
	given := make([]json.RawMessage, len(args))
	for i, arg := range args {
		given[i], _ = json.Marshal(arg) // they came as JSON
	}
	if done, isAct := readDeed(method, given); isAct {
		d.note(d.engine.Context(), nil, done)
	}
}

// outgoing returns what leaves: without names, if numbers are forced.
func (d *Door) outgoing(ctx context.Context, l *link, result any, err error) (any, error) {
	if !d.forced.Load() {
		return result, err
	}
	s, scopeErr := d.scopeOf(ctx, l)
	students, listErr := d.engine.Store.Students(ctx, s.session)
	if scopeErr != nil || listErr != nil {
		return nil, api.Errorf(api.CodeUnavailable, "The names of the students could not be taken out: try again.")
	}
	names := api.NamesOf(students)
	if err != nil {
		if e := api.AsError(err); names.Replace(e.Message) != e.Message {
			return nil, api.Errorf(api.CodeConflict, "This did not work.")
		}
		return nil, err
	}
	return mask(result, names)
}

// status returns what a page of an assistant needs, and nothing of the teacher's computer.
func (d *Door) status(ctx context.Context, l *link, args []json.RawMessage) (api.Status, error) {
	s, err := d.scopeOf(ctx, l)
	if err != nil || len(args) != 0 {
		return api.Status{}, err
	}
	all, err := l.api.Status()
	if err != nil {
		return api.Status{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return api.Status{
		Owner: all.Owner, CurrentSession: s.session, Addresses: []string{}, Notices: []api.Notice{}, NamesHidden: l.NamesHidden(),
		Connected: d.engine.Messages.Connected(s.session), Version: all.Version, ClockAhead: all.ClockAhead,
		Assistant: d.view(l), Replaced: recent(l.replaced, d.now()),
	}, nil
}

// sessions returns the session that an assistant may see, without the teacher's notes.
func (d *Door) sessions(ctx context.Context, l *link, _ []json.RawMessage) ([]api.Session, error) {
	s, err := d.scopeOf(ctx, l)
	if err != nil {
		return nil, err
	}
	all, err := l.api.Sessions()
	kept := []api.Session{}
	for _, session := range all {
		if session.ID == s.session {
			session.Description = ""
			kept = append(kept, session)
		}
	}
	return kept, err
}

// setNamesHidden hides the names for this assistant alone.
func (d *Door) setNamesHidden(l *link, args []json.RawMessage) error {
	var hidden bool
	if err := readAll(args, &hidden); err != nil {
		return err
	}
	if !hidden && d.forced.Load() {
		return api.Errorf(api.CodeConflict, "The teacher has chosen that assistants see numbers.")
	}
	l.isHid.Store(hidden)
	d.engine.NamesChanged()
	return nil
}

// longestShare bounds the name of a part of a room, in bytes.
const longestShare = 200

// setShare notes which part of the room this assistant looks after, for all to see.
func (d *Door) setShare(l *link, args []json.RawMessage) error {
	var share string
	if err := readAll(args, &share); err != nil {
		return err
	}
	kind, name, _ := strings.Cut(share, ":")
	if isKnown := slices.Contains([]string{"", "half", "section", "row"}, kind); !isKnown || (kind == "") != (name == "") || len(share) > longestShare {
		return api.Errorf(api.CodeBadField, "This is no part of a room.")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l.share = share
	d.engine.StatusChanged()
	return nil
}

// leave ends the assistant's own link.
func (d *Door) leave(l *link, args []json.RawMessage) error {
	if err := readAll(args); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.links = slices.DeleteFunc(d.links, func(other *link) bool { return other == l })
	l.end() // its connections stay until the door is next looked after, so that this answer goes out
	d.engine.StatusChanged()
	return nil
}

// mostResults is how many acts of a page are remembered.
const mostResults = 100

// results remembers what came of the acts of an assistant's pages.
type results struct {
	mu    sync.Mutex
	known map[string]*result
	order []string
}

type result struct {
	done  chan struct{}
	value any
	err   error
}

// once does what an act is, unless it was done before: then it returns what came of it. An act without an
// id is done each time.
func (r *results) once(ctx context.Context, id string, do func() (any, error)) (any, error) {
	if id == "" {
		return do()
	}
	r.mu.Lock()
	if before, isKnown := r.known[id]; isKnown {
		r.mu.Unlock()
		select {
		case <-before.done:
			return before.value, before.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if r.known == nil {
		r.known = map[string]*result{}
	}
	if len(r.order) >= mostResults {
		delete(r.known, r.order[0])
		r.order = r.order[1:]
	}
	now := &result{done: make(chan struct{})}
	r.known[id], r.order = now, append(r.order, id)
	r.mu.Unlock()
	defer close(now.done)
	now.value, now.err = do()
	return now.value, now.err
}
