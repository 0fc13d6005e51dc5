package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/glebarez/sqlite"
)

// applicationID marks a SQLite file as ours: "NPTr" in its header.
const applicationID = 0x4e505472

// sqliteMagic begins every SQLite file that holds anything.
var sqliteMagic = []byte("SQLite format 3\x00")

// prepareFile makes the folder of path, and refuses a file that is not ours to
// open before anything could write to it.
func prepareFile(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil { //nolint:gosec // the teacher chooses the folder
		return openError(path, err)
	}
	empty, err := checkMagic(path)
	if err != nil {
		return openError(path, err)
	}
	if empty {
		return nil
	}
	return openError(path, checkMarks(ctx, path))
}

// checkMagic looks at the first bytes. A file that is not there or has no bytes
// is empty, and a new one may be made in its place.
func checkMagic(path string) (empty bool, err error) {
	f, err := os.Open(path) //nolint:gosec // as above
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, len(sqliteMagic))
	n, err := io.ReadFull(f, head)
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return false, err
	case !bytes.Equal(head[:n], sqliteMagic):
		return false, errNotADatabase
	}
	return false, nil
}

// checkMarks reads the application id and the version, through SQLite because
// the newest values may still be in the write-ahead log.
func checkMarks(ctx context.Context, path string) error {
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, !exists(path+"-wal") && !exists(path+"-journal")))
	if err != nil {
		return err
	}
	defer db.Close()
	var id, version, tables int
	err = errors.Join(
		db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables),
	)
	switch {
	case err != nil:
		return err
	case id == 0 && version == 0 && tables == 0:
		return nil // made by a start that was cut off before its first commit
	case id != applicationID:
		return errNotOurs
	case version > newest(shipped()):
		return fmt.Errorf("%w: version %d, known up to %d", errNewer, version, newest(shipped()))
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path) //nolint:gosec // as above
	return err == nil
}
