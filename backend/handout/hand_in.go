package handout

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"npt/backend/classroom"
	"npt/backend/pyjson"
)

// Incoming is a notebook on its way in, as its sender describes it: nothing of it is checked.
type Incoming struct {
	Owner, Session         string
	SenderName, SenderUUID string
	From                   string // what stands for the computer that it came from
	Name                   string // of the file
	RequestID              string // names this sending: a repeat counts once
	SHA256                 string // of the file, in hex, if the sender says so
	FromPage               bool
}

// HandIn takes a notebook and returns once it is on disk. The last one of a student counts; up to Earlier
// before it are kept. The error is a *classroom.Error; after one, nothing of it is left, and what the
// student handed in before is as it was.
func (f *Files) HandIn(ctx context.Context, in Incoming, r io.Reader) (HandIn, error) {
	l, h, err := f.described(in)
	if err != nil {
		return HandIn{}, err
	}
	session, err := f.store.OpenNamed(ctx, l.Owner, l.Session)
	if err != nil {
		return HandIn{}, err
	}
	l.Owner, l.Session, h.SessionID = session.Owner, session.Name, session.ID
	taken, err := f.folder.take(session.ID, r, MaxHandedIn)
	if errors.Is(err, errTooLarge) {
		return HandIn{}, TooLarge()
	} else if err != nil {
		return HandIn{}, f.cameIn(err)
	}
	if err := f.check(ctx, taken, in.SHA256); err != nil {
		f.folder.drop(taken)
		return HandIn{}, err
	}
	h.Size, h.SHA256 = taken.size, taken.sha256
	h.Receipt = f.Receipts.OfFile(l, h.Name, h.RequestID, h.SHA256)
	added, err := f.put(ctx, h, taken, func(ctx context.Context) (HandIn, error) { return f.store.AddHandIn(ctx, l, h) })
	if err != nil {
		f.folder.drop(taken)
		return HandIn{}, err
	}
	f.changed(session.ID)
	return added, nil
}

// Bring takes a notebook that was handed in elsewhere, as an import has it, for a sender of the session h.SessionID. It changes
// nothing if the sender handed in this one or a later one here.
func (f *Files) Bring(ctx context.Context, of classroom.SenderKey, h HandIn, r io.Reader) error {
	h.Name, h.IsKept = FileName(f.nfc, h.Name), true
	isNew, err := f.store.IsNews(ctx, of, h)
	if err != nil || !isNew {
		return err
	}
	taken, err := f.folder.take(h.SessionID, r, MaxHandedIn)
	if errors.Is(err, errTooLarge) {
		return TooLarge()
	} else if err != nil {
		return f.cameIn(err)
	}
	h.Size, h.SHA256 = taken.size, taken.sha256
	if err := f.check(ctx, taken, ""); err != nil {
		f.folder.drop(taken)
		return err
	}
	_, err = f.put(ctx, h, taken, func(ctx context.Context) (HandIn, error) { return f.store.BringHandIn(ctx, of, h) })
	if err != nil {
		f.folder.drop(taken)
		return err
	}
	f.changed(h.SessionID)
	return nil
}

// TooLarge is the error for a notebook over MaxHandedIn.
func TooLarge() error {
	return classroom.Errorf(classroom.CodeTooLarge, "The notebook is larger than %d MB: clear its outputs, save it and hand it in again.", MaxHandedIn>>20)
}

// described returns who hands what in, cleaned.
func (f *Files) described(in Incoming) (l classroom.Listening, h HandIn, err error) {
	l = classroom.Listening{
		Owner: classroom.CleanName(f.nfc, in.Owner), Session: classroom.CleanName(f.nfc, in.Session), From: in.From,
		Sender: classroom.SenderKey{UUID: strings.TrimSpace(in.SenderUUID), Name: classroom.CleanName(f.nfc, in.SenderName)},
	}
	h = HandIn{Name: FileName(f.nfc, in.Name), RequestID: strings.TrimSpace(in.RequestID), FromPage: in.FromPage, ReceivedAt: f.now(), IsKept: true}
	if err := classroom.CheckText("sender_name", l.Sender.Name, classroom.MaxName); err != nil {
		return l, h, err
	}
	for _, token := range []struct {
		what, value string
		most        int
	}{{"sender_uuid", l.Sender.UUID, classroom.MaxUUID}, {"record_id", h.RequestID, classroom.MaxRecordID}} {
		if err := classroom.CheckToken(token.what, token.value, token.most, false); err != nil {
			return l, h, err
		}
	}
	if !strings.EqualFold(path.Ext(h.Name), notebookEnd) {
		return l, h, classroom.Errorf(classroom.CodeBadField, "Only notebooks are taken: choose the file that ends with .ipynb.")
	}
	return l, h, nil
}

// check refuses what is no notebook, or not what was sent. One is read at a time.
func (f *Files) check(ctx context.Context, c content, announced string) error {
	if announced != "" && announced != c.sha256 {
		return classroom.Errorf(classroom.CodeBadField, "The notebook was damaged on its way: hand it in again.")
	}
	select {
	case f.checking <- struct{}{}:
	case <-ctx.Done():
		return &classroom.Error{Code: classroom.CodeUnavailable, Message: "The teacher's app is busy", RetryAfter: retryAfter, Cause: ctx.Err()}
	}
	defer func() { <-f.checking }()
	data, err := os.ReadFile(c.part)
	if err != nil {
		return f.diskError(err)
	}
	if !isNotebook(data) {
		return classroom.Errorf(classroom.CodeBadField, "This file is not a Jupyter notebook: save it in Jupyter and choose the file that ends with .ipynb.")
	}
	return nil
}

// IsNotebook reads no more than may be handed in, and reports whether it is a notebook.
func IsNotebook(r io.Reader) (bool, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxHandedIn+1))
	return err == nil && len(data) <= MaxHandedIn && isNotebook(data), err
}

// isNotebook reports whether data is JSON, whole, with a list of cells or of worksheets.
func isNotebook(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	s := pyjson.NewScanner(data)
	if !s.Next() || s.Kind != pyjson.OpenDict {
		return false
	}
	var hasCells, hasFormat bool
	s.Each(func(_ int, key []byte) {
		switch string(key) {
		case "cells", "worksheets":
			hasCells = s.Kind == pyjson.OpenList
		case "nbformat":
			hasFormat = s.Kind == pyjson.Number
		}
	})
	if s.Next() || errors.Is(s.Err, pyjson.ErrTooDeep) {
		return json.Valid(data) // an output may be nested deeper than an answer
	}
	return s.Err == nil && hasCells && hasFormat
}

// put puts what was taken into the session's folder and has its row added.
func (f *Files) put(ctx context.Context, h HandIn, taken content, add func(ctx context.Context) (HandIn, error)) (HandIn, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, handedIn, err := f.store.Contents(ctx, h.SessionID)
	if err != nil {
		return HandIn{}, err
	}
	if handedIn+h.Size > MaxSession {
		return HandIn{}, classroom.Errorf(classroom.CodeTooLarge, "The session has taken %d GB of notebooks, which is the most it takes: ask your teacher.", MaxSession>>30)
	}
	if err := f.folder.keep(h.SessionID, taken); err != nil {
		return HandIn{}, f.diskError(err)
	}
	// From here on it is there: whoever hung up meanwhile has handed it in.
	added, err := add(context.WithoutCancel(ctx))
	f.tidy(ctx, h.SessionID)
	return added, err
}
