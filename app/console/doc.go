// Package console shows the app to browsers of this computer: the whole of it to the
// teacher's own, and the projector's page to one on a second screen.
//
// Both are servers on loopback behind a token. Console serves the page, the calls of
// api.API as POST /api/METHOD, what changes as server-sent events and exports as files;
// Projector serves the same page with the few calls that have no student in them. The page
// does not notice: a shim in frontend/src/api speaks HTTP where there is no wails.
//
// The package answers no notebooks (backend/ingest does) and nobody on the network. The
// serve command opens a console; the window and the console open the projector.
package console
