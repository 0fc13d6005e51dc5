package engine

import (
	"context"
	"log/slog"
	"slices"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/store"
)

// prepare creates the owner and the open sessions that the command line asked for.
func (e *Engine) prepare(ctx context.Context) error {
	if e.config.Owner != "" {
		if err := e.useOwner(ctx, e.config.Owner); err != nil {
			return err
		}
	}
	if len(e.config.Sessions) == 0 {
		return nil
	}
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return err
	}
	if owner == "" {
		return classroom.Errorf(classroom.CodeConflict, "A session needs an owner: add --owner NAME.")
	}
	for _, name := range e.config.Sessions {
		if err := e.ensureOpen(ctx, owner, name); err != nil {
			return err
		}
	}
	return nil
}

// ensureOpen opens the owner's newest session of that name, or creates one.
func (e *Engine) ensureOpen(ctx context.Context, owner, name string) error {
	all, err := e.Store.Sessions(ctx, owner)
	if err != nil {
		return err
	}
	name = classroom.CleanName(norm.NFC.String, name)
	named := slices.DeleteFunc(all, func(s classroom.SessionSummary) bool { return s.Name != name || s.Demo != "" })
	i := slices.IndexFunc(named, func(s classroom.SessionSummary) bool { return s.Open })
	var id int64
	switch {
	case i >= 0:
		id = named[i].ID
	case len(named) > 0:
		id = named[0].ID
		_, err = e.Sessions.Open(ctx, id)
	default:
		var made classroom.Session
		made, err = e.Sessions.Create(ctx, owner, name, "")
		id = made.ID
	}
	if err != nil {
		return err
	}
	return e.SelectSession(ctx, id)
}

// SetOwner sets the teacher's user name. The first time it creates the owner; later it renames the
// owner, and the sessions follow. If the name belongs to another owner in this data folder, it
// switches to that owner.
func (e *Engine) SetOwner(ctx context.Context, name string) error {
	before, err := e.Settings.Owner(ctx)
	if err != nil {
		return err
	}
	if before == "" {
		return e.useOwner(ctx, name)
	}
	after, err := e.Sessions.RenameOwner(ctx, before, name)
	if err != nil && classroom.AsError(err).Code == classroom.CodeConflict {
		return e.useOwner(ctx, name)
	}
	if err != nil {
		return err
	}
	return e.keepOwner(ctx, after)
}

// useOwner makes name the current owner; it creates an owner of that name if there is none.
func (e *Engine) useOwner(ctx context.Context, name string) error {
	name, err := e.Sessions.EnsureOwner(ctx, name)
	if err != nil {
		return err
	}
	return e.keepOwner(ctx, name)
}

func (e *Engine) keepOwner(ctx context.Context, name string) error {
	if err := e.Settings.setOwner(ctx, name); err != nil {
		return err
	}
	if e.announcer != nil {
		e.announcer.SetOwner(name)
		e.announceOpen()
	}
	e.StatusChanged()
	return nil
}

// CurrentSession returns the id of the session that every tab shows; 0 if there is none.
func (e *Engine) CurrentSession(ctx context.Context) (int64, error) {
	if id := e.unsaved.Load(); id != nil {
		return *id, nil
	}
	return e.Settings.CurrentSession(ctx)
}

// SelectSession makes a session the one that every tab shows; 0 selects none. A disk that cannot take
// the choice does not undo what the session was chosen for: then the choice lasts as long as the app.
func (e *Engine) SelectSession(ctx context.Context, id int64) error {
	err := e.Settings.setCurrentSession(ctx, id)
	switch {
	case store.FaultOf(err) != store.NoFault:
		slog.Warn("engine: the choice of the session is not on disk", "cause", err)
		e.unsaved.Store(&id)
	case err != nil:
		return err
	default:
		e.unsaved.Store(nil)
	}
	e.Events.Publish(classroom.Event{Kind: classroom.SessionsChanged, SessionID: id})
	e.StatusChanged()
	return nil
}

// OpenSessions returns how many sessions of the owner are open, demos left out.
func (e *Engine) OpenSessions(ctx context.Context) (int, error) {
	owner, err := e.Settings.Owner(ctx)
	if err != nil || owner == "" {
		return 0, err
	}
	all, err := e.Store.Sessions(ctx, owner)
	if err != nil {
		return 0, err
	}
	return len(slices.DeleteFunc(all, func(s classroom.SessionSummary) bool { return !s.Open || s.Demo != "" })), nil
}

// CloseAllSessions closes the owner's open sessions, but no demo, and returns their ids.
func (e *Engine) CloseAllSessions(ctx context.Context) ([]int64, error) {
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return nil, err
	}
	return e.Sessions.CloseAll(ctx, owner)
}
