// Package awake keeps the teacher's computer from falling asleep.
//
// Hold asks the system: logind and the desktop's portal on Linux, the kernel on Windows,
// caffeinate on macOS. Keeper remembers whether it is held and why it may not be. When
// the computer is to be kept awake is decided elsewhere: the API asks for it while a
// session is open, unless the teacher said no.
//
// The package knows nothing of sessions and settings, and keeps no file.
package awake
