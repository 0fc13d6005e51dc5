package doctor

import (
	"context"
	"slices"
	"strings"
)

// strangers says who looks for the app and does not get through.
func (e exam) strangers(context.Context) []Finding {
	if len(e.Strangers) == 0 && e.Lonely && !e.Loopback && len(e.Addrs) > 0 {
		return one("nobody_yet", Note, e.t("No other computer has reached the app yet", "Aucun autre ordinateur n'a encore joint l'application"),
			e.t("If students are trying and nothing here is wrong, the network keeps computers apart (client isolation), as guest and campus Wi-Fi often does. That cannot be seen from here.",
				"Si des étudiants essaient et que tout va bien ici, le réseau isole les ordinateurs les uns des autres, comme le font souvent les Wi-Fi d'invités et de campus. Cela ne se voit pas d'ici."),
			e.wire(), e.hotspot(), e.askIT(), e.later())
	}
	if len(e.Strangers) == 0 {
		return nil
	}
	const shown = 5
	names := make([]string, 0, shown+1)
	for _, a := range e.Strangers[:min(shown, len(e.Strangers))] {
		names = append(names, a.String())
	}
	if more := len(e.Strangers) - shown; more > 0 {
		names = append(names, e.t("and %d more", "et %d autres", more))
	}
	title := e.t("%d computers ask for the app and never reach it: %s", "%d ordinateurs cherchent l'application et ne la joignent jamais\u00a0: %s", len(e.Strangers), strings.Join(names, ", "))
	if len(e.Strangers) == 1 {
		title = e.t("A computer asks for the app and never reaches it: %s", "Un ordinateur cherche l'application et ne la joint jamais\u00a0: %s", names[0])
	}
	return one("strangers", Warning, title,
		e.t("They are on this network, as their questions come through, and their notebooks do not. If the firewall of this computer lets them in, the network keeps computers apart (client isolation), as guest and campus Wi-Fi often does.",
			"Ils sont bien sur ce réseau, puisque leurs questions arrivent, mais pas leurs notebooks. Si le pare-feu de cet ordinateur les laisse entrer, c'est que le réseau isole les ordinateurs les uns des autres, comme le font souvent les Wi-Fi d'invités et de campus."),
		e.step("Look at what is said about the firewall here.", "Regardez ce qui est dit ici du pare-feu."), e.wire(), e.hotspot(), e.askIT(), e.later())
}

// isolation makes of strangers what it must be when this computer's firewall lets them in: the network itself keeps
// computers apart.
func (e exam) isolation(all []Finding) []Finding {
	at := func(code string) int { return slices.IndexFunc(all, func(f Finding) bool { return f.Code == code }) }
	i := at("strangers")
	if i < 0 || at("firewall_open") < 0 || at("port") < 0 {
		return all
	}
	level := Warning
	if e.Lonely {
		level = Wrong
	}
	all[i] = Finding{
		Code: "isolation", Level: level, Title: all[i].Title,
		Meaning: e.t("Their questions come through and the firewall of this computer lets notebooks in, yet none comes: this network most likely keeps computers apart (client isolation), as guest and campus Wi-Fi often does. No program can change that from here.",
			"Leurs questions arrivent et le pare-feu de cet ordinateur laisse entrer les notebooks, mais aucun ne vient\u00a0: ce réseau isole très probablement les ordinateurs les uns des autres, comme le font souvent les Wi-Fi d'invités et de campus. Aucun programme n'y peut rien d'ici."),
		WhatToDo: []Step{e.wire(), e.hotspot(), e.askIT(), e.later()},
	}
	return all
}
