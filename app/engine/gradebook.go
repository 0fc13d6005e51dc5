package engine

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"npt/backend/roster"
)

// IsGradebook reports whether a format is made of the class list and of points or verdicts.
func IsGradebook(format string) bool {
	return slices.Contains([]string{"grid", "answers", "gradebook", "moodle", "canvas"}, format)
}

// Missed is whom a gradebook of a session misses.
type Missed struct {
	NotListed []string // sent something, and are not on the class list
	Without   []string // are on it, and sent nothing
}

// MissedOf returns whom a gradebook misses; nobody if there is no class list.
func MissedOf(a roster.Attendance) (m Missed) {
	if len(a.List.People) == 0 {
		return m
	}
	for _, p := range a.Present {
		if p.Records() == 0 {
			m.Without = append(m.Without, p.Person.Name)
		}
	}
	for _, o := range a.Others {
		if o.Student.Records > 0 {
			m.NotListed = append(m.NotListed, o.Student.Display())
		}
	}
	return m
}

// sayMissed says whom a gradebook misses, before it is written.
func sayMissed(ctx context.Context, st roster.Store, sessionID int64, out io.Writer) error {
	a, err := roster.Attend(ctx, st, sessionID)
	if err != nil {
		return err
	}
	m := MissedOf(a)
	for _, of := range []struct {
		says  string
		names []string
	}{{"not on the class list", m.NotListed}, {"without an answer", m.Without}} {
		if len(of.names) > 0 {
			if _, err := fmt.Fprintf(out, "npt: %d %s: %s\n", len(of.names), of.says, strings.Join(of.names, ", ")); err != nil {
				return err
			}
		}
	}
	return nil
}
