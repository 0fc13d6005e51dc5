package transfer

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/store"
)

// maxAnswersFile bounds a student's file in bytes: all questions of a lab as large pictures fit.
const maxAnswersFile = 512 << 20

// answersFormat marks what npt.mine() writes.
const answersFormat = "npt-answers"

// sentFields are the fields of an answer as a notebook sends them, by their names on the wire.
type sentFields map[string]any

func (f sentFields) text(name string) string {
	switch v := f[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// submission returns an answer as its notebook would have sent it.
func (f sentFields) submission(file []byte) classroom.Submission {
	data := []byte(f.text("data"))
	if len(file) > 0 {
		data = file
	}
	return classroom.Submission{
		Owner: f.text("session_owner"), Session: f.text("session_name"), Part: f.text("part_name"), SenderName: f.text("sender_name"), SenderUUID: f.text("sender_uuid"),
		Question: f.text("question_nb"), Type: f.text("type"), Data: data, Plotted: bytesOf(f.text("plotted")), Calls: bytesOf(f.text("calls")), Digest: f.text("digest"),
		Shortened: f.text("shortened"), RecordID: f.text("record_id"), SentAt: f.text("sent_at"), Clock: f.text("clock"), Attempts: f.text("attempts"), Replaces: f.text("replaces"), Span: f.text("span"),
	}
}

// bytesOf returns what a field holds; nil if it is not there.
func bytesOf(s string) []byte {
	if s == "" {
		return nil
	}
	return []byte(s)
}

// openAnswers reads what npt.mine() wrote, or a file of a notebook's outbox.
func openAnswers(ctx context.Context, file *os.File, size int64, key classroom.ReceiptKey) (*Incoming, error) {
	data, err := readAll(file, size, maxAnswersFile)
	if err != nil {
		return nil, err
	}
	reader := &answersReader{in: &Incoming{Answers: true, file: file}, students: map[classroom.SenderKey]int{}, parts: map[string]int{}, seen: map[answerKey]int{}}
	reader.recorder = classroom.NewRecorder(reader, silence{}, time.Now, norm.NFC.String)
	reader.recorder.Receipts = key
	if err := reader.read(ctx, data); err != nil {
		return nil, err
	}
	if len(reader.answers) == 0 {
		return nil, classroom.Errorf(classroom.CodeBadField, "There are no answers in this file.")
	}
	in := reader.in
	in.Found = archive.Found{Session: reader.session, Records: len(reader.answers), Questions: len(reader.seen)}
	for _, a := range reader.answers {
		in.Found.Attempts += a.Attempts
	}
	in.read = func(head func(archive.Session) error, answer func(archive.Answer) error) error {
		if err := head(reader.session); err != nil {
			return err
		}
		for _, a := range reader.answers {
			if err := answer(a); err != nil {
				return err
			}
		}
		return nil
	}
	return in, nil
}

// answersReader turns what notebooks send into records, by the recorder that takes it from the network.
type answersReader struct {
	in       *Incoming
	recorder *classroom.Recorder
	session  archive.Session
	answers  []archive.Answer
	students map[classroom.SenderKey]int
	parts    map[string]int
	seen     map[answerKey]int // where in answers
	made     classroom.NewRecord
}

type answerKey struct {
	part, student int
	question      string
}

// silence is told what nobody needs to know.
type silence struct{}

// Publish does nothing.
func (silence) Publish(classroom.Event) {}

// Save takes a record that the recorder has checked; none is in the data file yet.
func (r *answersReader) Save(_ context.Context, e classroom.NewRecord) (classroom.Outcome, error) {
	r.made = e
	return classroom.Outcome{}, nil
}

func (r *answersReader) read(ctx context.Context, data []byte) error {
	var outbox struct {
		Fields sentFields `json:"fields"`
	}
	line, picture, _ := bytes.Cut(data, []byte("\n"))
	if json.Unmarshal(line, &outbox) == nil && outbox.Fields != nil {
		return r.add(ctx, outbox.Fields, picture)
	}
	var document struct {
		Format  string       `json:"format"`
		Version int          `json:"version"`
		Answers []sentFields `json:"answers"`
	}
	err := json.Unmarshal(data, &document)
	switch {
	case err != nil && bytes.Contains(data[:min(len(data), 100)], []byte(answersFormat)):
		return &archive.Error{Reason: archive.Damaged, Detail: err.Error()}
	case err != nil, document.Format != answersFormat:
		return &archive.Error{Reason: archive.NotOurs, Detail: "neither a session nor a student's answers"}
	case document.Version != 1:
		return &archive.Error{Reason: archive.FromTheFuture, Detail: fmt.Sprint("version ", document.Version)}
	case len(document.Answers) > classroom.MaxRecordsOfSender:
		return &archive.Error{Reason: archive.TooLarge, Detail: "more answers than a student may send"}
	}
	for _, fields := range document.Answers {
		file, err := base64.StdEncoding.DecodeString(fields.text("file"))
		if err != nil {
			return &archive.Error{Reason: archive.Damaged, Detail: "a picture: " + err.Error()}
		}
		if err := r.add(ctx, fields, file); err != nil {
			return err
		}
	}
	return nil
}

// helpType is the type of a request for help, which is no answer.
const helpType = "help"

// add adds one answer; of several to one question the last counts, as on the wire.
func (r *answersReader) add(ctx context.Context, fields sentFields, file []byte) error {
	if fields.text("type") == helpType || fields.text("updates") != "" {
		return nil
	}
	sent := fields.submission(file)
	if _, err := r.recorder.Record(ctx, sent); err != nil {
		return &archive.Error{Reason: archive.Damaged, Detail: err.Error()}
	}
	r.countReceipt(fields.text("receipt"))
	if r.session.Name == "" {
		r.session = archive.Session{Owner: r.made.Owner, Name: r.made.Session}
	}
	e := r.made
	at := answerKey{r.part(e.Part), r.student(e.Sender), e.Question}
	first := e.SentAt
	if !e.FirstSentAt.IsZero() && e.FirstSentAt.Before(first) {
		first = e.FirstSentAt
	}
	made := archive.Answer{
		Record: archive.Record{
			ID: int64(len(r.answers) + 1), Part: at.part, Student: at.student, Question: e.Question, Type: string(e.Payload.Type), Digest: string(e.Payload.Digest),
			Attempts: max(1, e.Attempts), Replaced: max(0, e.Attempts-1), FirstSentAt: moment(first), SentAt: moment(e.SentAt), ReceivedAt: moment(e.ReceivedAt),
			Clock: string(e.Clock), RecordID: e.RecordID, Counted: store.Counted(e.RecordID, e.Replaces), Fingerprints: e.Fingerprint, Receipts: receiptOf(e),
		},
		Payload: e.Payload, Preview: e.Preview, SortKey: e.SortKey, SearchText: e.SearchText,
	}
	i, isSeen := r.seen[at]
	switch {
	case !isSeen:
		r.seen[at] = len(r.answers)
		r.answers = append(r.answers, made)
	case r.answers[i].RecordID == made.RecordID:
		return &archive.Error{Reason: archive.Damaged, Detail: "an answer twice"}
	default:
		r.answers[i] = together(r.answers[i], made)
	}
	return nil
}

// together returns one record of two answers to a question, of which the earlier one had arrived when the later one could
// not: the later one stands for both, as it does when it arrives.
func together(a, b archive.Answer) archive.Answer {
	isLater := b.SentAt >= a.SentAt
	if order, isKnown := classroom.Reading(b.Clock).Compare(classroom.Reading(a.Clock)); isKnown {
		isLater = order > 0
	}
	if !isLater {
		a, b = b, a
	}
	b.ID = min(a.ID, b.ID)
	b.Attempts, b.Replaced = a.Attempts+b.Attempts, a.Replaced+b.Replaced
	b.FirstSentAt = min(a.FirstSentAt, b.FirstSentAt)
	b.Counted = append(slices.Clone(a.Counted), b.Counted...)
	b.Fingerprints = payload.Fingerprints(slices.Clone(b.Fingerprints)).Append(payload.Fingerprints(a.Fingerprints))
	b.Receipts = append(slices.Clone(b.Receipts), a.Receipts...)
	return b
}

// countReceipt compares the receipt that came with an answer with the one that this data folder gives for
// just this answer.
func (r *answersReader) countReceipt(code string) {
	receipt, isReceipt := classroom.ParseReceipt(code)
	switch {
	case code == "":
	case isReceipt && receipt == r.made.Receipt:
		r.in.Receipts++
	default:
		r.in.Foreign++
	}
}

// receiptOf returns the receipt of an answer, which from now on proves that it was taken.
func receiptOf(e classroom.NewRecord) []archive.Receipt {
	if e.Receipt == 0 {
		return nil
	}
	return []archive.Receipt{{Code: e.Receipt.String(), SentAt: moment(e.SentAt)}}
}

func (r *answersReader) part(name string) int {
	if _, isThere := r.parts[name]; !isThere {
		r.parts[name] = len(r.session.Parts)
		r.session.Parts = append(r.session.Parts, name)
	}
	return r.parts[name]
}

func (r *answersReader) student(key classroom.SenderKey) int {
	if _, isThere := r.students[key]; !isThere {
		n := len(r.session.Students)
		r.students[key] = n
		now := moment(r.made.ReceivedAt)
		r.session.Students = append(r.session.Students, archive.Student{
			UUID: key.UUID, Name: key.Name, Number: n + 1, Alias: n + 1, MergedInto: -1, FirstSeenAt: now, LastSeenAt: now,
		})
	}
	return r.students[key]
}

func moment(t time.Time) archive.Moment { return archive.Moment(t.UnixMicro()) }
