package roster

import (
	"context"
	"slices"
	"sync"

	"npt/backend/classroom"
)

// MaxPeople bounds a list: that many sit in no room.
const MaxPeople = 5_000

// Store keeps the list of an owner. A method that changes something returns once the change is on disk.
type Store interface {
	// ClassList returns the owner's list; an empty one if there is none.
	ClassList(ctx context.Context, owner string) (List, error)
	// SetClassList replaces the owner's list with its decisions. A person without an id gets one.
	SetClassList(ctx context.Context, owner string, list List) error
	// Decide stores of which person notebooks are.
	Decide(ctx context.Context, owner string, keys []Key, person int64) error

	Session(ctx context.Context, id int64) (classroom.SessionSummary, error)
	Sessions(ctx context.Context, owner string) ([]classroom.SessionSummary, error)
	Students(ctx context.Context, sessionID int64) ([]classroom.Student, error)
}

// Lists carries out what a teacher does with the class list. It changes the store and publishes the change.
type Lists struct {
	store  Store
	events classroom.Publisher

	mu     sync.Mutex
	last   int64
	before map[int64]undo // what the last changes replaced
}

type undo struct {
	owner string
	list  List
}

// NewLists returns Lists over store.
func NewLists(store Store, events classroom.Publisher) *Lists {
	return &Lists{store: store, events: events, before: map[int64]undo{}}
}

// maxUndo is how many changes can be taken back.
const maxUndo = 10

// Import merges what comes into the owner's list, as Merge does, and returns what takes that back. What the app was sure of
// before holds from now on.
func (l *Lists) Import(ctx context.Context, owner string, coming []Person, removeMissing bool) (undoID int64, changes Changes, err error) {
	list, err := l.store.ClassList(ctx, owner)
	if err != nil {
		return 0, changes, err
	}
	next := List{Decisions: Decisions{}}
	next.People, changes = Merge(list.People, coming, removeMissing)
	if len(next.People) > MaxPeople {
		return 0, changes, classroom.Errorf(classroom.CodeTooLarge, "A class list has at most %d students: remove those of an earlier term.", MaxPeople)
	}
	if err := l.hold(ctx, owner, list, next.Decisions); err != nil {
		return 0, changes, err
	}
	undoID, err = l.replace(ctx, owner, list, next)
	return undoID, changes, err
}

// hold adds to decisions what is decided and what is sure in the owner's sessions.
func (l *Lists) hold(ctx context.Context, owner string, list List, decisions Decisions) error {
	for key, person := range list.Decisions {
		decisions[key] = person
	}
	if len(list.People) == 0 {
		return nil
	}
	sessions, err := l.store.Sessions(ctx, owner)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		students, err := l.store.Students(ctx, s.ID)
		if err != nil {
			return err
		}
		notebooks := NotebooksOf(students)
		for i, m := range MatchAll(list, notebooks) {
			if !m.IsSure || s.Demo != "" {
				continue
			}
			for _, key := range notebooks[i].Keys {
				if _, isDecided := decisions[key]; !isDecided {
					decisions[key] = m.Person
				}
			}
		}
	}
	return nil
}

// Clear empties the owner's list, at the end of a term, and returns what takes that back.
func (l *Lists) Clear(ctx context.Context, owner string) (undoID int64, err error) {
	list, err := l.store.ClassList(ctx, owner)
	if err != nil {
		return 0, err
	}
	return l.replace(ctx, owner, list, List{})
}

func (l *Lists) replace(ctx context.Context, owner string, list, next List) (undoID int64, err error) {
	if err := l.store.SetClassList(ctx, owner, next); err != nil {
		return 0, err
	}
	l.mu.Lock()
	l.last++
	undoID = l.last
	l.before[undoID] = undo{owner, list}
	delete(l.before, undoID-maxUndo)
	l.mu.Unlock()
	l.changed()
	return undoID, nil
}

// Undo takes a change back. The error is CodeNotFound if that is done, or too long ago.
func (l *Lists) Undo(ctx context.Context, undoID int64) error {
	l.mu.Lock()
	was, isKnown := l.before[undoID]
	delete(l.before, undoID)
	l.mu.Unlock()
	if !isKnown {
		return classroom.Errorf(classroom.CodeNotFound, "This cannot be taken back any more: import the earlier list.")
	}
	if err := l.store.SetClassList(ctx, was.owner, was.list); err != nil {
		return err
	}
	l.changed()
	return nil
}

// Forget lets no change be taken back any more, after somebody was erased for good.
func (l *Lists) Forget() {
	l.mu.Lock()
	clear(l.before)
	l.mu.Unlock()
	l.changed()
}

// Decide notes of which person the notebooks of a student are; Nobody if of none on the list.
func (l *Lists) Decide(ctx context.Context, sessionID, studentID, person int64) error {
	s, err := l.store.Session(ctx, sessionID)
	if err != nil {
		return err
	}
	students, err := l.store.Students(ctx, sessionID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(students, func(st classroom.Student) bool { return st.ID == studentID })
	if at < 0 {
		return classroom.Errorf(classroom.CodeNotFound, "This %s no longer exists: it was deleted or renamed.", "student")
	}
	if err := l.store.Decide(ctx, s.Owner, NotebooksOf(students[at : at+1])[0].Keys, person); err != nil {
		return err
	}
	l.changed()
	return nil
}

// changed tells all pages: the list is the same in every session.
func (l *Lists) changed() { l.events.Publish(classroom.Event{Kind: classroom.RecordsChanged}) }

// Attendance is a class list as it is in a session.
type Attendance struct {
	Session classroom.SessionSummary
	List    List
	Present []Presence // by person, in the order of the list
	Others  []Other    // who is not surely somebody on the list, by name
}

// Presence is what is known of a person in a session.
type Presence struct {
	Person   Person
	Students []classroom.Student // none if absent; several if the teacher said that several notebooks are theirs
}

// Records returns how many answers a person has in the session.
func (p Presence) Records() (n int) {
	for _, s := range p.Students {
		n += s.Records
	}
	return n
}

// Other is a student of a session who is not surely somebody on the list.
type Other struct {
	Student   classroom.Student
	IsDecided bool // the teacher said that it is nobody of the list
	// Candidates are who it may be, the likeliest first.
	Candidates []int64
}

// Attend returns who of the list is in a session; all students are others if there is no list, or the session is a demo.
func Attend(ctx context.Context, store Store, sessionID int64) (a Attendance, err error) {
	if a.Session, err = store.Session(ctx, sessionID); err != nil {
		return a, err
	}
	if a.Session.Demo == "" {
		if a.List, err = store.ClassList(ctx, a.Session.Owner); err != nil {
			return a, err
		}
	}
	students, err := store.Students(ctx, sessionID)
	if err != nil {
		return a, err
	}
	place := map[int64]int{}
	for i, p := range a.List.People {
		place[p.ID] = i
		a.Present = append(a.Present, Presence{Person: p})
	}
	for i, m := range MatchAll(a.List, NotebooksOf(students)) {
		at, isOnList := place[m.Person]
		if m.IsSure && isOnList {
			a.Present[at].Students = append(a.Present[at].Students, students[i])
			continue
		}
		a.Others = append(a.Others, Other{students[i], m.IsDecided, m.Candidates})
	}
	return a, nil
}

// PersonOf returns the people of students by the students' ids.
func (a Attendance) PersonOf() map[int64]Person {
	of := map[int64]Person{}
	for _, p := range a.Present {
		for _, s := range p.Students {
			of[s.ID] = p.Person
		}
	}
	return of
}

// NotebooksOf returns students by all that their notebooks call themselves.
func NotebooksOf(students []classroom.Student) []Notebook {
	all := make([]Notebook, len(students))
	for i, s := range students {
		n := Notebook{ID: s.ID, Keys: []Key{Key{s.UUID, s.Name}}, Names: []string{s.Name}}
		if s.Given != "" {
			n.Names = append(n.Names, s.Given)
		}
		for _, m := range s.Merged {
			n.Keys = append(n.Keys, Key{m.UUID, m.Name})
			n.Names = append(n.Names, m.Name)
		}
		all[i] = n
	}
	return all
}
