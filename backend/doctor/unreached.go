package doctor

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// unreached reports which computers look for the app but cannot reach it.
func (e exam) unreached(context.Context) []Finding {
	if len(e.UnreachedClients) == 0 && e.NobodyConnected && !e.Loopback && len(e.Addrs) > 0 {
		return one("nobody_yet", Note, nil, wire, hotspot, askIT, later)
	}
	if len(e.UnreachedClients) == 0 {
		return nil
	}
	const shown = 5
	var addresses []string
	for _, a := range e.UnreachedClients[:min(shown, len(e.UnreachedClients))] {
		addresses = append(addresses, a.String())
	}
	found := one("strangers", Warning, Params{"count": strconv.Itoa(len(e.UnreachedClients)), "addresses": strings.Join(addresses, ", ")},
		Step{Code: "look_at_firewall"}, wire, hotspot, askIT, later)
	if more := len(e.UnreachedClients) - shown; more > 0 {
		found[0].Variant, found[0].Params["more"] = "more", strconv.Itoa(more)
	}
	return found
}

// isolation turns the finding strangers into isolation if this computer's firewall lets notebooks in,
// because then the network keeps computers apart.
func (e exam) isolation(all []Finding) []Finding {
	at := func(code string) int { return slices.IndexFunc(all, func(f Finding) bool { return f.Code == code }) }
	i := at("strangers")
	if i < 0 || at("firewall_open") < 0 || at("port") < 0 {
		return all
	}
	all[i].Code, all[i].Steps = "isolation", []Step{wire, hotspot, askIT, later}
	if e.NobodyConnected {
		all[i].Level = Wrong
	}
	return all
}
