package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/app/instance"
	"npt/app/safefile"
	"npt/backend/classroom"
	"npt/backend/events"
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

func applyClassList(ctx context.Context, dir string, f ClassListFile) (says string, err error) {
	if _, err := os.Stat(instance.Database(dir)); err != nil {
		return "", fmt.Errorf("there are no records in %s: name the folder with --data DIR", dir)
	}
	folder, err := instance.Lock(dir)
	if running := (*instance.RunningError)(nil); errors.As(err, &running) {
		given, err := json.Marshal(f)
		if err != nil {
			return "", err
		}
		return instance.AskGiven(ctx, dir, instance.ClassList, given)
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
	return importClassList(ctx, roster.NewLists(st, events.New()), st, f)
}

// answerClassList imports what a later start of the program gives.
func (e *Engine) answerClassList(given []byte) (string, error) {
	var f ClassListFile
	if err := json.Unmarshal(given, &f); err != nil {
		return "", err
	}
	return importClassList(e.ctx, e.ClassLists, e.Store, f)
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

// IsGradebook reports whether a format is made of the class list and of points or verdicts.
func IsGradebook(format string) bool {
	return slices.Contains([]string{"grid", "answers", "gradebook", "moodle", "canvas"}, format)
}

// Missed is whom a gradebook of a session misses.
type Missed struct {
	NotListed []string // sent something, and are not on the class list
	Without   []string // are on it, and sent nothing
}

// MissedOf returns whom a gradebook misses; nobody if there is no class list.
func MissedOf(a roster.Attendance) (m Missed) {
	if len(a.List.People) == 0 {
		return m
	}
	for _, p := range a.Present {
		if p.Records() == 0 {
			m.Without = append(m.Without, p.Person.Name)
		}
	}
	for _, o := range a.Others {
		if o.Student.Records > 0 {
			m.NotListed = append(m.NotListed, o.Student.Display())
		}
	}
	return m
}

// sayMissed says whom a gradebook misses, before it is written.
func sayMissed(ctx context.Context, st roster.Store, sessionID int64, out io.Writer) error {
	a, err := roster.Attend(ctx, st, sessionID)
	if err != nil {
		return err
	}
	m := MissedOf(a)
	for _, of := range []struct {
		says  string
		names []string
	}{{"not on the class list", m.NotListed}, {"without an answer", m.Without}} {
		if len(of.names) > 0 {
			if _, err := fmt.Fprintf(out, "npt: %d %s: %s\n", len(of.names), of.says, strings.Join(of.names, ", ")); err != nil {
				return err
			}
		}
	}
	return nil
}
