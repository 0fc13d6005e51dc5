package payload

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"
)

// blankPNG returns a transparent PNG of many pixels in few bytes.
func blankPNG(width, height uint32) []byte {
	var pixels bytes.Buffer
	out := zlib.NewWriter(&pixels)
	for range height {
		_, _ = out.Write(make([]byte, 1+4*width))
	}
	_ = out.Close()
	data := pngHeader(width, height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	for _, chunk := range []string{"IDAT" + pixels.String(), "IEND"} {
		data = binary.BigEndian.AppendUint32(data, uint32(len(chunk)-4))
		data = binary.BigEndian.AppendUint32(append(data, chunk...), crc32.ChecksumIEEE([]byte(chunk)))
	}
	return data
}

// Whatever is in it, a picture is decoded only if that costs no more than one answer may; and a page
// gets no picture that would cost its own decoder more.
func TestCostlyImages(t *testing.T) {
	photo := asJPEG(t, 64, 64)
	scans := func(n int) []byte {
		return append(bytes.Clone(photo[:len(photo)-2]), strings.Repeat("\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00", n)+"\xff\xd9"...)
	}
	tables := append(bytes.Clone(photo[:2]), strings.Repeat("\xff\xc4\x00\x02", 1001)...)
	png := asPNG(t, 8, 8)
	frames := append(bytes.Clone(png[:33]), strings.Repeat("\x00\x00\x00\x00fcTLcrc!", 101)...)
	deep := pngHeader(4000, 4000)
	deep[24] = 16 // bits
	for _, c := range []struct {
		name         string
		data         []byte
		shown, costs bool // whether the page gets it, and whether decoding it is too costly
	}{
		{"a photo", photo, true, false},
		{"a photo in 90 scans", scans(89), true, false},
		{"in more", scans(100), false, true},
		{"the same, and damaged", scans(150)[:len(photo)+1400], false, true},
		{"a thousand tables", append(tables, photo[2:]...), false, true},
		{"a plot", png, true, false},
		{"an animation of many frames", append(frames, png[33:]...), false, true},
		{"16 million pixels", blankPNG(4000, 4000), true, false},
		{"24 million", blankPNG(6000, 4000), true, true},
		{"16 million of 16 bits", deep, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := Read(Payload{Type: TypeImage, Data: c.data})
			if (answer.Image != nil) != c.shown || c.shown == (answer.Broken == BrokenTooCostly) {
				t.Errorf("the page gets it: %v (%q), want %v", answer.Image != nil, answer.Broken, c.shown)
			}
			if _, err := DecodeImage(c.data); errors.Is(err, ErrCostly) != c.costs {
				t.Errorf("decoding it gives %v, too costly: %v", err, c.costs)
			}
			if preview, err := Summarize(Payload{Type: TypeImage, Data: c.data}); err != nil || (preview.Broken == BrokenTooCostly) == c.shown {
				t.Errorf("its row says %q (%v)", preview.Broken, err)
			}
		})
	}
}
