package classroom

import (
	"cmp"
	"context"
	"math"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Limits on what a teacher writes to notebooks, in characters: a screen, not a page.
const (
	MaxMessageTitle = 100
	MaxMessageText  = 2000
	MaxMessageCode  = 5000
)

// LatestMessages is how many messages a notebook can ask to see again.
const LatestMessages = 20

// MessageType says how a message is meant. A notebook shows each type in its own way.
type MessageType string

// The types of messages, as on the wire and in the store.
const (
	MessageInfo    MessageType = "info"
	MessageSuccess MessageType = "success"
	MessageWarning MessageType = "warning"
	MessageError   MessageType = "error"
)

// betweenPolls is how long a notebook may pause between two requests for messages and still count as
// connected.
const betweenPolls = 5 * time.Second

// Message is a text that a teacher sent to the notebooks of a session: to all students or to some.
type Message struct {
	ID        int64 // grows with time
	SessionID int64
	Type      MessageType
	Title     string
	Text      string
	Code      string // code to copy; empty if there is none
	SentAt    time.Time
	To        []int64 // the students who get it; empty means all, including those who come later
	// TakenBackAt is when the teacher took it back, the zero time while it stands. No two messages of an app have the same.
	TakenBackAt time.Time
}

// SentMessage is a message with who got it. To, Seen and Taken hold students, with those who were merged under
// the student that they count for; To is empty if it is for all.
type SentMessage struct {
	Message
	Seen  []int64   // who has shown it; once it was taken back, who had
	Taken []TakenBy // who took its code, the quickest first
}

// Delivery is what a notebook is handed: messages that it has not shown, and which ones to take back.
type Delivery struct {
	Messages  []Message
	TakenBack []int64    // ids of messages
	HeardAt   time.Time  // for the next Listening; zero if nothing was ever taken back
	Told      []ToldItem // what came of its answers, the earliest first

	Inputs []AskedInputs // all those of the session, if Asked is set
	Asked  string        // for the next Listening; empty if the notebook has the present ones

	Help *HelpLine // of its student's request for help; nil if it shows that
}

// Listening is a notebook that waits for messages.
type Listening struct {
	Owner, Session string
	Sender         SenderKey
	After          int64       // id of the last message that it has shown; 0 after its start, when it does not know
	From           string      // what stands for the computer that it came from; empty if that is unknown
	TakesBack      bool        // it can take messages back; earlier versions cannot
	HeardAt        time.Time   // up to when it has heard which were taken back
	Taken          []TakenCode // whose code it took, if it says so; then it is answered at once
	CallsFunctions bool        // it calls functions for inputs that the teacher writes; earlier versions do not
	Asked          string      // names the inputs that it has
	Hears          bool        // it can show what came of its answers; earlier versions cannot
	ToldAt         time.Time   // the moment of the last telling that it has; zero after its start
	Version        string      // of the notebook that runs, as its first cell says it; empty if it says none
	HearsHelp      bool        // it can show what becomes of a request for help; earlier versions cannot
	Help           string      // the cursor of the line that it shows of that; empty for none
}

// Attendance is what the store knows of a notebook that listens.
type Attendance struct {
	SessionID int64
	Shown     int64 // id of the last message that it has shown
	IsNews    bool  // it has shown more than was known
}

// never is after every moment at which a message is taken back.
var never = time.UnixMicro(math.MaxInt64)

// Messages passes the teacher's messages to the notebooks that listen, and students' requests for help
// to the teacher.
type Messages struct {
	Teller *Teller   // tells what came of answers; nil if nobody does
	Queue  HelpLines // tells what becomes of requests for help; nil if nobody does
	store  MessageStore
	events Publisher
	now    func() time.Time
	nfc    func(string) string

	mu      sync.Mutex
	arrived map[int64]chan struct{}           // by session: closed when a message comes
	here    map[int64]map[SenderKey]*presence // by session: the connected senders
}

// NewMessages returns Messages over store; the other parameters are those of
// NewRecorder.
func NewMessages(store MessageStore, events Publisher, now func() time.Time, nfc func(string) string) *Messages {
	return &Messages{
		store: store, events: events, now: now, nfc: nfc,
		arrived: map[int64]chan struct{}{}, here: map[int64]map[SenderKey]*presence{},
	}
}

// Send stores a message to all notebooks of its session, including later ones, and hands it to those
// that listen; an empty type means info. The error is CodeBadField for a message without words or of
// another type.
func (m *Messages) Send(ctx context.Context, message Message) (Message, error) {
	message.To = nil
	return m.send(ctx, message)
}

// SendTo stores a message to the students that it names, on all of their notebooks, and ends their
// wait for help. Notebooks of other students never get it. Its errors are those of Send.
func (m *Messages) SendTo(ctx context.Context, message Message) (Message, error) {
	if len(message.To) == 0 {
		return Message{}, Errorf(CodeBadField, "The message is for nobody: choose at least one student.")
	}
	sent, err := m.send(ctx, message)
	if err == nil {
		m.events.Publish(Event{Kind: AssessmentChanged, SessionID: message.SessionID})
	}
	return sent, err
}

func (m *Messages) send(ctx context.Context, message Message) (Message, error) {
	message.Title, message.Text = strings.TrimSpace(m.nfc(message.Title)), strings.TrimSpace(m.nfc(message.Text))
	message.Type, message.SentAt = cmp.Or(message.Type, MessageInfo), m.now()
	if err := checkMessage(message); err != nil {
		return Message{}, err
	}
	kept, err := m.store.AddMessage(ctx, message)
	if err != nil {
		return Message{}, err
	}
	m.wake(message.SessionID)
	return kept, nil
}

// TakeBack takes a message back: notebooks that have not shown it never get it, and those that have
// mark it, if they can. The error is CodeNotFound if it does not exist.
func (m *Messages) TakeBack(ctx context.Context, messageID int64) error {
	sessionID, err := m.store.TakeBack(ctx, messageID, m.now())
	if err == nil {
		m.wake(sessionID)
	}
	return err
}

// wake has the notebooks of a session that wait look for what is new.
func (m *Messages) wake(sessionID int64) {
	m.events.Publish(Event{Kind: MessagesChanged, SessionID: sessionID})
	m.mu.Lock()
	defer m.mu.Unlock()
	if c, waiting := m.arrived[sessionID]; waiting {
		close(c)
		delete(m.arrived, sessionID)
	}
}

func checkMessage(message Message) error {
	if message.Title == "" && message.Text == "" && strings.TrimSpace(message.Code) == "" {
		return Errorf(CodeBadField, "The message is empty: write a text or some code.")
	}
	for _, f := range []struct {
		what, value string
		most        int
	}{{"title", message.Title, MaxMessageTitle}, {"text", message.Text, MaxMessageText}, {"code", message.Code, MaxMessageCode}} {
		if utf8.RuneCountInString(f.value) > f.most {
			return Errorf(CodeBadField, "The message's %s is longer than %d characters: shorten it.", f.what, f.most)
		}
	}
	switch message.Type {
	case MessageInfo, MessageSuccess, MessageWarning, MessageError:
		return nil
	}
	return Errorf(CodeBadField, "%q is no type of message", message.Type)
}

// Preflight tells whether a record of the sender's for a part would be taken now. It notes nothing, not
// even that the sender was seen. It returns the LatestMessages that the sender was sent, whether it has
// shown them or not, oldest first. Its errors are those of Recorder.Record, and CodeSessionClosed.
func (m *Messages) Preflight(ctx context.Context, l Listening, part string) ([]Message, error) {
	l, err := m.checked(l)
	if err != nil {
		return nil, err
	}
	sessionID, err := m.store.WouldTake(ctx, l, cmp.Or(CleanName(m.nfc, part), DefaultPart))
	if err != nil {
		return nil, err
	}
	sent, err := m.store.MessagesAfter(ctx, sessionID, l.Sender, 0, never)
	return sent[max(0, len(sent)-LatestMessages):], err
}

// checked returns l with its names cleaned; CodeBadField if the sender's cannot be shown.
func (m *Messages) checked(l Listening) (Listening, error) {
	l.Owner, l.Session = CleanName(m.nfc, l.Owner), CleanName(m.nfc, l.Session)
	l.Sender = SenderKey{UUID: strings.TrimSpace(l.Sender.UUID), Name: CleanName(m.nfc, l.Sender.Name)}
	if err := checkName("sender_name", l.Sender.Name); err != nil {
		return l, err
	}
	return l, CheckToken("sender_uuid", l.Sender.UUID, MaxUUID, false)
}

// attend notes who listens, and returns the request with its names cleaned.
func (m *Messages) attend(ctx context.Context, l Listening) (Listening, Attendance, error) {
	l, err := m.checked(l)
	if err != nil {
		return l, Attendance{}, err
	}
	if !l.TakesBack {
		l.HeardAt = never
	}
	who, err := m.store.Attend(ctx, l, m.now())
	if err == nil && who.IsNews {
		m.events.Publish(Event{Kind: MessagesChanged, SessionID: who.SessionID})
	}
	return l, who, err
}

// Listen returns the messages that a notebook has not shown, which were taken back meanwhile, and the
// inputs of the session's questions if these are others, as soon as there is any of that, or at once if it
// says what it took; nothing if ctx ends first. Meanwhile the notebook counts as connected.
func (m *Messages) Listen(ctx context.Context, l Listening) (Delivery, error) {
	nothing := Delivery{HeardAt: l.HeardAt}
	l, who, err := m.attend(ctx, l)
	if err != nil {
		return nothing, err
	}
	defer m.connect(who.SessionID, l.Sender, l.Version)()
	if err := m.noteTaken(ctx, who.SessionID, l); err != nil {
		return nothing, err
	}
	hearing := m.hearing(who.SessionID, l)
	defer hearing.end()
	called, leave := m.waitForHelp(who.SessionID, l)
	defer leave()
	for {
		arrived := m.await(who.SessionID) // before asking the store, so that no message is missed in between
		found, soon, err := m.find(ctx, who, l, hearing)
		if err != nil || !found.isEmpty() || len(l.Taken) > 0 {
			return found, err
		}
		select {
		case <-arrived:
		case <-hearing.stirred:
		case <-called:
		case <-soon:
		case <-ctx.Done():
			return nothing, nil
		}
	}
}

// addInputs hands the inputs of a session to a notebook that calls functions and has others.
func (m *Messages) addInputs(ctx context.Context, sessionID int64, l Listening, d *Delivery) error {
	if !l.CallsFunctions {
		return nil
	}
	asked, err := m.store.AskedInputs(ctx, sessionID)
	if err == nil && isNews(asked, l.Asked) {
		d.Inputs, d.Asked = asked, cursorOf(asked)
	}
	return err
}

// delivery tells the messages that stand from those that were taken back.
func delivery(waiting []Message, heardAt time.Time) Delivery {
	d := Delivery{HeardAt: heardAt}
	for _, m := range waiting {
		if m.TakenBackAt.IsZero() {
			d.Messages = append(d.Messages, m)
			continue
		}
		d.TakenBack = append(d.TakenBack, m.ID)
		if m.TakenBackAt.After(d.HeardAt) {
			d.HeardAt = m.TakenBackAt
		}
	}
	return d
}

// Versions returns the versions of the notebooks of a session that are connected now, by their senders; those that say
// none are left out.
func (m *Messages) Versions(sessionID int64) map[SenderKey]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	versions := map[SenderKey]string{}
	for who, p := range m.here[sessionID] {
		if p.version != "" {
			versions[who] = p.version
		}
	}
	return versions
}

// Connected returns how many notebooks of a session are connected now.
func (m *Messages) Connected(sessionID int64) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.here[sessionID])
}

// Listening returns the senders whose notebooks are connected now.
func (m *Messages) Listening(sessionID int64) map[SenderKey]bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	here := make(map[SenderKey]bool, len(m.here[sessionID]))
	for who := range m.here[sessionID] {
		here[who] = true
	}
	return here
}

// ConnectedAll returns how many notebooks of all sessions are connected now, but for those sessions that
// are left out.
func (m *Messages) ConnectedAll(isLeftOut func(session int64) bool) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := 0
	for session, here := range m.here {
		if !isLeftOut(session) {
			all += len(here)
		}
	}
	return all
}

func (m *Messages) await(sessionID int64) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.arrived[sessionID] == nil {
		m.arrived[sessionID] = make(chan struct{})
	}
	return m.arrived[sessionID]
}

// presence is a connected sender.
type presence struct {
	asking  int    // its requests that wait
	version string // of its notebook, as the last of them said it
}

// connect counts the sender as connected until leave is called, and for betweenPolls after that,
// because it is likely to ask again.
func (m *Messages) connect(sessionID int64, who SenderKey, version string) (leave func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.here[sessionID] == nil {
		m.here[sessionID] = map[SenderKey]*presence{}
	}
	p := m.here[sessionID][who]
	isNews := p == nil || p.version != version
	if p == nil {
		p = &presence{}
		m.here[sessionID][who] = p
	}
	if p.version = version; isNews {
		m.events.Publish(Event{Kind: StatusChanged, SessionID: sessionID})
	}
	p.asking++
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if p.asking--; p.asking == 0 {
			time.AfterFunc(betweenPolls, func() { m.gone(sessionID, who, p) })
		}
	}
}

func (m *Messages) gone(sessionID int64, who SenderKey, p *presence) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p.asking > 0 || m.here[sessionID][who] != p {
		return
	}
	delete(m.here[sessionID], who)
	m.events.Publish(Event{Kind: StatusChanged, SessionID: sessionID})
}
