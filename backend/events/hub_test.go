package events_test

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
)

func TestListenerIsToldAtOnceThenAtMostOnceAnInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hub, stop := events.New(), make(chan struct{})
		var told []events.Change
		var at []time.Duration
		start := time.Now()
		go hub.Listen(stop, 100*time.Millisecond, func(c events.Change) {
			told, at = append(told, c), append(at, time.Since(start))
		})
		synctest.Wait()

		for range 1000 {
			hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: 7})
		}
		synctest.Wait()
		hub.Publish(classroom.Event{Kind: classroom.SessionsChanged, SessionID: 8})
		hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: 7})
		time.Sleep(time.Second)
		close(stop)
		synctest.Wait()

		if len(told) != 2 || at[0] != 0 || at[1] != 100*time.Millisecond {
			t.Fatalf("told %v at %v, want two changes, at 0 and 100ms", told, at)
		}
		slices.Sort(told[1].Sessions)
		if !slices.Equal(told[1].Sessions, []int64{7, 8}) || len(told[1].Kinds) != 2 {
			t.Errorf("the second change is %+v, want both kinds and sessions 7 and 8", told[1])
		}
	})
}

func TestSlowListenerNeverDelaysTheWriter(t *testing.T) {
	hub, stop, release := events.New(), make(chan struct{}), make(chan struct{})
	entered := make(chan struct{}, 1)
	var done sync.WaitGroup
	done.Go(func() {
		hub.Listen(stop, 0, func(events.Change) {
			select {
			case entered <- struct{}{}:
			default:
			}
			<-release
		})
	})
	for len(entered) == 0 {
		hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: 1})
	}
	// The listener now hangs in its callback; were Publish to wait, this would never end.
	for i := range 100_000 {
		hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: int64(i % 3)})
	}
	close(stop)
	close(release)
	done.Wait()
}
