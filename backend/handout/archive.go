package handout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sort"
	"time"
)

// archive is a ZIP whose files stand in it as they are, without compression: so every byte of it is known
// beforehand, each request gets the same bytes, and it is read from any of them on without being made. It
// is below 4 GB, as what a session hands out is bounded.
type archive struct {
	size    int64
	pieces  []piece
	entries []entry
}

// piece is a run of bytes of the archive.
type piece struct {
	from int64
	io.ReaderAt
}

type entry struct {
	name       string
	modified   time.Time
	crc32      uint32
	size, from uint32
}

// Numbers of the format: APPNOTE.TXT of PKWARE.
const (
	localHeader   = 0x04034b50
	centralHeader = 0x02014b50
	centralEnd    = 0x06054b50
	zipVersion    = 20
	madeByUnix    = 3<<8 | zipVersion
	utf8Names     = 1 << 11
	plainFile     = 0o100644 << 16
)

// add appends a file.
func (a *archive) add(name string, modified time.Time, p part) {
	e := entry{name: name, modified: modified, crc32: p.crc32, size: uint32(p.size), from: uint32(a.size)} //nolint:gosec // bounded by MaxHandedOut
	var head bytes.Buffer
	put(&head, uint32(localHeader))
	e.common(&head)
	put(&head, uint16(0))
	head.WriteString(name)
	a.append(bytes.NewReader(head.Bytes()), int64(head.Len()))
	a.append(p, p.size)
	a.entries = append(a.entries, e)
}

// common writes the fields that both headers of a file have, up to the length of its name.
func (e entry) common(w *bytes.Buffer) {
	date, clock := dosTime(e.modified)
	put(w, uint16(zipVersion), uint16(utf8Names), uint16(0), clock, date, e.crc32, e.size, e.size, uint16(len(e.name))) //nolint:gosec // bounded by FileName
}

// finish appends the list of all files.
func (a *archive) finish() {
	var list bytes.Buffer
	for _, e := range a.entries {
		put(&list, uint32(centralHeader), uint16(madeByUnix))
		e.common(&list)
		put(&list, uint16(0), uint16(0), uint16(0), uint16(0), uint32(plainFile), e.from)
		list.WriteString(e.name)
	}
	n, size, from := uint16(len(a.entries)), uint32(list.Len()), uint32(a.size) //nolint:gosec // bounded by MaxFiles
	put(&list, uint32(centralEnd), uint16(0), uint16(0), n, n, size, from, uint16(0))
	a.append(bytes.NewReader(list.Bytes()), int64(list.Len()))
}

func (a *archive) append(r io.ReaderAt, size int64) {
	a.pieces = append(a.pieces, piece{a.size, r})
	a.size += size
}

// ReadAt reads from one piece after the other.
func (a *archive) ReadAt(p []byte, off int64) (n int, err error) {
	for i := sort.Search(len(a.pieces), func(i int) bool { return a.pieces[i].from > off }) - 1; i >= 0 && i < len(a.pieces) && n < len(p); i++ {
		end := a.size
		if i+1 < len(a.pieces) {
			end = a.pieces[i+1].from
		}
		at := off + int64(n)
		want := p[n:min(int64(len(p)), int64(n)+end-at)]
		got, err := a.pieces[i].ReadAt(want, at-a.pieces[i].from)
		n += got
		if got < len(want) {
			if err == nil || errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF // the file is shorter than it was
			}
			return n, err
		}
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// put writes numbers as the format has them.
func put(w *bytes.Buffer, numbers ...any) {
	for _, n := range numbers {
		_ = binary.Write(w, binary.LittleEndian, n) // to memory
	}
}

// dosTime returns a moment as the format has it, in UTC: the same on every computer.
func dosTime(t time.Time) (date, clock uint16) {
	t = t.UTC()
	year := max(0, t.Year()-1980)
	return uint16(year<<9 | int(t.Month())<<5 | t.Day()), uint16(t.Hour()<<11 | t.Minute()<<5 | t.Second()/2) //nolint:gosec // as the format has it
}
