// Package transfer brings into a data folder what another one let go: a session that was exported as a
// ZIP, and the answers that a student's notebook kept in a file because they did not arrive. What is in a
// file is known before anything is taken. It is taken whole or not at all: the records are staged where
// nobody sees them, and one transaction shows them, as a session of its own or within another one.
//
// It reads files and writes to the store, and knows no face: window, console and command line call it.
package transfer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/store"
)

// Incoming is a file that can be imported.
type Incoming struct {
	Found   archive.Found
	Answers bool // a student's own, and no session
	// Of the receipts that came with a student's answers: those that this data folder gave for just
	// these answers, and others.
	Receipts, Foreign int

	zip  *archive.File // nil for a student's answers
	read func(head func(archive.Session) error, answer func(archive.Answer) error) error
	file *os.File
}

// Open looks over a file and reads what is in it. key is that of the receipts of this data folder. The
// error says what to do.
func Open(ctx context.Context, path string, key classroom.ReceiptKey) (in *Incoming, err error) {
	file, err := os.Open(path) //nolint:gosec // the teacher chose it
	if err != nil {
		return nil, classroom.Errorf(classroom.CodeNotFound, "The file cannot be read: %s.", reasonOf(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(archive.As(err), file.Close())
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &archive.Error{Reason: archive.NotOurs, Detail: "no file"}
	}
	first := make([]byte, 4)
	n, err := io.ReadFull(file, first)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if n == len(first) && first[0] == '{' {
		return openAnswers(ctx, file, info.Size(), key)
	}
	zip, err := archive.Open(file, info.Size())
	if err != nil {
		return nil, err
	}
	found, err := zip.Look()
	if err != nil {
		return nil, err
	}
	return &Incoming{Found: found, zip: zip, read: zip.Read, file: file}, nil
}

// reasonOf returns why a file cannot be opened, without its path.
func reasonOf(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// Close closes the file.
func (in *Incoming) Close() error { return in.file.Close() }

// Target says where an import goes: into the session Into or, if that is 0, to a new session of this
// owner under this name, or under the file's own.
type Target struct {
	Into  int64
	Owner string
	Name  string
}

// Result says what became of an import.
type Result struct {
	Session int64
	Records int // in the file
	store.Merged
}

// Run imports the file. It calls progress with how many records are staged, and stops when ctx ends;
// after that, and after an error, nothing has changed. It calls bring for what does not go through the
// store: before anybody sees a new session, so that it comes with all of that or not at all, and after
// the records are merged into another one, which stay if bring fails: then the result names the session.
// The error says what to do.
func (in *Incoming) Run(ctx context.Context, st *store.Store, to Target, bring func(ctx context.Context, session int64) error, progress func(done int)) (Result, error) {
	result, err := in.run(ctx, st, to, bring, progress)
	return result, archive.As(err)
}

func (in *Incoming) run(
	ctx context.Context, st *store.Store, to Target, bring func(ctx context.Context, session int64) error, progress func(done int),
) (result Result, err error) {
	if in.Answers && to.Into == 0 {
		return result, classroom.Errorf(classroom.CodeBadField, "A student's answers go into a session: choose one.")
	}
	var staged *store.Staged
	defer func() {
		if err != nil && staged != nil {
			err = errors.Join(err, staged.Drop(ctx))
		}
	}()
	err = in.read(func(s archive.Session) error {
		name, owner := nameOf(s, to)
		if err := classroom.CheckText("the session's owner", owner, classroom.MaxName); err != nil {
			return classroom.Errorf(classroom.CodeBadField, "The file does not say whose session it is: name a teacher.")
		}
		staged, err = st.Stage(ctx, s, owner, name, time.Now())
		return err
	}, func(a archive.Answer) error {
		if err := staged.Add(ctx, a); err != nil {
			return err
		}
		result.Records++
		progress(result.Records)
		return nil
	})
	if err != nil {
		return Result{}, err
	}
	if to.Into != 0 {
		if result.Merged, err = staged.FinishInto(ctx, to.Into); err != nil {
			return Result{}, err
		}
		staged, result.Session = nil, to.Into
		return result, bring(ctx, to.Into)
	}
	if err := bring(ctx, staged.ID()); err != nil {
		return Result{}, err
	}
	session, err := staged.Finish(ctx)
	result.Session, result.Added = session.ID, result.Records
	return result, err
}

// Notebooks calls yield for each notebook that was handed in, with whose it is and its content, of which nothing was checked.
func (in *Incoming) Notebooks(yield func(h archive.HandIn, of classroom.SenderKey, content io.Reader) error) error {
	for _, h := range in.Found.Session.HandedIn {
		content, err := in.zip.Notebook(h)
		if err == nil {
			err = errors.Join(yield(h, in.Found.Session.Students[h.Student].Key(), content), content.Close())
		}
		if err != nil {
			return archive.As(err)
		}
	}
	return nil
}

// nameOf returns the name and the owner that a session gets here.
func nameOf(s archive.Session, to Target) (name, owner string) {
	clean := func(name, otherwise string) string {
		if name = classroom.CleanName(norm.NFC.String, name); name == "" {
			return classroom.CleanName(norm.NFC.String, otherwise)
		}
		return name
	}
	return clean(to.Name, s.Name), clean(to.Owner, s.Owner)
}

// readAll reads a file of at most so many bytes.
func readAll(file *os.File, size, most int64) ([]byte, error) {
	if size > most {
		return nil, &archive.Error{Reason: archive.TooLarge, Detail: "more than a student's answers"}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(file, most))
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), err
}
