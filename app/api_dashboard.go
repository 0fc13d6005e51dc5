package app

import (
	"context"
	"time"

	"npt/backend/assess"
)

// Dashboard returns all that the dashboard shows of a session: glance, bars, grid,
// pace and who needs attention. partID narrows it to one part; 0 means all.
func (api *API) Dashboard(sessionID, partID int64) (Dashboard, error) {
	a, ctx := api.app, context.Background()
	b, err := a.assessor.Dashboard(ctx, sessionID, partID)
	if err != nil {
		return Dashboard{}, err
	}
	ids := make([]int64, 0, len(b.Alike))
	for _, w := range b.Alike {
		ids = append(ids, w.RecordID)
	}
	records, err := a.store.RecordsOf(ctx, ids)
	if err != nil {
		return Dashboard{}, err
	}
	return dashboardView(b, a.messages.Listening(sessionID), records), nil
}

// MarkVisited notes that the teacher was with a student, who then goes to the end of
// the list until something new happens and waits for help no longer; or takes that
// back.
func (api *API) MarkVisited(sessionID, studentID int64, visited bool) error {
	return api.app.assessor.Visit(context.Background(), sessionID, studentID, visited)
}

// Thresholds returns when a student needs attention.
func (api *API) Thresholds() (Thresholds, error) {
	t, err := api.app.assessor.Thresholds(context.Background())
	return thresholdsView(t), err
}

// SetThresholds sets when a student needs attention, in all sessions.
func (api *API) SetThresholds(t Thresholds) (Thresholds, error) {
	err := api.app.assessor.SetThresholds(context.Background(), assess.Thresholds{
		Silent: time.Duration(t.SilentMinutes) * time.Minute, Ahead: t.Ahead,
		Attempts: t.Attempts, Start: time.Duration(t.StartMinutes) * time.Minute,
	})
	if err != nil {
		return Thresholds{}, err
	}
	return api.Thresholds()
}

// SendMessageTo sends a message to some students of a session alone, and ends
// their wait for help.
func (api *API) SendMessageTo(m DirectMessage) (Message, error) {
	sent, err := api.app.messages.SendTo(context.Background(), m.SessionID, m.StudentIDs, m.Title, m.Text, m.Code)
	return messageView(sent), err
}
