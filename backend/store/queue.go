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

// A commit takes at most so many records and so many bytes of payload: enough
// that the cost of its fsync is spread thin, few enough that nobody waits long.
const (
	maxBatchRows  = 256
	maxBatchBytes = 4 << 20
)

// patience is how long the writer waits, once it has answered a batch, for the same
// callers to come back. Without it the first of them would get a commit of its own.
const patience = 500 * time.Microsecond

// task is one thing for the writer to do: an entry to keep, a sender to note, or
// a change to run in a transaction of its own.
type task struct {
	entry   classroom.NewRecord
	attends bool   // only the entry's sender is meant: there is no record
	shown   int64  // the last message that a sender who attends has shown
	preview string // the entry's preview as the file has it
	receipt classroom.Receipt
	settled bool // it concerns a merged student, whose other records changed with it

	change func(tx *gorm.DB) error // nil for an entry
	beside bool                    // the change leaves owners, sessions, parts, senders and records alone

	err   error
	state atomic.Int32 // waiting, then taken or withdrawn
	done  chan struct{}
}

const (
	waiting int32 = iota
	taken
	withdrawn
)

func (t *task) bytes() int { return len(t.entry.Payload.Data) + len(t.entry.Payload.Plotted) }

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

// do queues t and waits until it is done. If ctx ends while t still waits for
// its turn, t is withdrawn and nothing of it happens.
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

// close lets nothing more in; what is in the queue can still be taken.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Signal()
}

// take waits for tasks and returns what goes into one transaction: one change,
// or entries up to the limits. expected is how many may well be there in a moment.
// It returns nil when the queue is closed and empty.
func (q *queue) take(expected int) []*task {
	for {
		if !q.wait() {
			return nil
		}
		q.settle(expected)
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

// settle lets other goroutines run until so many tasks are queued, for a moment at
// most.
func (q *queue) settle(expected int) {
	expected = min(expected, maxBatchRows)
	for start := time.Now(); q.length() < expected && time.Since(start) < patience; {
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
		full := len(batch) > 0 && (t.change != nil || size+t.bytes() > maxBatchBytes)
		if full {
			break
		}
		if !t.state.CompareAndSwap(waiting, taken) {
			continue
		}
		batch, size = append(batch, t), size+t.bytes()
		if t.change != nil {
			n++
			break
		}
	}
	clear(q.tasks[:n]) // the array lives on under the rest
	if q.tasks = q.tasks[n:]; len(q.tasks) == 0 {
		q.tasks = nil
	}
	return batch
}
