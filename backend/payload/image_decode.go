package payload

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"npt/backend/budget"
)

// ErrCostly says that decoding an image takes more memory or time than package budget allows.
var ErrCostly = errors.New("payload: the image is too costly to be decoded")

var errDamaged = errors.New("payload: the image is damaged")

// DecodeImage returns the pixels of a PNG or JPEG file. The error is ErrCostly if that would cost too
// much, else it says that the file is damaged. Call it in turn.
func DecodeImage(data []byte) (image.Image, error) {
	facts, err := InspectImage(data)
	if err != nil {
		return nil, err
	}
	switch {
	case facts.Broken == BrokenTooCostly, facts.Width*facts.Height*facts.decoded > budget.DecodedBytes:
		return nil, ErrCostly
	case facts.Broken != "":
		return nil, errDamaged
	}
	decode := png.Decode
	if facts.MediaType == "image/jpeg" {
		decode = jpeg.Decode
	}
	picture, err := decode(&timedReader{bytes.NewReader(data), time.Now().Add(budget.DecodeTime)})
	if err == nil && picture.Bounds().Empty() {
		err = errDamaged
	}
	return picture, err
}

// timedReader fails when its time is up, and with it the decoder that reads from it.
type timedReader struct {
	data *bytes.Reader
	end  time.Time
}

// Read reads on; the error is ErrCostly when the time is up.
func (r *timedReader) Read(into []byte) (int, error) {
	if time.Now().After(r.end) {
		return 0, ErrCostly
	}
	return r.data.Read(into[:min(len(into), readChunk)])
}

// readChunk is how many bytes a decoder gets before the clock is read again.
const readChunk = 64 << 10

var _ io.Reader = (*timedReader)(nil)

// The markers and chunks that make a decoder go over the pixels, or build a table, once more. In the
// data between markers each 0xff is escaped, so they are counted without following the structure, which
// a damaged file would hide and a tolerant decoder would not need.
var (
	jpegScanMarker  = []byte("\xff\xda")
	jpegTableMarker = []byte("\xff\xc4")
	pngFrameChunk   = []byte("fcTL") // of an animation
)

// isCostly reports whether an image would take longer to show than an answer may.
func (f ImageFacts) isCostly(data []byte) bool {
	scans, tables := 1+bytes.Count(data, pngFrameChunk), 0
	if f.MediaType == "image/jpeg" {
		scans, tables = bytes.Count(data, jpegScanMarker), bytes.Count(data, jpegTableMarker)
	}
	return scans > budget.Scans || tables > budget.Tables || f.Width*f.Height*scans > budget.ScannedPixels
}

// pngBytes returns how many bytes image/png takes for a pixel, from the body of the header: 4, or 8
// with 16 bits a sample. An interlaced image is read into a second one.
func pngBytes(header []byte) int {
	const depth, interlace = 8, 12
	size := 4
	if header[depth] == 16 {
		size = 8
	}
	if header[interlace] != 0 {
		size *= 2
	}
	return size
}

// jpegBytes returns how many bytes image/jpeg takes for a pixel, from the header of a frame: one for a
// component, and four more for its coefficients if the frame is progressive. Components that are
// stored with fewer pixels take less; colours that are no YCbCr are converted once more.
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2
func jpegBytes(frame jpegSegment) int {
	const progressive, fixed, each = 0xc2, 6, 3
	total, largest := 0, 1
	components := 0
	for body := frame.body[min(fixed, len(frame.body)):]; len(body) >= each; body = body[each:] {
		blocks := int(body[1]>>4) * int(body[1]&0x0f)
		total, largest = total+blocks, max(largest, blocks)
		components++
	}
	size := 1
	if frame.marker == progressive {
		size += 4
	}
	bytes := (total*size + largest - 1) / largest
	if components > 3 || components == 3 && largest == 1 {
		bytes += 4
	}
	return max(bytes, 1)
}
