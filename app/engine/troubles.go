package engine

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"npt/app/safefile"
	"npt/backend/classroom"
	"npt/backend/store"
)

// How long the teacher is told of a trouble after it was met last. Notebooks send again what the disk
// did not take every 10 s; what a session has no room for they send again at most a minute later.
const (
	diskTrouble = 15 * time.Second
	roomTrouble = 2 * time.Minute
	// exportTrouble is longer, as nobody exports again by itself; the next export that works ends it.
	exportTrouble = 10 * time.Minute
	// lockedFor is how long a commit waits for another program before the teacher is told.
	lockedFor = 2 * time.Second
)

// troubles remembers what the data file could not take of late. Each ends by itself.
type troubles struct {
	mu   sync.Mutex
	disk time.Duration      // see diskTrouble
	met  map[string]trouble // by the code of the notice
}

type trouble struct {
	notice Notice
	until  time.Time
	isDisk bool // the disk took nothing at all
}

// noteWrite notes what became of a write; nil says that it is on disk.
func (e *Engine) noteWrite(err error) {
	if err == nil {
		return
	}
	switch code := classroom.AsError(err).Code; {
	case store.FaultOf(err) != store.NoFault:
		e.trouble(faultNotice(store.FaultOf(err)), true, err)
	case code == classroom.CodeTooManySenders:
		e.trouble(notice("session_full"), false, err)
	case code == classroom.CodeRateLimited:
		e.trouble(notice("many_newcomers"), false, err)
	case code == classroom.CodeInternal:
		e.trouble(notice("write_failed"), true, err)
	case code == classroom.CodeTooManyQuestions, code == classroom.CodeTooManyAnswers:
		e.trouble(notice("many_questions"), false, err)
	}
}

// faultNotice says what is wrong with the data file or its disk.
func faultNotice(f store.Fault) Notice {
	switch f {
	case store.DiskFull:
		return notice("disk_full")
	case store.FileUnwritable:
		return notice("file_unwritable")
	case store.FileHeld:
		return notice("file_held")
	case store.OutOfMemory:
		return notice("out_of_memory")
	case store.FileDamaged:
		return notice("file_damaged")
	}
	return notice("disk_fails")
}

// trouble tells the teacher and the log of a trouble, once, until it was not met for a while.
func (e *Engine) trouble(n Notice, isDisk bool, cause error) {
	t := &e.troubles
	t.mu.Lock()
	lasts := roomTrouble
	if isDisk {
		lasts = t.disk
	}
	if t.met == nil {
		t.met = map[string]trouble{}
	}
	_, known := t.met[n.Code]
	t.met[n.Code] = trouble{n, e.now().Add(lasts), isDisk}
	t.mu.Unlock()
	if !known {
		slog.Warn("engine: not everything can be stored", "trouble", n.Code, "cause", cause)
		e.StatusChanged()
	}
}

// NoteExport tells the teacher and the log that an export failed, until one works or some minutes
// have passed; nil says that one worked. It returns what the teacher who asked for it is told.
func (e *Engine) NoteExport(err error) error {
	if errors.Is(err, context.Canceled) {
		return err // nobody waits for it any more
	}
	t := &e.troubles
	t.mu.Lock()
	before := len(t.met)
	for code := range t.met {
		if strings.HasPrefix(code, "export_") {
			delete(t.met, code)
		}
	}
	changed := before != len(t.met)
	if err != nil {
		n := exportNotice(err)
		if t.met == nil {
			t.met = map[string]trouble{}
		}
		t.met[n.Code], changed = trouble{notice: n, until: e.now().Add(exportTrouble)}, true
	}
	t.mu.Unlock()
	if changed {
		e.StatusChanged()
	}
	if err == nil {
		return nil
	}
	slog.Error("engine: an export failed", "cause", withoutPath(err))
	return exportError(err)
}

// withoutPath returns the reason of an error without the name of the file, which may be that of a student.
func withoutPath(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.Is(err, safefile.ErrNoFile):
		return safefile.ErrNoFile
	case errors.Is(err, safefile.ErrInUse):
		return safefile.ErrInUse
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// exportError says why an export failed, and what to do, to the teacher who asked for it.
func exportError(err error) error {
	switch exportNotice(err).Code {
	case "export_no_room":
		return classroom.Errorf(classroom.CodeUnavailable, "The disk is full: free some space, or choose another disk, and export again.")
	case "export_open":
		return classroom.Errorf(classroom.CodeUnavailable, "Another program has this file open: close it there, and export again.")
	case "export_gone":
		return classroom.Errorf(classroom.CodeUnavailable, "This folder is not there any more: choose another one, and export again.")
	case "export_long":
		return classroom.Errorf(classroom.CodeUnavailable, "The name of the file is too long: choose a shorter one, and export again.")
	case "export_no_file":
		return classroom.Errorf(classroom.CodeUnavailable, "A folder or a device has this name: choose another one, and export again.")
	case "export_refused":
		return classroom.Errorf(classroom.CodeUnavailable, "Nothing can be written in this folder: choose another one, and export again.")
	}
	return classroom.Errorf(classroom.CodeUnavailable, "The export failed; the status line says what to do.")
}

// exportNotice says why an export failed, and what to do.
func exportNotice(err error) Notice {
	switch {
	case safefile.IsOutOfRoom(err):
		return notice("export_no_room")
	case errors.Is(err, safefile.ErrInUse):
		return notice("export_open")
	case errors.Is(err, safefile.ErrNoFile), errors.Is(err, syscall.ENOTDIR):
		return notice("export_no_file")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return notice("export_long")
	case errors.Is(err, fs.ErrNotExist):
		return notice("export_gone")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return notice("export_refused")
	}
	return notice("export_failed")
}

// endTroubles takes back what was not met again. It tries to write while the disk takes nothing, as
// nobody else may; and it notices a commit that waits for another program.
func (e *Engine) endTroubles() {
	if e.Store.Waits() > lockedFor {
		e.trouble(notice("file_held"), true, nil)
	}
	t, now, ended, isDisk := &e.troubles, e.now(), []string{}, false
	t.mu.Lock()
	for code, one := range t.met {
		if now.After(one.until) {
			ended = append(ended, code)
			delete(t.met, code)
		} else {
			isDisk = isDisk || one.isDisk
		}
	}
	t.mu.Unlock()
	if isDisk && e.trying.CompareAndSwap(false, true) {
		go func() {
			defer e.trying.Store(false)
			ctx, cancel := context.WithTimeout(context.Background(), diskTrouble)
			defer cancel()
			_ = e.Store.TryWrite(ctx) // noteWrite hears of it
		}()
	}
	for _, code := range ended {
		slog.Info("engine: a trouble is over", "trouble", code)
	}
	if len(ended) > 0 {
		e.StatusChanged()
	}
}

// troubleNotices returns what could not be stored of late.
func (e *Engine) troubleNotices() []Notice {
	t := &e.troubles
	t.mu.Lock()
	defer t.mu.Unlock()
	all := []Notice{}
	if damaged := e.damaged.Load(); damaged != nil {
		all = append(all, *damaged)
	}
	for _, one := range t.met {
		all = append(all, one.notice)
	}
	slices.SortFunc(all, func(a, b Notice) int { return strings.Compare(a.Code, b.Code) })
	return all
}
