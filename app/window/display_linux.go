//go:build desktop && !bindings

package window

import (
	"os"

	"npt/app/api"
)

// prepareDisplay prepares what draws the window; the error is an Unavailable if nothing can.
func prepareDisplay() error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return &Unavailable{Why: api.NoDisplay}
	}
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// With some GPUs the window would stay blank.
		return os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
	return nil
}
