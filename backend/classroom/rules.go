package classroom

import (
	"time"

	"npt/backend/payload"
)

// Equivalence says which answers are alike, as a teacher sees it. The zero value compares
// exactly.
//
// Answers are alike if their types and shapes are the same and all numbers at the
// same positions are within the tolerance. What differs in writing only is no
// difference: white space around text, line ends, Unicode forms; 1 and 1.0, -0.0 and
// 0, the order of a dict's keys; comments, blank lines, quotes and spacing of code. NaN
// is like NaN. A number is not like a text that shows it, nor 1 like True. A list of
// numbers is like the array of them; an array of one number like that number, as both
// are the same on the wire.
type Equivalence struct {
	Relative    float64 // of the larger of two numbers
	Absolute    float64
	WholeExact  bool // two answers of whole numbers are compared without Relative
	AnyOrder    bool // the order of what the outermost list holds does not count
	FoldCase    bool // A and a are the same in text
	IgnoreNames bool // names that code gives itself do not count
}

// DefaultEquivalence applies where a teacher set nothing: floats that a row shows with the same
// six digits are alike, but 1000000 and 1000001 are not.
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
	CheckNothing   CheckKind = ""          // only what the teacher marks is judged
	CheckExact     CheckKind = "exact"     // equal to the expected answer
	CheckTolerance CheckKind = "tolerance" // within a tolerance of the expected answer
	CheckOneOf     CheckKind = "oneof"     // alike to one of the expected answers
	CheckPattern   CheckKind = "pattern"   // a regular expression is found in it
	CheckRecord    CheckKind = "record"    // alike to the owner's record
)

// Check is the rule by which the answers to a question are judged.
type Check struct {
	Kind     CheckKind
	Expected []string // CheckExact, CheckTolerance: one; CheckOneOf: some; as the teacher wrote them
	Relative float64  // CheckTolerance
	Absolute float64  // CheckTolerance
	Pattern  string   // CheckPattern
	RecordID int64    // CheckRecord: the reference; 0 is the owner's own, whenever it comes
}

// Cell is a student's answer to a question, without its payload: a cell of the dashboard.
type Cell struct {
	RecordID     int64
	StudentID    int64
	PartID       int64
	Question     string
	Type         payload.Type
	Attempts     int
	FirstSentAt  time.Time // by the sender's clock
	SentAt       time.Time
	ReceivedAt   time.Time
	Fingerprints payload.Fingerprints // of all its attempts
}

// Rule is what a teacher set for a question.
type Rule struct {
	Question    string
	Title       string
	Order       int  // position among the questions, from 1; 0 is the natural one
	Added       bool // the teacher put it into the catalogue: it is known before anybody sends it
	Equivalence Equivalence
	Check       Check
}

// Pin is an answer that a teacher marked or labelled: the anchor of a group that stays.
type Pin struct {
	ID       int64
	Question string
	Payload  payload.Payload
	Label    string
	Verdict  Verdict
}

// HelpRequest is a student who asked for help, and waits or was visited.
type HelpRequest struct {
	StudentID int64
	Text      string    // what was asked last
	AskedAt   time.Time // when it was asked first
	VisitedAt time.Time // when the teacher went there; zero while the student waits
}

// Facts are all that a dashboard is made from.
type Facts struct {
	Session  SessionSummary
	Students []Student // by name and number
	Cells    []Cell    // in any order, one a student, question and part
	Rules    []Rule
	Pins     []Pin // the oldest first
	Visits   map[int64]time.Time
	Help     []HelpRequest
}
