// Package api is what a page may ask of the app: the sessions, records, students and
// questions that it shows, what the teacher does with them, and the app's own state.
//
// Each exported method of API is one call of the page, through wails in the window and
// through HTTP in a browser. A file is a feature: its calls in records.go, the structs that
// the page gets in records_view.go. What a page gets are plain structs, times as RFC 3339
// strings (empty for none), lists never null; the TypeScript in frontend/wailsjs is
// generated from them. changes.go says what changed, errors.go how an error reaches the
// page, and anonymize.go what of an answer may be projected.
//
// The package decides nothing about records: it asks the engine, and translates. It knows
// neither wails nor HTTP; what it needs of a face it says in Face. The window, the console
// and the command line use it.
package api

import (
	"npt/app/awake"
	"npt/app/engine"
	"npt/app/journal"
	"npt/backend/classroom"
)

// API is what the page calls: bound by wails in the window, served by the console to a
// browser. Its methods are plain and typed, so that both speak the same; errors are
// *classroom.Error or become one.
type API struct {
	engine     *engine.Engine
	face       Face
	tickets    tickets
	thumbnails thumbnails
}

// Face is what the API asks of the face that the page is in. Each part may be nil: then
// the face has none. OpenProjector needs a Projector.
type Face struct {
	Window    Window
	Projector Projector
	Journal   *journal.Journal
	Awake     *awake.Keeper
}

// Window is what the API asks of a window.
type Window interface {
	// SaveFile and OpenNotebook ask the teacher for a file and return its path, "" after a
	// change of mind.
	SaveFile(name string) (string, error)
	OpenNotebook() (string, error)
	// LeaveAsked says that the page shows the question of a leaving event.
	LeaveAsked()
	// Leave closes the window without a question.
	Leave()
	// Reached says that the page was painted.
	Reached()
}

// Projector is the page for a second screen.
type Projector interface {
	// Open returns the address of the page, token included.
	Open() (string, error)
	// Pages returns how many such pages are open.
	Pages() int
}

// New returns the API of an opened engine for the page of a face.
func New(e *engine.Engine, face Face) *API { return &API{engine: e, face: face} }

// OpenProjector returns the address, token included, of the page for a second screen. The
// address is the same until the app ends.
func (api *API) OpenProjector() (string, error) {
	address, err := api.face.Projector.Open()
	if err != nil {
		return "", classroom.Errorf(classroom.CodeUnavailable, "The page for a second screen cannot be served: %v.", err)
	}
	return address, nil
}
