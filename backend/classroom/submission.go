package classroom

import (
	"time"

	"npt/backend/payload"
)

// Submission is what a notebook sent, unchanged from the wire. Only its size was checked.
type Submission struct {
	Owner      string // session_owner
	Session    string // session_name
	Part       string // part_name; empty means DefaultPart
	SenderName string // sender_name
	SenderUUID string // sender_uuid
	Question   string // question_nb
	Type       string // type
	Data       []byte // data, or the file of an image
	Plotted    []byte // plotted
	Calls      []byte // calls
	Digest     string // digest
	Shortened  string // shortened
	RecordID   string // record_id
	SentAt     string // sent_at
	Age        string // age
	Clock      string // clock
	Attempts   string // attempts
	Replaces   string // replaces
	Span       string // span
	Updates    string // updates
	Seat       string // seat, of a request for help

	From string // what stands for the computer that it came from; empty if that is unknown
}

// NewRecord is a checked submission with everything that is derived from its payload. The store keeps
// it.
type NewRecord struct {
	Owner      string
	Session    string
	Part       string
	Sender     SenderKey
	Question   string
	Payload    payload.Payload
	RecordID   string // empty if the client sent none
	Updates    string // the RecordID of the answer that this one is once more, with what its function gives for other inputs; mostly empty
	From       string // what stands for the computer that it came from; empty if that is unknown
	ReceivedAt time.Time
	SentAt     time.Time // by our clock; never after ReceivedAt
	Untold     bool      // the client did not say when, so it was sent after all that arrived before
	Clock      Reading   // empty if the client told none

	Attempts    int        // how many calls of send it stands for; 0 counts as 1
	Replaces    []Replaced // which of these may have arrived as records of their own
	FirstSentAt time.Time  // of these calls; zero if it is SentAt

	Preview     payload.Preview
	SortKey     string               // see payload.SortKey
	SearchText  string               // see payload.SearchText
	Fingerprint payload.Fingerprints // one, of the payload
	Receipt     Receipt
}

// Outcome says what happened to a NewRecord, after it was committed.
type Outcome struct {
	SessionID int64
	RecordID  int64 // the record's id in the store
	IsFirst   bool  // this sender had no record in the session before
	Updated   bool  // this sender had a record of this question before
	Repeated  bool  // this record_id was counted before, so nothing changed
	Attempts  int   // of this sender at the question, with this one
	IsUpdate  bool  // it is the answer that is there, once more: see NewRecord.Updates
	Receipt   Receipt

	// ShownSentAt is when the student's answer was sent that is shown in place of this one, as it is
	// the later; zero if this one is shown.
	ShownSentAt time.Time
}
