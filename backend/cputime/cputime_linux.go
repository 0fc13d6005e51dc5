// Package cputime measures what a function takes of a processor. Tests that say what hostile data may
// cost use it.
//
// It does not count by the clock: a machine that is busy with something else must not make a test fail.
package cputime

import (
	"runtime"
	"syscall"
	"time"
)

const ofThread = 1 // RUSAGE_THREAD of getrusage(2), which package syscall does not name

// Of calls f and returns what it took of a processor in its own goroutine.
func Of(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := taken()
	f()
	return taken() - before
}

func taken() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(ofThread, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
