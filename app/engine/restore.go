package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"npt/app/instance"
	"npt/backend/backup"
	"npt/backend/store"
)

// A copy takes the data file's place at a start, when nobody has the file open. What is to take its place is
// staged first: a whole data file beside it. From then on every start ends what was begun, so that a killed
// program leaves the old state or the new one.

// Restore has a copy take the data file's place at the next start of the app, which must follow. What was
// erased since the copy was made is not in it, and the choices about copies and about how long records are
// kept stay those of now. The error says what is wrong with the copy; nothing has changed then.
func (e *Engine) Restore(ctx context.Context, path string) error {
	erased, err := e.Store.Erased(ctx)
	if err != nil {
		return err
	}
	kept := map[string]string{}
	for _, key := range []string{keySecond, keyRetention} {
		if kept[key], err = e.Settings.store.Setting(ctx, key); err != nil {
			return err
		}
	}
	if err := stage(ctx, e.DataFolder(), path, store.Kept{Erased: erased, Settings: kept}); err != nil {
		return err
	}
	e.backups.restart.Store(true)
	return nil
}

// RestartWanted reports whether the app should start again once it has closed.
func (e *Engine) RestartWanted() bool { return e.backups.restart.Load() }

// stage puts what is to take the data file's place beside it.
func stage(ctx context.Context, dir, from string, kept store.Kept) error {
	part := instance.Staged(dir) + partly
	if err := removeAll(part, part+"-wal", part+"-shm", part+"-journal"); err != nil {
		return err
	}
	if err := store.PrepareCopy(ctx, from, part, kept); err != nil {
		return err
	}
	return os.Rename(part, instance.Staged(dir))
}

// partly ends the name of a file that is being staged.
const partly = ".part"

// finishRestore ends what Restore or `npt restore` began, before the data file is opened. The present file is
// kept as a backup first; one that cannot be copied any more is set aside as it is.
func finishRestore(ctx context.Context, dir string, now time.Time) error {
	file, staged, replaced := instance.Database(dir), instance.Staged(dir), instance.Replaced(dir)
	if _, err := os.Stat(staged); errors.Is(err, fs.ErrNotExist) {
		part := staged + partly
		return removeAll(replaced, part, part+"-wal", part+"-shm", part+"-journal") // left by one that was ended half-way
	} else if err != nil {
		return err
	}
	_, err := os.Stat(file)
	switch {
	case err == nil:
		if err := putAway(ctx, dir, now); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	// Its log would be taken for that of the file that comes.
	if err := removeAll(file+"-wal", file+"-shm", file+"-journal"); err != nil {
		return err
	}
	if err := os.Rename(staged, file); err != nil {
		return err
	}
	slog.Info("engine: a copy took the data file's place")
	return removeAll(replaced)
}

// putAway keeps the present data file in the folder with the copies, and takes it out of its place.
func putAway(ctx context.Context, dir string, now time.Time) error {
	file, folder := instance.Database(dir), backupFolder(dir)
	if store.IsWhole(ctx, file) {
		_, err := folder.Make(ctx, now, backup.Restoring, func(ctx context.Context, to string) error {
			return store.CopyClosed(ctx, file, to)
		})
		if err == nil {
			return os.Rename(file, instance.Replaced(dir))
		}
		slog.Warn("engine: the present data file is set aside as it is", "cause", err)
	}
	if err := os.MkdirAll(folder.Path, 0o700); err != nil {
		return err
	}
	aside := filepath.Join(folder.Path, setAside+now.UTC().Format("20060102T150405Z")+".db")
	// The log first: a file without its log can be told from one with it.
	if err := os.Rename(file+"-wal", aside+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(file, aside)
}

// setAside begins the names of data files that could not be copied.
const setAside = "set-aside-"

func removeAll(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// DamagedError says that the data file cannot be opened, and which copy could take its place.
type DamagedError struct {
	Cause error
	Dir   string
	Copy  Backup // the newest one that is whole
}

// Error returns a message that says what to do.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%v The newest backup that is whole is of %s, with %d answers: npt restore --data %q %q uses it.",
		e.Cause, e.Copy.At.Local().Format("2006-01-02 15:04"), e.Copy.Contents.Records, e.Dir, e.Copy.Path)
}

// Unwrap returns why the file cannot be opened.
func (e *DamagedError) Unwrap() error { return e.Cause }

// orCopy adds to the error of a damaged data file which copy could take its place.
func orCopy(ctx context.Context, dir string, cause error) error {
	if !store.IsDamaged(cause) {
		return cause
	}
	if newest, isThere := newestWhole(ctx, backupFolder(dir)); isThere {
		return &DamagedError{Cause: cause, Dir: dir, Copy: newest}
	}
	return cause
}

// newestWhole returns the newest copy of which every page is whole.
func newestWhole(ctx context.Context, folder backup.Folder) (Backup, bool) {
	all, err := readBackups(ctx, folder)
	if err != nil {
		return Backup{}, false
	}
	i := slices.IndexFunc(all, func(b Backup) bool { return b.Problem == nil && store.IsWhole(ctx, b.Path) })
	if i < 0 {
		return Backup{}, false
	}
	return all[i], true
}

// Salvage writes what can be read of the data file into a new backup, and returns it with what was found. The
// data file stays as it is.
func (e *Engine) Salvage(ctx context.Context) (made backup.Copy, found store.Salvaged, err error) {
	made, err = e.backups.folder.Make(ctx, e.now(), backup.Salvaged, func(ctx context.Context, to string) (err error) {
		found, err = store.Salvage(ctx, e.DataFile(), to)
		return err
	})
	return made, found, err
}

// RestoreNamed is `npt restore`: the copy at path takes the place of all records in the data folder dir. An app that
// runs there does it itself, and starts again. It returns what to say of it. The error says what to do; nothing has
// changed then.
func RestoreNamed(ctx context.Context, dir, path string) (says string, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	holds, err := RestoreIn(ctx, dir, path)
	if running := (*instance.RunningError)(nil); errors.As(err, &running) {
		return instance.AskGiven(ctx, dir, instance.Restore, []byte(path))
	}
	return whatIsBack(holds, dir), err
}

// RestoreIn has the copy at path take the place of the data file in the data folder dir, which no app has
// open. It returns what the folder holds then. The error says what to do; nothing has changed then.
func RestoreIn(ctx context.Context, dir, path string) (store.Contents, error) {
	folder, err := instance.Lock(dir)
	if err != nil {
		return store.Contents{}, err
	}
	defer func() { _ = folder.Close() }()
	kept := store.Kept{}
	if _, err := os.Stat(instance.Database(dir)); err == nil {
		// What was erased stays so; of a damaged file nobody can say any more.
		if kept, err = store.ReadKept(ctx, instance.Database(dir), keySecond, keyRetention); err != nil {
			slog.Warn("engine: what was erased cannot be read", "cause", err)
		}
	}
	if err := stage(ctx, dir, path, kept); err != nil {
		return store.Contents{}, err
	}
	if err := finishRestore(ctx, dir, time.Now()); err != nil {
		return store.Contents{}, err
	}
	return store.ReadContents(ctx, instance.Database(dir))
}

// BackupOf writes a copy of the data file in the data folder dir to path, or into the folder with the copies
// if path is empty; an app may have it open. It returns the path.
func BackupOf(ctx context.Context, dir, path string) (string, error) {
	file := instance.Database(dir)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	write := func(ctx context.Context, to string) error { return store.CopyClosed(ctx, file, to) }
	if path == "" {
		made, err := backupFolder(dir).Make(ctx, time.Now(), backup.ByHand, write)
		return made.Path, err
	}
	if _, err := os.Stat(path); err == nil {
		return "", fmt.Errorf("%s is there already: choose another name", path)
	}
	part := path + ".part" // one that is there was left by a command that was killed
	err := removeAll(part)
	if err == nil {
		err = os.WriteFile(part, nil, 0o600)
	}
	if err := errors.Join(err, removeAll(part)); err != nil {
		return "", fmt.Errorf("the copy cannot be written: choose another place for it (%w)", err)
	}
	if err := write(ctx, part); err != nil {
		return "", err
	}
	return path, os.Rename(part, path)
}
