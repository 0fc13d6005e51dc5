package discovery

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Kind says where an interface leads.
type Kind string

// The kinds. Only a Lan can lead to a classroom.
const (
	Lan       Kind = "lan"
	Loopback  Kind = "loopback"  // only this computer
	Container Kind = "container" // docker and similar
	Machine   Kind = "machine"   // virtual machines
	Tunnel    Kind = "tunnel"    // VPNs and point-to-point links
	Down      Kind = "down"      // switched off, no cable, or not joined
	Mute      Kind = "mute"      // no multicast
)

// Interface is a network interface of this machine with its addresses.
type Interface struct {
	Index int
	Name  string
	Kind  Kind
	V4    []netip.Addr // addresses given by a network first, then self-assigned ones (169.254.0.0/16)
	V6    []netip.Addr // without zones
}

// Interfaces returns all interfaces of this machine, the one with the default route first; none if the
// system does not tell.
func Interfaces() []Interface {
	all, err := net.Interfaces()
	if err != nil {
		return nil
	}
	out := make([]Interface, 0, len(all))
	for _, i := range all {
		v4, v6 := addresses(i)
		out = append(out, Interface{Index: i.Index, Name: i.Name, Kind: kindOf(i.Name, i.Flags), V4: v4, V6: v6})
	}
	return defaultFirst(out, outbound())
}

// defaultFirst moves the interface with the address from which we would reach the internet to the
// front. If its name is that of a container or virtual machine, it is a virtual switch connected to
// the real network (Hyper-V, Open vSwitch), so it is a Lan.
func defaultFirst(all []Interface, outbound netip.Addr) []Interface {
	i := slices.IndexFunc(all, func(i Interface) bool { return slices.Contains(i.V4, outbound) })
	if i < 0 {
		return all
	}
	first := all[i]
	if first.Kind == Machine || first.Kind == Container {
		first.Kind = Lan
	}
	return append([]Interface{first}, slices.Delete(all, i, i+1)...)
}

// prefixes are the beginnings, in lower case, of the names of interfaces that lead to no classroom.
// Linux, macOS and Windows share one table, because their names do not clash.
var prefixes = []struct {
	kind  Kind
	begin []string
}{
	// Before the containers, because vEthernet begins with veth. `bridge` is missing, because on macOS
	// it is also the hotspot that a teacher gives the class.
	{Machine, []string{"virbr", "vnet", "vmnet", "vboxnet", "vethernet", "virtualbox", "vmware", "hyper-v"}},
	{Container, []string{"docker", "br-", "veth", "cni", "flannel", "cali", "podman", "lxc", "lxd", "incus", "kube"}},
	{Tunnel, []string{
		"tun", "tap", "utun", "wg", "ppp", "ipsec", "gre", "sit", "tailscale", "zt", "zerotier", "wireguard", "openvpn",
		"nordlynx", "proton", "pvpn", "cscotun", "gpd", "ham", "vpn", "cloudflarewarp", "wwan", "rmnet",
		// Apple's own links between devices.
		"awdl", "llw", "anpi",
	}},
}

// kindOf returns the kind of an interface by its name and flags. All systems have these, and a program
// without special rights may read them.
func kindOf(name string, flags net.Flags) Kind {
	// Without Running, a cable is unplugged or a Wi-Fi is not joined: the address may remain, but
	// nobody reaches it.
	const up = net.FlagUp | net.FlagRunning
	switch {
	case flags&net.FlagLoopback != 0:
		return Loopback
	case flags&up != up:
		return Down
	}
	lower := strings.ToLower(name)
	for _, n := range prefixes {
		if slices.ContainsFunc(n.begin, func(begin string) bool { return strings.HasPrefix(lower, begin) }) {
			return n.kind
		}
	}
	switch {
	case flags&net.FlagPointToPoint != 0:
		return Tunnel
	case flags&net.FlagMulticast == 0:
		return Mute
	}
	return Lan
}

// addresses returns the IPv4 and the IPv6 addresses of an interface.
func addresses(i net.Interface) (v4, v6 []netip.Addr) {
	all, err := i.Addrs()
	if err != nil {
		return nil, nil // it disappeared after it was listed
	}
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		switch {
		case err != nil:
		case prefix.Addr().Is4():
			v4 = append(v4, prefix.Addr())
		default:
			v6 = append(v6, prefix.Addr().WithZone(""))
		}
	}
	slices.SortStableFunc(v4, selfAssignedLast)
	return v4, v6
}

func selfAssignedLast(a, b netip.Addr) int {
	rank := func(a netip.Addr) int {
		if a.IsLinkLocalUnicast() {
			return 1
		}
		return 0
	}
	return cmp.Compare(rank(a), rank(b))
}

// classrooms returns the interfaces on which a classroom reaches a server that is bound to bound; zero
// or unspecified means all addresses. Interfaces without IPv4 are left out.
func classrooms(all []Interface, bound netip.Addr) []Interface {
	bound = bound.Unmap()
	every := !bound.IsValid() || bound.IsUnspecified()
	var lans []Interface
	for _, i := range all {
		switch {
		case i.Kind != Lan || len(i.V4) == 0:
		case every:
			lans = append(lans, i)
		case slices.Contains(i.V4, bound):
			i.V4, i.V6 = []netip.Addr{bound}, nil
			lans = append(lans, i)
		}
	}
	return lans
}

// chosen returns the interface that the teacher named, of any kind, because the teacher knows where
// the class is. Without a name it returns the classrooms.
func chosen(all []Interface, only string, bound netip.Addr) []Interface {
	if only == "" {
		return classrooms(all, bound)
	}
	i := slices.IndexFunc(all, func(i Interface) bool { return i.Name == only })
	if i < 0 || all[i].Kind == Down || len(all[i].V4) == 0 {
		return nil
	}
	return []Interface{all[i]}
}

// Addrs returns the addresses at which a classroom reaches a server on this machine
// that listens on every address, best first.
func Addrs() []netip.Addr { return addrsOf(classrooms(Interfaces(), netip.Addr{})) }

// addrsOf returns the addresses of lans in the order in which to try them.
func addrsOf(lans []Interface) []netip.Addr {
	var all []netip.Addr
	for _, l := range lans {
		all = append(all, l.V4...)
	}
	slices.SortStableFunc(all, selfAssignedLast)
	return all
}

// outbound returns the address from which this machine would reach the internet; the zero Addr without
// a default route. It sends nothing: connecting a UDP socket only asks the routing table.
func outbound() netip.Addr {
	// 192.0.2.0/24 is reserved for examples (RFC 5737), so only a default route leads there.
	c, err := net.Dial("udp4", "192.0.2.1:9")
	if err != nil {
		return netip.Addr{}
	}
	defer c.Close()
	return c.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap()
}

// net returns the interface with the fields that sockets need.
func (i Interface) net() *net.Interface { return &net.Interface{Index: i.Index, Name: i.Name} }

// netInterfaces returns lans as types of the standard library.
func netInterfaces(lans []Interface) []net.Interface {
	out := make([]net.Interface, 0, len(lans))
	for _, l := range lans {
		if i, err := net.InterfaceByIndex(l.Index); err == nil {
			out = append(out, *i)
		}
	}
	return out
}

func same(a, b []Interface) bool {
	return slices.EqualFunc(a, b, func(a, b Interface) bool {
		return a.Index == b.Index && a.Name == b.Name && a.Kind == b.Kind &&
			slices.Equal(a.V4, b.V4) && slices.Equal(a.V6, b.V6)
	})
}
