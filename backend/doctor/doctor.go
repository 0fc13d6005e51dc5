// Package doctor examines the network of the teacher's computer: can a classroom reach the app, and if not, why, and what
// to do about it. Each check looks at one thing, such as the firewall or the clock, and returns findings: a code, a level,
// values and steps.
//
// The doctor changes nothing and speaks no language: the catalogue of words has the words for its
// codes. The app describes itself in a HostState; the window and `npt doctor` call Examine and show
// the findings.
package doctor

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"strconv"
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
	OK      Level = "ok"      // checked, and as it should be
)

// Finding is the result of one check. The catalogue of words has its words under its code: a title,
// what it means for the class, and what to do.
type Finding struct {
	Code    string // stable, such as firewall_closed
	Variant string // which of the code's texts, if it has several; else empty
	Level   Level
	Params  Params
	Steps   []Step // what to do, in the order in which to try it; empty if there is nothing to do
}

// Params are the values for a finding's words, by name. A firewall is named by its code.
type Params map[string]string

// Step is something the teacher can do.
type Step struct {
	Code    string // names its words
	Command string // to be run as it is; empty if the step is no command
}

// Kind says where an interface leads. The values are those of the discovery package.
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

// AnnounceFailure says why the app cannot announce itself.
type AnnounceFailure string

// The reasons; empty means that the app can announce itself.
const (
	PortKept   AnnounceFailure = "port_kept"   // another program keeps port 5353 for itself
	NamesTaken AnnounceFailure = "names_taken" // something answers for each name that the app could take
	Refused    AnnounceFailure = "refused"     // this computer does not allow it
)

// HostState is what the app knows about itself.
type HostState struct {
	Program          string          // the path of the program, for firewalls with rules by program
	Port             uint16          // where notebooks reach the app, or should
	Running          bool            // the app listens on Port
	Moved            bool            // it listens on Port because UsualPort was taken
	UsualPort        uint16          // differs from Port when Moved
	Loopback         bool            // only this computer can reach it
	Addrs            []netip.Addr    // the addresses that notebooks are told, best first
	Host             string          // the name it answers for, npt-<owner>.local; empty if none
	Renamed          bool            // Host is not the owner's own name, which another machine has
	AnnounceFailure  AnnounceFailure // why it cannot announce itself
	Interfaces       []Interface
	ClockDifferences []time.Duration // how far our clock is ahead of the notebook's, for each notebook that sent lately
	UnreachedClients []netip.Addr    // addresses that asked for our name and never connected
	NobodyConnected  bool            // no other computer has connected yet
	Only             string          // the only interface on which it listens; empty for every one
}

// used returns the interfaces whose addresses notebooks are told.
func (s HostState) used() []Interface {
	return slices.DeleteFunc(slices.Clone(s.Interfaces), func(i Interface) bool { return !i.Used })
}

// examineWithin is how long all checks together may take, because they wait for networks.
const examineWithin = 8 * time.Second

// exam is one examination.
type exam struct {
	HostState
	System
}

// Examine runs all checks and returns their findings, worst first, within a few seconds. It changes
// nothing, and sends only one question by multicast DNS beyond this computer.
func Examine(ctx context.Context, host HostState, system System) []Finding {
	ctx, cancel := context.WithTimeout(ctx, examineWithin)
	defer cancel()
	e := exam{host, system}
	checks := []func(context.Context) []Finding{
		e.networks, e.port, e.firewall, e.unreached, e.name, e.announcement, e.vpn, e.proxies, e.clock,
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

// one returns a list of a single finding.
func one(code string, level Level, params Params, steps ...Step) []Finding {
	return []Finding{{Code: code, Level: level, Params: params, Steps: steps}}
}

func number(port uint16) string { return strconv.Itoa(int(port)) }

// Steps that several findings use.
var (
	hotspot   = Step{Code: "hotspot"}
	wire      = Step{Code: "wire"}
	byAddress = Step{Code: "by_address"}
	askIT     = Step{Code: "ask_it"}
	later     = Step{Code: "later"}
)
