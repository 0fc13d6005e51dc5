package api

import (
	"slices"
	"time"

	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// Dashboard is everything that the dashboard shows of a session, or what changed of it: a record
// changes one row of hundreds. It is one answer, so that the page makes one call and one repaint.
type Dashboard struct {
	Version string `json:"version"` // names what the page knows with this answer
	// Since is the version to which the lists are changes: they lack the questions and rows that are as
	// they were, and all of a list in Same. It is empty where they are whole.
	Since          string              `json:"since"`
	Same           []string            `json:"same"`  // attention, sharedMistakes
	Now            string              `json:"now"`   // when this was counted
	Start          string              `json:"start"` // the zero of the seconds in cells and pace; empty before the first record
	Glance         Glance              `json:"glance"`
	Queue          HelpQueue           `json:"queue"`
	Questions      []DashboardQuestion `json:"questions"`      // in the catalogue's order, including those that nobody reached yet
	Rows           []StudentRow        `json:"rows"`           // every student seen, by name
	Attention      []AttentionLine     `json:"attention"`      // the most pressing first; visited ones at the end
	SharedMistakes []SharedMistake     `json:"sharedMistakes"` // wrong answers that several students share, the most frequent first
}

// Glance is the state of the room in figures.
type Glance struct {
	Seen      int    `json:"seen"`      // students who connected or sent something
	Started   int    `json:"started"`   // students who have a record
	Connected int    `json:"connected"` // notebooks that listen now
	Active    int    `json:"active"`    // students who sent a record in the last five minutes
	Records   int    `json:"records"`
	Attempts  int    `json:"attempts"`
	Median    string `json:"median"`    // the question that the median student who started has reached; empty if nobody started
	Lowest    string `json:"lowest"`    // reached by the student who is least advanced
	Highest   string `json:"highest"`   // reached by the student who is most advanced
	Help      int    `json:"help"`      // students who wait for help
	HelpSince string `json:"helpSince"` // when the first of them asked; empty if nobody waits
}

// DashboardQuestion is a question as a column of the grid, with its bar and its pace.
type DashboardQuestion struct {
	Label    string `json:"label"`
	Title    string `json:"title"`    // empty if it is not known
	Order    int    `json:"order"`    // position in the catalogue, from 1; 0 if none
	Added    bool   `json:"added"`    // the teacher put it into the catalogue
	Students int    `json:"students"` // how many students sent it
	Right    int    `json:"right"`
	Wrong    int    `json:"wrong"` // the rest of Students was not judged
	Attempts int    `json:"attempts"`
	Checked  bool   `json:"checked"`  // a rule or a mark judges its answers
	Feedback string `json:"feedback"` // what students hear of it: nothing, received, verdict, hint
	Held     int    `json:"held"`     // answers with a verdict that waits for the release
	// Reached has the seconds at which the first, second ... student sent the question or a later one,
	// ascending.
	Reached []int `json:"reached"`
}

// StudentRow is a student's line in the grid.
type StudentRow struct {
	Student   Student `json:"student"`
	LastAt    string  `json:"lastAt"`    // of the last record; empty if there is none
	SeenAt    string  `json:"seenAt"`    // first seen
	Connected bool    `json:"connected"` // a notebook of theirs listens now
	Progress  int     `json:"progress"`  // how many questions they sent
	Farthest  int     `json:"farthest"`  // index in questions of the farthest question that they sent; -1 if none
	Help      string  `json:"help"`      // the student's words when asking for help; see helpSince
	HelpSince string  `json:"helpSince"` // empty if they do not wait for help
	VisitedAt string  `json:"visitedAt"` // empty if not visited, or if something has happened since
	// Cells has CellWidth numbers for each question sent: index in questions, verdict (0 not judged, 1
	// right, 2 wrong), attempts, second at which it came, record id.
	Cells []int64 `json:"cells"`
}

// CellWidth is how many numbers of StudentRow.Cells describe one cell.
const CellWidth = 5

// AttentionLine says why one student, or several for the same reason, may need the teacher.
type AttentionLine struct {
	Reason  string `json:"reason"`  // help, attempts, silent, never
	Visited bool   `json:"visited"` // the teacher was there, and nothing has happened since
	// Question, Group and GroupKey are set where all members share them.
	Question string            `json:"question"`
	Group    string            `json:"group"`
	GroupKey string            `json:"groupKey"`
	Members  []AttentionMember `json:"members"` // the longest wait first; more than three students with one reason share a line
}

// AttentionMember is a student who may need the teacher, with the facts of the reason.
type AttentionMember struct {
	StudentID int64  `json:"studentId"`
	Since     string `json:"since"`     // help: asked; attempts: first sent; silent: last record; never: first seen
	Text      string `json:"text"`      // help: what was asked
	Question  string `json:"question"`  // attempts: on which; help, silent: the last one sent; empty if none
	RecordID  int64  `json:"recordId"`  // of that question; 0 if none
	Attempts  int    `json:"attempts"`  // attempts: how many
	Group     string `json:"group"`     // attempts: the label of the group of the last answer; empty if it has none
	SameGroup bool   `json:"sameGroup"` // attempts: all of them are in that group
	Behind    int    `json:"behind"`    // silent: how many questions the class's median is ahead
	VisitedAt string `json:"visitedAt"` // empty if not visited

	Seat    string `json:"seat"`    // help: where the student sits; may be empty
	TakenAt string `json:"takenAt"` // help: when somebody set out to go there; empty if nobody is on the way
	Helper  string `json:"helper"`  // help: who did; empty for the teacher
	Verdict string `json:"verdict"` // help: on the answer to the question
}

// SharedMistake is a wrong answer that several students gave.
type SharedMistake struct {
	Question string  `json:"question"`
	Key      string  `json:"key"` // of the group, on the question's page
	Label    string  `json:"label"`
	RecordID int64   `json:"recordId"` // one of them
	Type     string  `json:"type"`
	Preview  Preview `json:"preview"`
	Students []int64 `json:"students"`
}

// Thresholds say when a student needs attention.
type Thresholds struct {
	SilentMinutes int `json:"silentMinutes"` // without a record, while the class's median is ahead
	Ahead         int `json:"ahead"`         // how many questions the median must be ahead
	Attempts      int `json:"attempts"`      // on the question of the last record, which is not right
	StartMinutes  int `json:"startMinutes"`  // since the student was first seen, without a record
}

// dashboardView returns a dashboard in the form that the page gets. listening are the senders whose
// notebooks are connected; records are the records that the dashboard refers to.
func dashboardView(b *assess.Dashboard, listening map[classroom.SenderKey]bool, records map[int64]classroom.Record) Dashboard {
	start := startOf(b)
	d := Dashboard{
		Same: []string{}, Now: stamp(b.Now), Start: stamp(start), Glance: glanceView(b, len(listening)), Queue: queueView(b),
		Questions: make([]DashboardQuestion, len(b.Questions)), Rows: make([]StudentRow, len(b.Students)),
		Attention: mapped(b.Attention, attentionView), SharedMistakes: []SharedMistake{},
	}
	for i, q := range b.Questions {
		d.Questions[i] = DashboardQuestion{
			Label: q.Question, Title: q.Title, Order: q.Order, Added: q.Added, Students: q.Students, Right: q.Right, Wrong: q.Wrong,
			Attempts: q.Attempts, Checked: q.Judged, Feedback: string(q.Hears), Held: q.Held,
			Reached: mapped(q.Reached, func(at time.Time) int { return int(at.Sub(start).Seconds()) }),
		}
	}
	waiting := map[int64]helpqueue.Wait{}
	for _, h := range b.Help {
		waiting[h.StudentID] = h
	}
	for i, s := range b.Students {
		d.Rows[i] = StudentRow{
			Student: studentView(s.Student), LastAt: stamp(s.LastAt), SeenAt: stamp(s.FirstSeenAt), Connected: isListening(s.Student, listening),
			Progress: len(s.Cells), Farthest: s.Farthest, Help: waiting[s.ID].Text, HelpSince: stamp(waiting[s.ID].AskedAt),
			VisitedAt: stamp(s.VisitedAt), Cells: cellsView(s.Cells, start),
		}
	}
	for _, w := range b.SharedMistakes {
		r := records[w.RecordID]
		d.SharedMistakes = append(d.SharedMistakes, SharedMistake{
			Question: w.Question, Key: w.Key, Label: w.Label, RecordID: w.RecordID,
			Type: string(r.Type), Preview: previewView(r.Preview), Students: w.Students,
		})
	}
	return d
}

// isListening reports whether a notebook of the student is connected.
func isListening(s classroom.Student, listening map[classroom.SenderKey]bool) bool {
	return listening[s.SenderKey] || slices.ContainsFunc(s.Merged, func(m classroom.Student) bool { return listening[m.SenderKey] })
}

// startOf returns when the first question was reached; seconds count from then.
func startOf(b *assess.Dashboard) (start time.Time) {
	for _, q := range b.Questions {
		if len(q.Reached) > 0 && (start.IsZero() || q.Reached[0].Before(start)) {
			start = q.Reached[0]
		}
	}
	return start
}

func glanceView(b *assess.Dashboard, connected int) Glance {
	g := Glance{Seen: len(b.Students), Connected: connected, Active: b.Active, Help: len(b.Help)}
	lowest, highest := -1, -1
	for _, s := range b.Students {
		g.Records += len(s.Cells)
		if s.Farthest < 0 {
			continue
		}
		g.Started++
		highest = max(highest, s.Farthest)
		if lowest < 0 || s.Farthest < lowest {
			lowest = s.Farthest
		}
	}
	label := func(place int) string {
		if place < 0 {
			return ""
		}
		return b.Questions[place].Question
	}
	g.Median, g.Lowest, g.Highest = label(b.Median), label(lowest), label(highest)
	for _, q := range b.Questions {
		g.Attempts += q.Attempts
	}
	first := time.Time{}
	for _, w := range b.Help {
		if first.IsZero() || w.AskedAt.Before(first) {
			first = w.AskedAt
		}
	}
	g.HelpSince = stamp(first)
	return g
}

// verdictNumbers are verdicts as StudentRow.Cells has them.
var verdictNumbers = map[classroom.Verdict]int64{classroom.NotJudged: 0, classroom.Right: 1, classroom.Wrong: 2}

func cellsView(cells []assess.JudgedCell, start time.Time) []int64 {
	flat := make([]int64, 0, CellWidth*len(cells))
	for _, c := range cells {
		flat = append(flat, int64(c.Index), verdictNumbers[c.Verdict], int64(c.Attempts), int64(c.ReceivedAt.Sub(start).Seconds()), c.RecordID)
	}
	return flat
}

func attentionView(l assess.AttentionLine) AttentionLine {
	v := AttentionLine{Reason: string(l.Reason), Visited: l.Visited, Members: mapped(l.Members, memberView)}
	v.Question, v.Group, v.GroupKey = v.Members[0].Question, v.Members[0].Group, l.Members[0].GroupKey
	for _, m := range v.Members {
		if m.Question != v.Question {
			v.Question, v.Group, v.GroupKey = "", "", ""
		}
		if m.Group != v.Group {
			v.Group = ""
		}
	}
	return v
}

func memberView(m assess.AttentionMember) AttentionMember {
	return AttentionMember{
		StudentID: m.StudentID, Since: stamp(m.Since), Text: m.Text, Question: m.Question, RecordID: m.RecordID, Attempts: m.Attempts,
		Group: m.Group, SameGroup: m.SameGroup, Behind: m.Behind, VisitedAt: stamp(m.VisitedAt),
		Seat: m.Seat, TakenAt: stamp(m.TakenAt), Helper: m.Helper, Verdict: string(m.Verdict),
	}
}

func thresholdsView(t assess.Thresholds) Thresholds {
	return Thresholds{SilentMinutes: int(t.Silent.Minutes()), Ahead: t.Ahead, Attempts: t.Attempts, StartMinutes: int(t.Start.Minutes())}
}
