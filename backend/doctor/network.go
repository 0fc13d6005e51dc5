package doctor

import (
	"bufio"
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// networks says whether this computer is on a network that a class could share.
func (e exam) networks(context.Context) []Finding {
	used := e.used()
	if e.Loopback {
		return one("loopback", Wrong, "The app listens for this computer alone",
			"Only notebooks on this computer reach it, as it was started that way.",
			say("Start the app without --listen, or with an address of a network."))
	}
	if len(used) == 0 {
		return one("no_network", Wrong, "This computer is on no network that a class could share",
			"No notebook but those on this computer can reach the app.",
			say("Join the room's Wi-Fi."), wire, hotspot)
	}
	var made, given []string
	for _, i := range used {
		for _, a := range i.Addrs {
			switch {
			case !a.Is4():
			case a.IsLinkLocalUnicast():
				made = append(made, i.Name+" "+a.String())
			default:
				given = append(given, i.Name+" "+a.String())
			}
		}
	}
	if len(given) == 0 {
		return one("address_made_up", Note, "No router gave this computer an address: "+strings.Join(made, ", "),
			"It chose one by itself. Computers on the same switch that did so too reach it; others do not.", wire, hotspot)
	}
	return one("network", OK, "On the network: "+strings.Join(append(given, made...), ", "),
		"Notebooks on the same network can be told these addresses.")
}

// vpn says what a VPN on this computer does to the class.
func (e exam) vpn(context.Context) []Finding {
	var names []string
	for _, i := range e.Interfaces {
		if i.Kind == Tunnel && slices.ContainsFunc(i.Addrs, netip.Addr.Is4) {
			names = append(names, i.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return one("vpn", Note, "A VPN is on: "+strings.Join(names, ", "),
		"Students are not in it, so its addresses are left out. Some VPNs also cut this computer off from the room's network.",
		say("If notebooks do not get through, switch the VPN off for the lab, or allow local network access in it."))
}

// proxyVariables are what programs look at; some only at one spelling.
var proxyVariables = []string{"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}

// proxies says what proxy settings do to the first cell.
func (e exam) proxies(context.Context) []Finding {
	for _, name := range proxyVariables {
		value := e.Env(name)
		if value == "" {
			continue
		}
		return one("proxy", Note, name+" is set on this computer",
			"If it is on the students' computers too, the first line of the cell asks the proxy for the app and may not get through. What they send after that goes past it.",
			Step{Text: "If the first cell fails with ProxyError, put this line before the others.", Command: "import os; os.environ['no_proxy'] = '*'"})
	}
	return nil
}

const (
	enoughDelays = 5 // records, for a median that one odd notebook does not move
	clocksAgree  = 2 * time.Minute
)

// madeIn is a year in which this program was not written yet.
const madeIn = 2024

// clock compares this computer's clock with the notebooks'. Without any there is no
// other clock to ask, as there may be no internet.
func (e exam) clock(context.Context) []Finding {
	setIt := say("Set the clock of this computer: times in records and exports are taken from it.")
	if e.Now().Year() <= madeIn {
		return one("clock", Warning, "The clock of this computer says "+e.Now().Format("2 January 2006"),
			"Times that are shown and exported are wrong.", setIt)
	}
	if len(e.Delays) < enoughDelays {
		return nil
	}
	delays := slices.Sorted(slices.Values(e.Delays))
	// What waited in a notebook is late, but most is not, and nothing is early.
	median := delays[len(delays)/2]
	if median.Abs() <= clocksAgree {
		return one("clock", OK, fmt.Sprintf("The clock is %s from the notebooks'", median.Abs().Round(time.Second/10)),
			"Times can be compared.")
	}
	return one("clock", Warning, fmt.Sprintf("The clock is %s from the notebooks'", median.Abs().Round(time.Second)),
		"Times of sending and of arrival do not fit together.", setIt)
}

// strangers says who looks for the app and does not get through.
func (e exam) strangers(context.Context) []Finding {
	if len(e.Strangers) == 0 && e.Lonely && !e.Loopback && len(e.Addrs) > 0 {
		return one("nobody_yet", Note, "No other computer has reached the app yet",
			"If students are trying and nothing here is wrong, the network keeps computers apart (client isolation), as guest and campus Wi-Fi often does. That cannot be seen from here.",
			wire, hotspot, isolation, later)
	}
	if len(e.Strangers) == 0 {
		return nil
	}
	const shown = 5
	names := make([]string, 0, shown)
	for _, a := range e.Strangers[:min(shown, len(e.Strangers))] {
		names = append(names, a.String())
	}
	if more := len(e.Strangers) - shown; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return one("strangers", Warning, fmt.Sprintf("%d computers ask for the app and never reach it: %s", len(e.Strangers), strings.Join(names, ", ")),
		"Either the firewall of this computer keeps them out, or the network keeps computers apart (client isolation), as guest and campus Wi-Fi often does.",
		say("Look at what is said about the firewall here."), wire, hotspot,
		isolation, later)
}

// firstFields returns the addresses at the beginnings of lines.
func firstFields(text string) (addrs []netip.Addr) {
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		field, _, _ := strings.Cut(lines.Text(), " ")
		if a, err := netip.ParseAddr(field); err == nil && !slices.Contains(addrs, a) {
			addrs = append(addrs, a)
		}
	}
	return addrs
}
