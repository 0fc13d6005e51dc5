//go:build linux

package netlab

import (
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/enginetest"

	"golang.org/x/net/dns/dnsmessage"
)

// rightAgain is what issue 5 allows for everything to be right after a change.
const rightAgain = 5 * time.Second

// class is a teacher's machine and a student's on one LAN, with a default route.
func class(t *testing.T) (l *lan, prof, alice *host) {
	t.Helper()
	netlab(t)
	l, prof, alice = newLAN(t), newHost(t, "prof-pc"), newHost(t, "alice-pc")
	l.join(prof, "eth0", "10.78.0.1")
	l.join(alice, "eth0", "10.78.0.2")
	prof.route("10.78.0.254")
	alice.route("10.78.0.254")
	return l, prof, alice
}

func wantAddrs(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// within waits until holds returns true and logs how long that took; more than rightAgain fails the
// test.
func within(t *testing.T, what string, holds func() bool) {
	t.Helper()
	took := waitFor(t, what, 4*rightAgain, holds)
	t.Logf("%s: right after %s", what, took)
	if took > rightAgain {
		t.Errorf("%s took %s, more than %s", what, took, rightAgain)
	}
}

// seen reports whether a browse from h finds instance at exactly those addresses.
func (h *host) seen(instance string, addrs ...string) bool {
	a := h.browse()[instance]
	return a != nil && slices.Equal(a.addrs, addrs)
}

// A student whose computer has no multicast DNS uses the address.
func TestNetPlainLAN(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	if p.named() != "npt-prof.local" || len(p.notices()) != 0 {
		t.Errorf("%+v", p.status())
	}
	wantAddrs(t, "one-shot question", alice.resolve("npt-prof.local"), "10.78.0.1")
	wantAddrs(t, "in another case", alice.resolve("NPT-Prof.local"), "10.78.0.1")
	p.worksThrough(alice, p.cell().ByAddress)
}

// With avahi on both machines, as on desktops, the name in the cell is enough, by
// the system's own resolver; avahi forgets it when the app ends.
func TestNetAvahi(t *testing.T) {
	_, prof, alice := class(t)
	prof.avahi()
	alice.avahi()
	p := newTeacher(prof, "prof")
	p.named()
	cell := p.cell().ByName
	if !strings.Contains(cell, "http://npt-prof.local:6780/") {
		t.Errorf("the cell by name is %s", cell)
	}
	if got := alice.run("getent", "ahostsv4", "npt-prof.local"); !strings.HasPrefix(got, "10.78.0.1 ") {
		t.Errorf("the system's resolver says %s", got)
	}
	if got := alice.run("avahi-resolve", "-6", "-n", "npt-prof.local"); !strings.Contains(got, "fe80::") {
		t.Errorf("over IPv6 the name is %s", got)
	}
	p.worksThrough(alice, cell)
	browse := func() string { return alice.run("avahi-browse", "-rpt", "_npt._tcp") }
	enginetest.Eventually(t, "avahi to know the service", func() bool {
		return strings.Contains(browse(), ";npt-prof.local;10.78.0.1;6780;") && strings.Contains(browse(), `"owner=prof"`)
	})
	p.stop()
	enginetest.Eventually(t, "avahi to forget the service", func() bool { return !strings.Contains(browse(), "npt-prof") })
	enginetest.Eventually(t, "avahi to forget the name", func() bool {
		return !strings.Contains(alice.run("avahi-resolve", "-4", "-n", "npt-prof.local"), "10.78.0.1")
	})
}

// The announcement has the owner and the number of open sessions, and ends with the app.
func TestNetAnnouncedAndWithdrawn(t *testing.T) {
	_, prof, alice := class(t)
	var goodbyes syncSet
	alice.overhear(func(r dnsmessage.Resource) {
		if r.Header.TTL == 0 {
			goodbyes.add(r.Header.Type.String() + " " + r.Header.Name.String())
		}
	})
	p := newTeacher(prof, "Prof Müller")
	if name := p.named(); name != "npt-prof-m-ller.local" {
		t.Error(name)
	}
	a := alice.browse()["npt-prof-m-ller"]
	if a == nil || a.target != "npt-prof-m-ller.local." || a.port != 6780 || !slices.Equal(a.addrs, []string{"10.78.0.1"}) {
		t.Fatalf("browse found %+v", a)
	}
	if len(a.text) != 4 || a.text[0] != "owner=Prof Müller" || a.text[1] != "version=dev" || len(a.text[2]) < 20 || a.text[3] != "open=1" {
		t.Errorf("TXT %q", a.text)
	}
	invoke[any](p, "CloseSession", p.status().CurrentSession)
	within(t, "the closed session to be announced", func() bool {
		a := alice.browse()["npt-prof-m-ller"]
		return a != nil && a.text[3] == "open=0"
	})
	p.stop()
	for _, want := range []string{"TypePTR _npt._tcp.local.", "TypeSRV npt-prof-m-ller._npt._tcp.local.", "TypeA npt-prof-m-ller.local."} {
		enginetest.Eventually(t, "a goodbye to "+want, func() bool { return goodbyes.has(want) })
	}
	if found := alice.browse(); len(found) != 0 {
		t.Errorf("after the end a browse finds %v", found)
	}
}

// On two networks, each student is told the address that they can reach, and no other.
func TestNetTwoLANs(t *testing.T) {
	_, prof, alice := class(t)
	second, bob := newLAN(t), newHost(t, "bob-pc")
	second.join(prof, "eth1", "192.168.7.1")
	second.join(bob, "eth0", "192.168.7.2")
	p := newTeacher(prof, "prof")
	p.named()
	wantAddrs(t, "addresses", p.status().Addresses, "10.78.0.1:6780", "192.168.7.1:6780")
	wantAddrs(t, "name on the first", alice.resolve("npt-prof.local"), "10.78.0.1")
	wantAddrs(t, "name on the second", bob.resolve("npt-prof.local"), "192.168.7.1")
	wantAddrs(t, "browse on the first", alice.browse()["npt-prof"].addrs, "10.78.0.1")
	wantAddrs(t, "browse on the second", bob.browse()["npt-prof"].addrs, "192.168.7.1")
	p.worksThrough(bob, strings.Replace(p.cell().ByAddress, "10.78.0.1", "192.168.7.1", 1))
}

// If the app is bound to one address, it is announced on that network only.
func TestNetBoundToOneAddress(t *testing.T) {
	_, prof, alice := class(t)
	second, bob := newLAN(t), newHost(t, "bob-pc")
	second.join(prof, "eth1", "192.168.7.1")
	second.join(bob, "eth0", "192.168.7.2")
	p := newTeacher(prof, "prof", "--listen", "192.168.7.1:6780")
	p.named()
	wantAddrs(t, "addresses", p.status().Addresses, "192.168.7.1:6780")
	wantAddrs(t, "name on the second", bob.resolve("npt-prof.local"), "192.168.7.1")
	if found, name := alice.browse(), alice.resolve("npt-prof.local"); len(found) != 0 || len(name) != 0 {
		t.Errorf("on the first network: %v %v", found, name)
	}
	p.worksThrough(bob, p.cell().ByAddress)
}

// Interfaces of containers and tunnels are neither shown nor announced.
func TestNetContainersAndTunnelsStayOut(t *testing.T) {
	_, prof, alice := class(t)
	prof.ip(
		"link add docker0 type bridge", "addr add 172.17.0.1/16 dev docker0", "link set docker0 up",
		"link add veth1 type veth peer name inside1", "link set veth1 master docker0 up", "link set inside1 up",
		"link add br-0123456789ab type bridge", "addr add 172.18.0.1/16 dev br-0123456789ab", "link set br-0123456789ab up",
		"link add veth2 type veth peer name inside2", "link set veth2 master br-0123456789ab up", "link set inside2 up",
		"link add tun0 type veth peer name inside3", "addr add 10.8.0.6/24 dev tun0", "link set tun0 up", "link set inside3 up",
		// As a VPN does that takes over all traffic.
		"route add 0.0.0.0/1 dev tun0", "route add 128.0.0.0/1 dev tun0",
	)
	p := newTeacher(prof, "prof")
	p.named()
	wantAddrs(t, "addresses", p.status().Addresses, "10.78.0.1:6780")
	wantAddrs(t, "name", alice.resolve("npt-prof.local"), "10.78.0.1")
	wantAddrs(t, "browse", alice.browse()["npt-prof"].addrs, "10.78.0.1")
	p.worksThrough(alice, p.cell().ByAddress)
}

// A cable that is plugged in after the start is found.
func TestNetInterfaceLater(t *testing.T) {
	netlab(t)
	l, prof, alice := newLAN(t), newHost(t, "prof-pc"), newHost(t, "alice-pc")
	l.join(alice, "eth0", "10.78.0.2")
	p := newTeacher(prof, "prof")
	if s := p.status(); s.HostName != "" || s.Addresses[0] != "127.0.0.1:6780" || !slices.Contains(p.notices(), "no_network") {
		t.Errorf("without a network: %+v", s)
	}
	l.join(prof, "eth0", "10.78.0.1")
	within(t, "a cable plugged in", func() bool { return alice.seen("npt-prof", "10.78.0.1") })
	if p.named() != "npt-prof.local" || len(p.notices()) != 0 {
		t.Errorf("with a network: %+v", p.status())
	}
	p.worksThrough(alice, p.cell().ByAddress)
}

// If the address changes in mid-lab, browse and name are right again, and a student whose cell has the
// name goes on without help.
func TestNetAddressChange(t *testing.T) {
	_, prof, alice := class(t)
	alice.avahi()
	p := newTeacher(prof, "prof")
	p.named()
	s := newStudent(alice)
	s.cell(p.cell().ByName)
	s.cell("send(1, 1)")
	enginetest.Eventually(t, "the first record", func() bool { return slices.Contains(p.got(), "1") })
	prof.ip("addr del 10.78.0.1/24 dev eth0", "addr add 10.78.0.77/24 brd + dev eth0")
	within(t, "an address change", func() bool {
		return alice.seen("npt-prof", "10.78.0.77") && slices.Equal(alice.resolve("npt-prof.local"), []string{"10.78.0.77"}) &&
			slices.Equal(p.status().Addresses, []string{"10.78.0.77:6780"})
	})
	s.cell("send(2, 2)")
	within(t, "the record that was sent after the change", func() bool { return slices.Contains(p.got(), "2") })
	s.leave()
	bob := newStudent(alice)
	bob.cell(p.cell().ByAddress)
	bob.cell("send(3, 3)")
	if said := bob.leave(); said != "" {
		t.Error(said)
	}
	enginetest.Eventually(t, "a record by the new address", func() bool { return slices.Contains(p.got(), "3") })
}

// A switch on a table, without a router: nobody has a default route.
func TestNetNoDefaultRoute(t *testing.T) {
	netlab(t)
	l, prof, alice := newLAN(t), newHost(t, "prof-pc"), newHost(t, "alice-pc")
	l.join(prof, "eth0", "169.254.7.1")
	l.join(alice, "eth0", "169.254.7.2")
	p := newTeacher(prof, "prof")
	p.named()
	if !alice.seen("npt-prof", "169.254.7.1") {
		t.Error("not announced")
	}
	p.worksThrough(alice, p.cell().ByAddress)
}

// If another program keeps port 5353 for itself, the app has no name, but the lab works.
func TestNetPort5353Taken(t *testing.T) {
	_, prof, alice := class(t)
	hog := prof.start("taken", "/usr/bin/python3", "-uc", "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM);"+
		"s.bind(('0.0.0.0', 5353)); print('taken'); time.sleep(600)")
	p := newTeacher(prof, "prof")
	enginetest.Eventually(t, "the notice", func() bool { return slices.Equal(p.notices(), []string{"mdns_port_kept"}) })
	if s := p.status(); s.HostName != "" || p.cell().ByName != "" {
		t.Errorf("a name is shown that nobody answers for: %+v", s)
	}
	p.worksThrough(alice, p.cell().ByAddress)
	if err := hog.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	within(t, "the port free again", func() bool { return alice.seen("npt-prof", "10.78.0.1") && len(p.notices()) == 0 })
}

// Records that are sent while the app is away arrive when it is back.
func TestNetRestartOnTheSameAddress(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	s := newStudent(alice)
	s.cell(p.cell().ByAddress)
	s.cell("send(1, 1)")
	enginetest.Eventually(t, "the first record", func() bool { return slices.Contains(p.got(), "1") })
	p.stop()
	s.cell("send(2, 2)")
	p = newTeacher(prof, "prof")
	enginetest.Eventually(t, "the record sent meanwhile", func() bool { return slices.Contains(p.got(), "2") })
	s.leave()
}

// Restarted at another address, the app is found by the name in the cell.
func TestNetRestartOnAnotherAddress(t *testing.T) {
	_, prof, alice := class(t)
	alice.avahi()
	p := newTeacher(prof, "prof")
	p.named()
	s := newStudent(alice)
	s.cell(p.cell().ByName)
	s.cell("send(1, 1)")
	enginetest.Eventually(t, "the first record", func() bool { return slices.Contains(p.got(), "1") })
	p.stop()
	prof.ip("addr del 10.78.0.1/24 dev eth0", "addr add 10.78.0.77/24 brd + dev eth0")
	s.cell("send(2, 2)")
	p = newTeacher(prof, "prof")
	took := waitFor(t, "the record sent meanwhile", 40*time.Second, func() bool { return slices.Contains(p.got(), "2") })
	t.Logf("it arrived %s after the start", took)
	s.leave()
}

// If the switch drops multicast, the address works and nothing else changes.
func TestNetMulticastDropped(t *testing.T) {
	l, prof, alice := class(t)
	l.multicast("port1", false)
	l.multicast("port2", false)
	p := newTeacher(prof, "prof")
	p.named()
	if found := alice.browse(); len(found) != 0 {
		t.Fatalf("multicast is not dropped: browse finds %v", found)
	}
	p.worksThrough(alice, p.cell().ByAddress)
}

// After the first line has fetched the client, the client does not use the student's proxy to reach
// the teacher.
func TestNetProxyVariables(t *testing.T) {
	_, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	s := newStudent(alice)
	s.cell(p.cell().ByAddress)
	s.cell("import os; os.environ['http_proxy'] = os.environ['HTTP_PROXY'] = 'http://10.78.0.99:3128'")
	s.cell("send(1, 1)")
	s.cell("send([1, 2], 2)")
	s.leave()
	enginetest.Eventually(t, "both records", func() bool { return slices.Equal(p.got(), []string{"1", "2"}) })
}

// A link that swallows every packet delays no cell and loses no record.
func TestNetLinkDropped(t *testing.T) {
	l, prof, alice := class(t)
	p := newTeacher(prof, "prof")
	s := newStudent(alice)
	s.cell(p.cell().ByAddress)
	s.cell("send(0, 'before')")
	enginetest.Eventually(t, "the record before", func() bool { return slices.Equal(p.got(), []string{"before"}) })
	l.ip("link set port2 down")
	s.cell(`import time
longest = 0.0
for i in range(10):
    start = time.perf_counter()
    send(i, i)
    longest = max(longest, time.perf_counter() - start)
print("no cell was held up" if longest < 1 else "held up for %.1f s" % longest, flush=True)`)
	enginetest.Eventually(t, "ten calls of send", func() bool { return strings.Contains(s.said.String(), "held up") })
	l.ip("link set port2 up")
	waitFor(t, "the records sent meanwhile", time.Minute, func() bool { return len(p.got()) == 11 })
	if said := s.leave(); !strings.Contains(said, "no cell was held up") {
		t.Errorf("the student saw %s", said)
	}
}

// If the network keeps clients apart, they cannot reach each other, and our code cannot help. The
// student is told at once.
func TestNetIsolation(t *testing.T) {
	l, prof, alice := class(t)
	l.run("bridge", "link", "set", "dev", "port1", "isolated", "on")
	l.run("bridge", "link", "set", "dev", "port2", "isolated", "on")
	p := newTeacher(prof, "prof")
	s := newStudent(alice)
	s.cell(p.cell().ByAddress)
	if said := s.leave(); !strings.Contains(said, "requests.exceptions.ConnectionError") {
		t.Errorf("the student saw %s", said)
	}
	p.named()
	p.doctorSays("nobody_yet", "name_unknown_here", "network", "port", "firewall_open")
}

// A network with only IPv6 does not work for us: the app says so.
func TestNetIPv6Only(t *testing.T) {
	netlab(t)
	l, prof := newLAN(t), newHost(t, "prof-pc")
	l.plug(prof, "eth0")
	p := newTeacher(prof, "prof")
	if !slices.Contains(p.notices(), "no_network") {
		t.Errorf("%+v", p.status())
	}
}
