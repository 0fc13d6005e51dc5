package console

import (
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"time"

	"npt/app/api"
	"npt/app/engine"
)

// keepAlive is how often an event stream sends a sign of life.
const keepAlive = 15 * time.Second

// Narrow returns the part of a change that a page may hear of; false if it is none of its business.
type Narrow func(api.Changed) (api.Changed, bool)

// everything lets a page hear of every change.
func everything(c api.Changed) (api.Changed, bool) { return c, true }

// StreamEvents returns a handler that sends the narrowed changes as server-sent events, each `{"name", "data"}`,
// until the browser leaves or closing is closed.
func StreamEvents(e *engine.Engine, closing <-chan struct{}, narrow Narrow) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		stream := http.NewResponseController(w)
		// The stream lasts longer than the time-out of a call.
		_ = stream.SetReadDeadline(time.Time{})
		w.Header().Set("Content-Type", "text/event-stream")
		stop, lines := make(chan struct{}), make(chan []byte)
		var listening sync.WaitGroup
		// The listener is made before the page learns that it is connected, so that it misses no
		// change in between.
		listener := api.NewListener(e)
		listening.Go(func() { listener.Run(stop, passOn(lines, stop, narrow)) })
		defer listening.Wait()
		defer close(stop)
		alive := time.NewTicker(keepAlive)
		defer alive.Stop()
		for text := ": here\n\n"; ; {
			if _, err := io.WriteString(w, text); err != nil || stream.Flush() != nil {
				return
			}
			select {
			case <-r.Context().Done():
				return
			case <-closing:
				return
			case <-alive.C:
				text = ": here\n\n"
			case line := <-lines:
				text = "data: " + string(line) + "\n\n"
			}
		}
	}
}

// passOn returns a listener that writes narrowed changes to lines until stop is closed.
func passOn(lines chan<- []byte, stop <-chan struct{}, narrow Narrow) func(api.Changed) {
	return func(change api.Changed) {
		change, isMeant := narrow(change)
		if !isMeant {
			return
		}
		line, err := json.Marshal(map[string]any{"name": api.ChangedEvent, "data": []api.Changed{change}})
		if err != nil {
			return // it cannot fail: there are only strings and numbers
		}
		select {
		case lines <- line:
		case <-stop:
		}
	}
}
