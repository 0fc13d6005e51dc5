package instance

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"
)

// ProductName is the program's name as people see it.
const ProductName = "Notebook Progress Tracker"

// folderName is the name of our folders on every system.
const folderName = "notebook-progress-tracker"

// DefaultDataDir returns the folder in which the system keeps our data for this user: below
// $XDG_DATA_HOME, Known Folders or Library.
func DefaultDataDir() string { return filepath.Join(xdg.DataHome, folderName) }

// DefaultStateDir returns the folder for files about the program itself that may be lost without harm:
// the log and the position of the window.
func DefaultStateDir() string {
	switch runtime.GOOS {
	case "windows": // on Windows data and state are in one folder
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

// Files returns the folder with what sessions hand out and what students handed in, in the data folder dir.
func Files(dir string) string { return filepath.Join(dir, "files") }

// Key returns the file with the key by which notebooks know the data folder's computer for sure; only
// its user may read it.
func Key(dir string) string { return filepath.Join(dir, "npt.key") }

// DoorKey returns the file with the key and the certificate of the door for assistants; only its user may
// read it.
func DoorKey(dir string) string { return filepath.Join(dir, "npt-assistants.pem") }

// Colleagues returns the file with the certificates of colleagues in whose classes somebody took part from here.
func Colleagues(dir string) string { return filepath.Join(dir, "npt-colleagues.json") }

// Backups returns the folder with the copies of the database.
func Backups(dir string) string { return filepath.Join(dir, "backups") }

// Staged returns the file that takes the database's place at the next start.
func Staged(dir string) string { return filepath.Join(dir, "records-next.db") }

// Replaced returns the file that the database becomes while another takes its place.
func Replaced(dir string) string { return filepath.Join(dir, "records-replaced.db") }

// lockFile is locked while an app has the data folder.
func lockFile(dir string) string { return filepath.Join(dir, "npt.lock") }

// controlFile tells a second start how to reach the app that has the data folder.
func controlFile(dir string) string { return filepath.Join(dir, "npt.running") }

// The files of a state folder.

// Log returns the path of the log in the state folder dir; older logs are beside it.
func Log(dir string) string { return filepath.Join(dir, "npt.log") }

// Crash returns the path of the file that a crash of this run would be written to; the file is empty
// until then.
func Crash(dir string) string { return filepath.Join(dir, "crash.txt") }

// LastCrash returns the path of the file with an earlier run's crash that nobody has looked at yet.
func LastCrash(dir string) string { return filepath.Join(dir, "crash-last.txt") }

// SeenCrash returns the path of the file with the last crash that somebody has looked at.
func SeenCrash(dir string) string { return filepath.Join(dir, "crash-seen.txt") }

// Geometry returns the path of the file with the position of the window.
func Geometry(dir string) string { return filepath.Join(dir, "window.json") }

// Webview returns the folder in which the web view of Windows keeps its files.
func Webview(dir string) string { return filepath.Join(dir, "webview") }
