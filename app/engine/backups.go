package engine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/backend/backup"
	"npt/backend/classroom"
	"npt/backend/store"
)

// BackupEvery is how often a copy is made while a session is open, if something changed.
const BackupEvery = 30 * time.Minute

// backups is what the engine knows of the copies of its data file.
type backups struct {
	folder  backup.Folder
	second  *backup.Second
	names   []string     // by which copies may be known elsewhere as those of this data folder
	isStale atomic.Bool  // the data file was written after its newest copy was made, in an earlier run
	copied  atomic.Int64 // the store's Changes when the last copy began
	failed  atomic.Pointer[Notice]
	doomed  sync.Map // deletions of whole sessions, for which a copy is still to be made
	restart atomic.Bool
	erasing sync.Mutex // held by what erases, and by what makes a copy: one of before would be finished after it
}

// Backup is a copy of the data file and what is in it.
type Backup struct {
	backup.Copy
	Contents store.Contents
	Problem  error // why it cannot be used; nil if it can
}

// backupFolder returns the folder with the copies of a data folder. A stick may have the copies of several,
// so each has its name.
func backupFolder(dir string) backup.Folder {
	at := dir
	if absolute, err := filepath.Abs(dir); err == nil {
		at = absolute
	}
	host, _ := os.Hostname()
	sum := sha256.Sum256([]byte(host + "\x00" + at))
	return backup.Folder{Path: instance.Backups(dir), Of: hex.EncodeToString(sum[:4]), IsOwn: true}
}

// namesFile is in the folder with the copies: by which names copies of this data folder were made, one a line. They go
// with it when it is moved or its computer renamed.
const namesFile = "names.txt"

// backupNames returns the names by which copies of this data folder are made and were.
func backupNames(folder backup.Folder) []string {
	path := filepath.Join(folder.Path, namesFile)
	text, _ := os.ReadFile(path) //nolint:gosec // our own file; without it, the copies beside it tell
	names := slices.DeleteFunc(strings.Fields(string(text)), func(name string) bool { return !isBackupName.MatchString(name) })
	for _, name := range append(folder.Names(), folder.Of) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// noteBackupNames writes the names into the folder, which is there once a copy was made.
func noteBackupNames(folder backup.Folder, names []string) {
	path, text := filepath.Join(folder.Path, namesFile), []byte(strings.Join(names, "\n")+"\n")
	if known, err := os.ReadFile(path); err == nil && bytes.Equal(known, text) { //nolint:gosec // our own file
		return
	}
	if err := safefile.WriteData(path, text, 0o600); err != nil {
		slog.Warn("engine: once this computer is renamed, copies elsewhere will not be known as those of this data folder", "cause", err)
	}
}

var isBackupName = regexp.MustCompile(`^[0-9a-f]{8}$`)

// openBackups prepares the folders. It makes no copy yet.
func (e *Engine) openBackups(ctx context.Context) error {
	path, err := e.Settings.SecondFolder(ctx)
	if err != nil {
		return err
	}
	e.backups.names = backupNames(e.backups.folder)
	e.backups.second.Name(backup.Folder{Path: path, Of: e.backups.folder.Of})
	e.backups.folder.Sweep()
	e.tidySecond()
	return nil
}

// keepFile checks the data file once the page is drawn, and makes the copies that are due, until stop is
// closed. There are none of a damaged file: they would take the places of good ones.
func (e *Engine) keepFile(stop <-chan struct{}) {
	if !e.checkFile(stop) {
		return
	}
	ctx, cancel := until(stop)
	defer cancel()
	_ = e.finishErasing(ctx) // the log says more
	if e.CopyIsDue() {
		e.copyFile(ctx, backup.AtStart)
	}
	tick := time.NewTicker(BackupEvery)
	defer tick.Stop()
	e.CopyRegularly(ctx, tick.C)
}

// CopyRegularly makes a copy at each tick, if a session is open and something changed, until ctx ends.
func (e *Engine) CopyRegularly(ctx context.Context, ticks <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		e.tidySecond()
		open, err := e.OpenSessions(ctx)
		if err != nil || open == 0 || e.Store.Changes() == e.backups.copied.Load() {
			continue
		}
		e.copyFile(ctx, backup.Regular)
	}
}

// CopyIsDue reports whether an earlier run wrote to the data file and no copy was made since.
func (e *Engine) CopyIsDue() bool { return e.backups.isStale.Load() }

// isChangedSinceCopy reports whether a data file that no app has open was written after its newest copy.
func isChangedSinceCopy(folder backup.Folder, file string) bool {
	all, err := folder.Copies()
	if err != nil || len(all) == 0 {
		return true
	}
	copied, err := os.Stat(all[0].Path)
	if err != nil {
		return true
	}
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(file + end); err == nil && info.ModTime().After(copied.ModTime()) {
			return true
		}
	}
	return false
}

// noteUnchanged notes on the newest copy that the data file was closed without a change since. Closing
// writes to the file.
func (e *Engine) noteUnchanged() {
	all, err := e.backups.folder.Copies()
	if err != nil || len(all) == 0 || e.Store.Changes() != e.backups.copied.Load() || e.CopyIsDue() {
		return
	}
	now := time.Now() // the clock that the system stamps files by
	if err := os.Chtimes(all[0].Path, now, now); err != nil {
		slog.Warn("engine: the next start will make a copy that nobody needs", "cause", err)
	}
}

// copyFile makes a copy, and tells the teacher in a notice if it cannot.
func (e *Engine) copyFile(ctx context.Context, cause backup.Cause) {
	if _, err := e.MakeBackup(ctx, cause); err != nil && ctx.Err() == nil {
		slog.Error("engine: no copy of the data file was made", "cause", err)
	}
}

// MakeBackup makes a copy of the data file now. The error says why there is none.
func (e *Engine) MakeBackup(ctx context.Context, cause backup.Cause) (backup.Copy, error) {
	e.backups.erasing.Lock()
	changes := e.Store.Changes()
	made, err := e.backups.folder.Make(ctx, e.now(), cause, e.Store.CopyTo)
	e.backups.erasing.Unlock()
	if err != nil && ctx.Err() != nil {
		return made, err
	}
	e.noteBackup(err)
	if err == nil {
		e.backups.copied.Store(changes)
		e.backups.isStale.Store(false)
		noteBackupNames(e.backups.folder, e.backups.names)
		e.tidySecond()
	}
	return made, err
}

// noteBackup has a notice say that the last copy failed; nil takes it back.
func (e *Engine) noteBackup(err error) {
	var said *Notice
	if err != nil {
		n := notice("backup_failed", "folder", e.backups.folder.Path)
		if safefile.IsOutOfRoom(err) || store.FaultOf(err) == store.DiskFull {
			n = notice("backup_no_room", "folder", e.backups.folder.Path)
		}
		said = &n
	}
	if before := e.backups.failed.Swap(said); before != nil || said != nil {
		e.StatusChanged()
	}
}

// tidySecond brings the newest copy to the second folder, without what was erased, and waits for nothing.
func (e *Engine) tidySecond() {
	e.backups.second.Use(func(to backup.Folder) error {
		ctx := context.Background() // whoever waits for a stick does not wait here
		err := e.eraseFromSecond(ctx, to)
		return errors.Join(err, backup.Bring(ctx, e.backups.folder)(to))
	})
}

// backupNotices returns what is wrong with the copies.
func (e *Engine) backupNotices() (all []Notice) {
	if failed := e.backups.failed.Load(); failed != nil {
		all = append(all, *failed)
	}
	switch path, state := e.backups.second.State(); state {
	case backup.Away:
		all = append(all, notice("backup_away", "folder", path))
	case backup.Refused:
		all = append(all, notice("backup_refused", "folder", path))
	}
	return all
}

// Backups returns the copies in the app's own folder, the newest first, with what is in them.
func (e *Engine) Backups(ctx context.Context) ([]Backup, error) {
	return readBackups(ctx, e.backups.folder)
}

// secondWait is how long a page waits for the second folder to say what it has.
const secondWait = 2 * time.Second

// SecondBackups returns the copies in the second folder, of whatever data folder; none if it does not answer
// in time.
func (e *Engine) SecondBackups(ctx context.Context) []Backup {
	path, state := e.SecondFolder()
	if path == "" || state == backup.Away {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, secondWait)
	found := make(chan []Backup, 1)
	go func() {
		all, err := readBackups(ctx, backup.Folder{Path: path})
		if err != nil {
			slog.Warn("engine: the copies in the second folder cannot be read", "cause", err)
		}
		found <- all
	}()
	defer cancel()
	select {
	case all := <-found:
		return all
	case <-ctx.Done():
		return nil
	}
}

// IsDamaged reports whether damaged pages of the data file were found since the start.
func (e *Engine) IsDamaged() bool { return e.damaged.Load() != nil }

func readBackups(ctx context.Context, folder backup.Folder) ([]Backup, error) {
	copies, err := folder.Copies()
	all := make([]Backup, len(copies))
	for i, c := range copies {
		all[i].Copy = c
		all[i].Contents, all[i].Problem = store.ReadContents(ctx, c.Path)
	}
	return all, err
}

// SecondFolder returns the folder elsewhere that gets the copies too, and how it is.
func (e *Engine) SecondFolder() (path string, state backup.State) { return e.backups.second.State() }

// SetSecondFolder sets the folder elsewhere that gets the copies too; "" for none. It need not be there now.
func (e *Engine) SetSecondFolder(ctx context.Context, path string) error {
	if path != "" {
		if !filepath.IsAbs(path) {
			return classroom.Errorf(classroom.CodeBadField, "Write the whole path of the folder, from the root of its disk.")
		}
		path = filepath.Clean(path)
		if inside, err := filepath.Rel(e.DataFolder(), path); err == nil && filepath.IsLocal(inside) {
			return classroom.Errorf(classroom.CodeBadField, "Choose a folder outside the data folder: what is lost with that one should be safe here.")
		}
	}
	if err := e.Settings.setSecondFolder(ctx, path); err != nil {
		return err
	}
	e.backups.second.Name(backup.Folder{Path: path, Of: e.backups.folder.Of})
	e.tidySecond()
	e.StatusChanged()
	return nil
}

// guardedTrash makes a copy of the data file before a session is deleted for good.
type guardedTrash struct {
	*store.Store
	engine *Engine
}

// DeleteSession does what the store's does, and remembers that the deletion is of a whole session.
func (t guardedTrash) DeleteSession(ctx context.Context, id int64) (deletion int64, records int, err error) {
	session, _ := t.Session(ctx, id)
	deletion, records, err = t.Store.DeleteSession(ctx, id)
	if err == nil && records > 0 && session.Demo == "" { // what was invented is not missed
		t.engine.backups.doomed.Store(deletion, true)
	}
	return deletion, records, err
}

// FinishDelete makes the copy, and does what the store's does whether there is one or not: a full disk needs
// the deletion. The files of a session go with it.
func (t guardedTrash) FinishDelete(ctx context.Context, id int64) error {
	if _, isSession := t.engine.backups.doomed.LoadAndDelete(id); isSession && ctx.Err() == nil {
		t.engine.copyFile(ctx, backup.Deletion)
	}
	if err := t.Store.FinishDelete(ctx, id); err != nil {
		return err
	}
	return t.engine.Files.Sweep(context.WithoutCancel(ctx))
}

// UndoDelete does what the store's does; no copy is needed any more.
func (t guardedTrash) UndoDelete(ctx context.Context, id int64) (int64, error) {
	t.engine.backups.doomed.Delete(id)
	return t.Store.UndoDelete(ctx, id)
}
