//go:build !windows

package safefile

import (
	"errors"
	"os"
	"syscall"
)

// hold marks a file as in use until it is closed or the process ends, however it ends.
func hold(f *os.File) {
	// Where the file system knows no locks, what a killed export left stays.
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

// isHeld tells whether a process has the file in use; one that cannot be opened may be.
func isHeld(path string) bool {
	f, err := os.Open(path) //nolint:gosec // a name that sweepTemps found
	if err != nil {
		return !os.IsNotExist(err)
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil
}

// IsOutOfRoom reports whether the disk, or the user's share of it, is full.
func IsOutOfRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
