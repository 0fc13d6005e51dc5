package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// State is what became of the second folder when it was used last.
type State string

// The states.
const (
	Unnamed State = ""     // there is none
	Waiting State = "wait" // it is being written, or does not answer
	Ready   State = "ready"
	Away    State = "away"   // it is not there: a stick that was taken out
	Refused State = "failed" // it is there and could not be written
)

// Second is a folder elsewhere that gets a copy of each copy while it is there. It may be slow, hang or
// vanish at any time: nobody waits for it. It is never created, as a folder in the place of a missing stick
// would fill the wrong disk.
type Second struct {
	mu     sync.Mutex
	folder Folder
	state  State
	asked  func(folder Folder) error // what is to be done next; nil if nothing is
	busy   atomic.Bool

	changed func()
}

// NewSecond returns a Second without a folder; changed is called after its state changed.
func NewSecond(changed func()) *Second { return &Second{changed: changed} }

// Name sets the folder; one without a path ends its use.
func (s *Second) Name(folder Folder) {
	s.mu.Lock()
	s.folder, s.state = folder, Waiting
	if folder.Path == "" {
		s.state = Unnamed
	}
	s.mu.Unlock()
}

// State returns the folder's path and state.
func (s *Second) State() (path string, state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.folder.Path, s.state
}

// Use has do work in the folder, if there is one, and returns at once. Of what is asked while the folder is
// busy only the last is done.
func (s *Second) Use(do func(folder Folder) error) {
	s.mu.Lock()
	isNamed := s.folder.Path != ""
	if isNamed {
		s.asked = do
	}
	s.mu.Unlock()
	if isNamed && s.busy.CompareAndSwap(false, true) {
		go s.work() // nothing waits for it, not even the end of the app
	}
}

func (s *Second) work() {
	for {
		s.mu.Lock()
		do, folder := s.asked, s.folder
		if s.asked = nil; do == nil || folder.Path == "" {
			s.busy.Store(false)
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		state := Ready
		if info, err := os.Stat(folder.Path); err != nil || !info.IsDir() {
			state = Away
		} else if do(folder) != nil {
			state = Refused
		}
		s.mu.Lock()
		isChanged := s.folder == folder && s.state != state
		if isChanged {
			s.state = state
		}
		s.mu.Unlock()
		if isChanged {
			s.changed()
		}
	}
}

// Bring returns work for Use: the newest of the copies in from is brought to the folder unless it is there.
func Bring(ctx context.Context, from Folder) func(to Folder) error {
	return func(to Folder) error {
		all, err := from.Copies()
		if err != nil || len(all) == 0 {
			return err
		}
		newest := all[0]
		if exists(filepath.Join(to.Path, filepath.Base(newest.Path))) {
			return nil
		}
		_, err = to.take(ctx, newest)
		return err
	}
}

// take puts a copy of a copy into the folder, under the same name.
func (f Folder) take(ctx context.Context, c Copy) (Copy, error) {
	f.sweep()
	path := filepath.Join(f.Path, filepath.Base(c.Path))
	part := path + afterwards
	err := copyFile(ctx, c.Path, part)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return Copy{}, errors.Join(err, removeIfThere(part))
	}
	syncFolder(f.Path)
	return Copy{Path: path, At: c.At, Cause: c.Cause, Bytes: c.Bytes}, f.prune()
}

func copyFile(ctx context.Context, from, to string) (err error) {
	in, err := os.Open(from) //nolint:gosec // a copy of ours
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // as above
	if err != nil {
		return err
	}
	for err == nil {
		if _, err = io.CopyN(out, in, 1<<20); ctx.Err() != nil {
			err = ctx.Err()
		}
	}
	if errors.Is(err, io.EOF) {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// Wait returns once nothing is being done, or after a while. Tests and the command line use it.
func (s *Second) Wait(most time.Duration) {
	for end := time.Now().Add(most); s.busy.Load() && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
}
