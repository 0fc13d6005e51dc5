package api

import (
	"context"
	"time"

	"npt/backend/classroom"
	"npt/backend/retention"
)

// EraseChoice returns what erasing a student may concern: the student in each session where one of the name
// is, the asked one first.
func (api *API) EraseChoice(studentID int64) ([]Erasable, error) {
	found, err := api.engine.Store.Namesakes(api.ctx, studentID)
	if err != nil {
		return nil, err
	}
	hidden, err := api.engine.Settings.NamesHidden(api.ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Erasable, len(found))
	for i, s := range found {
		session, err := api.engine.Store.Session(api.ctx, s.SessionID)
		if err != nil {
			return nil, err
		}
		out[i] = Erasable{ID: s.ID, Session: session.Name, CreatedAt: stamp(session.CreatedAt), Records: s.Records, Alias: s.Alias}
		if !hidden {
			out[i].Name = s.Display()
		}
	}
	return out, nil
}

// EraseStudents deletes students for good, out of every file and every copy. It cannot be undone.
func (api *API) EraseStudents(ids []int64) error {
	ctx := context.WithoutCancel(api.ctx)
	names, err := api.engine.Store.NamesOf(ctx, ids)
	if err != nil {
		return err
	}
	if err := api.engine.EraseStudents(ctx, ids); err != nil {
		return err
	}
	return api.face.Journal.Erase(names)
}

// EraseSession deletes a session for good, out of every file and every copy. It cannot be undone.
func (api *API) EraseSession(id int64) error {
	ctx := context.WithoutCancel(api.ctx)
	students, err := api.engine.Store.Students(ctx, id)
	if err != nil {
		return err
	}
	names, err := api.engine.Store.NamesOf(ctx, mapped(students, func(s classroom.Student) int64 { return s.ID }))
	if err != nil {
		return err
	}
	if err := api.engine.EraseSession(ctx, id); err != nil {
		return err
	}
	return api.face.Journal.Erase(names)
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
