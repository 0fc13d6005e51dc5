// Package store keeps owners, sessions, students and records in one SQLite file. One goroutine owns
// the only connection that writes, and commits queued changes in groups. Readers have their own pool
// and never wait for it. The names of its source files say what they do: file_* opens the file and
// brings it up to date, write_* changes it, read_* reads it, rows.go has the rows of the tables, which
// are private to the package.
//
// A new record comes with everything that is derived from its payload. The store reads no payload,
// except once those of older files, in file_migrate.go. It decides no rule of the domain. The app
// opens it; classroom and assess call it through the small interfaces that they declare.
package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"npt/backend/classroom"
)

var (
	_ classroom.RecordSaver  = (*Store)(nil)
	_ classroom.SessionStore = (*Store)(nil)
	_ classroom.MessageStore = (*Store)(nil)
	_ classroom.StudentStore = (*Store)(nil)
	_ classroom.TrashStore   = (*Store)(nil)
)

// readerConns is how many queries run at once; the window sends few.
const readerConns = 4

// Store is an open data file. Its methods may be called from any goroutine.
type Store struct {
	path    string
	readers *sql.DB
	read    *gorm.DB // over readers
	writer  *writer
	cached  *cellCache
	texts   textCache
	note    sessionsNote
	removed removals
	tellers tellers
	left    []deletionRow // that an earlier run of the app did not end
	close   func() error  // once
}

// Open opens the data file at path and brings its tables up to date. It creates the file and its
// folder if they do not exist. The error is an *Error of CodeUnavailable; its message says what is
// wrong with the file, its folder or the disk, and what to do. After an error the file is unchanged.
func Open(ctx context.Context, path string) (*Store, error) {
	return OpenAfter(ctx, path, func(context.Context) {})
}

// OpenAfter does what Open does, and calls beforeMigrating while nobody has the file open if its tables are
// about to be changed: a copy can be made then.
func OpenAfter(ctx context.Context, path string, beforeMigrating func(ctx context.Context)) (*Store, error) {
	version, err := prepareFile(ctx, path)
	if err != nil {
		return nil, err
	}
	if version > 0 && version < newest(shipped()) {
		beforeMigrating(ctx)
	}
	w, err := newWriter(ctx, path)
	if err != nil {
		return nil, openError(path, err)
	}
	if err := w.prepare(ctx, shipped()); err != nil {
		_ = w.closeFile() // the first error is more useful
		return nil, openError(path, err)
	}
	s := &Store{path: path, writer: w, cached: w.cached, note: sessionsNote{path: path + noteEnd}}
	s.texts.writes, s.texts.snapshot = &w.writes, s.snapshot
	s.close = sync.OnceValue(s.shutDown)
	if s.readers, s.read, err = openPool(ctx, readerDSN(path), readerConns); err != nil {
		_ = w.closeFile()
		return nil, openError(path, err)
	}
	go w.run()
	if err := errors.Join(s.noteSessions(ctx), s.undoAll(ctx)); err != nil {
		_ = s.Close()
		return nil, openError(path, err)
	}
	return s, nil
}

// Close refuses new tasks, commits the queued ones, and folds the write-ahead log into the file. A
// second call returns the same as the first.
func (s *Store) Close() error { return s.close() }

func (s *Store) shutDown() error {
	s.writer.queue.close()
	<-s.writer.stopped
	s.texts.readers.Wait()
	// Readers first: an open snapshot would keep the log from folding.
	s.awaitReaders()
	return errors.Join(s.readers.Close(), s.writer.closeFile())
}

// awaitReaders returns once nobody reads, or nobody ends within some seconds: whoever gave up a reading is told so before
// its snapshot is closed.
func (s *Store) awaitReaders() {
	ctx, cancel := context.WithTimeout(context.Background(), readersEnd)
	defer cancel()
	for range readerConns {
		c, err := s.readers.Conn(ctx)
		if err != nil {
			return
		}
		defer c.Close() //nolint:errcheck // the pool is closed next
	}
}

// readersEnd is how long Close waits for those who read.
const readersEnd = 3 * time.Second

// openPool opens conns connections with dsn, and gorm over them.
func openPool(ctx context.Context, dsn string, conns int) (*sql.DB, *gorm.DB, error) {
	pool, err := sql.Open(sqlite.DriverName, dsn)
	if err != nil {
		return nil, nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	if err := pool.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	// No PrepareStmt: the driver compiles a statement at every execution anyway.
	orm, err := gorm.Open(sqlite.Dialector{Conn: pool}, &gorm.Config{
		SkipDefaultTransaction: true,
		Logger:                 logger.Discard,
	})
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	return pool, orm, nil
}

// snapshot runs fn in one read transaction, so that all its queries see the same state.
func (s *Store) snapshot(ctx context.Context, fn func(tx *gorm.DB) error) error {
	tx := s.read.WithContext(ctx).Begin(&sql.TxOptions{ReadOnly: true})
	if tx.Error != nil {
		return explain(tx.Error)
	}
	// Nothing is written, so nothing need be committed; and a commit would fail for a damaged page that fn
	// went around.
	defer tx.Rollback()
	return explain(fn(tx))
}
