//go:build desktop && !bindings

package window

import (
	"github.com/wailsapp/go-webview2/webviewloader"

	"npt/app/api"
)

// prepareDisplay asks for the web view as wails does, which would end the program without one; the error is an
// Unavailable if there is none.
func prepareDisplay() error {
	version, err := webviewloader.GetAvailableCoreWebView2BrowserVersionString("")
	if err != nil || version == "" {
		return &Unavailable{Why: api.NoWebView, Cause: err}
	}
	return nil
}
