package app

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// folder is a data folder that this process alone may change.
type folder struct {
	path string
	lock *flock.Flock
}

// openFolder makes the folder if it is not there and takes it. The lock goes with
// the process, also when it is killed.
func openFolder(path string) (*folder, error) {
	// 0700: the answers of students are nobody else's business.
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be made: %w; choose another with --data DIR", path, err)
	}
	lock := flock.New(filepath.Join(path, "npt.lock"))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be written: %w; choose another with --data DIR", path, err)
	}
	if !taken {
		return nil, &runningError{path: path}
	}
	return &folder{path: path, lock: lock}, nil
}

// runningError says that another process has the data folder.
type runningError struct{ path string }

func (e *runningError) Error() string {
	return "Notebook Progress Tracker is running already with the data folder " + e.path +
		": use its window, or give this one another folder with --data DIR"
}

// database returns the path of the file with the records.
func (f *folder) database() string { return databaseIn(f.path) }

func databaseIn(dir string) string { return filepath.Join(dir, "records.db") }

func (f *folder) close() error { return f.lock.Unlock() }
