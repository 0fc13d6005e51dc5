package compare

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// drawing is a plot as a library would draw it: a frame and a curve.
type drawing struct {
	width, height int
	curve         func(x float64) float64 // from 0..1 to 0..1
	ink           color.Color
	clear         bool // the paper is transparent
}

func (d drawing) picture() image.Image {
	p := image.NewNRGBA(image.Rect(0, 0, d.width, d.height))
	paper := color.NRGBA{255, 255, 255, 255}
	if d.clear {
		paper = color.NRGBA{}
	}
	for y := range d.height {
		for x := range d.width {
			p.SetNRGBA(x, y, paper)
		}
	}
	left, right := d.width/8, d.width*9/10
	top, bottom := d.height/8, d.height*9/10
	for x := left; x <= right; x++ {
		p.Set(x, top, color.Black)
		p.Set(x, bottom, color.Black)
		value := d.curve(float64(x-left) / float64(right-left))
		y := bottom - int(value*float64(bottom-top))
		for thick := range max(2, d.height/150) {
			p.Set(x, y+thick, d.ink)
		}
	}
	for y := top; y <= bottom; y++ {
		p.Set(left, y, color.Black)
		p.Set(right, y, color.Black)
	}
	return p
}

func encodedPNG(t *testing.T, p image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func encodedJPEG(t *testing.T, p image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wave(x float64) float64 { return 0.5 + 0.45*math.Sin(9*x) }

func TestPicturesThatLookAlike(t *testing.T) {
	picture := func(data []byte) *Canonical {
		return plain.Canonical(payload.Payload{Type: payload.TypeImage, Data: data}, classroom.Equivalence{})
	}
	blue := color.NRGBA{31, 119, 180, 255}
	first := drawing{640, 480, wave, blue, false}
	one := picture(encodedPNG(t, first.picture()))
	for _, c := range []struct {
		what string
		data []byte
		want bool
	}{
		{"itself", encodedPNG(t, first.picture()), true},
		{"as JPEG", encodedJPEG(t, first.picture()), true},
		{"at another size", encodedPNG(t, drawing{800, 600, wave, blue, false}.picture()), true},
		{"much smaller", encodedPNG(t, drawing{480, 360, wave, blue, false}.picture()), true},
		{"in another colour", encodedPNG(t, drawing{640, 480, wave, color.NRGBA{44, 160, 44, 255}, false}.picture()), true},
		{"on clear paper", encodedPNG(t, drawing{640, 480, wave, blue, true}.picture()), true},
		{"another curve", encodedPNG(t, drawing{640, 480, func(x float64) float64 { return x }, blue, false}.picture()), false},
		{"another phase", encodedPNG(t, drawing{640, 480, func(x float64) float64 { return 1 - wave(x) }, blue, false}.picture()), false},
		{"empty paper", encodedPNG(t, drawing{640, 480, func(float64) float64 { return 0 }, blue, false}.picture()), false},
	} {
		other := picture(c.data)
		if got := AreAlike(classroom.Equivalence{}, one, other); got != c.want || AreAlike(classroom.Equivalence{}, other, one) != c.want {
			t.Errorf("%s: alike %v, want %v", c.what, got, c.want)
		}
	}
}

func TestPicturesThatCannotBeDecoded(t *testing.T) {
	whole := encodedPNG(t, drawing{200, 150, wave, color.Black, false}.picture())
	for what, data := range map[string][]byte{
		"nothing": {}, "a signature": []byte("\x89PNG\r\n\x1a\n"), "cut short": whole[:len(whole)/2], "no picture": []byte("GIF89a"),
	} {
		n := plain.Canonical(payload.Payload{Type: payload.TypeImage, Data: data}, classroom.Equivalence{})
		again := plain.Canonical(payload.Payload{Type: payload.TypeImage, Data: bytes.Clone(data)}, classroom.Equivalence{})
		if n.hash != nil || !AreAlike(classroom.Equivalence{}, n, again) || AreAlike(classroom.Equivalence{}, n, plain.Canonical(payload.Payload{Type: payload.TypeImage, Data: whole}, classroom.Equivalence{})) {
			t.Errorf("%s is not what it is", what)
		}
	}
	for _, size := range []image.Point{{1, 1}, {1, 4000}, {3, 2}} {
		if hashOf(encodedPNG(t, image.NewGray(image.Rectangle{Max: size}))) == nil {
			t.Errorf("a picture of %v has no print", size)
		}
	}
}

func FuzzPrint(f *testing.F) {
	var out bytes.Buffer
	_ = png.Encode(&out, image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.Black, color.White}))
	f.Add(out.Bytes())
	f.Fuzz(func(_ *testing.T, data []byte) { hashOf(data) })
}

// summary is the summary that client.py sends for a plot with one line.
func summary(title, kind, scale, digest string, n int, xs, ys string) string {
	return fmt.Sprintf(`{"title": "", "axes": [{"title": %q, "x": {"label": "", "scale": %q}, "y": {"label": "v", "scale": "linear"}, "legend": [],
		"series": [{"kind": %q, "label": "", "n": %d, "digest": %q, "x": %s, "y": %s}]}]}`, title, scale, kind, n, digest, xs, ys)
}

func TestPlotsByWhatWasPlotted(t *testing.T) {
	normal := func(summary string) *Canonical {
		return plain.Canonical(payload.Payload{Type: payload.TypeImage, Data: []byte("a file"), Plotted: []byte(summary)}, classroom.Equivalence{})
	}
	line := summary("mine", "line", "linear", "d1", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.1234, -3.0]")
	for _, c := range []struct {
		what, a, b string
		want       bool
	}{
		{"another title", line, summary("yours", "line", "linear", "d1", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.1234, -3.0]"), true},
		{"the last figure rounded otherwise", line, summary("", "line", "linear", "d2", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.1235, -3.0]"), true},
		{"another value", line, summary("", "line", "linear", "d3", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.2, -3.0]"), false},
		{"points and no line", line, summary("", "points", "linear", "d1", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.1234, -3.0]"), false},
		{"a logarithmic axis", line, summary("", "line", "log", "d1", 3, "[0.0, 1.0, 2.0]", "[0.0, 0.1234, -3.0]"), false},
		{"nan at the same place", summary("", "line", "linear", "d", 2, "[0.0, 1.0]", "[null, 1.0]"), summary("", "line", "linear", "e", 2, "[0.0, 1.0]", "[null, 1.0]"), true},
		{"many points by their digest", summary("", "line", "linear", "d", 500, "[0.0]", "[1.0]"), summary("x", "line", "linear", "d", 500, "[0.0]", "[1.0]"), true},
		{"many points with another digest", summary("", "line", "linear", "d", 500, "[0.0]", "[1.0]"), summary("x", "line", "linear", "e", 500, "[0.0]", "[1.0]"), false},
		{"the series beyond those that are told", summary("", "more", "linear", "d", 7, "[]", "[]"), summary("", "more", "linear", "d", 7, "[]", "[]"), true},
		{"other series beyond those that are told", summary("", "more", "linear", "d", 7, "[]", "[]"), summary("", "more", "linear", "e", 7, "[]", "[]"), false},
	} {
		if got := AreAlike(classroom.Equivalence{}, normal(c.a), normal(c.b)); got != c.want {
			t.Errorf("%s: alike %v, want %v", c.what, got, c.want)
		}
	}
	for what, told := range map[string]string{
		"no JSON": "{", "nothing plotted": `{"title": "", "axes": []}`, "arrows, which are only counted": `{"axes": [{"series": [{"kind": "arrows", "n": 3}]}]}`,
	} {
		if n := normal(told); n.coarse != 0 {
			t.Errorf("%s is taken for a plot that was told", what)
		}
	}
}
