package api

import (
	"context"
	"encoding/base64"
	"time"

	"npt/app/engine"
	"npt/backend/classroom"
	"npt/backend/gradebook"
	"npt/backend/roster"
)

// Points are what an answer to a question gives.
type Points struct {
	Right float64 `json:"right"`
	Sent  float64 `json:"sent"` // neither right nor wrong
	Wrong float64 `json:"wrong"`
}

// Grades say how the points of a session are counted, and whom its gradebook misses.
type Grades struct {
	Default   Points           `json:"default"`
	Questions []QuestionPoints `json:"questions"`
	Due       string           `json:"due"`       // an answer that was sent later is late; empty for never
	LateShare float64          `json:"lateShare"` // of its points that a late answer gives, from 0 to 1
	CountBest bool             `json:"countBest"` // of several answers of a student to a question; else the last counts
	// Who is on the class list without an answer, and who sent one and is not on it: empty if there is no list.
	Listed    int      `json:"listed"` // how many are on the list
	Without   []string `json:"without"`
	NotListed []string `json:"notListed"`
	Hidden    bool     `json:"hidden"` // names are: there are numbers of names only
}

// QuestionPoints are the points of a question of a session.
type QuestionPoints struct {
	Label  string `json:"label"`
	Title  string `json:"title"`
	Own    bool   `json:"own"` // it has points of its own
	Points Points `json:"points"`
}

// Grades returns how the points of a session are counted, and whom its gradebook misses.
func (api *API) Grades(sessionID int64) (Grades, error) {
	scheme, err := api.engine.Store.Scheme(api.ctx, sessionID)
	if err != nil {
		return Grades{}, err
	}
	questions, err := api.Questions(sessionID)
	if err != nil {
		return Grades{}, err
	}
	a, err := roster.Attend(api.ctx, api.engine.Store, sessionID)
	if err != nil {
		return Grades{}, err
	}
	g := Grades{
		Default: Points(scheme.Default), Questions: []QuestionPoints{}, Due: stamp(scheme.Due), LateShare: scheme.LateShare,
		CountBest: scheme.CountBest, Listed: len(a.List.People),
	}
	for _, q := range questions {
		own, hasOwn := scheme.Questions[q.Label]
		if !hasOwn {
			own = scheme.Default
		}
		g.Questions = append(g.Questions, QuestionPoints{q.Label, q.Title, hasOwn, Points(own)})
	}
	missed := engine.MissedOf(a)
	g.Without, g.NotListed = list(missed.Without), list(missed.NotListed)
	if g.Hidden, err = api.engine.Settings.NamesHidden(api.ctx); g.Hidden {
		g.Without, g.NotListed = make([]string, len(g.Without)), make([]string, len(g.NotListed))
	}
	return g, err
}

// SetGrades stores how the points of a session are counted; whom its gradebook misses is left out.
func (api *API) SetGrades(sessionID int64, g Grades) error {
	scheme := gradebook.Scheme{
		Default: gradebook.Points(g.Default), Questions: map[string]gradebook.Points{}, LateShare: g.LateShare, CountBest: g.CountBest,
	}
	for _, q := range g.Questions {
		if q.Own {
			scheme.Questions[q.Label] = gradebook.Points(q.Points)
		}
	}
	if g.Due != "" {
		due, err := time.Parse(time.RFC3339Nano, g.Due)
		if err != nil {
			return classroom.Errorf(classroom.CodeBadField, "%q is no time: write it as 2026-02-11T14:05:06Z", g.Due)
		}
		scheme.Due = due
	}
	if err := scheme.Validate(); err != nil {
		return err
	}
	return api.engine.Store.SetScheme(context.Background(), sessionID, scheme)
}

// ExportCanvas asks the teacher where to save the sheet that Canvas exported with the points of a session, and writes it there.
// It returns the path; "" if the teacher cancelled.
func (api *API) ExportCanvas(sessionID int64, file TableFile) (string, error) {
	ctx := api.engine.Context()
	job, err := api.canvasJob(ctx, sessionID, file)
	if err != nil {
		return "", err
	}
	return api.save(job, "", 0)
}

// PrepareCanvas does what ExportCanvas does, for a browser. It returns a ticket, as PrepareExport does.
func (api *API) PrepareCanvas(sessionID int64, file TableFile) (Download, error) {
	job, err := api.canvasJob(api.ctx, sessionID, file)
	if err != nil {
		return Download{}, err
	}
	return api.prepare(job, "", 0)
}

func (api *API) canvasJob(ctx context.Context, sessionID int64, file TableFile) (ExportJob, error) {
	session, err := api.engine.Store.Session(ctx, sessionID)
	if err != nil {
		return ExportJob{}, err
	}
	if _, _, err := readTable(file, TableColumns{}); err != nil {
		return ExportJob{}, err
	}
	job, err := SessionExport(ctx, api.engine, session, "canvas")
	if err != nil {
		return ExportJob{}, err
	}
	job.Sheet, err = base64.StdEncoding.DecodeString(file.Data)
	return job, err
}
