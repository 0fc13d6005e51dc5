package api

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"

	"npt/app/engine"
	"npt/app/workbench"
	"npt/backend/classroom"
	"npt/backend/notebook"
)

// PrepareNotebook asks the teacher for a notebook and puts it on the bench; a Preparation without an id if the teacher
// cancelled. A browser reads the file itself and calls PrepareText.
func (api *API) PrepareNotebook() (Preparation, error) {
	path, err := api.face.Window.OpenNotebook()
	if err != nil || path == "" {
		return preparationView(workbench.State{}), err
	}
	return preparation(api.bench.Open(path))
}

// PrepareText puts a notebook on the bench that a browser read. name is the file's name, text its content.
func (api *API) PrepareText(name, text string) (Preparation, error) {
	return preparation(api.bench.Add(filepath.Base(name), []byte(text)))
}

// Preparation returns a notebook on the bench.
func (api *API) Preparation(id string) (Preparation, error) {
	return preparation(api.bench.Notebook(id))
}

func preparation(s workbench.State, err error) (Preparation, error) {
	if err != nil {
		return Preparation{}, err
	}
	return preparationView(s), nil
}

// CheckPreparation returns what will go wrong with a notebook in the class of a session; of any session if it is 0.
func (api *API) CheckPreparation(id string, sessionID int64) ([]NotebookFinding, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return nil, err
	}
	session, err := api.sessionOrNone(sessionID)
	if err != nil {
		return nil, err
	}
	found, err := s.Now.Check(session.Name)
	return mapped(found, findingOfNotebook), err
}

func (api *API) sessionOrNone(id int64) (classroom.SessionSummary, error) {
	if id == 0 {
		return classroom.SessionSummary{}, nil
	}
	return api.engine.Store.Session(context.Background(), id)
}

// Renumbering returns what becomes of the labels of a notebook's calls if they are counted from start.
func (api *API) Renumbering(id string, start int) ([]Numbering, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return nil, err
	}
	calls, _, err := s.Now.Renumber(start)
	return mapped(calls, func(n notebook.Numbering) Numbering { return Numbering(n) }), err
}

// TakeStep does something to a notebook on the bench; its file stays as it is.
func (api *API) TakeStep(id string, step PreparationStep) (Preparation, error) {
	taken := workbench.Step{Kind: workbench.Kind(step.Do), Start: step.Start, Replacement: step.Replacement}
	if taken.Kind == workbench.Connect {
		s, err := api.engine.Store.Session(context.Background(), step.SessionID)
		if err != nil {
			return Preparation{}, err
		}
		if s.Demo != "" {
			return Preparation{}, classroom.Errorf(classroom.CodeConflict, "Real notebooks send nothing to a demo: choose a session of yours.")
		}
		servers := api.engine.Servers()
		if address := strings.TrimSpace(step.Address); address != "" {
			server, err := engine.ServerAt(address)
			if err != nil {
				return Preparation{}, err
			}
			servers = append([]string{server}, without(servers, server)...)
		}
		form := cmp.Or(step.Form, engine.FourLines)
		source, err := engine.CellOfForm(form, api.engine.Identity(), servers, s.Name, s.Owner)
		if err != nil {
			return Preparation{}, err
		}
		taken.First, taken.Session = notebook.FirstCell{Source: source, Folded: form == engine.SelfContained}, s.Name
	}
	return preparation(api.bench.Do(id, taken))
}

func without(list []string, one string) (rest []string) {
	for _, other := range list {
		if other != one {
			rest = append(rest, other)
		}
	}
	return rest
}

// UndoStep takes the last step of a notebook back.
func (api *API) UndoStep(id string) (Preparation, error) { return preparation(api.bench.Undo(id)) }

// WritePreparation asks the teacher where to write a notebook and writes it there. Nothing is written if the teacher
// cancelled, or chose the file that was read: then IsInput says so, and OverwriteNotebook replaces it.
func (api *API) WritePreparation(id string, sessionID int64) (WrittenNotebook, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return WrittenNotebook{}, err
	}
	path, err := api.face.Window.SaveFile(s.FileName())
	if err != nil || path == "" {
		return WrittenNotebook{}, err
	}
	if s.IsInput(path) {
		return WrittenNotebook{Path: path, IsInput: true}, nil
	}
	return api.writeTo(s, path, sessionID)
}

// OverwriteNotebook writes a notebook over the file that was read. The error is CodeConflict if it was read from none.
func (api *API) OverwriteNotebook(id string, sessionID int64) (WrittenNotebook, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return WrittenNotebook{}, err
	}
	if s.Path == "" {
		return WrittenNotebook{}, classroom.Errorf(classroom.CodeConflict, "A browser sent this notebook: download it.")
	}
	return api.writeTo(s, s.Path, sessionID)
}

func (api *API) writeTo(s workbench.State, path string, sessionID int64) (WrittenNotebook, error) {
	if err := s.Write(path); err != nil {
		return WrittenNotebook{}, err
	}
	api.written.Store(s.ID, filepath.Dir(path))
	return WrittenNotebook{Path: path, Name: filepath.Base(path), Size: len(s.Now.Bytes())}, api.noteWritten(s, sessionID)
}

// noteWritten notes the version of a notebook for the session that its first cell names.
func (api *API) noteWritten(s workbench.State, sessionID int64) error {
	session, err := api.sessionOrNone(sessionID)
	if err != nil || sessionID == 0 || s.Now.Session() != session.Name {
		return err
	}
	return api.NoteNotebook(sessionID, s.Now.Version())
}

// PreparationText returns a notebook's file for a browser, which saves it itself: it counts as written.
func (api *API) PreparationText(id string, sessionID int64) (NotebookText, error) {
	s, err := api.bench.Notebook(id)
	if err != nil {
		return NotebookText{}, err
	}
	return NotebookText{Name: s.FileName(), Text: string(s.Now.Bytes())}, api.noteWritten(s, sessionID)
}

// ShowWritten shows the folder of a notebook that was written last, in the system's file manager.
func (api *API) ShowWritten(id string) error {
	folder, isKnown := api.written.Load(id)
	if !isKnown {
		return classroom.Errorf(classroom.CodeNotFound, "This notebook was not written yet.")
	}
	api.face.Window.ShowFolder(folder.(string))
	return nil
}
