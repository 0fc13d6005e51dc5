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

// ErrNoFile says that a path is that of a folder, a device or the like, where no file can be put.
var ErrNoFile = errors.New("that is no file")

// ErrInUse says that the file that is there cannot be replaced, as another program has it open.
var ErrInUse = errors.New("another program has the file open")

// Write calls write with a new file beside path, flushes it to the disk and moves it to path. If any
// of that fails, the file that was at path is untouched and the new one is gone. A symbolic link stays,
// and what it points to is replaced. The error names the path and says what to do where the folder
// cannot be written to.
func Write(path string, write func(temp Temp) error) (err error) {
	isThere := false
	if info, err := os.Stat(path); err == nil {
		if isThere = true; !info.Mode().IsRegular() {
			return fmt.Errorf("%s cannot be written: %w; choose another name", path, ErrNoFile)
		}
	}
	path = followed(path)
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
	if err := os.Rename(temp.Name(), path); err != nil {
		if isThere {
			return fmt.Errorf("%s cannot be replaced: %w; close it there: %w", path, ErrInUse, err)
		}
		return err
	}
	return nil
}

// followed returns where a symbolic link leads, even if nothing is there yet; else the path itself.
func followed(path string) string {
	const most = 40 // as Linux follows
	for range most {
		to, err := os.Readlink(path)
		if err != nil {
			return path
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path
}

// WithExtension returns path with an extension if it has none, unless what is there is no file.
func WithExtension(path, extension string) string {
	if info, err := os.Stat(path); filepath.Ext(path) != "" || err == nil && !info.Mode().IsRegular() {
		return path
	}
	return path + "." + extension
}
