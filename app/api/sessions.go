package api

import (
	"context"
	"os"

	"npt/app/engine"
	"npt/backend/classroom"
	"npt/backend/pyclient"
)

// Sessions returns the sessions of the owner, newest first.
func (api *API) Sessions() ([]Session, error) {
	ctx := context.Background()
	owner, err := api.engine.Settings.Owner(ctx)
	if err != nil || owner == "" {
		return []Session{}, err
	}
	all, err := api.engine.Store.Sessions(ctx, owner)
	if err != nil {
		return nil, err
	}
	return mapped(all, sessionView), nil
}

// CreateSession creates an open session and makes it the current one. It also returns the open session
// of the same name that it closed, if there was one.
func (api *API) CreateSession(name, description string) (Opened, error) {
	ctx := context.Background()
	before, err := api.Sessions()
	if err != nil {
		return Opened{}, err
	}
	owner, err := api.engine.Settings.Owner(ctx)
	if err != nil {
		return Opened{}, err
	}
	made, err := api.engine.Sessions.Create(ctx, owner, name, description)
	if err != nil {
		return Opened{}, err
	}
	var closed int64
	for _, s := range before {
		if s.Open && !s.Demo && s.Name == made.Name {
			closed = s.ID
		}
	}
	return api.opened(ctx, made.ID, closed)
}

// OpenSession opens a session and makes it the current one. It also returns the session of the same
// name that it closed, if there was one.
func (api *API) OpenSession(id int64) (Opened, error) {
	ctx := context.Background()
	closed, err := api.engine.Sessions.Open(ctx, id)
	if err != nil {
		return Opened{}, err
	}
	return api.opened(ctx, id, closed)
}

func (api *API) opened(ctx context.Context, id, closed int64) (Opened, error) {
	if err := api.engine.SelectSession(ctx, id); err != nil {
		return Opened{}, err
	}
	s, err := api.session(ctx, id)
	return Opened{Session: s, ClosedID: closed}, err
}

// CloseSession closes a session: from now on its records are refused.
func (api *API) CloseSession(id int64) error {
	return api.engine.Sessions.Close(context.Background(), id)
}

// UpdateSession sets a session's name and description and returns the session.
func (api *API) UpdateSession(id int64, name, description string) (Session, error) {
	ctx := context.Background()
	if _, err := api.engine.Sessions.Update(ctx, id, name, description); err != nil {
		return Session{}, err
	}
	return api.session(ctx, id)
}

// DeleteSession removes a session with all its records from every view. It is deleted for good after
// Undo.Until.
func (api *API) DeleteSession(id int64) (Undo, error) {
	ctx := context.Background()
	session, err := api.engine.Store.Session(ctx, id)
	if err != nil {
		return Undo{}, err
	}
	if session.Demo != "" {
		undo, err := api.engine.DeleteDemo(ctx, id)
		return undoView(undo), err
	}
	undo, err := api.engine.Trash.DeleteSession(ctx, id)
	if err != nil {
		return Undo{}, err
	}
	current, err := api.engine.CurrentSession(ctx)
	if err == nil && current == id {
		err = api.engine.SelectSession(ctx, 0)
	}
	return undoView(undo), err
}

// DuplicateSession creates a session with the description, the parts, the rules of questions and the
// pins of another, and none of its records. The new one is closed, so that it disturbs nothing.
func (api *API) DuplicateSession(id int64, name string) (Session, error) {
	ctx := context.Background()
	made, err := api.engine.Sessions.Duplicate(ctx, id, name)
	if err != nil {
		return Session{}, err
	}
	return api.session(ctx, made.ID)
}

// CloseAllSessions closes every open session of the owner and returns their ids.
func (api *API) CloseAllSessions() ([]int64, error) {
	return api.engine.CloseAllSessions(context.Background())
}

// SelectSession makes a session the one that every tab shows.
func (api *API) SelectSession(id int64) error {
	ctx := context.Background()
	if _, err := api.engine.Store.Session(ctx, id); err != nil {
		return err
	}
	return api.engine.SelectSession(ctx, id)
}

// ListSession sets whether the students' page lists a session while it is open; a new session is
// listed.
func (api *API) ListSession(id int64, listed bool) error {
	return api.engine.Sessions.List(context.Background(), id, listed)
}

// FirstCell returns the code for the first cell of a session's notebook. The error is CodeConflict for a
// demo, which no notebook reaches.
func (api *API) FirstCell(id int64) (FirstCell, error) {
	s, err := api.engine.Store.Session(context.Background(), id)
	if err != nil {
		return FirstCell{}, err
	}
	if s.Demo != "" {
		return FirstCell{}, classroom.Errorf(classroom.CodeConflict, "Real notebooks send nothing to a demo: choose a session of yours.")
	}
	server := api.engine.Servers()[0]
	cell := FirstCell{
		ByAddress:       pyclient.FirstCell(server, s.Name, s.Owner),
		WithoutRequests: pyclient.CellWithoutRequests(server, s.Name, s.Owner),
		Checked:         pyclient.CheckedCell(api.engine.Identity(), server, s.Name, s.Owner),
		SelfContained:   pyclient.SelfContainedCell(api.engine.Identity(), api.engine.Servers(), s.Name, s.Owner),
	}
	if named := api.engine.NamedServer(); named != "" {
		cell.ByName = pyclient.FirstCell(named, s.Name, s.Owner)
	}
	return cell, nil
}

// StartDemo creates a session in which invented students do a small lab, over ten minutes or at once,
// and makes it the current one. An earlier demo is removed.
func (api *API) StartDemo(atOnce bool) (Session, error) {
	ctx, pace := context.Background(), engine.DemoPaced
	if atOnce {
		pace = engine.DemoAtOnce
	}
	made, err := api.engine.StartDemo(ctx, pace)
	if err != nil {
		return Session{}, err
	}
	return api.session(ctx, made.ID)
}

// RemoveDemo removes the demo with all that its class sent, for good.
func (api *API) RemoveDemo() error { return api.engine.RemoveDemo(context.Background()) }

// LabNotebook returns the notebook of the demo's lab with the first cell of a real session.
func (api *API) LabNotebook(sessionID int64) (string, error) {
	cell, err := api.FirstCell(sessionID)
	if err != nil {
		return "", err
	}
	book, err := api.engine.DemoNotebook(cell.ByAddress)
	return string(book), err
}

// SaveLabNotebook asks the teacher where to save LabNotebook and writes it there. It returns the path;
// "" if the teacher cancelled. A browser saves the text itself.
func (api *API) SaveLabNotebook(sessionID int64) (string, error) {
	book, err := api.LabNotebook(sessionID)
	if err != nil {
		return "", err
	}
	path, err := api.face.Window.SaveFile(LabFile)
	if err != nil || path == "" {
		return "", err
	}
	return path, os.WriteFile(path, []byte(book), 0o644) //nolint:gosec // a notebook to give away
}

// LabFile is the name that is suggested for the notebook of the demo's lab.
const LabFile = "two-kinds-of-days.ipynb"

// AddPart appends a part to a session.
func (api *API) AddPart(sessionID int64, name string) (Part, error) {
	p, err := api.engine.Sessions.AddPart(context.Background(), sessionID, name)
	return partView(p), err
}

// RenamePart renames a part; `default` keeps its name.
func (api *API) RenamePart(id int64, name string) (Part, error) {
	p, err := api.engine.Sessions.RenamePart(context.Background(), id, name)
	return partView(p), err
}

// MovePart moves a part to position number of its session, from 1.
func (api *API) MovePart(id int64, number int) error {
	return api.engine.Sessions.MovePart(context.Background(), id, number)
}

// DeletePart deletes an empty part.
func (api *API) DeletePart(id int64) error {
	return api.engine.Sessions.DeletePart(context.Background(), id)
}

func (api *API) session(ctx context.Context, id int64) (Session, error) {
	s, err := api.engine.Store.Session(ctx, id)
	return sessionView(s), err
}
