package api

import (
	"context"
	"slices"
	"time"

	"npt/app/engine"
	"npt/backend/backup"
	"npt/backend/classroom"
	"npt/backend/retention"
	"npt/backend/roster"
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

// EraseChoice returns what erasing a student may concern: the student in each session where one of the name
// is, the asked one first, and on the class list.
func (api *API) EraseChoice(studentID int64) (EraseChoice, error) {
	found, err := api.engine.Store.Namesakes(api.ctx, studentID)
	if err != nil {
		return EraseChoice{}, err
	}
	hidden, err := api.engine.Settings.NamesHidden(api.ctx)
	if err != nil {
		return EraseChoice{}, err
	}
	listed, err := api.listed(found)
	if err != nil {
		return EraseChoice{}, err
	}
	out := make([]Erasable, len(found))
	for i, s := range found {
		session, err := api.engine.Store.Session(api.ctx, s.SessionID)
		if err != nil {
			return EraseChoice{}, err
		}
		out[i] = Erasable{ID: s.ID, Session: session.Name, CreatedAt: stamp(session.CreatedAt), Records: s.Records, Alias: s.Alias}
		if !hidden {
			out[i].Name = s.Display()
		}
	}
	if hidden {
		for i := range listed {
			listed[i].Name, listed[i].Identifier = "", ""
		}
	}
	return EraseChoice{Students: out, Listed: listed}, nil
}

// listed returns who on the class list a student is, by the sessions where one of the name is: who it is for sure, or
// else who it may be.
func (api *API) listed(found []classroom.Student) ([]ErasablePerson, error) {
	sure, maybe := []ErasablePerson{}, []ErasablePerson{}
	add := func(to *[]ErasablePerson, p roster.Person, isSure bool) {
		if !slices.ContainsFunc(*to, func(one ErasablePerson) bool { return one.ID == p.ID }) {
			*to = append(*to, ErasablePerson{ID: p.ID, Name: p.Name, Identifier: p.Identifier, IsSure: isSure})
		}
	}
	for _, s := range found {
		a, err := roster.Attend(api.ctx, api.engine.Store, s.SessionID)
		if err != nil {
			return nil, err
		}
		if p, isListed := a.PersonOf()[s.ID]; isListed {
			add(&sure, p, true)
		}
		for _, o := range a.Others {
			if o.Student.ID != s.ID || o.IsDecided {
				continue
			}
			for _, p := range a.List.People {
				if slices.Contains(o.Candidates, p.ID) {
					add(&maybe, p, false)
				}
			}
		}
	}
	if len(sure) > 0 {
		return sure, nil
	}
	return maybe, nil
}

// EraseStudents deletes students for good, out of every file and every copy, and people off the class list. It cannot be
// undone.
func (api *API) EraseStudents(ids, people []int64) error {
	return api.engine.EraseStudents(context.WithoutCancel(api.ctx), ids, people)
}

// EraseSession deletes a session for good, out of every file and every copy. It cannot be undone.
func (api *API) EraseSession(id int64) error {
	return api.engine.EraseSession(context.WithoutCancel(api.ctx), id)
}

// Retention returns how long sessions are kept.
func (api *API) Retention() (Retention, error) {
	plan, err := api.engine.Settings.Retention(api.ctx)
	if err != nil {
		return Retention{}, err
	}
	owner, err := api.engine.Settings.Owner(api.ctx)
	if err != nil {
		return Retention{}, err
	}
	all, err := api.engine.Store.Sessions(api.ctx, owner)
	if err != nil {
		return Retention{}, err
	}
	out := Retention{Months: plan.Months, MaxMonths: retention.MaxMonths, Sessions: []KeptSession{}}
	for _, s := range all {
		if s.Demo != "" {
			continue
		}
		of := retentionOf(s)
		state, end := plan.State(of, time.Now())
		term := plan.Of(of)
		out.Sessions = append(out.Sessions, KeptSession{
			ID: s.ID, Name: s.Name, CreatedAt: stamp(s.CreatedAt), Records: s.Records, IsEnding: state != retention.Kept,
			End: stamp(end), Until: stamp(term.Until), IsKept: term.IsKept,
		})
	}
	return out, nil
}

// SetRetentionMonths sets how many months after its closing a session is kept; 0 is for ever.
func (api *API) SetRetentionMonths(months int) error {
	if months < 0 || months > retention.MaxMonths {
		return classroom.Errorf(classroom.CodeBadField, "Write a number of months from 0 to %d.", retention.MaxMonths)
	}
	plan, err := api.engine.Settings.Retention(api.ctx)
	if err != nil {
		return err
	}
	plan.Months = months
	return api.engine.SetRetention(context.WithoutCancel(api.ctx), plan)
}

// SetSessionEnd sets until when a session is kept: the end of a day, as YEAR-MONTH-DAY; keep for ever,
// whatever holds for the others; or "" for what holds for the others.
func (api *API) SetSessionEnd(id int64, until string) error {
	var term retention.Term
	switch until {
	case "":
	case "keep":
		term.IsKept = true
	default:
		day, err := time.ParseInLocation(time.DateOnly, until, time.Local)
		if err != nil {
			return classroom.Errorf(classroom.CodeBadField, "%q is no date: write YEAR-MONTH-DAY.", until)
		}
		term.Until = day.AddDate(0, 0, 1)
	}
	s, err := api.engine.Store.Session(api.ctx, id)
	if err != nil {
		return err
	}
	plan, err := api.engine.Settings.Retention(api.ctx)
	if err != nil {
		return err
	}
	return api.engine.SetRetention(context.WithoutCancel(api.ctx), plan.With(retentionOf(s), term))
}

func retentionOf(s classroom.SessionSummary) retention.Session {
	return retention.Session{ID: s.ID, Created: s.CreatedAt, IsOpen: s.Open, ClosedAt: s.ClosedAt}
}

// EraseChoice is what erasing a student may concern.
type EraseChoice struct {
	Students []Erasable       `json:"students"`
	Listed   []ErasablePerson `json:"listed"`
}

// ErasablePerson is somebody on the class list.
type ErasablePerson struct {
	ID         int64  `json:"id"`
	Name       string `json:"name"` // empty while names are hidden, as the next
	Identifier string `json:"identifier"`
	IsSure     bool   `json:"isSure"` // it is the student; else it may be
}

// Erasable is a student in one session.
type Erasable struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"` // empty while names are hidden
	Alias     int    `json:"alias"`
	Session   string `json:"session"`
	CreatedAt string `json:"createdAt"` // of the session
	Records   int    `json:"records"`
}

// Retention is how long sessions are kept.
type Retention struct {
	Months    int           `json:"months"` // after closing; 0 is for ever
	MaxMonths int           `json:"maxMonths"`
	Sessions  []KeptSession `json:"sessions"`
}

// KeptSession is a session and how long it is kept.
type KeptSession struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	CreatedAt string `json:"createdAt"`
	Records   int    `json:"records"`
	End       string `json:"end"`      // when it is erased; empty for never
	IsEnding  bool   `json:"isEnding"` // in two weeks or less
	Until     string `json:"until"`    // the date that was set for it; empty if none was
	IsKept    bool   `json:"isKept"`   // for ever, whatever holds for the others
}
