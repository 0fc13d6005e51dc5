package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// listen asks for messages as a notebook does and returns their texts.
func (l *lab) listen(ctx context.Context, student string, after int64) ([]string, int64, error) {
	query := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"u-" + student},
		"after": {fmt.Sprint(after)},
	}
	req, err := http.NewRequestWithContext(ctx, "GET", l.address+"/messages?"+query.Encode(), nil)
	if err != nil {
		return nil, 0, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct{ Messages []Message }
	if res.StatusCode != http.StatusOK {
		return nil, 0, errors.New(res.Status)
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return nil, 0, err
	}
	var texts []string
	for _, m := range answer.Messages {
		texts, after = append(texts, m.Text), m.ID
	}
	return texts, after, nil
}

func (l *lab) connected() int {
	l.t.Helper()
	status, err := l.api.Status()
	if err != nil {
		l.t.Fatal(err)
	}
	return status.Connected
}

func TestAMessageReachesFiveHundredNotebooksAtOnce(t *testing.T) {
	const students = 500
	l := openLab(t)
	var got atomic.Int64
	var all sync.WaitGroup
	var sentAt, last atomic.Int64
	for i := range students {
		all.Go(func() {
			texts, _, err := l.listen(t.Context(), fmt.Sprint("student ", i), 0)
			if err != nil || len(texts) != 1 || texts[0] != "Look at the **board**" {
				t.Errorf("student %d got %q (%v)", i, texts, err)
				return
			}
			got.Add(1)
			last.Store(time.Now().UnixMilli())
		})
	}
	eventually(t, "500 notebooks to be connected", func() bool { return l.connected() == students })
	sentAt.Store(time.Now().UnixMilli())
	if _, err := l.api.SendMessage(l.session, "", " Look at the **board** ", ""); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	t.Logf("%d notebooks had it after %d ms", got.Load(), last.Load()-sentAt.Load())

	if students, err := l.api.Students(l.session); err != nil || len(students) != 500 || students[0].Records != 0 {
		t.Errorf("%d students were seen (%v), want 500 without a record", len(students), err)
	}
}

func TestAMessageWaitsForWhoComesLaterAndIsShownOnce(t *testing.T) {
	l := openLab(t)
	for _, text := range []string{"one", "two"} {
		if _, err := l.api.SendMessage(l.session, "", text, ""); err != nil {
			t.Fatal(err)
		}
	}
	texts, shown, err := l.listen(t.Context(), "Alice", 0)
	if err != nil || fmt.Sprint(texts) != "[one two]" {
		t.Fatalf("who comes later gets %q (%v)", texts, err)
	}
	// She says that she has shown them; were one to come again, this would answer at once.
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if texts, _, err := l.listen(ctx, "Alice", shown); err == nil {
		t.Errorf("she got %q again", texts)
	}
	if texts, _, err := l.listen(t.Context(), "Bob", 0); err != nil || len(texts) != 2 {
		t.Errorf("Bob gets %q (%v)", texts, err)
	}
}

func TestWhatAMessageMayBe(t *testing.T) {
	l := openLab(t)
	if _, err := l.api.SendMessage(l.session, " ", "\n", ""); err == nil {
		t.Error("an empty message was sent")
	}
	if _, err := l.api.SendMessage(l.session, "", string(make([]byte, 5001)), ""); err == nil {
		t.Error("a book was sent")
	}
	if _, err := l.api.SendMessage(999, "", "to nobody", ""); err == nil {
		t.Error("a message to no session was sent")
	}
}

func TestClosingTheAppDoesNotWaitForWhoListens(t *testing.T) {
	l := openLab(t)
	done := make(chan error)
	go func() {
		_, _, err := l.listen(context.Background(), "Alice", 0)
		done <- err
	}()
	eventually(t, "Alice to be connected", func() bool { return l.connected() == 1 })
	start := time.Now()
	l.notebooks.Release()
	if err := <-done; err != nil {
		t.Errorf("the waiting notebook got %v, want an empty answer", err)
	}
	if took := time.Since(start); took > closeGrace {
		t.Errorf("it took %v", took)
	}
}
