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

// Gate is a listener whose addresses can change while it is open: the port stays, and so do the connections to
// addresses that stay.
type Gate struct {
	port    uint16
	arrived chan net.Conn
	closed  chan struct{}

	mu    sync.Mutex
	doors map[netip.Addr]net.Listener
	open  map[*guest]struct{}
}

// NewGate returns a gate that is open where l listens.
func NewGate(l net.Listener) *Gate {
	at := l.Addr().(*net.TCPAddr).AddrPort()
	g := &Gate{
		port: at.Port(), arrived: make(chan net.Conn), closed: make(chan struct{}),
		doors: map[netip.Addr]net.Listener{}, open: map[*guest]struct{}{},
	}
	addr := at.Addr().Unmap()
	if addr.IsUnspecified() {
		addr = Everywhere // 0.0.0.0 too
	}
	g.attend(addr, l)
	return g
}

// retryAccept is how long a door waits when the system gives it no connection.
const retryAccept = 50 * time.Millisecond

// Everywhere is the address of every address.
var Everywhere = netip.IPv6Unspecified()

// Listen has the gate open at these addresses and at no other. Connections to others end. The error is of one
// ListenError for each address at which it could not be opened; at the others it is.
func (g *Gate) Listen(addrs ...netip.Addr) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for addr, door := range g.doors {
		if !slices.Contains(addrs, addr) {
			_ = door.Close()
			delete(g.doors, addr)
		}
	}
	for c := range g.open {
		if !slices.Contains(addrs, c.at) && !slices.Contains(addrs, Everywhere) {
			_ = c.Conn.Close()
		}
	}
	var errs []error
	for _, addr := range addrs {
		if g.doors[addr] != nil {
			continue
		}
		host := addr.String()
		if addr == Everywhere {
			host = "" // IPv4 too, on every system
		}
		door, err := listening.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.Itoa(int(g.port))))
		if err != nil {
			errs = append(errs, &ListenError{At: netip.AddrPortFrom(addr, g.port).String(), Taken: taken(err), Err: err})
			continue
		}
		g.attend(addr, door)
	}
	return errors.Join(errs...)
}

// ListenError says where the gate could not be opened.
type ListenError struct {
	At    string // host:port
	Taken bool   // another program has it
	Err   error
}

func (e *ListenError) Error() string { return e.Err.Error() }

func (e *ListenError) Unwrap() error { return e.Err }

// At returns the addresses at which the gate is open.
func (g *Gate) At() []netip.Addr {
	g.mu.Lock()
	defer g.mu.Unlock()
	all := make([]netip.Addr, 0, len(g.doors))
	for addr := range g.doors {
		all = append(all, addr)
	}
	slices.SortFunc(all, netip.Addr.Compare)
	return all
}

// attend takes the connections of one door until it is closed. The caller holds mu, or is alone.
func (g *Gate) attend(addr netip.Addr, door net.Listener) {
	g.doors[addr] = door
	go func() {
		for {
			c, err := door.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				time.Sleep(retryAccept) // no more file descriptors, most likely
				continue
			}
			in, welcome := g.admit(c)
			if !welcome {
				_ = c.Close()
				continue
			}
			select {
			case g.arrived <- in:
			case <-g.closed:
				_ = c.Close()
				return
			}
		}
	}()
}

// admit says whether the gate is still open where c came in: it may have moved since the door took c.
func (g *Gate) admit(c net.Conn) (in *guest, welcome bool) {
	in = &guest{Conn: c, gate: g}
	if at, ok := c.LocalAddr().(*net.TCPAddr); ok {
		in.at = at.AddrPort().Addr().Unmap().WithZone("")
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.doors[in.at] == nil && g.doors[Everywhere] == nil {
		return nil, false
	}
	g.open[in] = struct{}{}
	return in, true
}

// Accept waits for the next connection at any of the addresses.
func (g *Gate) Accept() (net.Conn, error) {
	select {
	case c := <-g.arrived:
		return c, nil
	case <-g.closed:
		return nil, net.ErrClosed
	}
}

// Close closes the gate for good. Connections that were taken stay open.
func (g *Gate) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-g.closed:
		return net.ErrClosed
	default:
		close(g.closed)
	}
	var errs []error
	for _, door := range g.doors {
		errs = append(errs, door.Close())
	}
	return errors.Join(errs...)
}

// Addr returns the port, at every address.
func (g *Gate) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv6unspecified, Port: int(g.port)} }

// guest is a connection that was taken at an address.
type guest struct {
	net.Conn
	at   netip.Addr
	gate *Gate
}

// Close ends the connection.
func (c *guest) Close() error {
	c.gate.mu.Lock()
	delete(c.gate.open, c)
	c.gate.mu.Unlock()
	return c.Conn.Close()
}
