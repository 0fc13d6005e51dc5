package doctor

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// greeting is in what the app answers at its address.
const greeting = "Notebook Progress Tracker"

// Answers tells whether the app answers at port of any of addrs of this computer.
func (y System) Answers(ctx context.Context, addrs []netip.Addr, port uint16) bool {
	return slices.ContainsFunc(addrs, func(addr netip.Addr) bool {
		text, err := y.Get(ctx, addr, netip.AddrPortFrom(addr, port))
		return err == nil && strings.Contains(text, greeting)
	})
}

// port says whether the app answers at the addresses that notebooks are told. Each
// is asked from another address of this computer where there is one. That never
// leaves the computer, so it says nothing about the firewall.
func (e exam) port(ctx context.Context) []Finding {
	if !e.Running {
		return e.freePort(ctx)
	}
	var found []Finding
	if e.Moved {
		found = one("port_moved", Warning, fmt.Sprintf("Port %d is taken%s, so the app is at %d", e.UsualPort, by(e.holder(ctx, "tcp", e.UsualPort)), e.Port),
			"First cells that were handed out with the usual port do not find the app.",
			say("End the other program and start the app again, or hand out the first cell anew."))
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
		return append(found, one("port_silent", Wrong, "The app does not answer at "+strings.Join(silent, ", "),
			"Even from this computer it is not reached there, so something on it stands in between: a firewall or a security program.",
			say("Look at what is said about the firewall here, or ask the IT department to allow the app."))...)
	case len(others) > 0:
		return append(found, one("port_other", Wrong, "Another program answers at "+strings.Join(others, ", ")+by(e.holder(ctx, "tcp", e.Port)),
			"Notebooks reach that one instead of the app.", say("End the other program and start the app again."))...)
	case len(e.Addrs) == 0:
		return found
	}
	return append(found, one("port", OK, fmt.Sprintf("The app answers at port %d of each address", e.Port),
		"That is asked on this computer, so it does not show what a firewall does to others.")...)
}

// freePort says what is with the port of an app that does not run.
func (e exam) freePort(ctx context.Context) []Finding {
	holder, held := e.holder(ctx, "tcp", e.Port)
	if !held {
		return one("port_free", Note, fmt.Sprintf("The app does not run, and port %d is free for it", e.Port),
			"Notebooks find it once it runs.", say("Start the app."))
	}
	return one("port_taken", Warning, fmt.Sprintf("The app does not run, and port %d is taken%s", e.Port, by(holder, held)),
		"The app would take the next free port, and first cells with the usual one would not find it.",
		say("End the other program before you start the app."))
}

func by(holder string, known bool) string {
	if !known || holder == "" {
		return ""
	}
	return " by " + holder
}

// name says whether the app's name leads to it, for this computer and for the class.
func (e exam) name(ctx context.Context) []Finding {
	if e.Host == "" {
		return nil
	}
	var found []Finding
	if e.Renamed {
		found = one("name_renamed", Warning, "Another teacher's app has your name, so this one is "+e.Host,
			"First cells with your usual name lead to the other one.",
			say("Hand out the first cell anew, or take another user name in the settings."))
	}
	answers := e.Multicast(ctx, e.Host)
	if !slices.ContainsFunc(answers, e.ours) {
		return append(found, one("name_silent", Warning, e.Host+" is not answered, even here",
			"Multicast is dropped on this computer or its network: the name is of no use to the class, the address is.", byAddress,
			say("Allow UDP port 5353 in the firewall."))...)
	}
	resolved := e.Resolve(ctx, e.Host)
	switch {
	case len(resolved) == 0:
		return append(found, one("name_unknown_here", Note, e.Host+" answers over multicast, but this computer's own resolver does not know it",
			"It matters to this computer alone, and to students' computers that are set up like it (Linux without nss-mdns): notebooks find the app by its address.")...)
	case !slices.ContainsFunc(resolved, e.ours):
		return append(found, one("name_elsewhere", Warning, fmt.Sprintf("%s leads to %s, which is not this computer", e.Host, resolved[0]),
			"A notebook that is told the name may go there.", byAddress)...)
	}
	return append(found, one("name", OK, e.Host+" leads to this computer", "Over multicast and by the system's resolver.")...)
}

// ours tells whether an address is of this computer.
func (e exam) ours(a netip.Addr) bool {
	return slices.ContainsFunc(e.Interfaces, func(i Interface) bool { return slices.Contains(i.Addrs, a) })
}

// announcement says why the app has no name.
func (e exam) announcement(ctx context.Context) []Finding {
	if e.Silent == nil {
		return nil
	}
	return one("mdns_off", Warning, "The app cannot announce itself: "+e.Silent.Error(),
		"It has no name on the network. Notebooks find it by its address.", byAddress,
		say("Multicast DNS needs UDP port 5353, which is held"+by(e.holder(ctx, "udp", 5353))+"."))
}
