package api

import (
	"context"
	"slices"
	"time"

	"npt/app/engine"
	"npt/backend/backup"
	"npt/backend/classroom"
	"npt/backend/store"
)

// Backups returns the copies of the data file, and where they are kept.
func (api *API) Backups() (Backups, error) {
	e := api.engine
	own, err := e.Backups(api.ctx)
	if err != nil {
		return Backups{}, err
	}
	path, state := e.SecondFolder()
	return Backups{
		Kept: backup.Kept, CapBytes: backup.Cap, EveryMinutes: int(engine.BackupEvery.Minutes()), Damaged: e.IsDamaged(),
		ChoosesFolder: api.face.Window != nil, Second: path, SecondState: string(state),
		Own: mapped(own, backupView), Elsewhere: mapped(e.SecondBackups(api.ctx), backupView),
	}, nil
}

// MakeBackup makes a copy of the data file now.
func (api *API) MakeBackup() error {
	_, err := api.engine.MakeBackup(api.engine.Context(), backup.ByHand)
	return err
}

// RestoreBackup has one of the listed copies take the data file's place, and starts the app again.
func (api *API) RestoreBackup(path string) error {
	e := api.engine
	own, err := e.Backups(api.ctx)
	if err != nil {
		return err
	}
	isListed := func(b engine.Backup) bool { return b.Path == path }
	if !slices.ContainsFunc(own, isListed) && !slices.ContainsFunc(e.SecondBackups(api.ctx), isListed) {
		return classroom.Errorf(classroom.CodeNotFound, "This backup is not there any more.")
	}
	if err := e.Restore(context.WithoutCancel(api.ctx), path); err != nil {
		return err
	}
	api.startAgain()
	return nil
}

// startAgain ends the app once the result of this call has reached the page; the face starts it again.
func (api *API) startAgain() {
	end := api.face.Quit
	if api.face.Window != nil {
		end = api.face.Window.Leave
	}
	if end != nil {
		time.AfterFunc(leaveAfter, end)
	}
}

// SalvageFile writes what can be read of a damaged data file into a new backup.
func (api *API) SalvageFile() (Salvaged, error) {
	_, found, err := api.engine.Salvage(api.engine.Context())
	return Salvaged(found), err
}

// SetSecondFolder sets the folder elsewhere that gets the copies too; "" for none.
func (api *API) SetSecondFolder(path string) error {
	return api.engine.SetSecondFolder(context.WithoutCancel(api.ctx), path)
}

// ChooseFolder asks the teacher for a folder and returns its path; "" if the teacher cancelled. A browser
// cannot ask.
func (api *API) ChooseFolder() (string, error) { return api.face.Window.ChooseFolder() }

// Backups is where copies of the data file are kept, and which there are.
type Backups struct {
	Kept          int      `json:"kept"`
	CapBytes      int64    `json:"capBytes"`
	EveryMinutes  int      `json:"everyMinutes"`
	Damaged       bool     `json:"damaged"`       // pages of the data file are
	ChoosesFolder bool     `json:"choosesFolder"` // whether ChooseFolder can ask
	Second        string   `json:"second"`        // the folder elsewhere; empty if there is none
	SecondState   string   `json:"secondState"`   // wait, ready, away or failed; empty if there is none
	Own           []Backup `json:"own"`           // the newest first
	Elsewhere     []Backup `json:"elsewhere"`     // in the second folder
}

// Backup is a copy of the data file.
type Backup struct {
	Path     string         `json:"path"`
	At       string         `json:"at"`
	Cause    string         `json:"cause"` // start, regular, migration, deletion, restoring, hand or salvaged
	Bytes    int64          `json:"bytes"`
	IsUsable bool           `json:"isUsable"` // it can be read by this version
	Records  int            `json:"records"`
	Sessions []SavedSession `json:"sessions"` // the last one first
}

// SavedSession is a session in a backup.
type SavedSession struct {
	Owner     string `json:"owner"`
	Name      string `json:"name"`
	CreatedAt string `json:"createdAt"`
	Records   int    `json:"records"`
	Students  int    `json:"students"`
}

// Salvaged says what could be read of a damaged file.
type Salvaged struct {
	Records int `json:"records"`
	Lost    int `json:"lost"`
}

func backupView(b engine.Backup) Backup {
	return Backup{
		Path: b.Path, At: stamp(b.At), Cause: string(b.Cause), Bytes: b.Bytes, IsUsable: b.Problem == nil,
		Records: b.Contents.Records, Sessions: mapped(b.Contents.Sessions, savedSessionView),
	}
}

func savedSessionView(s store.SavedSession) SavedSession {
	return SavedSession{Owner: s.Owner, Name: s.Name, CreatedAt: stamp(s.CreatedAt), Records: s.Records, Students: s.Students}
}
