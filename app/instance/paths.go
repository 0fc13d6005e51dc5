package instance

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"
)

// ProductName is what the program calls itself to people.
const ProductName = "Notebook Progress Tracker"

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

// The files of a data folder. SQLite keeps two more beside the database while it is
// open, of the same name with -wal and -shm. The store keeps a note there that the database
// holds sessions, of the same name with -sessions.

// Database returns the file with the records in the data folder dir.
func Database(dir string) string { return filepath.Join(dir, "records.db") }

// lockFile is locked while an app has the data folder.
func lockFile(dir string) string { return filepath.Join(dir, "npt.lock") }

// controlFile tells a second start how to reach the app that has the data folder.
func controlFile(dir string) string { return filepath.Join(dir, "npt.running") }

// The files of a state folder.

// Log returns the log in the state folder dir; older ones stand beside it.
func Log(dir string) string { return filepath.Join(dir, "npt.log") }

// Crash returns the file that a crash of this run would be written to; it is empty
// until then.
func Crash(dir string) string { return filepath.Join(dir, "crash.txt") }

// LastCrash returns the file with the crash of an earlier run that nobody has looked
// at yet.
func LastCrash(dir string) string { return filepath.Join(dir, "crash-last.txt") }

// SeenCrash returns the file with the last crash that somebody has looked at.
func SeenCrash(dir string) string { return filepath.Join(dir, "crash-seen.txt") }

// Geometry returns the file that says where the window was.
func Geometry(dir string) string { return filepath.Join(dir, "window.json") }

// Webview returns the folder that the web view of Windows keeps its own files in.
func Webview(dir string) string { return filepath.Join(dir, "webview") }
