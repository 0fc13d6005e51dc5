package api

import (
	"context"
	"crypto/rand"
	"reflect"
	"slices"
	"sync"
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

// MarkVisited notes that somebody visited students; if visited is false, it takes the visit back. After a
// visit they no longer wait for help, and stay at the end of the list until something new happens.
func (api *API) MarkVisited(sessionID int64, studentIDs []int64, visited bool) error {
	err := api.engine.Assessor.Visit(context.Background(), sessionID, studentIDs, visited)
	return api.did(err, "MarkVisited", sessionID, studentIDs, visited)
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

// dashboardsMax is how many dashboards are known: some for each of a few pages that show one.
const dashboardsMax = 8

// dashboards knows what pages were last told, so that they are told only what changed. Two whole answers
// are compared: whatever became of the records in between, the page has what it would have been told
// without this.
type dashboards struct {
	mu   sync.Mutex
	told []toldDashboard // the newest last
}

// dashboardOf is what a dashboard is of.
type dashboardOf struct{ sessionID, partID int64 }

type toldDashboard struct {
	of   dashboardOf
	tell Dashboard
}

// next notes a whole answer and returns what a page is told that knows a version.
func (d *dashboards) next(of dashboardOf, known string, now Dashboard) Dashboard {
	now.Version = rand.Text() // never that of another start of the app, which a page may have outlived
	d.mu.Lock()
	defer d.mu.Unlock()
	answer := now
	at := slices.IndexFunc(d.told, func(t toldDashboard) bool { return t.of == of && t.tell.Version == known })
	if at >= 0 {
		answer = changes(d.told[at].tell, &now)
	}
	if len(d.told) == dashboardsMax {
		d.told = slices.Delete(d.told, 0, 1)
	}
	d.told = append(d.told, toldDashboard{of, now})
	return answer
}

// changes returns what changed between two dashboards; all of now if it has other students or questions.
// What is the same in both is then kept in memory once.
func changes(before Dashboard, now *Dashboard) Dashboard {
	questions, areSameQuestions := changed(before.Questions, now.Questions, compareQuestion)
	rows, areSameRows := changed(before.Rows, now.Rows, compareRow)
	if !areSameQuestions || !areSameRows {
		return *now
	}
	answer := *now
	answer.Since, answer.Questions, answer.Rows = before.Version, questions, rows
	if reflect.DeepEqual(before.Attention, now.Attention) {
		answer.Same, answer.Attention = append(answer.Same, "attention"), []AttentionLine{}
	}
	if reflect.DeepEqual(before.SharedMistakes, now.SharedMistakes) {
		answer.Same, answer.SharedMistakes = append(answer.Same, "sharedMistakes"), []SharedMistake{}
	}
	return answer
}

// sameness is how two items of a list compare.
type sameness int

const (
	other sameness = iota // of something else
	newer                 // of the same, and it says something else
	equal
)

// changed returns the items of now that changed, and puts those of before in the place of the others. It
// returns false if the lists are not of the same, in the same order.
func changed[T any](before, now []T, compare func(a, b *T) sameness) (changed []T, ok bool) {
	if len(before) != len(now) {
		return nil, false
	}
	changed = []T{}
	for i := range now {
		switch compare(&before[i], &now[i]) {
		case other:
			return nil, false
		case newer:
			changed = append(changed, now[i])
		case equal:
			now[i] = before[i]
		}
	}
	return changed, true
}

func compareQuestion(a, b *DashboardQuestion) sameness {
	if a.Label != b.Label {
		return other
	}
	return equalIf(slices.Equal(a.Reached, b.Reached) && reflect.DeepEqual(withoutReached(*a), withoutReached(*b)))
}

func compareRow(a, b *StudentRow) sameness {
	if a.Student.ID != b.Student.ID {
		return other
	}
	return equalIf(slices.Equal(a.Cells, b.Cells) && reflect.DeepEqual(withoutCells(*a), withoutCells(*b)))
}

func equalIf(isEqual bool) sameness {
	if isEqual {
		return equal
	}
	return newer
}

// The numbers, which are many, are compared apart: reflection is slow.
func withoutReached(q DashboardQuestion) DashboardQuestion {
	q.Reached = nil
	return q
}

func withoutCells(r StudentRow) StudentRow {
	r.Cells = nil
	return r
}
