package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/glebarez/sqlite"
)

// A backup is a whole data file: one state of the one it was made of, without a log beside it and without
// what was deleted. It is made over a connection of its own, so that those who write and read go on.

// CopyTo writes one state of the data file to a new file at path, which only this user can read, and
// returns once it is on disk. Records that come meanwhile are saved as always and are not in it. After an
// error there is no file.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	return explain(copyWhole(ctx, s.path, path))
}

// CopyClosed does what CopyTo does with a data file that no app has open. It leaves the file as it is.
func CopyClosed(ctx context.Context, path, to string) error {
	return openError(path, copyWhole(ctx, path, to))
}

// copyWhole writes one state of the data file at path to a new file, flushed to its disk.
func copyWhole(ctx context.Context, path, to string) (err error) {
	// Before SQLite writes to it, so that nobody else can read any of it.
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // beside the backups
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(to) //nolint:gosec // as above
		}
	}()
	if err = f.Close(); err != nil {
		return err
	}
	if err = copyState(ctx, path, to); err != nil {
		return err
	}
	return flush(to)
}

// flush returns once what was written to a file is on its disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // as above
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Contents is what a data file holds, read without changing it.
type Contents struct {
	Sessions []SavedSession // the last one first
	Records  int
}

// SavedSession is a session in a data file.
type SavedSession struct {
	Owner, Name       string
	CreatedAt         time.Time
	Records, Students int
}

// ReadContents returns what the data file at path holds, which no app has open. It reads the tables
// that every version has. The error says why the file is none of ours, or cannot be read.
func ReadContents(ctx context.Context, path string) (Contents, error) {
	c, err := readContents(ctx, path)
	return c, openError(path, err)
}

func readContents(ctx context.Context, path string) (c Contents, err error) {
	empty, err := checkMagic(path)
	if err == nil && empty {
		err = fs.ErrNotExist
	}
	if err != nil {
		return c, err
	}
	if _, err := checkMarks(ctx, path); err != nil {
		return c, err
	}
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	const read = `
SELECT o.name, s.name, s.created_at,
  (SELECT COALESCE(SUM(t.records), 0) FROM parts p JOIN tallies t ON t.part_id = p.id WHERE p.session_id = s.id),
  (SELECT COUNT(*) FROM senders n WHERE n.session_id = s.id AND n.records > 0)
FROM sessions s JOIN owners o ON o.id = s.owner_id ORDER BY s.created_at DESC, s.id DESC`
	rows, err := db.QueryContext(ctx, read)
	if err != nil {
		return c, err
	}
	defer rows.Close()
	for rows.Next() {
		var s SavedSession
		var at int64
		if err := rows.Scan(&s.Owner, &s.Name, &at, &s.Records, &s.Students); err != nil {
			return c, err
		}
		s.CreatedAt = moment(at)
		c.Sessions, c.Records = append(c.Sessions, s), c.Records+s.Records
	}
	return c, rows.Err()
}

// errBroken says that pages of a file are damaged although it opens.
var errBroken = errors.New("pages of the file are damaged")

// checkWhole returns an error unless every page of the data file at path, which no app has open, is whole.
func checkWhole(ctx context.Context, path string) error {
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return err
	}
	var said string
	err = db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	if err == nil && said != "ok" {
		err = errBroken
	}
	return errors.Join(err, db.Close())
}

// IsWhole reports whether the file at path is a data file that this version can read, with all its pages
// whole.
func IsWhole(ctx context.Context, path string) bool {
	empty, err := checkMagic(path)
	if err != nil || empty {
		return false
	}
	version, err := checkMarks(ctx, path)
	return err == nil && version > 0 && checkWhole(ctx, path) == nil
}

// Kept is what a restored file keeps of the one whose place it takes.
type Kept struct {
	Erased   []Erasure
	Settings map[string]string
}

// ReadKept returns what the data file at path, which no app has open, has of it; keys names the settings.
func ReadKept(ctx context.Context, path string, keys ...string) (k Kept, err error) {
	db, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	k.Settings = map[string]string{}
	for _, key := range append(keys, keyErased) {
		var value string
		err := db.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", key).Scan(&value)
		switch {
		case errors.Is(err, sql.ErrNoRows):
		case err != nil:
			return Kept{}, err
		case key == keyErased:
			if err := json.Unmarshal([]byte(value), &k.Erased); err != nil {
				return Kept{}, err
			}
		default:
			k.Settings[key] = value
		}
	}
	return k, nil
}

// PrepareCopy makes a data file at to, which this version can open, from the one at from, which no app has
// open and which stays as it is. What was erased since from was made is not in it. The error says what is
// wrong with from; after an error there is no file at to.
func PrepareCopy(ctx context.Context, from, to string, kept Kept) (err error) {
	if !IsWhole(ctx, from) {
		if _, err := readContents(ctx, from); err != nil {
			return openError(from, err)
		}
		return openError(from, errBroken)
	}
	if err := copyWhole(ctx, from, to); err != nil {
		return openError(filepath.Dir(to), err)
	}
	defer func() {
		if err != nil {
			removeFile(to)
		}
	}()
	return openError(to, changeCopy(ctx, to, func(w *writer) error {
		if _, err := eraseAll(ctx, w, kept.Erased); err != nil {
			return err
		}
		return w.inTx(ctx, func(c *sql.Conn) error {
			tx := w.over(ctx, c)
			for key, value := range kept.Settings {
				if err := tx.Save(&settingRow{Key: key, Value: value}).Error; err != nil {
					return err
				}
			}
			if len(kept.Erased) == 0 {
				return nil
			}
			if err := neverAgain(tx, kept.Erased); err != nil {
				return err
			}
			return tx.Save(&settingRow{Key: keyErased, Value: listJSON(kept.Erased)}).Error
		})
	}))
}

// EraseFromCopy takes from the copy at path, which no app has open, all that was ever erased: it writes a
// copy without it to the file at to. It writes none and returns false if the copy has nothing of it.
func EraseFromCopy(ctx context.Context, path, to string, erased []Erasure) (isWritten bool, err error) {
	if err := copyWhole(ctx, path, to); err != nil {
		return false, openError(path, err)
	}
	err = changeCopy(ctx, to, func(w *writer) (err error) {
		isWritten, err = eraseAll(ctx, w, erased)
		return err
	})
	if err != nil || !isWritten {
		removeFile(to)
	}
	return isWritten, openError(path, err)
}

// removeFile removes a data file with what SQLite has beside it.
func removeFile(path string) {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + end)
	}
}

// changeCopy brings the data file at path, which no app has open, up to date, changes it, and leaves no log
// beside it.
func changeCopy(ctx context.Context, path string, change func(w *writer) error) error {
	w, err := newWriter(ctx, path)
	if err != nil {
		return err
	}
	err = w.migrate(ctx, shipped())
	if err == nil {
		err = change(w)
	}
	if err == nil {
		// Out of the log's mode, so that all of the file is in it and a folder that can only be read will do.
		err = w.outside(ctx, "PRAGMA journal_mode = DELETE")
	}
	if err = errors.Join(err, w.closeFile()); err != nil {
		return err
	}
	return flush(path)
}
