package export

import (
	"io"
	"strings"

	"npt/backend/roster"
)

// attendanceHeader holds the columns of the attendance list. attendance is present for who has sent an answer, not started
// for whose notebook was seen only, absent, or not on the list.
var attendanceHeader = []string{
	"name", "identifier", "email", "section", "attendance", "answers", "first_seen_at", "last_seen_at", "notebooks",
}

// The words of the column attendance.
const (
	isPresent    = "present"
	isNotStarted = "not started"
	isAbsent     = "absent"
	isNotListed  = "not on the list"
)

// Attendance writes a row for each person of the class list, in its order, and for each student who is not on it.
func Attendance(w io.Writer, from Source) error {
	out, err := newExcelTable(w, from.Separator)
	if err != nil {
		return err
	}
	if err := out.heads(attendanceHeader); err != nil {
		return err
	}
	for _, p := range from.Attendance.Present {
		if err := out.row(presenceRow(p)...); err != nil {
			return err
		}
	}
	for _, o := range from.Attendance.Others {
		s := o.Student
		if err := out.row(s.Display(), "", "", "", isNotListed, s.Records, stamp(s.FirstSeenAt), stamp(s.LastSeenAt), s.Name); err != nil {
			return err
		}
	}
	return out.flush()
}

func presenceRow(p roster.Presence) []any {
	state, first, last := isAbsent, "", ""
	var names []string
	for _, s := range p.Students {
		state = isNotStarted
		names = append(names, s.Name)
		if at := stamp(s.FirstSeenAt); first == "" || at < first {
			first = at
		}
		last = max(last, stamp(s.LastSeenAt))
	}
	if p.Records() > 0 {
		state = isPresent
	}
	return []any{p.Person.Name, p.Person.Identifier, p.Person.Email, p.Person.Section, state, p.Records(), first, last, strings.Join(names, ", ")}
}
