// Package journal is what the app writes about itself: a log, and a file with the stack of a crash.
//
// Open writes everything that the program logs to a file in the state folder, and makes the Go runtime
// write the stack of a crash beside it. The next start finds the crash with LastCrash and shows it to
// the teacher once. Neither file may contain a student's name or answer; whoever logs must take care
// of that, and a test of the real program checks it.
//
// The package sends nothing anywhere. The faces open it before the engine, so that the log has a
// failed start too; the API reads it for the diagnostics.
package journal
