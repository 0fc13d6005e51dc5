package discovery

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// ServiceType is the type of service that notebooks search for.
const ServiceType = "_npt._tcp"

const (
	lookAgain = 2 * time.Second  // between looks at the addresses: short enough to announce a change within five seconds
	checkSoon = 3                // so many looks after a claim check the name, because two apps may have claimed it at once
	checkEach = 15               // later, every 15th look checks it, because networks are joined in mid-lab
	asleep    = 10 * time.Second // a longer gap between looks means that the machine slept, and may be somewhere else now
)

// Service is what the app announces.
type Service struct {
	Owner   string // nothing is announced without one
	Version string
	ID      string     // tells notebooks that this is the server they know
	Open    int        // open sessions
	Bound   netip.Addr // the address on which the server listens; unspecified or zero means all addresses
	Port    int
	Only    string // the only interface on which the server listens; empty for every one that leads to a classroom
}

func (s Service) bound() bool { return s.Bound.IsValid() && !s.Bound.IsUnspecified() }

// State says how a classroom reaches this machine now.
type State struct {
	Addrs   []netip.Addr // best first; empty without a network
	Host    string       // the name that this machine answers for, npt-<owner>.local; empty if none
	Renamed bool         // another app has the owner's name, so Host is npt-<owner>-2.local or similar
	Err     error        // why nothing is announced, perhaps ErrPortKept or ErrNamesTaken; nil if something is, or without a network
}

// Announcer follows the machine's addresses, announces the service on each network
// and answers for the owner's host name.
type Announcer struct {
	changed func()
	renew   chan struct{}
	done    sync.WaitGroup
	stop    context.CancelFunc
	askers  *askers

	mu      sync.Mutex
	service Service
	state   State
}

// Start looks at the addresses once, announces the service, and then follows the addresses until
// Close. It calls changed after each change of state, from its own goroutine.
func Start(service Service, changed func()) *Announcer {
	ctx, stop := context.WithCancel(context.Background())
	a := &Announcer{changed: changed, renew: make(chan struct{}, 1), stop: stop, askers: newAskers(), service: service}
	a.state.Addrs = addrsOf(chosen(Interfaces(), service.Only, service.Bound))
	a.done.Go(func() { a.run(ctx) })
	return a
}

// State returns how a classroom reaches this machine now.
func (a *Announcer) State() State {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// Askers returns the addresses that asked for this machine's name or service at least this long ago.
// Anybody can send such questions: show the addresses, but never trust them.
func (a *Announcer) Askers(ago time.Duration) []netip.Addr {
	mine := own()
	return slices.DeleteFunc(a.askers.before(time.Now().Add(-ago)), func(addr netip.Addr) bool { return slices.Contains(mine, addr) })
}

// SetOwner announces another owner from now on, under that owner's host name.
func (a *Announcer) SetOwner(owner string) {
	a.update(func(s *Service) { s.Owner = owner })
}

// SetOnly announces on one interface only from now on, given by its name, or with "" on all again.
func (a *Announcer) SetOnly(name string) {
	a.mu.Lock()
	a.state.Addrs = addrsOf(chosen(Interfaces(), name, a.service.Bound))
	a.mu.Unlock()
	a.update(func(s *Service) { s.Only = name })
}

// SetOpen announces another number of open sessions from now on.
func (a *Announcer) SetOpen(open int) {
	a.update(func(s *Service) { s.Open = open })
}

func (a *Announcer) update(change func(*Service)) {
	a.mu.Lock()
	before := a.service
	change(&a.service)
	same := a.service == before
	a.mu.Unlock()
	if same {
		return
	}
	select {
	case a.renew <- struct{}{}:
	default:
	}
}

// Close withdraws the announcement.
func (a *Announcer) Close() {
	a.stop()
	a.done.Wait()
}

func (a *Announcer) run(ctx context.Context) {
	c := claim{askers: a.askers}
	defer c.withdraw()
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	for ctx.Err() == nil {
		a.look(ctx, &c)
		select {
		case <-ctx.Done():
		case <-a.renew:
		case <-tick.C:
		}
	}
}

// look updates the claim to the present service and networks.
func (a *Announcer) look(ctx context.Context, c *claim) {
	a.mu.Lock()
	wanted := a.service
	a.mu.Unlock()
	lans := chosen(Interfaces(), wanted.Only, wanted.Bound)
	a.set(State{Addrs: addrsOf(lans), Host: c.host(), Renamed: c.renamed, Err: c.err})
	switch {
	case c.stale(wanted, lans) || c.lost(ctx):
		c.anew(ctx, wanted, lans)
	case c.service != wanted:
		c.again(wanted) // only the text changed
	default:
		return
	}
	if ctx.Err() == nil {
		a.set(State{Addrs: addrsOf(lans), Host: c.host(), Renamed: c.renamed, Err: c.err})
	}
}

func (a *Announcer) set(s State) {
	a.mu.Lock()
	same := slices.Equal(a.state.Addrs, s.Addrs) && a.state.Host == s.Host && a.state.Renamed == s.Renamed &&
		words(a.state.Err) == words(s.Err)
	a.state = s
	a.mu.Unlock()
	if !same {
		a.changed()
	}
}

func words(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// claim is the present announcement and its networks. The zero claim announces nothing.
type claim struct {
	service   Service
	lans      []Interface
	made      bool
	renamed   bool
	err       error
	responder *responder // nil without an owner or a network, or after an error
	looks     int        // since the claim was made
	lookedAt  time.Time
	askers    *askers
}

// stale reports whether a new claim is needed: the networks or the owner changed, the machine slept,
// or the last claim failed. It counts the look.
func (c *claim) stale(wanted Service, lans []Interface) bool {
	now := time.Now().Round(0) // the wall clock, because the other one may stop during sleep
	slept := c.made && now.Sub(c.lookedAt) > asleep
	c.lookedAt = now
	c.looks++
	return !c.made || slept || c.err != nil || c.service.Owner != wanted.Owner || !same(c.lans, lans)
}

// lost checks the name when a check is due, and reports whether another machine keeps it.
func (c *claim) lost(ctx context.Context) bool {
	if c.responder == nil || c.looks > checkSoon && c.looks%checkEach != 0 {
		return false
	}
	found := claimants(ctx, c.lans, c.responder.label)
	return ctx.Err() == nil && yields(c.lans, rivals(found, own()))
}

// anew claims the first name that is free on all lans. It starts with the owner's own name, which may
// be free again in another room.
func (c *claim) anew(ctx context.Context, wanted Service, lans []Interface) {
	c.withdraw()
	*c = claim{service: wanted, lans: lans, made: true, lookedAt: c.lookedAt, askers: c.askers}
	if wanted.Owner == "" || len(lans) == 0 {
		return
	}
	// We answer for nothing now, so an answer with our own address comes from a second app on this
	// machine.
	var label string
	label, c.err = freeLabel(Label(wanted.Owner), func(label string) bool {
		return len(slices.Concat(claimants(ctx, lans, label)...)) > 0
	})
	if c.err != nil || ctx.Err() != nil {
		return
	}
	c.renamed = label != Label(wanted.Owner)
	c.responder, c.err = respond(wanted, label, lans, c.askers)
}

// again announces a new text under the same name. zeroconf cannot change a text safely, so again
// withdraws the service and announces it anew.
func (c *claim) again(wanted Service) {
	c.service = wanted
	if c.responder == nil {
		return
	}
	label := c.responder.label
	c.withdraw()
	c.responder, c.err = respond(wanted, label, c.lans, c.askers)
}

func (c *claim) withdraw() {
	if c.responder != nil {
		c.responder.close()
		c.responder = nil
	}
}

func (c *claim) host() string {
	if c.responder == nil {
		return ""
	}
	return c.responder.label + ".local"
}

// The errors of a State that have their own words on the screen.
var (
	ErrPortKept   = errors.New("another program keeps port 5353 for itself")
	ErrNamesTaken = errors.New("every name on this network is taken, or something answers for all of them")
)

// freeLabel returns the first of label, label-2, label-3 ... that is not taken.
func freeLabel(label string, taken func(string) bool) (string, error) {
	for n := 1; n <= maxNames; n++ {
		if name := numbered(label, n); !taken(name) {
			return name, nil
		}
	}
	return "", ErrNamesTaken
}

// own returns every address of this machine, because another app on it may answer with an address that
// is not announced.
func own() []netip.Addr {
	var all []netip.Addr
	for _, i := range Interfaces() {
		all = append(all, i.V4...)
	}
	return all
}
