package classroom

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"npt/backend/payload"
)

// Recorder takes what notebooks send. It checks a submission, derives everything that is stored beside
// its payload, saves it, and publishes that records changed.
type Recorder struct {
	Addresses Addresses // from where senders sent
	Receipts  ReceiptKey
	Teller    *Teller // tells what came of answers; nil if nobody does

	saver  RecordSaver
	events Publisher
	now    func() time.Time
	nfc    func(string) string

	differences differences
}

// NewRecorder returns a Recorder. It commits through saver, publishes to events, reads the time from
// now and brings names into Unicode NFC with nfc.
func NewRecorder(saver RecordSaver, events Publisher, now func() time.Time, nfc func(string) string) *Recorder {
	return &Recorder{saver: saver, events: events, now: now, nfc: nfc}
}

// Record stores the submission and returns once it is committed. The error is an *Error: CodeBadField,
// CodeTooLarge or CodeNotAnImage for a submission that can never be accepted, else an error of
// RecordSaver.
func (r *Recorder) Record(ctx context.Context, s Submission) (Outcome, error) {
	record, err := r.check(s)
	if err != nil {
		return Outcome{}, err
	}
	outcome, err := r.saver.Save(ctx, record)
	if err != nil {
		return Outcome{}, err
	}
	r.Addresses.note(outcome.SessionID, record.Sender, record.From)
	r.differences.note(s, record)
	if !outcome.IsUpdate { // whose receipt stays that of the answer that was sent
		outcome.Receipt = record.Receipt
	}
	if !outcome.Repeated {
		r.events.Publish(Event{Kind: changedBy(outcome), SessionID: outcome.SessionID})
		if r.Teller != nil {
			r.Teller.AnswerCame(outcome.SessionID, record.Sender, record.Question)
		}
	}
	return outcome, nil
}

// changedBy returns what kind of thing changed: who is in the class changes with a first record only.
func changedBy(o Outcome) EventKind {
	if o.IsFirst {
		return RecordsChanged
	}
	return AnswersChanged
}

// check returns the submission with its names cleaned, its payload read, and everything that is
// derived from it. It is the only reader of the payload before the record is stored.
func (r *Recorder) check(s Submission) (NewRecord, error) {
	now := r.now().UTC()
	e := NewRecord{
		Owner:      CleanName(r.nfc, s.Owner),
		Session:    CleanName(r.nfc, s.Session),
		Part:       CleanName(r.nfc, s.Part),
		Sender:     SenderKey{UUID: strings.TrimSpace(s.SenderUUID), Name: CleanName(r.nfc, s.SenderName)},
		Question:   CleanName(r.nfc, s.Question),
		Payload:    payload.Payload{Type: payload.Type(strings.TrimSpace(s.Type)), Data: s.Data, Plotted: s.Plotted, Calls: callsOf(s), Digest: digestOf(s)},
		RecordID:   strings.TrimSpace(s.RecordID),
		Updates:    strings.TrimSpace(s.Updates),
		From:       s.From,
		ReceivedAt: now,
	}
	if e.Part == "" {
		e.Part = DefaultPart
	}
	if err := e.checkFields(); err != nil {
		return NewRecord{}, err
	}
	var err error
	if err = e.readMoments(s); err != nil {
		return NewRecord{}, err
	}
	if e.Attempts, e.Replaces, err = attemptsOf(s); err != nil {
		return NewRecord{}, err
	}
	if e.Preview, err = payload.Summarize(e.Payload); err != nil {
		return NewRecord{}, refused(err)
	}
	e.SortKey = payload.SortKey(r.nfc, e.Payload, e.Preview)
	e.SearchText = payload.SearchText(r.nfc, e.Payload, e.Preview)
	e.Fingerprint = payload.Fingerprint(e.Payload)
	e.Receipt = r.Receipts.Of(e, s.SentAt)
	return e, nil
}

// refused returns the reason that a payload is not accepted as an *Error.
func refused(err error) error {
	var r *payload.Refusal
	if !errors.As(err, &r) {
		return err
	}
	code := CodeTooLarge
	switch r.Reason {
	case payload.NotAnImage:
		code = CodeNotAnImage
	case payload.NotCalls:
		code = CodeBadField
	case payload.TooLarge:
	}
	return Errorf(code, r.Format, r.Values...)
}

func (e *NewRecord) checkFields() error {
	for _, f := range []struct{ what, value string }{
		{"session_owner", e.Owner}, {"session_name", e.Session}, {"part_name", e.Part}, {"sender_name", e.Sender.Name},
	} {
		if err := checkName(f.what, f.value); err != nil {
			return err
		}
	}
	if err := checkQuestion(e.Question); err != nil {
		return err
	}
	for _, f := range []struct {
		what, value string
		max         int
		optional    bool
	}{
		{"sender_uuid", e.Sender.UUID, MaxUUID, false},
		{"type", string(e.Payload.Type), MaxType, false},
		{"record_id", e.RecordID, MaxRecordID, true},
		{"updates", e.Updates, MaxRecordID, true},
	} {
		if err := CheckToken(f.what, f.value, f.max, f.optional); err != nil {
			return err
		}
	}
	if len(e.Payload.Plotted) > MaxPlotted {
		return Errorf(CodeTooLarge, "plotted is larger than %d kB", MaxPlotted/1000)
	}
	if len(e.Payload.Calls) > MaxCallBytes {
		return Errorf(CodeTooLarge, "calls is larger than %d kB", MaxCallBytes/1000)
	}
	if !e.Payload.Digest.IsValid() {
		return Errorf(CodeBadField, "digest is not %d digits from 0 to f", payload.DigestLength)
	}
	return nil
}

// callsOf returns what the submission's function gave for inputs; nil if it is no function.
func callsOf(s Submission) []byte {
	if payload.KindOf(payload.Type(strings.TrimSpace(s.Type))).Compared != payload.AsCode || len(s.Calls) == 0 {
		return nil
	}
	return s.Calls
}

// digestOf returns what the submission says of a whole value that it holds a part of.
func digestOf(s Submission) payload.Digest {
	digest := payload.Digest(strings.TrimSpace(s.Digest))
	if digest == "" && s.Shortened != "" {
		return payload.NoDigest
	}
	return digest
}

// CheckToken returns nil if s, a short value that a program wrote, is valid text without control
// characters of at most most characters; else an *Error.
func CheckToken(what, s string, most int, optional bool) error {
	switch {
	case s == "" && optional:
		return nil
	case s == "":
		return Errorf(CodeBadField, "%s is empty", what)
	case utf8.RuneCountInString(s) > most:
		return Errorf(CodeBadField, "%s is longer than %d characters", what, most)
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return Errorf(CodeBadField, "%s holds characters that are not text", what)
	}
	return nil
}
