// Package discovery finds the addresses at which a classroom can reach this
// machine and announces the app there over multicast DNS.
package discovery

import (
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Lan is an interface of this machine that leads to a classroom.
type Lan struct {
	Interface net.Interface
	Addrs     []netip.Addr // IPv4
}

// virtual are the beginnings of names of interfaces that lead to containers,
// virtual machines and tunnels, and never to a classroom.
var virtual = []string{
	"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "tailscale", "zt", "utun", "llw", "awdl",
	"bridge", "vEthernet", "cni", "flannel", "podman", "lxc", "lxd", "ppp", "ipsec", "nordlynx", "proton",
}

// Lans returns the interfaces that a classroom may reach us on: up, multicast,
// with an IPv4 address, none of loopback, container, virtual machine or tunnel.
func Lans() []Lan {
	all, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var lans []Lan
	for _, i := range all {
		if !leadsToClassroom(i) {
			continue
		}
		if addrs := ipv4(i); len(addrs) > 0 {
			lans = append(lans, Lan{Interface: i, Addrs: addrs})
		}
	}
	return lans
}

func leadsToClassroom(i net.Interface) bool {
	const need = net.FlagUp | net.FlagMulticast
	if i.Flags&need != need || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
		return false
	}
	return !slices.ContainsFunc(virtual, func(p string) bool { return strings.HasPrefix(i.Name, p) })
}

// ipv4 returns the interface's IPv4 addresses, those that a network gave before
// those that the machine made up for want of one (169.254.0.0/16).
func ipv4(i net.Interface) []netip.Addr {
	all, err := i.Addrs()
	if err != nil {
		return nil
	}
	var given, made []netip.Addr
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		switch {
		case err != nil || !prefix.Addr().Is4():
		case prefix.Addr().IsLinkLocalUnicast():
			made = append(made, prefix.Addr())
		default:
			given = append(given, prefix.Addr())
		}
	}
	return append(given, made...)
}

// at returns the lans that have the address, or all for an unspecified one.
func at(lans []Lan, bound netip.Addr) []Lan {
	if !bound.IsValid() || bound.IsUnspecified() {
		return lans
	}
	for _, l := range lans {
		if slices.Contains(l.Addrs, bound.Unmap()) {
			return []Lan{{Interface: l.Interface, Addrs: []netip.Addr{bound.Unmap()}}}
		}
	}
	return nil
}
