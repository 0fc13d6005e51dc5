package api

import (
	"slices"
	"testing"
	"time"
)

// The page sorts and compares times as the texts that it gets.
func TestTimesSortAsTheirTexts(t *testing.T) {
	second := time.Date(2026, 11, 30, 20, 2, 45, 0, time.UTC)
	var texts []string
	for _, at := range []time.Duration{0, time.Microsecond, 675 * time.Millisecond, 675*time.Millisecond + time.Microsecond, 680 * time.Millisecond, time.Second} {
		texts = append(texts, stamp(second.Add(at)))
	}
	if !slices.IsSorted(texts) {
		t.Errorf("%q are in no order", texts)
	}
	if got := stamp(second.Local()); got != "2026-11-30T20:02:45.000000Z" {
		t.Errorf("a whole second is %s", got)
	}
}
