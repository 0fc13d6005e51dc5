package ingest

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"
)

// MultiListener is a listener whose addresses can change while it is open: the port stays, and so do the connections to
// addresses that stay.
type MultiListener struct {
	port    uint16
	arrived chan net.Conn
	closed  chan struct{}

	mu        sync.Mutex
	listeners map[netip.Addr]net.Listener
	conns     map[*trackedConn]struct{}
}

// NewMultiListener returns a MultiListener that listens where l does.
func NewMultiListener(l net.Listener) *MultiListener {
	at := l.Addr().(*net.TCPAddr).AddrPort()
	m := &MultiListener{
		port: at.Port(), arrived: make(chan net.Conn), closed: make(chan struct{}),
		listeners: map[netip.Addr]net.Listener{}, conns: map[*trackedConn]struct{}{},
	}
	addr := at.Addr().Unmap()
	if addr.IsUnspecified() {
		addr = Everywhere // 0.0.0.0 too
	}
	m.acceptFrom(addr, l)
	return m
}

// retryAccept is how long a listener waits before it accepts again after an error of the system.
const retryAccept = 50 * time.Millisecond

// Everywhere is the unspecified address, which stands for all addresses of this machine.
var Everywhere = netip.IPv6Unspecified()

// Listen listens at these addresses only and closes the connections to all others. The error joins one
// ListenError for each address that failed; the other addresses work.
func (m *MultiListener) Listen(addrs ...netip.Addr) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for addr, listener := range m.listeners {
		if !slices.Contains(addrs, addr) {
			_ = listener.Close()
			delete(m.listeners, addr)
		}
	}
	for c := range m.conns {
		if !slices.Contains(addrs, c.at) && !slices.Contains(addrs, Everywhere) {
			_ = c.Conn.Close()
		}
	}
	var errs []error
	for _, addr := range addrs {
		if m.listeners[addr] != nil {
			continue
		}
		host := addr.String()
		if addr == Everywhere {
			host = "" // IPv4 too, on every system
		}
		listener, err := listenConfig.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.Itoa(int(m.port))))
		if err != nil {
			errs = append(errs, &ListenError{At: netip.AddrPortFrom(addr, m.port).String(), Taken: isTaken(err), Err: err})
			continue
		}
		m.acceptFrom(addr, listener)
	}
	return errors.Join(errs...)
}

// ListenError says where a MultiListener cannot listen.
type ListenError struct {
	At    string // host:port
	Taken bool   // another program has it
	Err   error
}

// Error returns the text of the cause.
func (e *ListenError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ListenError) Unwrap() error { return e.Err }

// At returns the addresses at which it listens.
func (m *MultiListener) At() []netip.Addr {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]netip.Addr, 0, len(m.listeners))
	for addr := range m.listeners {
		all = append(all, addr)
	}
	slices.SortFunc(all, netip.Addr.Compare)
	return all
}

// acceptFrom accepts the connections of one listener until that is closed. The caller holds mu, or is alone.
func (m *MultiListener) acceptFrom(addr netip.Addr, listener net.Listener) {
	m.listeners[addr] = listener
	go func() {
		for {
			c, err := listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				time.Sleep(retryAccept) // no more file descriptors, most likely
				continue
			}
			in, ok := m.track(c)
			if !ok {
				_ = c.Close()
				continue
			}
			select {
			case m.arrived <- in:
			case <-m.closed:
				_ = c.Close()
				return
			}
		}
	}()
}

// track notes a connection. It returns false if the address of c was closed after c was accepted.
func (m *MultiListener) track(c net.Conn) (in *trackedConn, ok bool) {
	in = &trackedConn{Conn: c, owner: m}
	if at, ok := c.LocalAddr().(*net.TCPAddr); ok {
		in.at = at.AddrPort().Addr().Unmap().WithZone("")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.listeners[in.at] == nil && m.listeners[Everywhere] == nil {
		return nil, false
	}
	m.conns[in] = struct{}{}
	return in, true
}

// Accept waits for the next connection at any of the addresses.
func (m *MultiListener) Accept() (net.Conn, error) {
	select {
	case c := <-m.arrived:
		return c, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Close stops listening for good. Connections that were accepted stay open.
func (m *MultiListener) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	select {
	case <-m.closed:
		return net.ErrClosed
	default:
		close(m.closed)
	}
	var errs []error
	for _, listener := range m.listeners {
		errs = append(errs, listener.Close())
	}
	return errors.Join(errs...)
}

// Addr returns the unspecified address with the listener's port.
func (m *MultiListener) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv6unspecified, Port: int(m.port)}
}

// trackedConn is an accepted connection with the address at which it came in.
type trackedConn struct {
	net.Conn
	at    netip.Addr
	owner *MultiListener
}

// Close ends the connection.
func (c *trackedConn) Close() error {
	c.owner.mu.Lock()
	delete(c.owner.conns, c)
	c.owner.mu.Unlock()
	return c.Conn.Close()
}
