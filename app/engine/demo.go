package engine

import (
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"npt/app/instance"
	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/demo"
	"npt/backend/payload"
)

// DemoPace says how fast the invented class of a demo works.
type DemoPace string

// The paces of a demo; the empty one means none.
const (
	DemoPaced  DemoPace = "paced"   // as a class does, over ten minutes
	DemoAtOnce DemoPace = "at_once" // all is sent now, as of the last ten minutes
)

// demoName is what a demo is called. Notebooks do not reach it by that name.
const demoName = "demo"

// demoClass is the invented class that is connected now.
type demoClass struct {
	mu       sync.Mutex  // held while a demo begins or is removed
	sessions sync.Map    // the ids of all demos of this run: a notebook counts as connected for a while after it left
	sends    atomic.Bool // the class has not sent everything yet
	end      context.CancelFunc
	ended    sync.WaitGroup
}

// had reports whether a session is, or was in this run, a demo.
func (d *demoClass) had(session int64) bool {
	_, had := d.sessions.Load(session)
	return had
}

// StartDemo creates a session with an invented class that does a small lab through the server for
// notebooks, and makes it the current one. An earlier demo is removed. The error is CodeConflict before
// there is an owner.
func (e *Engine) StartDemo(ctx context.Context, pace DemoPace) (classroom.Session, error) {
	e.demo.mu.Lock()
	defer e.demo.mu.Unlock()
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return classroom.Session{}, err
	}
	if owner == "" {
		return classroom.Session{}, classroom.Errorf(classroom.CodeConflict, "A demo needs an owner: choose your user name first.")
	}
	if err := e.removeDemos(ctx); err != nil {
		return classroom.Session{}, err
	}
	began, key := e.now(), "demo-"+rand.Text()
	if pace == DemoAtOnce {
		began = began.Add(-demo.Length())
	}
	made, err := e.Sessions.CreateDemo(ctx, owner, demoName, key, began)
	if err != nil {
		return classroom.Session{}, err
	}
	if err := e.prepareLab(ctx, made.ID); err != nil {
		return classroom.Session{}, err
	}
	e.play(made.ID, demo.Class{Server: e.ownServer(), Owner: owner, Session: key, AtOnce: pace == DemoAtOnce})
	return made, e.SelectSession(ctx, made.ID)
}

// prepareLab gives the demo's questions what a teacher would have: titles, rules for which answers are
// right, marks and labels.
func (e *Engine) prepareLab(ctx context.Context, session int64) error {
	questions := demo.Questions()
	entries := make([]assess.CatalogueEntry, len(questions))
	for i, q := range questions {
		entries[i] = assess.CatalogueEntry{Question: q.Label, Title: q.Title, Order: i + 1, Added: true}
	}
	for _, m := range demo.Marks() {
		pin := classroom.Pin{
			Question: m.Question, Label: m.Label, Verdict: classroom.Verdict(m.Verdict),
			Payload: payload.Payload{Type: payload.Type(m.Type), Data: m.Data, Plotted: m.Plotted},
		}
		if err := e.Store.SavePin(ctx, session, pin); err != nil {
			return err
		}
	}
	if err := e.Assessor.SetQuestions(ctx, session, entries); err != nil {
		return err
	}
	for _, q := range questions {
		if len(q.Right) == 0 {
			continue
		}
		check := classroom.Check{Kind: classroom.CheckOneOf, Expected: q.Right}
		if len(q.Right) == 1 {
			check.Kind = classroom.CheckExact
		}
		if err := e.Assessor.SetCheck(ctx, session, q.Label, check); err != nil {
			return err
		}
	}
	return nil
}

// play connects a class and lets it work until the demo is removed, its session closes or the app ends.
func (e *Engine) play(session int64, class demo.Class) {
	ctx, end := context.WithCancel(e.ctx)
	d := &e.demo
	d.end = end
	d.sessions.Store(session, true)
	d.sends.Store(true)
	d.ended.Go(func() {
		sent := func() {
			d.sends.Store(false)
			e.StatusChanged()
		}
		if err := class.Play(ctx, sent); err != nil {
			slog.Warn("engine: the demo's class gave up", "err", err)
		}
		sent()
	})
}

// stopClass disconnects the class, if there is one.
func (e *Engine) stopClass() {
	if e.demo.end != nil {
		e.demo.end()
	}
	e.demo.ended.Wait()
}

// RemoveDemo removes the demo with all that its class sent, for good. If it is the current session,
// the newest other one becomes that.
func (e *Engine) RemoveDemo(ctx context.Context) error {
	e.demo.mu.Lock()
	defer e.demo.mu.Unlock()
	return e.removeDemos(ctx)
}

func (e *Engine) removeDemos(ctx context.Context) error {
	e.stopClass()
	demos, err := e.Store.Demos(ctx)
	if err != nil {
		return err
	}
	current, err := e.CurrentSession(ctx)
	if err != nil {
		return err
	}
	for _, s := range demos {
		if err := e.Trash.RemoveSession(ctx, s.ID); err != nil {
			return err
		}
		if s.ID == current {
			if err := e.selectNewest(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// DeleteDemo deletes a demo as a session is deleted, so that it can be taken back for a while; its class
// has left by then. If it was the current session, the newest other one becomes that.
func (e *Engine) DeleteDemo(ctx context.Context, id int64) (classroom.Undo, error) {
	e.demo.mu.Lock()
	defer e.demo.mu.Unlock()
	if err := e.Sessions.Close(ctx, id); err != nil {
		return classroom.Undo{}, err
	}
	e.stopClass()
	current, err := e.CurrentSession(ctx)
	if err != nil {
		return classroom.Undo{}, err
	}
	undo, err := e.Trash.DeleteSession(ctx, id)
	if err == nil && current == id {
		err = e.selectNewest(ctx)
	}
	return undo, err
}

// selectNewest makes the newest session of the owner the current one: an open one if there is one.
func (e *Engine) selectNewest(ctx context.Context) error {
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return err
	}
	all, err := e.Store.Sessions(ctx, owner)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return e.SelectSession(ctx, 0)
	}
	i := slices.IndexFunc(all, func(s classroom.SessionSummary) bool { return s.Open })
	return e.SelectSession(ctx, all[max(i, 0)].ID)
}

// DemoSends reports whether the class of a demo still has something to send.
func (e *Engine) DemoSends() bool { return e.demo.sends.Load() }

// DemoNotebook returns the notebook of the demo's lab with this first cell.
func (e *Engine) DemoNotebook(firstCell string) ([]byte, error) { return demo.Notebook(firstCell) }

// beginDemo closes the demos of earlier runs, whose classes left with the app, and begins the one that
// the command line asked for; the owner is then the user of the computer if there is none yet.
func (e *Engine) beginDemo(ctx context.Context) error {
	for action, pace := range map[instance.Action]DemoPace{instance.DemoPaced: DemoPaced, instance.DemoAtOnce: DemoAtOnce} {
		e.OnAction(action, func() error {
			_, err := e.StartDemo(e.ctx, pace)
			return err
		})
	}
	demos, err := e.Store.Demos(ctx)
	if err != nil {
		return err
	}
	for _, s := range demos {
		if err := e.Sessions.Close(ctx, s.ID); err != nil {
			return err
		}
	}
	if e.config.Demo == "" {
		return nil
	}
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return err
	}
	if owner == "" {
		if err := e.useOwner(ctx, cmp.Or(SuggestedOwner(), "teacher")); err != nil {
			return err
		}
	}
	_, err = e.StartDemo(ctx, e.config.Demo)
	return err
}

func (e *Engine) endDemo() error {
	e.stopClass()
	return nil
}

// ownServer returns the root URL by which this computer reaches its own server for notebooks.
func (e *Engine) ownServer() string {
	host := "127.0.0.1"
	if addr := e.bound.Addr(); addr.IsValid() && !addr.IsUnspecified() {
		host = addr.String()
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(e.Port()))
}

// SuggestedOwner returns the user's name in the system, as a first guess at the teacher's name.
func SuggestedOwner() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	// Windows gives DOMAIN\name.
	name := filepath.Base(strings.ReplaceAll(u.Username, `\`, "/"))
	if name == "." {
		return ""
	}
	return name
}
