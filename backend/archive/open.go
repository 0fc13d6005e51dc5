package archive

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// What a ZIP may be: more files than a session has records are no session.
const (
	maxFiles = 1_100_000
	// maxRatio is what a text of one letter again and again comes to; a file that claims more is a bomb.
	maxRatio = 1100
)

// File is the ZIP of an export, which was looked over.
type File struct {
	zip     *zip.Reader
	files   map[string]*zip.File
	session *zip.File
}

// Open looks over a ZIP of so many bytes. The error is an *Error if it is no export of a session, or not
// one that may be unpacked.
func Open(r io.ReaderAt, size int64) (*File, error) {
	in, err := zip.NewReader(r, size)
	if err != nil {
		if errors.Is(err, zip.ErrInsecurePath) {
			return nil, &Error{Reason: Unsafe, Detail: "a name leaves the folder"}
		}
		return nil, &Error{Reason: notZIP(r), Detail: err.Error()}
	}
	if len(in.File) > maxFiles {
		return nil, &Error{Reason: TooLarge, Detail: text(len(in.File)) + " files"}
	}
	f := &File{zip: in, files: make(map[string]*zip.File, len(in.File))}
	for _, each := range in.File {
		if err := f.look(each); err != nil {
			return nil, err
		}
	}
	if f.session = f.files[FileName]; f.session == nil {
		return nil, &Error{Reason: NotOurs, Detail: "there is no " + FileName}
	}
	return f, nil
}

// notZIP tells a ZIP that was cut short from what never was one.
func notZIP(r io.ReaderAt) Reason {
	var first [4]byte
	if _, err := r.ReadAt(first[:], 0); err == nil && string(first[:]) == "PK\x03\x04" {
		return Damaged
	}
	return NotOurs
}

// look takes a file of the ZIP if it can be one of ours.
func (f *File) look(each *zip.File) error {
	name, mode := each.Name, each.Mode()
	if strings.HasSuffix(name, "/") && mode.IsDir() {
		return nil
	}
	_, twice := f.files[name]
	switch {
	case twice:
		return &Error{Reason: Unsafe, Detail: "a file is there twice"}
	case !fs.ValidPath(name) || path.Clean(name) != name || strings.ContainsAny(name, "\\:\x00"):
		return &Error{Reason: Unsafe, Detail: "a name leaves the folder"}
	case !mode.IsRegular():
		return &Error{Reason: Unsafe, Detail: "a link or a device"}
	case each.Method != zip.Store && each.Method != zip.Deflate, each.Flags&1 != 0:
		return &Error{Reason: NotOurs, Detail: "encrypted, or packed in another way"}
	case each.UncompressedSize64 > maxRatio*max(each.CompressedSize64, 1)+1<<16:
		return &Error{Reason: TooLarge, Detail: "a file that grows out of all proportion"}
	}
	f.files[name] = each
	return nil
}

// Read reads the session, and then each record with its answer. It stops at the first error of head and
// answer. What cannot be let in is an *Error.
func (f *File) Read(head func(Session) error, answer func(Answer) error) error {
	in, err := f.session.Open()
	if err != nil {
		return damaged(FileName, err)
	}
	defer in.Close()
	var session Session
	seen := map[recordKey]bool{}
	used := map[string]bool{}
	err = read(in, func(s Session) error {
		session = s
		return head(s)
	}, func(r Record) error {
		if err := r.check(&session); err != nil {
			return err
		}
		key := recordKey{r.Part, r.Student, r.Question}
		if seen[key] || used[r.File] {
			return damaged("a record, or its answer, is there twice", nil)
		}
		seen[key], used[r.File] = true, true
		data, err := f.payload(r.File)
		if err != nil {
			return err
		}
		a, err := derive(r, data)
		if err != nil {
			return err
		}
		return answer(a)
	})
	var refused *Error
	if err == nil || errors.As(err, &refused) {
		return err
	}
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged("the ZIP is not whole", err)
	}
	return err
}

type recordKey struct {
	part, student int
	question      string
}

// payload unpacks an answer: as much of it as an answer may have, whatever the ZIP says of its size.
func (f *File) payload(name string) ([]byte, error) {
	file := f.files[name]
	if file == nil {
		return nil, damaged("an answer is missing", nil)
	}
	if file.UncompressedSize64 > payload.MaxBytes {
		return nil, &Error{Reason: TooLarge, Detail: "an answer"}
	}
	in, err := file.Open()
	if err != nil {
		return nil, damaged("an answer cannot be unpacked", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, payload.MaxBytes+1))
	switch {
	case err != nil:
		return nil, damaged("an answer cannot be unpacked", err)
	case len(data) > payload.MaxBytes:
		return nil, &Error{Reason: TooLarge, Detail: "an answer"}
	}
	return data, nil
}

// Notebook opens the file of a notebook that was handed in. Whoever reads it reads no more than such a one may have, whatever
// the ZIP says of its size.
func (f *File) Notebook(h HandIn) (io.ReadCloser, error) {
	file := f.files[h.File]
	if file == nil {
		return nil, damaged("a notebook that was handed in is missing", nil)
	}
	in, err := file.Open()
	if err != nil {
		return nil, damaged("a notebook that was handed in cannot be unpacked", err)
	}
	return in, nil
}

// derive returns a record with its answer and what follows from that.
func derive(r Record, data []byte) (Answer, error) {
	a := Answer{Record: r, Payload: payload.Payload{Type: payload.Type(r.Type), Data: data, Plotted: r.Plotted, Calls: r.Calls, Digest: payload.Digest(r.Digest)}}
	var err error
	if a.Preview, err = payload.Summarize(a.Payload); err != nil {
		return a, damaged("an answer is not of its type", err)
	}
	a.SortKey = payload.SortKey(norm.NFC.String, a.Payload, a.Preview)
	a.SearchText = payload.SearchText(norm.NFC.String, a.Payload, a.Preview)
	return a, nil
}

// Found says what a file has, for a preview.
type Found struct {
	Session   Session
	Records   int
	Questions int
	Attempts  int
}

// Students returns the names of the students, each once.
func (f Found) Students() []string {
	names := []string{}
	for _, s := range f.Session.Students {
		if s.MergedInto == -1 {
			names = append(names, classroom.Student{SenderKey: s.Key(), Number: s.Number, Given: s.Given, GivenNumber: s.GivenNumber}.Display())
		}
	}
	return names
}

// Look reads the session and counts its records, without their answers.
func (f *File) Look() (found Found, err error) {
	in, err := f.session.Open()
	if err != nil {
		return found, damaged(FileName, err)
	}
	defer in.Close()
	questions := map[string]bool{}
	err = read(in, func(s Session) error {
		found.Session = s
		for _, h := range s.HandedIn {
			if f.files[h.File] == nil {
				return damaged("a notebook that was handed in is missing", nil)
			}
		}
		return nil
	}, func(r Record) error {
		if f.files[r.File] == nil {
			return damaged("an answer is missing", nil)
		}
		found.Records++
		questions[r.Question] = true
		found.Questions = len(questions)
		found.Attempts += r.Attempts
		return r.check(&found.Session)
	})
	return found, err
}

// As returns the reason that a file was not let in, as an error that says what to do.
func As(err error) error {
	var refused *Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Reason {
	case NotOurs:
		return classroom.Errorf(classroom.CodeBadField, "This is no export of a session: choose a ZIP that this app wrote.")
	case FromTheFuture:
		return classroom.Errorf(classroom.CodeBadField, "A later version of the app wrote this file: install that version, then import it again.")
	case TooLarge:
		return classroom.Errorf(classroom.CodeTooLarge, "This file has more in it than a session can have, so nothing of it was taken.")
	case Unsafe:
		return classroom.Errorf(classroom.CodeBadField, "This file was changed so that it could do harm, so nothing of it was taken.")
	case Damaged:
	}
	return classroom.Errorf(classroom.CodeBadField, "This file is damaged or not whole, so nothing of it was taken: copy it again from where it was written.")
}
