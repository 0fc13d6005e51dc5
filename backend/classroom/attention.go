package classroom

import (
	"cmp"
	"slices"
	"time"
)

// Need is why a student may need the teacher. The window puts it into words.
type Need string

// The needs, the most pressing first.
const (
	NeedHelp     Need = "help"     // asked for help
	NeedAttempts Need = "attempts" // many attempts on the question of their last record, which is not right
	NeedSilent   Need = "silent"   // no record for long while the class's median is ahead
	NeedStart    Need = "never"    // never started
)

var needs = []Need{NeedHelp, NeedAttempts, NeedSilent, NeedStart}

// Thresholds say when a student needs attention.
type Thresholds struct {
	Silent   time.Duration // without a record
	Ahead    int           // questions that the class's median is then ahead
	Attempts int           // on one question
	Start    time.Duration // seen without a record
}

// DefaultThresholds hold until the teacher sets others.
var DefaultThresholds = Thresholds{Silent: 10 * time.Minute, Ahead: 1, Attempts: 5, Start: 5 * time.Minute}

// Validate returns nil if the thresholds make sense, else an *Error of CodeBadField.
func (t Thresholds) Validate() error {
	const longest = 8 * time.Hour
	for _, d := range []time.Duration{t.Silent, t.Start} {
		if d < time.Minute || d > longest {
			return Errorf(CodeBadField, "Choose between 1 and %d minutes.", int(longest.Minutes()))
		}
	}
	if t.Attempts < 2 || t.Attempts > 1000 {
		return Errorf(CodeBadField, "Choose between 2 and 1000 attempts.")
	}
	if t.Ahead < 1 || t.Ahead > 100 {
		return Errorf(CodeBadField, "Choose between 1 and 100 questions.")
	}
	return nil
}

// AttentionLine is the students who need the teacher for one reason: each has a line,
// but more than maxAlone of one reason share one.
type AttentionLine struct {
	Need    Need
	Visited bool // the teacher was there and nothing is new since
	Members []AttentionMember
}

// maxAlone is how many students of one reason have lines of their own.
const maxAlone = 3

// AttentionMember is a student who may need the teacher, in facts.
type AttentionMember struct {
	StudentID int64
	Since     time.Time // asked, first sent, last record, first seen
	Text      string    // NeedHelp: what was asked
	Question  string    // NeedAttempts: which; NeedHelp, NeedSilent: the last one sent, empty if none
	RecordID  int64     // of that question; 0 if none
	Attempts  int       // NeedAttempts
	SameGroup bool      // NeedAttempts: all of them fell into one group
	Group     string    // NeedAttempts: its label, empty if it has none
	Behind    int       // NeedSilent: how many questions the median is ahead
	VisitedAt time.Time // zero if nobody was there, or something is new since
}

// attention finds who needs the teacher: each student once, for the most pressing
// reason, and who waits longest first. A closed session needs nobody.
func (b *Board) attention(facts Facts, t Thresholds, groups groupsOf) []AttentionLine {
	if !facts.Session.Open {
		return nil
	}
	asked := map[int64]HelpRequest{}
	for _, h := range facts.Help {
		asked[h.StudentID] = h
	}
	found := map[Need][]AttentionMember{}
	visited := map[Need][]AttentionMember{}
	for i := range b.Students {
		s := &b.Students[i]
		need, m := b.need(s, asked, t, groups)
		if need == "" {
			continue
		}
		m.StudentID = s.ID
		if at := facts.Visits[s.ID]; !at.Before(latest(s.LastAt, asked[s.ID].AskedAt)) && !at.IsZero() {
			m.VisitedAt = at
			visited[need] = append(visited[need], m)
		} else {
			found[need] = append(found[need], m)
		}
	}
	return append(linesOf(found, false), linesOf(visited, true)...)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// need returns why a student may need the teacher, empty if for nothing.
func (b *Board) need(s *StudentState, asked map[int64]HelpRequest, t Thresholds, groups groupsOf) (Need, AttentionMember) {
	last := s.lastCell()
	m := AttentionMember{}
	if last != nil {
		m.Question, m.RecordID = last.Question, last.RecordID
	}
	help, asks := asked[s.ID]
	wentOn := !help.VisitedAt.IsZero() && s.LastAt.After(help.VisitedAt) // the visit was the answer
	switch {
	case asks && !wentOn:
		m.Since, m.Text = help.AskedAt, help.Text
		return NeedHelp, m
	case last == nil:
		m.Since = s.FirstSeenAt
		if b.Now.Sub(s.FirstSeenAt) < t.Start {
			return "", m
		}
		return NeedStart, m
	case last.Attempts >= t.Attempts && last.Verdict != Right:
		m.Since, m.Attempts = b.reachedAt(last.Cell), last.Attempts
		m.Group, m.SameGroup = groups.of(last.Cell)
		return NeedAttempts, m
	case b.Now.Sub(s.LastAt) >= t.Silent && b.Median-s.Farthest >= t.Ahead:
		m.Since, m.Behind = s.LastAt, b.Median-s.Farthest
		return NeedSilent, m
	}
	return "", m
}

// lastCell returns the answer that the student sent last, nil if there is none.
func (s *StudentState) lastCell() *JudgedCell {
	i := slices.IndexFunc(s.Cells, func(c JudgedCell) bool { return c.Place == s.Last })
	if i < 0 {
		return nil
	}
	return &s.Cells[i]
}

// linesOf puts students of one reason into lines, the most pressing reason first.
func linesOf(found map[Need][]AttentionMember, visited bool) []AttentionLine {
	var lines []AttentionLine
	for _, need := range needs {
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
