// Package window is the app's own window, and the only importer of wails and of cgo.
//
// Run opens the engine, the API and a window with the page in it. Only bridge.go calls the runtime of
// wails. The rest is the menu, the guard that asks the teacher what to do with an open session before
// the window closes, and the geometry, which is kept for the next start. With the tag bindings, Run
// makes wails write the TypeScript of the API. Without any tag there is no window and no wails, and
// Run returns an error that says so. Where no window can be had, Run returns an Unavailable: the command line then
// shows the page in a browser.
//
// The page itself is not here: it is in frontend, and its calls are in api. The command line calls Run
// and passes it the projector and what serves the page to a browser, which are parts of the console.
package window

import (
	"npt/app/api"
	"npt/app/engine"
)

// Projector is a service that serves the page for a second screen.
type Projector interface {
	engine.Service
	api.Projector
}

// Door is a service that lets assistants take part.
type Door interface {
	engine.Service
	api.Door
}

// NewProjector returns the projector of an opened engine.
type NewProjector func(*engine.Engine) Projector
