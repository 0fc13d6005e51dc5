package ingest_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"testing"
	"time"

	"npt/backend/ingest"
)

// A MultiListener moves to other addresses while it serves: the port stays, and connections to closed
// addresses end.
func TestMultiListener(t *testing.T) {
	one, two := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("127.0.0.2")
	l, _, err := ingest.Listen(":0")
	if err != nil {
		t.Fatal(err)
	}
	listener := ingest.NewMultiListener(l)
	port := listener.Addr().(*net.TCPAddr).Port
	server := ingest.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "here") }))
	t.Cleanup(func() {
		if err := server.Close(time.Second); err != nil {
			t.Error(err)
		}
	})
	answers := func(addr netip.Addr) bool {
		c, err := net.DialTimeout("tcp", net.JoinHostPort(addr.String(), strconv.Itoa(port)), 10*time.Second)
		if err != nil {
			return false
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(30 * time.Second))
		_, _ = io.WriteString(c, "GET / HTTP/1.0\r\n\r\n")
		b, _ := io.ReadAll(c)
		return len(b) > 0
	}
	want := func(atOne, atTwo bool) {
		t.Helper()
		if got := []bool{answers(one), answers(two)}; !slices.Equal(got, []bool{atOne, atTwo}) {
			t.Errorf("answers %v, want %v", got, []bool{atOne, atTwo})
		}
	}
	want(true, true)
	staying, leaving := dial(t, one, port), dial(t, two, port)
	if err := listener.Listen(one); err != nil {
		t.Fatal(err)
	}
	want(true, false)
	if !staying() || leaving() {
		t.Error("the connection to the address that stayed was ended, or the other one was not")
	}
	if err := listener.Listen(two, netip.MustParseAddr("192.0.2.1")); err == nil {
		t.Error("an address that is not ours was opened")
	}
	want(false, true)
	if err := listener.Listen(ingest.Everywhere); err != nil {
		t.Fatal(err)
	}
	want(true, true)
	if got := listener.At(); !slices.Equal(got, []netip.Addr{ingest.Everywhere}) {
		t.Errorf("open at %v", got)
	}
}

// dial connects and returns a func that reports whether the connection is still answered. It waits for
// one answer first, because the system drops connections that were not yet accepted when a listener
// closes.
func dial(t *testing.T, addr netip.Addr, port int) (answered func() bool) {
	t.Helper()
	c, err := net.Dial("tcp", net.JoinHostPort(addr.String(), strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	answered = func() bool {
		_ = c.SetDeadline(time.Now().Add(30 * time.Second))
		_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		n, _ := c.Read(make([]byte, 1000))
		return n > 0
	}
	if !answered() {
		t.Fatalf("no answer at %v", addr)
	}
	return answered
}

// If another program has an address, a MultiListener reports that address and listens at the others.
func TestMultiListenerSaysWhichAddressIsTaken(t *testing.T) {
	l, _, err := ingest.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener := ingest.NewMultiListener(l)
	defer listener.Close()
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	other, err := net.Listen("tcp", "127.0.0.2:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	one, two, three := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("127.0.0.2"), netip.MustParseAddr("127.0.0.3")
	err = listener.Listen(one, two, three)
	var shut *ingest.ListenError
	if !errors.As(err, &shut) || shut.At != "127.0.0.2:"+port || !shut.Taken {
		t.Errorf("a taken address gives %+v", err)
	}
	if at := listener.At(); !slices.Equal(at, []netip.Addr{one, three}) {
		t.Errorf("open at %v", at)
	}
	// 203.0.113.0/24 belongs to nobody.
	if err = listener.Listen(one, netip.MustParseAddr("203.0.113.1")); !errors.As(err, &shut) || shut.Taken {
		t.Errorf("an address of another computer gives %+v", err)
	}
}
