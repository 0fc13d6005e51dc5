package engine

import (
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
// that is whole, once, unless stop is closed before.
func (e *Engine) checkFile(stop <-chan struct{}) {
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
	unread, isDamaged, err := e.Store.CheckPages(ctx)
	if isDamaged {
		said := notice("answers_damaged", "answers", strconv.Itoa(unread))
		e.damaged.Store(&said)
		e.StatusChanged()
	}
	if isDamaged || err != nil {
		if err != nil && !errors.Is(err, context.Canceled) {
			slog.Error("engine: the data file was not checked", "cause", err)
		}
		return // counts of what can be read would be wrong
	}
	mended, err := e.Store.MendCounts(ctx)
	for _, session := range mended {
		e.Events.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: session})
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("engine: the counts were not checked", "cause", err)
	}
}
