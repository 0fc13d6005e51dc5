package engine

import "os"

// hold does nothing: Windows removes no file that a process has open.
func hold(*os.File) {}

// isHeld tells whether a process has the file in use, which shows where it is to be removed.
func isHeld(path string) bool {
	err := os.Remove(path)
	return err != nil && !os.IsNotExist(err)
}
