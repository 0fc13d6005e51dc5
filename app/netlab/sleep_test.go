//go:build linux

package netlab

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"npt/app/enginetest"
)

// A laptop that sleeps in one room and wakes in another works again at once. So does one that wakes in
// the same room after its announcement there was forgotten. Stopped processes imitate sleep: the wall
// clock runs on, and the app hears nothing.
func TestNetSleepAndWake(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	p.named()
	s := newStudent(alice)
	s.cell(p.cell().ByAddress)
	s.cell("send(1, 1)")
	enginetest.Eventually(t, "a record before the sleep", func() bool { return slices.Equal(p.got(), []string{"1"}) })

	sleep := func() {
		t.Helper()
		if err := p.served.Cmd.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		s.cell("send(2, 2)") // it returns at once, while the record waits
		time.Sleep(12 * time.Second)
	}
	wake := func() {
		t.Helper()
		if err := p.served.Cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
	}
	sleep()
	prof.ip("addr del 10.78.0.1/24 dev eth0", "addr add 10.78.0.77/24 brd + dev eth0")
	wake()
	within(t, "address and name after waking elsewhere", func() bool {
		return alice.seen("npt-prof", "10.78.0.77") && p.status().Addresses[0] == "10.78.0.77:6780" && alice.reaches("10.78.0.77")
	})
	enginetest.Eventually(t, "what was sent during the sleep", func() bool { return slices.Equal(p.got(), []string{"1", "2"}) })
	if len(p.notices()) != 0 {
		t.Errorf("notices: %v", p.notices())
	}

	sleep()
	wake()
	within(t, "address and name after waking in place", func() bool {
		return alice.seen("npt-prof", "10.78.0.77") && alice.reaches("10.78.0.77")
	})
}
