package window

import (
	"encoding/json"
	"log/slog"
	"os"

	"npt/app/instance"
)

// geometry is where the window is on the screens, in pixels of the window system.
type geometry struct {
	Known     bool `json:"known"` // false before the first time: then the window is in the middle
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

const (
	minWidth, minHeight     = 900, 600
	firstWidth, firstHeight = 1200, 720 // with its title bar and the desktop's panel it fits 1280x800
	largest                 = 16384     // pixels; a larger value means a broken file
)

// readGeometry returns where the window was; the geometry of a first start if that is unknown.
func readGeometry(dir string) geometry {
	first := geometry{Width: firstWidth, Height: firstHeight}
	text, err := os.ReadFile(instance.Geometry(dir))
	if err != nil {
		return first
	}
	var g geometry
	if err := json.Unmarshal(text, &g); err != nil {
		slog.Warn("window: the last position cannot be read", "err", err)
		return first
	}
	g.Width, g.Height = min(max(g.Width, minWidth), largest), min(max(g.Height, minHeight), largest)
	return g
}

// save stores the geometry for the next start. It ignores errors, because they do not matter to the
// teacher.
func (g geometry) save(dir string) {
	text, err := json.Marshal(g)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = os.WriteFile(instance.Geometry(dir), text, 0o600)
	}
	if err != nil {
		slog.Warn("window: the position cannot be stored", "err", err)
	}
}
