//go:build linux

package netlab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"npt/app/api"
)

// counted is how long a class must be connected before it is counted: the app counts once a second.
const counted = 1500 * time.Millisecond

// room is a class of connected students that the app has counted. A student who came after the last
// count would not be noticed when leaving.
func room(t *testing.T, p *teacher, h *host, size int) {
	t.Helper()
	cell := p.cell().ByAddress
	for n := range size {
		s := newStudent(h, fmt.Sprintf("NAME=Student %d", n))
		s.cell(cell)
	}
	var since time.Time
	waitFor(t, "the class to be connected", 40*time.Second, func() bool {
		if p.status().Connected != size {
			since = time.Time{}
		} else if since.IsZero() {
			since = time.Now()
		}
		return !since.IsZero() && time.Since(since) > counted
	})
}

// silentWithin waits for the status line to warn that so many notebooks fell silent.
func (t *teacher) silentWithin(limit time.Duration, count int) {
	t.t.Helper()
	var said api.Notice
	took := waitFor(t.t, "the warning", limit, func() bool {
		all := t.status().Notices
		i := slices.IndexFunc(all, func(n api.Notice) bool { return n.Code == "silent" })
		if i >= 0 {
			said = all[i]
		}
		return i >= 0
	})
	t.t.Logf("the warning came after %s", took)
	if want := (api.Param{Name: "before", Value: strconv.Itoa(count)}); !slices.Contains(said.Params, want) {
		t.t.Errorf("it says %+v", said)
	}
}

// If a class loses its network, the status line says so, and stops saying it when the class is back. A
// student who closes a notebook raises no warning.
func TestNetSilence(t *testing.T) {
	l, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	room(t, p, alice, 6)
	if slices.Contains(p.notices(), "silent") {
		t.Fatal("it warns of a class that is there")
	}
	l.ip("link set port2 nomaster") // as when an access point fails: the teacher's computer does not notice
	p.silentWithin(25*time.Second, 6)
	l.ip("link set port2 master br0")
	took := waitFor(t, "the warning to be taken back", time.Minute, func() bool { return !slices.Contains(p.notices(), "silent") })
	t.Logf("the warning was taken back after %s", took)
}

// If the teacher's own cable is pulled, the warning comes at once.
func TestNetSilenceOfTheTeacher(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	room(t, p, alice, 5)
	prof.ip("addr del 10.78.0.1/24 dev eth0")
	p.silentWithin(rightAgain, 5)
	prof.ip("addr add 10.78.0.1/24 brd + dev eth0")
	within(t, "the warning to be taken back", func() bool { return len(p.notices()) == 0 })
}

// reaches reports whether something answers at an address of the app.
func (h *host) reaches(addr string) bool {
	return strings.Contains(func() string {
		out, _ := h.command("curl", "-s", "-m", "2", "http://"+addr+":6780/who").CombinedOutput()
		return string(out)
	}(), `"app":"npt"`)
}

// If the teacher chooses one interface, the app listens on it only, on the same port and after a
// restart. While the interface is gone, the app says so and waits.
func TestNetOneInterface(t *testing.T) {
	_, prof, alice := class(t)
	second, bob := newLAN(t), newHost(t, "bob-pc")
	second.join(prof, "eth1", "192.168.7.1")
	second.join(bob, "eth0", "192.168.7.2")
	p := newTeacher(prof, "prof")
	p.named()
	if !alice.reaches("10.78.0.1") || !bob.reaches("192.168.7.1") {
		t.Fatal("not reached on both networks at first")
	}
	status := invoke[api.Status](p, "SetInterface", "eth1")
	wantAddrs(t, "addresses", status.Addresses, "192.168.7.1:6780")
	if status.Interface != "eth1" || alice.reaches("10.78.0.1") || !bob.reaches("192.168.7.1") {
		t.Errorf("bound to eth1: %+v", status)
	}
	within(t, "the name to follow", func() bool {
		return slices.Equal(bob.resolve("npt-prof.local"), []string{"192.168.7.1"}) && len(alice.resolve("npt-prof.local")) == 0
	})
	p.worksThrough(bob, p.cell().ByAddress)

	prof.ip("addr del 192.168.7.1/24 dev eth1")
	within(t, "an interface without an address to be said", func() bool { return slices.Equal(p.notices(), []string{"interface_gone"}) })
	if alice.reaches("10.78.0.1") || !prof.reaches("127.0.0.1") {
		t.Error("while its interface is gone the app listens on another one, or not for its own computer")
	}
	prof.ip("addr add 192.168.7.9/24 brd + dev eth1")
	within(t, "the interface's new address", func() bool { return bob.reaches("192.168.7.9") && len(p.notices()) == 0 })

	p.stop()
	p = newTeacher(prof, "prof")
	if p.status().Interface != "eth1" || alice.reaches("10.78.0.1") || !bob.reaches("192.168.7.9") {
		t.Errorf("after a new start: %+v", p.status())
	}
	invoke[api.Status](p, "SetInterface", "")
	if !alice.reaches("10.78.0.1") || !bob.reaches("192.168.7.9") {
		t.Error("not reached on both networks in the end")
	}
}
