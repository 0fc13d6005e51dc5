// Package safefile writes files so that a full disk, a killed program or a failed write leaves either
// the old file or the new one, whole. What is written goes to a temporary file beside its place, is
// flushed, and is then moved there; what a killed program left is removed by the next one that writes in
// that folder. It knows nothing of what is written: exports, notebooks and copies of the data file use it.
package safefile

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

// Temp is a new file in a folder, held by this process until it is given up.
type Temp struct{ *os.File }

// NewTemp makes a file in dir, and removes what exports that were killed left there.
func NewTemp(dir string) (Temp, error) {
	sweepTemps(dir)
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return Temp{}, err
	}
	hold(f)
	return Temp{f}, nil
}

// GiveUp closes and removes the file; once it has another name there is none.
func (f Temp) GiveUp() {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// NewTempDir makes a folder for a private copy, which only this user can read, and returns
// what removes it.
func NewTempDir() (dir string, remove func(), err error) {
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
