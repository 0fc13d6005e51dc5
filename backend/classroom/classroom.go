// Package classroom is the domain: sessions, their parts and students, the records that
// notebooks send, what a teacher sets for questions, and the use cases that change them.
// Recorder takes records, Messages carries messages and requests for help, Sessions, Students
// and Trash do what a teacher does. What they need from the outside (a store, a clock,
// Unicode's normal form) comes in through small interfaces that the app fills in.
//
// It reads payloads only through package payload, and neither compares nor judges answers:
// that is assess. ingest calls it for notebooks, the app for the teacher.
package classroom

import (
	"fmt"
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
	OpenedAt    time.Time // of the last opening; zero if it never was open
	ClosedAt    time.Time // of the last closing; zero while it is open
	Unlisted    bool      // left off the students' page
}

// SessionSummary is a session with the counts that a list shows.
type SessionSummary struct {
	Session
	Students     int       // senders seen
	Records      int       // records kept, one a sender and question
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

// Student is one student's notebook in one session. Where the teacher merged senders it
// stands for all of them.
type Student struct {
	ID        int64
	SessionID int64
	SenderKey
	Number      int    // 1 for the first sender of this name in the session, 2 for the next
	Given       string // what the teacher calls it; empty for the notebook's own name
	GivenNumber int    // as Number, of the given name
	Alias       int    // stands for the name while names are hidden: random, once in a session
	Records     int    // that show
	FirstSeenAt time.Time
	LastSeenAt  time.Time
	Merged      []Student // whose records count for this one
}

// ShownName returns what the teacher calls the sender, without a number.
func (s Student) ShownName() string {
	if s.Given != "" {
		return s.Given
	}
	return s.Name
}

// Display returns the name that tells the sender from its namesakes: `Alice`,
// then `Alice #2`.
func (s Student) Display() string {
	if s.Given != "" {
		return DisplayName(s.Given, s.GivenNumber)
	}
	return DisplayName(s.Name, s.Number)
}

// DisplayName returns a name with the number that it has among its likes, the first of them without.
func DisplayName(name string, number int) string {
	if number < 2 {
		return name
	}
	return fmt.Sprintf("%s #%d", name, number)
}

// Record is the last result of a student for a question, without its payload.
type Record struct {
	ID          int64
	SessionID   int64
	PartID      int64
	Part        string
	Sender      SenderKey // whose notebook sent it
	Student     Student   // as whom it counts and shows; its counts and times are not filled in
	Question    string
	Type        payload.Type
	Preview     payload.Preview
	Attempts    int
	FirstSentAt time.Time // when the first attempt was sent, by the sender's clock if it told
	SentAt      time.Time // when the attempt that is kept was sent
	ReceivedAt  time.Time // when the attempt that is kept arrived here
}

// RecordFilter chooses records of one session. Zero fields choose all; of a list, any
// value will do; all fields must hold.
type RecordFilter struct {
	SessionID  int64
	PartIDs    []int64
	StudentIDs []int64
	Questions  []string
	Types      []payload.Type
	Text       string    // stands in what is searched of the answer, in whatever case
	Since      time.Time // received then or later
	Until      time.Time // received then or earlier
	AsOf       time.Time // as Until, but no choice of the teacher's: what came later is left for a next look
}

// RecordSort is what records are sorted by.
type RecordSort string

// The orders of records. What is equal is in the order of time, newest first.
const (
	SortTime     RecordSort = "time"
	SortStudent  RecordSort = "student"
	SortQuestion RecordSort = "question" // natural: 2, 2b, 10
	SortAnswer   RecordSort = "answer"   // numbers by value, then text
	SortAttempts RecordSort = "attempts"
)

// RecordQuery is a run of the records that a filter chooses.
type RecordQuery struct {
	RecordFilter
	Sort      RecordSort // SortTime if empty
	Ascending bool
	ByNumber  bool // SortStudent goes by the numbers that hide names: an order by name would tell them
	Offset    int
	Limit     int // at least 1
}

// RecordPage is a run of records and how many match in all.
type RecordPage struct {
	Records []Record
	Total   int
	AsOf    time.Time // when the last record of the session came; with it as the filter's AsOf the next page belongs to the same list
}

// RecordSelection is the records that a teacher chose: those of IDs, or if All is set
// those that the filter chooses but for ExceptIDs. The filter's AsOf says when the
// list was read that they were chosen in. A record that is new since was not chosen. One
// that was sent again since is left by a deletion, as nobody has seen it, and exported
// as it is now, as its student must not be missing.
type RecordSelection struct {
	Filter    RecordFilter
	All       bool
	IDs       []int64
	ExceptIDs []int64
}

// RecordFacets says how many records each value of a filter would choose.
type RecordFacets struct{ Students, Questions, Types, Parts []RecordCount }

// RecordCount says how many records have a value: ID of a student or part, else Value.
type RecordCount struct {
	ID      int64
	Value   string
	Records int
}

// QuestionCount says how many students sent a question.
type QuestionCount struct {
	Question string
	Students int
	Attempts int
}
