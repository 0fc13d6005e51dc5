package instance

import "golang.org/x/sys/windows"

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowForeground allows another process to bring its window to the front. Windows gives that right
// only to the program that the teacher started last.
func allowForeground(pid int) { _, _, _ = allowSetForegroundWindow.Call(uintptr(pid)) }
