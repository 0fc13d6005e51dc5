package instance

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Folder is a data folder that only this process may change.
type Folder struct {
	path string
	lock *flock.Flock
}

// Lock creates the data folder if it does not exist and takes it for this process. The system frees it
// when the process ends, even if it is killed. The error is a *RunningError if another process has the
// folder; any other error says what to do.
func Lock(path string) (*Folder, error) {
	// 0700: nobody else may read the answers of students.
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be made: %w; choose another with --data DIR", path, err)
	}
	lock := flock.New(lockFile(path))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, unwritable(path, err)
	}
	if !taken {
		return nil, &RunningError{Path: path}
	}
	// A lock file that was there is locked also where nothing can be written.
	if err := tryToWrite(path); err != nil {
		return nil, errors.Join(unwritable(path, err), lock.Unlock())
	}
	return &Folder{path: path, lock: lock}, nil
}

// tryToWrite makes a file in the folder, which is locked, and removes it. One that a killed program left is in no way.
func tryToWrite(path string) error {
	name := filepath.Join(path, "npt.try")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		return err
	}
	return os.Remove(name)
}

func unwritable(path string, err error) error {
	return fmt.Errorf("the data folder %s cannot be written: check its permissions and its disk, or choose another with --data DIR (%w)", path, err)
}

// Path returns the path of the folder.
func (f *Folder) Path() string { return f.path }

// Close frees the folder for other processes.
func (f *Folder) Close() error { return f.lock.Unlock() }

// RunningError says that another process has the data folder.
type RunningError struct{ Path string }

// Error returns a message that says what to do.
func (e *RunningError) Error() string {
	return ProductName + " is running already with the data folder " + e.Path +
		": use its window, or give this one another folder with --data DIR"
}
