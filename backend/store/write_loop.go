package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	"gorm.io/gorm"
)

// writer owns the one connection that writes. Only its goroutine, started by
// run, touches anything but the queue.
type writer struct {
	pool    *sql.DB
	orm     *gorm.DB // over pool
	conn    *sql.Conn
	queue   *queue
	ids     *idCache
	cached  *cellCache
	writes  atomic.Int64 // grows before and after each transaction, for who holds what was read
	stopped chan struct{}
}

func newWriter(ctx context.Context, path string) (*writer, error) {
	pool, orm, err := openPool(ctx, writerDSN(path), 1)
	if err != nil {
		return nil, err
	}
	return &writer{pool: pool, orm: orm, ids: &idCache{}, cached: newCellCache(), queue: newQueue(), stopped: make(chan struct{})}, nil
}

// prepare brings the tables up to date and reads where ids go on.
func (w *writer) prepare(ctx context.Context, list []migration) error {
	if err := w.migrate(ctx, list); err != nil {
		return err
	}
	return w.inTx(ctx, func(c *sql.Conn) (err error) {
		w.ids, err = readIDs(ctx, c)
		return err
	})
}

// run does what is queued until the queue is closed and empty.
func (w *writer) run() {
	defer close(w.stopped)
	for expected := 0; ; {
		batch := w.queue.next(expected)
		if batch == nil {
			return
		}
		if batch[0].change != nil {
			batch[0].err = explain(w.apply(batch[0]))
		} else {
			w.commitOrSplit(batch)
		}
		// A caller who is answered now may soon send again; those who wait are queued already.
		expected = w.queue.length() + len(batch)
		for _, t := range batch {
			close(t.done)
		}
	}
}

// commitOrSplit commits a batch of new records together. If that fails it commits each alone,
// so that one bad record costs no other.
func (w *writer) commitOrSplit(batch []*task) {
	err := w.commit(batch)
	if err == nil {
		return
	}
	if len(batch) == 1 {
		batch[0].err = explain(err)
		return
	}
	for _, t := range batch {
		w.commitOrSplit([]*task{t})
	}
}

func (w *writer) commit(batch []*task) error {
	ctx := context.Background() // records of several callers: none of them can cancel it
	err := w.inTx(ctx, func(c *sql.Conn) error {
		return writeBatch(ctx, c, w.ids, batch)
	})
	if err == nil {
		w.cached.saved(batch)
		if slices.ContainsFunc(batch, func(t *task) bool { return t.recomputed }) {
			w.ids.forget() // the counts of the students concerned
			w.cached.altered()
		}
	}
	return err
}

// apply runs a change in a transaction.
func (w *writer) apply(t *task) error {
	ctx := context.Background()
	if !t.beside {
		defer w.cached.altered()
		defer w.ids.forget()
	}
	return w.inTx(ctx, func(c *sql.Conn) error {
		tx := w.orm.WithContext(ctx)
		tx.Statement.ConnPool = c
		return t.change(tx.Session(&gorm.Session{NewDB: true}))
	})
}

// inTx runs fn between BEGIN and COMMIT, or ROLLBACK if it fails. It does so by
// hand: database/sql would give back a connection whose COMMIT failed with the
// transaction still open.
func (w *writer) inTx(ctx context.Context, fn func(c *sql.Conn) error) error {
	c, err := w.connection(ctx)
	if err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	w.writes.Add(1)
	defer w.writes.Add(1)
	if err = fn(c); err == nil {
		_, err = c.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		w.ids.forget()
		w.rollBack(c)
	}
	return err
}

func (w *writer) connection(ctx context.Context) (*sql.Conn, error) {
	if w.conn != nil {
		return w.conn, nil
	}
	c, err := w.pool.Conn(ctx)
	w.conn = c
	return c, err
}

// rollBack leaves the connection without a transaction. After some errors, a full
// disk among them, SQLite has ended it by itself. If it cannot be ended, a new
// connection is the one way to be sure.
func (w *writer) rollBack(c *sql.Conn) {
	_, err := c.ExecContext(context.Background(), "ROLLBACK")
	if err == nil || strings.Contains(err.Error(), "no transaction is active") {
		return
	}
	// ErrBadConn makes database/sql close the connection instead of keeping it.
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
	_ = c.Close()
	w.conn = nil
}

// closeFile closes the connection, which folds the write-ahead log into the file
// if no other is open.
func (w *writer) closeFile() error {
	if w.conn != nil {
		if err := w.conn.Close(); err != nil {
			return errors.Join(err, w.pool.Close())
		}
	}
	return w.pool.Close()
}

// change queues fn for the writer, which runs it in a transaction of its own,
// and returns once that is on disk or rolled back.
func (s *Store) change(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.writer.queue.do(ctx, &task{change: fn, done: make(chan struct{})})
}

// changeBeside is change for an fn that leaves owners, sessions, parts, senders and records
// alone: nothing that is cached of them is read again.
func (s *Store) changeBeside(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.writer.queue.do(ctx, &task{change: fn, beside: true, done: make(chan struct{})})
}
