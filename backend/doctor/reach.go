package doctor

import (
	"context"
	"net/netip"
	"slices"
	"strings"
)

// greeting is a part of the app's answer at its address.
const greeting = "Notebook Progress Tracker"

// Answers reports whether the app answers at port of one of addrs of this computer.
func (y System) Answers(ctx context.Context, addrs []netip.Addr, port uint16) bool {
	return slices.ContainsFunc(addrs, func(addr netip.Addr) bool {
		text, err := y.Get(ctx, addr, netip.AddrPortFrom(addr, port))
		return err == nil && strings.Contains(text, greeting)
	})
}

// port reports whether the app answers at the addresses that notebooks are told. It asks each one from
// another address of this computer, if there is one. The request never leaves the computer, so it
// tells nothing about the firewall.
func (e exam) port(ctx context.Context) []Finding {
	if !e.Running {
		return e.freePort(ctx)
	}
	var found []Finding
	if e.Moved {
		program, _ := e.holder(ctx, "tcp", e.UsualPort)
		found = named(program, one("port_moved", Warning, Params{"usual": number(e.UsualPort), "port": number(e.Port)}, Step{Code: "hand_out_again"}))
	}
	var silent, others []string
	for _, addr := range e.Addrs {
		from := addr
		if i := slices.IndexFunc(e.Addrs, func(a netip.Addr) bool { return a != addr }); i >= 0 {
			from = e.Addrs[i]
		}
		to := netip.AddrPortFrom(addr, e.Port)
		switch text, err := e.Get(ctx, from, to); {
		case err != nil:
			silent = append(silent, to.String())
		case !strings.Contains(text, greeting):
			others = append(others, to.String())
		}
	}
	switch {
	case len(silent) > 0:
		return append(found, one("port_silent", Wrong, Params{"addresses": strings.Join(silent, ", ")}, Step{Code: "look_at_firewall_or_ask"})...)
	case len(others) > 0:
		program, _ := e.holder(ctx, "tcp", e.Port)
		other := one("port_other", Wrong, Params{"addresses": strings.Join(others, ", ")}, Step{Code: "end_and_restart"})
		return append(found, named(program, other)...)
	case len(e.Addrs) == 0:
		return found
	}
	return append(found, one("port", OK, Params{"port": number(e.Port)})...)
}

// freePort reports whether the port is free, for an app that does not run.
func (e exam) freePort(ctx context.Context) []Finding {
	program, held := e.holder(ctx, "tcp", e.Port)
	params := Params{"port": number(e.Port)}
	if !held {
		return one("port_free", Note, params, Step{Code: "start"})
	}
	return named(program, one("port_taken", Warning, params, Step{Code: "end_before_start"}))
}

// named adds the program that holds a port to findings about it; it returns them unchanged if the
// program is unknown.
func named(program string, found []Finding) []Finding {
	if program != "" {
		found[0].Variant, found[0].Params["program"] = "named", program
	}
	return found
}

// name reports whether the app's name leads to it, for this computer and for the class.
func (e exam) name(ctx context.Context) []Finding {
	if e.Host == "" {
		return nil
	}
	var found []Finding
	if e.Renamed {
		found = one("name_renamed", Warning, Params{"host": e.Host}, Step{Code: "hand_out_or_rename"})
	}
	answers := e.Multicast(ctx, e.Host)
	if !slices.ContainsFunc(answers, e.ours) {
		return append(found, one("name_silent", Warning, Params{"host": e.Host}, byAddress, Step{Code: "allow_mdns"})...)
	}
	resolved := e.Resolve(ctx, e.Host)
	switch {
	case len(resolved) == 0:
		return append(found, one("name_unknown_here", Note, Params{"host": e.Host})...)
	case !slices.ContainsFunc(resolved, e.ours):
		return append(found, one("name_elsewhere", Warning, Params{"host": e.Host, "address": resolved[0].String()}, byAddress)...)
	}
	return append(found, one("name", OK, Params{"host": e.Host})...)
}

// ours reports whether an address belongs to this computer.
func (e exam) ours(a netip.Addr) bool {
	return slices.ContainsFunc(e.Interfaces, func(i Interface) bool { return slices.Contains(i.Addrs, a) })
}

// announcement reports why the app has no name.
func (e exam) announcement(ctx context.Context) []Finding {
	switch e.AnnounceFailure {
	case "":
		return nil
	case PortKept:
		program, _ := e.holder(ctx, "udp", 5353)
		return named(program, one("mdns_port_kept", Warning, Params{}, byAddress, Step{Code: "end_for_name"}))
	case NamesTaken:
		return one("mdns_names_taken", Warning, nil, byAddress, Step{Code: "ask_it_mdns"})
	}
	return one("mdns_off", Warning, nil, byAddress, Step{Code: "allow_multicast"})
}
