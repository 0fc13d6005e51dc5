package engine

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"npt/backend/backup"
	"npt/backend/classroom"
	"npt/backend/retention"
	"npt/backend/store"
)

// EraseStudents deletes students for good, and people off the class list: from the tables, the file's free pages, its log,
// every copy, and what the app writes about itself. The error says what could not be cleaned yet; the next start goes on
// with it.
func (e *Engine) EraseStudents(ctx context.Context, ids, people []int64) error {
	if err := e.scrub(ctx, ids, people); err != nil {
		return err
	}
	sessions, err := e.Store.EraseStudents(ctx, ids, people)
	if err != nil {
		return err
	}
	e.ClassLists.Forget()
	for _, id := range sessions {
		e.Files.Erase(ctx, id)
		e.publishErased(id)
	}
	return e.finishErasing(context.WithoutCancel(ctx))
}

// EraseSession deletes a session for good, as EraseStudents does students.
func (e *Engine) EraseSession(ctx context.Context, id int64) error {
	students, err := e.Store.Students(ctx, id)
	if err != nil {
		return err
	}
	ids := make([]int64, len(students))
	for i, s := range students {
		ids[i] = s.ID
	}
	if err := e.scrub(ctx, ids, nil); err != nil {
		return err
	}
	if err := e.Store.EraseSession(ctx, id); err != nil {
		return err
	}
	if err := e.Files.Sweep(ctx); err != nil {
		slog.Error("engine: files of an erased session are left", "cause", err)
	}
	e.publishErased(id)
	return e.finishErasing(context.WithoutCancel(ctx))
}

// scrub takes names from what the app writes about itself, before they are erased: nobody knows them later.
func (e *Engine) scrub(ctx context.Context, students, people []int64) error {
	if e.config.ScrubLog == nil {
		return nil
	}
	names, err := e.Store.NamesOf(ctx, students, people)
	if err != nil {
		return err
	}
	return e.config.ScrubLog(names)
}

func (e *Engine) publishErased(session int64) {
	e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: session})
	e.Events.Publish(classroom.Event{Kind: classroom.SessionsChanged, SessionID: session})
}

// finishErasing takes what was erased from the file's bytes and from the copies, if an erasing is not
// finished. The copies in the second folder follow when that is there.
func (e *Engine) finishErasing(ctx context.Context) error {
	e.backups.erasing.Lock()
	defer e.backups.erasing.Unlock()
	left, err := e.Store.Erasing(ctx)
	if err != nil || left == store.NothingLeft {
		return err
	}
	if left == store.FileLeft {
		erased, err := e.Store.Erased(ctx)
		if err != nil {
			return err
		}
		if err := errors.Join(e.Store.Compact(ctx), e.eraseFrom(ctx, e.backups.folder, erased)); err != nil {
			slog.Error("engine: what was erased is not out of every file yet", "cause", err)
			return classroom.Errorf(classroom.CodeUnavailable, "It is deleted, but not out of every copy yet: the next start of the app goes on with that.")
		}
		left = store.NothingLeft
		if path, _ := e.SecondFolder(); path != "" {
			left = store.SecondLeft
		}
		if err := e.Store.SetErasing(ctx, erased, left); err != nil {
			return err
		}
	}
	e.tidySecond()
	return nil
}

// eraseFromSecond takes what was erased from the copies in the second folder, and notes that nothing is left
// of it. A stick that was pulled out meanwhile has no copies, but may have some when it comes back.
func (e *Engine) eraseFromSecond(ctx context.Context, to backup.Folder) error {
	erased, err := e.Store.Erased(ctx) // before the state, which is of this list or a later one
	if err != nil {
		return err
	}
	left, err := e.Store.Erasing(ctx)
	if err != nil || left == store.NothingLeft {
		return err
	}
	for _, name := range e.backups.names {
		copies := to
		copies.Of = name
		if err := e.eraseFrom(ctx, copies, erased); err != nil {
			return err
		}
	}
	if _, err := os.Stat(to.Path); err != nil || left != store.SecondLeft {
		return err
	}
	return e.Store.SetErasing(ctx, erased, store.NothingLeft)
}

// eraseFrom writes each copy of a folder anew that has something of what was erased, and removes those that
// cannot be read.
func (e *Engine) eraseFrom(ctx context.Context, folder backup.Folder, erased []store.Erasure) error {
	copies, err := folder.Copies()
	for _, c := range copies {
		err = errors.Join(err, eraseFromCopy(ctx, folder, c, erased))
	}
	if folder != e.backups.folder {
		return err
	}
	entries, listed := os.ReadDir(folder.Path)
	if listed != nil && !errors.Is(listed, os.ErrNotExist) {
		return errors.Join(err, listed)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), setAside) { // no part of it can be cleaned
			err = errors.Join(err, os.Remove(filepath.Join(folder.Path, entry.Name())))
		}
	}
	return err
}

// errNothing says that a copy has nothing of what was erased.
var errNothing = errors.New("nothing to erase")

func eraseFromCopy(ctx context.Context, folder backup.Folder, c backup.Copy, erased []store.Erasure) error {
	err := folder.Replace(ctx, c, func(ctx context.Context, path string) error {
		isWritten, err := store.EraseFromCopy(ctx, c.Path, path, erased)
		if err == nil && !isWritten {
			err = errNothing
		}
		return err
	})
	switch {
	case err == nil, errors.Is(err, errNothing):
		return nil
	case store.IsWhole(ctx, c.Path):
		return err // no room for another
	}
	slog.Warn("engine: a copy that cannot be read is removed, as it may have what was erased", "cause", err)
	return folder.Remove(c)
}

// retentionEvery is how often the app looks whether a session is kept long enough.
const retentionEvery = time.Hour

// keepNoLonger reminds of sessions that will be erased, and erases those that are due, until stop is closed.
func (e *Engine) keepNoLonger(stop <-chan struct{}) {
	ctx, cancel := until(stop)
	defer cancel()
	tick := time.NewTicker(retentionEvery)
	defer tick.Stop()
	for {
		if err := e.ApplyRetention(ctx); err != nil && ctx.Err() == nil {
			slog.Error("engine: how long sessions are kept was not looked at", "cause", err)
		}
		select {
		case <-stop:
			return
		case <-tick.C:
		}
	}
}

// ApplyRetention notes which sessions the teacher is reminded of now, and erases those that are due.
func (e *Engine) ApplyRetention(ctx context.Context) error {
	ending, err := e.EndingSessions(ctx)
	if err != nil {
		return err
	}
	plan, err := e.Settings.Retention(ctx)
	if err != nil {
		return err
	}
	now, isNew := e.now(), false
	for _, s := range ending {
		of := retentionOf(s.SessionSummary)
		if term := plan.Of(of); term.Reminded.IsZero() {
			term.Reminded, isNew = now, true
			plan = plan.With(of, term)
		}
	}
	if isNew {
		if err := e.SetRetention(ctx, plan); err != nil {
			return err
		}
	}
	for _, s := range ending {
		if !s.IsDue {
			continue
		}
		slog.Info("engine: a session was kept as long as set and is erased", "session", s.ID)
		if err := e.EraseSession(ctx, s.ID); err != nil {
			return err
		}
		if err := e.SetRetention(ctx, plan.With(retentionOf(s.SessionSummary), retention.Term{})); err != nil {
			return err
		}
	}
	return nil
}

// EndingSession is a session that will be erased soon.
type EndingSession struct {
	classroom.SessionSummary
	Until time.Time
	IsDue bool
}

// EndingSessions returns the owner's sessions of which the teacher is reminded.
func (e *Engine) EndingSessions(ctx context.Context) ([]EndingSession, error) {
	plan, err := e.Settings.Retention(ctx)
	if err != nil || plan.Months == 0 && len(plan.Sessions) == 0 {
		return nil, err
	}
	owner, err := e.Settings.Owner(ctx)
	if err != nil || owner == "" {
		return nil, err
	}
	all, err := e.Store.Sessions(ctx, owner)
	var ending []EndingSession
	for _, s := range all {
		if state, end := plan.State(retentionOf(s), e.now()); state != retention.Kept && s.Demo == "" {
			ending = append(ending, EndingSession{s, end, state == retention.Ended})
		}
	}
	return ending, err
}

// SetRetention stores how long sessions are kept.
func (e *Engine) SetRetention(ctx context.Context, plan retention.Plan) error {
	if err := e.Settings.setRetention(ctx, plan); err != nil {
		return err
	}
	e.StatusChanged()
	e.Events.Publish(classroom.Event{Kind: classroom.SessionsChanged})
	return nil
}

func retentionOf(s classroom.SessionSummary) retention.Session {
	return retention.Session{ID: s.ID, Created: s.CreatedAt, IsOpen: s.Open, ClosedAt: s.ClosedAt}
}

// retentionNotices says which sessions will be erased soon, and which copies still have what was erased.
func (e *Engine) retentionNotices() (all []Notice) {
	ending, err := e.EndingSessions(e.ctx)
	if err != nil {
		slog.Warn("engine: how long sessions are kept cannot be read", "cause", err)
	}
	for _, s := range ending {
		all = append(all, notice("session_ends", "session", s.Name, "date", s.Until.Local().Format(time.DateOnly)))
	}
	if path, state := e.SecondFolder(); path != "" && state == backup.Away {
		if left, err := e.Store.Erasing(e.ctx); err == nil && left != store.NothingLeft {
			all = append(all, notice("erasing_away", "folder", path))
		}
	}
	return all
}
