// Package archive is session.json, in which a session leaves the app whole and comes back: what the file
// holds, how it is written and read as a stream, and what it must be like to be let in. A ZIP of an
// export has it beside the answers, which are files that it names; build/docs/session-json.md documents
// it for other programs.
//
// Nothing that is read here is trusted: names, counts, sizes and times are held to the limits of what
// notebooks send, a ZIP is looked over before anything of it is unpacked, and what would be wrong in
// the data file is an Error with its reason. The package keeps nothing: store stages what it reads,
// export writes the ZIP, the engine brings both together.
package archive

import (
	"encoding/json"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Format and Version say what a file is. A file of a later version is refused, as something in it may
// be missing from what this version reads.
const (
	Format  = "npt-session"
	Version = 1
)

// FileName is the name of the file in a ZIP.
const FileName = "session.json"

// Moment is a time in microseconds since 1970, and 0 for never. In JSON it is RFC 3339 in UTC, "" for
// never.
type Moment int64

const momentFormat = "2006-01-02T15:04:05.000000Z"

// MarshalJSON writes the moment.
func (m Moment) MarshalJSON() ([]byte, error) {
	if m == 0 {
		return []byte(`""`), nil
	}
	return []byte(`"` + time.UnixMicro(int64(m)).UTC().Format(momentFormat) + `"`), nil
}

// UnmarshalJSON reads a moment.
func (m *Moment) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil || s == "" {
		*m = 0
		return err
	}
	at, err := time.Parse(time.RFC3339Nano, s)
	*m = Moment(at.UnixMicro())
	return err
}

// Session is all of session.json but the records, which are a stream.
type Session struct {
	Format      string     `json:"format"`
	Version     int        `json:"version"`
	WrittenAt   Moment     `json:"written_at"`
	Anonymous   bool       `json:"anonymous"` // pseudonyms stand for the students
	Whole       bool       `json:"whole"`     // false if only chosen records are in it
	Owner       string     `json:"owner"`
	Name        string     `json:"name"`
	Description string     `json:"description"`
	CreatedAt   Moment     `json:"created_at"`
	OpenedAt    Moment     `json:"opened_at"`
	ClosedAt    Moment     `json:"closed_at"`
	Unlisted    bool       `json:"unlisted"`
	Feedback    string     `json:"feedback"` // JSON, as all that a rule says
	Parts       []string   `json:"parts"`    // in their order
	Students    []Student  `json:"students"`
	Questions   []Question `json:"questions"`
	Pins        []Pin      `json:"pins"`
	Hints       []Hint     `json:"hints"`
	Messages    []Message  `json:"messages"`
	Help        []Help     `json:"help"`
	ClassList   []Person   `json:"class_list,omitempty"`
	Points      string     `json:"points,omitempty"` // JSON, as all that a rule says; empty for those where nothing is set
	HandedOut   []Handout  `json:"handed_out,omitempty"`
	HandedIn    []HandIn   `json:"handed_in,omitempty"`
}

// Person is somebody on the class list of the owner, as it was when the file was written.
type Person struct {
	Name       string `json:"name"`
	First      string `json:"first"`
	Last       string `json:"last"`
	Identifier string `json:"identifier"`
	Email      string `json:"email"`
	Section    string `json:"section"`
}

// NotListed is the Person of a student who is nobody on the class list.
const NotListed = -1

// Handout is a file that the session handed out; its content is not in the export.
type Handout struct {
	Name       string `json:"name"`
	Size       int64  `json:"size"`
	SHA256     string `json:"sha256"`
	CRC32      uint32 `json:"crc32"`
	IsNotebook bool   `json:"is_notebook"`
	AddedAt    Moment `json:"added_at"`
	RemovedAt  Moment `json:"removed_at"` // of one that was handed out to the end: when the session closed
}

// HandIn is the last notebook that a student handed in. Its content is a file of the ZIP.
type HandIn struct {
	Student    int    `json:"student"`
	File       string `json:"file"`
	Name       string `json:"name"`       // as the student had it
	RequestID  string `json:"request_id"` // names the sending: a repeat counts once
	FromPage   bool   `json:"from_page"`
	Receipt    string `json:"receipt"`
	ReceivedAt Moment `json:"received_at"`
}

// Student is one notebook under one name. Its place in the list, from 0, is how others name it.
type Student struct {
	UUID        string `json:"uuid"`
	Name        string `json:"name"`
	Number      int    `json:"number"`     // 1 for the first of this name
	Given       string `json:"given_name"` // by the teacher
	GivenNumber int    `json:"given_number"`
	Alias       int    `json:"alias"`       // stands for the name while names are hidden
	MergedInto  int    `json:"merged_into"` // the student for whom its records count; -1 for itself
	FirstSeenAt Moment `json:"first_seen_at"`
	LastSeenAt  Moment `json:"last_seen_at"`
	VisitedAt   Moment `json:"visited_at"`
	Person      *int   `json:"person,omitempty"` // the place of who that is in ClassList, or NotListed; nil if nobody decided
}

// Key returns by what a session knows the notebook.
func (s Student) Key() classroom.SenderKey { return classroom.SenderKey{UUID: s.UUID, Name: s.Name} }

// Question is what a teacher set for a question; rules are JSON.
type Question struct {
	Question    string `json:"question"`
	Title       string `json:"title"`
	Number      int    `json:"number"`
	Equivalence string `json:"equivalence"`
	Check       string `json:"check"`
	CheckRecord int64  `json:"check_record"` // the id of the record that is the reference; 0 for none
	Inputs      string `json:"inputs"`
	Feedback    string `json:"feedback"`
	Added       bool   `json:"added"`
	Released    bool   `json:"released"`
}

// Pin is an answer that was marked or labelled.
type Pin struct {
	Question string `json:"question"`
	Type     string `json:"type"`
	Data     []byte `json:"data"`
	Plotted  []byte `json:"plotted,omitempty"`
	Calls    []byte `json:"calls,omitempty"`
	Digest   string `json:"digest,omitempty"`
	Label    string `json:"label"`
	Verdict  string `json:"verdict"`
}

// Hint is what a teacher tells those whose answer has a label.
type Hint struct {
	Question string `json:"question"`
	Label    string `json:"label"`
	Text     string `json:"text"`
	Code     string `json:"code"`
}

// Message is what a teacher wrote to notebooks; To is empty for all of them.
type Message struct {
	Type        string `json:"type"`
	Title       string `json:"title"`
	Text        string `json:"text"`
	Code        string `json:"code"`
	SentAt      Moment `json:"sent_at"`
	TakenBackAt Moment `json:"taken_back_at"`
	Direct      bool   `json:"direct"`
	To          []int  `json:"to"`
}

// Help is a request for help.
type Help struct {
	Student  int    `json:"student"`
	ID       string `json:"request_id"`
	Text     string `json:"text"`
	Question string `json:"question"`
	Seat     string `json:"seat"`
	AskedAt  Moment `json:"asked_at"`
	TakenAt  Moment `json:"taken_at"`
	Helper   string `json:"helper"`
	EndedAt  Moment `json:"ended_at"`
	Ending   string `json:"ending"` // helped, done, right, closed
}

// Record is the answer of one notebook to a question of a part. Of a student with several notebooks all
// are there, each with its own counts. Which of them shows follows from that.
type Record struct {
	ID           int64     `json:"id"` // within this file
	Part         int       `json:"part"`
	Student      int       `json:"student"`
	Question     string    `json:"question"`
	Type         string    `json:"type"`
	File         string    `json:"file"` // the answer, in the ZIP
	Plotted      []byte    `json:"plotted,omitempty"`
	Calls        []byte    `json:"calls,omitempty"`
	Digest       string    `json:"digest,omitempty"`
	Attempts     int       `json:"attempts"`
	Replaced     int       `json:"replaced"`
	FirstSentAt  Moment    `json:"first_sent_at"`
	SentAt       Moment    `json:"sent_at"`
	ReceivedAt   Moment    `json:"received_at"`
	Clock        string    `json:"clock,omitempty"`
	RecordID     string    `json:"record_id,omitempty"` // of the answer that is kept
	Counted      []byte    `json:"counted,omitempty"`   // the first 8 bytes of SHA-256 of each record_id that was counted
	Fingerprints []byte    `json:"fingerprints,omitempty"`
	Receipts     []Receipt `json:"receipts,omitempty"` // first that of the answer that is kept
}

// Receipt is the receipt of an attempt; its Code is empty for none.
type Receipt struct {
	Code   string `json:"code"`
	SentAt Moment `json:"sent_at"`
}

// Answer is a record with its payload and what follows from that, as the store keeps it.
type Answer struct {
	Record

	Payload    payload.Payload
	Preview    payload.Preview
	SortKey    string
	SearchText string
}
