package discovery

import (
	"net"
	"net/netip"
	"slices"
	"testing"
)

func TestKindOf(t *testing.T) {
	const on = net.FlagUp | net.FlagRunning | net.FlagMulticast | net.FlagBroadcast
	for _, tt := range []struct {
		name  string
		flags net.Flags
		want  Kind
	}{
		{"lo", on | net.FlagLoopback, Loopback},
		{"eth0", on, Lan},
		{"wlp3s0", on, Lan},
		{"en0", on, Lan},
		{"Wi-Fi", on, Lan},
		{"Ethernet 2", on, Lan},
		{"br0", on, Lan},
		{"bridge100", on, Lan}, // the hotspot of a Mac
		{"ap0", on, Lan},       // the hotspot of a Linux
		{"eth0", net.FlagUp | net.FlagMulticast, Down},
		{"eth0", net.FlagMulticast, Down},
		{"eth0", on &^ net.FlagMulticast, Mute},
		{"docker0", on, Container},
		{"br-1f2e3d4c5b6a", on, Container},
		{"virbr0", on, Machine},
		{"vEthernet (WSL)", on, Machine},
		{"VirtualBox Host-Only Network", on, Machine},
		{"tun0", on | net.FlagPointToPoint, Tunnel},
		{"tun0", on, Tunnel},
		{"utun4", on | net.FlagPointToPoint, Tunnel},
		{"wg0", on &^ net.FlagMulticast, Tunnel},
		{"Tailscale", on, Tunnel},
		{"strange0", on | net.FlagPointToPoint, Tunnel},
	} {
		if got := kindOf(tt.name, tt.flags); got != tt.want {
			t.Errorf("kindOf(%q, %v) = %s, want %s", tt.name, tt.flags, got, tt.want)
		}
	}
}

func addrList(all ...string) []netip.Addr {
	var out []netip.Addr
	for _, a := range all {
		out = append(out, netip.MustParseAddr(a))
	}
	return out
}

func lan(name string, v4 ...string) Interface {
	return Interface{Name: name, Kind: Lan, V4: addrList(v4...)}
}

func TestClassrooms(t *testing.T) {
	docker := Interface{Name: "docker0", Kind: Container, V4: addrList("172.17.0.1")}
	tunnel := Interface{Name: "tun0", Kind: Tunnel, V4: addrList("10.8.0.6")}
	all := []Interface{lan("eth0", "192.168.1.20", "10.1.1.1"), docker, lan("wlan0", "10.42.0.1"), tunnel, lan("eth1")}
	for _, tt := range []struct{ name, bound, outbound, want string }{
		{"every address", "", "", "192.168.1.20 10.1.1.1 10.42.0.1"},
		{"unspecified", "0.0.0.0", "", "192.168.1.20 10.1.1.1 10.42.0.1"},
		{"unspecified, both families", "::", "", "192.168.1.20 10.1.1.1 10.42.0.1"},
		{"default route first", "", "10.42.0.1", "10.42.0.1 192.168.1.20 10.1.1.1"},
		{"default route through the VPN", "", "10.8.0.6", "192.168.1.20 10.1.1.1 10.42.0.1"},
		{"the switch of a virtual machine with the network in it", "", "172.17.0.1", "172.17.0.1 192.168.1.20 10.1.1.1 10.42.0.1"},
		{"one address", "10.1.1.1", "10.42.0.1", "10.1.1.1"},
		{"one address, mapped", "::ffff:10.1.1.1", "", "10.1.1.1"},
		{"loopback", "127.0.0.1", "", ""},
		{"an address that went away", "192.168.9.9", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var bound, outbound netip.Addr
			if tt.bound != "" {
				bound = netip.MustParseAddr(tt.bound)
			}
			if tt.outbound != "" {
				outbound = netip.MustParseAddr(tt.outbound)
			}
			got := addrsOf(classrooms(defaultFirst(slices.Clone(all), outbound), bound))
			if s := joined(got); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

func TestMadeUpAddressesComeLast(t *testing.T) {
	got := addrsOf([]Interface{lan("eth0", "169.254.3.4"), lan("wlan0", "10.42.0.1")})
	if s := joined(got); s != "10.42.0.1 169.254.3.4" {
		t.Error(s)
	}
}

func joined(addrs []netip.Addr) string {
	s := ""
	for _, a := range addrs {
		if s != "" {
			s += " "
		}
		s += a.String()
	}
	return s
}
