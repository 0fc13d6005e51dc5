// Package doctor examines the network of the teacher's computer: can a classroom
// reach the app, and if not, why, and what to do about it.
package doctor

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Level says how much a finding matters to the class.
type Level string

// The levels, worst first.
const (
	Wrong   Level = "wrong"   // nobody gets through
	Warning Level = "warning" // some may not get through
	Note    Level = "note"    // worth knowing
	OK      Level = "ok"      // looked at, and as it should be
)

// Finding is one thing that was looked at.
type Finding struct {
	Code     string // stable, such as firewall_closed; says what WhatToDo is about
	Level    Level
	Title    string // what is so, in a few words
	Meaning  string // what that means for the class
	WhatToDo []Step // in the order in which to try them; empty if nothing needs to be done
}

// Step is something the teacher can do.
type Step struct {
	Text    string
	Command string // to be run as it stands; empty if the step is not one
}

// Kind says what an interface leads to. The values are those of the discovery package.
type Kind string

// The kinds that mean something here.
const (
	Lan    Kind = "lan"
	Tunnel Kind = "tunnel"
)

// Interface is a network interface of this computer.
type Interface struct {
	Name  string
	Kind  Kind
	Addrs []netip.Addr
	Used  bool // notebooks are told one of its addresses
}

// Silence says why the app cannot announce itself.
type Silence string

// The reasons; empty is that it can.
const (
	PortKept   Silence = "port_kept"   // another program keeps port 5353 for itself
	NamesTaken Silence = "names_taken" // something answers for each name that the app could take
	Refused    Silence = "refused"     // this computer does not let it
)

// Language is one that findings are written in.
type Language string

// The languages; all others are English.
const (
	English Language = "en"
	French  Language = "fr"
)

// Subject is what the app knows about itself.
type Subject struct {
	Program    string       // the path of the program, for firewalls that go by it
	Port       uint16       // where notebooks reach the app, or should
	Running    bool         // the app listens on Port
	Moved      bool         // it listens on Port because UsualPort was taken
	UsualPort  uint16       // differs from Port when Moved
	Loopback   bool         // it listens for this computer alone
	Addrs      []netip.Addr // which notebooks are told, best first
	Host       string       // the name it answers for, npt-<owner>.local; empty if none
	Renamed    bool         // Host is not the owner's own, which another machine has
	Silent     Silence      // why it cannot announce itself
	Interfaces []Interface
	Delays     []time.Duration // of records: received, by our clock, less sent, by the notebook's
	Strangers  []netip.Addr    // who asked for our name and never connected
	Lonely     bool            // no other computer has connected yet
	Only       string          // the one interface on which it listens; empty for every one
	Language   Language
}

// used returns the interfaces that notebooks are told of.
func (s Subject) used() []Interface {
	return slices.DeleteFunc(slices.Clone(s.Interfaces), func(i Interface) bool { return !i.Used })
}

// patience is how long all checks together may take: they wait for networks.
const patience = 8 * time.Second

// exam is one examination.
type exam struct {
	Subject
	System
}

// Examine looks at everything and returns what it found, worst first, within a few
// seconds. Nothing is changed, and nothing is sent beyond this computer but one
// question by multicast DNS.
func Examine(ctx context.Context, subject Subject, system System) []Finding {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	e := exam{subject, system}
	checks := []func(context.Context) []Finding{
		e.networks, e.port, e.firewall, e.strangers, e.name, e.announcement, e.vpn, e.proxies, e.clock,
	}
	found := make([][]Finding, len(checks))
	var looking sync.WaitGroup
	for i, check := range checks {
		looking.Go(func() { found[i] = check(ctx) })
	}
	looking.Wait()
	all := e.isolation(slices.Concat(found...))
	slices.SortStableFunc(all, func(a, b Finding) int { return cmp.Compare(severity(a.Level), severity(b.Level)) })
	return all
}

func severity(l Level) int { return slices.Index([]Level{Wrong, Warning, Note, OK}, l) }

// one is a result of a single finding.
func one(code string, level Level, title, meaning string, steps ...Step) []Finding {
	return []Finding{{Code: code, Level: level, Title: title, Meaning: meaning, WhatToDo: steps}}
}

// t returns a text in the language of the examination, with args written in as by fmt.
func (e exam) t(english, french string, args ...any) string {
	if e.Language == French {
		return fmt.Sprintf(french, args...)
	}
	return fmt.Sprintf(english, args...)
}

// step is a step that is no command.
func (e exam) step(english, french string) Step {
	if e.Language == French {
		return Step{Text: french}
	}
	return Step{Text: english}
}

// Ways out when the network itself is the trouble.

func (e exam) hotspot() Step {
	return e.step("Open a hotspot on this computer and let students join it: no other network is needed.",
		"Ouvrez un partage de connexion sur cet ordinateur et faites-y venir les étudiants\u00a0: aucun autre réseau n'est nécessaire.")
}

func (e exam) wire() Step {
	return e.step("Plug this computer into the room's cable network.", "Branchez cet ordinateur au réseau filaire de la salle.")
}

func (e exam) byAddress() Step {
	return e.step("Use the first cell with the address instead of the name.", "Utilisez la première cellule avec l'adresse au lieu du nom.")
}

func (e exam) askIT() Step {
	return e.step("Ask the IT department to allow computers of this network to reach each other: there is a sheet for them to print here.",
		"Demandez au service informatique d'autoriser les ordinateurs de ce réseau à se joindre entre eux\u00a0: une fiche à imprimer pour lui se trouve ici.")
}

func (e exam) later() Step {
	return e.step("Let students go on, with the self-contained first cell: what they send is kept on their computers and arrives when the network works.",
		"Laissez les étudiants continuer, avec la première cellule autonome\u00a0: ce qu'ils envoient est gardé sur leur ordinateur et arrive dès que le réseau fonctionne.")
}
