package api_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"npt/app/enginetest"
)

func connected(l *enginetest.Lab) int {
	l.T.Helper()
	status, err := l.API.Status()
	if err != nil {
		l.T.Fatal(err)
	}
	return status.Connected
}

func TestAMessageReachesFiveHundredNotebooksAtOnce(t *testing.T) {
	const students = 500
	l := enginetest.Open(t)
	var got atomic.Int64
	var all sync.WaitGroup
	var sentAt, last atomic.Int64
	for i := range students {
		all.Go(func() {
			texts, _, err := l.Listen(t.Context(), fmt.Sprint("student ", i), 0)
			if err != nil || len(texts) != 1 || texts[0] != "Look at the **board**" {
				t.Errorf("student %d got %q (%v)", i, texts, err)
				return
			}
			got.Add(1)
			last.Store(time.Now().UnixMilli())
		})
	}
	enginetest.Eventually(t, "500 notebooks to be connected", func() bool { return connected(l) == students })
	sentAt.Store(time.Now().UnixMilli())
	if _, err := l.API.SendMessage(l.Session, "", " Look at the **board** ", ""); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	t.Logf("%d notebooks had it after %d ms", got.Load(), last.Load()-sentAt.Load())

	if students, err := l.API.Students(l.Session); err != nil || len(students) != 500 || students[0].Records != 0 {
		t.Errorf("%d students were seen (%v), want 500 without a record", len(students), err)
	}
}

func TestAMessageWaitsForWhoComesLaterAndIsShownOnce(t *testing.T) {
	l := enginetest.Open(t)
	for _, text := range []string{"one", "two"} {
		if _, err := l.API.SendMessage(l.Session, "", text, ""); err != nil {
			t.Fatal(err)
		}
	}
	texts, shown, err := l.Listen(t.Context(), "Alice", 0)
	if err != nil || fmt.Sprint(texts) != "[one two]" {
		t.Fatalf("who comes later gets %q (%v)", texts, err)
	}
	// She says that she has shown them; if one came again, this would answer at once.
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if texts, _, err := l.Listen(ctx, "Alice", shown); err == nil {
		t.Errorf("she got %q again", texts)
	}
	if texts, _, err := l.Listen(t.Context(), "Bob", 0); err != nil || len(texts) != 2 {
		t.Errorf("Bob gets %q (%v)", texts, err)
	}
}

func TestWhatAMessageMayBe(t *testing.T) {
	l := enginetest.Open(t)
	if _, err := l.API.SendMessage(l.Session, " ", "\n", ""); err == nil {
		t.Error("an empty message was sent")
	}
	if _, err := l.API.SendMessage(l.Session, "", string(make([]byte, 5001)), ""); err == nil {
		t.Error("a book was sent")
	}
	if _, err := l.API.SendMessage(999, "", "to nobody", ""); err == nil {
		t.Error("a message to no session was sent")
	}
}
