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

// A session of 0 means every session, also together with others; the status belongs to no session.
func TestEverySessionIsNoSession(t *testing.T) {
	for _, c := range []struct {
		name      string
		published []classroom.Event
		sessions  []int64
	}{
		{"one", []classroom.Event{{Kind: classroom.RecordsChanged, SessionID: 3}}, []int64{3}},
		{"every", []classroom.Event{{Kind: classroom.AssessmentChanged}}, nil},
		{"one and every", []classroom.Event{{Kind: classroom.RecordsChanged, SessionID: 3}, {Kind: classroom.AssessmentChanged}}, nil},
		{"one and the status", []classroom.Event{{Kind: classroom.RecordsChanged, SessionID: 3}, {Kind: classroom.StatusChanged}, {Kind: classroom.StatusChanged, SessionID: 4}}, []int64{3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				hub, stop := events.New(), make(chan struct{})
				listener := hub.NewListener()
				var told []events.Change
				for _, e := range c.published {
					hub.Publish(e)
				}
				go listener.Run(stop, 0, func(change events.Change) { told = append(told, change) })
				synctest.Wait()
				// An event for every session is told once, and does not affect later changes.
				hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: 9})
				synctest.Wait()
				time.Sleep(time.Second)
				close(stop)
				synctest.Wait()
				if len(told) != 2 || !slices.Equal(told[0].Sessions, c.sessions) || !slices.Equal(told[1].Sessions, []int64{9}) {
					t.Errorf("told %+v, want the sessions %v and then 9", told, c.sessions)
				}
			})
		})
	}
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
	// The listener is stuck in its callback now; if Publish waited, this test would never end.
	for i := range 100_000 {
		hub.Publish(classroom.Event{Kind: classroom.RecordsChanged, SessionID: int64(i % 3)})
	}
	close(stop)
	close(release)
	done.Wait()
}
