//go:build desktop || bindings

package app

import (
	"context"
	"net/http"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"npt/backend/events"
)

// desk is the window's side of wails' runtime: this file alone calls it.
type desk struct {
	ctx context.Context // wails' own, from the start of the window on
}

// tell passes on what changed until stop is closed.
func (d *desk) tell(hub *events.Hub, stop <-chan struct{}) {
	hub.Listen(stop, tellAtMost, func(c events.Change) {
		runtime.EventsEmit(d.ctx, changedEvent, changedView(c))
	})
}

// saveFile asks for a place to save a file and returns "" if the teacher changed
// their mind.
func (d *desk) saveFile(name string) (string, error) {
	return runtime.SaveFileDialog(d.ctx, runtime.SaveDialogOptions{DefaultFilename: name})
}

// fatalDialog says what is wrong and ends the program.
func fatalDialog(ctx context.Context, message string) {
	_, _ = runtime.MessageDialog(ctx, runtime.MessageDialogOptions{
		Type: runtime.ErrorDialog, Title: productName, Message: message,
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
