package ingest

import (
	"container/list"
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// connections is a listener that bounds how many connections are open, in all and of one address. When
// there are as many, the one that has been idle longest makes room: of the same address, or of the one
// that has most. So no computer can keep the others out by connections on which it says nothing.
type connections struct {
	net.Listener
	most, mostOf int

	mu  sync.Mutex
	all int
	of  map[netip.Addr]*addressConns
}

// addressConns are the open connections of one address.
type addressConns struct {
	open int
	idle *list.List // of *limitedConn: those that say nothing, the longest first
}

func limitConnections(l net.Listener, most, mostOf int) *connections {
	return &connections{Listener: l, most: most, mostOf: mostOf, of: map[netip.Addr]*addressConns{}}
}

// limitedConn is an open connection that counts.
type limitedConn struct {
	net.Conn
	owner  *connections
	from   *addressConns
	addr   netip.Addr
	idle   *list.Element // nil while a request is under way, and after the end
	closed bool
}

// Accept waits for the next connection for which there is room, or can be made.
func (l *connections) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		in, victim := l.add(c)
		if victim != nil {
			_ = victim.Close()
		}
		if in != nil {
			return in, nil
		}
		_ = c.Close()
	}
}

// add counts a connection, and returns the one that must be closed for it, if any. It returns nil if
// there is no room and none can be made.
func (l *connections) add(c net.Conn) (in, victim *limitedConn) {
	addr := netip.Addr{}
	if tcp, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		addr = tcp.AddrPort().Addr().Unmap().WithZone("")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	from := l.of[addr]
	if from == nil {
		from = &addressConns{idle: list.New()}
	}
	crowded := from
	if from.open < l.mostOf && l.all >= l.most {
		for _, other := range l.of {
			if other.idle.Len() > 0 && (crowded.idle.Len() == 0 || other.open > crowded.open) {
				crowded = other
			}
		}
	}
	if from.open >= l.mostOf || l.all >= l.most {
		first := crowded.idle.Front()
		if first == nil {
			return nil, nil
		}
		victim = first.Value.(*limitedConn)
		l.drop(victim)
	}
	l.of[addr] = from
	l.all++
	from.open++
	in = &limitedConn{Conn: c, owner: l, from: from, addr: addr}
	in.idle = from.idle.PushBack(in) // it has said nothing yet
	return in, victim
}

// drop counts a connection no more. The caller holds mu.
func (l *connections) drop(c *limitedConn) {
	if c.closed {
		return
	}
	c.closed = true
	c.setIdle(false)
	l.all--
	if c.from.open--; c.from.open == 0 {
		delete(l.of, c.addr)
	}
}

// setIdle notes whether the connection waits for a request. The caller holds mu.
func (c *limitedConn) setIdle(idle bool) {
	if c.idle != nil {
		c.from.idle.Remove(c.idle)
		c.idle = nil
	}
	if idle && !c.closed {
		c.idle = c.from.idle.PushBack(c)
	}
}

// Close ends the connection.
func (c *limitedConn) Close() error {
	c.owner.mu.Lock()
	c.owner.drop(c)
	c.owner.mu.Unlock()
	return c.Conn.Close()
}

// noteState is the server's ConnState: it tells a connection that waits for a request from one on
// which a request is under way.
func noteState(conn net.Conn, state http.ConnState) {
	if c, ok := conn.(*limitedConn); ok && (state == http.StateIdle || state == http.StateActive) {
		c.owner.mu.Lock()
		defer c.owner.mu.Unlock()
		c.setIdle(state == http.StateIdle)
	}
}
