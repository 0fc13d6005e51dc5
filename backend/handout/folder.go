package handout

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// folder keeps contents: DIR/SESSION/SHA256. What is still being written begins with a dot.
type folder struct {
	dir    string
	turn   chan struct{}                      // holds a token while a piece is worked on
	create func(dir string) (partFile, error) // nil is a new file there; tests put one that fails in its place
}

// partFile is a file that is being written.
type partFile interface {
	io.Writer
	Name() string
	Sync() error
	Close() error
}

const partPrefix = ".part-"

// readOnly is the mode of what is kept: it never changes.
const readOnly = 0o400

// content is what take has written: a file that has no name yet by which it is found.
type content struct {
	part   string
	size   int64
	sha256 string
	crc32  uint32
}

var errTooLarge = errors.New("handout: over the limit")

// take writes what r gives into a new file of a session and flushes it. errTooLarge says that it is more
// than limit. After an error nothing of it is left.
func (f folder) take(session int64, r io.Reader, limit int64) (c content, err error) {
	dir := f.of(session)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return content{}, err
	}
	create := f.create
	if create == nil {
		create = func(dir string) (partFile, error) { return os.CreateTemp(dir, partPrefix+"*") }
	}
	part, err := create(dir)
	if err != nil {
		return content{}, err
	}
	defer func() {
		if err != nil {
			_ = part.Close()
			_ = os.Remove(part.Name())
		}
	}()
	sum, crc := sha256.New(), crc32.NewIEEE()
	size, err := f.copy(io.MultiWriter(part, sum, crc), io.LimitReader(r, limit+1))
	if err == nil && size > limit {
		err = errTooLarge
	}
	if err == nil {
		f.inTurn(func() { err = errors.Join(part.Sync(), part.Close(), os.Chmod(part.Name(), readOnly)) })
	}
	return content{part.Name(), size, hex.EncodeToString(sum.Sum(nil)), crc.Sum32()}, err
}

// pieceSize is how much of a file is worked on at a time.
const pieceSize = 64 << 10

// copy copies a file piece by piece. Many come in at once, and a record must not wait for all of their
// pieces: only one is hashed or flushed at a time, while the others are waited for.
func (f folder) copy(w io.Writer, r io.Reader) (size int64, err error) {
	piece := make([]byte, pieceSize)
	for {
		n, err := r.Read(piece)
		if n > 0 {
			var written error
			f.inTurn(func() { _, written = w.Write(piece[:n]) })
			if size += int64(n); written != nil {
				return size, written
			}
		}
		if errors.Is(err, io.EOF) {
			return size, nil
		} else if err != nil {
			return size, err
		}
	}
}

func (f folder) inTurn(work func()) {
	f.turn <- struct{}{}
	defer func() { <-f.turn }()
	work()
}

// keep gives what was taken the name by which it is found. Where the same is there already, that stays:
// somebody may be reading it.
func (f folder) keep(session int64, c content) error {
	path := f.path(session, c.sha256)
	if info, err := os.Stat(path); err == nil && info.Size() == c.size {
		return os.Remove(c.part)
	}
	return os.Rename(c.part, path)
}

// drop removes what was taken and is not to be kept.
func (f folder) drop(c content) { _ = os.Remove(c.part) }

func (f folder) of(session int64) string {
	return filepath.Join(f.dir, strconv.FormatInt(session, 10))
}

func (f folder) path(session int64, sha256 string) string {
	return filepath.Join(f.of(session), sha256)
}

// tidy removes the files of a session that are in none of its rows, but for those that are being written.
func (f folder) tidy(session int64, keep map[string]bool) {
	entries, err := os.ReadDir(f.of(session))
	if err != nil {
		return
	}
	for _, entry := range entries {
		if name := entry.Name(); !keep[name] && !strings.HasPrefix(name, partPrefix) && !entry.IsDir() {
			_ = os.Remove(filepath.Join(f.of(session), name))
		}
	}
}

// partLasts is how long a file may be coming in: what is older was cut off with the program.
const partLasts = time.Hour

// Sweep removes the folders of sessions that are gone for good, and what an earlier run of the program did
// not take to its end.
func (f *Files) Sweep(ctx context.Context) error {
	entries, err := os.ReadDir(f.folder.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	there, highest, err := f.store.SessionIDs(ctx)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		path := filepath.Join(f.folder.dir, entry.Name())
		if id, err := strconv.ParseInt(entry.Name(), 10, 64); err != nil || !entry.IsDir() {
			continue // not ours
		} else if id > highest {
			continue // of a session that is not in this data file, as where an earlier copy was put in its place
		} else if !there[id] {
			_ = os.RemoveAll(path)
			continue
		}
		parts, _ := filepath.Glob(filepath.Join(path, partPrefix+"*"))
		for _, part := range parts {
			if info, err := os.Stat(part); err == nil && time.Since(info.ModTime()) > partLasts {
				_ = os.Remove(part)
			}
		}
	}
	return nil
}

// Size returns how many bytes the files of all sessions take on the disk.
func (f *Files) Size() (bytes int64) {
	_ = filepath.WalkDir(f.folder.dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes
}
