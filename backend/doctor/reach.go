package doctor

import (
	"context"
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
		found = one("port_moved", Warning, e.t("Port %d is taken%s, so the app is at %d", "Le port %d est pris%s\u00a0: l'application est au %d", e.UsualPort, e.by(e.holder(ctx, "tcp", e.UsualPort)), e.Port),
			e.t("First cells that were handed out with the usual port do not find the app.",
				"Les premières cellules distribuées avec le port habituel ne trouvent pas l'application."),
			e.step("End the other program and start the app again, or hand out the first cell anew.",
				"Fermez l'autre programme et relancez l'application, ou distribuez de nouveau la première cellule."))
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
		return append(found, one("port_silent", Wrong, e.t("The app does not answer at %s", "L'application ne répond pas à %s", strings.Join(silent, ", ")),
			e.t("Even from this computer it is not reached there, so something on it stands in between: a firewall or a security program.",
				"Même cet ordinateur ne la joint pas là\u00a0: quelque chose s'interpose, un pare-feu ou un logiciel de sécurité."),
			e.step("Look at what is said about the firewall here, or ask the IT department to allow the app.",
				"Regardez ce qui est dit ici du pare-feu, ou demandez au service informatique d'autoriser l'application."))...)
	case len(others) > 0:
		return append(found, one("port_other", Wrong, e.t("Another program%[2]s answers at %[1]s", "Un autre programme%[2]s répond à %[1]s", strings.Join(others, ", "), e.called(e.holder(ctx, "tcp", e.Port))),
			e.t("Notebooks reach that one instead of the app.", "C'est lui que les notebooks joignent, au lieu de l'application."),
			e.step("End the other program and start the app again.", "Fermez l'autre programme et relancez l'application."))...)
	case len(e.Addrs) == 0:
		return found
	}
	return append(found, one("port", OK, e.t("The app answers at port %d of each address", "L'application répond au port %d de chaque adresse", e.Port),
		e.t("That is asked on this computer, so it does not show what a firewall does to others.",
			"La question est posée sur cet ordinateur\u00a0: elle ne montre pas ce qu'un pare-feu fait aux autres."))...)
}

// freePort says what is with the port of an app that does not run.
func (e exam) freePort(ctx context.Context) []Finding {
	holder, held := e.holder(ctx, "tcp", e.Port)
	if !held {
		return one("port_free", Note, e.t("The app does not run, and port %d is free for it", "L'application n'est pas lancée, et le port %d est libre pour elle", e.Port),
			e.t("Notebooks find it once it runs.", "Les notebooks la trouveront une fois lancée."), e.step("Start the app.", "Lancez l'application."))
	}
	return one("port_taken", Warning, e.t("The app does not run, and port %d is taken%s", "L'application n'est pas lancée, et le port %d est pris%s", e.Port, e.by(holder, held)),
		e.t("The app would take the next free port, and first cells with the usual one would not find it.",
			"L'application prendrait le port libre suivant, et les premières cellules qui ont le port habituel ne la trouveraient pas."),
		e.step("End the other program before you start the app.", "Fermez l'autre programme avant de lancer l'application."))
}

// by names the program that holds a port, where it is known.
func (e exam) by(holder string, known bool) string {
	if !known || holder == "" {
		return ""
	}
	return e.t(" by %s", " par %s", holder)
}

// called is by for the program as the one who acts.
func (e exam) called(holder string, known bool) string {
	if !known || holder == "" {
		return ""
	}
	return " (" + holder + ")"
}

// name says whether the app's name leads to it, for this computer and for the class.
func (e exam) name(ctx context.Context) []Finding {
	if e.Host == "" {
		return nil
	}
	var found []Finding
	if e.Renamed {
		found = one("name_renamed", Warning, e.t("Another teacher's app has your name, so this one is %s", "L'application d'un autre enseignant porte votre nom\u00a0: celle-ci est %s", e.Host),
			e.t("First cells with your usual name lead to the other one.", "Les premières cellules avec votre nom habituel mènent à l'autre."),
			e.step("Hand out the first cell anew, or take another user name in the settings.",
				"Distribuez de nouveau la première cellule, ou prenez un autre nom d'utilisateur dans les réglages."))
	}
	answers := e.Multicast(ctx, e.Host)
	if !slices.ContainsFunc(answers, e.ours) {
		return append(found, one("name_silent", Warning, e.t("%s is not answered, even here", "%s ne reçoit pas de réponse, même ici", e.Host),
			e.t("Multicast is dropped on this computer or its network: the name is of no use to the class, the address is.",
				"Le multicast est bloqué sur cet ordinateur ou son réseau\u00a0: le nom ne sert à rien à la classe, l'adresse oui."), e.byAddress(),
			e.step("Allow UDP port 5353 in the firewall.", "Autorisez le port UDP 5353 dans le pare-feu."))...)
	}
	resolved := e.Resolve(ctx, e.Host)
	switch {
	case len(resolved) == 0:
		return append(found, one("name_unknown_here", Note, e.t("%s answers over multicast, but this computer's own resolver does not know it", "%s répond en multicast, mais le résolveur de cet ordinateur ne le connaît pas", e.Host),
			e.t("It matters to this computer alone, and to students' computers that are set up like it (Linux without nss-mdns): notebooks find the app by its address.",
				"Cela ne concerne que cet ordinateur, et ceux des étudiants réglés comme lui (Linux sans nss-mdns)\u00a0: les notebooks trouvent l'application par son adresse."))...)
	case !slices.ContainsFunc(resolved, e.ours):
		return append(found, one("name_elsewhere", Warning, e.t("%s leads to %s, which is not this computer", "%s mène à %s, qui n'est pas cet ordinateur", e.Host, resolved[0]),
			e.t("A browser that is told the name may go there. Notebooks ask whose computer it is before they send anything.",
				"Un navigateur à qui l'on donne le nom peut y aller. Les notebooks demandent à qui est l'ordinateur avant d'envoyer quoi que ce soit."), e.byAddress())...)
	}
	return append(found, one("name", OK, e.t("%s leads to this computer", "%s mène à cet ordinateur", e.Host),
		e.t("Over multicast and by the system's resolver.", "En multicast et par le résolveur du système."))...)
}

// ours tells whether an address is of this computer.
func (e exam) ours(a netip.Addr) bool {
	return slices.ContainsFunc(e.Interfaces, func(i Interface) bool { return slices.Contains(i.Addrs, a) })
}

// announcement says why the app has no name.
func (e exam) announcement(ctx context.Context) []Finding {
	meaning := e.t("It has no name on the network. Notebooks find it by its address.", "Elle n'a pas de nom sur le réseau. Les notebooks la trouvent par son adresse.")
	switch e.Silent {
	case "":
		return nil
	case PortKept:
		by := e.by(e.holder(ctx, "udp", 5353))
		return one("mdns_port_kept", Warning, e.t("The app cannot announce itself: UDP port 5353 is held%s", "L'application ne peut pas s'annoncer\u00a0: le port UDP 5353 est pris%s", by), meaning, e.byAddress(),
			e.step("End the other program, if you need the name: the app takes the port within seconds.",
				"Fermez l'autre programme si vous avez besoin du nom\u00a0: l'application prend le port en quelques secondes."))
	case NamesTaken:
		return one("mdns_names_taken", Warning, e.t("Something on this network answers for every name that the app could take", "Quelque chose sur ce réseau répond à tous les noms que l'application pourrait prendre"), meaning, e.byAddress(),
			e.step("Ask the IT department which device repeats multicast DNS here.", "Demandez au service informatique quel appareil répète ici le DNS multicast."))
	}
	return one("mdns_off", Warning, e.t("This computer does not let the app announce itself", "Cet ordinateur ne laisse pas l'application s'annoncer"), meaning, e.byAddress(),
		e.step("Allow multicast on UDP port 5353 to the app, in the firewall or the security program.",
			"Autorisez à l'application le multicast sur le port UDP 5353, dans le pare-feu ou le logiciel de sécurité."))
}
