//go:build linux

package netlab

import (
	"strings"
	"testing"
	"time"
)

// rivals is a LAN with two teachers' machines and a student's; the second teacher
// has the lower address.
func rivals(t *testing.T) (l *lan, first, second, alice *host) {
	t.Helper()
	netlab(t)
	l, first, second, alice = newLAN(t), newHost(t, "prof-pc"), newHost(t, "rival-pc"), newHost(t, "alice-pc")
	l.join(first, "eth0", "10.78.0.9")
	l.join(second, "eth0", "10.78.0.3")
	l.join(alice, "eth0", "10.78.0.20")
	return l, first, second, alice
}

// settled waits until the two have these names and each name leads only to its teacher. It waits as
// long as the next check of the names may take.
func settled(t *testing.T, alice *host, first, second *teacher, firstName, secondName string) {
	t.Helper()
	took := waitFor(t, firstName+" and "+secondName, 40*time.Second, func() bool {
		return first.status().HostName == firstName && second.status().HostName == secondName
	})
	t.Logf("names settled after %s", took)
	wantAddrs(t, firstName, alice.resolve(firstName), "10.78.0.9")
	wantAddrs(t, secondName, alice.resolve(secondName), "10.78.0.3")
	if found := alice.browse(); len(found) != 2 {
		t.Errorf("browse finds %d teachers", len(found))
	}
}

// Two teachers with one name claim it at the same time. The lower address keeps it; the other
// teacher's app says so and puts its new name into cells.
func TestNetTwoOfOneNameAtOnce(t *testing.T) {
	l, a, b, alice := rivals(t)
	alice.avahi()
	// At first they do not hear each other, so they surely claim it at the same time.
	l.multicast("port1", false)
	l.multicast("port2", false)
	first, second := newTeacher(a, "prof"), newTeacher(b, "prof")
	wantAddrs(t, "names at first", []string{first.named(), second.named()}, "npt-prof.local", "npt-prof.local")
	l.multicast("port1", true)
	l.multicast("port2", true)
	settled(t, alice, first, second, "npt-prof-2.local", "npt-prof.local")
	wantAddrs(t, "notices of the one that gave way", first.notices(), "renamed")
	wantAddrs(t, "notices of the other", second.notices())
	first.worksThrough(alice, first.cell().ByName)
	second.worksThrough(alice, second.cell().ByName)
}

// The second teacher takes the next name, whatever the addresses are.
func TestNetTwoOfOneNameInTurn(t *testing.T) {
	_, a, b, alice := rivals(t)
	first := newTeacher(a, "prof")
	first.named()
	second := newTeacher(b, "Prof")
	settled(t, alice, first, second, "npt-prof.local", "npt-prof-2.local")
	wantAddrs(t, "notices of the second", second.notices(), "renamed")
	if !strings.Contains(second.cell().ByName, "http://npt-prof-2.local:6780/") {
		t.Errorf("the second gives the cell %s", second.cell().ByName)
	}
}

// Two apps on one computer, each with its own data, are two teachers too.
func TestNetTwoOnOneComputer(t *testing.T) {
	_, prof, alice := class(t)
	first := newTeacher(prof, "prof")
	first.named()
	prof.dir = t.TempDir()
	second := newTeacher(prof, "prof")
	wantAddrs(t, "names", []string{first.named(), second.named()}, "npt-prof.local", "npt-prof-2.local")
	found := alice.browse()
	if found["npt-prof"] == nil || found["npt-prof-2"] == nil || found["npt-prof"].port != 6780 || found["npt-prof-2"].port != 6781 {
		t.Errorf("browse finds %+v and %+v", found["npt-prof"], found["npt-prof-2"])
	}
	wantAddrs(t, "notices", second.notices(), "port_taken", "renamed")
}

func TestNetTwoNames(t *testing.T) {
	_, a, b, alice := rivals(t)
	first, second := newTeacher(a, "ada"), newTeacher(b, "bob")
	settled(t, alice, first, second, "npt-ada.local", "npt-bob.local")
	first.worksThrough(alice, first.cell().ByAddress)
	second.worksThrough(alice, second.cell().ByAddress)
}
