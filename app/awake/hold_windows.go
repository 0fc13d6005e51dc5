package awake

import (
	"context"
	"errors"
	"runtime"

	"golang.org/x/sys/windows"
)

var setThreadExecutionState = windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")

const (
	esContinuous = 0x80000000
	esSystem     = 0x00000001
	esDisplay    = 0x00000002
)

// Hold tells Windows that the machine and its display are in use. Windows counts that by thread, so
// one thread is kept for it.
func Hold(_ context.Context, _ string) (func(), string, error) {
	held, done := make(chan bool), make(chan struct{})
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the hold
		before, _, _ := setThreadExecutionState.Call(esContinuous | esSystem | esDisplay)
		held <- before != 0
		<-done
		_, _, _ = setThreadExecutionState.Call(esContinuous)
	}()
	if !<-held {
		close(done)
		return nil, "", errors.New("Windows refused to stay awake") //nolint:staticcheck // a name has its capital
	}
	return func() { close(done) }, "Windows", nil
}
