package engine

import (
	"context"
	"log/slog"
	"net/netip"
	"slices"

	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/ingest"
)

// SetInterface makes the app reachable on one interface only, given by its name, or with "" on every
// interface that can lead to a classroom. It takes effect at once, on the same port, and is
// remembered. Notebooks on this computer always reach the app.
func (e *Engine) SetInterface(ctx context.Context, name string) error {
	if !e.ChoosesInterface() {
		return classroom.Errorf(classroom.CodeConflict, "The app was started with --listen %s: start it without, to choose an interface.", e.config.Listen)
	}
	there := func(i discovery.Interface) bool { return i.Name == name && i.Kind != discovery.Loopback }
	if name != "" && !slices.ContainsFunc(discovery.Interfaces(), there) {
		return classroom.Errorf(classroom.CodeNotFound, "There is no interface %s on this computer any more.", name)
	}
	if err := e.Settings.setInterface(ctx, name); err != nil {
		return err
	}
	e.only.Store(&name)
	if e.announcer != nil {
		e.announcer.SetOnly(name)
	}
	e.fitListener()
	e.StatusChanged()
	return nil
}

// ChoosesInterface reports whether the teacher chooses in the window where the app listens; if not,
// the command line did.
func (e *Engine) ChoosesInterface() bool { return e.bound.Addr() == ingest.Everywhere }

// Interface returns the name of the only interface on which the app listens; "" for every one.
func (e *Engine) Interface() string {
	if name := e.only.Load(); name != nil && e.ChoosesInterface() {
		return *name
	}
	return ""
}

// fitListener listens at the addresses that the chosen interface has now, and at no others. If it has
// none, the app waits for one; it does not use another interface, because the teacher did not choose
// it.
func (e *Engine) fitListener() {
	if !e.ChoosesInterface() {
		return
	}
	addrs := []netip.Addr{ingest.Everywhere}
	if e.Interface() != "" {
		addrs = append(slices.Clone(e.network().Addrs), netip.AddrFrom4([4]byte{127, 0, 0, 1}))
	}
	if err := e.listener.Listen(addrs...); err != nil {
		unheard := unheardNotice(err)
		if was := e.unheard.Swap(&unheard); was == nil {
			slog.Warn("engine: some addresses cannot be listened on", "err", err)
		}
		return
	}
	e.unheard.Store(nil)
}
