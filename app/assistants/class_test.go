package assistants

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// class is a lab with a door, and the teacher's API.
type class struct {
	*enginetest.Lab
	door *Door
	t    testing.TB
}

// clock is a clock that a test moves.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

func openClass(t *testing.T) (*class, *clock) {
	t.Helper()
	return openClassIn(t, filepath.Join(t.TempDir(), "data"))
}

func openClassIn(t *testing.T, dir string) (*class, *clock) {
	t.Helper()
	l, at := enginetest.OpenIn(t, dir), &clock{}
	door := New(l.Engine)
	door.now = at.now
	if err := l.Start(t.Context(), door); err != nil {
		t.Fatal(err)
	}
	l.API = api.New(l.Engine, api.Face{Door: door})
	return &class{l, door, t}, at
}

func (c *class) invite(role string) api.Invitation {
	c.t.Helper()
	made, err := c.API.InviteAssistant(c.Session, role, "session")
	if err != nil {
		c.t.Fatal(err)
	}
	return made
}

// browser is an assistant's browser, which trusts the door's certificate and nothing else.
type browser struct {
	t      testing.TB
	origin string
	*http.Client
}

// browserAt returns a browser of the device with this address, in the network of this computer alone.
func (c *class) browserAt(device, address string) *browser {
	c.t.Helper()
	c.door.mu.Lock()
	trusted := x509.NewCertPool()
	if c.door.server != nil {
		trusted.AddCert(c.door.server.cert.Load().Leaf)
	}
	c.door.mu.Unlock()
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(device)}}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, DialContext: dialer.DialContext, ForceAttemptHTTP2: true}
	c.t.Cleanup(transport.CloseIdleConnections)
	return &browser{c.t, address, &http.Client{Jar: jar, Transport: transport, Timeout: time.Minute}}
}

// enter returns the browser of an assistant who has typed the code.
func (c *class) enter(role, name string) *browser {
	c.t.Helper()
	made := c.invite(role)
	b := c.browserAt("127.0.0.1", made.Addresses[0])
	if status, text := b.call("Pair", made.Code, name); status != http.StatusOK {
		c.t.Fatalf("%s is not let in: %d %s", name, status, text)
	}
	return b
}

func (b *browser) request(method, path, body string) *http.Request {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.origin+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

func (b *browser) do(r *http.Request) (status int, text string) {
	b.t.Helper()
	res, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func (b *browser) call(method string, args ...any) (status int, text string) {
	b.t.Helper()
	if args == nil {
		args = []any{}
	}
	body, err := json.Marshal(args)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(b.request("POST", "/api/"+method, string(body)))
}

// must makes a call that is allowed, and reads its result.
func (b *browser) must(into any, method string, args ...any) {
	b.t.Helper()
	status, text := b.call(method, args...)
	if status != http.StatusOK {
		b.t.Fatalf("%s is answered %d %s", method, status, text)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		b.t.Fatal(err)
	}
}
