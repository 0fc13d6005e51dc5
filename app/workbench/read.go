package workbench

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"npt/backend/classroom"
	"npt/backend/notebook"
)

// ReadFile reads a notebook. The error is a *classroom.Error that names the file and says what to do.
func ReadFile(path string) (*notebook.Document, error) {
	data, err := contentOf(path)
	if err != nil {
		return nil, err
	}
	return notebook.Read(data)
}

// contentOf returns what a file holds, if it can be a notebook.
func contentOf(path string) ([]byte, error) {
	about, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, classroom.Errorf(classroom.CodeNotFound, "%s is not there: name the notebook's file.", path)
	case err != nil:
		return nil, unreadable(err)
	case about.IsDir():
		return nil, classroom.Errorf(classroom.CodeBadField, "%s is a folder: choose one notebook in it.", path)
	case !about.Mode().IsRegular():
		return nil, classroom.Errorf(classroom.CodeBadField, "%s is no file: choose a notebook.", path)
	case about.Size() > notebook.MaxSize:
		return nil, classroom.Errorf(classroom.CodeTooLarge, "%s has %d MB, and a notebook may have %d: clear its outputs and save it.", path, about.Size()>>20, notebook.MaxSize>>20)
	}
	f, err := os.Open(path) //nolint:gosec // the teacher names the file
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, notebook.MaxSize+1)) // one byte more: it may have grown
	if err != nil {
		return nil, unreadable(err)
	}
	return data, nil
}

func unreadable(err error) error {
	return classroom.Errorf(classroom.CodeNotFound, "The file cannot be read: %v", err)
}
