package engine

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/events"
)

// countAtMost is the shortest time between two announcements of the number of open sessions: each one
// makes a little traffic in the whole room.
const countAtMost = 2 * time.Second

// announce tells the network where the app is and who its owner is, and keeps that up to date until
// withdraw.
func (e *Engine) announce(ctx context.Context) error {
	owner, err := e.Settings.Owner(ctx)
	if err != nil {
		return err
	}
	open, err := e.OpenSessions(ctx)
	if err != nil {
		return err
	}
	e.announcer = discovery.Start(discovery.Service{
		Owner: owner, Version: e.config.Version, ID: e.id, Open: open, Bound: e.bound.Addr(), Port: int(e.bound.Port()), Only: e.Interface(),
	}, e.StatusChanged)
	return nil
}

func (e *Engine) withdraw() error {
	e.announcer.Close()
	return nil
}

// network returns the addresses and the name by which a classroom reaches this machine now.
func (e *Engine) network() discovery.State {
	if e.announcer == nil {
		addrs := discovery.Addrs()
		if own := e.bound.Addr(); !own.IsUnspecified() {
			addrs = []netip.Addr{own}
		}
		return discovery.State{Addrs: addrs, Err: errNotAnnounced}
	}
	return e.announcer.State()
}

// askers returns the addresses that asked for the app at least this long ago.
func (e *Engine) askers(ago time.Duration) []netip.Addr {
	if e.announcer == nil {
		return nil
	}
	return e.announcer.Askers(ago)
}

var errNotAnnounced = errors.New("the announcement did not start")

// WhenSessionsChange calls do after sessions changed, at most every two seconds, until stop is closed.
func (e *Engine) WhenSessionsChange(stop <-chan struct{}, do func()) {
	e.Events.Listen(stop, countAtMost, func(c events.Change) {
		if slices.Contains(c.Kinds, classroom.SessionsChanged) {
			do()
		}
	})
}

func (e *Engine) announceOpen() {
	open, err := e.OpenSessions(context.Background())
	if err != nil {
		slog.Warn("engine: the open sessions could not be counted", "err", err)
		return
	}
	if e.announcer != nil {
		e.announcer.SetOpen(open)
	}
}

// Addresses returns the host:port pairs by which notebooks reach the app, best first. On a machine
// without a network it returns only the machine's own.
func (e *Engine) Addresses() []string {
	addrs := e.network().Addrs
	if len(addrs) == 0 {
		addrs = []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
		if own := e.bound.Addr(); own.IsValid() && !own.IsUnspecified() {
			addrs[0] = own
		}
	}
	all := make([]string, len(addrs))
	for i, addr := range addrs {
		all[i] = netip.AddrPortFrom(addr, e.bound.Port()).String()
	}
	return all
}

// Servers returns the Addresses as root URLs, followed by the URL with the name. The name takes longer
// to look up, but stays right when the addresses change.
func (e *Engine) Servers() []string {
	all := e.Addresses()
	for i, addr := range all {
		all[i] = "http://" + addr
	}
	if name := e.NamedServer(); name != "" {
		all = append(all, name)
	}
	return all
}

// HostName returns our .local name; "" if it is not announced.
func (e *Engine) HostName() string { return e.network().Host }

// NamedServer returns the root URL with our .local name; "" if it is not announced.
func (e *Engine) NamedServer() string {
	host := e.HostName()
	if host == "" {
		return ""
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(e.Port()))
}
