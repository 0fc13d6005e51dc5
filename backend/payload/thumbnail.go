package payload

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

const (
	// ThumbnailSide is the longest side of a thumbnail, in pixels: a card of the
	// gallery on a screen of two pixels to one.
	ThumbnailSide = 480
	// thumbnailBytes is the size up to which an image is its own thumbnail: most plots are smaller.
	thumbnailBytes = 48 << 10
	// thumbnailPixels bounds the image that is decoded for a thumbnail: it takes 100 MB for a moment.
	thumbnailPixels = 25_000_000
	thumbnailJPEG   = 80 // quality
)

// errNoThumbnail says that an image is too large or too damaged to be made small.
var errNoThumbnail = errors.New("no thumbnail can be made of this image")

// Thumbnail returns a payload as a small image for lists. It returns an error if the kind has no
// thumbnails or if none can be made of this payload.
func Thumbnail(p Payload) (*Image, error) {
	if k := KindOf(p.Type); k.thumbnail != nil {
		return k.thumbnail(p)
	}
	return nil, errNoThumbnail
}

// imageThumbnail returns the file itself if it is small, else an image whose longest side has
// ThumbnailSide pixels. A small image that was cut short is returned as it is; a large one is an
// error, and so is an image of more than 25 million pixels.
func imageThumbnail(p Payload) (*Image, error) {
	whole, wrong := readImage(p.Data)
	switch {
	case whole == nil:
		return nil, errNoThumbnail
	case len(p.Data) <= thumbnailBytes && max(whole.Width, whole.Height) <= 4*ThumbnailSide:
		return whole, nil
	case wrong != "" || whole.Width*whole.Height > thumbnailPixels:
		return nil, errNoThumbnail
	}
	decode := map[string]func([]byte) (image.Image, error){
		"image/png":  func(data []byte) (image.Image, error) { return png.Decode(bytes.NewReader(data)) },
		"image/jpeg": func(data []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(data)) },
	}[whole.MediaType]
	large, err := decode(p.Data)
	if err != nil {
		return nil, err
	}
	return encodeThumbnail(scaleDown(large, ThumbnailSide), whole.MediaType)
}

func encodeThumbnail(small *image.NRGBA, mediaType string) (*Image, error) {
	var out bytes.Buffer
	var err error
	if mediaType == "image/jpeg" {
		err = jpeg.Encode(&out, small, &jpeg.Options{Quality: thumbnailJPEG})
	} else {
		err = png.Encode(&out, small)
	}
	if err != nil {
		return nil, err
	}
	size := small.Bounds().Size()
	return &Image{MediaType: mediaType, Width: size.X, Height: size.Y, Data: out.Bytes()}, nil
}

// scaleDown returns an image whose longest side has at most side pixels. Each pixel is the mean of the
// pixels that it replaces, so thin lines of plots get paler but do not vanish.
func scaleDown(large image.Image, side int) *image.NRGBA {
	from := large.Bounds()
	longest := max(from.Dx(), from.Dy(), 1)
	width, height := from.Dx(), from.Dy()
	if longest > side {
		width, height = max(1, width*side/longest), max(1, height*side/longest)
	}
	small := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		y0, y1 := from.Min.Y+y*from.Dy()/height, from.Min.Y+(y+1)*from.Dy()/height
		for x := range width {
			x0, x1 := from.Min.X+x*from.Dx()/width, from.Min.X+(x+1)*from.Dx()/width
			small.Set(x, y, mean(large, image.Rect(x0, y0, x1, y1)))
		}
	}
	return small
}

// mean returns the mean colour of a part of an image; the part is not empty.
func mean(of image.Image, part image.Rectangle) color.Color {
	var r, g, b, a uint64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			r1, g1, b1, a1 := of.At(x, y).RGBA()
			r, g, b, a = r+uint64(r1), g+uint64(g1), b+uint64(b1), a+uint64(a1)
		}
	}
	n := uint64(part.Dx() * part.Dy())
	return color.RGBA64{R: uint16(r / n), G: uint16(g / n), B: uint16(b / n), A: uint16(a / n)}
}
