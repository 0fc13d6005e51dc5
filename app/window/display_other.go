//go:build desktop && !bindings && !linux && !windows

package window

// prepareDisplay returns nil: the system has a display and a web view of its own.
func prepareDisplay() error { return nil }
