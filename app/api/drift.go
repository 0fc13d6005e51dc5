package api

import (
	"context"
	"slices"

	"npt/backend/classroom"
)

// Drift says which notebooks in the room have another version than the one that was prepared for their session, or
// attached to it, last.
type Drift struct {
	Version  string    `json:"version"`  // that was prepared or attached last; empty if none is known
	Students []Student `json:"students"` // whose notebook has another one, by name
}

// Drift returns which notebooks of a session that are connected now have another version than the one that was prepared
// or attached last. Notebooks that say none are left out, and where a session hands out several notebooks, those that
// have one of these.
func (api *API) Drift(sessionID int64) (Drift, error) {
	session, err := api.engine.Store.Session(api.ctx, sessionID)
	d := Drift{Version: session.Notebook, Students: []Student{}}
	versions := api.engine.Messages.Versions(sessionID)
	if err != nil || session.Notebook == "" || len(versions) == 0 {
		return d, err
	}
	current, err := api.engine.Files.Said(api.ctx, sessionID)
	if err != nil {
		return d, err
	}
	if len(current) < 2 {
		current = nil // one that was prepared later takes its place
	}
	current = append(current, session.Notebook)
	students, err := api.engine.Store.Students(api.ctx, sessionID)
	for _, s := range students {
		for _, sender := range append([]classroom.SenderKey{s.SenderKey}, keysOfMerged(s)...) {
			if v := versions[sender]; v != "" && !slices.Contains(current, v) {
				d.Students = append(d.Students, studentView(s))
				break
			}
		}
	}
	return d, err
}

func keysOfMerged(s classroom.Student) (keys []classroom.SenderKey) {
	for _, m := range s.Merged {
		keys = append(keys, m.SenderKey)
	}
	return keys
}

// NoteNotebook notes which version of a notebook was prepared or attached last for a session; with one that is empty nothing is noted.
func (api *API) NoteNotebook(sessionID int64, version string) error {
	if version == "" {
		return nil
	}
	return api.engine.Sessions.NoteNotebook(context.Background(), sessionID, version)
}

// behind returns how many students of a session have another version of its notebook.
func (api *API) behind(sessionID int64) (int, error) {
	if len(api.engine.Messages.Versions(sessionID)) == 0 {
		return 0, nil // nobody says one: nothing is read
	}
	drift, err := api.Drift(sessionID)
	return len(drift.Students), err
}
