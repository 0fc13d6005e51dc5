package safefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// WriteData writes data to path by Write; others may read the file as mode says.
func WriteData(path string, data []byte, mode os.FileMode) error {
	return Write(path, func(temp Temp) error {
		_, err := temp.Write(data)
		return errors.Join(err, temp.Chmod(mode))
	})
}

// Write calls write with a new file beside path, flushes it to the disk and moves it to path. If any
// of that fails, the file that was at path is untouched and the new one is gone. The error names the
// path and says what to do where the folder cannot be written to.
func Write(path string, write func(temp Temp) error) (err error) {
	temp, err := NewTemp(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w; choose another folder", path, err)
	}
	defer func() {
		if err != nil {
			temp.GiveUp()
		}
	}()
	if err := write(temp); err != nil {
		return err
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
