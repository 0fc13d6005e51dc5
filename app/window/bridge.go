//go:build desktop || bindings

package window

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/journal"
	"npt/frontend"
)

// bridge is what the rest of the app uses of wails' runtime: this file alone calls it.
type bridge struct {
	engine  *engine.Engine
	journal *journal.Journal
	guard   *closeGuard
	ctx     context.Context // wails' own, from the start of the window on
	painted atomic.Bool     // the page said so
}

// askWithin is how long the page has to show its question before the window closes: a
// page that hangs must not keep it open.
const askWithin = 3 * time.Second

// newBridge returns the bridge of an opened engine; nil only for the bindings.
func newBridge(e *engine.Engine, log *journal.Journal) *bridge {
	b := &bridge{engine: e, journal: log}
	b.guard = &closeGuard{engine: e, ask: b.askToLeave, quit: b.quit, wait: askWithin}
	return b
}

func (b *bridge) version() string {
	if b.engine == nil {
		return ""
	}
	return b.engine.Version()
}

// start is called once the window is there: it puts it where it was, and in front when a
// second start asks for that.
func (b *bridge) start(ctx context.Context, g geometry) {
	b.ctx = ctx
	restoreGeometry(g, func() { runtime.WindowSetPosition(ctx, g.X, g.Y) })
	b.engine.OnAction(instance.Activate, func() error {
		runtime.WindowShow(ctx)
		runtime.WindowUnminimise(ctx)
		return nil
	})
	b.engine.OnAction(instance.Quit, func() error { go b.guard.closeNow(); return nil })
	journal.SinceStart("window")
}

// tell tells the page what changed, until stop is closed.
func (b *bridge) tell(stop <-chan struct{}) {
	api.NewListener(b.engine).Run(stop, func(c api.Changed) { runtime.EventsEmit(b.ctx, api.ChangedEvent, c) })
}

// ask tells the page what the teacher chose in the menu.
func (b *bridge) ask(action string) { runtime.EventsEmit(b.ctx, menuEvent, action) }

func (b *bridge) askToLeave(open int) { runtime.EventsEmit(b.ctx, leaveEvent, open) }

func (b *bridge) quit() { runtime.Quit(b.ctx) }

// saveGeometry remembers where the window is, or where it was before it filled the screen.
func (b *bridge) saveGeometry() {
	g := readGeometry(instance.DefaultStateDir())
	full := runtime.WindowIsFullscreen(b.ctx)
	g.Maximised = runtime.WindowIsMaximised(b.ctx) && !full
	if runtime.WindowIsNormal(b.ctx) {
		g.Width, g.Height = runtime.WindowGetSize(b.ctx)
		g.X, g.Y = runtime.WindowGetPosition(b.ctx)
		g.Known = true
	}
	g.save(instance.DefaultStateDir())
}

func (b *bridge) toggleFullscreen() {
	if runtime.WindowIsFullscreen(b.ctx) {
		runtime.WindowUnfullscreen(b.ctx)
	} else {
		runtime.WindowFullscreen(b.ctx)
	}
}

// SaveFile asks for a place to save a file and returns "" if the teacher changed
// their mind.
func (b *bridge) SaveFile(name string) (string, error) {
	return runtime.SaveFileDialog(b.ctx, runtime.SaveDialogOptions{DefaultFilename: name})
}

// OpenNotebook asks for a notebook and returns "" if the teacher changed their mind.
func (b *bridge) OpenNotebook() (string, error) {
	return runtime.OpenFileDialog(b.ctx, runtime.OpenDialogOptions{
		Filters: []runtime.FileFilter{{DisplayName: "Jupyter (*.ipynb)", Pattern: "*.ipynb"}},
	})
}

// LeaveAsked notes that the teacher sees the question of a leaving event.
func (b *bridge) LeaveAsked() { b.guard.asked() }

// Leave closes the window without a question.
func (b *bridge) Leave() { b.guard.closeNow() }

// Reached notes that the page was painted.
func (b *bridge) Reached() { b.painted.Store(true) }

func (b *bridge) warn(message string) {
	_, _ = runtime.MessageDialog(b.ctx, runtime.MessageDialogOptions{
		Type: runtime.WarningDialog, Title: instance.ProductName, Message: message,
	})
}

// fatalDialog says what is wrong and ends the program.
func fatalDialog(ctx context.Context, message string) {
	_, _ = runtime.MessageDialog(ctx, runtime.MessageDialogOptions{
		Type: runtime.ErrorDialog, Title: instance.ProductName, Message: message,
	})
	runtime.Quit(ctx)
}

// secured sets the headers that keep what students sent from running or fetching.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frontend.Secure(w.Header())
		next.ServeHTTP(w, r)
	})
}
