package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/text/unicode/norm"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/app/transfer"
	"npt/backend/classroom"
	"npt/backend/events"
	"npt/backend/handout"
	"npt/backend/roster"
	"npt/backend/sheet"
	"npt/backend/store"
)

// readBeside opens the records in the data folder dir beside an app that may be running, and changes
// nothing there. The caller calls the function that it returns once it has read. The error says what to
// do.
func readBeside(ctx context.Context, dir string) (*store.Store, func() error, error) {
	path := instance.Database(dir)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	removeCopy := func() {}
	st, err := store.OpenToRead(ctx, path, func() (dir string, err error) {
		var remove func()
		if dir, remove, err = safefile.NewTempDir(); err != nil {
			return "", fmt.Errorf("%s cannot be written: %w; name another folder in TMPDIR", os.TempDir(), err)
		}
		removeCopy = remove
		return dir, nil
	})
	if err != nil {
		removeCopy()
		return nil, nil, err
	}
	return st, func() error { defer removeCopy(); return st.Close() }, nil
}

// ClassListFile is `npt roster`: a file that is merged into the class list of an owner.
type ClassListFile struct {
	Owner         string `json:"owner"`
	Data          []byte `json:"data"`
	RemoveMissing bool   `json:"removeMissing"` // whoever is not in the file leaves the list
}

// people returns the students of the file.
func (f ClassListFile) people() ([]roster.Person, error) {
	table, err := sheet.Read(f.Data)
	if err != nil {
		return nil, err
	}
	people := roster.People(table.Rows, roster.Recognise(table.Rows), func(s string) string { return classroom.CleanName(norm.NFC.String, s) })
	if len(people) == 0 {
		return nil, errors.New("no column has names: give the columns heads such as Name, Identifier, Email and Section")
	}
	return people, nil
}

// ImportClassList merges the file that path names into the class list of the owner in the data folder dir: by the app that
// runs there, else by itself. If isPreview, it changes nothing and needs no folder that can be written. It says on out what
// changed.
func ImportClassList(ctx context.Context, dir, path string, f ClassListFile, isPreview bool, out io.Writer) (err error) {
	if f.Data, err = readFileAtMost(path, sheet.MaxTable+1); err != nil {
		return err
	}
	if _, err := f.people(); err != nil {
		return err
	}
	var says string
	if isPreview {
		says, err = previewClassList(ctx, dir, f)
	} else {
		says, err = applyClassList(ctx, dir, f)
	}
	if err == nil {
		_, err = fmt.Fprintln(out, says)
	}
	return err
}

func readFileAtMost(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return io.ReadAll(io.LimitReader(f, limit))
}

func previewClassList(ctx context.Context, dir string, f ClassListFile) (says string, err error) {
	st, closeStore, err := readBeside(ctx, dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	list, err := st.ClassList(ctx, f.Owner)
	if err != nil {
		return "", err
	}
	people, err := f.people()
	if err != nil {
		return "", err
	}
	merged, changes := roster.Merge(list.People, people, f.RemoveMissing)
	return whatChanged(changes, len(merged), f.RemoveMissing), nil
}

func applyClassList(ctx context.Context, dir string, f ClassListFile) (string, error) {
	if _, err := os.Stat(instance.Database(dir)); err != nil {
		return "", fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	return hereOrThere(ctx, dir, instance.ClassList, f, func(st *store.Store) (string, error) {
		return importClassList(ctx, roster.NewLists(st, events.New()), st, f)
	})
}

// hereOrThere has the app that runs with the data folder dir do an act with what is given, or does it
// here with the folder's records if no app runs.
func hereOrThere(ctx context.Context, dir string, act instance.Action, given any, here func(*store.Store) (string, error)) (says string, err error) {
	folder, err := instance.Lock(dir)
	if running := (*instance.RunningError)(nil); errors.As(err, &running) {
		text, err := json.Marshal(given)
		if err != nil {
			return "", err
		}
		return instance.AskGiven(ctx, dir, act, text)
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	st, err := store.Open(ctx, instance.Database(dir))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return here(st)
}

// answerClassList imports what a later start of the program gives.
func (e *Engine) answerClassList(ctx context.Context, given []byte) (string, error) {
	var f ClassListFile
	if err := json.Unmarshal(given, &f); err != nil {
		return "", err
	}
	return importClassList(ctx, e.ClassLists, e.Store, f)
}

func importClassList(ctx context.Context, lists *roster.Lists, st *store.Store, f ClassListFile) (string, error) {
	people, err := f.people()
	if err != nil {
		return "", err
	}
	_, changes, err := lists.Import(ctx, f.Owner, people, f.RemoveMissing)
	if err != nil {
		if classroom.AsError(err).Code == classroom.CodeNotFound {
			err = fmt.Errorf("there is no owner %q here", f.Owner)
		}
		return "", err
	}
	list, err := st.ClassList(ctx, f.Owner)
	return whatChanged(changes, len(list.People), f.RemoveMissing), err
}

func whatChanged(c roster.Changes, now int, isRemoving bool) string {
	missing := "not in the file and kept"
	if isRemoving {
		missing = "removed"
	}
	return fmt.Sprintf("%d students on the list: %d new, %d changed, %d as before, %d %s", now, len(c.Added), len(c.Changed), c.Same, len(c.Missing), missing)
}

// NamedImport is `npt import`: a file, and where it goes.
type NamedImport struct {
	Path  string `json:"path"`
	Owner string `json:"owner"` // empty for the teacher who is set up, else that of the file
	Name  string `json:"name"`  // of the new session; empty for that of the file
	Into  string `json:"into"`  // the session that the records go into; empty for a new one or, of a student's answers, for that which they name
}

// ImportNamed brings a file into the data folder dir: by the app that runs there, else by itself. If isPreview, it
// changes nothing and needs no folder that can be written. It says on out what is in the file and what became of it.
// The error says what to do.
func ImportNamed(ctx context.Context, dir string, n NamedImport, isPreview bool, out io.Writer) (err error) {
	if n.Path, err = filepath.Abs(n.Path); err != nil {
		return err
	}
	in, err := transfer.Open(ctx, n.Path, receiptsOf(dir))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if _, err := fmt.Fprintln(out, whatIsIn(in)); err != nil || isPreview {
		return err
	}
	says, err := importIn(ctx, dir, n, in)
	if err == nil {
		_, err = fmt.Fprintln(out, says)
	}
	return err
}

// receiptsOf returns the key of the receipts of a data folder; none if it has none, which then proves nothing.
func receiptsOf(dir string) classroom.ReceiptKey {
	key, err := storedKey(instance.Key(dir))
	if err != nil {
		return nil
	}
	return receiptKey(key)
}

// whatIsIn says what a file holds, without a student's name.
func whatIsIn(in *transfer.Incoming) string {
	s := in.Found.Session
	of := s.Name
	if s.Owner != "" {
		of += " of " + s.Owner
	}
	if !in.Answers {
		return fmt.Sprintf("%s: %d students, %d questions, %d records", of, len(in.Found.Students()), in.Found.Questions, in.Found.Records)
	}
	receipts := fmt.Sprintf("%d have a receipt of this app", in.Receipts)
	if in.Foreign > 0 {
		receipts += fmt.Sprintf(", %d have one that this app did not give for them", in.Foreign)
	}
	return fmt.Sprintf("a student's answers to %s: %d questions, %d records; %s", of, in.Found.Questions, in.Found.Records, receipts)
}

// importIn has the app that runs with the data folder dir import a file, or does it itself.
func importIn(ctx context.Context, dir string, n NamedImport, in *transfer.Incoming) (string, error) {
	return hereOrThere(ctx, dir, instance.Import, n, func(st *store.Store) (string, error) {
		to, err := n.target(ctx, st, in)
		if err != nil {
			return "", err
		}
		files := handout.New(st, instance.Files(dir), events.New(), time.Now, norm.NFC.String, safefile.IsOutOfRoom)
		done, err := bringIn(ctx, st, files, in, to, func(int) {})
		return whatCameIn(done), err
	})
}

// answerImport imports the file that a later start of the program names, in this app.
func (e *Engine) answerImport(ctx context.Context, given []byte) (says string, err error) {
	var n NamedImport
	if err := json.Unmarshal(given, &n); err != nil {
		return "", err
	}
	in, err := transfer.Open(ctx, n.Path, e.Recorder.Receipts)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	to, err := n.target(ctx, e.Store, in)
	if err != nil {
		return "", err
	}
	done, err := Import(ctx, e, in, to, func(int) {})
	return whatCameIn(done), err
}

// target finds the session and the owner that an import names.
func (n NamedImport) target(ctx context.Context, st *store.Store, in *transfer.Incoming) (to transfer.Target, err error) {
	to = transfer.Target{Owner: n.Owner, Name: n.Name}
	into, owner := n.Into, n.Owner
	if in.Answers && into == "" {
		into, owner = in.Found.Session.Name, cmp.Or(owner, in.Found.Session.Owner)
	}
	if to.Owner == "" {
		if to.Owner, err = (Settings{st}).Owner(ctx); err != nil {
			return to, err
		}
	}
	if into == "" {
		return to, nil
	}
	s, err := findSession(ctx, st, owner, into)
	if err != nil && in.Answers {
		err = fmt.Errorf("%w; name the session that they go into with --into", err)
	}
	to.Into = s.ID
	return to, err
}

func whatCameIn(done transfer.Result) string {
	return fmt.Sprintf("%d records: %d came in, %d were added to, %d were there already.", done.Records, done.Added, done.Joined, done.Present)
}

// answerRestore has the copy that a later start of the program names take the place of all records, and ends the app,
// which starts again with it.
func (e *Engine) answerRestore(ctx context.Context, given []byte) (string, error) {
	path := string(given)
	if err := e.Restore(ctx, path); err != nil {
		return "", err
	}
	holds, err := store.ReadContents(ctx, instance.Staged(e.DataFolder()))
	if err != nil {
		return "", err
	}
	go func() {
		if err := e.control.Do(instance.Quit); err != nil {
			slog.Error("engine: the app does not end to start again", "err", err)
		}
	}()
	return whatIsBack(holds, e.DataFolder()) + " The app starts again with it.", nil
}

func whatIsBack(holds store.Contents, dir string) string {
	return fmt.Sprintf("Restored: %d sessions with %d answers. The file that was there is in %s.", len(holds.Sessions), holds.Records, instance.Backups(dir))
}

// answerStarts sets what this app does for later starts of the program. Whatever they ask for ends before the data file closes.
func (e *Engine) answerStarts() {
	if e.control == nil {
		return
	}
	for action, do := range map[instance.Action]instance.Do{
		instance.ClassList: e.answerClassList, instance.Import: e.answerImport, instance.Restore: e.answerRestore,
	} {
		e.control.HandleGiven(action, func(ctx context.Context, given []byte) (string, error) {
			e.asked.RLock()
			defer e.asked.RUnlock()
			if e.ctx.Err() != nil {
				return "", errors.New("the app is closing: try again")
			}
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			defer context.AfterFunc(e.ctx, cancel)()
			return do(ctx, given)
		})
	}
}
