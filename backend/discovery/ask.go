package discovery

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

const (
	askFor     = 700 * time.Millisecond // how long answers are collected; the question goes out twice in it
	maxAnswers = 64                     // addresses read from one network: more is no honest answer
	maxPacket  = 9000                   // bytes of a multicast DNS packet (RFC 6762, 17)
)

// group4 and group6 are where multicast DNS is spoken.
var (
	group4 = &net.UDPAddr{IP: net.IPv4(224, 0, 0, 251), Port: 5353}
	group6 = &net.UDPAddr{IP: net.ParseIP("ff02::fb"), Port: 5353}
)

// Ask returns the IPv4 addresses for which somebody answers to host, a name like
// npt-prof.local, on the networks of this machine. It takes less than a second.
func Ask(ctx context.Context, host string) []netip.Addr {
	label, _ := strings.CutSuffix(host, ".local")
	all := slices.Concat(claimants(ctx, classrooms(Interfaces(), netip.Addr{}), label)...)
	slices.SortFunc(all, netip.Addr.Compare)
	return slices.Compact(all)
}

// claimants returns, for each of lans, the IPv4 addresses for which somebody answers
// to label.local there: our own too. It takes askFor, or until ctx ends.
func claimants(ctx context.Context, lans []Interface, label string) [][]netip.Addr {
	found := make([][]netip.Addr, len(lans))
	name, err := dnsmessage.NewName(label + ".local.")
	if err != nil {
		return found
	}
	ctx, cancel := context.WithTimeout(ctx, askFor)
	defer cancel()
	var asking sync.WaitGroup
	for i, lan := range lans {
		asking.Go(func() { found[i] = ask(ctx, lan, name) })
	}
	asking.Wait()
	return found
}

// ask sends a one-shot question (RFC 6762, 5.1) to one network and collects all
// answers until ctx ends: with two machines of one name, both answer.
func ask(ctx context.Context, lan Interface, name dnsmessage.Name) []netip.Addr {
	// Bound to the address of the lan, the socket gets answers from that lan only,
	// on every system: which network a rival is on decides who keeps the name.
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: lan.V4[0].AsSlice()})
	if err != nil {
		return nil
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.SetReadDeadline(time.Unix(1, 0)) })()
	id := uint16(rand.Uint32()) //nolint:gosec // tells late answers from ours; it is no secret
	query, err := question(id, name)
	if err != nil {
		return nil
	}
	send := func() { _ = multicast(c, lan, query) } // a network that takes nothing answers nothing
	send()
	defer time.AfterFunc(askFor/2, send).Stop() // UDP may be lost
	var found []netip.Addr
	for packet := make([]byte, maxPacket); len(found) < maxAnswers; {
		n, _, err := c.ReadFromUDPAddrPort(packet)
		if err != nil {
			if ctx.Err() != nil {
				break
			}
			continue // an ICMP error, say
		}
		for _, addr := range answersIn(packet[:n], id, name) {
			if !slices.Contains(found, addr) {
				found = append(found, addr)
			}
		}
	}
	return found
}

// multicast sends a packet to lan over IPv4, for which the socket is set up first;
// 255 hops because some drop what could have crossed a router (RFC 6762, 11).
func multicast(c *net.UDPConn, lan Interface, packet []byte) error {
	p := ipv4.NewPacketConn(c)
	if err := errors.Join(p.SetMulticastInterface(lan.net()), p.SetMulticastTTL(255)); err != nil {
		return err
	}
	_, err := p.WriteTo(packet, nil, group4)
	return err
}

// multicast6 is multicast over IPv6.
func multicast6(c *net.UDPConn, lan Interface, packet []byte) error {
	p := ipv6.NewPacketConn(c)
	if err := errors.Join(p.SetMulticastInterface(lan.net()), p.SetMulticastHopLimit(255)); err != nil {
		return err
	}
	_, err := p.WriteTo(packet, nil, group6)
	return err
}

func question(id uint16, name dnsmessage.Name) ([]byte, error) {
	m := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: id},
		Questions: []dnsmessage.Question{{Name: name, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}},
	}
	return m.Pack()
}

// answersIn returns the addresses of machines that a packet gives for name. The
// packet may come from anybody and hold anything.
func answersIn(packet []byte, id uint16, name dnsmessage.Name) []netip.Addr {
	var p dnsmessage.Parser
	header, err := p.Start(packet)
	if err != nil || !header.Response || header.ID != id || p.SkipAllQuestions() != nil {
		return nil
	}
	var found []netip.Addr
	for len(found) < maxAnswers {
		r, err := p.Answer()
		if err != nil {
			break
		}
		a, ok := r.Body.(*dnsmessage.AResource)
		if !ok || !sameName(r.Header.Name, name) {
			continue
		}
		if addr := netip.AddrFrom4(a.A); addr.IsGlobalUnicast() || addr.IsLinkLocalUnicast() {
			found = append(found, addr)
		}
	}
	return found
}

// sameName compares names as DNS does: the case of ASCII letters does not matter.
func sameName(a, b dnsmessage.Name) bool {
	lower := func(n dnsmessage.Name) []byte {
		out := slices.Clone(n.Data[:n.Length])
		for i, c := range out {
			if c >= 'A' && c <= 'Z' {
				out[i] = c + 'a' - 'A'
			}
		}
		return out
	}
	return slices.Equal(lower(a), lower(b))
}

// rivals returns who else answers on each lan: what is found there but for the
// addresses of this machine.
func rivals(found [][]netip.Addr, own []netip.Addr) [][]netip.Addr {
	out := make([][]netip.Addr, len(found))
	for i, addrs := range found {
		out[i] = slices.DeleteFunc(slices.Clone(addrs), func(a netip.Addr) bool { return slices.Contains(own, a) })
	}
	return out
}

// yields tells whether we give up a name that rivals claim too: where one of them
// has a lower address than ours on that network. Each side sees the same two
// addresses, so exactly one yields.
func yields(lans []Interface, rivals [][]netip.Addr) bool {
	for i, lan := range lans {
		if len(rivals[i]) > 0 && slices.MinFunc(rivals[i], netip.Addr.Compare).Less(slices.MinFunc(lan.V4, netip.Addr.Compare)) {
			return true
		}
	}
	return false
}
