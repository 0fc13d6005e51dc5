package api

import (
	"context"
	"time"

	"npt/backend/assess"
)

// Dashboard returns everything that the dashboard shows of a session: glance, bars, grid, pace and who
// needs attention. partID narrows it to one part; 0 means all. known is the version of what the page has
// of it: then only what changed since is returned, if that is still known here.
func (api *API) Dashboard(sessionID, partID int64, known string) (Dashboard, error) {
	e, ctx := api.engine, api.ctx
	b, err := e.Assessor.Dashboard(ctx, sessionID, partID)
	if err != nil {
		return Dashboard{}, err
	}
	ids := make([]int64, 0, len(b.SharedMistakes))
	for _, w := range b.SharedMistakes {
		ids = append(ids, w.RecordID)
	}
	records, err := e.Store.RecordsOf(ctx, ids)
	if err != nil {
		return Dashboard{}, err
	}
	of := dashboardOf{sessionID, partID}
	return api.dashboards.next(of, known, dashboardView(b, e.Messages.Listening(sessionID), records)), nil
}

// MarkVisited notes that the teacher visited a student; if visited is false, it takes the visit back.
// After a visit the student no longer waits for help, and stays at the end of the list until something
// new happens.
func (api *API) MarkVisited(sessionID, studentID int64, visited bool) error {
	return api.engine.Assessor.Visit(context.Background(), sessionID, studentID, visited)
}

// Thresholds returns when a student needs attention.
func (api *API) Thresholds() (Thresholds, error) {
	t, err := api.engine.Assessor.Thresholds(api.ctx)
	return thresholdsView(t), err
}

// SetThresholds sets when a student needs attention, in all sessions, and returns what was stored.
func (api *API) SetThresholds(t Thresholds) (Thresholds, error) {
	err := api.engine.Assessor.SetThresholds(context.Background(), assess.Thresholds{
		Silent: time.Duration(t.SilentMinutes) * time.Minute, Ahead: t.Ahead,
		Attempts: t.Attempts, Start: time.Duration(t.StartMinutes) * time.Minute,
	})
	if err != nil {
		return Thresholds{}, err
	}
	return api.Thresholds()
}
