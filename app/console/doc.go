// Package console serves the app to browsers on this computer: the whole app to the teacher's browser,
// and the projector's page to one on a second screen.
//
// Both are servers on loopback that ask for a token. Console serves the page, the calls of api.API as
// POST /api/METHOD, changes as server-sent events, and exports as files. Projector serves the same
// page with the few calls that return no student. The page does not notice: a shim in frontend/src/api
// uses HTTP if there is no wails.
//
// The package does not answer notebooks (backend/ingest does) or anybody on the network. The serve
// command opens a console, and so does the command line where no window can be had; the window and the console open the
// projector.
package console
