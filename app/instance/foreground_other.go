//go:build !windows

package instance

// allowForeground does nothing: here a window may put itself in front.
func allowForeground(int) {}
