package store

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"npt/backend/classroom"
)

// The limits of one commit, in records and in bytes of payload: large enough to share the cost
// of its fsync, small enough that nobody waits long.
const (
	maxBatchRows  = 256
	maxBatchBytes = 4 << 20
)

// lingerTime is how long the writer waits after a batch for the same callers to send again. Without it
// the first of them would get its own commit.
const lingerTime = 500 * time.Microsecond

// task is one job of the writer: a new record to save, a sender to note, or a change to run in its own
// transaction.
type task struct {
	record     classroom.NewRecord
	attends    bool   // there is no record, only a sender to note
	listens    bool   // the sender only listens
	shown      int64  // the last message that the noted sender has shown
	preview    string // the record's preview as it is stored
	outcome    classroom.Outcome
	recomputed bool // it concerns a merged student whose other records changed too

	change  func(tx *gorm.DB) error // nil for a new record or a sender
	outside func(w *writer) error   // instead of change: what no transaction can hold
	beside  bool                    // the change does not touch owners, sessions, parts, senders and records
	quiet   bool                    // nor anything that Facts tell of

	err   error
	state atomic.Int32 // waiting, then taken or withdrawn
	done  chan struct{}
}

const (
	waiting int32 = iota
	taken
	withdrawn
)

// isSaving tells whether the task saves a record or notes a sender, and so may share a transaction.
func (t *task) isSaving() bool { return t.change == nil && t.outside == nil }

func (t *task) bytes() int {
	return len(t.record.Payload.Data) + len(t.record.Payload.Plotted) + len(t.record.Payload.Calls)
}

// queue holds tasks in the order they came.
type queue struct {
	mu     sync.Mutex
	filled sync.Cond
	tasks  []*task
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.filled.L = &q.mu
	return q
}

// do queues t and waits until it is done. If ctx ends while t still waits for its turn, t is withdrawn
// and does nothing.
func (q *queue) do(ctx context.Context, t *task) error {
	if err := q.push(t); err != nil {
		return err
	}
	select {
	case <-t.done:
		return t.err
	case <-ctx.Done():
	}
	if t.state.CompareAndSwap(waiting, withdrawn) {
		return gaveUp(ctx)
	}
	<-t.done
	return t.err
}

func (q *queue) push(t *task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return unavailable(errClosed, "The app is closing: send again when it is back.")
	}
	q.tasks = append(q.tasks, t)
	q.filled.Signal()
	return nil
}

// close refuses new tasks; those in the queue are still done.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Signal()
}

// next waits for tasks and returns those for one transaction: one change, or new records up to the
// limits. expected is how many tasks may come in a moment. It returns nil when the queue is closed and
// empty.
func (q *queue) next(expected int) []*task {
	for {
		if !q.wait() {
			return nil
		}
		q.linger(expected)
		if batch := q.cut(); len(batch) > 0 {
			return batch
		}
	}
}

func (q *queue) wait() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.tasks) == 0 && !q.closed {
		q.filled.Wait()
	}
	return len(q.tasks) > 0
}

// linger lets other goroutines run until expected tasks are queued, but no longer than
// lingerTime.
func (q *queue) linger(expected int) {
	expected = min(expected, maxBatchRows)
	for start := time.Now(); q.length() < expected && time.Since(start) < lingerTime; {
		runtime.Gosched()
	}
}

// length returns how many tasks are queued.
func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.tasks)
}

func (q *queue) cut() []*task {
	q.mu.Lock()
	defer q.mu.Unlock()
	var batch []*task
	n, size := 0, 0
	for ; n < len(q.tasks) && len(batch) < maxBatchRows; n++ {
		t := q.tasks[n]
		full := len(batch) > 0 && (!t.isSaving() || size+t.bytes() > maxBatchBytes)
		if full {
			break
		}
		if !t.state.CompareAndSwap(waiting, taken) {
			continue
		}
		batch, size = append(batch, t), size+t.bytes()
		if !t.isSaving() {
			n++
			break
		}
	}
	clear(q.tasks[:n]) // the array is still in use for the rest
	if q.tasks = q.tasks[n:]; len(q.tasks) == 0 {
		q.tasks = nil
	}
	return batch
}
