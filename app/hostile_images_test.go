package app

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
)

// progressiveJPEG returns a grey picture whose blocks are read once for each scan, although nearly
// nothing is written of them: each scan says of runs of blocks that they end here.
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annexes B and G
func progressiveJPEG(width, height uint16, scans int) []byte {
	blocks := int(width/8) * int(height/8)
	file := jpegHead(width, height)
	file = append(file, "\xff\xda\x00\x08\x01\x01\x00\x00\x00\x01"...) // the first scan: a bit for each block
	file = append(file, make([]byte, (blocks+7)/8)...)
	const run = 1 << 14 // blocks
	runs := make([]byte, (15*((blocks+run-1)/run)+7)/8)
	for range scans {
		file = append(file, "\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x01"...)
		file = append(file, runs...)
	}
	return append(file, "\xff\xd9"...)
}

// jpegHead returns the beginning of a progressive picture, up to its first scan.
func jpegHead(width, height uint16) []byte {
	file := []byte("\xff\xd8\xff\xdb\x00\x43\x00")
	file = append(file, bytes.Repeat([]byte{1}, 64)...)
	file = append(file, "\xff\xc2\x00\x0b\x08"...)
	file = binary.BigEndian.AppendUint16(file, height)
	file = binary.BigEndian.AppendUint16(file, width)
	file = append(file, "\x01\x01\x11\x00"...)
	for _, table := range []string{"\x00\x01" + string(make([]byte, 15)) + "\x00", "\x10\x01" + string(make([]byte, 15)) + "\xe0"} {
		file = append(file, "\xff\xc4\x00\x14"...)
		file = append(file, table...)
	}
	return file
}

// scansOf returns a picture of that many bytes, nearly all of them scans.
func scansOf(size int) []byte {
	const scan = 12 // bytes, with a run of blocks
	return progressiveJPEG(512, 512, size/scan-1000)
}

// emptyPNG returns a transparent picture of many pixels, compressed to some kB.
func emptyPNG(width, height int) []byte {
	var pixels bytes.Buffer
	out := zlib.NewWriter(&pixels)
	line := make([]byte, 1+4*width)
	for range height {
		_, _ = out.Write(line)
	}
	_ = out.Close()
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 8, 6, 0, 0, 0)
	file := []byte("\x89PNG\r\n\x1a\n")
	for _, chunk := range []struct {
		name string
		body []byte
	}{{"IHDR", header}, {"IDAT", pixels.Bytes()}, {"IEND", nil}} {
		file = binary.BigEndian.AppendUint32(file, uint32(len(chunk.body)))
		named := append([]byte(chunk.name), chunk.body...)
		file = append(file, named...)
		file = binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(named))
	}
	return file
}
