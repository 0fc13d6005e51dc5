package app

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/doctor"
	"npt/backend/events"
)

// countAtMost is how often the number of open sessions is announced anew: each time
// makes a little traffic in the whole room.
const countAtMost = 2 * time.Second

// announce tells the network where the app is and who its owner is, and keeps that
// right until Close.
func (a *App) announce(ctx context.Context) error {
	owner, err := a.owner(ctx)
	if err != nil {
		return err
	}
	open, err := a.openSessions(ctx)
	if err != nil {
		return err
	}
	a.announcer = discovery.Start(discovery.Service{
		Owner: owner, Version: Version, ID: a.id, Open: open, Bound: a.bound.Addr(), Port: int(a.bound.Port()), Only: a.chosenInterface(),
	}, a.statusChanged)
	a.background.Go(func() { a.whenSessionsChange(a.announceOpen) })
	return nil
}

// whenSessionsChange calls do after changes of sessions, at most every countAtMost,
// until Close.
func (a *App) whenSessionsChange(do func()) {
	a.hub.Listen(a.closing, countAtMost, func(c events.Change) {
		if slices.Contains(c.Kinds, classroom.SessionsChanged) {
			do()
		}
	})
}

func (a *App) announceOpen() {
	open, err := a.openSessions(context.Background())
	if err != nil {
		slog.Warn("app: the open sessions were not counted", "err", err)
		return
	}
	a.announcer.SetOpen(open)
}

// openSessions returns how many sessions of the owner are open.
func (a *App) openSessions(ctx context.Context) (int, error) {
	owner, err := a.owner(ctx)
	if err != nil || owner == "" {
		return 0, err
	}
	all, err := a.store.Sessions(ctx, owner)
	if err != nil {
		return 0, err
	}
	return len(slices.DeleteFunc(all, func(s classroom.SessionSummary) bool { return !s.Open })), nil
}

// serverID returns the id by which a notebook knows this data folder's server again,
// whatever its address. It is made once and is no secret.
func (a *App) serverID(ctx context.Context) (string, error) {
	id, err := a.store.Setting(ctx, settingServerID)
	if err != nil || id != "" {
		return id, err
	}
	id = rand.Text()
	return id, a.store.SetSetting(ctx, settingServerID, id)
}

// addresses returns the host:port pairs by which notebooks reach us, best first:
// on a machine without a network, only its own.
func (a *App) addresses() []string {
	addrs := a.announcer.State().Addrs
	if len(addrs) == 0 {
		addrs = []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
		if own := a.bound.Addr(); own.IsValid() && !own.IsUnspecified() {
			addrs[0] = own
		}
	}
	return mapped(addrs, func(addr netip.Addr) string {
		return netip.AddrPortFrom(addr, a.bound.Port()).String()
	})
}

// servers returns the same as addresses, as the roots of URLs, and after them the
// name: it takes longer to look up, but holds when the addresses have changed.
func (a *App) servers() []string {
	all := mapped(a.addresses(), func(addr string) string { return "http://" + addr })
	if name := a.namedServer(); name != "" {
		all = append(all, name)
	}
	return all
}

// namedServer returns the root of URLs by our .local name, "" if it is not announced.
func (a *App) namedServer() string {
	host := a.announcer.State().Host
	if host == "" {
		return ""
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(int(a.bound.Port())))
}

// networkNotices returns what is not as it should be with the network.
func (a *App) networkNotices() []Notice {
	state := a.announcer.State()
	switch {
	case a.bound.Addr().IsLoopback():
		return []Notice{notice("loopback", "listen", a.config.Listen)}
	case a.interfaceNotices() != nil:
		return a.interfaceNotices()
	case len(state.Addrs) == 0:
		return []Notice{notice("no_network")}
	case state.Err != nil:
		return []Notice{namelessNotice(state.Err)}
	case state.Renamed:
		return []Notice{notice("renamed", "host", state.Host)}
	}
	return nil
}

// namelessNotice says why the app has no name on the network.
func namelessNotice(err error) Notice {
	switch silenceOf(err) {
	case doctor.PortKept:
		return notice("mdns_port_kept")
	case doctor.NamesTaken:
		return notice("mdns_names_taken")
	}
	return notice("mdns_off")
}

// silenceOf returns the doctor's word for why nothing is announced.
func silenceOf(err error) doctor.AnnounceFailure {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, discovery.ErrPortKept):
		return doctor.PortKept
	case errors.Is(err, discovery.ErrNamesTaken):
		return doctor.NamesTaken
	}
	return doctor.Refused
}
