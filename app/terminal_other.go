//go:build !windows

package app

// useTerminal does nothing: here a program has the terminal that it was started from.
func useTerminal() {}
