package discovery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/netip"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/grandcat/zeroconf"
)

// ServiceType is what notebooks browse for.
const ServiceType = "_npt._tcp"

// lookAgain is how often addresses are looked at: a change is right within five seconds.
const lookAgain = 2 * time.Second

// Service is what is announced.
type Service struct {
	Owner   string
	Version string
	Bound   netip.Addr // what the server listens on; unspecified or zero is every address
	Port    int
}

// State is where a classroom reaches this machine now.
type State struct {
	Addrs []netip.Addr // best first; empty without a network
	Err   error        // why the service is not announced; nil if it is, or if there is no network
}

// Announcer follows the machine's addresses and announces the service on each.
type Announcer struct {
	changed func()
	renew   chan struct{}
	done    sync.WaitGroup
	stop    context.CancelFunc

	mu      sync.Mutex
	service Service
	state   State
}

// Start looks at the addresses once, then announces the service and follows the
// addresses until Close. changed is called after each change of state, from a
// goroutine of its own.
func Start(service Service, changed func()) *Announcer {
	ctx, stop := context.WithCancel(context.Background())
	a := &Announcer{changed: changed, renew: make(chan struct{}, 1), stop: stop, service: service}
	a.state.Addrs = addrs(at(Lans(), service.Bound))
	a.done.Go(func() { a.run(ctx) })
	return a
}

// State returns where a classroom reaches this machine now.
func (a *Announcer) State() State {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// SetOwner announces another owner from now on.
func (a *Announcer) SetOwner(owner string) {
	a.mu.Lock()
	a.service.Owner = owner
	a.mu.Unlock()
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
	var server *zeroconf.Server
	withdraw := func() {
		if server != nil {
			server.Shutdown()
			server = nil
		}
	}
	defer withdraw()
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	var announced []Lan
	for first := true; ; first = false {
		a.mu.Lock()
		service := a.service
		failed := a.state.Err != nil
		a.mu.Unlock()
		lans := at(Lans(), service.Bound)
		if first || failed || !reflect.DeepEqual(lans, announced) {
			withdraw()
			var err error
			server, err = register(service, lans)
			announced = lans
			a.set(State{Addrs: addrs(lans), Err: err})
		}
		select {
		case <-ctx.Done():
			return
		case <-a.renew:
			announced = nil
		case <-tick.C:
		}
	}
}

func (a *Announcer) set(s State) {
	a.mu.Lock()
	same := reflect.DeepEqual(a.state.Addrs, s.Addrs) && fmt.Sprint(a.state.Err) == fmt.Sprint(s.Err)
	a.state = s
	a.mu.Unlock()
	if !same {
		a.changed()
	}
}

// register announces the service on lans; without an owner or a lan there is
// nothing to announce, which is no error.
func register(s Service, lans []Lan) (*zeroconf.Server, error) {
	if s.Owner == "" || len(lans) == 0 {
		return nil, nil
	}
	interfaces := make([]net.Interface, len(lans))
	for i, l := range lans {
		interfaces[i] = l.Interface
	}
	name := Label(s.Owner)
	text := []string{"owner=" + s.Owner, "version=" + s.Version}
	// No addresses are given: the library then answers on each interface with that
	// interface's own, where given ones would go out on every network.
	server, err := zeroconf.RegisterProxy(name, ServiceType, "local.", s.Port, name, nil, text, interfaces)
	if err != nil {
		return nil, fmt.Errorf("multicast DNS is not to be had: %w", err)
	}
	return server, nil
}

// Label returns the owner's name as a host label, `npt-dieuleveut`: lower-case
// letters, digits and hyphens. A name in which nothing of that kind is left gets
// a few letters of its own.
func Label(owner string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(owner) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	label := strings.Trim(b.String(), "-")
	if label == "" {
		sum := sha256.Sum256([]byte(owner))
		label = hex.EncodeToString(sum[:3])
	}
	// 63 bytes is the longest label (RFC 1035).
	return strings.TrimRight(("npt-" + label)[:min(63, len("npt-"+label))], "-")
}

func addrs(lans []Lan) (all []netip.Addr) {
	for _, l := range lans {
		all = append(all, l.Addrs...)
	}
	return all
}
