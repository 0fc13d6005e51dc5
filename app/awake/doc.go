// Package awake keeps the teacher's computer from falling asleep.
//
// Hold asks the system: logind and the desktop's portal on Linux, the kernel on Windows, caffeinate on
// macOS. Keeper remembers whether the computer is kept awake, and the reason if that failed. The API
// decides when: while a session is open, unless the teacher said no.
//
// The package knows nothing of sessions and settings, and stores nothing.
package awake
