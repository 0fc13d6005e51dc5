package export

import (
	"archive/zip"
	"compress/flate"
	"hash"
	"hash/crc32"
	"io"
	"time"
)

// spool compresses what becomes a file of an archive once other files are in it.
type spool struct {
	file     io.ReadWriteSeeker
	deflate  *flate.Writer
	checksum hash.Hash32
	size     uint64 // of what was written, in bytes
}

func newSpool(file io.ReadWriteSeeker) (*spool, error) {
	deflate, err := flate.NewWriter(file, flate.DefaultCompression)
	return &spool{file: file, deflate: deflate, checksum: crc32.NewIEEE()}, err
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
	if err := s.deflate.Close(); err != nil {
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
		Name: name, Method: zip.Deflate, Modified: at.UTC(), CRC32: s.checksum.Sum32(),
		CompressedSize64: uint64(length), UncompressedSize64: s.size, //nolint:gosec // not negative
	}
	f, err := archive.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, s.file, length)
	return err
}
