package handout

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Named is the notebook of a student that counts, and the name of its file among those of the others.
type Named struct {
	HandIn
	FileName string
}

// Last returns the last notebook of each student that handed one in, in the order of students; names says
// how they are called. No two have one name on any system.
func (f *Files) Last(ctx context.Context, sessionID int64, students []int64, names map[int64]string) ([]Named, error) {
	all, err := f.store.HandIns(ctx, sessionID)
	if err != nil {
		return nil, err
	}
	last := map[int64]HandIn{}
	for _, h := range all { // the newest first
		if _, known := last[h.StudentID]; !known && h.IsKept {
			last[h.StudentID] = h
		}
	}
	var list []Named
	taken := map[string]bool{}
	for _, student := range students {
		if h, has := last[student]; has {
			list = append(list, Named{h, distinct(FileName(f.nfc, names[student]+notebookEnd), taken)})
		}
	}
	return list, nil
}

// WriteArchive writes notebooks as a ZIP.
func (f *Files) WriteArchive(ctx context.Context, w io.Writer, list []Named) error {
	out := zip.NewWriter(w)
	for _, one := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		to, err := out.CreateHeader(&zip.FileHeader{Name: one.FileName, Method: zip.Deflate, Modified: one.ReceivedAt.Local()})
		if err != nil {
			return err
		}
		if err := f.copyTo(to, one.HandIn); err != nil {
			return err
		}
	}
	return out.Close()
}

func (f *Files) copyTo(w io.Writer, h HandIn) error {
	in, err := f.read(h)
	if err != nil {
		return gone(h.Name, err)
	}
	defer in.Close()
	_, err = io.Copy(w, in)
	return err
}

// Content opens what was handed in; fs.ErrNotExist says that it is not kept here.
func (f *Files) Content(h HandIn) (io.ReadCloser, error) { return f.read(h) }

// read opens what was handed in.
func (f *Files) read(h HandIn) (*os.File, error) {
	return os.Open(f.folder.path(h.SessionID, h.SHA256))
}

// byStudent is the folder in which the teacher finds the notebooks that were handed in, each by the name of
// its student.
const byStudent = "handed-in"

// Lay makes the folder with the notebooks of a session anew and returns its path. They take no room twice
// where the file system has links; they are only to be read, as they say what a student handed in.
func (f *Files) Lay(_ context.Context, sessionID int64, list []Named) (dir string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	dir = filepath.Join(f.folder.of(sessionID), byStudent)
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o700)); err != nil {
		return "", f.diskError(err)
	}
	for _, one := range list {
		to := filepath.Join(dir, one.FileName)
		if os.Link(f.folder.path(sessionID, one.SHA256), to) == nil {
			continue
		}
		if err := f.copyFile(to, one.HandIn); err != nil {
			return "", f.diskError(err)
		}
	}
	return dir, nil
}

func (f *Files) copyFile(to string, h HandIn) error {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, readOnly) //nolint:gosec // in our own folder
	if err != nil {
		return err
	}
	return errors.Join(f.copyTo(out, h), out.Close())
}
