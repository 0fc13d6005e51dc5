package assess

import (
	"cmp"
	"slices"
	"time"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// QuestionState is a question with the counts of its answers.
type QuestionState struct {
	classroom.Rule
	Students int // how many students sent it
	Right    int
	Wrong    int
	Attempts int
	Judged   bool                   // a rule or a mark judges its answers
	Hears    classroom.FeedbackKind // what students hear of it
	Held     int                    // how many answers wait for the release
	Reached  []time.Time            // when the first, second ... student sent it or a later question, ascending
}

// StudentState is a student with their progress.
type StudentState struct {
	classroom.Student
	LastAt   time.Time // of the last record; zero if there is none
	Last     int       // index in the dashboard's questions of the last record's question; -1 if there is none
	Farthest int       // index of the farthest question that the student sent; -1 if none
	Cells    []JudgedCell
	// VisitedAt is when the teacher went there; zero if nobody did, or something has happened since.
	VisitedAt time.Time
}

// JudgedCell is a cell with its verdict, at the index of its question.
type JudgedCell struct {
	classroom.Cell
	Index   int
	Verdict classroom.Verdict
}

// Dashboard holds everything that the dashboard of a session shows.
type Dashboard struct {
	Session        classroom.SessionSummary
	Now            time.Time
	Questions      []QuestionState
	Students       []StudentState   // by name and number
	Median         int              // index of the question that the median student has reached, of those who started; -1 if nobody started
	Active         int              // students with a record in the last ActiveFor
	Help           []helpqueue.Wait // students who wait, in the order of the queue; none after the end of the session
	visitedFor     []helpqueue.Wait // students whose last visit was for a request
	Queue          helpqueue.Figures
	PausedAt       time.Time // since when nobody is taken from the queue; zero while it goes on
	Attention      []AttentionLine
	SharedMistakes []SharedMistake
}

// SharedMistake is a wrong answer that several students gave.
type SharedMistake struct {
	Question string
	Key      string
	Label    string
	RecordID int64
	Students []int64
}

// ActiveFor is how long a student counts as active after a record.
const ActiveFor = 5 * time.Minute

// newDashboard counts the facts, which have one cell for each student and question; verdicts are by
// record id.
func newDashboard(facts classroom.Facts, now time.Time, verdicts map[int64]classroom.Verdict) *Dashboard {
	b := &Dashboard{Session: facts.Session, Now: now, Median: -1, Questions: questionsOf(facts, facts.Cells)}
	index := map[string]int{}
	for i, q := range b.Questions {
		index[q.Question] = i
	}
	student := map[int64]int{}
	for i, s := range facts.Students {
		student[s.ID] = i
		b.Students = append(b.Students, StudentState{Student: s, Last: -1, Farthest: -1})
	}
	for _, c := range facts.Cells {
		i, known := student[c.StudentID]
		if !known {
			continue
		}
		b.Students[i].add(JudgedCell{Cell: c, Index: index[c.Question], Verdict: verdicts[c.RecordID]})
		b.Questions[index[c.Question]].add(c, verdicts[c.RecordID])
	}
	b.pace()
	b.median()
	for _, s := range b.Students {
		if !s.LastAt.IsZero() && now.Sub(s.LastAt) <= ActiveFor {
			b.Active++
		}
	}
	b.queue(facts)
	return b
}

// queue sets who waits for help. After the end of the session nobody does.
func (b *Dashboard) queue(facts classroom.Facts) {
	if !facts.Session.Open {
		return
	}
	waits := helpqueue.Waits(facts.Requests, b.Now)
	visited := slices.IndexFunc(waits, func(w helpqueue.Wait) bool { return !w.VisitedAt.IsZero() })
	if visited < 0 {
		visited = len(waits)
	}
	b.Help, b.visitedFor = waits[:visited:visited], waits[visited:]
	b.Queue, b.PausedAt = helpqueue.FiguresOf(facts.Requests, b.Now), facts.HelpPausedAt
}

// joinParts merges a student's cells of one question in several parts into one: the cell received
// last, with the attempts of all.
func joinParts(cells []classroom.Cell) []classroom.Cell {
	if inOnePart(cells) {
		return cells
	}
	type key struct {
		student  int64
		question string
	}
	at := make(map[key]int, len(cells))
	joined := make([]classroom.Cell, 0, len(cells))
	for _, c := range cells {
		k := key{c.StudentID, c.Question}
		i, known := at[k]
		if !known {
			at[k] = len(joined)
			joined = append(joined, c)
			continue
		}
		before := joined[i]
		if before.ReceivedAt.After(c.ReceivedAt) {
			before, c = c, before
		}
		c.Attempts += before.Attempts
		c.Fingerprints = append(before.Fingerprints[:len(before.Fingerprints):len(before.Fingerprints)], c.Fingerprints...)
		if before.FirstSentAt.Before(c.FirstSentAt) {
			c.FirstSentAt = before.FirstSentAt
		}
		joined[i] = c
	}
	return joined
}

func inOnePart(cells []classroom.Cell) bool {
	return !slices.ContainsFunc(cells, func(c classroom.Cell) bool { return c.PartID != cells[0].PartID })
}

// questionsOf returns the questions that were sent or are in the catalogue: first those with an order
// of their own, by it, then the others in natural order.
func questionsOf(facts classroom.Facts, cells []classroom.Cell) []QuestionState {
	known := map[string]bool{}
	var list []QuestionState
	judged := map[string]bool{}
	for _, p := range facts.Pins {
		judged[p.Question] = judged[p.Question] || p.Verdict != classroom.NotJudged
	}
	for _, r := range facts.Rules {
		known[r.Question] = true
		list = append(list, QuestionState{Rule: r, Judged: judged[r.Question] || r.Check.Kind != classroom.CheckNothing})
	}
	for _, c := range cells {
		if !known[c.Question] {
			known[c.Question] = true
			list = append(list, QuestionState{Rule: classroom.Rule{Question: c.Question, Equivalence: classroom.DefaultEquivalence}, Judged: judged[c.Question]})
		}
	}
	slices.SortFunc(list, func(a, b QuestionState) int { return compareQuestions(a.Rule, b.Rule) })
	return list
}

// compareQuestions compares questions in the order of questionsOf.
func compareQuestions(a, b classroom.Rule) int {
	switch {
	case a.Order != b.Order && a.Order == 0:
		return 1
	case a.Order != b.Order && b.Order == 0:
		return -1
	case a.Order != b.Order:
		return cmp.Compare(a.Order, b.Order)
	case classroom.LessQuestion(a.Question, b.Question):
		return -1
	case classroom.LessQuestion(b.Question, a.Question):
		return 1
	}
	return 0
}

func (s *StudentState) add(c JudgedCell) {
	s.Cells = append(s.Cells, c)
	s.Farthest = max(s.Farthest, c.Index)
	if s.Last < 0 || c.ReceivedAt.After(s.LastAt) {
		s.LastAt, s.Last = c.ReceivedAt, c.Index
	}
}

func (q *QuestionState) add(c classroom.Cell, v classroom.Verdict) {
	q.Students++
	q.Attempts += c.Attempts
	switch v {
	case classroom.Right:
		q.Right++
	case classroom.Wrong:
		q.Wrong++
	case classroom.NotJudged:
	}
}

// pace finds when each student reached each question: when the student sent it or a later one. So the
// lines of two questions never cross.
func (b *Dashboard) pace() {
	first := make([]time.Time, len(b.Questions))
	for i := range b.Students {
		s := &b.Students[i]
		clear(first)
		for _, c := range s.Cells {
			if at := b.reachedAt(c.Cell); first[c.Index].IsZero() || at.Before(first[c.Index]) {
				first[c.Index] = at
			}
		}
		var reached time.Time
		for q := s.Farthest; q >= 0; q-- {
			if !first[q].IsZero() && (reached.IsZero() || first[q].Before(reached)) {
				reached = first[q]
			}
			b.Questions[q].Reached = append(b.Questions[q].Reached, reached)
		}
	}
	for i := range b.Questions {
		slices.SortFunc(b.Questions[i].Reached, time.Time.Compare)
	}
}

// reachedAt returns when the student first sent the question. The sender's clock may be wrong, so the
// time is never before the session existed nor after the record arrived.
func (b *Dashboard) reachedAt(c classroom.Cell) time.Time {
	at := c.FirstSentAt
	if at.After(c.ReceivedAt) || at.Before(b.Session.CreatedAt) {
		return c.ReceivedAt
	}
	return at
}

// median finds the question that the median student has reached, of the students who started. For an
// even number of students it is the earlier of the two questions in the middle.
func (b *Dashboard) median() {
	var farthest []int
	for _, s := range b.Students {
		if s.Farthest >= 0 {
			farthest = append(farthest, s.Farthest)
		}
	}
	if len(farthest) > 0 {
		slices.Sort(farthest)
		b.Median = farthest[(len(farthest)-1)/2]
	}
}
