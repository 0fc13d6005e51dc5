package window

import (
	"log/slog"
	"time"
)

// blankWatch notices a window that stays empty: one that opens on a GPU or with a web view that paints nothing.
type blankWatch struct {
	after     time.Duration // how long a page may take to appear
	isPainted func() bool
	browser   func() error // opens the page in the system's browser
	warn      func()       // says why in a native message
}

// run opens the page in the system's browser if it has not appeared in time, and says why; until then it waits, or
// until stop is closed.
func (w blankWatch) run(stop <-chan struct{}) {
	select {
	case <-stop:
		return
	case <-time.After(w.after):
	}
	if w.isPainted() {
		return
	}
	slog.Error("window: the page did not appear", "after", w.after)
	if err := w.browser(); err != nil {
		slog.Error("window: the page cannot be opened in a browser", "err", err)
	}
	w.warn()
}
