package app

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"slices"

	"npt/backend/classroom"
	"npt/backend/discovery"
	"npt/backend/ingest"
)

// Interfaces returns the network interfaces of this computer, the one with the default route first.
func (api *API) Interfaces() ([]NetworkInterface, error) {
	return mapped(known(api.app.announcer.State().Addrs).Interfaces, interfaceView), nil
}

// SetInterface has notebooks reach the app on one interface alone, by its name, or with "" on every one that can
// lead to a classroom. It holds at once, at the same port, and for the next start. Notebooks on this computer reach
// the app in any case.
func (api *API) SetInterface(name string) (Status, error) {
	a := api.app
	if !a.choosesInterface() {
		return Status{}, classroom.Errorf(classroom.CodeConflict, "The app was started with --listen %s: start it without, to choose an interface.", a.config.Listen)
	}
	there := func(i discovery.Interface) bool { return i.Name == name && i.Kind != discovery.Loopback }
	if name != "" && !slices.ContainsFunc(discovery.Interfaces(), there) {
		return Status{}, classroom.Errorf(classroom.CodeNotFound, "There is no interface %s on this computer any more.", name)
	}
	if err := a.store.SetSetting(context.Background(), settingInterface, name); err != nil {
		return Status{}, err
	}
	a.only.Store(&name)
	a.announcer.SetOnly(name)
	a.fitGate()
	a.statusChanged()
	return api.Status()
}

// choosesInterface tells whether the app listens where the teacher says in the window, and not on the command line.
func (a *App) choosesInterface() bool { return a.bound.Addr() == ingest.Everywhere }

// chosenInterface returns the name of the one interface on which the app listens, "" for every one.
func (a *App) chosenInterface() string {
	if name := a.only.Load(); name != nil && a.choosesInterface() {
		return *name
	}
	return ""
}

// fitGate has the gate open at the addresses that the chosen interface has now. While it has none the app waits for
// it: on another one the class may not be wanted.
func (a *App) fitGate() {
	if !a.choosesInterface() {
		return
	}
	addrs := []netip.Addr{ingest.Everywhere}
	if a.chosenInterface() != "" {
		addrs = append(slices.Clone(a.announcer.State().Addrs), netip.AddrFrom4([4]byte{127, 0, 0, 1}))
	}
	if err := a.gate.Listen(addrs...); err != nil {
		shut := shutNotice(err)
		if was := a.shut.Swap(&shut); was == nil {
			slog.Warn("app: not every address is listened on", "err", err)
		}
		return
	}
	a.shut.Store(nil)
}

// interfaceNotices returns what keeps the chosen interface from being listened on.
func (a *App) interfaceNotices() []Notice {
	name := a.chosenInterface()
	if shut := a.shut.Load(); shut != nil {
		return []Notice{*shut}
	}
	if name != "" && len(a.announcer.State().Addrs) == 0 {
		return []Notice{notice("interface_gone", "interface", name)}
	}
	return nil
}

// shutNotice says where the gate could not be opened, and why where that is known.
func shutNotice(err error) Notice {
	shut := &ingest.ListenError{}
	if errors.As(err, &shut) && shut.Taken {
		return notice("address_taken", "address", shut.At)
	}
	return notice("not_listening", "address", shut.At)
}
