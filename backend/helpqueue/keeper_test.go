package helpqueue_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/helpqueue"
)

// model is a store and a judge in memory, which checks each change against the rules of the queue.
type model struct {
	mu       sync.Mutex
	now      time.Time
	requests []classroom.HelpRequest
	answers  []helpqueue.Answer // all of them; one that is even is right
	broken   []string
	paused   time.Time
}

func (m *model) clock() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(time.Millisecond)
	return m.now
}

func (m *model) Queue(context.Context, int64) (helpqueue.Facts, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := helpqueue.Facts{IsOpen: true, PausedAt: m.paused, Requests: slices.Clone(m.requests), Notebooks: map[int64][]classroom.SenderKey{}}
	for _, r := range m.requests {
		f.Notebooks[r.StudentID] = []classroom.SenderKey{nameOf(r.StudentID)}
		for _, a := range m.answers {
			if a.StudentID == r.StudentID && a.Question == r.Question && r.EndedAt.IsZero() && a.SentAt.After(r.AskedAt) {
				f.Answers = append(f.Answers, a)
			}
		}
	}
	return f, nil
}

func nameOf(student int64) classroom.SenderKey {
	return classroom.SenderKey{UUID: "u", Name: fmt.Sprint(student)}
}

func (m *model) ChangeHelp(_ context.Context, _ int64, students []int64, fn func(int64, []classroom.HelpRequest)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, student := range students {
		var at []int
		var open []classroom.HelpRequest
		for i, r := range m.requests {
			if r.StudentID == student && r.EndedAt.IsZero() {
				at, open = append(at, i), append(open, r)
			}
		}
		if len(open) == 0 {
			continue
		}
		fn(student, open)
		for i, r := range open {
			before := m.requests[at[i]]
			isHeld := !before.TakenAt.IsZero() && m.now.Before(before.TakenAt.Add(helpqueue.TakenFor))
			if isHeld && !r.TakenAt.IsZero() && r.Helper != before.Helper {
				m.broken = append(m.broken, fmt.Sprintf("%s took what %s had", r.Helper, before.Helper))
			}
			m.requests[at[i]] = r
		}
	}
	return nil
}

func (m *model) PauseHelp(_ context.Context, _ int64, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.paused = at
	return nil
}

func (m *model) JudgementsOf(_ context.Context, _ int64, answers []classroom.OwnAnswer) (map[int64]classroom.Judgement, error) {
	known := map[int64]classroom.Judgement{}
	for _, a := range answers {
		known[a.RecordID] = classroom.Judgement{Verdict: []classroom.Verdict{classroom.Right, classroom.Wrong}[a.RecordID%2]}
	}
	return known, nil
}

func (m *model) ask(student int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(time.Millisecond)
	id := int64(len(m.requests) + 1)
	m.requests = append(m.requests, classroom.HelpRequest{ID: id, StudentID: student, Question: fmt.Sprint(id % 2), AskedAt: m.now})
}

func (m *model) answer(student int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(time.Millisecond)
	id := int64(len(m.answers) + 1)
	a := helpqueue.Answer{StudentID: student, SentAt: m.now, OwnAnswer: classroom.OwnAnswer{RecordID: id, Question: fmt.Sprint(id / 2 % 2)}}
	m.answers = append(m.answers, a)
}

func (m *model) pass(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// deaf publishes to nobody but the keeper.
type deaf struct{ keeper *helpqueue.Keeper }

func (d *deaf) Publish(e classroom.Event) { d.keeper.Note(e.SessionID) }

// walk lets students, helpers and time act as they like.
func (m *model) walk(t *testing.T, keeper *helpqueue.Keeper, seed uint64) {
	ctx, random := t.Context(), rand.New(rand.NewPCG(seed, 1))
	for range 150 {
		student, helper := random.Int64N(6)+1, []string{"", "Mia", "Noah"}[random.IntN(3)]
		switch random.IntN(8) {
		case 0, 1:
			m.ask(student)
		case 2:
			m.answer(student)
		case 3, 4: // it may be refused
			_ = keeper.Take(ctx, 1, []int64{student, random.Int64N(6) + 1}, helper)
		case 5:
			_ = keeper.GiveBack(ctx, 1, []int64{student})
		case 6:
			now := m.clock()
			_ = m.ChangeHelp(ctx, 1, []int64{student}, func(_ int64, open []classroom.HelpRequest) { helpqueue.Done(open, now, now) })
		case 7:
			m.pass(time.Duration(random.Int64N(int64(helpqueue.TakenFor))))
		}
		keeper.Note(1)
	}
}

// No request is lost, none is taken by two, and none is open after the right answer, whoever acts at the
// same time.
func TestRandomWalks(t *testing.T) {
	for seed := range uint64(8) {
		m := &model{now: begin}
		events := &deaf{}
		events.keeper = helpqueue.NewKeeper(m, m, events, m.clock)
		ctx, stop := context.WithCancel(t.Context())
		var running, walking sync.WaitGroup
		running.Go(func() { events.keeper.Run(ctx) })
		listening, leave := events.keeper.Hear(1, nameOf(newcomer))
		for walker := range uint64(4) {
			walking.Go(func() { m.walk(t, events.keeper, seed*10+walker) })
		}
		walking.Wait()
		m.catchUp(t, events.keeper, listening)
		leave()
		stop()
		running.Wait()
		m.check(t, seed)
	}
}

// newcomer is a student who asks when all others are done.
const newcomer = 99

// catchUp waits until the keeper has looked at everything: it then tells the notebook that asked last.
func (m *model) catchUp(t *testing.T, keeper *helpqueue.Keeper, stirred <-chan struct{}) {
	m.ask(newcomer)
	keeper.Note(1)
	for {
		<-stirred // from here on only Run changes what LineOf returns
		if line, _ := keeper.LineOf(t.Context(), 1, nameOf(newcomer)); line.State == classroom.HelpWaiting {
			return
		}
	}
}

func (m *model) check(t *testing.T, seed uint64) {
	t.Helper()
	if len(m.broken) > 0 {
		t.Errorf("walk %d: %v", seed, m.broken)
	}
	waiting := map[int64]int{}
	for _, w := range helpqueue.Waits(m.requests, m.now) {
		waiting[w.StudentID]++
	}
	for i, r := range m.requests {
		if r.ID != int64(i+1) || r.EndedAt.IsZero() != (r.Ending == classroom.HelpOpen) {
			t.Errorf("walk %d: request %d is lost: %+v", seed, i+1, r)
		}
		if r.EndedAt.IsZero() && waiting[r.StudentID] != 1 {
			t.Errorf("walk %d: student %d is %d times in the queue", seed, r.StudentID, waiting[r.StudentID])
		}
		for _, a := range m.answers {
			if r.EndedAt.IsZero() && a.StudentID == r.StudentID && a.Question == r.Question && a.RecordID%2 == 0 && a.SentAt.After(r.AskedAt) {
				t.Errorf("walk %d: request %d is open after the right answer", seed, r.ID)
			}
		}
	}
}

func TestTwoHelpersAndOneStudent(t *testing.T) {
	m := &model{now: begin}
	events := &deaf{}
	keeper := helpqueue.NewKeeper(m, m, events, m.clock)
	events.keeper = keeper
	ctx := t.Context()
	m.ask(1)
	m.ask(2)
	said := func(err error) string {
		if err == nil {
			return ""
		}
		return string(classroom.AsError(err).Code) + ": " + err.Error()
	}
	for _, step := range []struct{ helper, want string }{
		{"Mia", ""}, {"Mia", ""}, {"Noah", "conflict: Mia is on the way there already."}, {"", "conflict: Mia is on the way there already."},
	} {
		if got := said(keeper.Take(ctx, 1, []int64{1}, step.helper)); got != step.want {
			t.Errorf("%q takes: %q, want %q", step.helper, got, step.want)
		}
	}
	if err := keeper.Take(ctx, 1, []int64{1, 2}, "Noah"); err != nil { // 2 is free
		t.Error(err)
	}
	m.pass(helpqueue.TakenFor)
	if err := keeper.Take(ctx, 1, []int64{1}, ""); err != nil { // Mia did not come
		t.Error(err)
	}
	if got := said(keeper.Take(ctx, 1, []int64{1}, "Mia")); got != "conflict: The teacher is on the way there already." {
		t.Errorf("Mia takes: %q", got)
	}
	if got := said(keeper.Take(ctx, 1, []int64{9}, "")); got != "conflict: Nobody waits here any more." {
		t.Errorf("nobody is taken: %q", got)
	}
}

// What time alone changes is told when it is due: who was taken and not helped waits again.
func TestTimeAloneBringsAStudentBack(t *testing.T) {
	m := &model{now: begin}
	told := make(chan classroom.Event, 8)
	keeper := helpqueue.NewKeeper(m, m, publisher(func(e classroom.Event) { told <- e }), m.clock)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { keeper.Run(ctx) })
	defer running.Wait()
	defer stop()
	m.ask(1)
	if err := keeper.Take(ctx, 1, []int64{1}, "Mia"); err != nil {
		t.Fatal(err)
	}
	<-told
	m.pass(helpqueue.TakenFor - 20*time.Millisecond)
	stirred, leave := keeper.Hear(1, nameOf(1))
	defer leave()
	keeper.Note(1)
	<-told // of the time that is over
	for {
		if line, _ := keeper.LineOf(ctx, 1, nameOf(1)); line.State == classroom.HelpWaiting {
			return
		}
		<-stirred
	}
}

type publisher func(classroom.Event)

func (p publisher) Publish(e classroom.Event) { p(e) }
