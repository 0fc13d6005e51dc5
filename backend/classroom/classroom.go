// Package classroom is the domain: sessions, their parts and students, the records that notebooks
// send, what a teacher sets for questions, and the use cases that change them. Recorder takes records,
// Messages carries messages and requests for help, and Sessions, Students and Trash carry out what a
// teacher does. Everything from outside (a store, a clock, Unicode's normal form) comes in through
// small interfaces that the app fills in.
//
// It reads payloads only through package payload. It neither compares nor judges answers; assess does.
// ingest calls it for notebooks, the app for the teacher.
package classroom

import (
	"fmt"
	"slices"
	"time"

	"npt/backend/payload"
)

// DefaultPart is the name of the part that every session has.
const DefaultPart = "default"

// Session is one lab of one owner.
type Session struct {
	ID          int64
	Owner       string
	Name        string
	Description string
	Open        bool
	CreatedAt   time.Time
	OpenedAt    time.Time // of the last opening; zero if it was never open
	ClosedAt    time.Time // of the last closing; zero while it is open
	Unlisted    bool      // left off the students' page
	Demo        string    // of a demo: the name by which its invented students reach it, and nobody else; empty for a real session
	Feedback    Feedback  // of its questions that have none of their own
	Notebook    string    // the version of the notebook that was prepared for it last; empty if none is known
}

// SessionSummary is a session with the counts that a list shows.
type SessionSummary struct {
	Session
	Students     int       // senders who were seen
	Records      int       // records kept: one for each sender and question
	LastRecordAt time.Time // zero if there is none
	Parts        []Part    // by number
}

// Part is a named section of a session.
type Part struct {
	ID        int64
	SessionID int64
	Name      string
	Number    int // position in the session's list, from 1
	Records   int
}

// SenderKey says who a sender is within a session.
type SenderKey struct {
	UUID string // the device's id as the notebook sent it
	Name string
}

// Student is one student's notebook in one session. If the teacher merged senders into it, it stands
// for all of them.
type Student struct {
	ID        int64
	SessionID int64
	SenderKey
	Number      int    // 1 for the first sender of this name in the session, 2 for the next
	Given       string // the name that the teacher gave; empty for the notebook's own name
	GivenNumber int    // like Number, for the given name
	Alias       int    // replaces the name while names are hidden: random, unique in the session
	Records     int    // how many are shown
	FirstSeenAt time.Time
	LastSeenAt  time.Time
	Merged      []Student // senders whose records count for this student
}

// ShownName returns the name that the teacher gave, else the notebook's own, without a number.
func (s Student) ShownName() string {
	if s.Given != "" {
		return s.Given
	}
	return s.Name
}

// Display returns the name with a number that tells the sender from others of the same name: `Alice`,
// then `Alice #2`.
func (s Student) Display() string {
	if s.Given != "" {
		return DisplayName(s.Given, s.GivenNumber)
	}
	return DisplayName(s.Name, s.Number)
}

// DisplayName returns a name followed by its number among equal names; number 1 is left out.
func DisplayName(name string, number int) string {
	if number < 2 {
		return name
	}
	return fmt.Sprintf("%s #%d", name, number)
}

// Record is a student's latest result for a question, without its payload.
type Record struct {
	ID          int64
	SessionID   int64
	PartID      int64
	Part        string
	Sender      SenderKey // the notebook that sent it
	Student     Student   // the student it counts for; counts and times of Student are not filled in
	Question    string
	Title       string // of the question; empty if it has none
	Type        payload.Type
	Preview     payload.Preview
	Attempts    int
	Replaced    int       // of the attempts of Sender: only their number came, as a later one replaced them before they went out
	FirstSentAt time.Time // when the first attempt was sent, by this computer's clock
	SentAt      time.Time // when the attempt that is kept was sent
	ReceivedAt  time.Time // when the attempt that is kept arrived
	Receipt     Receipt   // of that attempt; 0 if an earlier version of the app took it

	EarlierReceipts []SentReceipt // of the last other attempts that came, in the order in which they came
}

// RecordFilter selects records of one session. A record must match all fields; a zero field matches
// every record, and a list matches if one of its values does.
type RecordFilter struct {
	SessionID  int64
	PartIDs    []int64
	StudentIDs []int64
	Questions  []string
	Types      []payload.Type
	Verdicts   []Verdict // needs Judged
	Labels     []string  // of the answers' groups, "" for none; needs Judged
	Text       string    // occurs in the answer's search text, in the title of its question or in its label, in upper or lower case
	Since      time.Time // received then or later
	Until      time.Time // received then or earlier
	AsOf       time.Time // like Until, but set by the program: later records are left for the next look
	Judged     *Judged   // for Verdicts, Labels, SortVerdict and labels in Text; nil if nothing is known
}

// Judged says which records of a session are right, wrong, or have a label: by id, ascending. The others
// are not judged and have no label.
type Judged struct {
	Right, Wrong []int64
	Labelled     map[string][]int64
	AsOf         time.Time // nothing is known of answers that came later
}

// Of returns the verdict and the label of a record.
func (j Judged) Of(r Record) (verdict Verdict, label string) {
	has := func(ids []int64) bool {
		_, isIn := slices.BinarySearch(ids, r.ID)
		return isIn
	}
	switch {
	case r.ReceivedAt.After(j.AsOf):
		return NotJudged, ""
	case has(j.Right):
		verdict = Right
	case has(j.Wrong):
		verdict = Wrong
	}
	for given, ids := range j.Labelled {
		if has(ids) {
			label = given
		}
	}
	return verdict, label
}

// RecordSort is the order of a list of records.
type RecordSort string

// The orders of records. Equal records are ordered by time, newest first.
const (
	SortTime     RecordSort = "time"
	SortStudent  RecordSort = "student"
	SortQuestion RecordSort = "question" // natural: 2, 2b, 10
	SortAnswer   RecordSort = "answer"   // numbers by value, then text
	SortAttempts RecordSort = "attempts"
	SortVerdict  RecordSort = "verdict" // right, wrong, not judged; needs Judged
	SortAlike    RecordSort = "alike"   // by question, and in each those alike together, most first; needs Alike
)

// RecordQuery asks for a page of the records that a filter selects.
type RecordQuery struct {
	RecordFilter
	Sort      RecordSort // SortTime if empty
	Ascending bool
	Alike     []int64 // for SortAlike: ids of records in that order; others come after them
	ByNumber  bool    // SortStudent uses the numbers that hide names, because an order by name would give them away
	Offset    int
	Limit     int // at least 1
}

// RecordPage is a page of records, with the number of all records that match.
type RecordPage struct {
	Records []Record
	Total   int
	AsOf    time.Time // when the session's last record came; used as the next filter's AsOf, it keeps the next page in the same list
}

// RecordSelection is the records that a teacher selected: those of IDs or, if All is set, those that
// the filter selects, except ExceptIDs. The filter's AsOf says when the list was read in which they
// were selected. A record that came later is not selected. If a selected record was sent again later,
// a deletion leaves it, because nobody has seen the new answer; an export includes its new answer, so
// that no student is missing.
type RecordSelection struct {
	Filter    RecordFilter
	All       bool
	IDs       []int64
	ExceptIDs []int64

	// Rank, if it is set, puts the students of an export into the order of these texts: their order by
	// name would give away whom a pseudonym stands for.
	Rank func(Student) string
}

// IsWhole reports whether a selection is all records of a session.
func (sel RecordSelection) IsWhole() bool {
	f := sel.Filter
	narrowed := len(f.PartIDs)+len(f.StudentIDs)+len(f.Questions)+len(f.Types)+len(f.Verdicts)+len(f.Labels)+len(f.Text) > 0
	return sel.All && len(sel.ExceptIDs) == 0 && !narrowed && f.Since.IsZero() && f.Until.IsZero()
}

// RecordFacets says how many records each value of a filter would match.
type RecordFacets struct{ Students, Questions, Types, Parts, Verdicts, Labels []RecordCount }

// RecordCount says how many records have a value: ID for a student or part, else Value.
type RecordCount struct {
	ID      int64
	Value   string
	Records int
}

// QuestionCount says how many students sent a question.
type QuestionCount struct {
	Question string
	Title    string // empty if it is not known
	Students int
	Attempts int
}
