//go:build !windows

package app

// useTerminal does nothing: on this system a program has the terminal that started it.
func useTerminal() {}
