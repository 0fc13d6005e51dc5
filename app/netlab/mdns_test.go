//go:build linux

package netlab

import (
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
)

var mdnsGroup = &net.UDPAddr{IP: net.IPv4(224, 0, 0, 251), Port: 5353}

// announced is the result of a browse for one teacher.
type announced struct {
	instance string
	target   string
	port     uint16
	text     []string
	addrs    []string
}

// browse asks the network of h for services, as a notebook without the system's multicast DNS does:
// one question, all answers.
func (h *host) browse() map[string]*announced {
	found := map[string]*announced{}
	at := func(n dnsmessage.Name) *announced {
		instance := strings.TrimSuffix(n.String(), "._npt._tcp.local.")
		if found[instance] == nil {
			found[instance] = &announced{instance: instance}
		}
		return found[instance]
	}
	addrs := map[string][]string{}
	for _, r := range h.oneShot("_npt._tcp.local.", dnsmessage.TypePTR) {
		switch body := r.Body.(type) {
		case *dnsmessage.PTRResource:
			at(body.PTR)
		case *dnsmessage.SRVResource:
			at(r.Header.Name).target, at(r.Header.Name).port = body.Target.String(), body.Port
		case *dnsmessage.TXTResource:
			at(r.Header.Name).text = body.TXT
		case *dnsmessage.AResource:
			addrs[r.Header.Name.String()] = append(addrs[r.Header.Name.String()], netip.AddrFrom4(body.A).String())
		}
	}
	for _, a := range found {
		a.addrs = unique(addrs[a.target])
	}
	return found
}

// resolve asks the network of h for a name and returns all IPv4 addresses given for it.
func (h *host) resolve(name string) []string {
	var addrs []string
	for _, r := range h.oneShot(name+".", dnsmessage.TypeA) {
		if a, ok := r.Body.(*dnsmessage.AResource); ok {
			addrs = append(addrs, netip.AddrFrom4(a.A).String())
		}
	}
	return unique(addrs)
}

func unique(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// oneShot asks a question on every interface of h and returns every record that is answered within a
// short time.
func (h *host) oneShot(name string, kind dnsmessage.Type) (records []dnsmessage.Resource) {
	h.t.Helper()
	const unicast = 1 << 15 // answer only me, please
	query, err := (&dnsmessage.Message{Questions: []dnsmessage.Question{{
		Name: dnsmessage.MustNewName(name), Type: kind, Class: dnsmessage.ClassINET | unicast,
	}}}).Pack()
	if err != nil {
		h.t.Fatal(err)
	}
	err = h.inside(func() error {
		c, err := net.ListenUDP("udp4", nil)
		if err != nil {
			return err
		}
		defer c.Close()
		interfaces, err := net.Interfaces()
		if err != nil {
			return err
		}
		p := ipv4.NewPacketConn(c)
		for _, i := range interfaces {
			if p.SetMulticastInterface(&i) == nil {
				_, _ = p.WriteTo(query, nil, mdnsGroup)
			}
		}
		_ = c.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
		records = received(c)
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return records
}

// overhear calls heard for each record that is multicast on the first network of h, from now until the
// test ends. It does so in its own goroutine.
func (h *host) overhear(heard func(dnsmessage.Resource)) {
	h.t.Helper()
	var c *net.UDPConn
	err := h.inside(func() (err error) {
		c, err = net.ListenMulticastUDP("udp4", &net.Interface{Index: h.index("eth0"), Name: "eth0"}, mdnsGroup)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = c.Close() })
	go func() {
		for {
			records := one(c)
			if records == nil {
				return
			}
			for _, r := range records {
				heard(r)
			}
		}
	}()
}

func (h *host) index(device string) (index int) {
	_ = h.inside(func() error {
		i, err := net.InterfaceByName(device)
		if err == nil {
			index = i.Index
		}
		return err
	})
	return index
}

// received returns all records that come until the deadline of c.
func received(c *net.UDPConn) (all []dnsmessage.Resource) {
	for {
		records := one(c)
		if records == nil {
			return all
		}
		all = append(all, records...)
	}
}

// one returns the records of the next packet; nil if there are no more packets.
func one(c *net.UDPConn) []dnsmessage.Resource {
	packet := make([]byte, 9000)
	n, err := c.Read(packet)
	if err != nil {
		return nil
	}
	var m dnsmessage.Message
	if m.Unpack(packet[:n]) != nil || !m.Response {
		return []dnsmessage.Resource{}
	}
	return append(append([]dnsmessage.Resource{}, m.Answers...), m.Additionals...)
}
