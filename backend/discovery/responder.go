package discovery

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"slices"

	"github.com/grandcat/zeroconf"
	"github.com/pion/logging"
	"github.com/pion/mdns/v2"
	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// The wildcard addresses on which multicast DNS is received. With a multicast address, the standard
// library shares the port with other responders on this machine; net.ListenMulticastUDP would need a
// default route.
var (
	hear4 = &net.UDPAddr{IP: net.IPv4(224, 0, 0, 0), Port: 5353}
	hear6 = &net.UDPAddr{IP: net.ParseIP("ff02::"), Port: 5353}
)

// responder answers for one name and one service on some networks. Two libraries share the work; see
// the package comment.
type responder struct {
	label   string
	lans    []Interface
	host    *mdns.Conn
	service *zeroconf.Server
	ears    *net.UDPConn
}

// respond announces s as label on lans, answers for label.local, and notes in heard who asks, until
// close is called.
func respond(s Service, label string, lans []Interface, heard *askers) (*responder, error) {
	interfaces := netInterfaces(lans)
	host, err := answerHost(s, label, interfaces, slices.ContainsFunc(lans, func(l Interface) bool { return len(l.V6) > 0 }))
	if err != nil {
		return nil, err
	}
	// Without addresses, zeroconf answers on each interface with that interface's own; given addresses
	// would go out on every network.
	var addrs []string
	if s.bound() {
		addrs = []string{s.Bound.Unmap().String()}
	}
	service, err := zeroconf.RegisterProxy(label, ServiceType, "local.", s.Port, label, addrs, s.text(), interfaces)
	if err != nil {
		_ = host.Close()
		return nil, fmt.Errorf("multicast DNS is not to be had: %w", err)
	}
	ears, err := heard.listen(interfaces, label)
	if err != nil {
		_ = host.Close()
		service.Shutdown()
		return nil, fmt.Errorf("multicast DNS is not to be had: %w", err)
	}
	return &responder{label: label, lans: lans, host: host, service: service, ears: ears}, nil
}

// answerHost answers for label.local on interfaces.
func answerHost(s Service, label string, interfaces []net.Interface, v6 bool) (*mdns.Conn, error) {
	c4, err := net.ListenUDP("udp4", hear4)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("multicast DNS is not to be had: %w", err)
		}
		return nil, fmt.Errorf("%w: %w", ErrPortKept, err)
	}
	p4 := ipv4.NewPacketConn(c4)
	_ = p4.SetMulticastTTL(255) // RFC 6762, 11: some receivers drop packets that could have crossed a router
	var p6 *ipv6.PacketConn
	if v6 && !s.bound() {
		// IPv6 is only a second way, because IPv4 answers for the name already.
		if c6, err := net.ListenUDP("udp6", hear6); err == nil {
			p6 = ipv6.NewPacketConn(c6)
			_ = p6.SetMulticastHopLimit(255)
		}
	}
	options := []mdns.ServerOption{
		mdns.WithLocalNames(label + ".local"), mdns.WithInterfaces(interfaces...), mdns.WithCacheRefresh(false),
		// Its own logger would write to standard output.
		mdns.WithLoggerFactory(&logging.DefaultLoggerFactory{Writer: io.Discard}),
	}
	if s.bound() {
		options = append(options, mdns.WithLocalAddress(s.Bound.Unmap().AsSlice()))
	}
	conn, err := mdns.NewServer(p4, p6, options...)
	if err != nil {
		_ = c4.Close()
		if p6 != nil {
			_ = p6.Close()
		}
		return nil, fmt.Errorf("multicast DNS is not to be had: %w", err)
	}
	return conn, nil
}

// close withdraws the service and the name.
func (r *responder) close() {
	r.service.Shutdown() // withdraws the service, but not the host name
	_ = r.host.Close()
	_ = r.ears.Close()
	r.farewell()
}

// farewell tells every network that the name's addresses are no longer valid (RFC 6762, 10.1), so that
// the next owner of the name is not taken for us. Listeners keep IPv4 and IPv6 answers separately, so
// both are withdrawn. A network that does not take the message is gone and does not need it.
func (r *responder) farewell() {
	// Listeners accept goodbyes from this port only.
	if c, err := net.ListenUDP("udp4", hear4); err == nil {
		defer c.Close()
		for _, lan := range r.lans {
			_ = multicast(c, lan, goodbye(r.label, lan))
		}
	}
	if c, err := net.ListenUDP("udp6", hear6); err == nil {
		defer c.Close()
		for _, lan := range r.lans {
			if len(lan.V6) > 0 {
				_ = multicast6(c, lan, goodbye(r.label, lan))
			}
		}
	}
}

// goodbye returns the packet that withdraws the addresses of label.local on lan; nil if it cannot be
// made.
func goodbye(label string, lan Interface) []byte {
	name, err := dnsmessage.NewName(label + ".local.")
	if err != nil {
		return nil // cannot happen: labels are short
	}
	m := dnsmessage.Message{Header: dnsmessage.Header{Response: true, Authoritative: true}}
	h := dnsmessage.ResourceHeader{Name: name, Class: dnsmessage.ClassINET, TTL: 0}
	for _, addr := range lan.V4 {
		m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: addr.As4()}})
	}
	for _, addr := range lan.V6 {
		m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
	}
	packet, err := m.Pack()
	if err != nil {
		return nil
	}
	return packet
}
