package assistants

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"npt/app/api"
	"npt/app/console"
	"npt/app/engine"
	"npt/app/instance"
	"npt/app/pairing"
)

// Port is where assistants come in, if it is free: the next ones are tried after it.
const Port = pairing.Port

const triedPorts = 20

// Door is a service of the engine, and the api.Door of the teacher's face.
type Door struct {
	engine *engine.Engine
	now    func() time.Time
	forced atomic.Bool
	static http.Handler

	proving    sync.Mutex // held while what proves a code is made; before mu
	mu         sync.Mutex
	stopped    bool
	server     *server     // nil while the door is shut
	invitation *invitation // nil, or the last that nobody used
	misses     misses
	links      []*link
	acts       []act // the oldest first
	replaced   []api.Replaced
	things     map[string]last
	lastID     int64
	isEmpty    bool // nobody was invited and nobody took part at the last look

	watching sync.WaitGroup
	stop     chan struct{}
}

// server is the door while it is open.
type server struct {
	http     *http.Server
	port     int
	cert     atomic.Pointer[tls.Certificate]
	serving  sync.WaitGroup
	shutOnce sync.Once
}

// New returns the door of an engine.
func New(e *engine.Engine) *Door {
	return &Door{
		engine: e, now: time.Now, static: console.StaticFiles(), misses: misses{}, things: map[string]last{}, stop: make(chan struct{}),
	}
}

// Name returns "door for assistants".
func (d *Door) Name() string { return "door for assistants" }

// lookEvery is how often the door looks whether a link or an invitation has ended.
const lookEvery = 10 * time.Second

// Start begins to watch for the ends of links. The door stays shut until somebody is invited.
func (d *Door) Start(context.Context) error {
	d.watching.Go(func() { d.engine.WhenSessionsChange(d.stop, d.endOver) })
	d.watching.Go(func() {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		for {
			select {
			case <-d.stop:
				return
			case <-tick.C:
				d.endOver()
			}
		}
	})
	return nil
}

// Stop ends all links and shuts the door.
func (d *Door) Stop() error {
	close(d.stop)
	d.watching.Wait()
	d.mu.Lock()
	d.stopped, d.invitation = true, nil
	ended := d.links
	d.links = nil
	for _, l := range ended {
		d.close(l)
	}
	open := d.server
	d.server = nil
	d.mu.Unlock()
	if open != nil {
		open.shut()
		open.serving.Wait()
	}
	return nil
}

// open opens the door, if it is shut, and has a certificate for the addresses of today. The lock is held.
func (d *Door) open() error {
	hosts := d.hosts()
	cert, err := certificate(instance.DoorKey(d.engine.DataFolder()), hosts, d.now())
	if err != nil {
		return err
	}
	if d.server == nil {
		l, err := listen(d.engine.ListenedAt())
		if err != nil {
			return err
		}
		d.server = d.serve(l)
	}
	d.server.cert.Store(cert)
	return nil
}

// listen listens on the interface on which notebooks are answered, at the first free port.
func listen(notebooks string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(notebooks)
	if err != nil {
		return nil, err
	}
	for port := Port; port < Port+triedPorts; port++ {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port))); err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", net.JoinHostPort(host, "0"))
}

// serve answers at a listener until the door is shut.
func (d *Door) serve(l net.Listener) *server {
	s := &server{port: l.Addr().(*net.TCPAddr).Port}
	s.http = &http.Server{
		Handler: d.guard(d.routes()), BaseContext: func(net.Listener) context.Context { return d.engine.Context() },
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, gateConnOf(c))
		},
		ConnState:         noteState,
		ReadHeaderTimeout: handshakeSeconds * time.Second, ReadTimeout: requestSeconds * time.Second, IdleTimeout: idleSeconds * time.Second,
		MaxHeaderBytes: mostHeaderBytes, ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
		TLSConfig: &tls.Config{
			MinVersion:     tls.VersionTLS12,
			GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return s.cert.Load(), nil },
		},
	}
	gate := newGate(l, d.isOpenAt)
	s.serving.Go(func() {
		if err := s.http.ServeTLS(gate, "", ""); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("assistants: the door is shut", "cause", err)
		}
	})
	return s
}

// shut ends all connections; it may be called while one of them is answered.
func (s *server) shut() { s.shutOnce.Do(func() { _ = s.http.Close() }) }

// isOpenAt reports whether the door is open at an address of this computer: where the teacher chose one
// interface, it is open there and to this computer alone.
func (d *Door) isOpenAt(local net.Addr) bool {
	at, err := netip.ParseAddr(hostOf(local))
	if err != nil || at.Unmap().IsLoopback() || d.engine.Interface() == "" {
		return err == nil
	}
	return slices.Contains(d.hosts(), at.Unmap().String())
}

// hosts returns the addresses and the name by which this computer is reached, the best first.
func (d *Door) hosts() []string {
	var all []string
	for _, address := range d.engine.Addresses() {
		if host, _, err := net.SplitHostPort(address); err == nil {
			all = addNew(all, host)
		}
	}
	if name := d.engine.HostName(); name != "" {
		all = addNew(all, strings.TrimSuffix(name, "."))
	}
	return all
}

// addresses returns the addresses of the door's page, the best first. The lock is held.
func (d *Door) addresses() []string {
	all := []string{}
	for _, host := range d.hosts() {
		all = append(all, "https://"+net.JoinHostPort(host, strconv.Itoa(d.server.port)))
	}
	return all
}

// endOver ends what is over: links whose session is closed or whose day has ended, and an old invitation.
func (d *Door) endOver() {
	now := d.now()
	d.mu.Lock()
	defer d.mu.Unlock()
	isChanged := false
	for _, l := range slices.Clone(d.links) {
		if d.isOver(l, now) {
			d.drop(l)
			isChanged = true
		}
	}
	if d.invitation != nil && (!now.Before(d.invitation.until) || d.isClosed(d.invitation.session)) {
		d.invitation, isChanged = nil, true
	}
	// A page whose link has just ended asks once more and is told so: the door is shut at the next look.
	if wasEmpty := d.isEmpty; d.empty() && wasEmpty {
		d.shut()
	}
	if isChanged {
		d.engine.StatusChanged()
	}
}

func (d *Door) isOver(l *link, now time.Time) bool {
	if l.ends == api.EndsAtMidnight {
		return !now.Before(l.until)
	}
	return d.isClosed(l.session)
}

// isClosed reports whether a session is closed or gone; while the file cannot be read nobody is sent away.
func (d *Door) isClosed(id int64) bool {
	session, err := d.engine.Store.Session(d.engine.Context(), id)
	if err != nil {
		return api.AsError(err).Code == string(api.CodeNotFound)
	}
	return !session.Open
}

// drop takes a link away and ends what it holds open. The lock is held.
func (d *Door) drop(l *link) {
	d.links = slices.DeleteFunc(d.links, func(other *link) bool { return other == l })
	d.close(l)
}

// close ends the pages and connections of a link. The lock is held.
func (d *Door) close(l *link) {
	l.end()
	for c := range l.conns {
		_ = c.Close()
	}
	clear(l.conns)
}

// empty reports whether nobody is invited and nobody takes part, and remembers it. The lock is held.
func (d *Door) empty() bool {
	d.isEmpty = len(d.links) == 0 && !d.invitation.isGood(d.now())
	return d.isEmpty
}

// shut shuts the door, if it is open. The lock is held.
func (d *Door) shut() {
	if d.server != nil {
		d.server.shut()
		d.server = nil
	}
}
