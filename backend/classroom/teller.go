package classroom

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// FeedbackStore reads what students may hear, and keeps what they were told.
type FeedbackStore interface {
	// FeedbackOf returns what the students of a session hear of its questions. The error is CodeNotFound if
	// the session does not exist.
	FeedbackOf(ctx context.Context, sessionID int64) (SessionFeedback, error)
	// AnswersOf returns what a notebook may hear about.
	AnswersOf(ctx context.Context, sessionID int64, who SenderKey) (AnswersOf, error)
	// Tell notes what a notebook is about to be told, before it is. It returns the tellings with their
	// moments; it leaves out those whose answer was sent again, and verdicts beyond their Offer.AtMost.
	Tell(ctx context.Context, senderID int64, offers []Offer, at time.Time) ([]Telling, error)
	// NoteArrived notes that a notebook has everything that it was told up to a moment.
	NoteArrived(ctx context.Context, senderID int64, upTo time.Time) error
}

// Judge says which answers are right.
type Judge interface {
	// JudgementsOf returns the verdicts on answers, by record, as the teacher sees them. It leaves out
	// answers that were sent again meanwhile.
	JudgementsOf(ctx context.Context, sessionID int64, answers []OwnAnswer) (map[int64]Judgement, error)
}

// Teller tells notebooks what came of their answers, as far as the teacher wants that. It computes
// nothing for a session in which no question has feedback, and wakes only the notebooks concerned.
type Teller struct {
	store  FeedbackStore
	judge  Judge
	events Publisher
	now    func() time.Time

	mu       sync.Mutex
	sessions map[int64]*tellerSession // those that notebooks ask about
}

// tellerSession is a session with the requests that wait for feedback.
type tellerSession struct {
	feedback *SessionFeedback // nil if it must be read again
	changes  int              // of what feedback is read from
	waiting  map[*hearer]struct{}
}

// hearer is one request of a notebook that waits for feedback.
type hearer struct {
	session   int64
	who       SenderKey
	isMerged  bool
	questions map[string]bool // that it may hear of; nil if that is not known
	stirred   chan struct{}   // holds one token while there may be something new
}

// ToldItem is a telling as a notebook gets it.
type ToldItem struct {
	Telling
	Title string    // of the question
	When  time.Time // when the answer came, or of any other state, when that was told
	IsNew bool      // this sender was not told before
}

// tidings are what a notebook is handed.
type tidings struct {
	items []ToldItem
	next  time.Time // when time alone may bring something new; zero if never
}

// NewTeller returns a Teller over store; now and events are those of NewRecorder.
func NewTeller(store FeedbackStore, judge Judge, events Publisher, now func() time.Time) *Teller {
	return &Teller{store: store, judge: judge, events: events, now: now, sessions: map[int64]*tellerSession{}}
}

// Changed says that what is set for a question changed, or who has which answer of a session: question ""
// is any question, session 0 every session.
func (t *Teller) Changed(sessionID int64, question string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, s := range t.sessions {
		if sessionID != 0 && id != sessionID {
			continue
		}
		s.feedback = nil
		s.changes++
		s.wake(func(h *hearer) bool { return question == "" || h.questions == nil || h.questions[question] })
	}
}

// AnswerCame says that a sender's answer to a question was saved. It may be the reference for all others.
func (t *Teller) AnswerCame(sessionID int64, who SenderKey, question string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.sessions[sessionID]
	if s == nil {
		return
	}
	isReference := true
	if f := s.feedback; f != nil {
		if now, _ := f.Of(question); now.Kind == FeedbackNothing && !f.HasTold {
			return
		}
		isReference = f.Rules[question].Check.Kind == CheckRecord
	}
	s.wake(func(h *hearer) bool {
		return h.who == who || h.isMerged || isReference && (h.questions == nil || h.questions[question])
	})
}

// wake has those of the requests that wait look again that are concerned.
func (s *tellerSession) wake(isConcerned func(*hearer) bool) {
	for h := range s.waiting {
		if isConcerned(h) {
			select {
			case h.stirred <- struct{}{}:
			default:
			}
		}
	}
}

// begin notes that a notebook waits, until end is called.
func (t *Teller) begin(sessionID int64, who SenderKey) (h *hearer, end func()) {
	h = &hearer{session: sessionID, who: who, stirred: make(chan struct{}, 1)}
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.sessions[sessionID]
	if s == nil {
		s = &tellerSession{waiting: map[*hearer]struct{}{}}
		t.sessions[sessionID] = s
	}
	s.waiting[h] = struct{}{}
	return h, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if delete(s.waiting, h); len(s.waiting) == 0 {
			delete(t.sessions, sessionID)
		}
	}
}

// feedbackOf returns what is set for a session in which a notebook waits.
func (t *Teller) feedbackOf(ctx context.Context, sessionID int64) (SessionFeedback, error) {
	t.mu.Lock()
	s := t.sessions[sessionID]
	if s.feedback != nil {
		defer t.mu.Unlock()
		return *s.feedback, nil
	}
	changes := s.changes
	t.mu.Unlock()
	f, err := t.store.FeedbackOf(ctx, sessionID)
	if err != nil {
		return f, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if s.changes == changes {
		s.feedback = &f
	}
	return f, nil
}

// hear returns what a notebook was not told up to a moment, the zero time after its start. What fails is
// told later.
func (t *Teller) hear(ctx context.Context, h *hearer, upTo time.Time) tidings {
	heard, err := t.tidingsFor(ctx, h, upTo)
	if err != nil && ctx.Err() == nil && AsError(err).Code != CodeNotFound {
		slog.Warn("classroom: a notebook could not be told what came of its answers", "session", h.session, "cause", err)
	}
	return heard
}

func (t *Teller) tidingsFor(ctx context.Context, h *hearer, upTo time.Time) (tidings, error) {
	f, err := t.feedbackOf(ctx, h.session)
	if err != nil || !f.IsOpen || !f.IsOn() && !f.HasTold {
		return tidings{}, err
	}
	of, err := t.store.AnswersOf(ctx, h.session, h.who)
	if err != nil || of.SenderID == 0 {
		return tidings{}, err
	}
	t.concerns(h, of) // before the verdicts are looked up, so that no change is missed in between
	if err := t.arrived(ctx, h, &of, upTo); err != nil {
		return tidings{}, err
	}
	known, err := t.judgements(ctx, h.session, f, of)
	if err != nil {
		return tidings{}, err
	}
	offers, next := offersFor(f, of, known, t.now())
	if len(offers) > 0 {
		told, err := t.store.Tell(ctx, of.SenderID, offers, t.now())
		if err != nil {
			return tidings{}, err
		}
		of.put(told)
		t.hasTold(h.session)
	}
	return tidings{items: of.items(f, upTo), next: next}, nil
}

// concerns notes what a notebook may hear of.
func (t *Teller) concerns(h *hearer, of AnswersOf) {
	questions := map[string]bool{}
	for _, a := range of.Answers {
		questions[a.Question] = true
	}
	for _, told := range of.Tellings {
		questions[told.Question] = true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	h.questions, h.isMerged = questions, of.IsMerged
}

func (t *Teller) hasTold(sessionID int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.sessions[sessionID].feedback; f != nil {
		f.HasTold = true
	}
}

// arrived notes what the notebook says to have.
func (t *Teller) arrived(ctx context.Context, h *hearer, of *AnswersOf, upTo time.Time) error {
	isNews := false
	for i, told := range of.Tellings {
		if !told.HasArrived && !told.At.After(upTo) {
			of.Tellings[i].HasArrived = true
			isNews = true
		}
	}
	if !isNews {
		return nil
	}
	err := t.store.NoteArrived(ctx, of.SenderID, upTo)
	if err == nil {
		t.events.Publish(Event{Kind: AnswersChanged, SessionID: h.session})
	}
	return err
}

// judgements returns the verdicts on those answers of a notebook that it may hear of.
func (t *Teller) judgements(ctx context.Context, sessionID int64, f SessionFeedback, of AnswersOf) (map[int64]Judgement, error) {
	var told []OwnAnswer
	for _, a := range of.Answers {
		if now, _ := f.Of(a.Question); a.Sending != "" && a.IsShown && now.TellsVerdicts() {
			told = append(told, a)
		}
	}
	if len(told) == 0 {
		return nil, nil
	}
	return t.judge.JudgementsOf(ctx, sessionID, told)
}

// put replaces tellings by newer ones.
func (of *AnswersOf) put(told []Telling) {
	for _, newer := range told {
		i := slices.IndexFunc(of.Tellings, newer.isBeside)
		if i < 0 {
			of.Tellings = append(of.Tellings, newer)
		} else {
			of.Tellings[i] = newer
		}
	}
}

// isBeside reports whether two tellings are of one question and part.
func (t Telling) isBeside(other Telling) bool {
	return t.Question == other.Question && t.PartID == other.PartID
}

// MaxTidings bounds how many tellings a notebook is handed at a time.
const MaxTidings = 500

// items returns what a notebook is handed that has everything up to a moment, the earliest first: what
// stands of the answers that are kept, and what is taken back of those that are gone.
func (of AnswersOf) items(f SessionFeedback, upTo time.Time) []ToldItem {
	var items []ToldItem
	for _, told := range of.Tellings {
		i := slices.IndexFunc(of.Answers, told.isAt)
		isCurrent := i < 0 && told.State == ToldWithdrawn ||
			i >= 0 && of.Answers[i].Sending == told.Sending && (of.Answers[i].IsShown || !told.State.isVerdict())
		if isCurrent && told.At.After(upTo) {
			item := ToldItem{Telling: told, Title: f.Rules[told.Question].Title, When: told.At, IsNew: !upTo.IsZero() || !told.HasArrived}
			if told.State == ToldReceived {
				item.When = of.Answers[i].ReceivedAt
			}
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b ToldItem) int { return a.At.Compare(b.At) })
	return items[:min(len(items), MaxTidings)]
}

// hearing is a request for messages that waits for feedback, too. Without a teller nothing comes.
type hearing struct {
	teller  *Teller
	hearer  *hearer
	upTo    time.Time
	stirred <-chan struct{}
	timer   *time.Timer
	stop    func()
}

// hearing begins to wait for what came of a notebook's answers, if it can show that.
func (m *Messages) hearing(sessionID int64, l Listening) *hearing {
	if m.Teller == nil || !l.Hears {
		return &hearing{}
	}
	h, stop := m.Teller.begin(sessionID, l.Sender)
	return &hearing{teller: m.Teller, hearer: h, upTo: l.ToldAt, stirred: h.stirred, stop: stop}
}

func (h *hearing) end() {
	if h.teller != nil {
		h.stop()
		h.stopTimer()
	}
}

// told returns what there is to tell, and what says that time alone may have brought more; nil if it does
// not.
func (h *hearing) told(ctx context.Context) (items []ToldItem, soon <-chan time.Time) {
	if h.teller == nil {
		return nil, nil
	}
	h.stopTimer()
	heard := h.teller.hear(ctx, h.hearer, h.upTo)
	if !heard.next.IsZero() {
		h.timer = time.NewTimer(heard.next.Sub(h.teller.now()))
		soon = h.timer.C
	}
	return heard.items, soon
}

func (h *hearing) stopTimer() {
	if h.timer != nil {
		h.timer.Stop()
	}
}

// find returns what there is for a notebook, and what says that time alone may have brought more.
func (m *Messages) find(ctx context.Context, who Attendance, l Listening, h *hearing) (found Delivery, soon <-chan time.Time, err error) {
	waiting, err := m.store.MessagesAfter(ctx, who.SessionID, l.Sender, who.Shown, l.HeardAt)
	if err != nil {
		return Delivery{HeardAt: l.HeardAt}, nil, err
	}
	found = delivery(waiting, l.HeardAt)
	if err := m.addInputs(ctx, who.SessionID, l, &found); err != nil {
		return Delivery{HeardAt: l.HeardAt}, nil, err
	}
	m.addHelp(ctx, who.SessionID, l, &found)
	found.Told, soon = h.told(ctx)
	return found, soon, nil
}

func (d Delivery) isEmpty() bool {
	return len(d.Messages)+len(d.TakenBack)+len(d.Told) == 0 && d.Asked == "" && d.Help == nil
}
