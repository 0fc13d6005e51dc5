package classroom

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"
)

// MaxHelp bounds a request for help in characters. A longer one is cut, so that nobody who needs help
// has to shorten the text.
const MaxHelp = 500

// MaxSeat bounds where a student sits in characters. What is longer is cut.
const MaxSeat = 20

// LatestRequests is how many requests for help of one student are shown.
const LatestRequests = 20

// HelpState is what the notebook of a student who asked for help says.
type HelpState string

// The states of a request, as on the wire. A right answer that has closed it is HelpAnswered, as any
// other: what the teacher does not tell of answers is not told by the queue.
const (
	HelpNotAsked  HelpState = ""
	HelpWaiting   HelpState = "waiting"
	HelpAnswered  HelpState = "answered" // an answer was sent since
	HelpComing    HelpState = "coming"
	HelpWasGiven  HelpState = "helped"
	HelpTakenBack HelpState = "done"
	HelpClosed    HelpState = "closed"
)

// HelpLine is what a notebook says of its student's request for help. The zero value is nothing.
type HelpLine struct {
	State    HelpState
	Place    int  // among those who wait, from 1; 0 unless the state is HelpWaiting
	IsPaused bool // nobody is taken from the queue now
	HasSeat  bool // the student said where they sit
}

// Cursor names the line, so that a notebook can say which one it shows.
func (l HelpLine) Cursor() string {
	if l.State == HelpNotAsked {
		return ""
	}
	return fmt.Sprintf("%s.%d.%t.%t", l.State, l.Place, l.IsPaused, l.HasSeat)
}

// isNewFor reports whether a notebook that shows the line of a cursor has to show this one. One that
// shows none is not told how an earlier request ended.
func (l HelpLine) isNewFor(cursor string) bool {
	isOpen := l.State == HelpWaiting || l.State == HelpAnswered || l.State == HelpComing
	return l.Cursor() != cursor && (isOpen || cursor != "")
}

// HelpLines says what becomes of requests for help.
type HelpLines interface {
	// Hear has a token in the channel while a sender's line may have changed, until end is called.
	Hear(sessionID int64, who SenderKey) (stirred <-chan struct{}, end func())
	// LineOf returns a sender's line.
	LineOf(ctx context.Context, sessionID int64, who SenderKey) (HelpLine, error)
}

// waitForHelp begins to wait for a change of a sender's line, if its notebook can show that.
func (m *Messages) waitForHelp(sessionID int64, l Listening) (stirred <-chan struct{}, end func()) {
	if m.Queue == nil || !l.HearsHelp {
		return nil, func() {}
	}
	return m.Queue.Hear(sessionID, l.Sender)
}

// addHelp hands a notebook its line, unless it shows that. What fails is told later.
func (m *Messages) addHelp(ctx context.Context, sessionID int64, l Listening, d *Delivery) {
	if m.Queue == nil || !l.HearsHelp {
		return
	}
	line, err := m.Queue.LineOf(ctx, sessionID, l.Sender)
	switch {
	case err != nil && ctx.Err() == nil:
		slog.Warn("classroom: a notebook could not be told of its request for help", "session", sessionID, "cause", err)
	case err == nil && line.isNewFor(l.Help):
		d.Help = &line
	}
}

// AskForHelp notes that a student asks for help and returns once the request is committed. s names the
// session and the sender as for a record; its Data is the student's text, which may be empty, its
// Question the one that they ask about, if they say so, and its Seat where they sit. A request whose
// RecordID was seen before changes nothing. The error is an *Error: CodeBadField or an error of
// RecordSaver.
func (m *Messages) AskForHelp(ctx context.Context, s Submission) error {
	l, at, err := m.asking(s)
	if err != nil {
		return err
	}
	asked := HelpRequest{Text: m.helpText(s.Data, MaxHelp), Seat: m.helpText([]byte(s.Seat), MaxSeat), AskedAt: at}
	if question := CleanName(m.nfc, s.Question); IsQuestion(question) {
		asked.Question = question
	}
	sessionID, err := m.store.AddHelp(ctx, l, strings.TrimSpace(s.RecordID), asked)
	return m.helpChanged(sessionID, err)
}

// TakeBackHelp ends what a student asked for until s was sent, and returns once that is committed. Its
// errors are those of AskForHelp.
func (m *Messages) TakeBackHelp(ctx context.Context, s Submission) error {
	l, at, err := m.asking(s)
	if err != nil {
		return err
	}
	sessionID, err := m.store.TakeBackHelp(ctx, l, at, m.now().UTC())
	return m.helpChanged(sessionID, err)
}

func (m *Messages) helpChanged(sessionID int64, err error) error {
	if err == nil {
		m.events.Publish(Event{Kind: AssessmentChanged, SessionID: sessionID})
	}
	return err
}

// asking returns who asks for help, or takes that back, and when.
func (m *Messages) asking(s Submission) (l Listening, at time.Time, err error) {
	l = Listening{
		Owner: CleanName(m.nfc, s.Owner), Session: CleanName(m.nfc, s.Session),
		Sender: SenderKey{UUID: strings.TrimSpace(s.SenderUUID), Name: CleanName(m.nfc, s.SenderName)}, From: s.From,
	}
	if err := checkName("sender_name", l.Sender.Name); err != nil {
		return l, at, err
	}
	for _, f := range []struct {
		what, value string
		most        int
	}{{"sender_uuid", l.Sender.UUID, MaxUUID}, {"record_id", strings.TrimSpace(s.RecordID), MaxRecordID}} {
		if err := CheckToken(f.what, f.value, f.most, false); err != nil {
			return l, at, err
		}
	}
	at, err = sentAt(s, m.now().UTC())
	return l, at, err
}

// helpText returns a student's text of at most so many characters, without control characters.
func (m *Messages) helpText(data []byte, most int) string {
	text := CleanName(m.nfc, string(data))
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case disturbs(r):
			return -1
		}
		return r
	}, text)
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most-1]) + "…"
	}
	return text
}
