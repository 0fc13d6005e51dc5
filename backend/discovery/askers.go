package discovery

import (
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
)

const (
	maxAskers    = 512 // remembered: more than a class has, fewer than a flood sends
	maxQuestions = 32  // read from one packet
)

var serviceName = dnsmessage.MustNewName(ServiceType + ".local.")

// askers remembers which addresses asked for our name or our service by multicast DNS, and which of
// them are teachers' apps. Anybody can fill it with packets, so it is bounded, and its content is
// shown but never trusted.
type askers struct {
	mu       sync.Mutex
	first    map[netip.Addr]time.Time
	teachers map[netip.Addr]bool
}

func newAskers() *askers {
	return &askers{first: map[netip.Addr]time.Time{}, teachers: map[netip.Addr]bool{}}
}

// hear notes a packet that an address sent at now.
func (a *askers) hear(from netip.Addr, packet []byte, name dnsmessage.Name, now time.Time) {
	asks, announces := about(packet, name)
	a.mu.Lock()
	defer a.mu.Unlock()
	if announces && len(a.teachers) < maxAskers {
		a.teachers[from] = true
	}
	if _, known := a.first[from]; asks && !known && len(a.first) < maxAskers {
		a.first[from] = now
	}
}

// before returns the addresses that asked before a moment and are no teacher's, lowest first.
func (a *askers) before(moment time.Time) []netip.Addr {
	a.mu.Lock()
	defer a.mu.Unlock()
	var all []netip.Addr
	for addr, first := range a.first {
		if first.Before(moment) && !a.teachers[addr] {
			all = append(all, addr)
		}
	}
	slices.SortFunc(all, netip.Addr.Compare)
	return all
}

// about reports whether a packet asks for name or for our type of service, and whether it announces a
// service of that type.
func about(packet []byte, name dnsmessage.Name) (asks, announces bool) {
	var p dnsmessage.Parser
	header, err := p.Start(packet)
	if err != nil {
		return false, false
	}
	if header.Response {
		return false, announcesService(&p)
	}
	for range maxQuestions {
		q, err := p.Question()
		if err != nil {
			return false, false
		}
		if sameName(q.Name, name) || sameName(q.Name, serviceName) {
			return true, false
		}
	}
	return false, false
}

func announcesService(p *dnsmessage.Parser) bool {
	if p.SkipAllQuestions() != nil {
		return false
	}
	for range maxQuestions {
		h, err := p.AnswerHeader()
		if err != nil {
			return false
		}
		if sameName(h.Name, serviceName) {
			return true
		}
		if p.SkipAnswer() != nil {
			return false
		}
	}
	return false
}

// listen notes the questions asked on lans until the returned socket is closed.
func (a *askers) listen(lans []net.Interface, label string) (*net.UDPConn, error) {
	name, err := dnsmessage.NewName(label + ".local.")
	if err != nil {
		return nil, err
	}
	c, err := net.ListenUDP("udp4", hear4)
	if err != nil {
		return nil, err
	}
	p := ipv4.NewPacketConn(c)
	for _, lan := range lans {
		_ = p.JoinGroup(&lan, group4) // the two libraries joined the group there, or reported why not
	}
	go func() {
		for packet := make([]byte, maxPacket); ; {
			n, from, err := c.ReadFromUDPAddrPort(packet)
			if err != nil {
				return
			}
			a.hear(from.Addr().Unmap(), packet[:n], name, time.Now())
		}
	}()
	return c, nil
}
