package doctor

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// strangers says who looks for the app and does not get through.
func (e exam) strangers(context.Context) []Finding {
	if len(e.Strangers) == 0 && e.Lonely && !e.Loopback && len(e.Addrs) > 0 {
		return one("nobody_yet", Note, nil, wire, hotspot, askIT, later)
	}
	if len(e.Strangers) == 0 {
		return nil
	}
	const shown = 5
	var addresses []string
	for _, a := range e.Strangers[:min(shown, len(e.Strangers))] {
		addresses = append(addresses, a.String())
	}
	found := one("strangers", Warning, Params{"count": strconv.Itoa(len(e.Strangers)), "addresses": strings.Join(addresses, ", ")},
		Step{Code: "look_at_firewall"}, wire, hotspot, askIT, later)
	if more := len(e.Strangers) - shown; more > 0 {
		found[0].Variant, found[0].Params["more"] = "more", strconv.Itoa(more)
	}
	return found
}

// isolation makes of strangers what it must be when this computer's firewall lets them in: the network itself keeps
// computers apart.
func (e exam) isolation(all []Finding) []Finding {
	at := func(code string) int { return slices.IndexFunc(all, func(f Finding) bool { return f.Code == code }) }
	i := at("strangers")
	if i < 0 || at("firewall_open") < 0 || at("port") < 0 {
		return all
	}
	all[i].Code, all[i].Steps = "isolation", []Step{wire, hotspot, askIT, later}
	if e.Lonely {
		all[i].Level = Wrong
	}
	return all
}
