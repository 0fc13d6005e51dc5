//go:build desktop && !bindings

package window

import "github.com/wailsapp/go-webview2/webviewloader"

// prepareDisplay asks for the web view as wails does, which would end the program without one; the error is an
// Unavailable if there is none.
func prepareDisplay() error {
	return needWebView(func() (string, error) { return webviewloader.GetAvailableCoreWebView2BrowserVersionString("") })
}
