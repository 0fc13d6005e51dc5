package payload

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// noise returns a picture that cannot be compressed.
func noise(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	seed := uint32(1)
	for i := range picture.Pix {
		seed = seed*1664525 + 1013904223
		picture.Pix[i] = byte(seed >> 24)
	}
	picture.Set(0, 0, color.Black)
	return picture
}

func asPNG(t testing.TB, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, noise(width, height)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asJPEG(t testing.TB, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, noise(width, height), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pngHeader returns the start of a PNG file that declares this size.
func pngHeader(width, height uint32) []byte {
	data := append([]byte(pngSignature), 0, 0, 0, 13, 'I', 'H', 'D', 'R')
	data = binary.BigEndian.AppendUint32(data, width)
	data = binary.BigEndian.AppendUint32(data, height)
	return append(data, 8, 6, 0, 0, 0, 0, 0, 0, 0)
}

// jpegHeader returns the start of a JPEG file that declares this size.
func jpegHeader(width, height uint16) []byte {
	data := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 'J', 'F', 0xff, 0xff, 0xc2, 0, 8, 8}
	data = binary.BigEndian.AppendUint16(data, height)
	data = binary.BigEndian.AppendUint16(data, width)
	return append(data, 1)
}

func TestImagesAreInspectedNotDecoded(t *testing.T) {
	t.Parallel()
	whole, photo := asPNG(t, 70, 50), asJPEG(t, 70, 50)
	noPixels := append(pngHeader(3, 2), 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0, 0, 0, 0)
	hiddenSize := append(append(pngHeader(3, 2), 0, 0, 0, 0, 'I', 'H', 'D', 'R', 0, 0, 0, 0), noPixels[len(noPixels)-12:]...)
	tests := []struct {
		name          string
		data          []byte
		width, height int
		broken        Broken
	}{
		{"png", whole, 70, 50, ""},
		{"png and more", append(bytes.Clone(whole), "more"...), 70, 50, ""},
		{"png cut in its pixels", whole[:5000], 70, 50, "imageCutAt?arrived=5+kB&whole=14+kB"},
		{"png cut before its end", whole[:len(whole)-12], 70, 50, BrokenImageCut},
		{"png cut in its header", whole[:20], 0, 0, "imageCutAt?arrived=20+B&whole=33+B"},
		{"png of a signature", []byte(pngSignature), 0, 0, BrokenImageCut},
		{"png without pixels", noPixels, 3, 2, BrokenImageDamaged},
		{"png with an empty header", hiddenSize, 3, 2, BrokenImageDamaged},
		{"png without a side", append(pngHeader(3, 0), noPixels[len(noPixels)-12:]...), 0, 0, BrokenImageDamaged},
		{"png that starts with pixels", append([]byte(pngSignature), 0, 0, 0, 0, 'I', 'D', 'A', 'T', 0, 0, 0, 0), 0, 0, BrokenImageDamaged},
		{"png with a chunk of 4 GB", append(pngHeader(3, 2), 0xff, 0xff, 0xff, 0xff, 'I', 'D', 'A', 'T'), 3, 2, BrokenImageDamaged},
		{"jpeg", photo, 70, 50, ""},
		{"jpeg and more", append(bytes.Clone(photo), 0, 0), 70, 50, ""},
		{"jpeg cut in its pixels", photo[:len(photo)-500], 70, 50, BrokenImageCut},
		{"jpeg cut before its end", photo[:len(photo)-1], 70, 50, BrokenImageCut},
		{"jpeg cut before its size", photo[:30], 0, 0, BrokenImageCut},
		{"jpeg of a signature", []byte(jpegSignature), 0, 0, BrokenImageCut},
		{"jpeg without pixels", append(jpegHeader(3, 2), 0xff, 0xd9), 3, 2, BrokenImageDamaged},
		{"jpeg without a side", append(jpegHeader(3, 0), 0xff, 0xd9), 0, 0, BrokenImageDamaged},
		{"jpeg with a segment of one byte", []byte{0xff, 0xd8, 0xff, 0xe0, 0, 1}, 0, 0, BrokenImageDamaged},
		{"jpeg that loses its thread", append(jpegHeader(3, 2), 'x', 0xff, 0xd9), 3, 2, BrokenImageDamaged},
	}
	for _, test := range tests {
		p := Payload{Type: TypeImage, Data: test.data}
		v, err := Summarize(p)
		if err != nil || v.Broken != test.broken || v.Bytes != len(test.data) {
			t.Errorf("%s is summarized as %+v, %v; want %s", test.name, v, err, test.broken)
		}
		a := Read(p)
		if a.Broken != test.broken || a.Text != "" {
			t.Errorf("%s is read as broken: %s", test.name, a.Broken)
		}
		if test.width == 0 {
			if a.Image != nil || len(v.Shape) != 0 {
				t.Errorf("%s has a size: %v", test.name, v.Shape)
			}
			continue
		}
		if a.Image == nil || a.Image.Width != test.width || a.Image.Height != test.height || !bytes.Equal(a.Image.Data, test.data) {
			t.Errorf("%s is read as %+v", test.name, a.Image)
		}
		if len(v.Shape) != 2 || v.Shape[0] != test.height || v.Shape[1] != test.width {
			t.Errorf("%s has the shape %v", test.name, v.Shape)
		}
		if want := "image/" + strings.Fields(test.name)[0]; a.Image != nil && a.Image.MediaType != want {
			t.Errorf("%s is %s", test.name, a.Image.MediaType)
		}
	}
}

func TestImagesThatAreRefused(t *testing.T) {
	t.Parallel()
	const neither = "The file is neither a PNG nor a JPEG image"
	tests := []struct {
		name    string
		data    []byte
		reason  Reason
		message string
	}{
		{"nothing", nil, NotAnImage, neither},
		{"text", []byte("hello"), NotAnImage, neither},
		{"gif", []byte("GIF89a\x01\x00\x01\x00"), NotAnImage, neither},
		{"svg", []byte("<svg onload='alert(1)'/>"), NotAnImage, neither},
		{"half a signature", []byte(pngSignature[:5]), NotAnImage, neither},
		{"long side", pngHeader(16385, 1), TooLarge, "The image has 16385 x 1 pixels; a side may have 16384 at most"},
		{"huge sides", pngHeader(1<<31, 1<<31), TooLarge, "The image has 2147483648 x 2147483648 pixels; a side may have 16384 at most"},
		{"many pixels", pngHeader(8001, 8000), TooLarge, "The image has 8001 x 8000 pixels; 64 million are the most"},
		{"long jpeg", jpegHeader(1, 65535), TooLarge, "The image has 1 x 65535 pixels; a side may have 16384 at most"},
		{"size given twice", append(pngHeader(1, 1), pngHeader(20000, 1)[8:]...), TooLarge, "The image has 20000 x 1 pixels; a side may have 16384 at most"},
	}
	for _, test := range tests {
		p := Payload{Type: TypeImage, Data: test.data}
		_, err := Summarize(p)
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason != test.reason || refusal.Error() != test.message {
			t.Errorf("%s: %v, want %s", test.name, err, test.message)
		}
		wrong := BrokenImageTooLarge
		if test.reason == NotAnImage {
			wrong = BrokenNotAnImage
		}
		if a := Read(p); a.Image != nil || a.Broken != wrong {
			t.Errorf("%s is read as %+v", test.name, a)
		}
	}
	for name, data := range map[string][]byte{"side": pngHeader(16384, 3906), "pixels": pngHeader(8000, 8000)} {
		if _, err := Summarize(Payload{Type: TypeImage, Data: data}); err != nil {
			t.Errorf("%s at the limit: %v", name, err)
		}
	}
}
