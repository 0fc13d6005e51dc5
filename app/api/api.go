// Package api is what a page may ask the app for: the sessions, records, students and questions that
// it shows, the teacher's actions on them, and the app's own state.
//
// Each exported method of API is one call of the page, through wails in the window and through HTTP in
// a browser. Each feature has two files: its calls in records.go, for example, and the structs that
// the page gets in records_view.go. The page gets plain structs with times as RFC 3339 strings (empty
// for no time) and lists that are never null; the TypeScript in frontend/wailsjs is generated from
// them. changes.go tells the page what changed, errors.go converts errors for the page, and
// anonymize.go decides which parts of an answer may be projected.
//
// The package decides nothing about records: it asks the engine, and translates. It knows neither
// wails nor HTTP; Face says what it needs of a face. The window, the console and the command line use
// it.
package api

import (
	"context"
	"sync"

	"npt/app/awake"
	"npt/app/engine"
	"npt/app/journal"
	"npt/app/workbench"
	"npt/backend/classroom"
)

// API has the calls of the page: wails binds it in the window, the console serves it to a browser. Its
// methods have plain types, so that both can call them. Their errors are *classroom.Error or are
// turned into one.
type API struct {
	engine     *engine.Engine
	face       Face
	ctx        context.Context // of the page that asks: what only shows something ends with it
	shownPage  *shownPage
	tickets    *tickets
	transfers  *transfers
	imports    *imports
	saved      *savedPath
	thumbnails *thumbnails
	dashboards *dashboards
	bench      *workbench.Bench
	written    *sync.Map // by notebook on the bench: the folder in which it was written last
}

// Face is what the API needs of the face that shows the page. A face that lacks a part leaves it nil.
// OpenProjector needs a Projector.
type Face struct {
	Window    Window
	Projector Projector
	Journal   *journal.Journal
	Awake     *awake.Keeper
	// Windowless says why the page is in a browser, if that is because the window could not be had.
	Windowless Windowless
	// OpenFolder shows a folder in the system's own program for files; nil if there is nobody who could see it.
	OpenFolder func(path string)
	// Quit ends the app from a browser, where closing a tab ends nothing. A window has Leave for it.
	Quit func()
	// Door lets assistants in; nil if whoever asks may not invite.
	Door Door
	// Colleagues takes part in the classes of others; nil if whoever asks may not.
	Colleagues Colleagues
	// Person is who asks, if that is not the teacher.
	Person Person
}

// Windowless is why a window cannot be had; empty if it can, or if nobody wanted one.
type Windowless string

// The page says each of them in a notice.
const (
	NoDisplay   Windowless = "no_display"   // nothing that a window could open on
	NoWebView   Windowless = "no_web_view"  // the system has no web view
	WindowBlank Windowless = "window_blank" // the web view shows nothing
)

// Window is what the API needs of a window.
type Window interface {
	// SaveFile, OpenNotebook and OpenTable ask the teacher for a file and return its path; "" if the teacher
	// cancelled.
	SaveFile(name string) (string, error)
	OpenNotebook() (string, error)
	// ChooseFolder asks the teacher for a folder in the same way.
	ChooseFolder() (string, error)
	// OpenExport asks for a ZIP of an export, or a student's answers.
	OpenExport() (string, error)
	OpenTable() (string, error)
	// ShowFolder shows a folder in the system's file manager.
	ShowFolder(path string)
	// OpenFiles asks the teacher for files and returns their paths; none if the teacher cancelled.
	OpenFiles() ([]string, error)
	// LeaveAsked says that the page shows the question of a leaving event.
	LeaveAsked()
	// Leave closes the window without a question.
	Leave()
	// Reached says that the page was painted.
	Reached()
	// Speak makes the menu speak the language with this code, which the app knows.
	Speak(language string)
}

// Projector serves the page for a second screen.
type Projector interface {
	// Open returns the address of the page, with its token.
	Open() (string, error)
	// Pages returns how many such pages are open.
	Pages() int
}

// New returns the API of an opened engine for the page of a face. Its calls end when the engine closes.
func New(e *engine.Engine, face Face) *API {
	ctx := context.Background()
	if e != nil { // only the bindings are made without an engine
		ctx = e.Context()
	}
	api := &API{engine: e, face: face, ctx: ctx, tickets: &tickets{}, transfers: &transfers{}, imports: &imports{}, saved: &savedPath{}, thumbnails: newThumbnails(), dashboards: &dashboards{}, bench: &workbench.Bench{}, written: &sync.Map{}}
	if face.Window != nil {
		api.shownPage = &shownPage{}
	}
	return api
}

// During returns the API for one request: what only shows something ends with ctx, which must end when
// the engine closes.
func During(ctx context.Context, api *API) *API {
	during := *api
	during.ctx = ctx
	return &during
}

// OpenProjector returns the address of the page for a second screen, with its token. The address stays
// the same until the app ends.
func (api *API) OpenProjector() (string, error) {
	address, err := api.face.Projector.Open()
	if err != nil {
		return "", classroom.Errorf(classroom.CodeUnavailable, "The page for a second screen cannot be served: %v.", err)
	}
	return address, nil
}
