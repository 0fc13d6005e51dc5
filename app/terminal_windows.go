package app

import (
	"os"

	"golang.org/x/sys/windows"
)

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// useTerminal has the commands print in the terminal that they were started from. A
// program with a window gets none of its own from Windows, and only what was
// redirected is open at its start.
func useTerminal() {
	if _, err := os.Stdout.Stat(); err == nil {
		return
	}
	const parent = ^uintptr(0)
	if ok, _, _ := attachConsole.Call(parent); ok == 0 {
		return // started by a double click
	}
	if out, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
		os.Stdout, os.Stderr = out, out
	}
}
