package ingest

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"npt/backend/classroom"
)

// heardFor is how long a notebook counts as connected after its last request. It is longer than the
// pause between two requests for messages.
const heardFor = 10 * time.Second

// deviceState says what is known of the notebooks on one device.
type deviceState string

const (
	deviceNone      deviceState = "none"      // no notebook came yet
	deviceFetched   deviceState = "fetched"   // a notebook got the code, but sent nothing since
	deviceConnected deviceState = "connected" // a notebook listens, or has just sent something
)

// devices remembers what came from which address, so that the students' page can tell a student
// whether the notebook on the same device is connected. Several students may share an address, so the
// page names none of them.
type devices struct {
	mu    sync.Mutex
	known *lru.Cache[netip.Addr, *device]
	now   func() time.Time
}

type device struct {
	listening int       // requests that wait for messages now
	heardAt   time.Time // when a notebook listened or sent last; zero before
}

func newDevices() *devices {
	known, err := lru.New[netip.Addr, *device](10 * classroom.MaxSenders)
	if err != nil {
		panic(err) // the size is a constant
	}
	return &devices{known: known, now: time.Now}
}

// change calls f with the device that a request came from.
func (d *devices) change(r *http.Request, f func(*device)) {
	addr := addrOf(r)
	d.mu.Lock()
	defer d.mu.Unlock()
	known, ok := d.known.Get(addr)
	if !ok {
		known = &device{}
		d.known.Add(addr, known)
	}
	f(known)
}

// fetched notes that a notebook on that device got the code.
func (d *devices) fetched(r *http.Request) { d.change(r, func(*device) {}) }

// heard notes that a notebook on that device sent something.
func (d *devices) heard(r *http.Request) {
	d.change(r, func(known *device) { known.heardAt = d.now() })
}

// listens notes that a notebook on that device listens. The caller calls leave at the end; let is
// false if the notebook was refused.
func (d *devices) listens(r *http.Request) (leave func(let bool)) {
	var on *device
	d.change(r, func(known *device) {
		on = known
		known.listening++
	})
	return func(let bool) {
		d.mu.Lock()
		defer d.mu.Unlock()
		on.listening--
		if let {
			on.heardAt = d.now()
		}
	}
}

// state returns what is known of the notebooks on the device that a request came from.
func (d *devices) state(r *http.Request) deviceState {
	d.mu.Lock()
	defer d.mu.Unlock()
	known, ok := d.known.Peek(addrOf(r))
	switch {
	case !ok:
		return deviceNone
	case known.listening > 0 || d.now().Sub(known.heardAt) < heardFor:
		return deviceConnected
	}
	return deviceFetched
}

// addrOf returns the address that a request came from; the zero address if it is unknown.
func addrOf(r *http.Request) netip.Addr {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap().WithZone("")
}

// originOf returns what stands for the computer that a request came from: an IPv4 address, or the 64
// bits of an IPv6 network, of which a computer may take any address. Of a link-local one all of it is
// the computer's. It is empty if the address is unknown.
func originOf(r *http.Request) string {
	from := addrOf(r)
	if !from.IsValid() {
		return ""
	}
	bits := from.BitLen()
	if from.Is6() && !from.IsLinkLocalUnicast() {
		bits = 64
	}
	return netip.PrefixFrom(from, bits).Masked().String()
}
