package discovery

import (
	"cmp"
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
	askFor     = 700 * time.Millisecond // how long answers are collected; meanwhile the question is sent twice
	maxAnswers = 64                     // addresses read from one network: an honest answer has fewer
	maxPacket  = 9000                   // bytes of a multicast DNS packet (RFC 6762, 17)
)

// group4 and group6 are the addresses and the port of multicast DNS.
var (
	group4 = &net.UDPAddr{IP: net.IPv4(224, 0, 0, 251), Port: 5353}
	group6 = &net.UDPAddr{IP: net.ParseIP("ff02::fb"), Port: 5353}
)

// Ask returns the IPv4 addresses that anybody on this machine's networks gives for
// host, a name like npt-prof.local; none if nobody answers. It takes less than a second.
func Ask(ctx context.Context, host string) []netip.Addr {
	label, _ := strings.CutSuffix(host, ".local")
	all := slices.Concat(claimants(ctx, classrooms(Interfaces(), netip.Addr{}), label)...)
	slices.SortFunc(all, netip.Addr.Compare)
	return slices.Compact(all)
}

// claimants returns, for each of lans, the IPv4 addresses that anybody there gives for label.local,
// including our own.
func claimants(ctx context.Context, lans []Interface, label string) [][]netip.Addr {
	found := make([][]netip.Addr, len(lans))
	name, err := dnsmessage.NewName(label + ".local.")
	if err != nil {
		return found
	}
	id := newID()
	query, err := question(id, name, dnsmessage.TypeA)
	if err != nil {
		return found
	}
	askAll(ctx, lans, query, func(i int, _ netip.Addr, packet []byte) {
		for _, addr := range answersIn(packet, id, name) {
			if len(found[i]) < maxAnswers && !slices.Contains(found[i], addr) {
				found[i] = append(found[i], addr)
			}
		}
	})
	return found
}

// Mine returns the host name, like npt-prof.local, that an app on this machine answers for, perhaps
// another process; empty if none does.
func Mine(ctx context.Context) string {
	id, mine := newID(), own()
	query, err := question(id, serviceName, dnsmessage.TypePTR)
	if err != nil {
		return ""
	}
	lans := classrooms(Interfaces(), netip.Addr{})
	labels := make([]string, len(lans))
	askAll(ctx, lans, query, func(i int, from netip.Addr, packet []byte) {
		if label := instanceIn(packet, id); label != "" && slices.Contains(mine, from) {
			labels[i] = label
		}
	})
	if label := cmp.Or(labels...); label != "" {
		return label + ".local"
	}
	return ""
}

// askAll sends a one-shot question (RFC 6762, 5.1) to all lans. It calls hear for each packet that
// comes back within askFor, or until ctx ends, because two machines with one name both answer. The
// calls for one lan, given by its index, come one after the other.
func askAll(ctx context.Context, lans []Interface, query []byte, hear func(i int, from netip.Addr, packet []byte)) {
	ctx, cancel := context.WithTimeout(ctx, askFor)
	defer cancel()
	var asking sync.WaitGroup
	for i, lan := range lans {
		asking.Go(func() {
			ask(ctx, lan, query, func(from netip.Addr, packet []byte) { hear(i, from, packet) })
		})
	}
	asking.Wait()
}

func ask(ctx context.Context, lan Interface, query []byte, hear func(from netip.Addr, packet []byte)) {
	// A socket bound to the address of the lan gets answers from that lan only, on every system. That
	// matters, because the network of a rival decides who keeps the name.
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: lan.V4[0].AsSlice()})
	if err != nil {
		return
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.SetReadDeadline(time.Unix(1, 0)) })()
	send := func() { _ = multicast(c, lan, query) } // a network that does not take the question gives no answer
	send()
	defer time.AfterFunc(askFor/2, send).Stop() // UDP may be lost
	for packet := make([]byte, maxPacket); ctx.Err() == nil; {
		n, from, err := c.ReadFromUDPAddrPort(packet)
		if err == nil { // else the time is up, or it is an ICMP error
			hear(from.Addr().Unmap(), packet[:n])
		}
	}
}

func newID() uint16 { return uint16(rand.Uint32()) } //nolint:gosec // it tells late answers from ours and is no secret

// multicast sends a packet to lan over IPv4 and sets up the socket for it. It uses 255 hops, because
// some receivers drop packets that could have crossed a router (RFC 6762, 11).
func multicast(c *net.UDPConn, lan Interface, packet []byte) error {
	p := ipv4.NewPacketConn(c)
	if err := errors.Join(p.SetMulticastInterface(lan.net()), p.SetMulticastTTL(255)); err != nil {
		return err
	}
	_, err := p.WriteTo(packet, nil, group4)
	return err
}

// multicast6 does what multicast does, over IPv6.
func multicast6(c *net.UDPConn, lan Interface, packet []byte) error {
	p := ipv6.NewPacketConn(c)
	if err := errors.Join(p.SetMulticastInterface(lan.net()), p.SetMulticastHopLimit(255)); err != nil {
		return err
	}
	_, err := p.WriteTo(packet, nil, group6)
	return err
}

func question(id uint16, name dnsmessage.Name, kind dnsmessage.Type) ([]byte, error) {
	// With this bit of the class only we get the answers, and only then does zeroconf answer.
	const unicast = 1 << 15
	m := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: id},
		Questions: []dnsmessage.Question{{Name: name, Type: kind, Class: dnsmessage.ClassINET | unicast}},
	}
	return m.Pack()
}

// instanceIn returns the label of the service of our type that a packet announces; "" if it announces
// none.
func instanceIn(packet []byte, id uint16) string {
	var m dnsmessage.Message
	if m.Unpack(packet) != nil || !m.Response || m.ID != id {
		return ""
	}
	for _, r := range m.Answers {
		if ptr, ok := r.Body.(*dnsmessage.PTRResource); ok && sameName(r.Header.Name, serviceName) {
			label, _ := strings.CutSuffix(ptr.PTR.String(), "."+serviceName.String())
			return label
		}
	}
	return ""
}

// answersIn returns the addresses of machines that a packet gives for name. Anybody may have sent the
// packet, with any content.
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

// sameName compares names as DNS does, without regard to the case of ASCII letters.
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

// rivals returns who else answers on each lan: the found addresses except those of this machine.
func rivals(found [][]netip.Addr, own []netip.Addr) [][]netip.Addr {
	out := make([][]netip.Addr, len(found))
	for i, addrs := range found {
		out[i] = slices.DeleteFunc(slices.Clone(addrs), func(a netip.Addr) bool { return slices.Contains(own, a) })
	}
	return out
}

// yields reports whether we give up a name that rivals claim too: if one of them has a lower address
// than ours on that network. Each side sees the same two addresses, so exactly one yields.
func yields(lans []Interface, rivals [][]netip.Addr) bool {
	for i, lan := range lans {
		if len(rivals[i]) > 0 && slices.MinFunc(rivals[i], netip.Addr.Compare).Less(slices.MinFunc(lan.V4, netip.Addr.Compare)) {
			return true
		}
	}
	return false
}
