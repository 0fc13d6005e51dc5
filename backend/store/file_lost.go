package store

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"sync/atomic"
)

// Beside a data file stands a note that it holds sessions, from the first session on. A file
// that is empty or no data file although the note is there was not made by a start that was cut
// off: it is damaged, and never taken for a new one.

// noteEnd ends the name of the note.
const noteEnd = "-sessions"

const noteText = "The file beside this note holds sessions. Without the note, the app would take an empty or damaged file for a new one.\n"

// hasLostSessions tells whether a file that is of this version (0 for one without tables), or
// that cannot be read because of err, held sessions once. A file that was moved away is
// none, and takes the note with it.
func hasLostSessions(path string, version int, err error) bool {
	if version > 0 {
		return false
	}
	code := resultCode(err)
	if err != nil && !errors.Is(err, errNotADatabase) && code != sqliteNotADB && code != sqliteCorrupt {
		return false
	}
	info, statErr := os.Stat(path)
	isGone := errors.Is(statErr, fs.ErrNotExist)
	if (isGone || statErr == nil && info.Size() == 0) && (hasBytes(path+"-wal") || hasBytes(path+"-journal")) {
		return true // SQLite would remove what is in them
	}
	if isGone {
		_ = os.Remove(path + noteEnd)
		return false
	}
	return exists(path + noteEnd)
}

func hasBytes(path string) bool {
	info, err := os.Stat(path)
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
