package classroom

import (
	"time"

	"npt/backend/payload"
)

// Equivalence says which answers are alike, as a teacher sees it. The zero value compares exactly.
//
// Answers are alike if their types and shapes are the same and all numbers at the same positions are
// within the tolerance. Differences in writing do not count: white space around text, line ends,
// Unicode forms; 1 and 1.0, -0.0 and 0, the order of a dict's keys; comments, blank lines, quotes and
// spacing of code. NaN is like NaN. A number is not like a text that shows it, nor is 1 like True; but the text
// of a whole number beyond 2**53 or of a complex number is that number, as our client sends both so. A
// list of numbers is like the array of them. An array of one number is like that number, because both
// are the same on the wire.
type Equivalence struct {
	Relative    float64 // relative to the larger of two numbers
	Absolute    float64
	WholeExact  bool // Relative does not apply if both answers are whole numbers
	AnyOrder    bool // the order of the outermost list does not count
	FoldCase    bool // A and a are the same in text
	IgnoreNames bool // names that the code defines itself do not count
}

// DefaultEquivalence applies if a teacher set nothing. Floats that a row shows with the same six
// digits are alike, but 1000000 and 1000001 are not.
var DefaultEquivalence = Equivalence{Relative: 1e-6, WholeExact: true}

// Verdict says whether an answer is right.
type Verdict string

// The verdicts.
const (
	NotJudged Verdict = ""
	Right     Verdict = "right"
	Wrong     Verdict = "wrong"
)

// CheckKind is a kind of rule.
type CheckKind string

// The kinds of rules.
const (
	CheckNothing   CheckKind = ""          // only the teacher's marks judge answers
	CheckExact     CheckKind = "exact"     // equal to the expected answer
	CheckTolerance CheckKind = "tolerance" // within a tolerance of the expected answer
	CheckOneOf     CheckKind = "oneof"     // alike to one of the expected answers
	CheckPattern   CheckKind = "pattern"   // a regular expression matches somewhere in it
	CheckRecord    CheckKind = "record"    // alike to the owner's record
	CheckOutputs   CheckKind = "outputs"   // a function that gives what the teacher typed for the question's inputs
)

// Check is the rule by which the answers to a question are judged.
type Check struct {
	Kind     CheckKind
	Expected []string // CheckExact, CheckTolerance: one; CheckOneOf: some; as the teacher wrote them
	Relative float64  // CheckTolerance
	Absolute float64  // CheckTolerance
	Pattern  string   // CheckPattern
	RecordID int64    // CheckRecord: the reference; 0 means the owner's own record, even if it comes later
}

// Cell is a student's answer to a question, without its payload: a cell of the dashboard.
type Cell struct {
	RecordID     int64
	StudentID    int64
	PartID       int64
	Question     string
	Type         payload.Type
	Attempts     int
	FirstSentAt  time.Time // see Record
	SentAt       time.Time
	ReceivedAt   time.Time
	Fingerprints payload.Fingerprints // of all its attempts
}

// Rule is what a teacher set for a question.
type Rule struct {
	Question    string
	Title       string
	Order       int  // position among the questions, from 1; 0 for the natural order
	Added       bool // the teacher put it into the catalogue, so it is known before anybody sends it
	Equivalence Equivalence
	Check       Check
	Feedback    Feedback // of the question itself; FeedbackAsSession if it has none
	Released    bool     // the teacher told everybody what Feedback.Hold held back
	Inputs      Inputs
}

// Inputs are those for which the functions that students send are called, in their notebooks.
type Inputs struct {
	Lines   []string // each as Python writes arguments
	Outputs []string // what a right function gives, for CheckOutputs: one for each line, or none
	Seconds float64  // how long the calls of one function may take together; 0 stands for CallSeconds
}

// Pin is an answer that a teacher marked or labelled. It is the anchor of a group that stays.
type Pin struct {
	ID       int64
	Question string
	Payload  payload.Payload // of a new one; that of a stored pin is read by itself, because it may be large
	Label    string
	Verdict  Verdict
}

// HelpRequest is one request for help. Those of a student that are open are one wait in the queue.
type HelpRequest struct {
	ID        int64
	StudentID int64
	Question  string // the one that the student asks about; empty if that is not known
	Text      string
	Seat      string // where the student sits; empty if they never said it
	AskedAt   time.Time
	TakenAt   time.Time // when somebody last said to be coming; zero if nobody did
	Helper    string    // who; empty for the teacher
	EndedAt   time.Time // zero while it is open
	Ending    HelpEnding
	IsVisit   bool // it was ended by the last visit to the student
}

// HelpEnding is why a request for help is open no more.
type HelpEnding string

// The endings of a request for help, as in the store.
const (
	HelpOpen     HelpEnding = ""
	HelpGiven    HelpEnding = "helped" // somebody went there or wrote
	HelpDone     HelpEnding = "done"   // the student took it back
	HelpRight    HelpEnding = "right"  // the right answer came
	HelpSessions HelpEnding = "closed" // the session was closed
)

// PastRequest is a request for help with what became of it.
type PastRequest struct {
	HelpRequest
	Reply   string // the message that answered it; empty after a visit
	Visited bool   // somebody went there
}

// Facts holds everything that a dashboard is made from.
type Facts struct {
	Session      SessionSummary
	Students     []Student // by name and number
	Cells        []Cell    // in any order, one for each student, question and part
	Rules        []Rule
	Pins         []Pin // the oldest first
	Visits       map[int64]time.Time
	Requests     []HelpRequest // for help, of the whole session
	HelpPausedAt time.Time     // since when nobody is taken from the queue; zero while it goes on
}
