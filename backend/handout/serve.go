package handout

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"time"

	"npt/backend/classroom"
)

// Content is what is served: it can be read from any byte on. The caller closes it.
type Content struct {
	io.ReadSeeker
	Name     string
	Tag      string // differs where the bytes do
	SHA256   string // in hex; empty for an archive
	Modified time.Time

	files []*os.File
}

// Close closes the files that are read.
func (c *Content) Close() {
	for _, f := range c.files {
		_ = f.Close()
	}
}

// madeKey names a notebook with a first cell.
type madeKey struct{ sha256, first string }

// made is a notebook with a first cell.
type made struct {
	data   []byte
	sha256 string
	crc32  uint32
}

// part is a file as it is served.
type part struct {
	io.ReaderAt
	size   int64
	sha256 string
	crc32  uint32
	file   *os.File // nil if it is in memory
}

// part returns a file as a student gets it: a notebook with this first cell, all else as it is.
func (f *Files) part(file File, first string) (part, error) {
	path := f.folder.path(file.SessionID, file.SHA256)
	if file.IsNotebook {
		m, err := f.prepare(path, madeKey{file.SHA256, first})
		if err != nil {
			return part{}, err
		}
		return part{bytes.NewReader(m.data), int64(len(m.data)), m.sha256, m.crc32, nil}, nil
	}
	opened, err := os.Open(path) //nolint:gosec // named by what it holds
	if err != nil {
		return part{}, gone(file.Name, err)
	}
	return part{opened, file.Size, file.SHA256, file.CRC32, opened}, nil
}

func gone(name string, cause error) error {
	err := classroom.Errorf(classroom.CodeUnavailable, "%s cannot be read on the teacher's computer: it must be attached again.", name)
	err.Cause = cause
	return err
}

// prepare returns a notebook with a first cell; one at a time is made.
func (f *Files) prepare(path string, key madeKey) (*made, error) {
	if m, known := f.made.Get(key); known {
		return m, nil
	}
	f.making.Lock()
	defer f.making.Unlock()
	if m, known := f.made.Get(key); known {
		return m, nil
	}
	data, err := os.ReadFile(path) //nolint:gosec // as above
	if err != nil {
		return nil, gone("The notebook", err)
	}
	if data, err = connected(data, key.first); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	m := &made{data, hex.EncodeToString(sum[:]), crc32.ChecksumIEEE(data)}
	f.made.Put(key, m, len(data))
	return m, nil
}

// Served returns the files of a session as a student gets them, with the sizes and hashes of what is
// served, so that a notebook knows before it fetches.
func (f *Files) Served(files []File, first string) ([]File, error) {
	list := make([]File, len(files))
	for i, file := range files {
		if file.IsNotebook {
			p, err := f.part(file, first)
			if err != nil {
				return nil, err
			}
			file.Size, file.SHA256 = p.size, p.sha256
		}
		list[i] = file
	}
	return list, nil
}

// One returns one file.
func (f *Files) One(_ context.Context, file File, first string) (*Content, error) {
	p, err := f.part(file, first)
	if err != nil {
		return nil, err
	}
	c := &Content{ReadSeeker: io.NewSectionReader(p, 0, p.size), Name: file.Name, Tag: p.sha256, SHA256: p.sha256, Modified: file.AddedAt}
	if p.file != nil {
		c.ReadSeeker, c.files = p.file, []*os.File{p.file}
	}
	return c, nil
}

// All returns the files of a session as one archive, in a folder of the session's name.
func (f *Files) All(_ context.Context, session string, files []File, first string) (_ *Content, err error) {
	c := &Content{Name: FileName(f.nfc, session) + ".zip"}
	defer func() {
		if err != nil {
			c.Close()
		}
	}()
	var a archive
	tag := sha256.New()
	_, _ = fmt.Fprintf(tag, "%q\n", session)
	for _, file := range files {
		p, err := f.part(file, first)
		if err != nil {
			return nil, err
		}
		if p.file != nil {
			c.files = append(c.files, p.file)
		}
		if file.AddedAt.After(c.Modified) {
			c.Modified = file.AddedAt
		}
		a.add(FileName(f.nfc, session)+"/"+file.Name, file.AddedAt, p)
		_, _ = fmt.Fprintf(tag, "%q %s %d\n", file.Name, p.sha256, file.AddedAt.Unix())
	}
	a.finish()
	c.ReadSeeker, c.Tag = io.NewSectionReader(&a, 0, a.size), hex.EncodeToString(tag.Sum(nil))
	return c, nil
}
