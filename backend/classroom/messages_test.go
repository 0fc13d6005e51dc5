package classroom

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// emptyStore is a store without messages.
type emptyStore struct{}

func (emptyStore) AddMessage(_ context.Context, m Message) (Message, error) { return m, nil }
func (emptyStore) TakeBackHelp(context.Context, Listening, time.Time, time.Time) (int64, error) {
	return 1, nil
}

func (emptyStore) AddHelp(context.Context, Listening, string, HelpRequest) (int64, error) {
	return 1, nil
}
func (emptyStore) Attend(context.Context, Listening, time.Time) (Attendance, error) {
	return Attendance{SessionID: 1}, nil
}
func (emptyStore) WouldTake(context.Context, Listening, string) (int64, error) { return 1, nil }
func (emptyStore) MessagesAfter(context.Context, int64, SenderKey, int64, time.Time) ([]Message, error) {
	return nil, nil
}
func (emptyStore) AskedInputs(context.Context, int64) ([]AskedInputs, error) { return nil, nil }
func (emptyStore) TakeBack(context.Context, int64, time.Time) (int64, error) { return 1, nil }
func (emptyStore) NoteTaken(context.Context, int64, SenderKey, []TakenCode, time.Time) (bool, error) {
	return false, nil
}

type counter struct{ atomic.Int32 }

func (c *counter) Publish(Event) { c.Add(1) }

func TestANotebookIsConnectedUntilItStopsAsking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var published counter
		m := NewMessages(emptyStore{}, &published, time.Now, func(s string) string { return s })
		ask := func(who string, wait time.Duration) {
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			defer cancel()
			if _, err := m.Listen(ctx, Listening{Sender: SenderKey{UUID: "u", Name: who}}); err != nil {
				t.Error(err)
			}
		}
		want := func(n int, told int32) {
			t.Helper()
			synctest.Wait()
			if got := m.Connected(1); got != n || published.Load() != told {
				t.Errorf("%d connected and %d events after %v, want %d and %d", got, published.Load(), time.Now(), n, told)
			}
		}
		go ask("Alice", time.Minute)
		go ask("Bob", time.Minute)
		want(2, 2)
		time.Sleep(time.Minute + betweenPolls/2)
		want(2, 2) // both are between two requests
		go ask("Alice", time.Minute)
		time.Sleep(betweenPolls)
		want(1, 3) // Bob did not send another request
		time.Sleep(time.Minute + betweenPolls)
		want(0, 4)
	})
}
