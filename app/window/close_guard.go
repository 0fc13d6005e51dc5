package window

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"npt/app/engine"
)

// closeGuard keeps the window open while a session is open, until the teacher was asked once what to
// do with the session. The page asks, in its language. If it does not show the question in time, the
// window closes. When the system ends the program, nobody is asked.
type closeGuard struct {
	engine *engine.Engine
	ask    func(open int) // makes the page ask; it answers with LeaveAsked and Leave
	quit   func()         // closes the window; wails then calls before again
	wait   time.Duration  // how long the page may take to show its question

	mu      sync.Mutex
	decided bool
	overdue *time.Timer // runs from the question until the page shows it
}

// before reports whether the window must stay open for now.
func (g *closeGuard) before() (stay bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.decided {
		return false
	}
	ctx := context.Background()
	open, err := g.engine.OpenSessions(ctx)
	if err != nil {
		slog.Error("window: the open sessions cannot be read", "err", err)
		return false
	}
	choice, err := g.engine.Settings.Leave(ctx)
	if err != nil {
		slog.Error("window: the choice for open sessions cannot be read", "err", err)
	}
	if open == 0 || choice == engine.LeaveKeep {
		return false
	}
	if choice == engine.LeaveClose {
		if _, err := g.engine.CloseAllSessions(ctx); err != nil {
			slog.Error("window: a session could not be closed", "err", err)
		}
		return false
	}
	if g.overdue != nil {
		g.overdue.Stop()
	}
	g.overdue = time.AfterFunc(g.wait, func() {
		slog.Warn("window: the page did not ask in time; the session stays open")
		g.closeNow()
	})
	g.ask(open)
	return true
}

// asked notes that the teacher sees the question.
func (g *closeGuard) asked() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.overdue != nil {
		g.overdue.Stop()
	}
}

// allow makes the window close without a question, and closes it if the question is on the screen
// already. Call it when the system ends the program: wails then closes the window by itself.
func (g *closeGuard) allow() {
	g.mu.Lock()
	g.decided = true
	asks := g.overdue != nil
	g.mu.Unlock()
	if asks {
		g.quit()
	}
}

// closeNow closes the window without a question, because the teacher has answered or nobody can be
// asked.
func (g *closeGuard) closeNow() {
	g.mu.Lock()
	g.decided = true
	g.mu.Unlock()
	g.quit()
}
