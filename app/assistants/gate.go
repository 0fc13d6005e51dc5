package assistants

import (
	"crypto/tls"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// The bounds of the door's connections. A browser holds one; a class that holds as many as it can is shut
// out long before the app has no descriptors left for the notebooks.
const (
	mostConns         = 256 // in all
	mostConnsOfOne    = 48  // of one address
	mostPending       = 64  // that have not said yet what they want
	mostPendingOfOne  = 8
	handshakeSeconds  = 5
	idleSeconds       = 120
	requestSeconds    = 30
	mostHeaderBytes   = 16 << 10
	mostArgumentBytes = 1 << 20
)

// gate is a listener that bounds its connections. Those that do not get on make room for new ones: the
// oldest of them is closed.
type gate struct {
	net.Listener
	admits func(local net.Addr) bool // whether the door is open at that address of this computer

	mu      sync.Mutex
	conns   map[*gateConn]struct{}
	pending []*gateConn // the oldest first
}

// gateConn is an admitted connection.
type gateConn struct {
	net.Conn
	gate *gate
	from string // the address of the other computer
	once sync.Once

	isClosed atomic.Bool
}

func newGate(l net.Listener, admits func(net.Addr) bool) *gate {
	return &gate{Listener: l, admits: admits, conns: map[*gateConn]struct{}{}}
}

// Accept returns the next connection that may come in.
func (g *gate) Accept() (net.Conn, error) {
	for {
		accepted, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := g.admit(accepted); c != nil {
			return c, nil
		}
		_ = accepted.Close()
	}
}

// admit notes a connection; nil if it may not come in.
func (g *gate) admit(accepted net.Conn) *gateConn {
	c := &gateConn{Conn: accepted, gate: g, from: hostOf(accepted.RemoteAddr())}
	if !g.admits(accepted.LocalAddr()) {
		return nil
	}
	g.mu.Lock()
	ofOne, pendingOfOne := 0, 0
	for other := range g.conns {
		if other.from == c.from {
			ofOne++
		}
	}
	for _, other := range g.pending {
		if other.from == c.from {
			pendingOfOne++
		}
	}
	if len(g.conns) >= mostConns || ofOne >= mostConnsOfOne || pendingOfOne >= mostPendingOfOne {
		g.mu.Unlock()
		return nil
	}
	var oldest *gateConn
	if len(g.pending) >= mostPending {
		oldest = g.pending[0]
	}
	g.conns[c] = struct{}{}
	g.pending = append(g.pending, c)
	g.mu.Unlock()
	if oldest != nil {
		_ = oldest.Close()
	}
	return c
}

// getsOn notes that a connection has said what it wants.
func (g *gate) getsOn(c *gateConn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.pending = without(g.pending, c)
}

// Close closes the connection and makes its place free.
func (c *gateConn) Close() error {
	c.once.Do(func() {
		c.gate.mu.Lock()
		defer c.gate.mu.Unlock()
		c.isClosed.Store(true)
		delete(c.gate.conns, c)
		c.gate.pending = without(c.gate.pending, c)
	})
	return c.Conn.Close()
}

// noteState follows what the server makes of a connection.
func noteState(c net.Conn, state http.ConnState) {
	if state == http.StateNew {
		return
	}
	if own := gateConnOf(c); own != nil {
		own.gate.getsOn(own)
	}
}

// gateConnOf returns the admitted connection below one of the server's.
func gateConnOf(c net.Conn) *gateConn {
	if secured, ok := c.(*tls.Conn); ok {
		c = secured.NetConn()
	}
	own, _ := c.(*gateConn)
	return own
}

func hostOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return host
}

func without(all []*gateConn, one *gateConn) []*gateConn {
	for i, c := range all {
		if c == one {
			return append(all[:i:i], all[i+1:]...)
		}
	}
	return all
}
