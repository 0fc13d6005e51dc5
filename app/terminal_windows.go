package app

import (
	"os"

	"golang.org/x/sys/windows"
)

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// useTerminal makes the commands print in the terminal that started them. Windows gives a program with
// a window no terminal; at its start only redirected output is open.
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
