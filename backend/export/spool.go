package export

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"math"
	"time"
)

// What archive/zip writes for a file that it compresses itself (APPNOTE.TXT, 4.4.3 and 4.4.4).
const (
	version20   = 20  // of what is needed to read a file
	version45   = 45  // of 4 GB and more
	sizesFollow = 0x8 // behind the file, where those of 4 GB and more have room
)

// spoolLevel is one below that of archive/zip: a table of what stands in the other files once more is not worth twice
// the time.
const spoolLevel = 4

// spool compresses what becomes a file of an archive once other files are in it.
type spool struct {
	file     io.ReadWriteSeeker
	out      *bufio.Writer // what deflate gives, it gives in bits of 240 bytes
	deflate  *flate.Writer
	checksum hash.Hash32
	size     uint64 // of what was written, in bytes
}

func newSpool(file io.ReadWriteSeeker) (*spool, error) {
	out := bufio.NewWriterSize(file, tableBuffer)
	deflate, err := flate.NewWriter(out, spoolLevel)
	return &spool{file: file, out: out, deflate: deflate, checksum: crc32.NewIEEE()}, err
}

// Write takes more of the file.
func (s *spool) Write(data []byte) (int, error) {
	n, err := s.deflate.Write(data)
	_, _ = s.checksum.Write(data[:n]) // never fails
	s.size += uint64(n)               //nolint:gosec // not negative
	return n, err
}

// addTo writes all that was written as a file of the archive.
func (s *spool) addTo(archive *zip.Writer, name string, at time.Time) error {
	if err := errors.Join(s.deflate.Close(), s.out.Flush()); err != nil {
		return err
	}
	length, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	header := &zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: s.checksum.Sum32(),
		CompressedSize64: uint64(length), UncompressedSize64: s.size, //nolint:gosec // not negative
		CreatorVersion: version20, ReaderVersion: version20, Flags: sizesFollow,
	}
	if s.size > math.MaxUint32 {
		header.ReaderVersion = version45
	}
	setModified(header, at.UTC())
	f, err := archive.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, s.file, length)
	return err
}

// setModified writes a time as archive/zip does, which leaves it out of a file that comes
// compressed: in MS-DOS' form, and in seconds since 1970, which say the zone too (APPNOTE.TXT, 4.4.6
// and 4.6.1, tag 0x5455).
func setModified(header *zip.FileHeader, at time.Time) {
	header.ModifiedDate = uint16(at.Day() + int(at.Month())<<5 + (at.Year()-1980)<<9)               //nolint:gosec,staticcheck // fits until 2107; what is to be used instead is not written
	header.ModifiedTime = uint16(at.Second()/2 + at.Minute()<<5 + at.Hour()<<11)                    //nolint:gosec,staticcheck // as above
	header.Extra = binary.LittleEndian.AppendUint32([]byte{0x55, 0x54, 5, 0, 1}, uint32(at.Unix())) //nolint:gosec // fits until 2106
}
