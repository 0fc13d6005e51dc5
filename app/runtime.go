//go:build desktop || bindings

package app

import (
	"context"
	"net/http"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"npt/app/instance"
	"npt/app/journal"
	"npt/backend/events"
)

// desk is the window's side of wails' runtime: this file alone calls it.
type desk struct {
	app *App
	ctx context.Context // wails' own, from the start of the window on
}

// start is called once the window is there: it puts it where it was, and in front
// when a second start rings.
func (d *desk) start(ctx context.Context, place windowPlace) {
	d.ctx = ctx
	restorePlace(place, func() { runtime.WindowSetPosition(ctx, place.X, place.Y) })
	d.app.control.Handle(instance.Activate, func() error {
		runtime.WindowShow(ctx)
		runtime.WindowUnminimise(ctx)
		return nil
	})
	d.app.control.Handle(instance.Quit, func() error { go d.app.leaving.goNow(); return nil })
	journal.SinceStart("window")
}

// tell passes on what changed until stop is closed.
func (d *desk) tell(hub *events.Hub, stop <-chan struct{}) {
	hub.Listen(stop, tellAtMost, func(c events.Change) {
		runtime.EventsEmit(d.ctx, changedEvent, changedView(c))
	})
}

// ask tells the page what the teacher chose in the menu.
func (d *desk) ask(action string) { runtime.EventsEmit(d.ctx, menuEvent, action) }

func (d *desk) askToLeave(open int) { runtime.EventsEmit(d.ctx, leaveEvent, open) }

func (d *desk) quit() { runtime.Quit(d.ctx) }

// keepPlace remembers where the window is; where it was before it filled the screen,
// if it does.
func (d *desk) keepPlace() {
	place := readPlace(instance.DefaultStateDir())
	full := runtime.WindowIsFullscreen(d.ctx)
	place.Maximised = runtime.WindowIsMaximised(d.ctx) && !full
	if runtime.WindowIsNormal(d.ctx) {
		place.Width, place.Height = runtime.WindowGetSize(d.ctx)
		place.X, place.Y = runtime.WindowGetPosition(d.ctx)
		place.Known = true
	}
	place.keep(instance.DefaultStateDir())
}

func (d *desk) toggleFullscreen() {
	if runtime.WindowIsFullscreen(d.ctx) {
		runtime.WindowUnfullscreen(d.ctx)
	} else {
		runtime.WindowFullscreen(d.ctx)
	}
}

// saveFile asks for a place to save a file and returns "" if the teacher changed
// their mind.
func (d *desk) saveFile(name string) (string, error) {
	return runtime.SaveFileDialog(d.ctx, runtime.SaveDialogOptions{DefaultFilename: name})
}

// openNotebook asks for a notebook and returns "" if the teacher changed their mind.
func (d *desk) openNotebook() (string, error) {
	return runtime.OpenFileDialog(d.ctx, runtime.OpenDialogOptions{
		Filters: []runtime.FileFilter{{DisplayName: "Jupyter (*.ipynb)", Pattern: "*.ipynb"}},
	})
}

func (d *desk) warn(message string) {
	_, _ = runtime.MessageDialog(d.ctx, runtime.MessageDialogOptions{
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
		secure(w.Header())
		next.ServeHTTP(w, r)
	})
}
