package awake

import (
	"bufio"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"npt/app/instance"
)

// fakeLogind plays logind on a separate bus and reports the requests that it gets.
type fakeLogind struct {
	asked chan []string
	lock  *os.File // a real logind would watch for its end
}

func (f *fakeLogind) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	read, write, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	f.lock = read
	f.asked <- []string{what, who, why, mode}
	return dbus.UnixFD(write.Fd()), nil
}

// systemBus starts a message bus and makes this process use it as the system bus.
func systemBus(t *testing.T) *dbus.Conn {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("there is no dbus-daemon here")
	}
	cmd := exec.CommandContext(t.Context(), "dbus-daemon", "--session", "--nofork", "--print-address=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", address[:len(address)-1])
	bus, err := dbus.Connect(address[:len(address)-1])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	return bus
}

func TestHoldLogind(t *testing.T) {
	bus := systemBus(t)
	logind := &fakeLogind{asked: make(chan []string, 1)}
	if err := bus.Export(logind, "/org/freedesktop/login1", "org.freedesktop.login1.Manager"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.login1", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", "")

	release, by, err := Hold(t.Context(), "a test")
	if err != nil || by != "logind" {
		t.Fatalf("held by %q, %v", by, err)
	}
	if asked := <-logind.asked; asked[0] != "sleep:idle" || asked[1] != instance.ProductName || asked[2] != "a test" || asked[3] != "block" {
		t.Errorf("logind was asked %q", asked)
	}
	if err := logind.lock.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := logind.lock.Read(make([]byte, 1)); !os.IsTimeout(err) {
		t.Fatalf("the lock is gone while it should be held: %v", err)
	}
	release()
}

func TestHoldWithoutAnybody(t *testing.T) {
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", "")
	if release, by, err := Hold(t.Context(), "a test"); err == nil {
		release()
		t.Errorf("held by %q, where nobody could", by)
	}
}
