package engine

import (
	"context"
	"errors"
	"net/netip"
	"os"
	"slices"
	"time"

	"npt/backend/discovery"
	"npt/backend/doctor"
	"npt/backend/ingest"
)

// unreachedAfter is how long we wait for a notebook that asked for our address.
const unreachedAfter = 10 * time.Second

// HostState returns, for the network doctor, what the running app knows of itself and of this
// computer.
func (e *Engine) HostState() doctor.HostState {
	state := e.network()
	s := KnownHost(state.Addrs)
	s.Port, s.UsualPort, s.Moved = e.bound.Port(), e.askedPort(), e.moved
	s.Running, s.Loopback = true, e.bound.Addr().IsLoopback()
	s.Host, s.Renamed, s.AnnounceFailure = state.Host, state.Renamed, announceFailure(state.Err)
	s.ClockDifferences, s.Only = e.Recorder.ClockDifferences(), e.Interface()
	s.UnreachedClients = slices.DeleteFunc(e.askers(unreachedAfter), e.clients.came)
	s.NobodyConnected = !e.clients.cameFromElsewhere(s.Interfaces)
	return s
}

// KnownHost returns what any process can know of this computer; addrs are the addresses that notebooks
// are told.
func KnownHost(addrs []netip.Addr) doctor.HostState {
	s := doctor.HostState{Addrs: addrs, UsualPort: ingest.DefaultPort, Port: ingest.DefaultPort}
	if program, err := os.Executable(); err == nil {
		s.Program = program
	}
	for _, i := range discovery.Interfaces() {
		s.Interfaces = append(s.Interfaces, doctor.Interface{
			Name: i.Name, Kind: doctor.Kind(i.Kind), Addrs: slices.Concat(i.V4, i.V6),
			Used: slices.ContainsFunc(i.V4, func(addr netip.Addr) bool { return slices.Contains(addrs, addr) }),
		})
	}
	return s
}

// askedPort returns the port on which the app was asked to listen.
func (e *Engine) askedPort() uint16 {
	if addr, err := netip.ParseAddrPort(e.config.Listen); err == nil {
		return addr.Port()
	}
	return ingest.DefaultPort
}

// announceFailure returns the doctor's code for the reason that nothing is announced.
func announceFailure(err error) doctor.AnnounceFailure {
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

// HostStateFromOutside returns what another process can know of the app, which may not be running.
func HostStateFromOutside(ctx context.Context, system doctor.System, port uint16) doctor.HostState {
	s := KnownHost(discovery.Addrs())
	s.Port, s.UsualPort = port, port
	loopback := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	if s.Running = system.Answers(ctx, append(slices.Clone(s.Addrs), loopback), port); s.Running {
		s.Host = discovery.Mine(ctx)
	}
	return s
}

// Interfaces returns the network interfaces of this computer, the one with the default
// route first.
func (e *Engine) Interfaces() []doctor.Interface { return KnownHost(e.network().Addrs).Interfaces }
