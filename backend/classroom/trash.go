package classroom

import (
	"context"
	"sync"
	"time"
)

// How long a deletion can be taken back.
const (
	UndoRecords = 10 * time.Second
	UndoSession = 30 * time.Second
)

// Deleted is a deletion: its id, how many records are in it, and how many of those
// chosen were left, as they came anew since the list that they were chosen in.
type Deleted struct {
	ID          int64
	Count, Left int
}

// Undo is a deletion that can be taken back until a moment.
type Undo struct {
	Deleted
	Until time.Time
}

// TrashStore hides what is deleted, and brings it back or deletes it for real. What
// waited when the app ended is there again when it starts.
type TrashStore interface {
	// DeleteRecords hides the chosen records, with those that they stand for. What came
	// after the filter's AsOf is left: nobody has seen it.
	DeleteRecords(ctx context.Context, sel RecordSelection) (Deleted, error)
	// DeleteSession hides the session with all that is in it and returns the id of its
	// deletion and how many records it has.
	DeleteSession(ctx context.Context, id int64) (deletion int64, records int, err error)
	// UndoDelete brings back what waits for the deletion and returns its session. It is
	// CodeNotFound if the deletion is finished or was taken back.
	UndoDelete(ctx context.Context, id int64) (session int64, err error)
	// FinishDelete deletes for real what waits for the deletion. One that was finished or
	// taken back is none.
	FinishDelete(ctx context.Context, id int64) error
}

// Trash is deleting what can be taken back for a while.
type Trash struct {
	store  TrashStore
	events Publisher
	now    func() time.Time
	later  func(time.Duration, func()) (stop func() bool)
	failed func(error)

	mu      sync.Mutex
	closed  bool
	waiting map[int64]func() bool // by deletion: what keeps it from being finished
	working sync.WaitGroup
}

// NewTrash returns a Trash over store that publishes to events and reads the time from
// now. later calls a function in a goroutine of its own once a time has passed, as
// time.AfterFunc does; failed is told what went wrong there.
func NewTrash(store TrashStore, events Publisher, now func() time.Time, later func(time.Duration, func()) (stop func() bool), failed func(error)) *Trash {
	return &Trash{store: store, events: events, now: now, later: later, failed: failed, waiting: map[int64]func() bool{}}
}

// DeleteRecords takes the chosen records out of every view and count, and deletes them
// once UndoRecords has passed. What came after the filter's AsOf is left.
func (t *Trash) DeleteRecords(ctx context.Context, sel RecordSelection) (Undo, error) {
	deleted, err := t.store.DeleteRecords(ctx, sel)
	if err != nil {
		return Undo{}, err
	}
	t.events.Publish(Event{Kind: RecordsChanged, SessionID: sel.Filter.SessionID})
	return t.wait(deleted, UndoRecords), nil
}

// DeleteSession takes a session out of every view, and deletes it with all its records
// once UndoSession has passed.
func (t *Trash) DeleteSession(ctx context.Context, id int64) (Undo, error) {
	deletion, records, err := t.store.DeleteSession(ctx, id)
	if err != nil {
		return Undo{}, err
	}
	t.events.Publish(Event{Kind: SessionsChanged, SessionID: id})
	return t.wait(Deleted{ID: deletion, Count: records}, UndoSession), nil
}

// Undo takes a deletion back and returns its session. It is CodeNotFound once it is too
// late.
func (t *Trash) Undo(ctx context.Context, id int64) (session int64, err error) {
	t.mu.Lock()
	if stop := t.waiting[id]; stop != nil {
		stop()
		delete(t.waiting, id)
	}
	t.mu.Unlock()
	if session, err = t.store.UndoDelete(ctx, id); err != nil {
		return 0, err
	}
	t.events.Publish(Event{Kind: RecordsChanged, SessionID: session})
	t.events.Publish(Event{Kind: SessionsChanged, SessionID: session})
	return session, nil
}

func (t *Trash) wait(d Deleted, span time.Duration) Undo {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.waiting[d.ID] = t.later(span, func() { t.finish(d.ID) })
	}
	return Undo{Deleted: d, Until: t.now().Add(span)}
}

func (t *Trash) finish(id int64) {
	t.mu.Lock()
	_, waits := t.waiting[id]
	delete(t.waiting, id)
	if !waits || t.closed {
		t.mu.Unlock()
		return
	}
	t.working.Add(1)
	t.mu.Unlock()
	defer t.working.Done()
	if err := t.store.FinishDelete(context.Background(), id); err != nil {
		t.failed(err)
	}
}

// Close finishes nothing more and waits for what is being finished.
func (t *Trash) Close() {
	t.mu.Lock()
	t.closed = true
	for id, stop := range t.waiting {
		stop()
		delete(t.waiting, id)
	}
	t.mu.Unlock()
	t.working.Wait()
}
