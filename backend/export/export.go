// Package export writes the records of a session for other programs: CSV for a spreadsheet, ZIP with
// each answer as a file and the session whole. It makes the students' text harmless: no spreadsheet runs
// it, and no file name leaves its folder. What is to leave without names gets pseudonyms before a format
// sees it.
//
// It reads no store: the caller passes the records in their order. The kinds of package payload say
// how payloads are written, package archive what a session is. The app calls it.
package export

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Records calls yield for each record of a session in the order of the export. It stops at yield's
// first error and returns it.
type Records func(yield func(classroom.Record, payload.Payload) error) error

// Header holds the columns of the CSV. Times are RFC 3339 in UTC. answer is the payload as it was
// sent, or for an image the name of its file in the ZIP. student is the student that the record counts
// for, by the name that the teacher sees. notebook_name and device are the notebook that sent it; they
// differ from student if the teacher renamed or merged students. whole is empty if answer holds all of
// it, else a digest of the whole, which is equal for equal answers only, or `unknown` without one. python
// is a list or dict as Python writes it, with its tuples, sets and numbers as keys. verdict is right,
// wrong or, if the answer is not checked, empty; label is that of its group. receipt
// is the code that the notebook got for it. What is new comes last, so that what reads columns by their
// place goes on.
var Header = []string{
	"session", "part", "question", "student", "device", "type", "answer",
	"attempts", "first_sent_at", "sent_at", "received_at", "notebook_name", "whole", "python",
	"title", "verdict", "label", "receipt",
}

// CSV writes one row for each record: RFC 4180, UTF-8, every text quoted and made harmless.
func CSV(w io.Writer, session string, judged classroom.Judged, records Records) error {
	out := newTable(w)
	if err := out.heads(Header); err != nil {
		return err
	}
	err := records(func(r classroom.Record, p payload.Payload) error {
		return out.row(row(session, r, p, "", judged)...)
	})
	if err != nil {
		return err
	}
	return out.flush()
}

func row(session string, r classroom.Record, p payload.Payload, file string, judged classroom.Judged) []any {
	verdict, label := judged.Of(r)
	answer := file
	if payload.KindOf(r.Type).HasText() {
		answer = text(p.Data)
	}
	return []any{
		session, r.Part, r.Question, r.Student.Display(), r.Sender.UUID,
		string(r.Type), answer, r.Attempts,
		stamp(r.FirstSentAt), stamp(r.SentAt), stamp(r.ReceivedAt), r.Sender.Name, whole(p), payload.AsPython(p),
		r.Title, string(verdict), label, r.Receipt.String(),
	}
}

// whole returns what is known of the whole of an answer of which a part came.
func whole(p payload.Payload) string {
	switch {
	case p.Digest.StandsForAll():
		return string(p.Digest)
	case payload.ExtentOf(p).Incomplete:
		return "unknown"
	}
	return ""
}

// text returns data as valid UTF-8; invalid bytes become U+FFFD.
func text(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	return strings.ToValidUTF8(string(data), "\uFFFD")
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
