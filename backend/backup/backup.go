// Package backup keeps copies of the data file in a folder: how they are named, which of them stay and
// which go, and the second folder, on a stick or another computer's disk, that may come and go.
//
// A copy is made beside its place, flushed, and moved there, so that a killed program leaves a whole copy or
// none. The last ten stay, and fewer if they are larger together than the cap; the newest always does. The
// names tell nothing of a lab, only when and why a copy was made and of which data folder.
//
// The package reads no data file and knows no SQLite: the engine hands in who copies. It decides when a copy
// is due; what is in one and whether it is whole, the store says.
package backup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Cause says why a copy was made.
type Cause string

// The causes.
const (
	AtStart    Cause = "start"     // of the app
	Regular    Cause = "regular"   // while a session is open
	Migration  Cause = "migration" // before a newer version changed the tables
	Deletion   Cause = "deletion"  // before a session was deleted for good
	Restoring  Cause = "restoring" // before another copy took the file's place
	ByHand     Cause = "hand"
	Salvaged   Cause = "salvaged" // from a damaged file, as far as it could be read
	afterwards       = ".part"    // ends the name of a copy that is not whole yet
)

// Kept is how many copies stay, and Cap how many bytes they may have together.
const (
	Kept       = 10
	Cap  int64 = 4 << 30
)

// Copy is a copy in a folder.
type Copy struct {
	Path  string
	At    time.Time // in milliseconds
	Cause Cause
	Bytes int64
}

// Folder is where copies of one data file are kept.
type Folder struct {
	Path string
	Of   string // names the data folder: a stick may have the copies of two; "" to list them all
	// IsOwn says that the folder is within the data folder: all copies there are of it, also those that were made before it
	// was moved or its computer renamed.
	IsOwn bool
}

// has reports whether a copy of this Of is the folder's.
func (f Folder) has(of string) bool { return f.IsOwn || f.Of == "" || f.Of == of }

// isName takes a name apart that nameOf made.
var isName = regexp.MustCompile(`^npt-([0-9a-f]{8})-(\d{8}T\d{6}\.\d{3}Z)-([a-z]+)(?:-\d+)?\.db$`)

const stamp = "20060102T150405.000Z"

func (f Folder) nameOf(at time.Time, cause Cause, n int) string {
	name := fmt.Sprintf("npt-%s-%s-%s", f.Of, at.UTC().Format(stamp), cause)
	if n > 0 {
		name += fmt.Sprint("-", n)
	}
	return name + ".db"
}

// Copies returns the copies in the folder, the newest first; none if there is no folder.
func (f Folder) Copies() ([]Copy, error) {
	entries, err := os.ReadDir(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Copy
	for _, entry := range entries {
		said := isName.FindStringSubmatch(entry.Name())
		if said == nil || !f.has(said[1]) {
			continue
		}
		at, err := time.Parse(stamp, said[2])
		info, gone := entry.Info()
		if err != nil || gone != nil || !info.Mode().IsRegular() {
			continue
		}
		all = append(all, Copy{Path: filepath.Join(f.Path, entry.Name()), At: at, Cause: Cause(said[3]), Bytes: info.Size()})
	}
	slices.SortFunc(all, func(a, b Copy) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Path, a.Path))
	})
	return all, nil
}

// Names returns what the copies in the folder say of which data folder they are, each once.
func (f Folder) Names() (all []string) {
	entries, _ := os.ReadDir(f.Path)
	for _, entry := range entries {
		if said := isName.FindStringSubmatch(entry.Name()); said != nil && !slices.Contains(all, said[1]) {
			all = append(all, said[1])
		}
	}
	return all
}

// making lets one copy at a time be made in this process: two would share the disk and a name.
var making sync.Mutex

// Make has write make a copy, puts it into the folder, which is created, and removes those that are too
// many. After an error there is no copy, and all others are there.
func (f Folder) Make(ctx context.Context, at time.Time, cause Cause, write func(ctx context.Context, path string) error) (Copy, error) {
	making.Lock()
	defer making.Unlock()
	if err := os.MkdirAll(f.Path, 0o700); err != nil { //nolint:gosec // the teacher chooses the folder
		return Copy{}, err
	}
	f.sweep()
	path := filepath.Join(f.Path, f.nameOf(at, cause, 0))
	for n := 1; exists(path); n++ {
		path = filepath.Join(f.Path, f.nameOf(at, cause, n))
	}
	part := path + afterwards
	err := write(ctx, part)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return Copy{}, errors.Join(err, removeIfThere(part))
	}
	syncFolder(f.Path)
	made := Copy{Path: path, At: at.UTC().Truncate(time.Millisecond), Cause: cause}
	if info, err := os.Stat(path); err == nil {
		made.Bytes = info.Size()
	}
	return made, f.prune()
}

// Sweep removes what a killed program left half made.
func (f Folder) Sweep() {
	making.Lock()
	defer making.Unlock()
	f.sweep()
}

// sweep does what Sweep does for whoever holds making.
func (f Folder) sweep() {
	entries, err := os.ReadDir(f.Path)
	if err != nil {
		return
	}
	for _, entry := range entries {
		name, _, isPart := strings.Cut(entry.Name(), afterwards) // and what SQLite had beside it
		if said := isName.FindStringSubmatch(name); isPart && said != nil && f.has(said[1]) {
			_ = os.Remove(filepath.Join(f.Path, entry.Name()))
		}
	}
}

// prune removes the oldest copies: those beyond Kept, and more while all are larger together than Cap.
func (f Folder) prune() error {
	all, err := f.Copies()
	var bytes int64
	for i, c := range all {
		bytes += c.Bytes
		if i > 0 && (i >= Kept || bytes > Cap) {
			err = errors.Join(err, removeIfThere(c.Path))
		}
	}
	return err
}

// Replace has write make another file in a copy's place: the old one is there until the new one is whole.
func (f Folder) Replace(ctx context.Context, c Copy, write func(ctx context.Context, path string) error) error {
	making.Lock()
	defer making.Unlock()
	f.sweep()
	part := c.Path + afterwards
	if err := write(ctx, part); err != nil {
		return errors.Join(err, removeIfThere(part))
	}
	err := os.Rename(part, c.Path)
	syncFolder(f.Path)
	return err
}

// Remove removes a copy.
func (f Folder) Remove(c Copy) error { return removeIfThere(c.Path) }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFolder has the names in a folder on the disk, where the system can do that.
func syncFolder(path string) {
	if d, err := os.Open(path); err == nil { //nolint:gosec // as above
		_ = d.Sync()
		_ = d.Close()
	}
}
