//go:build (desktop && !linux) || bindings

package app

const webViewName = "WebView2 or WebKit"

// restorePlace puts the window where it was on its screen. move is relative to the
// screen that the window is on, so a projector that is gone cannot take it along.
func restorePlace(p windowPlace, move func()) {
	if p.Known && !p.Maximised {
		move()
	}
}
