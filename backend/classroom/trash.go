package classroom

import (
	"context"
	"sync"
	"time"
)

// UndoFor is how long a deletion can be undone.
const UndoFor = 30 * time.Second

// Deleted describes a deletion: its id, how many records it has, and how many of the selected records
// it left because they were sent again after the list was read.
type Deleted struct {
	ID          int64
	Count, Left int
}

// Undo is a deletion that can be undone until a point in time.
type Undo struct {
	Deleted
	Until time.Time
}

// TrashStore hides deleted records and sessions, and later restores them or deletes them for good.
// Deletions that were waiting when the app ended are undone at its next start.
type TrashStore interface {
	// DeleteRecords hides the selected records and the merged senders' records that they represent. It
	// leaves records that came after the filter's AsOf, because nobody has seen them.
	DeleteRecords(ctx context.Context, sel RecordSelection) (Deleted, error)
	// DeleteSession hides the session with everything in it. It returns the id of the deletion and how
	// many records the session has.
	DeleteSession(ctx context.Context, id int64) (deletion int64, records int, err error)
	// RemoveSilent removes the students of a session who have sent nothing and whom the teacher did
	// nothing for. It can be undone while the app runs.
	RemoveSilent(ctx context.Context, sessionID int64) (Deleted, error)
	// UndoDelete restores what the deletion hid and returns its session. The error is CodeNotFound if
	// the deletion is finished or was undone.
	UndoDelete(ctx context.Context, id int64) (session int64, err error)
	// FinishDelete deletes for good what the deletion hid. It does nothing if the deletion is finished
	// or was undone. When ctx ends it stops after a portion; the next start ends the deletion.
	FinishDelete(ctx context.Context, id int64) error
}

// Trash deletes records and sessions in such a way that it can be undone for a while.
type Trash struct {
	store  TrashStore
	events Publisher
	now    func() time.Time
	later  func(time.Duration, func()) (stop func() bool)
	failed func(error)

	ending context.Context // done when deletions under way must stop
	end    context.CancelFunc

	mu      sync.Mutex
	closed  bool
	waiting map[int64]func() bool // by deletion: stops the timer that finishes it
	working sync.WaitGroup
}

// NewTrash returns a Trash over store that publishes to events and reads the time from now. later
// calls a function in its own goroutine after a time, as time.AfterFunc does; failed is called with an
// error that occurs there.
func NewTrash(store TrashStore, events Publisher, now func() time.Time, later func(time.Duration, func()) (stop func() bool), failed func(error)) *Trash {
	t := &Trash{store: store, events: events, now: now, later: later, failed: failed, waiting: map[int64]func() bool{}}
	t.ending, t.end = context.WithCancel(context.Background())
	return t
}

// DeleteRecords removes the selected records from every view and count, and deletes them for good
// after UndoFor. It leaves records that came after the filter's AsOf.
func (t *Trash) DeleteRecords(ctx context.Context, sel RecordSelection) (Undo, error) {
	deleted, err := t.store.DeleteRecords(ctx, sel)
	if err != nil {
		return Undo{}, err
	}
	t.events.Publish(Event{Kind: RecordsChanged, SessionID: sel.Filter.SessionID})
	return t.wait(deleted), nil
}

// DeleteSession removes a session from every view, and deletes it for good with all its records after
// UndoFor.
func (t *Trash) DeleteSession(ctx context.Context, id int64) (Undo, error) {
	deletion, records, err := t.store.DeleteSession(ctx, id)
	if err != nil {
		return Undo{}, err
	}
	t.events.Publish(Event{Kind: SessionsChanged, SessionID: id})
	return t.wait(Deleted{ID: deletion, Count: records}), nil
}

// RemoveSession deletes a session with all that is in it for good, at once. If the app closes
// meanwhile, its next start ends the deletion.
func (t *Trash) RemoveSession(ctx context.Context, id int64) error {
	deletion, _, err := t.store.DeleteSession(ctx, id)
	if err != nil {
		return err
	}
	t.events.Publish(Event{Kind: SessionsChanged, SessionID: id})
	return t.store.FinishDelete(ctx, deletion)
}

// RemoveSilent removes the students who have sent nothing from a session. A notebook among them that
// still listens comes back by itself.
func (t *Trash) RemoveSilent(ctx context.Context, sessionID int64) (Undo, error) {
	removed, err := t.store.RemoveSilent(ctx, sessionID)
	if err != nil {
		return Undo{}, err
	}
	t.events.Publish(Event{Kind: RecordsChanged, SessionID: sessionID})
	return t.wait(removed), nil
}

// Undo undoes a deletion and returns its session. The error is CodeNotFound if it is too late.
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

func (t *Trash) wait(d Deleted) Undo {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.waiting[d.ID] = t.later(UndoFor, func() { t.finish(d.ID) })
	}
	return Undo{Deleted: d, Until: t.now().Add(UndoFor)}
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
	if err := t.store.FinishDelete(t.ending, id); err != nil {
		t.failed(err)
	}
}

// Close starts no more deletions, and has those under way stop after a portion: the next start of the
// app ends them.
func (t *Trash) Close() {
	t.end()
	t.mu.Lock()
	t.closed = true
	for id, stop := range t.waiting {
		stop()
		delete(t.waiting, id)
	}
	t.mu.Unlock()
	t.working.Wait()
}
