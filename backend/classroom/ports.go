package classroom

import (
	"context"
	"time"
)

// RecordSaver commits records. Save returns only once the record is on disk, or
// an *Error: CodeNoSuchOwner, CodeNoSuchSession, CodeNoSuchPart,
// CodeTooManySenders, or CodeUnavailable when the disk will not take it.
type RecordSaver interface {
	Save(ctx context.Context, e NewRecord) (Receipt, error)
}

// SessionStore keeps owners, sessions and parts. Every method that changes
// something returns once it is on disk. What is not there is CodeNotFound; what
// would break a rule is CodeConflict.
type SessionStore interface {
	// EnsureOwner makes the owner if there is none of that name.
	EnsureOwner(ctx context.Context, name string, at time.Time) error
	// RenameOwner gives the owner from the name to; its sessions follow. It is a
	// conflict if there is an owner to.
	RenameOwner(ctx context.Context, from, to string) error

	// CreateSession makes an open session with the part `default`, closes the open
	// one of the same owner and name if there is one, and makes the owner if needed.
	CreateSession(ctx context.Context, s Session) (Session, error)
	// UpdateSession sets name and description. It is a conflict if the session is open
	// and another open one of the owner has that name.
	UpdateSession(ctx context.Context, id int64, name, description string) (Session, error)
	// OpenSession opens the session and closes the owner's open namesake, whose id it
	// returns; 0 if there was none. Opening an open session changes nothing.
	OpenSession(ctx context.Context, id int64, at time.Time) (closed int64, err error)
	// CloseSession closes the session. Closing a closed one changes nothing.
	CloseSession(ctx context.Context, id int64, at time.Time) error
	// ListSession says whether the session is on the students' page while it is open.
	ListSession(ctx context.Context, id int64, listed bool) error
	// DuplicateSession makes a closed session of the name with the description, the parts
	// and what was set for the questions and answers of another, and none of its records.
	DuplicateSession(ctx context.Context, id int64, name string, at time.Time) (Session, error)
	// CloseSessions closes the owner's open sessions and returns their ids.
	CloseSessions(ctx context.Context, owner string, at time.Time) ([]int64, error)

	// AddPart appends a part. It is a conflict if the session has one of that name.
	AddPart(ctx context.Context, sessionID int64, name string) (Part, error)
	// RenamePart renames a part; `default` keeps its name, which is a conflict.
	RenamePart(ctx context.Context, id int64, name string) (Part, error)
	// MovePart puts a part at position number of its session, from 1; the others close up.
	MovePart(ctx context.Context, id int64, number int) error
	// DeletePart deletes an empty part; one with records, or `default`, is a conflict.
	DeletePart(ctx context.Context, id int64) error
}

// Publisher tells listeners that something changed. It never blocks.
type Publisher interface {
	Publish(Event)
}

// Event is a hint that something changed: what kind of thing, and where. It carries no data:
// listeners ask again.
type Event struct {
	Kind      EventKind
	SessionID int64 // 0 is every session; StatusChanged is of none, whatever it says
}

// EventKind is what kind of thing changed.
type EventKind string

// The kinds of events.
const (
	RecordsChanged    EventKind = "records"    // records, and with them counts and senders
	SessionsChanged   EventKind = "sessions"   // sessions, parts, owner, current session
	AssessmentChanged EventKind = "assessment" // what is set for questions and answers, visits, requests for help
	StatusChanged     EventKind = "status"     // addresses, notices, notebooks that fetched the code
)
