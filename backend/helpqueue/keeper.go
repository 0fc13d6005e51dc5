package helpqueue

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"npt/backend/classroom"
)

// Store keeps requests for help. Its errors are CodeNotFound if something does not exist, and
// CodeUnavailable if the disk takes no change.
type Store interface {
	// Queue returns what is known of the queue of a session; nothing of one that does not exist.
	Queue(ctx context.Context, sessionID int64) (Facts, error)
	// ChangeHelp calls fn with the open requests of each of some students, and stores what it changes
	// in them, in one transaction: nobody else changes them meanwhile. Who has none is left out.
	ChangeHelp(ctx context.Context, sessionID int64, students []int64, fn func(student int64, open []classroom.HelpRequest)) error
	// PauseHelp sets since when nobody is taken from the queue of an open session; the zero time lets it go on.
	PauseHelp(ctx context.Context, sessionID int64, at time.Time) error
}

// Keeper is where those who help act on the queues of sessions, and where notebooks that listen hear of
// them. Run closes the requests that a right answer came for and tells the notebooks concerned, and no
// others; Note says that something of a session changed.
type Keeper struct {
	store  Store
	judge  classroom.Judge
	events classroom.Publisher
	now    func() time.Time

	mu       sync.Mutex
	sessions map[int64]*keptSession // those that notebooks listen to
	changes  map[int64]struct{}     // sessions to look through; 0 is every one that notebooks listen to
	wake     chan struct{}          // holds one token while there are any
}

// keptSession is a session with the notebooks that listen.
type keptSession struct {
	lines   map[classroom.SenderKey]classroom.HelpLine // nil until they are read
	reads   int                                        // grows with each change that may make lines read before outdated
	waiting map[*caller]struct{}
}

// caller is one request of a notebook that listens.
type caller struct {
	who     classroom.SenderKey
	stirred chan struct{} // holds one token while its line may have changed
}

// NewKeeper returns a Keeper over store; now and events are those of classroom.NewRecorder.
func NewKeeper(store Store, judge classroom.Judge, events classroom.Publisher, now func() time.Time) *Keeper {
	return &Keeper{store: store, judge: judge, events: events, now: now, sessions: map[int64]*keptSession{}, changes: map[int64]struct{}{}, wake: make(chan struct{}, 1)}
}

// Take notes that a helper goes to students who wait; "" is the teacher. It leaves out those to whom
// somebody else goes; the error is CodeConflict if that is so of all, or if none waits any more.
func (k *Keeper) Take(ctx context.Context, sessionID int64, students []int64, helper string) error {
	now := k.now()
	taken, others := 0, []string{}
	err := k.store.ChangeHelp(ctx, sessionID, students, func(_ int64, open []classroom.HelpRequest) {
		if by, ok := Take(open, helper, now); ok {
			taken++
		} else {
			others = append(others, by)
		}
	})
	switch {
	case err != nil:
		return err
	case taken > 0:
		return k.changed(sessionID, nil)
	case len(others) == 0:
		return classroom.Errorf(classroom.CodeConflict, "Nobody waits here any more.")
	case others[0] == "":
		return classroom.Errorf(classroom.CodeConflict, "The teacher is on the way there already.")
	}
	return classroom.Errorf(classroom.CodeConflict, "%s is on the way there already.", others[0])
}

// GiveBack notes that nobody goes to these students now: they wait again, where they were.
func (k *Keeper) GiveBack(ctx context.Context, sessionID int64, students []int64) error {
	return k.changed(sessionID, k.store.ChangeHelp(ctx, sessionID, students, func(_ int64, open []classroom.HelpRequest) { GiveBack(open) }))
}

// Pause notes that nobody is taken from the queue of a session now, or that it goes on.
func (k *Keeper) Pause(ctx context.Context, sessionID int64, isPaused bool) error {
	var at time.Time
	if isPaused {
		at = k.now()
	}
	return k.changed(sessionID, k.store.PauseHelp(ctx, sessionID, at))
}

func (k *Keeper) changed(sessionID int64, err error) error {
	if err == nil {
		k.events.Publish(classroom.Event{Kind: classroom.AssessmentChanged, SessionID: sessionID})
	}
	return err
}

// Hear implements classroom.HelpLines.
func (k *Keeper) Hear(sessionID int64, who classroom.SenderKey) (stirred <-chan struct{}, end func()) {
	c := &caller{who: who, stirred: make(chan struct{}, 1)}
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.sessions[sessionID]
	if s == nil {
		s = &keptSession{waiting: map[*caller]struct{}{}}
		k.sessions[sessionID] = s
	}
	s.waiting[c] = struct{}{}
	return c.stirred, func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if delete(s.waiting, c); len(s.waiting) == 0 && k.sessions[sessionID] == s {
			delete(k.sessions, sessionID)
		}
	}
}

// LineOf implements classroom.HelpLines, for a sender that hears. The queue is read once for all of
// them.
func (k *Keeper) LineOf(ctx context.Context, sessionID int64, who classroom.SenderKey) (classroom.HelpLine, error) {
	k.mu.Lock()
	s := k.sessions[sessionID]
	if s != nil && s.lines != nil {
		defer k.mu.Unlock()
		return s.lines[who], nil
	}
	reads := 0
	if s != nil {
		reads = s.reads
	}
	k.mu.Unlock()
	facts, err := k.store.Queue(ctx, sessionID)
	if err != nil {
		return classroom.HelpLine{}, err
	}
	lines := LinesOf(facts, k.now())
	k.mu.Lock()
	defer k.mu.Unlock()
	if s != nil && s.reads == reads {
		s.lines = lines
	}
	return lines[who], nil
}

// Note says that requests or answers of a session changed, or whether these are right; 0 is every session.
func (k *Keeper) Note(sessionID int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.changes[sessionID] = struct{}{}
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// noted returns the sessions to look through, each once.
func (k *Keeper) noted() map[int64]struct{} {
	k.mu.Lock()
	defer k.mu.Unlock()
	noted := k.changes
	if _, all := noted[0]; all {
		delete(noted, 0)
		for id := range k.sessions {
			noted[id] = struct{}{}
		}
	}
	k.changes = map[int64]struct{}{}
	return noted
}

// Run looks through the sessions that Note names, and those in which somebody did not come in time,
// until ctx ends.
func (k *Keeper) Run(ctx context.Context) {
	returns := map[int64]time.Time{} // by session: when a student waits again next
	for {
		var soon <-chan time.Time
		if at := earliest(returns); !at.IsZero() {
			soon = time.After(at.Sub(k.now()))
		}
		select {
		case <-ctx.Done():
			return
		case <-k.wake:
		case <-soon:
		}
		noted := k.noted()
		for id, at := range returns {
			if !at.After(k.now()) {
				noted[id] = struct{}{}
				_ = k.changed(id, nil)
			}
		}
		for id := range noted {
			if at := k.refresh(ctx, id); at.IsZero() {
				delete(returns, id)
			} else {
				returns[id] = at
			}
		}
	}
}

func earliest(moments map[int64]time.Time) (first time.Time) {
	for _, at := range moments {
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}

// refresh closes the requests of a session that a right answer came for, and has the notebooks look
// again whose line is another now. It returns when time alone will change something next: the zero
// time if never.
func (k *Keeper) refresh(ctx context.Context, sessionID int64) (next time.Time) {
	k.mu.Lock()
	if s := k.sessions[sessionID]; s != nil {
		s.reads++
	}
	k.mu.Unlock()
	facts, err := k.store.Queue(ctx, sessionID)
	for err == nil && k.closeRight(ctx, sessionID, facts) {
		facts, err = k.store.Queue(ctx, sessionID)
	}
	if err != nil {
		k.failed(ctx, sessionID, err)
		return next
	}
	now := k.now()
	k.tell(sessionID, LinesOf(facts, now))
	return nextReturn(facts, now)
}

// nextReturn returns when the first student waits again who was taken, and to whom nobody came.
func nextReturn(f Facts, now time.Time) (next time.Time) {
	for _, r := range f.Requests {
		if at := r.TakenAt.Add(TakenFor); isTaken(r, now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// tell notes the lines of a session and stirs the notebooks whose line changed.
func (k *Keeper) tell(sessionID int64, lines map[classroom.SenderKey]classroom.HelpLine) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.sessions[sessionID]
	if s == nil {
		return
	}
	before := s.lines
	s.lines = lines
	for c := range s.waiting {
		if before != nil && before[c.who] == lines[c.who] {
			continue
		}
		select {
		case c.stirred <- struct{}{}:
		default:
		}
	}
}

// closeRight ends the requests that a right answer came for. It reports whether it ended any.
func (k *Keeper) closeRight(ctx context.Context, sessionID int64, f Facts) bool {
	if !f.IsOpen || len(f.Answers) == 0 {
		return false
	}
	answers := make([]classroom.OwnAnswer, len(f.Answers))
	for i, a := range f.Answers {
		answers[i] = a.OwnAnswer
	}
	known, err := k.judge.JudgementsOf(ctx, sessionID, answers)
	if err != nil {
		k.failed(ctx, sessionID, err)
		return false
	}
	right := map[int64][]Answer{}
	var students []int64
	for _, a := range f.Answers {
		if known[a.RecordID].Verdict == classroom.Right {
			students = append(students, a.StudentID)
			right[a.StudentID] = append(right[a.StudentID], a)
		}
	}
	if len(students) == 0 {
		return false
	}
	now := k.now()
	err = k.store.ChangeHelp(ctx, sessionID, students, func(student int64, open []classroom.HelpRequest) {
		for _, a := range right[student] {
			Right(open, a.Question, a.SentAt, now)
		}
	})
	if err != nil {
		k.failed(ctx, sessionID, err)
		return false
	}
	return k.changed(sessionID, nil) == nil
}

func (k *Keeper) failed(ctx context.Context, sessionID int64, err error) {
	if ctx.Err() == nil {
		slog.Warn("helpqueue: the queue was not looked through", "session", sessionID, "cause", err)
	}
}
