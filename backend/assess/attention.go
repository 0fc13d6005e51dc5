package assess

import (
	"cmp"
	"slices"
	"time"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// AttentionReason is why a student may need the teacher. The window puts it into words.
type AttentionReason string

// The reasons, the most pressing first.
const (
	ReasonHelp     AttentionReason = "help"     // asked for help
	ReasonAttempts AttentionReason = "attempts" // many attempts on the question of their last record, which is not right
	ReasonSilent   AttentionReason = "silent"   // no record for long although the class's median is ahead
	ReasonStart    AttentionReason = "never"    // never started
)

var reasons = []AttentionReason{ReasonHelp, ReasonAttempts, ReasonSilent, ReasonStart}

// Thresholds says when a student needs attention.
type Thresholds struct {
	Silent   time.Duration // time without a record
	Ahead    int           // how many questions the class's median must be ahead then
	Attempts int           // attempts on one question
	Start    time.Duration // time since the student was first seen, without a record
}

// DefaultThresholds applies until the teacher sets others.
var DefaultThresholds = Thresholds{Silent: 10 * time.Minute, Ahead: 1, Attempts: 5, Start: 5 * time.Minute}

// Validate returns nil if the thresholds make sense, else an *Error of CodeBadField.
func (t Thresholds) Validate() error {
	const longest = 8 * time.Hour
	for _, d := range []time.Duration{t.Silent, t.Start} {
		if d < time.Minute || d > longest {
			return classroom.Errorf(classroom.CodeBadField, "Choose between 1 and %d minutes.", int(longest.Minutes()))
		}
	}
	if t.Attempts < 2 || t.Attempts > 1000 {
		return classroom.Errorf(classroom.CodeBadField, "Choose between 2 and 1000 attempts.")
	}
	if t.Ahead < 1 || t.Ahead > 100 {
		return classroom.Errorf(classroom.CodeBadField, "Choose between 1 and 100 questions.")
	}
	return nil
}

// AttentionLine is one line of the list of students who need the teacher. Each student has a line of
// their own; more than maxAlone students with one reason share one. Of those who wait for help, the ones
// with the same answer to the same question do, however few they are.
type AttentionLine struct {
	Reason  AttentionReason
	Visited bool // the teacher was there, and nothing has happened since
	Members []AttentionMember
}

// maxAlone is the largest number of students with one reason who have lines of their own.
const maxAlone = 3

// AttentionMember is a student who may need the teacher, with the facts of the reason.
type AttentionMember struct {
	StudentID int64
	Since     time.Time // ReasonHelp: asked; ReasonAttempts: first sent; ReasonSilent: last record; ReasonStart: first seen
	Text      string    // ReasonHelp: what was asked
	Question  string    // ReasonAttempts: which; ReasonHelp, ReasonSilent: the last one sent, empty if none
	RecordID  int64     // of that question; 0 if none
	Attempts  int       // ReasonAttempts
	SameGroup bool      // ReasonAttempts: all attempts are in one group
	Group     string    // ReasonAttempts: its label, empty if it has none
	Behind    int       // ReasonSilent: how many questions the median is ahead
	VisitedAt time.Time // zero if nobody visited the student, or something has happened since

	Seat     string            // ReasonHelp: where the student sits; empty if they never said it
	TakenAt  time.Time         // ReasonHelp: when somebody set out to go there; zero if nobody is on the way
	Helper   string            // ReasonHelp: who did; empty for the teacher
	GroupKey string            // ReasonHelp: of the group of the answer to Question; empty if there is none
	Verdict  classroom.Verdict // ReasonHelp: on that answer
}

// attention returns the students who need the teacher. Each appears once, with the most pressing
// reason; the longest wait comes first. In a closed session nobody needs help.
func (b *Dashboard) attention(facts classroom.Facts, t Thresholds, groups groupsOf) []AttentionLine {
	if !facts.Session.Open {
		return nil
	}
	asked := map[int64]helpqueue.Wait{}
	for _, h := range slices.Concat(b.visitedFor, b.Help) {
		asked[h.StudentID] = h
	}
	found := map[AttentionReason][]AttentionMember{}
	visited := map[AttentionReason][]AttentionMember{}
	for i := range b.Students {
		s := &b.Students[i]
		if at := facts.Visits[s.ID]; !at.IsZero() && !at.Before(latest(s.LastAt, asked[s.ID].AskedAt)) {
			s.VisitedAt = at
		}
		need, m := b.reason(s, asked, t, groups)
		if need == "" {
			continue
		}
		m.StudentID, m.VisitedAt = s.ID, s.VisitedAt
		if !s.VisitedAt.IsZero() {
			visited[need] = append(visited[need], m)
		} else {
			found[need] = append(found[need], m)
		}
	}
	queue := b.queueLines(found[ReasonHelp])
	delete(found, ReasonHelp)
	return slices.Concat(queue, linesOf(found, false), linesOf(visited, true))
}

// queueLines puts those who wait for help into lines, in the order of the queue, after those to whom
// somebody is on the way. The same answer to the same question is one line: one visit helps all.
func (b *Dashboard) queueLines(members []AttentionMember) []AttentionLine {
	place := map[int64]int{}
	for i, w := range b.Help {
		place[w.StudentID] = i
	}
	slices.SortFunc(members, func(a, b AttentionMember) int { return cmp.Compare(place[a.StudentID], place[b.StudentID]) })
	type mistake struct {
		question, group, helper string
		isTaken                 bool
	}
	at := map[mistake]int{}
	var lines []AttentionLine
	for _, m := range members {
		of := mistake{m.Question, m.GroupKey, m.Helper, !m.TakenAt.IsZero()}
		i, known := at[of]
		if !known || m.GroupKey == "" {
			i = len(lines)
			lines = append(lines, AttentionLine{Reason: ReasonHelp})
			at[of] = i
		}
		lines[i].Members = append(lines[i].Members, m)
	}
	isTaken := func(l AttentionLine) bool { return !l.Members[0].TakenAt.IsZero() }
	waiting := slices.DeleteFunc(slices.Clone(lines), isTaken)
	return append(slices.DeleteFunc(lines, func(l AttentionLine) bool { return !isTaken(l) }), waiting...)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// reason returns why a student may need the teacher; empty if there is no reason.
func (b *Dashboard) reason(s *StudentState, asked map[int64]helpqueue.Wait, t Thresholds, groups groupsOf) (AttentionReason, AttentionMember) {
	last := s.lastCell()
	m := AttentionMember{}
	if last != nil {
		m.Question, m.RecordID = last.Question, last.RecordID
	}
	help, asks := asked[s.ID]
	wentOn := !help.VisitedAt.IsZero() && s.LastAt.After(help.VisitedAt) // the student sent a record after the visit: the visit helped
	switch {
	case asks && !wentOn:
		return ReasonHelp, s.askedFor(help, m, groups)
	case last == nil:
		m.Since = s.FirstSeenAt
		if b.Now.Sub(s.FirstSeenAt) < t.Start {
			return "", m
		}
		return ReasonStart, m
	case last.Attempts >= t.Attempts && last.Verdict != classroom.Right:
		m.Since, m.Attempts = b.reachedAt(last.Cell), last.Attempts
		m.Group, m.SameGroup = groups.of(last.Cell)
		return ReasonAttempts, m
	case b.Now.Sub(s.LastAt) >= t.Silent && b.Median-s.Farthest >= t.Ahead:
		m.Since, m.Behind = s.LastAt, b.Median-s.Farthest
		return ReasonSilent, m
	}
	return "", m
}

// askedFor returns what is said of a student who asked for help: about the question of the request, and
// the answer to that.
func (s *StudentState) askedFor(w helpqueue.Wait, m AttentionMember, groups groupsOf) AttentionMember {
	m.Since, m.Text, m.Seat, m.TakenAt, m.Helper = w.AskedAt, w.Text, w.Seat, w.TakenAt, w.Helper
	if w.Question != "" && w.Question != m.Question {
		m.Question, m.RecordID = w.Question, 0
	}
	i := slices.IndexFunc(s.Cells, func(c JudgedCell) bool { return c.Question == m.Question })
	if i >= 0 {
		m.RecordID, m.Verdict = s.Cells[i].RecordID, s.Cells[i].Verdict
		m.GroupKey, m.Group = groups.answered(s.Cells[i].Cell)
	}
	return m
}

// lastCell returns the student's latest answer; nil if there is none.
func (s *StudentState) lastCell() *JudgedCell {
	i := slices.IndexFunc(s.Cells, func(c JudgedCell) bool { return c.Index == s.Last })
	if i < 0 {
		return nil
	}
	return &s.Cells[i]
}

// linesOf puts students with the same reason into lines, the most pressing reason first.
func linesOf(found map[AttentionReason][]AttentionMember, visited bool) []AttentionLine {
	var lines []AttentionLine
	for _, need := range reasons {
		members := found[need]
		slices.SortFunc(members, func(a, b AttentionMember) int {
			return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.StudentID, b.StudentID))
		})
		if len(members) > maxAlone {
			lines = append(lines, AttentionLine{need, visited, members})
			continue
		}
		for _, m := range members {
			lines = append(lines, AttentionLine{need, visited, []AttentionMember{m}})
		}
	}
	return lines
}
