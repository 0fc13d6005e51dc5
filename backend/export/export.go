// Package export writes the records of a session for other programs: CSV for a spreadsheet, ZIP with
// the images and the code as files. It makes the students' text harmless: no spreadsheet runs it, and
// no file name leaves its folder.
//
// It reads no store: the caller passes the records in their order. The kinds of package payload say
// which payloads become files. The app calls it.
package export

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"strconv"
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
// it, else a digest of the whole, which is equal for equal answers only, or `unknown` without one.
var Header = []string{
	"session", "part", "question", "student", "device", "type", "answer",
	"attempts", "first_sent_at", "sent_at", "received_at", "notebook_name", "whole",
}

// CSV writes one row for each record (RFC 4180, UTF-8; lines end in LF, so that line breaks within
// answers stay as they were sent).
func CSV(w io.Writer, session string, records Records) error {
	out := csv.NewWriter(w)
	if err := out.Write(Header); err != nil {
		return err
	}
	names := newNames()
	err := records(func(r classroom.Record, p payload.Payload) error {
		return out.Write(row(session, r, p, names.of(r, p)))
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// ZIP writes an archive with records.csv, as CSV gives it, and one file for each
// record that is an image or code, under its part and question. An archive takes one file
// after the other: records.csv waits, compressed, in table, which is empty and the caller's to remove.
func ZIP(w io.Writer, session string, at time.Time, table io.ReadWriteSeeker, records Records) error {
	archive := zip.NewWriter(w)
	waiting, err := newSpool(table)
	if err != nil {
		return err
	}
	rows := csv.NewWriter(waiting)
	if err := rows.Write(Header); err != nil {
		return err
	}
	names := newNames()
	err = records(func(r classroom.Record, p payload.Payload) error {
		name := names.of(r, p)
		if err := rows.Write(row(session, r, p, name)); err != nil || name == "" {
			return err
		}
		return addFile(archive, name, r.ReceivedAt, p.Data)
	})
	if err != nil {
		return err
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return err
	}
	if err := waiting.addTo(archive, "records.csv", at); err != nil {
		return err
	}
	return archive.Close()
}

func addFile(archive *zip.Writer, name string, at time.Time, data []byte) error {
	f, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at.UTC()})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

func row(session string, r classroom.Record, p payload.Payload, file string) []string {
	answer := file
	if payload.KindOf(r.Type).HasText() {
		answer = text(p.Data)
	}
	return []string{
		inert(session), inert(r.Part), inert(r.Question), inert(r.Student.Display()), inert(r.Sender.UUID),
		inert(string(r.Type)), inert(answer), strconv.Itoa(r.Attempts),
		stamp(r.FirstSentAt), stamp(r.SentAt), stamp(r.ReceivedAt), inert(r.Sender.Name), whole(p),
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

// inert keeps a spreadsheet from running a student's text: it puts an apostrophe before a cell that
// looks like a formula (OWASP, CSV injection). Numbers stay as they are, with their signs.
func inert(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
