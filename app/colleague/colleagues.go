package colleague

import (
	"context"
	"crypto/x509"
	"log/slog"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"npt/app/api"
	"npt/app/pairing"
	"npt/backend/discovery"
)

// triedPorts is how many ports are tried where none is named: a door takes the next one if another program has its own.
const triedPorts = 5

// Colleagues is the api.Colleagues of an app, and a service of its engine.
type Colleagues struct {
	pins    string // the path of what is remembered
	version string // of this app

	ctx     context.Context
	end     context.CancelFunc
	running sync.WaitGroup

	mu      sync.Mutex
	link    *link // nil before the first
	pinning sync.Mutex
}

// New returns the colleagues of an app of this version, which remembers certificates in a file.
func New(pins, version string) *Colleagues {
	c := &Colleagues{pins: pins, version: version}
	c.ctx, c.end = context.WithCancel(context.Background())
	return c
}

// Name returns "colleagues".
func (c *Colleagues) Name() string { return "colleagues" }

// Start does nothing: everything begins with a code.
func (c *Colleagues) Start(context.Context) error { return nil }

// Stop ends what was begun. The colleague sees that the page is gone; the access ends by itself.
func (c *Colleagues) Stop() error {
	c.end()
	c.running.Wait()
	return nil
}

// Found returns the apps that are announced in this network, but for those of this computer.
func (c *Colleagues) Found(ctx context.Context) []api.Colleague {
	all := []api.Colleague{}
	for _, peer := range discovery.Peers(ctx) {
		all = append(all, api.Colleague{Owner: peer.Owner, Host: peer.Host, Address: peer.Addr.String()})
	}
	return all
}

// Look returns the door of the app at an address. It says nothing to it.
func (c *Colleagues) Look(ctx context.Context, address string) (api.ColleagueDoor, error) {
	candidates, err := resolve(ctx, address)
	if err != nil {
		return api.ColleagueDoor{}, err
	}
	at, found, err := firstDoor(ctx, candidates)
	if err != nil {
		return api.ColleagueDoor{}, err
	}
	pins, err := readPins(c.pins)
	if err != nil {
		return api.ColleagueDoor{}, err
	}
	return api.ColleagueDoor{
		Address: at.String(), Fingerprint: pairing.Fingerprint(found.Raw), Changed: isChanged(pins, at.Addr().String(), pairing.KeyOf(found)),
	}, nil
}

// firstDoor returns the first of some addresses at which an app lets assistants in; all are tried at once, for a
// firewall may not answer.
func firstDoor(ctx context.Context, candidates []netip.AddrPort) (netip.AddrPort, *x509.Certificate, error) {
	found := make([]*x509.Certificate, len(candidates))
	var trying sync.WaitGroup
	for i, at := range candidates {
		trying.Go(func() { found[i], _ = certificateAt(ctx, at) })
	}
	trying.Wait()
	for i, certificate := range found {
		if certificate != nil {
			return candidates[i], certificate, nil
		}
	}
	return netip.AddrPort{}, nil, api.Errorf(api.CodeUnreachable, "Nobody at %s lets assistants in: the colleague's app must show an invitation now, and both computers must be in one network.", candidates[0].Addr().String())
}

// resolve returns the addresses and ports that a typed address means.
func resolve(ctx context.Context, typed string) ([]netip.AddrPort, error) {
	bad := api.Errorf(api.CodeBadField, "%q is no address: type it as the colleague's page shows it, such as 192.168.1.20 or 192.168.1.20:6781.", typed)
	text := strings.TrimSpace(typed)
	if len(text) > 300 {
		return nil, bad
	}
	if _, rest, hasScheme := strings.Cut(text, "://"); hasScheme {
		text = rest
	}
	text, _, _ = strings.Cut(text, "/")
	host, portText, err := net.SplitHostPort(text)
	if err != nil {
		host, portText = strings.Trim(text, "[]"), ""
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if host == "" || portText != "" && (err != nil || port == 0) {
		return nil, bad
	}
	addr, err := addressOf(ctx, host)
	if err != nil {
		return nil, bad
	}
	if port != 0 {
		return []netip.AddrPort{netip.AddrPortFrom(addr, uint16(port))}, nil
	}
	all := make([]netip.AddrPort, triedPorts)
	for i := range all {
		all[i] = netip.AddrPortFrom(addr, uint16(pairing.Port+i))
	}
	return all, nil
}

// addressOf returns the address of a host. Names of this network are asked for here: not every system does.
func addressOf(ctx context.Context, host string) (netip.Addr, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.Unmap(), nil
	}
	if strings.HasSuffix(strings.ToLower(host), ".local") {
		if all := discovery.Ask(ctx, host); len(all) > 0 {
			return all[0], nil
		}
	}
	ctx, cancel := context.WithTimeout(ctx, dialFor)
	defer cancel()
	all, err := net.DefaultResolver.LookupNetIP(ctx, "ip4", host)
	if err != nil {
		return netip.Addr{}, err
	}
	return all[0].Unmap(), nil
}

// Forget forgets the certificate that an address had the last time.
func (c *Colleagues) Forget(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return api.Errorf(api.CodeBadField, "%q is no address: type it as the colleague's page shows it, such as 192.168.1.20 or 192.168.1.20:6781.", address)
	}
	c.pinning.Lock()
	defer c.pinning.Unlock()
	all, err := readPins(c.pins)
	if err != nil {
		return err
	}
	return writePins(c.pins, without(all, at.Addr().String()))
}

// pin remembers the certificate of a link; if that fails, it is only not known the next time.
func (c *Colleagues) pin(l *link) {
	c.pinning.Lock()
	defer c.pinning.Unlock()
	if err := remember(c.pins, l.at.Addr().String(), l.key, time.Now()); err != nil {
		slog.Warn("colleague: the certificate cannot be remembered", "err", err)
	}
}
