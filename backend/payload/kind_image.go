package payload

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// TypeImage is the bytes of a PNG or JPEG file.
const TypeImage Type = "image"

func init() {
	register(Kind{
		Type: TypeImage, Encoding: Binary, Compared: AsPicture,
		summarize: summarizeImage, read: showImage, extension: imageExtension, thumbnail: imageThumbnail,
	})
}

func summarizeImage(p Payload, v *Preview) error {
	facts, err := InspectImage(p.Data)
	if err != nil {
		return err
	}
	v.Broken = facts.Broken
	if facts.Width > 0 {
		v.Shape = []int{facts.Height, facts.Width}
	}
	return nil
}

func showImage(p Payload, a *Answer) {
	if a.Image, a.Broken = readImage(p.Data); a.Image != nil {
		a.Image.Series = readPlotted(p.Plotted)
	}
}

func imageExtension(p Payload) string {
	if bytes.HasPrefix(p.Data, []byte("\xff\xd8")) {
		return ".jpg"
	}
	return ".png"
}

// MaxImageSide and MaxImagePixels bound an image by its header, before anything decodes
// it: 64 million pixels take 256 MB in a browser.
const (
	MaxImageSide   = 16_384
	MaxImagePixels = 64_000_000
)

// The first bytes of the files that are taken as images.
const (
	pngSignature  = "\x89PNG\r\n\x1a\n"
	jpegSignature = "\xff\xd8\xff"
)

// ImageFacts is what the structure of an image file tells without decoding it.
type ImageFacts struct {
	MediaType string
	Width     int // pixels; 0 if the file does not say
	Height    int // pixels; 0 if width is
	Broken    Broken
	decoded   int // bytes that a decoder takes for a pixel
}

// InspectImage walks over the structure of a PNG or JPEG file and returns its facts. The error is a
// *Refusal: NotAnImage if it is neither, TooLarge if its header declares more than MaxImageSide or
// MaxImagePixels. A damaged, incomplete or costly file is no error.
func InspectImage(data []byte) (ImageFacts, error) {
	var facts ImageFacts
	switch {
	case bytes.HasPrefix(data, []byte(pngSignature)):
		facts = inspectPNG(data)
	case bytes.HasPrefix(data, []byte(jpegSignature)):
		facts = inspectJPEG(data)
	default:
		return ImageFacts{}, refuse(NotAnImage, "The file is neither a PNG nor a JPEG image")
	}
	if facts.Width == 0 || facts.Height == 0 {
		facts.Width, facts.Height = 0, 0
		if facts.Broken == "" {
			facts.Broken = BrokenImageDamaged
		}
	}
	if facts.Width > MaxImageSide || facts.Height > MaxImageSide {
		return ImageFacts{}, refuse(TooLarge, "The image has %d x %d pixels; a side may have %d at most",
			facts.Width, facts.Height, MaxImageSide)
	}
	if facts.Width*facts.Height > MaxImagePixels {
		return ImageFacts{}, refuse(TooLarge, "The image has %d x %d pixels; %d million are the most",
			facts.Width, facts.Height, MaxImagePixels/1_000_000)
	}
	if facts.isCostly(data) {
		facts.Broken = BrokenTooCostly
	}
	return facts, nil
}

// readImage returns the image of a payload; nil if a browser could show nothing of it.
func readImage(data []byte) (image *Image, wrong Broken) {
	facts, err := InspectImage(data)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal) && refusal.Reason == NotAnImage:
		return nil, BrokenNotAnImage
	case err != nil:
		return nil, BrokenImageTooLarge
	case facts.Width == 0, facts.Broken == BrokenTooCostly:
		return nil, facts.Broken
	}
	return &Image{MediaType: facts.MediaType, Width: facts.Width, Height: facts.Height, Data: data}, facts.Broken
}

// inspectPNG walks over the chunks of a PNG file up to its end chunk.
func inspectPNG(data []byte) ImageFacts {
	facts := ImageFacts{MediaType: "image/png", Broken: BrokenImageDamaged}
	pixels := false
	for pos := len(pngSignature); ; {
		chunk, wrong := nextChunk(data, pos)
		if wrong != "" {
			facts.Broken = wrong
			return facts
		}
		isHeader := chunk.name == "IHDR" && len(chunk.body) == pngHeaderSize
		switch {
		case pos == len(pngSignature) && !isHeader:
			return facts
		case isHeader: // if there are several, the largest counts
			facts.Width = max(facts.Width, int(binary.BigEndian.Uint32(chunk.body)))
			facts.Height = max(facts.Height, int(binary.BigEndian.Uint32(chunk.body[4:])))
			facts.decoded = max(facts.decoded, pngBytes(chunk.body))
		case chunk.name == "IDAT":
			pixels = true
		case chunk.name == "IEND":
			if pixels {
				facts.Broken = ""
			}
			return facts
		}
		pos = chunk.end
	}
}

// pngHeaderSize is the size of a PNG's first chunk, which begins with width and height.
const pngHeaderSize = 13

// pngChunk is a named piece of a PNG file.
type pngChunk struct {
	name string
	body []byte
	end  int // offset of the chunk after it
}

// nextChunk reads the chunk at pos: length, name, data, checksum. It does not verify the checksum; the
// decoder does. https://www.w3.org/TR/png-3/#5Chunk-layout
func nextChunk(data []byte, pos int) (chunk pngChunk, wrong Broken) {
	const lengthAndName, checksum = 8, 4
	rest := data[pos:]
	if len(rest) < lengthAndName {
		return chunk, BrokenImageCut
	}
	size := int(binary.BigEndian.Uint32(rest))
	if size > MaxBytes {
		return chunk, BrokenImageDamaged
	}
	chunk.end = pos + lengthAndName + size + checksum
	if chunk.end > len(data) {
		return chunk, BrokenImageCutAt.With("arrived", kilobytes(len(data)), "whole", kilobytes(chunk.end))
	}
	chunk.name = string(rest[4:8])
	chunk.body = rest[lengthAndName : lengthAndName+size]
	return chunk, ""
}

// inspectJPEG walks over the segments of a JPEG file up to its end marker.
func inspectJPEG(data []byte) ImageFacts {
	facts := ImageFacts{MediaType: "image/jpeg", Broken: BrokenImageDamaged}
	pixels := false
	for rest := data[2:]; ; {
		segment, wrong := nextSegment(rest)
		if wrong != "" {
			facts.Broken = wrong
			return facts
		}
		rest = segment.rest
		switch {
		case segment.marker == jpegEnd:
			if pixels {
				facts.Broken = ""
			}
			return facts
		case segment.marker == jpegScan:
			pixels = true
			rest = rest[scanLength(rest):]
		case isFrame(segment.marker) && len(segment.body) >= 5:
			facts.Height = max(facts.Height, int(binary.BigEndian.Uint16(segment.body[1:])))
			facts.Width = max(facts.Width, int(binary.BigEndian.Uint16(segment.body[3:])))
			facts.decoded = max(facts.decoded, jpegBytes(segment))
		}
	}
}

// jpegSegment is a marker with the data that follows it.
type jpegSegment struct {
	marker byte
	body   []byte // without its length
	rest   []byte // of the file
}

// nextSegment cuts a segment off a JPEG file: a marker and, for most markers, data with its length
// before it. The length counts itself. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
func nextSegment(data []byte) (segment jpegSegment, wrong Broken) {
	if len(data) > 0 && data[0] != 0xff {
		return segment, BrokenImageDamaged
	}
	for len(data) > 1 && data[1] == 0xff {
		data = data[1:] // any number of fill bytes may precede a marker
	}
	if len(data) < 2 {
		return segment, BrokenImageCut
	}
	segment.marker, segment.rest = data[1], data[2:]
	if standsAlone(segment.marker) {
		return segment, ""
	}
	if len(segment.rest) < 2 {
		return segment, BrokenImageCut
	}
	size := int(binary.BigEndian.Uint16(segment.rest))
	switch {
	case size < 2:
		return segment, BrokenImageDamaged
	case size > len(segment.rest):
		return segment, BrokenImageCut
	}
	segment.body, segment.rest = segment.rest[2:size], segment.rest[size:]
	return segment, ""
}

const (
	jpegEnd  = 0xd9 // EOI
	jpegScan = 0xda // SOS; the pixels follow it
)

// standsAlone reports whether a marker has no length and data: TEM, RST, SOI, EOI.
func standsAlone(marker byte) bool { return marker == 0x01 || 0xd0 <= marker && marker <= 0xd9 }

// isFrame reports whether a marker is one of the frame headers SOF0 to SOF15, which hold the image's
// size. The markers DHT, JPG and DAC lie in the same range but are none.
func isFrame(marker byte) bool {
	return 0xc0 <= marker && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

// scanLength returns how many bytes of pixels there are before the next real marker; an escaped 0xff
// or a restart is none.
func scanLength(data []byte) int {
	for pos := 0; ; {
		next := bytes.IndexByte(data[pos:], 0xff)
		if next < 0 || pos+next+1 >= len(data) {
			return len(data)
		}
		pos += next
		if marker := data[pos+1]; marker != 0 && (marker < 0xd0 || marker > 0xd7) && marker != 0xff {
			return pos
		}
		pos++
	}
}

// kilobytes writes a size in bytes as the teacher reads sizes.
func kilobytes(size int) string {
	if size < 1000 {
		return fmt.Sprintf("%d B", size)
	}
	return fmt.Sprintf("%d kB", (size+500)/1000)
}
