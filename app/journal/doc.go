// Package journal is what the app writes about itself: a log, and the file that a crash
// leaves.
//
// Open sends whatever the program logs to a file in the state folder, and has the Go
// runtime write the stack of a crash beside it; the next start finds the crash with
// LastCrash and offers it to the teacher once. Neither file has the name of a student
// or what a student answered, which a test of the real program proves: whoever logs must
// keep it so.
//
// The package sends nothing anywhere. The faces open it before the engine, so that a
// failed start is in the log; the API reads it for the diagnostics.
package journal
