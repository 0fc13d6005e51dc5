package classroom

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"
)

// Sessions carries out what a teacher does with sessions and their parts. It checks the words, changes
// the store and publishes the change.
type Sessions struct {
	store  SessionStore
	events Publisher
	now    func() time.Time
	nfc    func(string) string
}

// NewSessions returns Sessions over store; the other parameters are those of
// NewRecorder.
func NewSessions(store SessionStore, events Publisher, now func() time.Time, nfc func(string) string) *Sessions {
	return &Sessions{store: store, events: events, now: now, nfc: nfc}
}

// EnsureOwner creates the owner if there is none of that name. It returns the name as it is stored.
func (s *Sessions) EnsureOwner(ctx context.Context, name string) (string, error) {
	name = CleanName(s.nfc, name)
	if err := checkName("The user name", name); err != nil {
		return "", err
	}
	return name, s.changed(0, s.store.EnsureOwner(ctx, name, s.now()))
}

// RenameOwner renames the owner; its sessions follow. It returns the new name as it is stored. The
// error is CodeConflict if another owner has that name.
func (s *Sessions) RenameOwner(ctx context.Context, from, to string) (string, error) {
	to = CleanName(s.nfc, to)
	if err := checkName("The user name", to); err != nil {
		return "", err
	}
	if from == to {
		return to, nil
	}
	return to, s.changed(0, s.store.RenameOwner(ctx, from, to))
}

// Create creates an open session with its part `default`. It closes the owner's open session of that
// name, if there is one.
func (s *Sessions) Create(ctx context.Context, owner, name, description string) (Session, error) {
	name, description, err := s.words(name, description)
	if err != nil {
		return Session{}, err
	}
	now := s.now()
	made, err := s.store.CreateSession(ctx, Session{
		Owner: owner, Name: name, Description: description, Open: true, CreatedAt: now, OpenedAt: now,
	})
	return made, s.changed(made.ID, err)
}

// CreateDemo creates an open session that began at a moment and takes only what is sent to the name
// key, which is a secret of the app. It closes no session of its own name.
func (s *Sessions) CreateDemo(ctx context.Context, owner, name, key string, began time.Time) (Session, error) {
	made, err := s.store.CreateSession(ctx, Session{
		Owner: owner, Name: name, Demo: key, Open: true, CreatedAt: began, OpenedAt: began,
	})
	return made, s.changed(made.ID, err)
}

// Update sets a session's name and description and returns the session.
func (s *Sessions) Update(ctx context.Context, id int64, name, description string) (Session, error) {
	name, description, err := s.words(name, description)
	if err != nil {
		return Session{}, err
	}
	updated, err := s.store.UpdateSession(ctx, id, name, description)
	return updated, s.changed(id, err)
}

// Open opens a session and returns the id of the session of the same name that it closed; 0 if there
// was none.
func (s *Sessions) Open(ctx context.Context, id int64) (int64, error) {
	closed, err := s.store.OpenSession(ctx, id, s.now())
	return closed, s.changed(id, err)
}

// Close closes a session: from now on its records are refused.
func (s *Sessions) Close(ctx context.Context, id int64) error {
	return s.changed(id, s.store.CloseSession(ctx, id, s.now()))
}

// Duplicate creates a session with the description, the parts, the rules of questions and the pins of
// another, and none of its records. The new one is closed, so that it neither closes an open session
// of that name nor receives records before the teacher opens it.
func (s *Sessions) Duplicate(ctx context.Context, id int64, name string) (Session, error) {
	name, _, err := s.words(name, "")
	if err != nil {
		return Session{}, err
	}
	made, err := s.store.DuplicateSession(ctx, id, name, s.now())
	return made, s.changed(made.ID, err)
}

// CloseAll closes the owner's open sessions, but no demo, and returns their ids.
func (s *Sessions) CloseAll(ctx context.Context, owner string) ([]int64, error) {
	closed, err := s.store.CloseSessions(ctx, owner, s.now())
	return closed, s.changed(0, err)
}

// List sets whether the students' page lists a session while it is open.
func (s *Sessions) List(ctx context.Context, id int64, listed bool) error {
	return s.changed(id, s.store.ListSession(ctx, id, listed))
}

// AddPart appends a part to a session.
func (s *Sessions) AddPart(ctx context.Context, sessionID int64, name string) (Part, error) {
	name = CleanName(s.nfc, name)
	if err := checkName("The part's name", name); err != nil {
		return Part{}, err
	}
	part, err := s.store.AddPart(ctx, sessionID, name)
	return part, s.changed(sessionID, err)
}

// RenamePart renames a part; `default` keeps its name.
func (s *Sessions) RenamePart(ctx context.Context, id int64, name string) (Part, error) {
	name = CleanName(s.nfc, name)
	if err := checkName("The part's name", name); err != nil {
		return Part{}, err
	}
	part, err := s.store.RenamePart(ctx, id, name)
	return part, s.changed(part.SessionID, err)
}

// MovePart moves a part to position number of its session, from 1.
func (s *Sessions) MovePart(ctx context.Context, id int64, number int) error {
	return s.changed(0, s.store.MovePart(ctx, id, number))
}

// DeletePart deletes an empty part.
func (s *Sessions) DeletePart(ctx context.Context, id int64) error {
	return s.changed(0, s.store.DeletePart(ctx, id))
}

func (s *Sessions) words(name, description string) (string, string, error) {
	name = CleanName(s.nfc, name)
	if err := checkName("The session's name", name); err != nil {
		return "", "", err
	}
	description = strings.TrimSpace(s.nfc(description))
	if utf8.RuneCountInString(description) > MaxDescription {
		return "", "", Errorf(CodeBadField, "The description is longer than %d characters: shorten it.", MaxDescription)
	}
	return name, description, nil
}

func (s *Sessions) changed(sessionID int64, err error) error {
	if err == nil {
		s.events.Publish(Event{Kind: SessionsChanged, SessionID: sessionID})
	}
	return err
}

// NoteNotebook notes which version of a notebook was prepared for a session, or attached to it, last, as its first cell says it.
func (s *Sessions) NoteNotebook(ctx context.Context, id int64, version string) error {
	if err := CheckToken("notebook_version", version, MaxNotebookVersion, false); err != nil {
		return err
	}
	return s.changed(id, s.store.NoteNotebook(ctx, id, version))
}
