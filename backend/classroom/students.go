package classroom

import "context"

// StudentStore stores which senders count for which student, and the names that the teacher gave.
type StudentStore interface {
	// MergeStudents makes the records of ids count for the student into and returns their session. The
	// error is CodeNotFound if a student does not exist, and CodeConflict if one is of another session
	// or is merged already.
	MergeStudents(ctx context.Context, into int64, ids []int64) (session int64, err error)
	// UnmergeStudent gives a merged sender its records back. If others were merged into the student,
	// it does so for all of them. It returns their session.
	UnmergeStudent(ctx context.Context, id int64) (session int64, err error)
	// RenameStudent sets the name that the teacher gives a student and returns the student's session.
	// The notebook's own name, or an empty one, removes the given name.
	RenameStudent(ctx context.Context, id int64, name string) (session int64, err error)
}

// Students carries out what a teacher does with students. It checks the words, changes the store and
// publishes the change.
type Students struct {
	store  StudentStore
	events Publisher
	nfc    func(string) string
}

// NewStudents returns Students over store; the other parameters are those of
// NewRecorder.
func NewStudents(store StudentStore, events Publisher, nfc func(string) string) *Students {
	return &Students{store: store, events: events, nfc: nfc}
}

// Merge makes the records of other students count for one.
func (s *Students) Merge(ctx context.Context, into int64, ids []int64) error {
	return s.changed(s.store.MergeStudents(ctx, into, ids))
}

// Unmerge takes a merged student out again. If others were merged into the student, it takes out all
// of them.
func (s *Students) Unmerge(ctx context.Context, id int64) error {
	return s.changed(s.store.UnmergeStudent(ctx, id))
}

// Rename sets the name that the teacher gives a student; an empty name restores the notebook's own.
func (s *Students) Rename(ctx context.Context, id int64, name string) error {
	if name = CleanName(s.nfc, name); name != "" {
		if err := checkName("The student's name", name); err != nil {
			return err
		}
	}
	return s.changed(s.store.RenameStudent(ctx, id, name))
}

func (s *Students) changed(session int64, err error) error {
	if err == nil {
		s.events.Publish(Event{Kind: RecordsChanged, SessionID: session})
	}
	return err
}
