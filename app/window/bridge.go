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
	"npt/frontend/src/words"
)

// bridge is the part of wails' runtime that the app uses. Only this file calls the runtime.
type bridge struct {
	engine  *engine.Engine
	journal *journal.Journal
	guard   *closeGuard
	ctx     context.Context // wails' own, set when the window starts
	painted atomic.Bool     // the page reported that it was painted
	// browser serves the page to a browser too and returns its address.
	browser func() (string, error)

	language atomic.Pointer[words.Language] // of the menu and of native dialogs
	isBare   atomic.Bool                    // the projector is shown, without the menu
}

// projectorEvent comes from the page: whether it shows the projector now.
const projectorEvent = "projector"

// askWithin is how long the page may take to show its question before the window closes, so that a
// page that hangs cannot keep it open.
const askWithin = 3 * time.Second

// newBridge returns the bridge of an opened engine, which speaks the language with this code; e is nil
// only when the bindings are made.
func newBridge(e *engine.Engine, log *journal.Journal, language string) *bridge {
	b := &bridge{engine: e, journal: log}
	b.language.Store(words.Builtin().Language(language))
	b.guard = &closeGuard{engine: e, ask: b.askToLeave, quit: b.quit, wait: askWithin}
	return b
}

func (b *bridge) version() string {
	if b.engine == nil {
		return ""
	}
	return b.engine.Version()
}

// start is called when the window exists. It moves the window to its last position, and brings it to
// the front whenever the program is started a second time.
func (b *bridge) start(ctx context.Context, g geometry) {
	b.ctx = ctx
	restoreGeometry(g, func() { runtime.WindowSetPosition(ctx, g.X, g.Y) })
	b.engine.OnAction(instance.Activate, func() error {
		runtime.WindowShow(ctx)
		runtime.WindowUnminimise(ctx)
		return nil
	})
	b.engine.OnAction(instance.Quit, func() error { go b.guard.closeNow(); return nil })
	runtime.EventsOn(ctx, projectorEvent, func(data ...any) {
		b.project(len(data) == 1 && data[0] == true)
	})
	journal.SinceStart("window")
}

// tell tells the page what changed, until stop is closed.
func (b *bridge) tell(stop <-chan struct{}) {
	api.NewListener(b.engine).Run(stop, func(c api.Changed) { runtime.EventsEmit(b.ctx, api.ChangedEvent, c) })
}

// ask tells the page what the teacher selected in the menu.
func (b *bridge) ask(action string) { runtime.EventsEmit(b.ctx, menuEvent, action) }

func (b *bridge) askToLeave(open int) { runtime.EventsEmit(b.ctx, leaveEvent, open) }

func (b *bridge) quit() { runtime.Quit(b.ctx) }

// saveGeometry stores the window's position; for a maximised window it stores the position before
// that.
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

// Speak makes the menu and native dialogs speak the language with this code.
func (b *bridge) Speak(language string) {
	if next := words.Builtin().Language(language); b.language.Swap(next).Code != next.Code {
		relabel(b.ctx, b.menu())
		if b.isBare.Load() {
			hideMenu(b.ctx)
		}
	}
}

// project shows the window without its menu while the class looks at it.
func (b *bridge) project(shown bool) {
	if b.isBare.Swap(shown) == shown {
		return
	}
	if shown {
		hideMenu(b.ctx)
	} else {
		showMenu(b.ctx, b.menu())
	}
}

func (b *bridge) say(key string) string {
	return b.language.Load().Say("native."+key, words.Values{"app": instance.ProductName})
}

// SaveFile asks the teacher where to save a file and returns the path; "" if the teacher cancelled.
func (b *bridge) SaveFile(name string) (string, error) {
	return runtime.SaveFileDialog(b.ctx, runtime.SaveDialogOptions{Title: b.say("save"), DefaultFilename: name})
}

// OpenNotebook asks the teacher for a notebook and returns its path; "" if the teacher cancelled.
func (b *bridge) OpenNotebook() (string, error) {
	return runtime.OpenFileDialog(b.ctx, runtime.OpenDialogOptions{
		Title:   b.say("openNotebook"),
		Filters: []runtime.FileFilter{{DisplayName: "Jupyter (*.ipynb)", Pattern: "*.ipynb"}},
	})
}

// ChooseFolder asks the teacher for a folder and returns its path; "" if the teacher cancelled.
func (b *bridge) ChooseFolder() (string, error) {
	return runtime.OpenDirectoryDialog(b.ctx, runtime.OpenDialogOptions{Title: b.say("chooseFolder"), CanCreateDirectories: true})
}

// OpenExport asks the teacher for a file to import and returns its path; "" if the teacher cancelled.
func (b *bridge) OpenExport() (string, error) {
	return runtime.OpenFileDialog(b.ctx, runtime.OpenDialogOptions{
		Title:   b.say("openExport"),
		Filters: []runtime.FileFilter{{DisplayName: "*.zip, *.json, *.npt", Pattern: "*.zip;*.json;*.npt"}},
	})
}

// OpenTable asks the teacher for a CSV or XLSX and returns its path; "" if the teacher cancelled.
func (b *bridge) OpenTable() (string, error) {
	return runtime.OpenFileDialog(b.ctx, runtime.OpenDialogOptions{
		Title:   b.say("openTable"),
		Filters: []runtime.FileFilter{{DisplayName: "CSV, XLSX", Pattern: "*.csv;*.xlsx;*.txt;*.tsv"}},
	})
}

// ShowFolder shows a folder in the system's file manager.
func (b *bridge) ShowFolder(path string) { showFolder(path) }

// OpenFiles asks the teacher for files and returns their paths; none if the teacher cancelled.
func (b *bridge) OpenFiles() ([]string, error) {
	return runtime.OpenMultipleFilesDialog(b.ctx, runtime.OpenDialogOptions{Title: b.say("openFiles")})
}

// LeaveAsked notes that the page shows the question of a leaving event.
func (b *bridge) LeaveAsked() { b.guard.asked() }

// Leave closes the window without a question.
func (b *bridge) Leave() { b.guard.closeNow() }

// Reached notes that the page was painted.
func (b *bridge) Reached() { b.painted.Store(true) }

// openInBrowser opens the page in the system's browser.
func (b *bridge) openInBrowser() error {
	address, err := b.browser()
	if err == nil {
		runtime.BrowserOpenURL(b.ctx, address)
	}
	return err
}

func (b *bridge) warn(message string) {
	_, _ = runtime.MessageDialog(b.ctx, runtime.MessageDialogOptions{
		Type: runtime.WarningDialog, Title: instance.ProductName, Message: message,
	})
}

// fatalDialog shows what is wrong and ends the program.
func fatalDialog(ctx context.Context, message string) {
	_, _ = runtime.MessageDialog(ctx, runtime.MessageDialogOptions{
		Type: runtime.ErrorDialog, Title: instance.ProductName, Message: message,
	})
	runtime.Quit(ctx)
}

// askOnly asks a question without a page, does what the teacher agrees to, and ends the program. do returns
// what went wrong, in words; "" if it is done.
func askOnly(ctx context.Context, question string, do func(ctx context.Context) (problem string)) {
	defer runtime.Quit(ctx)
	const yes, no = "Yes", "No" // Linux and Windows have words of their own for them
	answer, err := runtime.MessageDialog(ctx, runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: instance.ProductName, Message: question, Buttons: []string{yes, no}, DefaultButton: yes, CancelButton: no,
	})
	if err != nil || answer != yes {
		return
	}
	if problem := do(ctx); problem != "" {
		_, _ = runtime.MessageDialog(ctx, runtime.MessageDialogOptions{Type: runtime.ErrorDialog, Title: instance.ProductName, Message: problem})
	}
}

// secured sets the headers that keep students' content from running code or fetching anything.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frontend.Secure(w.Header())
		next.ServeHTTP(w, r)
	})
}
