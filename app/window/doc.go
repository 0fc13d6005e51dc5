// Package window is the app's own window, and the only importer of wails and of cgo.
//
// Run opens the engine, the API and a window with the page in it. bridge.go alone speaks
// with the runtime of wails; beside it are the menu, the guard that asks the teacher what
// becomes of an open session before the window closes, and the geometry, which is kept for
// the next start. With the tag bindings, Run has wails write the TypeScript of the API;
// without any tag there is no window and no wails, and Run says so.
//
// What the page shows and asks is not here: it is in frontend, and in api. The command line
// calls Run, and hands it the projector, which is a part of the console.
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

// NewProjector makes the projector of an opened engine.
type NewProjector func(*engine.Engine) Projector
