//go:build !windows

package instance

// allowForeground does nothing: on this system a window may bring itself to the front.
func allowForeground(int) {}
