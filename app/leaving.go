package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"npt/backend/classroom"
)

// What to do with open sessions when the window closes.
const (
	leaveAsk   = ""      // ask each time
	leaveKeep  = "keep"  // they stay open: notebooks go on where they were at the next start
	leaveClose = "close" // they are closed first
)

const (
	settingLeave = "leave_sessions"
	settingYes   = "yes"
	settingNo    = "no"
)

// leaving is the way out of the window: with a session open it asks the teacher, once.
type leaving struct {
	app  *App
	ask  func(open int) // has the page ask; it answers with LeaveAsked and Leave
	quit func()         // closes the window; before is called again
	wait time.Duration  // how long the page has to show its question

	mu      sync.Mutex
	decided bool
	overdue *time.Timer // runs from the question until the page shows it
}

// before says whether the window must stay open for now.
func (l *leaving) before() (stay bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.decided {
		return false
	}
	ctx := context.Background()
	open, err := l.app.openSessions(ctx)
	if err != nil {
		slog.Error("app: the open sessions are not known", "err", err)
		return false
	}
	choice, err := l.app.store.Setting(ctx, settingLeave)
	if err != nil {
		slog.Error("app: what to do with open sessions is not known", "err", err)
	}
	if open == 0 || choice == leaveKeep {
		return false
	}
	if choice == leaveClose {
		l.closeSessions(ctx)
		return false
	}
	if l.overdue != nil {
		l.overdue.Stop()
	}
	l.overdue = time.AfterFunc(l.wait, func() {
		slog.Warn("app: the page did not ask about the open session, which stays open")
		l.goNow()
	})
	l.ask(open)
	return true
}

// asked notes that the teacher sees the question.
func (l *leaving) asked() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.overdue != nil {
		l.overdue.Stop()
	}
}

// letGo has the next closing ask nothing, and closes the window if it asks already:
// the system ends the program, and wails closes the window on its own account.
func (l *leaving) letGo() {
	l.mu.Lock()
	l.decided = true
	asks := l.overdue != nil
	l.mu.Unlock()
	if asks {
		l.quit()
	}
}

// goNow closes the window without a question: the teacher has answered, or there is
// nobody to ask.
func (l *leaving) goNow() {
	l.mu.Lock()
	l.decided = true
	l.mu.Unlock()
	l.quit()
}

func (l *leaving) closeSessions(ctx context.Context) {
	if err := l.app.closeOpenSessions(ctx); err != nil {
		slog.Error("app: a session was not closed", "err", err)
	}
}

// closeOpenSessions closes the owner's open sessions.
func (a *App) closeOpenSessions(ctx context.Context) error {
	owner, err := a.owner(ctx)
	if err != nil {
		return err
	}
	all, err := a.store.Sessions(ctx, owner)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Open {
			if err := a.sessions.Close(ctx, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// LeaveAsked says that the page shows the question of a leaving event.
func (api *API) LeaveAsked() {
	if l := api.app.leaving; l != nil {
		l.asked()
	}
}

// Leave closes the window. With choice close the open sessions are closed first, with
// keep they stay open; remember makes that the answer to all later questions.
func (api *API) Leave(choice string, remember bool) error {
	l := api.app.leaving
	if l == nil {
		return classroom.Errorf(classroom.CodeConflict, "The app has no window: stop it where it was started.")
	}
	if choice != leaveKeep && choice != leaveClose {
		return classroom.Errorf(classroom.CodeBadField, "%q is no way to leave: write keep or close.", choice)
	}
	ctx := context.Background()
	if remember {
		if err := api.SetLeave(choice); err != nil {
			return err
		}
	}
	if choice == leaveClose {
		if err := api.app.closeOpenSessions(ctx); err != nil {
			return err
		}
	}
	// The answer to this call must reach the page before the window is gone.
	time.AfterFunc(leaveAfter, l.goNow)
	return nil
}

const leaveAfter = 50 * time.Millisecond

// SetLeave chooses what happens to open sessions when the window closes: keep, close,
// or "" to ask.
func (api *API) SetLeave(choice string) error {
	switch choice {
	case leaveAsk, leaveKeep, leaveClose:
	default:
		return classroom.Errorf(classroom.CodeBadField, "%q is no way to leave: write keep or close, or nothing to be asked.", choice)
	}
	if err := api.app.store.SetSetting(context.Background(), settingLeave, choice); err != nil {
		return err
	}
	api.app.statusChanged()
	return nil
}
