// Package classroom is the domain: sessions, their parts and senders, the
// records that notebooks send, the limits and rules that hold for them, and the
// use cases that change them. It imports the standard library only; what it
// needs from the outside (a store, a clock, Unicode normalisation) it asks for
// through small interfaces that the composition root fills in.
package classroom

import (
	"fmt"
	"time"
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
	Number    int // place in the session's list, from 1
	Records   int
}

// SenderKey says who a sender is within a session.
type SenderKey struct {
	UUID string // the device's id as the notebook sent it
	Name string
}

// Sender is one student's notebook in one session.
type Sender struct {
	ID        int64
	SessionID int64
	SenderKey
	Number      int // 1 for the first sender of this name in the session, 2 for the next
	Records     int
	FirstSeenAt time.Time
	LastSeenAt  time.Time
}

// Display returns the name that tells the sender from its namesakes: `Alice`,
// then `Alice #2`.
func (s Sender) Display() string { return displayName(s.Name, s.Number) }

func displayName(name string, number int) string {
	if number < 2 {
		return name
	}
	return fmt.Sprintf("%s #%d", name, number)
}

// Record is the last result of a sender for a question, without its payload.
type Record struct {
	ID           int64
	SessionID    int64
	PartID       int64
	Part         string
	SenderID     int64
	Sender       SenderKey
	SenderNumber int
	Question     string
	Type         Type
	Preview      Preview
	Attempts     int
	FirstSentAt  time.Time // when the first attempt was sent, by the sender's clock if it told
	SentAt       time.Time // when the attempt that is kept was sent
	ReceivedAt   time.Time // when the attempt that is kept arrived here
}

// SenderDisplay returns the sender's name as the screen shows it.
func (r Record) SenderDisplay() string { return displayName(r.Sender.Name, r.SenderNumber) }

// Payload is what a record carries: the bytes as they were sent.
type Payload struct {
	Type    Type
	Data    []byte
	Plotted []byte // JSON summary of a plot; nil for all else
}

// RecordFilter chooses records of one session. Zero fields choose all.
type RecordFilter struct {
	SessionID int64
	PartID    int64
	SenderID  int64
	Question  string
}

// RecordCursor is a place in the records of a session, newest first. The zero
// value is the top.
type RecordCursor struct {
	ReceivedAt time.Time
	ID         int64
}

// RecordPage is a run of records, newest first, and how many match in all.
type RecordPage struct {
	Records []Record
	Total   int
	Next    RecordCursor // where the page after this one begins; zero at the end
}

// QuestionCount says how many students sent a question.
type QuestionCount struct {
	Question string
	Students int
	Attempts int
}
