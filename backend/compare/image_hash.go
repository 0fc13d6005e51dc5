package compare

import (
	"image"
	"image/color"
	"math/bits"

	"npt/backend/payload"
)

// imageHash is a perceptual hash of a picture. Pictures that look alike have near hashes, whatever
// their size, resolution and file format. It is the difference hash of Neal Krawetz ("Kind of Like
// That", hackerfactor.com, 2013): for each pair of neighbours in a small grey copy it tells which one
// is lighter. Plots are thin lines on white paper, so the copy is finer than the 9 x 8 pixels of the
// article, neighbours are compared in both directions, and a difference that no eye sees counts as
// none.
type imageHash [2 * hashSide * hashSide / 8]byte

const (
	// hashSide is how many pairs of neighbours a row and a column of the copy have.
	hashSide = 24
	// hashStep is how much lighter, of 255, the neighbour must be.
	hashStep = 6
	// hashNear is in how many of its 1152 bits the hash of a similar picture may differ. A plot of
	// matplotlib at another size or resolution, in another colour, with a title or as JPEG differed in
	// up to 20 bits; the same values in half as many bars in 37; another curve in over 70.
	hashNear = 28
)

// near reports whether two hashes belong to pictures that look alike.
func (p *imageHash) near(q *imageHash) bool {
	if q == nil {
		return false
	}
	apart := 0
	for i := range p {
		apart += bits.OnesCount8(p[i] ^ q[i])
	}
	return apart <= hashNear
}

// image returns a picture in the form in which it is compared: as the client's summary of the plot,
// else as its hash, else byte by byte.
func (z Canonicalizer) image(p payload.Payload) *Canonical {
	if n := z.plotted(p.Plotted); n != nil {
		return n
	}
	if found := hashOf(p.Data); found != nil {
		return (&Canonical{hash: found}).seal([]byte("picture\x00"))
	}
	return fileOf(p)
}

// hashOf returns the hash of a PNG or JPEG file; nil if it cannot be decoded or is too costly to be.
func hashOf(data []byte) *imageHash {
	picture, err := payload.DecodeImage(data)
	if err != nil {
		return nil
	}
	return hashOfGrey(shrink(picture))
}

// greyCopy is a small copy of a picture, in levels of grey from 0 to 255.
type greyCopy [hashSide + 1][hashSide + 1]float64

func hashOfGrey(grey *greyCopy) *imageHash {
	var p imageHash
	bit := 0
	set := func(lighter bool) {
		if lighter {
			p[bit/8] |= 1 << (bit % 8)
		}
		bit++
	}
	for y := range hashSide {
		for x := range hashSide {
			set(grey[y][x+1]-grey[y][x] > hashStep)
			set(grey[y+1][x]-grey[y][x] > hashStep)
		}
	}
	return &p
}

// shrink returns the picture on white paper as a small grey copy. Each cell is the mean of the pixels
// that fall into it; a pixel on an edge counts on both sides.
func shrink(picture image.Image) *greyCopy {
	var sum, weight greyCopy
	b := picture.Bounds()
	at := greyOf(picture)
	columns := make([]extent, b.Dx())
	for x := range columns {
		columns[x] = extentOf(x, b.Dx())
	}
	for y := range b.Dy() {
		row := extentOf(y, b.Dy())
		for x, column := range columns {
			grey := at(b.Min.X+x, b.Min.Y+y)
			for r := row.first; r <= row.last; r++ {
				for c := column.first; c <= column.last; c++ {
					w := row.of(r) * column.of(c)
					sum[r][c] += w * grey
					weight[r][c] += w
				}
			}
		}
	}
	for r := range sum {
		for c := range sum[r] {
			sum[r][c] /= weight[r][c]
		}
	}
	return &sum
}

// extent is the range of cells that a row or column of pixels covers.
type extent struct {
	from, to    float64 // in cells
	first, last int
}

func extentOf(i, length int) extent {
	const side = hashSide + 1
	s := extent{from: float64(i) * side / float64(length), to: float64(i+1) * side / float64(length)}
	s.first = int(s.from)
	s.last = min(int(s.to), side-1)
	return s
}

// of returns how much of the extent lies in a cell, in cells; a little more than nothing if none does.
func (s extent) of(cell int) float64 {
	return max(min(s.to, float64(cell+1))-max(s.from, float64(cell)), 1e-9)
}

// greyOf returns a function that tells how light a pixel of the picture is. It reads the formats of
// plots and photos without converting each pixel.
func greyOf(picture image.Image) func(x, y int) float64 {
	switch p := picture.(type) {
	case *image.NRGBA:
		return func(x, y int) float64 {
			i := p.PixOffset(x, y)
			c := p.Pix[i : i+4 : i+4]
			alpha := float64(c[3]) / 255
			return luminance(float64(c[0]), float64(c[1]), float64(c[2]))*alpha + 255*(1-alpha)
		}
	case *image.RGBA:
		return func(x, y int) float64 {
			i := p.PixOffset(x, y)
			c := p.Pix[i : i+4 : i+4]
			return luminance(float64(c[0]), float64(c[1]), float64(c[2])) + 255 - float64(c[3])
		}
	case *image.Gray:
		return func(x, y int) float64 { return float64(p.Pix[p.PixOffset(x, y)]) }
	case *image.YCbCr:
		return func(x, y int) float64 { return float64(p.Y[p.YOffset(x, y)]) }
	}
	return func(x, y int) float64 {
		c := color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
		alpha := float64(c.A) / 255
		return luminance(float64(c.R), float64(c.G), float64(c.B))*alpha + 255*(1-alpha)
	}
}

// luminance returns the brightness of a colour by ITU-R BT.601, as JPEG does.
func luminance(r, g, b float64) float64 { return 0.299*r + 0.587*g + 0.114*b }
