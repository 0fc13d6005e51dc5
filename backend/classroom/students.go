package classroom

import "context"

// StudentStore keeps who counts for whom and what students are called.
type StudentStore interface {
	// MergeStudents makes the records of ids count for the student into and returns
	// their session. What is gone is CodeNotFound; who is of another session or counts for
	// another already is CodeConflict.
	MergeStudents(ctx context.Context, into int64, ids []int64) (session int64, err error)
	// UnmergeStudent gives a merged sender its records back; of a student into whom
	// others were merged, it does so for all of them. It returns their session.
	UnmergeStudent(ctx context.Context, id int64) (session int64, err error)
	// RenameStudent sets what the teacher calls a student, whose session it returns; the
	// notebook's own name, or none, is the notebook's own again.
	RenameStudent(ctx context.Context, id int64, name string) (session int64, err error)
}

// Students is what a teacher does with students: it checks the words, has the store do
// it and tells whoever listens.
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

// Unmerge takes a merged student out again; of a student into whom others were merged,
// all of them.
func (s *Students) Unmerge(ctx context.Context, id int64) error {
	return s.changed(s.store.UnmergeStudent(ctx, id))
}

// Rename sets what the teacher calls a student; an empty name gives the notebook's own
// back.
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
