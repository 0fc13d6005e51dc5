package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/backend/store"
)

// readBeside opens the records in the data folder dir beside an app that may be running, and changes
// nothing there. The caller calls the function that it returns once it has read. The error says what to
// do.
func readBeside(ctx context.Context, dir string) (*store.Store, func() error, error) {
	path := instance.Database(dir)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	removeCopy := func() {}
	st, err := store.OpenToRead(ctx, path, func() (dir string, err error) {
		var remove func()
		if dir, remove, err = safefile.NewTempDir(); err != nil {
			return "", fmt.Errorf("%s cannot be written: %w; name another folder in TMPDIR", os.TempDir(), err)
		}
		removeCopy = remove
		return dir, nil
	})
	if err != nil {
		removeCopy()
		return nil, nil, err
	}
	return st, func() error { defer removeCopy(); return st.Close() }, nil
}
