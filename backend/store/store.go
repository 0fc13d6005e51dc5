// Package store keeps owners, sessions, students and records in one SQLite file. One
// goroutine owns the one connection that writes, and commits what is queued in groups;
// readers have a pool of their own and never wait for it. Its files are named by what they
// do: file_* opens the file and brings it up to date, write_* changes it, read_* answers
// questions about it, rows.go has the rows of the tables, which nobody outside sees.
//
// A new record comes with all that is derived from its payload: the store reads no payload
// but those of older files, once, in file_migrate.go. It decides no rule of the domain. The
// app opens it; classroom and assess call it through the small interfaces that they state.
package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"

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

// readerConns is how many questions are answered at once; the window asks few.
const readerConns = 4

// Store is an open data file. Its methods may be called from any goroutine.
type Store struct {
	readers *sql.DB
	read    *gorm.DB // over readers
	writer  *writer
	cached  *cellCache
	texts   textCache
	note    sessionsNote
	close   func() error // once
}

// Open opens the data file at path, makes it and its folder if there are none,
// and brings its tables up to date. The error is an *Error of code
// CodeUnavailable whose message says what is wrong with the file, its folder or
// the disk and what to do; the file is then as it was.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := prepareFile(ctx, path); err != nil {
		return nil, err
	}
	w, err := newWriter(ctx, path)
	if err != nil {
		return nil, openError(path, err)
	}
	if err := w.prepare(ctx, shipped()); err != nil {
		_ = w.closeFile() // the first error says more
		return nil, openError(path, err)
	}
	s := &Store{writer: w, cached: w.cached, note: sessionsNote{path: path + noteEnd}}
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

// Close refuses what comes from now on, commits what is queued, and folds the
// write-ahead log into the file. A second call returns what the first returned.
func (s *Store) Close() error { return s.close() }

func (s *Store) shutDown() error {
	s.writer.queue.close()
	<-s.writer.stopped
	s.texts.readers.Wait()
	// Readers first: one that is still in a snapshot keeps the log from folding.
	return errors.Join(s.readers.Close(), s.writer.closeFile())
}

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

// snapshot runs fn in one read transaction: all its queries see one state.
func (s *Store) snapshot(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return explain(s.read.WithContext(ctx).Transaction(fn, &sql.TxOptions{ReadOnly: true}))
}
