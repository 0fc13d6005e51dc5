// Package assistants lets other people take part in a class, by a door of their own.
//
// Door is a service of the engine and the api.Door of the teacher's face. It listens only while somebody
// is invited or takes part: HTTPS, on a port that notebooks never hear of, with a certificate that the data
// folder makes for itself. An invitation is a code for one person (invitation.go); who shows it becomes a
// link (link.go), which a cookie names and of which only the cookie's hash is kept, in memory: a link ends
// with the app at the latest. table.go lists what each role may call, and for which session; what is not
// listed is closed. acts.go keeps what was done and who is to be told that somebody else did something on
// the same thing later, names.go takes names out of what leaves.
//
// The package decides nothing about a class: calls are those of api, handled as the console handles them.
// It does not answer notebooks (backend/ingest does), and does not announce itself.
package assistants
