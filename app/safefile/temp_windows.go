package safefile

import (
	"errors"
	"os"
	"syscall"
)

// hold does nothing: Windows removes no file that a process has open.
func hold(*os.File) {}

// isHeld tells whether a process has the file in use, which shows where it is to be removed.
func isHeld(path string) bool {
	err := os.Remove(path)
	return err != nil && !os.IsNotExist(err)
}

// IsOutOfRoom reports whether the disk is full: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
func IsOutOfRoom(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}
