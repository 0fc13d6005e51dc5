package payload

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

func TestThumbnail(t *testing.T) {
	plot := asPNG(t, 60, 40)
	for name, c := range map[string]struct {
		data          []byte
		width, height int
		isWhole       bool
	}{
		"a small image is its own":         {plot, 60, 40, true},
		"a large PNG becomes small":        {asPNG(t, 1200, 600), 480, 240, false},
		"a large JPEG becomes small":       {asJPEG(t, 700, 1400), 240, 480, false},
		"a small one that was cut is kept": {plot[:len(plot)-20], 60, 40, true},
		"of a strip, one pixel is left":    {asPNG(t, 16_000, 2), 480, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, wrong := Thumbnail(Payload{Type: TypeImage, Data: c.data})
			if got == nil {
				t.Fatal(wrong)
			}
			if got.Width != c.width || got.Height != c.height {
				t.Errorf("%d x %d pixels, want %d x %d", got.Width, got.Height, c.width, c.height)
			}
			if bytes.Equal(got.Data, c.data) != c.isWhole {
				t.Errorf("the file itself: %v, want %v", !c.isWhole, c.isWhole)
			}
			if facts, err := InspectImage(got.Data); err != nil || !c.isWhole && (facts.Broken != "" || facts.Width != c.width) {
				t.Errorf("what was made is %+v, %v", facts, err)
			}
		})
	}
}

func TestThumbnailOfNothing(t *testing.T) {
	large := asPNG(t, 600, 600)
	for name, c := range map[string]struct {
		data []byte
		want Broken
	}{
		"no image":               {[]byte("<svg onload=alert(1)>"), BrokenNotAnImage},
		"a header alone":         {pngHeader(6000, 6000), BrokenImageCut},
		"large and cut short":    {large[:len(large)/2], BrokenImageCutAt},
		"more pixels than a lab": {blankPNG(6000, 6000), BrokenTooCostly},
		"nothing":                {nil, BrokenNotAnImage},
	} {
		t.Run(name, func(t *testing.T) {
			got, wrong := Thumbnail(Payload{Type: TypeImage, Data: c.data})
			if code, _, _ := strings.Cut(string(wrong), "?"); got != nil || code != string(c.want) {
				t.Errorf("a thumbnail: %v, %q is wrong, want none because of %q", got != nil, wrong, c.want)
			}
		})
	}
}

// A plot's thin line must not vanish, and transparent parts stay transparent.
func TestScaleDownKeepsLines(t *testing.T) {
	plot := image.NewNRGBA(image.Rect(0, 0, 2000, 2000))
	for x := range 2000 {
		plot.Set(x, 777, color.NRGBA{B: 255, A: 255})
	}
	small := scaleDown(plot, 480)
	found := false
	for y := range small.Bounds().Dy() {
		found = found || small.NRGBAAt(200, y).A > 0
	}
	if !found {
		t.Error("the line is gone")
	}
	if got := small.NRGBAAt(200, 0); got.A != 0 {
		t.Errorf("empty paper became %v", got)
	}
	if err := png.Encode(&bytes.Buffer{}, small); err != nil {
		t.Error(err)
	}
}
