package app

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"
)

// folderName is what our folders are called, wherever the system wants them.
const folderName = "notebook-progress-tracker"

// DefaultDataDir returns where the system keeps the data of a program for its user:
// $XDG_DATA_HOME, Known Folders or Library.
func DefaultDataDir() string { return filepath.Join(xdg.DataHome, folderName) }

// DefaultStateDir returns where the system keeps what a program writes about itself
// and could lose without harm: the log, and where its window was.
func DefaultStateDir() string {
	switch runtime.GOOS {
	case "windows": // data and state are one folder there
		return filepath.Join(xdg.StateHome, folderName, "state")
	case "darwin":
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, "Library", "Logs", folderName)
		}
	}
	return filepath.Join(xdg.StateHome, folderName)
}
