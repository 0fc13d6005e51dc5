package engine

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// tempPrefix begins the names of files and folders that an export needs until it is done.
const tempPrefix = ".npt-export-"

// tempGrace is how young what an export has just made may be, without being held yet.
const tempGrace = 2 * time.Second

// tempFile is a new file in a folder, held by this process until it is given up.
type tempFile struct{ *os.File }

// newTempFile makes a file in dir, and removes what exports that were killed left there.
func newTempFile(dir string) (tempFile, error) {
	sweepTemps(dir)
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return tempFile{}, err
	}
	hold(f)
	return tempFile{f}, nil
}

// giveUp closes and removes the file; once it has another name there is none.
func (f tempFile) giveUp() {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// newTempDir makes a folder for a private copy, which only this user can read, and returns
// what removes it.
func newTempDir() (dir string, remove func(), err error) {
	sweepTemps(os.TempDir())
	if dir, err = os.MkdirTemp("", tempPrefix+"*"); err != nil {
		return "", nil, err
	}
	holder, err := os.Create(filepath.Join(dir, "held")) //nolint:gosec // in our own folder
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	hold(holder)
	return dir, func() {
		_ = holder.Close()
		_ = os.RemoveAll(dir)
	}, nil
}

// sweepTemps removes what exports that were killed left in dir. What cannot be removed stays.
func sweepTemps(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if !strings.HasPrefix(entry.Name(), tempPrefix) {
			continue
		}
		info, err := entry.Info()
		if err != nil || time.Since(info.ModTime()) < tempGrace {
			continue
		}
		holder := path
		if info.IsDir() {
			holder = filepath.Join(path, "held")
		}
		if !isHeld(holder) {
			_ = os.RemoveAll(path)
		}
	}
}
