// Package budget bounds what reading answers may cost the teacher's computer. limits.go is the table
// of all limits, calibrated so that one answer takes less than a second of one core, and everything
// that is read at a time fits into the memory of a small laptop. InTurn lets one answer at a time be
// read, so that a hostile one holds up neither a student who sends nor another page for longer than
// its own budget. Cache keeps what was read, up to a size in bytes.
//
// It reads no answer itself. payload and compare take the limits from it, assess and the API read in
// turn. What is beyond a limit is never a wrong answer: it is shown as "too costly to show", or
// compared as a whole only.
package budget

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
)

// turn holds one token for each answer that may be read at a time. All pages of the process share it.
var turn = make(chan struct{}, AtOnce)

// InTurn calls read once it is its turn; those who wait are served in the order in which they came.
// It returns the error of ctx, without reading, if ctx ends before. A panic in read is logged and
// returned as an error, because a decoder that a hostile file breaks must not end the program.
func InTurn(ctx context.Context, read func()) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		<-turn
		if p := recover(); p != nil {
			slog.Error("budget: reading an answer failed", "cause", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("budget: reading an answer failed: %v", p)
		}
	}()
	read()
	return nil
}
