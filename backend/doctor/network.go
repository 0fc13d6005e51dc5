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

// networks reports whether this computer is on a network that a class could share.
func (e exam) networks(context.Context) []Finding {
	used := e.used()
	switch {
	case e.Loopback:
		return one("loopback", Wrong, nil, Step{Code: "start_without_listen"})
	case len(used) == 0 && e.Only != "":
		return one("interface_gone", Wrong, Params{"interface": e.Only}, Step{Code: "plug_in"})
	case len(used) == 0:
		return one("no_network", Wrong, nil, Step{Code: "join_wifi"}, wire, hotspot)
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
		return one("address_made_up", Note, Params{"addresses": strings.Join(made, ", ")}, wire, hotspot)
	}
	return one("network", OK, Params{"addresses": strings.Join(append(given, made...), ", ")})
}

// vpn reports what a VPN on this computer means for the class.
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
	return one("vpn", Note, Params{"interfaces": strings.Join(names, ", ")}, Step{Code: "vpn_off"})
}

// proxyVariables are the variables that programs read; some read only one spelling.
var proxyVariables = []string{"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}

// proxies reports what proxy settings mean for the first cell.
func (e exam) proxies(context.Context) []Finding {
	for _, name := range proxyVariables {
		if e.Env(name) != "" {
			return one("proxy", Note, Params{"variable": name}, Step{Code: "no_proxy", Command: "import os; os.environ['no_proxy'] = '*'"})
		}
	}
	return nil
}

const (
	enoughNotebooks = 5 // enough that one odd notebook does not move the median
	clocksAgree     = 2 * time.Minute
)

// madeIn is a year before this program was written.
const madeIn = 2024

// span writes a difference of more than a minute as the page writes times: `12 min`, `1 h 05`.
func span(d time.Duration) string {
	minutes := int(d.Minutes())
	if minutes < 60 {
		return fmt.Sprintf("%d\u00a0min", minutes)
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", minutes/60, minutes%60)
}

// clock compares this computer's clock with the notebooks'. Without them it has no other clock to
// compare with, because there may be no internet.
func (e exam) clock(context.Context) []Finding {
	setIt := Step{Code: "set_clock"}
	if e.Now().Year() <= madeIn {
		return []Finding{{Code: "clock", Variant: "date", Level: Warning, Params: Params{"date": e.Now().Format(time.DateOnly)}, Steps: []Step{setIt}}}
	}
	if len(e.ClockDifferences) < enoughNotebooks {
		return nil
	}
	differences := slices.Sorted(slices.Values(e.ClockDifferences))
	median := differences[len(differences)/2] // one odd notebook does not move it
	if median.Abs() <= clocksAgree {
		return []Finding{{Code: "clock", Variant: "fine", Level: OK}}
	}
	return one("clock", Warning, Params{"difference": span(median.Abs())}, setIt)
}

// firstFields returns the addresses at the start of each line.
func firstFields(text string) (addrs []netip.Addr) {
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		field, _, _ := strings.Cut(lines.Text(), " ")
		if a, err := netip.ParseAddr(field); err == nil && !slices.Contains(addrs, a) {
			addrs = append(addrs, a)
		}
	}
	return addrs
}
