package engine

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"npt/backend/classroom"
)

// countsAfter is how long after the start the counts are checked: the page is drawn by then, and
// notebooks are answered.
const countsAfter = 3 * time.Second

// checkCounts compares all counts with the records once, unless stop is closed before.
func (e *Engine) checkCounts(stop <-chan struct{}) {
	select {
	case <-stop:
		return
	case <-time.After(countsAfter):
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	mended, err := e.Store.MendCounts(ctx)
	for _, session := range mended {
		e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: session})
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("engine: the counts were not checked", "cause", err)
	}
}
