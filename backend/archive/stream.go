package archive

import (
	"bufio"
	"encoding/json"
	"io"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// Reader gets a session whole from where it is kept: first Head, then each record with Record.
type Reader struct {
	Head func(Session) error
	// Record gets a record as lists show it, and as session.json has it, but for its file. Of a student
	// with several notebooks, those that do not show come too.
	Record func(r classroom.Record, p payload.Payload, kept Record, isShown bool) error
}

// Writer writes session.json: the session, then its records one by one.
type Writer struct {
	out  *bufio.Writer
	some bool // a record was written
}

// NewWriter returns a writer to w that has written the session.
func NewWriter(w io.Writer, s Session) (*Writer, error) {
	s.Format, s.Version = Format, Version
	head, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriter(w)
	_, _ = out.Write(head[:len(head)-len("\n}")]) // a bufio.Writer keeps its error until Flush
	_, err = out.WriteString(",\n \"records\": [")
	return &Writer{out: out}, err
}

// Add writes a record.
func (w *Writer) Add(r Record) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if w.some {
		_ = w.out.WriteByte(',')
	}
	w.some = true
	_ = w.out.WriteByte('\n')
	_, err = w.out.Write(text)
	return err
}

// Close ends the file; the writer below it stays open.
func (w *Writer) Close() error {
	_, _ = w.out.WriteString("\n]\n}\n")
	return w.out.Flush()
}

// What one value of the file may have in bytes: more is no session.
const (
	maxHead   = 256 << 20
	maxRecord = 1 << 20
)

// read reads session.json: it calls head with the session, and then record with each record. It stops
// at their first error. What is no session is an *Error.
func read(r io.Reader, head func(Session) error, record func(Record) error) error {
	metered := &meter{in: r, left: maxHead}
	in := json.NewDecoder(metered)
	if token, err := in.Token(); err != nil || token != json.Delim('{') {
		return damaged("session.json is no JSON object", err)
	}
	fields := map[string]json.RawMessage{}
	hasRecords := false
	for in.More() {
		key, err := in.Token()
		switch {
		case err != nil:
			err = damaged("session.json is not whole", err)
		case key != "records":
			err = readField(in, key, fields)
		case hasRecords:
			err = damaged("session.json has its records twice", nil)
		default:
			hasRecords = true
			if err = readHead(fields, head); err == nil {
				err = readRecords(in, metered, record)
			}
			metered.left = maxRecord // for the little that may follow
		}
		if err != nil {
			return err
		}
	}
	if _, err := in.Token(); err != nil {
		return damaged("session.json is not whole", err)
	}
	if !hasRecords {
		return damaged("session.json has no records", nil)
	}
	return nil
}

// readField keeps the value of a field other than the records: the head is made of all of them.
func readField(in *json.Decoder, key json.Token, fields map[string]json.RawMessage) error {
	var value json.RawMessage
	if err := in.Decode(&value); err != nil {
		return damaged("session.json is not whole", err)
	}
	name, _ := key.(string)
	if _, twice := fields[name]; twice {
		return damaged("session.json has a field twice", nil)
	}
	fields[name] = value
	return nil
}

func readHead(fields map[string]json.RawMessage, head func(Session) error) error {
	var kind struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	whole, err := json.Marshal(fields)
	if err != nil {
		return damaged("session.json is not whole", err)
	}
	if err := json.Unmarshal(whole, &kind); err != nil || kind.Format != Format {
		return damaged("session.json is not of this program", err)
	}
	if kind.Version != Version {
		return &Error{Reason: FromTheFuture, Detail: "version " + text(kind.Version)}
	}
	var s Session
	if err := json.Unmarshal(whole, &s); err != nil {
		return damaged("session.json has something of another type", err)
	}
	if err := s.check(); err != nil {
		return err
	}
	return head(s)
}

func readRecords(in *json.Decoder, metered *meter, record func(Record) error) error {
	if token, err := in.Token(); err != nil || token != json.Delim('[') {
		return damaged("the records are no list", err)
	}
	for in.More() {
		metered.left = maxRecord
		var r Record
		if err := in.Decode(&r); err != nil {
			return damaged("a record is not whole, or has something of another type", err)
		}
		if err := record(r); err != nil {
			return err
		}
	}
	if _, err := in.Token(); err != nil {
		return damaged("session.json is not whole", err)
	}
	return nil
}

// meter bounds what is read for one value, which the decoder holds in memory.
type meter struct {
	in   io.Reader
	left int
}

func (m *meter) Read(into []byte) (int, error) {
	if m.left <= 0 {
		return 0, &Error{Reason: TooLarge, Detail: FileName}
	}
	n, err := m.in.Read(into)
	m.left -= n
	return n, err
}
