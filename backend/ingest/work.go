package ingest

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"

	"npt/backend/budget"
	"npt/backend/classroom"
)

// work bounds the large records that are decoded, checked and committed at a time. A body has arrived
// before: so a slow network holds up nobody, several copies of few bodies are in memory at once, and a
// small record waits for the commits of few large ones.
type work struct{ room *semaphore.Weighted }

func newWork() *work { return &work{room: semaphore.NewWeighted(budget.Work)} }

// enter reads the request's body into memory and, if it is large, waits for its turn. The caller calls
// leave once the record is committed.
func (w *work) enter(r *http.Request) (leave func(), err error) {
	data, err := wholeBody(r)
	if err != nil {
		return nil, bodyError(err)
	}
	r.Body = received{bytes.NewReader(data), data}
	if len(data) <= budget.SmallBody {
		return func() {}, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), waitForBodies)
	defer cancel()
	size := int64(len(data))
	if err := w.room.Acquire(ctx, size); err != nil {
		return nil, &classroom.Error{
			Code: classroom.CodeUnavailable, Message: "Too many large records at once: send again in a moment",
			RetryAfter: time.Second, Cause: err,
		}
	}
	return func() { w.room.Release(size) }, nil
}

// received is a body that is in memory.
type received struct {
	*bytes.Reader
	data []byte
}

// Close does nothing.
func (received) Close() error { return nil }

// wholeBody returns the request's body. Its memory grows with what has come, not with what was announced.
func wholeBody(r *http.Request) ([]byte, error) {
	if in, ok := r.Body.(received); ok {
		return in.data, nil
	}
	var all bytes.Buffer
	_, err := all.ReadFrom(r.Body)
	return all.Bytes(), err
}
