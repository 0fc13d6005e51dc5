// Package handout keeps the files that go through the app beside answers: the notebook and the data that a
// session hands out, and the notebooks that students hand in. Their contents are files in the data
// folder, one folder a session, each named by the SHA-256 of what it holds; the data file says whose they
// are. What comes in is written as it arrives, so that a large file takes no memory, and stands there whole
// or not at all. What goes out can be read from any byte on, also the archive of all files, so that a
// download that was cut off goes on.
//
// It runs nothing that came in and shows nothing of it: it looks whether a notebook is one, and no further.
// ingest serves students through it, the API serves the teacher; the store keeps the rows.
package handout

import (
	"context"
	"sync"
	"time"

	"npt/backend/budget"
	"npt/backend/classroom"
)

// Limits on the files of a session.
const (
	// MaxHandedOut bounds the bytes that a session hands out, MaxFiles how many files these are.
	MaxHandedOut = 200_000_000
	MaxFiles     = 100
	// MaxLabNotebook bounds a notebook that is handed out: its first cell is written for each address by
	// which students come.
	MaxLabNotebook = 20 << 20
	// MaxHandedIn bounds a notebook that is handed in.
	MaxHandedIn = 20 << 20
	// Earlier is how many notebooks of a student are kept beside the last one.
	Earlier = 3
	// MaxSession bounds the bytes of all that the students of a session handed in: 400 notebooks of 20 MB.
	MaxSession = 8 << 30
	// prepared bounds the notebooks that are kept in memory with the first cell of an address.
	prepared = MaxLabNotebook + 4<<20
	// versionsKept bounds how many versions of notebooks are kept in memory.
	versionsKept = 1000
)

// File is a file that a session hands out.
type File struct {
	ID, SessionID int64
	Name          string // that every system accepts, distinct in its session
	Size          int64
	SHA256        string // of the file as the teacher attached it, in hex
	CRC32         uint32
	IsNotebook    bool
	AddedAt       time.Time
	RemovedAt     time.Time // zero while it is handed out
}

// Version names what a file holds, shortly.
func (f File) Version() string { return f.SHA256[:versionDigits] }

const versionDigits = 8

// Fetch says who has a file, and since when: the sender whose notebook fetched it, or the computer whose
// browser did.
type Fetch struct {
	FileID    int64
	StudentID int64  // 0 for a browser
	From      string // the computer; empty for a notebook
	At        time.Time
}

// HandIn is a notebook that a student handed in.
type HandIn struct {
	ID, SessionID, StudentID int64
	Name                     string // of the file, as the student has it, cleaned
	Size                     int64
	SHA256                   string
	RequestID                string
	FromPage                 bool // by the students' page, and not by a notebook
	ReceivedAt               time.Time
	Receipt                  classroom.Receipt
	IsKept                   bool // its content is there: it is the last one, or one of those before
}

// Store keeps the rows. Its errors are *classroom.Error.
type Store interface {
	// OpenNamed returns the open session that an owner and a session mean, with their names as they are
	// stored.
	OpenNamed(ctx context.Context, owner, session string) (classroom.Session, error)
	// Handouts returns the files that a session hands out, by name; and, if all is true, those that it
	// handed out before.
	Handouts(ctx context.Context, sessionID int64, all bool) ([]File, error)
	// AddHandout adds a file in the place of the one of its name, if there is one.
	AddHandout(ctx context.Context, f File) (File, error)
	// RemoveHandout ends that a file is handed out, and returns it.
	RemoveHandout(ctx context.Context, id int64, at time.Time) (File, error)
	// NoteFetch notes that a sender, or else a computer, has files of a session.
	NoteFetch(ctx context.Context, l *classroom.Listening, from string, files []int64, at time.Time) error
	Fetches(ctx context.Context, sessionID int64) ([]Fetch, error)
	// AddHandIn adds a notebook of a sender, who becomes one of the session if it is new, and drops those
	// beyond Earlier. A request that was made before changes nothing and gives what it gave.
	AddHandIn(ctx context.Context, l classroom.Listening, h HandIn) (HandIn, error)
	// IsNews reports whether a sender of the session has handed in neither this notebook nor a later one.
	IsNews(ctx context.Context, of classroom.SenderKey, h HandIn) (bool, error)
	// BringHandIn adds a notebook of a sender that the session has.
	BringHandIn(ctx context.Context, of classroom.SenderKey, h HandIn) (HandIn, error)
	// HandIns returns what was handed in, the newest first.
	HandIns(ctx context.Context, sessionID int64) ([]HandIn, error)
	// Contents returns the SHA-256 of all files of a session that are to be kept, and how many bytes of them
	// were handed in.
	Contents(ctx context.Context, sessionID int64) (keep map[string]bool, handedIn int64, err error)
	// SessionIDs returns the ids of all sessions, also of those that wait for their deletion, and the highest
	// that there ever was.
	SessionIDs(ctx context.Context) (there map[int64]bool, highest int64, err error)
}

// Files hands out and takes back. Make one with New.
type Files struct {
	Receipts classroom.ReceiptKey

	store    Store
	events   classroom.Publisher
	now      func() time.Time
	nfc      func(string) string
	folder   folder
	isFull   func(error) bool // says that an error means a full disk
	mu       sync.Mutex       // held while rows and files are brought together
	checking chan struct{}    // holds a token while a notebook is read that came in
	making   sync.Mutex       // held while a first cell is written
	made     *budget.Cache[madeKey, *made]
	said     *budget.Cache[string, string] // by SHA-256: the version that a notebook's first cell says
}

// New returns Files over a folder, which is made when it is needed.
func New(store Store, dir string, events classroom.Publisher, now func() time.Time, nfc func(string) string, isFull func(error) bool) *Files {
	return &Files{
		store: store, events: events, now: now, nfc: nfc, folder: folder{dir: dir, turn: make(chan struct{}, 1)}, isFull: isFull,
		checking: make(chan struct{}, 1), made: budget.NewCache[madeKey, *made](prepared),
		said: budget.NewCache[string, string](versionsKept),
	}
}

// Open returns the open session that an owner and a session mean.
func (f *Files) Open(ctx context.Context, owner, session string) (classroom.Session, error) {
	return f.store.OpenNamed(ctx, classroom.CleanName(f.nfc, owner), classroom.CleanName(f.nfc, session))
}

// List returns the files that a session hands out, by name.
func (f *Files) List(ctx context.Context, sessionID int64) ([]File, error) {
	return f.store.Handouts(ctx, sessionID, false)
}

// Fetched notes who has files: the sender l of a notebook, or else the computer from. What cannot be noted
// is not: the student has the file.
func (f *Files) Fetched(ctx context.Context, sessionID int64, l *classroom.Listening, from string, files ...File) {
	ids := make([]int64, len(files))
	for i, file := range files {
		ids[i] = file.ID
	}
	if err := f.store.NoteFetch(ctx, l, from, ids, f.now()); err == nil {
		f.changed(sessionID)
	}
}

// Fetches returns who has which file.
func (f *Files) Fetches(ctx context.Context, sessionID int64) ([]Fetch, error) {
	return f.store.Fetches(ctx, sessionID)
}

// HandIns returns what the students of a session handed in, the newest first.
func (f *Files) HandIns(ctx context.Context, sessionID int64) ([]HandIn, error) {
	return f.store.HandIns(ctx, sessionID)
}

func (f *Files) changed(sessionID int64) {
	f.events.Publish(classroom.Event{Kind: classroom.FilesChanged, SessionID: sessionID})
}

// retryAfter is how long a notebook waits if the disk cannot take what it hands in.
const retryAfter = 10 * time.Second

// diskError turns an error of the disk into the one that a person is told.
func (f *Files) diskError(err error) error {
	if f.isFull(err) {
		told := &classroom.Error{Code: classroom.CodeUnavailable, Message: "The teacher's disk is full: nothing of this file was kept, and what was there before is untouched."}
		told.RetryAfter, told.Cause = retryAfter, err
		return told
	}
	told := &classroom.Error{Code: classroom.CodeUnavailable, Message: "The teacher's disk took nothing of this file, and what was there before is untouched."}
	told.RetryAfter, told.Cause = retryAfter, err
	return told
}
