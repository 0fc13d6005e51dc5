package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/glebarez/sqlite"

	"npt/backend/classroom"
)

// OpenToRead opens the data file at path beside an app that may have it open, and changes
// nothing in its folder: what waits for its deletion goes on waiting and does not show, and
// whatever would change the file is refused. A folder that can only be read will do.
//
// A file of an earlier version, and one that cannot be read where it is, is read from a
// private copy. It is made in the folder that temp returns, which is asked for only then and
// which the caller removes after Close.
//
// The error is an *Error of code CodeUnavailable that says what to do. Close returns one if an app
// changed the file in a way that makes what was read unsure.
func OpenToRead(ctx context.Context, path string, temp func() (string, error)) (*Store, error) {
	empty, err := checkMagic(path)
	if err != nil || empty {
		return nil, readError(path, 0, err)
	}
	if isLeftBehind(path) {
		return openCopy(ctx, path, temp, copyFiles)
	}
	version, err := checkMarks(ctx, path)
	if err == nil && version == newest(shipped()) {
		var s *Store
		if s, err = openReader(ctx, path); err == nil {
			return s, nil
		}
	}
	switch {
	case err == nil && version > 0:
		return openCopy(ctx, path, temp, copyState)
	case isOutOfReach(err):
		return openCopy(ctx, path, temp, copyFiles)
	}
	return nil, readError(path, version, err)
}

// isLeftBehind tells whether no app has the file open and reading it where it is would make a
// file beside it or take one away.
func isLeftBehind(path string) bool {
	return exists(path+"-journal") || exists(path+"-wal") && !exists(path+"-shm")
}

// isOutOfReach tells whether SQLite may read a file elsewhere that it cannot read where it is:
// a write-ahead log needs a file beside it, which a folder that can only be read may lack.
func isOutOfReach(err error) bool {
	code := resultCode(err)
	return code == sqliteCantOpen || code == sqliteReadOnly
}

// readError says why a file of this version, 0 for one without tables, is not read.
func readError(path string, version int, err error) error {
	if hasLostSessions(path, version, err) {
		return openError(path, errors.Join(errCutOff, err))
	}
	if err == nil {
		return unavailable(nil, path+" holds no records yet.")
	}
	if errors.Is(err, fs.ErrPermission) {
		return unavailable(err, path+" cannot be read: ask its owner, or whoever looks after this computer, for the right to read it.")
	}
	return openError(path, err)
}

// openReader opens a file of this version where it is.
func openReader(ctx context.Context, path string) (*Store, error) {
	alone := isAlone(path)
	before := stampOf(path)
	readers, read, err := openPool(ctx, probeDSN(path, alone)+"&_pragma=query_only(1)", readerConns)
	if err != nil {
		return nil, err
	}
	w := &writer{ids: &idCache{}, cached: newCellCache(), queue: newQueue()}
	w.queue.close()
	s := &Store{writer: w, cached: w.cached, readers: readers, read: read}
	s.texts.writes, s.texts.snapshot = &w.writes, s.snapshot
	s.close = sync.OnceValue(func() error {
		s.texts.readers.Wait()
		err := readers.Close()
		if alone && stampOf(path) != before {
			return errors.Join(err, &classroom.Error{
				Code: classroom.CodeUnavailable, Message: "The app changed " + path + " while it was read: do it again.",
			})
		}
		return err
	})
	// The first look shows whether the log, if there is one, can be read.
	if err := readers.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(new(int)); err != nil {
		return nil, errors.Join(err, readers.Close())
	}
	return s, nil
}

// fileStamp changes whenever a file does.
type fileStamp struct {
	at   time.Time
	size int64
}

func stampOf(path string) fileStamp {
	info, err := os.Stat(path)
	if err != nil {
		return fileStamp{}
	}
	return fileStamp{info.ModTime(), info.Size()}
}

// openCopy copies the file, brings the copy up to date, and opens that.
func openCopy(ctx context.Context, path string, temp func() (string, error), write func(ctx context.Context, path, to string) error) (*Store, error) {
	dir, err := temp()
	if err != nil {
		return nil, err
	}
	private := filepath.Join(dir, "records.db")
	if err := write(ctx, path, private); err != nil {
		return nil, readError(path, 0, err)
	}
	version, err := checkMarks(ctx, private)
	if err != nil || version == 0 {
		return nil, readError(path, version, err)
	}
	w, err := newWriter(ctx, private)
	if err == nil {
		err = errors.Join(w.migrate(ctx, shipped()), w.closeFile())
	}
	if err != nil {
		return nil, readError(path, version, err)
	}
	s, err := openReader(ctx, private)
	if err != nil {
		return nil, readError(path, version, err)
	}
	return s, nil
}

// copyState writes one state of the data file to a new file, whatever an app writes to it meanwhile.
func copyState(ctx context.Context, path, to string) error {
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return errors.Join(err, db.Close())
}

// copyFiles copies a data file that no app has open, with the log or the journal that one left.
func copyFiles(_ context.Context, path, to string) error {
	for _, end := range []string{"", "-wal", "-journal"} {
		if err := copyBytes(path+end, to+end); err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

func copyBytes(path, to string) (err error) {
	from, err := os.Open(path) //nolint:gosec // the teacher chooses the folder
	if err != nil {
		return err
	}
	defer from.Close()
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // as above
	if err != nil {
		return err
	}
	_, err = f.ReadFrom(from)
	return errors.Join(err, f.Close())
}
