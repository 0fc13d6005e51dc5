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
	thumbnailJPEG  = 80 // quality
)

// Thumbnail returns a payload as a small image for lists; nil if there is none, and what is wrong with
// the payload: BrokenNotAnImage if its kind has no thumbnails. Call it in turn.
func Thumbnail(p Payload) (*Image, Broken) {
	if k := KindOf(p.Type); k.thumbnail != nil {
		return k.thumbnail(p)
	}
	return nil, BrokenNotAnImage
}

// imageThumbnail returns the file itself if it is small, else an image whose longest side has
// ThumbnailSide pixels. A small image that was cut short is returned as it is; a large one is not, nor
// is an image that is too costly to be decoded.
func imageThumbnail(p Payload) (*Image, Broken) {
	whole, wrong := readImage(p.Data)
	switch {
	case whole == nil:
		return nil, wrong
	case len(p.Data) <= thumbnailBytes && max(whole.Width, whole.Height) <= 4*ThumbnailSide:
		return whole, wrong
	case wrong != "":
		return nil, wrong
	}
	large, err := DecodeImage(p.Data)
	switch {
	case errors.Is(err, ErrCostly):
		return nil, BrokenTooCostly
	case err != nil:
		return nil, BrokenImageDamaged
	}
	small, err := encodeThumbnail(scaleDown(large, ThumbnailSide), whole.MediaType)
	if err != nil {
		return nil, BrokenTooCostly
	}
	return small, ""
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
	sums := make([][5]uint64, width) // of a row: red, green, blue and alpha, and of how many pixels
	colour := colourOf(large)
	for y := range height {
		clear(sums)
		y0, y1 := from.Min.Y+y*from.Dy()/height, from.Min.Y+(y+1)*from.Dy()/height
		for row := y0; row < y1; row++ {
			for x := range width {
				x0, x1 := from.Min.X+x*from.Dx()/width, from.Min.X+(x+1)*from.Dx()/width
				for column := x0; column < x1; column++ {
					r, g, b, a := colour(column, row)
					s := &sums[x]
					s[0], s[1], s[2], s[3], s[4] = s[0]+uint64(r), s[1]+uint64(g), s[2]+uint64(b), s[3]+uint64(a), s[4]+1
				}
			}
		}
		for x, s := range sums {
			n := s[4]
			small.Set(x, y, color.RGBA64{R: uint16(s[0] / n), G: uint16(s[1] / n), B: uint16(s[2] / n), A: uint16(s[3] / n)}) //nolint:gosec // a mean of 16 bits
		}
	}
	return small
}

// colourOf returns a function that tells the colour of a pixel, as color.Color.RGBA does. It reads the
// formats of plots and photos without an allocation for each pixel.
func colourOf(picture image.Image) func(x, y int) (r, g, b, a uint32) {
	switch p := picture.(type) {
	case *image.NRGBA:
		return func(x, y int) (r, g, b, a uint32) { return p.NRGBAAt(x, y).RGBA() }
	case *image.RGBA:
		return func(x, y int) (r, g, b, a uint32) { return p.RGBAAt(x, y).RGBA() }
	case *image.YCbCr:
		return func(x, y int) (r, g, b, a uint32) { return p.YCbCrAt(x, y).RGBA() }
	case *image.Gray:
		return func(x, y int) (r, g, b, a uint32) { return p.GrayAt(x, y).RGBA() }
	}
	return func(x, y int) (r, g, b, a uint32) { return picture.At(x, y).RGBA() }
}
