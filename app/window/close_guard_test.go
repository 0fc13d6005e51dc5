package window

import (
	"sync/atomic"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// guardedWindow is a window with only its guard.
type guardedWindow struct {
	api.Window
	guard *closeGuard
}

func (w guardedWindow) LeaveAsked() { w.guard.asked() }
func (w guardedWindow) Leave()      { w.guard.closeNow() }

// openGuarded returns a lab with a guarded window, whose closing a test can observe.
func openGuarded(t *testing.T) (l *enginetest.Lab, guard *closeGuard, asked, quit *atomic.Int32) {
	l = enginetest.Open(t)
	asked, quit = &atomic.Int32{}, &atomic.Int32{}
	guard = &closeGuard{
		engine: l.Engine, wait: time.Hour,
		ask:  func(open int) { asked.Add(int32(open)) }, //nolint:gosec // a handful
		quit: func() { quit.Add(1) },
	}
	l.API = api.New(l.Engine, api.Face{Window: guardedWindow{guard: guard}})
	return l, guard, asked, quit
}

func openCount(l *enginetest.Lab) int {
	l.T.Helper()
	n, err := l.OpenSessions(l.T.Context())
	if err != nil {
		l.T.Fatal(err)
	}
	return n
}

func TestLeaving(t *testing.T) {
	tests := []struct {
		name      string
		choice    string
		remember  bool
		open      int  // sessions after it
		asksAgain bool // at the next closing
	}{
		{"keep once", "keep", false, 1, true},
		{"keep always", "keep", true, 1, false},
		{"close once", "close", false, 0, false},
		{"close always", "close", true, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, guard, asked, quit := openGuarded(t)
			if !guard.before() || asked.Load() != 1 {
				t.Fatalf("the window closed with a session open and nobody asked (%d)", asked.Load())
			}
			l.API.LeaveAsked()
			if err := l.API.Leave(tt.choice, tt.remember); err != nil {
				t.Fatal(err)
			}
			enginetest.Eventually(t, "the window to close", func() bool { return quit.Load() == 1 })
			if guard.before() {
				t.Error("the window stays open after the answer")
			}
			if got := openCount(l); got != tt.open {
				t.Errorf("%d sessions are open, want %d", got, tt.open)
			}
			again := &closeGuard{engine: l.Engine, wait: time.Hour, ask: func(int) {}, quit: func() {}}
			if got := again.before(); got != tt.asksAgain {
				t.Errorf("the next closing asks: %t, want %t", got, tt.asksAgain)
			}
		})
	}
}

func TestLeavingWithoutAPage(t *testing.T) {
	l, guard, _, quit := openGuarded(t)
	guard.wait = time.Millisecond
	if !guard.before() {
		t.Fatal("nobody was asked")
	}
	enginetest.Eventually(t, "the window to close although its page says nothing", func() bool { return quit.Load() == 1 })
	if openCount(l) != 1 {
		t.Error("a session was closed that nobody asked to close")
	}
}

// TestLeavingTwice: each attempt to close waits again for the page to show the question. When the page
// shows it, all of them stop waiting.
func TestLeavingTwice(t *testing.T) {
	l, guard, asked, quit := openGuarded(t)
	for n := range int32(3) {
		if !guard.before() || asked.Load() != n+1 {
			t.Fatalf("close %d: asked %d times", n+1, asked.Load())
		}
		l.API.LeaveAsked()
		if guard.overdue.Stop() {
			t.Fatalf("close %d: the window would close although its question is seen", n+1)
		}
	}
	if quit.Load() != 0 {
		t.Fatal("the window closed without an answer")
	}
	// A page that died while it showed the question must not keep the window open.
	guard.wait = time.Millisecond
	if !guard.before() {
		t.Fatal("nobody was asked")
	}
	enginetest.Eventually(t, "the window to close although its page says nothing any more", func() bool { return quit.Load() == 1 })
}

// TestLeavingOnSignal: wails also closes the window on SIGTERM, before or after us.
func TestLeavingOnSignal(t *testing.T) {
	_, guard, asked, quit := openGuarded(t)
	guard.allow()
	if guard.before() || asked.Load() != 0 || quit.Load() != 0 {
		t.Errorf("signal first: asked %d, quit %d", asked.Load(), quit.Load())
	}
	_, guard, asked, quit = openGuarded(t)
	if !guard.before() || asked.Load() != 1 {
		t.Fatal("nobody was asked")
	}
	guard.allow()
	if quit.Load() != 1 || guard.before() {
		t.Errorf("question first: quit %d", quit.Load())
	}
}

func TestLeavingWithNothingOpen(t *testing.T) {
	l, guard, asked, _ := openGuarded(t)
	if err := l.API.CloseSession(l.Session); err != nil {
		t.Fatal(err)
	}
	if guard.before() || asked.Load() != 0 {
		t.Error("it asks although no session is open")
	}
}
