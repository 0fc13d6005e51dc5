package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// started is when the program started: times since then do not jump with the clock.
var started = time.Now()

// logTries is how often the log is to be emptied while somebody reads; each waits for busy_timeout.
const logTries = 3

// writer owns the only connection that writes. Only its goroutine, which run starts, uses anything but
// the queue.
type writer struct {
	pool    *sql.DB
	orm     *gorm.DB // over pool
	conn    *sql.Conn
	queue   *queue
	ids     *idCache
	cached  *cellCache
	writes  atomic.Int64 // grows before and after each transaction, so that readers notice when their data is old
	changes atomic.Int64 // grows after each transaction, once the cache of cells knows of it
	stopped chan struct{}
	told    atomic.Pointer[func(error)] // is called with what became of each task
	begins  atomic.Int64                // when the writer began to wait for the file, in nanoseconds since started; 0 while it does not
}

func newWriter(ctx context.Context, path string) (*writer, error) {
	pool, orm, err := openPool(ctx, writerDSN(path), 1)
	if err != nil {
		return nil, err
	}
	return &writer{pool: pool, orm: orm, ids: &idCache{}, cached: newCellCache(), queue: newQueue(), stopped: make(chan struct{})}, nil
}

// prepare brings the tables up to date and reads the next free ids.
func (w *writer) prepare(ctx context.Context, list []migration) error {
	if err := w.migrate(ctx, list); err != nil {
		return err
	}
	return w.inTx(ctx, func(c *sql.Conn) (err error) {
		w.ids, err = readIDs(ctx, c)
		return err
	})
}

// run carries out the queued tasks until the queue is closed and empty.
func (w *writer) run() {
	defer close(w.stopped)
	for expected := 0; ; {
		batch := w.queue.next(expected)
		if batch == nil {
			return
		}
		if !batch[0].isSaving() {
			batch[0].err = explain(w.apply(batch[0]))
		} else {
			w.commitOrSplit(batch)
		}
		if !batch[0].quiet {
			w.changes.Add(1)
		}
		// The callers answered now may soon send again; those who wait are queued already.
		expected = w.queue.length() + len(batch)
		for _, t := range batch {
			if told := w.told.Load(); told != nil {
				(*told)(t.err)
			}
			close(t.done)
		}
	}
}

// OnWrite has f called with the error of everything that is written from now on, nil if it is on disk,
// before its caller knows. f must be fast: the writer waits for it.
func (s *Store) OnWrite(f func(err error)) { s.writer.told.Store(&f) }

// Changes returns a number that grows with everything that is written, once Facts tell of it.
func (s *Store) Changes() int64 { return s.writer.changes.Load() }

// Waits returns how long a write has been waiting for another program that holds the file; 0 if none
// does.
func (s *Store) Waits() time.Duration {
	if begins := s.writer.begins.Load(); begins != 0 {
		return time.Since(started) - time.Duration(begins)
	}
	return 0
}

// TryWrite writes something small that nobody reads. It returns what Save would if the disk does not
// take it.
func (s *Store) TryWrite(ctx context.Context) error {
	return s.changeBeside(ctx, func(tx *gorm.DB) error {
		const write = "INSERT INTO settings (key, value) VALUES ('tried', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1"
		return tx.Exec(write, time.Now().Format(time.RFC3339Nano)).Error
	})
}

// commitOrSplit commits a batch of new records together. If that fails, it commits each record alone,
// so that one bad record does no harm to others.
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
	ctx := context.Background() // these are records of several callers, so none of them can cancel it
	err := w.inTx(ctx, func(c *sql.Conn) error {
		return writeBatch(ctx, c, w.ids, batch)
	})
	w.ids.newcomers.Settle(err == nil)
	if err == nil {
		w.cached.saved(batch)
		if slices.ContainsFunc(batch, func(t *task) bool { return t.recomputed }) {
			w.ids.forget() // it has the wrong counts of these students now
			w.cached.altered()
		}
	}
	return err
}

// apply runs a change in a transaction, or what no transaction can hold.
func (w *writer) apply(t *task) error {
	ctx := context.Background()
	if t.outside != nil {
		return t.outside(w)
	}
	if !t.beside {
		defer w.cached.altered()
		defer w.ids.forget()
	}
	return w.inTx(ctx, func(c *sql.Conn) error {
		return t.change(w.over(ctx, c))
	})
}

// over returns gorm over a connection that is in a transaction.
func (w *writer) over(ctx context.Context, c *sql.Conn) *gorm.DB {
	tx := w.orm.WithContext(ctx)
	tx.Statement.ConnPool = c
	return tx.Session(&gorm.Session{NewDB: true})
}

// inTx runs fn between BEGIN and COMMIT, or ROLLBACK if fn fails. It does so itself, because
// database/sql would return a connection whose COMMIT failed with the transaction still open.
func (w *writer) inTx(ctx context.Context, fn func(c *sql.Conn) error) error {
	c, err := w.connection(ctx)
	if err != nil {
		return err
	}
	w.begins.Store(int64(time.Since(started)))
	_, err = c.ExecContext(ctx, "BEGIN IMMEDIATE")
	w.begins.Store(0)
	if err != nil {
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

// outside runs a statement that no transaction can hold.
func (w *writer) outside(ctx context.Context, statement string) error {
	c, err := w.connection(ctx)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, statement)
	return err
}

// truncateLog folds the log into the file and empties it, once nobody reads what was there before.
func (w *writer) truncateLog(ctx context.Context) error {
	c, err := w.connection(ctx)
	if err != nil {
		return err
	}
	for range logTries {
		var isBusy bool
		var pages, folded int
		err := c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&isBusy, &pages, &folded)
		if err != nil || !isBusy {
			return err
		}
	}
	return errLogHeld
}

func (w *writer) connection(ctx context.Context) (*sql.Conn, error) {
	if w.conn != nil {
		return w.conn, nil
	}
	c, err := w.pool.Conn(ctx)
	w.conn = c
	return c, err
}

// rollBack leaves the connection without a transaction. After some errors, such as a full disk, SQLite
// has ended it already. If it cannot be ended, only a new connection is safe.
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

// closeFile closes the connection. If no other is open, that folds the write-ahead log into the file.
func (w *writer) closeFile() error {
	if w.conn != nil {
		if err := w.conn.Close(); err != nil {
			return errors.Join(err, w.pool.Close())
		}
	}
	return w.pool.Close()
}

// change queues fn for the writer, which runs it in its own transaction. It returns after the
// transaction is on disk or rolled back.
func (s *Store) change(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.writer.queue.do(ctx, &task{change: fn, done: make(chan struct{})})
}

// changeBeside does what change does, for an fn that does not touch owners, sessions, parts, senders
// and records. No cached data of these is read again.
func (s *Store) changeBeside(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return s.writer.queue.do(ctx, &task{change: fn, beside: true, done: make(chan struct{})})
}
