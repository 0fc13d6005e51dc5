package window

import (
	"npt/app/api"
	"npt/app/engine"
)

// Unavailable is the error of Run where no window can be had. The same interface can be shown in a browser.
type Unavailable struct {
	Why   api.Windowless
	Cause error // what the system said; nil if it was not asked
}

func (u *Unavailable) Error() string { return "the window cannot be had: " + string(u.Why) }

func (u *Unavailable) Unwrap() error { return u.Cause }

// Faces are what the command line lends to the window.
type Faces struct {
	Projector NewProjector
	Door      func(*engine.Engine) Door
	// Browser serves the page to a browser on this computer too, and returns its address, for one visit.
	Browser func(*engine.Engine, api.Face) (string, error)
}

// needWebView returns an Unavailable if the system says that it has no web view; version asks for that of it.
func needWebView(version func() (string, error)) error {
	if found, err := version(); err != nil || found == "" {
		return &Unavailable{Why: api.NoWebView, Cause: err}
	}
	return nil
}
