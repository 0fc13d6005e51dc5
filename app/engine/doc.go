// Package engine is the app without a face: it opens a data folder, answers notebooks,
// tells the network where it is, and holds what the faces share.
//
// Open takes the folder, opens the store, makes the domain's parts over it, listens for
// notebooks and announces where; Close undoes that. What starts and stops is a Service in
// one list: a face adds its own with Start, a service that fails is said with its name,
// and the others go on. Beside that the engine has the typed settings, the owner and the
// current session, the notices for the teacher, and what the network doctor is told.
//
// The engine wires and decides little: rules of the domain are in backend/classroom and
// backend/assess. It shows nothing and knows no page, no window and no command line; the
// api, the console, the window and the commands call it.
package engine
