package classroom

import (
	"time"

	"npt/backend/payload"
)

// Submission is what a notebook sent, as it came off the wire: nothing in it was
// checked but its size.
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
	RecordID   string // record_id
	SentAt     string // sent_at
}

// NewRecord is a submission that was checked and read, with all that is derived from its
// payload: what the store keeps.
type NewRecord struct {
	Owner      string
	Session    string
	Part       string
	Sender     SenderKey
	Question   string
	Payload    payload.Payload
	RecordID   string    // empty if the client sends none
	SentAt     time.Time // the sender's clock if it told and is sane, else ReceivedAt
	ReceivedAt time.Time

	Preview     payload.Preview
	SortKey     string               // see payload.SortKey
	SearchText  string               // see payload.SearchText
	Fingerprint payload.Fingerprints // one, of the payload
}

// Receipt says what became of a NewRecord once it was committed.
type Receipt struct {
	SessionID int64
	RecordID  int64 // the record's id in the store
	Updated   bool  // there was a record of this sender and question before
	Repeated  bool  // this record_id had been counted before; nothing was changed
}
