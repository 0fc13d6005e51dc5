package retention

import (
	"testing"
	"time"
)

func day(n int) time.Time { return time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func TestHowLongASessionIsKept(t *testing.T) {
	closed := Session{ID: 1, Created: day(0), ClosedAt: day(1)}
	open := Session{ID: 1, Created: day(0), IsOpen: true}
	other := Session{ID: 1, Created: day(5), ClosedAt: day(6)}
	six := Plan{Months: 6}
	dated := Plan{}.With(closed, Term{Until: day(100)})
	for _, c := range []struct {
		name string
		plan Plan
		of   Session
		at   int
		want State
		end  time.Time
	}{
		{"nothing is set", Plan{}, closed, 10_000, Kept, time.Time{}},
		{"months, early", six, closed, 30, Kept, day(1).AddDate(0, 6, 0)},
		{"months, while it is open", six, open, 10_000, Kept, time.Time{}},
		{"months, kept by hand", six.With(closed, Term{IsKept: true}), closed, 10_000, Kept, time.Time{}},
		{"a date, early", dated, closed, 85, Kept, day(100)},
		{"a date, two weeks before", dated, closed, 86, Ending, day(100)},
		{"a date, for another session of that id", dated, other, 86, Kept, time.Time{}},
		{"a date, nobody was reminded", dated, closed, 500, Ending, day(514)},
		{"a date, reminded late", dated.With(closed, Term{Until: day(100), Reminded: day(95)}), closed, 108, Ending, day(109)},
		{"a date, reminded", dated.With(closed, Term{Until: day(100), Reminded: day(86)}), closed, 100, Ended, day(100)},
		{"a date, reminded, open again", dated.With(open, Term{Until: day(100), Reminded: day(86)}), open, 101, Ending, day(100)},
	} {
		got, end := Read(c.plan.Text()).State(c.of, day(c.at))
		if got != c.want || !end.Equal(c.end) {
			t.Errorf("%s: %d until %v, want %d until %v", c.name, got, end, c.want, c.end)
		}
	}
}

func TestAPlanThatCannotBeReadKeepsEverything(t *testing.T) {
	for _, text := range []string{"", "x", `{"months":-1}`, `{"months":100000}`} {
		if p := Read(text); p.Months != 0 || len(p.Sessions) != 0 {
			t.Errorf("%q: %+v", text, p)
		}
	}
	s := Session{ID: 1, Created: day(0)}
	if p := (Plan{}).With(s, Term{IsKept: true}).With(s, Term{}); len(p.Sessions) != 0 {
		t.Errorf("what was taken back is there: %+v", p)
	}
}
