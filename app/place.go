package app

import (
	"encoding/json"
	"log/slog"
	"os"

	"npt/app/instance"
)

// windowPlace is where the window is on the screens, in pixels of the window system.
type windowPlace struct {
	Known     bool `json:"known"` // false before the first time: then the window stands in the middle
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

const (
	minWidth, minHeight     = 900, 600
	firstWidth, firstHeight = 1280, 800
	largest                 = 16384 // pixels; more is a broken file
)

// readPlace returns where the window was, or the place of a first start if that is
// not known.
func readPlace(dir string) windowPlace {
	first := windowPlace{Width: firstWidth, Height: firstHeight}
	text, err := os.ReadFile(instance.Geometry(dir))
	if err != nil {
		return first
	}
	var p windowPlace
	if err := json.Unmarshal(text, &p); err != nil {
		slog.Warn("app: where the window was is not known", "err", err)
		return first
	}
	p.Width, p.Height = min(max(p.Width, minWidth), largest), min(max(p.Height, minHeight), largest)
	return p
}

// keep writes the place for the next start. It is not worth an error to the teacher.
func (p windowPlace) keep(dir string) {
	text, err := json.Marshal(p)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = os.WriteFile(instance.Geometry(dir), text, 0o600)
	}
	if err != nil {
		slog.Warn("app: where the window is was not kept", "err", err)
	}
}
