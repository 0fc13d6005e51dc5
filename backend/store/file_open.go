package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/glebarez/sqlite"
)

// applicationID marks a SQLite file as ours: "NPTr" in its header.
const applicationID = 0x4e505472

// sqliteMagic is the start of every SQLite file that is not empty.
var sqliteMagic = []byte("SQLite format 3\x00")

// prepareFile makes the folder of path and an empty file that only this user can read, and
// refuses a file that is not ours to open before anything could write to it. It returns the version of the
// file, 0 for an empty one.
func prepareFile(ctx context.Context, path string) (version int, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil { //nolint:gosec // the teacher chooses the folder
		return 0, openError(path, err)
	}
	empty, err := checkMagic(path)
	if err == nil && !empty {
		version, err = checkMarks(ctx, path)
	}
	if hasLostSessions(path, version, err) {
		err = errors.Join(errCutOff, err)
	}
	if err == nil && !exists(path) {
		_ = os.Remove(path + noteEnd) //nolint:gosec // it was about the file that was moved away
	}
	if err == nil {
		err = protect(path)
	}
	return version, openError(path, err)
}

// protect keeps other users of the computer from reading the answers of students: the folder
// may have been there before, for all to read.
func protect(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // as above
	if err != nil {
		return err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + end) //nolint:gosec // as above
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			err = os.Chmod(path+end, 0o600) //nolint:gosec // as above
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			slog.Warn("store: others may read the data file", "cause", err)
		}
	}
	return f.Close()
}

// checkMagic looks at the first bytes. A file that does not exist or has no bytes is empty, and a new
// one may be created.
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

// checkMarks checks the application id and returns the version. It reads them through SQLite, because
// the newest values may still be in the write-ahead log.
func checkMarks(ctx context.Context, path string) (version int, err error) {
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var id, tables int
	err = errors.Join(
		db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables),
	)
	switch {
	case err != nil:
		return 0, err
	case id == 0 && version == 0 && tables == 0:
		return 0, nil // made by a start that was cut off before its first commit
	case id != applicationID:
		return 0, errNotOurs
	case version > newest(shipped()):
		return 0, fmt.Errorf("%w: version %d, known up to %d", errNewer, version, newest(shipped()))
	}
	return version, nil
}

// isAlone tells whether a file has no log or journal beside it: then all of it is in it.
func isAlone(path string) bool { return !exists(path+"-wal") && !exists(path+"-journal") }

func exists(path string) bool {
	_, err := os.Lstat(path) //nolint:gosec // as above
	return err == nil
}

// Beside a data file stands a note that it holds sessions, from the first session on. A file
// that is empty or no data file although the note is there was not made by a start that was cut
// off: it is damaged, and never taken for a new one.

// noteEnd ends the name of the note.
const noteEnd = "-sessions"

const noteText = "The file beside this note holds sessions. Without the note, the app would take an empty or damaged file for a new one.\n"

// hasLostSessions tells whether a file that is of this version (0 for one without tables), or
// that cannot be read because of err, held sessions once. A file that was moved away is
// none.
func hasLostSessions(path string, version int, err error) bool {
	if version > 0 {
		return false
	}
	code := resultCode(err)
	if err != nil && !errors.Is(err, errNotADatabase) && code != sqliteNotADB && code != sqliteCorrupt {
		return false
	}
	info, statErr := os.Stat(path) //nolint:gosec // as above
	isGone := errors.Is(statErr, fs.ErrNotExist)
	if (isGone || statErr == nil && info.Size() == 0) && (hasBytes(path+"-wal") || hasBytes(path+"-journal")) {
		return true // SQLite would remove what is in them
	}
	return !isGone && exists(path+noteEnd)
}

func hasBytes(path string) bool {
	info, err := os.Stat(path) //nolint:gosec // as above
	return err == nil && info.Size() > 0
}

// sessionsNote writes the note once.
type sessionsNote struct {
	path    string
	written atomic.Bool
}

// write writes the note if it is not there. What the note is about goes on without it.
func (n *sessionsNote) write() {
	if n.written.Swap(true) || exists(n.path) {
		return
	}
	if err := os.WriteFile(n.path, []byte(noteText), 0o600); err != nil {
		slog.Warn("store: there is no note that the file holds sessions", "cause", err)
	}
}

// noteSessions writes the note for a file that has sessions already.
func (s *Store) noteSessions(ctx context.Context) error {
	var isThere bool
	if err := s.readers.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sessions)").Scan(&isThere); err != nil || !isThere {
		return err
	}
	s.note.write()
	return nil
}

// Pragmas of both pools. busy_timeout is in milliseconds.
const commonPragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"

// Pages that a connection caches, in kB where the number is negative. They are no part of the heap that
// Go's collector keeps small, and there are several readers.
const writerCache, readerCache = "&_pragma=cache_size(-16000)", "&_pragma=cache_size(-8000)"

// writerDSN is for the one connection that writes. It uses synchronous(FULL) because a record that was
// confirmed must survive a power cut. It uses _txlock=immediate because a transaction that reads first
// and writes later could find the file locked half-way. wal_autocheckpoint is in pages, 64 MB like
// journal_size_limit: with the default of 1000, every tenth commit of a busy lab would fold the log
// and write pages that the next records change again. temp_store keeps the undo data of a statement in
// memory.
func writerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + writerCache + "&_pragma=journal_size_limit(67108864)" +
		"&_pragma=wal_autocheckpoint(16000)&_pragma=temp_store(MEMORY)&_txlock=immediate"
}

// readerDSN is for connections that cannot change anything.
func readerDSN(path string) string {
	return fileURI(path) + "?" + commonPragmas + readerCache + "&_pragma=query_only(1)"
}

// probeDSN is for looking at a file that may not be ours, which must stay unchanged. isAlone says that
// there is no log or journal beside it; then immutable keeps SQLite from creating one.
func probeDSN(path string, isAlone bool) string {
	if isAlone {
		return fileURI(path) + "?mode=ro&immutable=1"
	}
	return fileURI(path) + "?mode=ro&_pragma=busy_timeout(10000)"
}

// fileURI returns path as a URI for SQLite. It escapes ?, # and %, so that they stay part of the name.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/...
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	if strings.HasPrefix(path, "/") {
		return "file://" + escaped
	}
	return "file:" + escaped
}
