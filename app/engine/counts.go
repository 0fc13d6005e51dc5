package engine

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"npt/backend/classroom"
)

// countsAfter is how long after the start the file and its counts are checked: the page is drawn by then, and
// notebooks are answered.
const countsAfter = 3 * time.Second

// checkFile looks for damaged pages of the data file, and compares all counts with the records of one
// that is whole, once, unless stop is closed before. It reports whether the file is whole.
func (e *Engine) checkFile(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return false
	case <-time.After(cmp.Or(e.config.CheckAfter, countsAfter)):
	}
	ctx, cancel := until(stop)
	defer cancel()
	unread, isDamaged, err := e.Store.CheckPages(ctx)
	if isDamaged {
		said := notice("answers_damaged", "answers", strconv.Itoa(unread))
		e.damaged.Store(&said)
		e.StatusChanged()
	}
	if isDamaged || err != nil {
		if err != nil && ctx.Err() == nil { // an app that closes interrupts it
			slog.Error("engine: the data file was not checked", "cause", err)
		}
		return false // counts of what can be read would be wrong
	}
	mended, err := e.Store.MendCounts(ctx)
	for _, session := range mended {
		e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: session})
	}
	if err != nil && ctx.Err() == nil {
		slog.Error("engine: the counts were not checked", "cause", err)
	}
	return ctx.Err() == nil
}

// resumeDeletions goes on with the deletions that an earlier run did not end, until stop is closed.
func (e *Engine) resumeDeletions(stop <-chan struct{}) {
	ctx, cancel := until(stop)
	defer cancel()
	err := e.Store.ResumeDeletions(ctx, func(session int64) {
		e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: session})
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("engine: deletions of the last run did not end", "cause", err)
	}
	if err := e.Files.Sweep(ctx); err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("engine: files of deleted sessions are left", "cause", err)
	}
}

// until returns a context that ends when stop is closed, or with cancel.
func until(stop <-chan struct{}) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(context.Background())
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
