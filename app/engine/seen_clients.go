package engine

import (
	"net"
	"net/netip"
	"slices"
	"sync"

	"npt/backend/doctor"
)

// maxSeenClients is how many addresses of notebooks are kept.
const maxSeenClients = 5000

// seenClients is a listener that remembers the addresses that connections came from.
type seenClients struct {
	net.Listener
	mu   sync.Mutex
	seen map[netip.Addr]struct{}
}

func newSeenClients(l net.Listener) *seenClients {
	return &seenClients{Listener: l, seen: map[netip.Addr]struct{}{}}
}

// Accept waits for the next connection.
func (s *seenClients) Accept() (net.Conn, error) {
	c, err := s.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if tcp, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		s.mu.Lock()
		if len(s.seen) < maxSeenClients {
			s.seen[tcp.AddrPort().Addr().Unmap().WithZone("")] = struct{}{}
		}
		s.mu.Unlock()
	}
	return c, nil
}

// came reports whether a connection from addr was ever accepted.
func (s *seenClients) came(addr netip.Addr) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.seen[addr]
	return ok
}

// cameFromElsewhere reports whether a connection came from an address that is not on one of our own
// interfaces.
func (s *seenClients) cameFromElsewhere(own []doctor.Interface) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for addr := range s.seen {
		if !addr.IsLoopback() && !slices.ContainsFunc(own, func(i doctor.Interface) bool { return slices.Contains(i.Addrs, addr) }) {
			return true
		}
	}
	return false
}
