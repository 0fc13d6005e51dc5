package awake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"

	"npt/app/instance"
)

// Hold asks logind, which suspends the machine, and the desktop's portal, which dims and locks it. It
// succeeds if one of them agrees.
func Hold(ctx context.Context, why string) (func(), string, error) {
	var releases []func()
	var by []string
	var errs []error
	for _, asked := range []struct {
		name string
		hold func(context.Context, string) (func(), error)
	}{{"logind", holdLogind}, {"desktop portal", holdPortal}} {
		release, err := asked.hold(ctx, why)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", asked.name, err))
			continue
		}
		releases, by = append(releases, release), append(by, asked.name)
	}
	if len(by) == 0 {
		return nil, "", errors.Join(errs...)
	}
	return func() {
		for _, release := range releases {
			release()
		}
	}, strings.Join(by, ", "), nil
}

// holdLogind takes a lock of logind, which lasts until its file is closed.
func holdLogind(ctx context.Context, why string) (func(), error) {
	bus, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer func() { _ = bus.Close() }()
	var lock dbus.UnixFD
	err = bus.Object("org.freedesktop.login1", "/org/freedesktop/login1").
		CallWithContext(ctx, "org.freedesktop.login1.Manager.Inhibit", 0, "sleep:idle", instance.ProductName, why, "block").Store(&lock)
	if err != nil {
		return nil, err
	}
	return func() { _ = syscall.Close(int(lock)) }, nil
}

// The portal's flags: suspend and idle.
const portalInhibits = uint32(4 | 8)

// holdPortal asks the desktop; the hold lasts as long as the connection.
func holdPortal(ctx context.Context, why string) (func(), error) {
	if !hasSessionBus() {
		return nil, errors.New("there is no D-Bus session")
	}
	// The connection outlives ctx: the hold ends when it is closed.
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, err
	}
	options := map[string]dbus.Variant{"reason": dbus.MakeVariant(why)}
	var handle dbus.ObjectPath
	err = bus.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop").
		CallWithContext(ctx, "org.freedesktop.portal.Inhibit.Inhibit", 0, "", portalInhibits, options).Store(&handle)
	if err != nil {
		return nil, errors.Join(err, bus.Close())
	}
	return func() { _ = bus.Close() }, nil
}

// hasSessionBus reports whether there is a session bus. The library would start one if there is none.
func hasSessionBus() bool {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")) //nolint:gosec // where the system says that it is
	return os.Getenv("XDG_RUNTIME_DIR") != "" && err == nil
}
