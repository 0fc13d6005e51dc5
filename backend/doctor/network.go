package doctor

import (
	"bufio"
	"context"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// networks says whether this computer is on a network that a class could share.
func (e exam) networks(context.Context) []Finding {
	used := e.used()
	if e.Loopback {
		return one("loopback", Wrong, e.t("The app listens for this computer alone", "L'application n'écoute que pour cet ordinateur"),
			e.t("Only notebooks on this computer reach it, as it was started that way.",
				"Seuls les notebooks de cet ordinateur la joignent, car elle a été lancée ainsi."),
			e.step("Start the app without --listen, or with an address of a network.",
				"Lancez l'application sans --listen, ou avec l'adresse d'un réseau."))
	}
	if len(used) == 0 && e.Only != "" {
		return one("interface_gone", Wrong, e.t("The app listens on %s alone, which is not connected", "L'application n'écoute que sur %s, qui n'est pas connectée", e.Only),
			e.t("No notebook but those on this computer can reach the app until it is.",
				"D'ici là, seuls les notebooks de cet ordinateur joignent l'application."),
			e.step("Plug it in or join its network, or choose another under Listen on.",
				"Branchez-la ou rejoignez son réseau, ou choisissez-en une autre sous Écouter sur."))
	}
	if len(used) == 0 {
		return one("no_network", Wrong, e.t("This computer is on no network that a class could share", "Cet ordinateur n'est sur aucun réseau qu'une classe pourrait partager"),
			e.t("No notebook but those on this computer can reach the app.", "Seuls les notebooks de cet ordinateur peuvent joindre l'application."),
			e.step("Join the room's Wi-Fi.", "Rejoignez le Wi-Fi de la salle."), e.wire(), e.hotspot())
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
		return one("address_made_up", Note, e.t("No router gave this computer an address: %s", "Aucun routeur n'a donné d'adresse à cet ordinateur\u00a0: %s", strings.Join(made, ", ")),
			e.t("It chose one by itself. Computers on the same switch that did so too reach it; others do not.",
				"Il en a choisi une lui-même. Les ordinateurs du même commutateur qui ont fait de même le joignent, les autres non."), e.wire(), e.hotspot())
	}
	return one("network", OK, e.t("On the network: %s", "Sur le réseau\u00a0: %s", strings.Join(append(given, made...), ", ")),
		e.t("Notebooks on the same network can be told these addresses.", "On peut donner ces adresses aux notebooks du même réseau."))
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
	return one("vpn", Note, e.t("A VPN is on: %s", "Un VPN est actif\u00a0: %s", strings.Join(names, ", ")),
		e.t("Students are not in it, so its addresses are left out. Some VPNs also cut this computer off from the room's network.",
			"Les étudiants n'y sont pas\u00a0: ses adresses sont laissées de côté. Certains VPN coupent aussi cet ordinateur du réseau de la salle."),
		e.step("If notebooks do not get through, switch the VPN off for the lab, or allow local network access in it.",
			"Si les notebooks n'arrivent pas, coupez le VPN pendant la séance, ou autorisez-y l'accès au réseau local."))
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
		return one("proxy", Note, e.t("%s is set on this computer", "%s est définie sur cet ordinateur", name),
			e.t("If it is on the students' computers too, the first line of the cell asks the proxy for the app and may not get through. What they send after that goes past it.",
				"Si elle l'est aussi chez les étudiants, la première ligne de la cellule demande l'application au proxy et peut échouer. Ce qu'ils envoient ensuite ne passe pas par lui."),
			Step{
				Text: e.t("If the first cell fails with ProxyError, put this line before the others.",
					"Si la première cellule échoue avec ProxyError, mettez cette ligne avant les autres."),
				Command: "import os; os.environ['no_proxy'] = '*'",
			})
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
	setIt := e.step("Set the clock of this computer: times in records and exports are taken from it.",
		"Mettez cet ordinateur à l'heure\u00a0: les réponses et les exports portent la sienne.")
	if e.Now().Year() <= madeIn {
		return one("clock", Warning, e.t("The clock of this computer says %s", "L'horloge de cet ordinateur indique %s", e.Now().Format(time.DateOnly)),
			e.t("Times that are shown and exported are wrong.", "Les heures affichées et exportées sont fausses."), setIt)
	}
	if len(e.Delays) < enoughDelays {
		return nil
	}
	delays := slices.Sorted(slices.Values(e.Delays))
	// What waited in a notebook is late, but most is not, and nothing is early.
	median := delays[len(delays)/2]
	if median.Abs() <= clocksAgree {
		return one("clock", OK, e.t("The clock is %s from the notebooks'", "L'horloge est à %s de celle des notebooks", median.Abs().Round(time.Second/10)),
			e.t("Times can be compared.", "Les heures sont comparables."))
	}
	return one("clock", Warning, e.t("The clock is %s from the notebooks'", "L'horloge est à %s de celle des notebooks", median.Abs().Round(time.Second)),
		e.t("Times of sending and of arrival do not fit together.", "Les heures d'envoi et d'arrivée ne concordent pas."), setIt)
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
