package classroom

import (
	"context"
	"time"
)

// RecordSaver commits records. Save returns once the record is on disk. Its error is an *Error:
// CodeNoSuchOwner, CodeNoSuchSession, CodeNoSuchPart, CodeTooManySenders, CodeTooManyQuestions,
// CodeTooManyAnswers, CodeRateLimited if too many new senders come at once, or CodeUnavailable if the
// disk cannot take the record.
type RecordSaver interface {
	Save(ctx context.Context, e NewRecord) (Outcome, error)
}

// SessionStore stores owners, sessions and parts. A method that changes something returns once the
// change is on disk. The error is CodeNotFound if something does not exist, and CodeConflict if the
// change would break a rule.
type SessionStore interface {
	// EnsureOwner creates the owner if there is none of that name.
	EnsureOwner(ctx context.Context, name string, at time.Time) error
	// RenameOwner renames the owner; its sessions follow. The error is CodeConflict if another owner
	// has the new name.
	RenameOwner(ctx context.Context, from, to string) error

	// CreateSession creates an open session with the part `default`. It closes the owner's open
	// session of that name, unless one of them is a demo, and creates the owner if needed.
	CreateSession(ctx context.Context, s Session) (Session, error)
	// UpdateSession sets name and description. The error is CodeConflict if the session is open and
	// another open session of the owner has that name.
	UpdateSession(ctx context.Context, id int64, name, description string) (Session, error)
	// OpenSession opens the session and closes the owner's open session of the same name. It returns
	// the id of that one, or 0. Opening an open session changes nothing.
	OpenSession(ctx context.Context, id int64, at time.Time) (closed int64, err error)
	// CloseSession closes the session. Closing a closed one changes nothing.
	CloseSession(ctx context.Context, id int64, at time.Time) error
	// ListSession sets whether the students' page lists the session while it is open.
	ListSession(ctx context.Context, id int64, listed bool) error
	// NoteNotebook notes which version of a notebook was prepared for the session last.
	NoteNotebook(ctx context.Context, id int64, version string) error
	// DuplicateSession creates a closed session with this name. It copies the description, the parts,
	// the rules of questions and the pins of another session, but none of its records.
	DuplicateSession(ctx context.Context, id int64, name string, at time.Time) (Session, error)
	// CloseSessions closes the owner's open sessions, but no demo, and returns their ids.
	CloseSessions(ctx context.Context, owner string, at time.Time) ([]int64, error)

	// AddPart appends a part. It is a conflict if the session has one of that name.
	AddPart(ctx context.Context, sessionID int64, name string) (Part, error)
	// RenamePart renames a part. Renaming `default` is a conflict.
	RenamePart(ctx context.Context, id int64, name string) (Part, error)
	// MovePart moves a part to position number of its session, from 1; the other parts shift.
	MovePart(ctx context.Context, id int64, number int) error
	// DeletePart deletes an empty part; one with records, or `default`, is a conflict.
	DeletePart(ctx context.Context, id int64) error
}

// MessageStore stores messages and which of them each notebook has shown.
type MessageStore interface {
	// AddMessage stores a message and returns it with its id. A message to some students ends their
	// wait for help; the error is CodeNotFound if none of them is in the session.
	AddMessage(ctx context.Context, m Message) (Message, error)
	// Attend notes that the sender was seen and has shown the messages up to l.After; it creates the
	// sender if it is new and Newcomers lets it in: who only listens takes nobody's place. Its errors are
	// those of RecordSaver.
	Attend(ctx context.Context, l Listening, at time.Time) (Attendance, error)
	// AddHelp stores a sender's request for help and returns the session's id; it creates the sender
	// if it is new. A request id that the sender used before changes nothing. Without a question it is
	// about the one that was answered last, without a seat the sender's last one holds. Its errors are
	// those of RecordSaver.
	AddHelp(ctx context.Context, l Listening, requestID string, asked HelpRequest) (sessionID int64, err error)
	// TakeBackHelp ends what a sender's student asked for until a moment and returns the session's id.
	// Its errors are those of RecordSaver.
	TakeBackHelp(ctx context.Context, l Listening, until, now time.Time) (sessionID int64, err error)
	// WouldTake returns the session that would take a record of the sender's for a part now, and stores
	// nothing. Its errors are those of RecordSaver, and CodeSessionClosed.
	WouldTake(ctx context.Context, l Listening, part string) (sessionID int64, err error)
	// MessagesAfter returns, oldest first, the messages of a session for all students or for the sender's:
	// those that stand and have an id above after, and those that were taken back after heardAt.
	MessagesAfter(ctx context.Context, sessionID int64, who SenderKey, after int64, heardAt time.Time) ([]Message, error)
	// NoteTaken notes which messages' code the sender's notebook took, the first time of each, and tells
	// whether any is new. What it was not sent, or has no code, is left out.
	NoteTaken(ctx context.Context, sessionID int64, who SenderKey, taken []TakenCode, at time.Time) (isNews bool, err error)
	// AskedInputs returns the inputs of a session's questions, by question.
	AskedInputs(ctx context.Context, sessionID int64) ([]AskedInputs, error)
	// TakeBack notes that a message no longer stands and returns its session's id. One that was taken
	// back before stays as it is. The error is CodeNotFound if it does not exist.
	TakeBack(ctx context.Context, messageID int64, at time.Time) (sessionID int64, err error)
}

// Publisher tells listeners that something changed. It never blocks.
type Publisher interface {
	Publish(Event)
}

// Event says that something changed: which kind of thing, and in which session. It carries no data;
// listeners ask again.
type Event struct {
	Kind      EventKind
	SessionID int64 // 0 means every session; a StatusChanged belongs to no session, whatever this says
}

// EventKind is what kind of thing changed.
type EventKind string

// The kinds of events.
const (
	RecordsChanged    EventKind = "records"    // records, and with them counts and senders
	AnswersChanged    EventKind = "answers"    // records of senders who had some before, and with them counts
	SessionsChanged   EventKind = "sessions"   // sessions, parts, owner, current session
	AssessmentChanged EventKind = "assessment" // rules, marks, labels, visits, requests for help
	QuestionsGraded   EventKind = "graded"     // answers are grouped and judged that somebody asked for before
	MessagesChanged   EventKind = "messages"   // messages, and who has shown them
	FilesChanged      EventKind = "files"      // what a session hands out, who has it, and what was handed in
	StatusChanged     EventKind = "status"     // addresses, notices, notebooks that fetched the code
)
