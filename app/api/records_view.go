package api

import (
	"time"

	"npt/backend/assess"
	"npt/backend/classroom"
	"npt/backend/payload"
)

// Student is a sender as the screen shows it.
type Student struct {
	ID           int64    `json:"id"`
	Display      string   `json:"display"`      // name, with #2 for a second of that name
	Name         string   `json:"name"`         // without the #2
	OriginalName string   `json:"originalName"` // the notebook's own; the same as name unless the teacher renamed the student
	Number       int      `json:"number"`       // replaces the name while names are hidden: random, unique in the session
	Device       string   `json:"device"`       // the first characters of the device id
	Records      int      `json:"records"`
	FirstSeenAt  string   `json:"firstSeenAt"`
	LastSeenAt   string   `json:"lastSeenAt"`
	MergedFrom   []Merged `json:"mergedFrom"` // the other senders whose records count for this student
}

// Merged is a sender whose records count for another.
type Merged struct {
	ID      int64  `json:"id"`
	Display string `json:"display"`
	Device  string `json:"device"`
}

// Question is a question with the number of students who sent it.
type Question struct {
	Label    string `json:"label"`
	Title    string `json:"title"` // empty if it is not known
	Students int    `json:"students"`
	Attempts int    `json:"attempts"`
}

// RecordView is a record as a row of the records.
type RecordView struct {
	ID            int64   `json:"id"`
	SessionID     int64   `json:"sessionId"`
	PartID        int64   `json:"partId"`
	Part          string  `json:"part"`
	StudentID     int64   `json:"studentId"`
	Student       string  `json:"student"`
	StudentNumber int     `json:"studentNumber"` // see Student.Number
	Device        string  `json:"device"`
	Question      string  `json:"question"`
	Title         string  `json:"title"` // of the question; empty if it has none
	Type          string  `json:"type"`
	Preview       Preview `json:"preview"`
	Attempts      int     `json:"attempts"` // total of all senders that were merged
	Replaced      int     `json:"replaced"` // of the attempts: only their number came
	FirstSentAt   string  `json:"firstSentAt"`
	SentAt        string  `json:"sentAt"`
	ReceivedAt    string  `json:"receivedAt"`
	Receipt       string  `json:"receipt"`   // that its notebook has of it; empty if an earlier version of the app took it
	Graded        bool    `json:"graded"`    // what follows is known; if not, a changed event of the kind graded says when it is
	Verdict       string  `json:"verdict"`   // right or wrong; empty if it is not checked
	Reason        Reason  `json:"reason"`    // why it has this verdict, or why it is not checked; of a long expected answer the beginning
	Label         string  `json:"label"`     // of the group of its answer
	Alike         int     `json:"alike"`     // how many answers the group has, this one among them
	Uncertain     bool    `json:"uncertain"` // they are alike in what came of them, which is only a part
	GroupKey      string  `json:"groupKey"`  // names the group in MarkGroup and LabelGroup
}

// Preview is the part of an answer that a row shows.
type Preview struct {
	Text    string     `json:"text"`
	Cut     bool       `json:"cut"`
	Shape   []int      `json:"shape"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
	Bytes   int        `json:"bytes"`
	Broken  string     `json:"broken"`
	Calls   int        `json:"calls"` // of code: for how many inputs it was called
}

// RecordQuery selects and orders records of a session. A record must match every field; it matches a
// list if it matches one element, or if the list is empty. Times are RFC 3339.
type RecordQuery struct {
	SessionID  int64    `json:"sessionId"`
	PartIDs    []int64  `json:"partIds"`
	StudentIDs []int64  `json:"studentIds"`
	Sections   []string `json:"sections"` // of the class list; empty for those who have none there
	Questions  []string `json:"questions"`
	Types      []string `json:"types"`
	Verdicts   []string `json:"verdicts"`  // right, wrong or none
	Labels     []string `json:"labels"`    // of the answers' groups; empty for those without one
	Name       string   `json:"name"`      // a pattern that is found in the student's name, or in the number while names are hidden; one that is none filters nothing
	Text       string   `json:"text"`      // occurs in the answer, the question's title or the label, in upper or lower case
	Since      string   `json:"since"`     // received then or later
	Until      string   `json:"until"`     // received then or earlier
	Sort       string   `json:"sort"`      // time, student, question, answer, attempts, verdict or alike; empty is time
	Ascending  bool     `json:"ascending"` // of time: oldest first
	AsOf       string   `json:"asOf"`      // leaves out later records; a RecordPage has the value for its next page
	Offset     int      `json:"offset"`    // how many records to skip
	Limit      int      `json:"limit"`     // at most 500; 0 means 100
}

// RecordPage is a part of the records that match, in the requested order.
type RecordPage struct {
	Records []RecordView `json:"records"`
	Total   int          `json:"total"` // how many match in all
	AsOf    string       `json:"asOf"`  // as the next query's asOf, it keeps the next page in the same list
}

// RecordFacets says how many records each value of a filter would show while the other filters stay
// the same.
type RecordFacets struct {
	Students  []Facet `json:"students"`
	Questions []Facet `json:"questions"`
	Types     []Facet `json:"types"`
	Parts     []Facet `json:"parts"`
	Verdicts  []Facet `json:"verdicts"` // empty while they are not known, and so are labels
	Labels    []Facet `json:"labels"`
}

// Facet is one value of a filter.
type Facet struct {
	ID      int64  `json:"id"`    // of a student or part; else 0
	Value   string `json:"value"` // the question's label, the type's name, the verdict or the group's label; else empty
	Records int    `json:"records"`
}

// Without says how many records would match without one of the filters.
type Without struct {
	Filter  string `json:"filter"` // parts, students, questions, types, verdicts, labels, text or time
	Records int    `json:"records"`
}

// Selection is the records that a teacher selected: those of IDs or, if All is set, those that match
// Query, except ExceptIDs.
type Selection struct {
	Query     RecordQuery `json:"query"`
	All       bool        `json:"all"`
	IDs       []int64     `json:"ids"`
	ExceptIDs []int64     `json:"exceptIds"`
}

// Undo is a deletion that can be undone until a point in time.
type Undo struct {
	ID    int64  `json:"id"`
	Count int    `json:"count"` // how many records it has
	Left  int    `json:"left"`  // how many selected records it left, because they were sent again since asOf
	Until string `json:"until"`
}

// Download is a file that a browser gets from the console's /export?ticket=.
type Download struct {
	Ticket string `json:"ticket"` // good for one download
	Name   string `json:"name"`
}

// StudentPath is one student's way through the questions of a session.
type StudentPath struct {
	Student    Student    `json:"student"`
	Steps      []PathStep `json:"steps"`      // in the natural order of questions; every question that anyone sent
	PreviousID int64      `json:"previousId"` // the student before in the list by name; 0 at its start
	NextID     int64      `json:"nextId"`
	Place      int        `json:"place"` // position in that list, from 1
	Of         int        `json:"of"`
}

// PathStep is a question on a student's path.
type PathStep struct {
	Question string       `json:"question"`
	Students int          `json:"students"` // how many sent it
	Records  []RecordView `json:"records"`  // by part; empty where the student sent none
	// SecondsTaken is the time from the student's first record of the previous question to the first
	// record of this one; -1 if either is missing.
	SecondsTaken float64 `json:"secondsTaken"`
	// MedianTaken is the median of SecondsTaken over all students who have one; -1 if nobody has.
	MedianTaken float64 `json:"medianTaken"`
}

func studentView(s classroom.Student) Student {
	return Student{
		ID: s.ID, Display: s.Display(), Name: s.ShownName(), OriginalName: s.Name, Number: s.Alias,
		Device: device(s.UUID), Records: s.Records, FirstSeenAt: stamp(s.FirstSeenAt), LastSeenAt: stamp(s.LastSeenAt),
		MergedFrom: mapped(s.Merged, mergedView),
	}
}

func mergedView(s classroom.Student) Merged {
	return Merged{ID: s.ID, Display: s.Display(), Device: device(s.UUID)}
}

// device returns the first characters of a device id; they are enough to tell two devices in a room
// apart.
func device(uuid string) string {
	if r := []rune(uuid); len(r) > 4 {
		return string(r[:4])
	}
	return uuid
}

func questionView(q classroom.QuestionCount) Question {
	return Question{Label: q.Question, Title: q.Title, Students: q.Students, Attempts: q.Attempts}
}

func recordView(r classroom.Record) RecordView {
	return RecordView{
		ID: r.ID, SessionID: r.SessionID, PartID: r.PartID, Part: r.Part,
		StudentID: r.Student.ID, Student: r.Student.Display(), StudentNumber: r.Student.Alias, Device: device(r.Sender.UUID),
		Question: r.Question, Title: r.Title, Type: string(r.Type), Preview: previewView(r.Preview), Attempts: r.Attempts, Replaced: r.Replaced,
		FirstSentAt: stamp(r.FirstSentAt), SentAt: stamp(r.SentAt), ReceivedAt: stamp(r.ReceivedAt), Receipt: r.Receipt.String(),
	}
}

func previewView(p payload.Preview) Preview {
	return Preview{
		Text: p.Text, Cut: p.Cut, Shape: list(p.Shape), Columns: list(p.Columns), Rows: list(p.Rows),
		Bytes: p.Bytes, Broken: string(p.Broken), Calls: p.Calls,
	}
}

func facetView(c classroom.RecordCount) Facet {
	return Facet{ID: c.ID, Value: c.Value, Records: c.Records}
}

func undoView(u classroom.Undo) Undo {
	return Undo{ID: u.ID, Count: u.Count, Left: u.Left, Until: stamp(u.Until)}
}

// filter returns the query's filter; the error is CodeBadField.
func (q RecordQuery) filter() (classroom.RecordFilter, error) {
	f := classroom.RecordFilter{
		SessionID: q.SessionID, PartIDs: q.PartIDs, StudentIDs: q.StudentIDs, Questions: q.Questions, Text: q.Text,
		Types: mapped(q.Types, func(t string) payload.Type { return payload.Type(t) }), Labels: q.Labels,
	}
	var err error
	if f.Verdicts, err = verdictsOf(q.Verdicts); err != nil {
		return f, err
	}
	for _, t := range []struct {
		text string
		into *time.Time
	}{{q.Since, &f.Since}, {q.Until, &f.Until}, {q.AsOf, &f.AsOf}} {
		if t.text == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, t.text)
		if err != nil {
			return f, classroom.Errorf(classroom.CodeBadField, "%q is no time: write it as 2026-02-11T14:05:06Z", t.text)
		}
		*t.into = at
	}
	return f, nil
}

// query returns the query for the store; the error is CodeBadField.
func (q RecordQuery) query() (classroom.RecordQuery, error) {
	f, err := q.filter()
	limit := q.Limit
	if limit <= 0 {
		limit = pageDefault
	}
	sort := classroom.RecordSort(q.Sort)
	switch sort {
	case "", classroom.SortTime, classroom.SortStudent, classroom.SortQuestion, classroom.SortAnswer, classroom.SortAttempts, classroom.SortVerdict, classroom.SortAlike:
	default:
		err = classroom.Errorf(classroom.CodeBadField, "%q is no order of records", q.Sort)
	}
	return classroom.RecordQuery{RecordFilter: f, Sort: sort, Ascending: q.Ascending, Offset: q.Offset, Limit: min(limit, pageMax)}, err
}

func pathView(p classroom.Path, graded map[int64]*assess.GradedRecord) StudentPath {
	return StudentPath{
		Student: studentView(p.Student), Steps: mapped(p.Steps, func(s classroom.PathStep) PathStep { return stepView(s, graded) }),
		PreviousID: p.Previous, NextID: p.Next, Place: p.Position, Of: p.Of,
	}
}

func stepView(s classroom.PathStep, graded map[int64]*assess.GradedRecord) PathStep {
	return PathStep{
		Question: s.Question, Students: s.Students, Records: gradedViews(s.Records, graded),
		SecondsTaken: seconds(s.Taken), MedianTaken: seconds(s.Median),
	}
}

// seconds returns a duration for the page; -1 if it is unknown.
func seconds(d time.Duration) float64 {
	if d < 0 {
		return -1
	}
	return d.Seconds()
}
