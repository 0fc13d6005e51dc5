//go:build (desktop && !linux) || bindings

package window

const webViewName = "WebView2 or WebKit"

// restoreGeometry puts the window where it was on its screen. move is relative to the
// screen that the window is on, so a projector that is gone cannot take it along.
func restoreGeometry(g geometry, move func()) {
	if g.Known && !g.Maximised {
		move()
	}
}
