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
	RecordID   string // record_id
	SentAt     string // sent_at

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
	RecordID   string    // empty if the client sent none
	From       string    // what stands for the computer that it came from; empty if that is unknown
	SentAt     time.Time // the sender's time if it is plausible, else ReceivedAt
	ReceivedAt time.Time

	Preview     payload.Preview
	SortKey     string               // see payload.SortKey
	SearchText  string               // see payload.SearchText
	Fingerprint payload.Fingerprints // one, of the payload
}

// Receipt says what happened to a NewRecord, after it was committed.
type Receipt struct {
	SessionID int64
	RecordID  int64 // the record's id in the store
	Updated   bool  // this sender had a record of this question before
	Repeated  bool  // this record_id was counted before, so nothing changed
}
