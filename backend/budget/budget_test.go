package budget

import (
	"context"
	"errors"
	"testing"
)

// One answer is read at a time, and who does not wait any more is not served.
func TestInTurn(t *testing.T) {
	begun, may := make(chan bool), make(chan bool)
	done := make(chan error)
	go func() {
		done <- InTurn(t.Context(), func() {
			begun <- true
			<-may
		})
	}()
	<-begun
	gone, leave := context.WithCancel(t.Context())
	waits := make(chan error)
	go func() { waits <- InTurn(gone, func() { t.Error("it was read for a page that had gone") }) }()
	leave()
	if err := <-waits; !errors.Is(err, context.Canceled) {
		t.Errorf("a page that has gone gets %v", err)
	}
	may <- true
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := InTurn(t.Context(), func() {}); err != nil {
		t.Errorf("after it the turn is not free: %v", err)
	}
}

// A panic costs one answer, and not the turn.
func TestAPanicIsAnError(t *testing.T) {
	for range 2 {
		if err := InTurn(t.Context(), func() { panic("a decoder's defect") }); err == nil {
			t.Error("the panic is lost")
		}
	}
}

func TestCacheForgetsWhatWasNotAskedForLongest(t *testing.T) {
	const value = 1000
	c := NewCache[string, int](3 * (value + entryWeight))
	for i, key := range []string{"a", "b", "c"} {
		c.Put(key, i, value)
	}
	c.Get("a")
	c.Put("d", 3, value)
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if _, known := c.Get(key); known != want {
			t.Errorf("%s is known: %v, want %v", key, known, want)
		}
	}
	c.Put("a", 7, 2*value+entryWeight) // instead of what it had
	if v, _ := c.Get("a"); v != 7 {
		t.Errorf("a is %d, want 7", v)
	}
	c.Put("e", 8, 100*value)
	if _, known := c.Get("e"); known {
		t.Error("what is heavier than the limit is kept")
	}
	if c.weight > c.limit || len(c.entries) != c.order.Len() {
		t.Errorf("%d bytes of %d, %d entries of %d", c.weight, c.limit, len(c.entries), c.order.Len())
	}
}
