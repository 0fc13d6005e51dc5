package instance

import "golang.org/x/sys/windows"

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowForeground lets another process put its window in front. Windows gives that right
// to the program that the teacher started last.
func allowForeground(pid int) { _, _, _ = allowSetForegroundWindow.Call(uintptr(pid)) }
