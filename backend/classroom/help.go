package classroom

import (
	"context"
	"strings"
	"unicode/utf8"
)

// MaxHelp bounds a request for help in characters. A longer one is cut, so that nobody who needs help
// has to shorten the text.
const MaxHelp = 500

// LatestRequests is how many requests for help of one student are shown.
const LatestRequests = 20

// AskForHelp notes that a student asks for help and returns once the request is committed. s names the
// session and the sender as for a record; its Data is the student's text, which may be empty. A
// request whose RecordID was seen before changes nothing. The error is an *Error: CodeBadField or an
// error of RecordSaver.
func (m *Messages) AskForHelp(ctx context.Context, s Submission) error {
	now := m.now().UTC()
	l := Listening{
		Owner: CleanName(m.nfc, s.Owner), Session: CleanName(m.nfc, s.Session),
		Sender: SenderKey{UUID: strings.TrimSpace(s.SenderUUID), Name: CleanName(m.nfc, s.SenderName)}, From: s.From,
	}
	if err := checkName("sender_name", l.Sender.Name); err != nil {
		return err
	}
	for _, f := range []struct {
		what, value string
		most        int
	}{{"sender_uuid", l.Sender.UUID, MaxUUID}, {"record_id", strings.TrimSpace(s.RecordID), MaxRecordID}} {
		if err := CheckToken(f.what, f.value, f.most, false); err != nil {
			return err
		}
	}
	at, err := sentAt(s, now)
	if err != nil {
		return err
	}
	sessionID, err := m.store.AddHelp(ctx, l, strings.TrimSpace(s.RecordID), m.helpText(s.Data), at)
	if err == nil {
		m.events.Publish(Event{Kind: AssessmentChanged, SessionID: sessionID})
	}
	return err
}

// helpText returns the student's text without control characters.
func (m *Messages) helpText(data []byte) string {
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
	if utf8.RuneCountInString(text) > MaxHelp {
		text = string([]rune(text)[:MaxHelp-1]) + "…"
	}
	return text
}
