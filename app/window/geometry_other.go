//go:build (desktop && !linux) || bindings

package window

const webViewName = "WebView2 or WebKit"

// restoreGeometry moves the window to its last position on its screen. move is relative to the present
// screen, so the window never lands on a projector that is gone.
func restoreGeometry(g geometry, move func()) {
	if g.Known && !g.Maximised {
		move()
	}
}
