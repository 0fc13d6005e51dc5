package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
)

// taken answers every record as if it were stored.
type taken struct{}

func (taken) Record(context.Context, classroom.Submission) (classroom.Outcome, error) {
	return classroom.Outcome{}, nil
}

// serveLimited serves a Handler whose limits set changes, until the test ends.
func serveLimited(t *testing.T, set func(*Handler)) (address string) {
	t.Helper()
	h := New(taken{}, nil, nil, nil, Code{})
	set(h)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// drip opens a connection from an address, sends a head and then the first bytes of its body, and no
// more.
func drip(t *testing.T, from, to, head string, first int) net.Conn {
	t.Helper()
	c, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}).Dial("tcp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	body := strings.Repeat("x", first)
	if strings.Contains(head, "chunked") {
		body = fmt.Sprintf("%x\r\n%s\r\n", first, body)
	}
	if _, err := io.WriteString(c, head+body); err != nil {
		t.Fatal(err)
	}
	return c
}

const (
	announced = "POST /add-record HTTP/1.1\r\nHost: npt\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8388608\r\n\r\n"
	chunked   = "POST /help HTTP/1.1\r\nHost: npt\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
)

func postFrom(t *testing.T, from, to string, size int) (status int, text string) {
	t.Helper()
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	client := &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true}}
	res, err := client.PostForm("http://"+to+"/add-record", url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Ada"}, "sender_uuid": {"a"},
		"question_nb": {"1"}, "type": {"str"}, "data": {strings.Repeat("x", size)},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

// Bodies that are announced and do not come take nobody's room, as many as there are.
func TestBodiesThatDripTakeNoRoom(t *testing.T) {
	address := serveLimited(t, func(*Handler) {})
	for i := range 100 {
		drip(t, "127.0.0.2", address, []string{announced, chunked}[i%2], 20)
	}
	for _, size := range []int{10, 1 << 20, 8<<20 - 1000} {
		if status, text := postFrom(t, "127.0.0.3", address, size); status != http.StatusOK {
			t.Errorf("%d bytes beside them are answered %d %q", size, status, text)
		}
	}
}

// A body that comes more slowly than the slowest network is ended, with an answer that has it sent again.
func TestABodyThatDripsIsEnded(t *testing.T) {
	address := serveLimited(t, func(h *Handler) { h.bodies.grace = 50 * time.Millisecond })
	for _, head := range []string{announced, chunked} {
		c := drip(t, "127.0.0.1", address, head, 20)
		_ = c.SetReadDeadline(time.Now().Add(60 * time.Second))
		answer, err := io.ReadAll(c)
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 503") || !strings.Contains(string(answer), "too slowly") {
			t.Errorf("it is answered %q (%v), want 503 and why", answer, err)
		}
	}
}

// One address has half of the room at most, and what is small has room of its own.
func TestAnAddressHasItsShareOfTheMemory(t *testing.T) {
	share := []string{"127.0.0.2", "127.0.0.2", "127.0.0.2"}
	four := append(share, "127.0.0.3")
	for _, c := range []struct {
		name   string
		from   []string // each holds 4 MB
		sender string
		size   int
		status int
	}{
		{"another address beside a full share", share, "127.0.0.3", 2 << 20, 200},
		{"the same address", share, "127.0.0.2", 2 << 20, 503},
		{"a small one of the same address", share, "127.0.0.2", 20 << 10, 200},
		{"all is full", four, "127.0.0.4", 4 << 20, 503},
		{"a small one where all is full", four, "127.0.0.4", 20 << 10, 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all *bodies
			address := serveLimited(t, func(h *Handler) {
				all = h.bodies
				all.small, all.large, all.wait = 4<<20, 16<<20+classroom.MaxBody, 50*time.Millisecond
			})
			want := 0
			for _, from := range c.from {
				drip(t, from, address, announced, 4<<20)
				want += 4 << 20
			}
			// All that finds room has arrived when nothing more comes for a while.
			before, still := 0, 0
			for deadline := time.Now().Add(60 * time.Second); still < 40; time.Sleep(5 * time.Millisecond) {
				all.mu.Lock()
				got := all.used.small + all.used.large
				all.mu.Unlock()
				if got != before || got < want*3/4 {
					before, still = got, 0
				}
				still++
				if time.Now().After(deadline) {
					t.Fatalf("%d bytes are held, want %d", got, want)
				}
			}
			if status, text := postFrom(t, c.sender, address, c.size); status != c.status {
				t.Errorf("it is answered %d %q, want %d", status, text, c.status)
			}
		})
	}
}

// Whatever bodies held is free once they have ended.
func TestBodiesGiveBackWhatTheyHeld(t *testing.T) {
	var all *bodies
	address := serveLimited(t, func(h *Handler) { all = h.bodies })
	for range 20 {
		postFrom(t, "127.0.0.2", address, 1<<20)
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.used != (held{}) || len(all.of) != 0 || len(all.list) != 0 {
		t.Errorf("%+v of %d addresses and %d bodies are still held", all.used, len(all.of), len(all.list))
	}
}

// Connections on which nothing is said make room, and nobody has all of them.
func TestIdleConnectionsKeepNobodyOut(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	limited := limitConnections(l, 8, 6)
	release := make(chan struct{})
	server := &http.Server{ConnState: noteState, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wait" {
			<-release
		}
	})}
	go func() { _ = server.Serve(limited) }()
	t.Cleanup(func() { _ = server.Close() })
	t.Cleanup(func() { close(release) })
	address := l.Addr().String()
	var idle []net.Conn
	for range 20 { // of one address, and silent
		idle = append(idle, drip(t, "127.0.0.2", address, "", 0))
	}
	ask := func(from string) error {
		c := drip(t, from, address, "GET / HTTP/1.1\r\nHost: npt\r\n\r\n", 0)
		_ = c.SetReadDeadline(time.Now().Add(60 * time.Second))
		_, err := c.Read(make([]byte, 20))
		return err
	}
	for range 5 {
		for _, from := range []string{"127.0.0.2", "127.0.0.3"} {
			if err := ask(from); err != nil {
				t.Fatalf("a request of %s beside them fails: %v", from, err)
			}
		}
	}
	_ = idle[0].SetReadDeadline(time.Now().Add(60 * time.Second))
	if _, err := idle[0].Read(make([]byte, 1)); !errors.Is(err, io.EOF) && !strings.Contains(fmt.Sprint(err), "reset") {
		t.Errorf("the connection that was silent longest ends with %v", err)
	}
	// Requests under way are never cut: the seventh of one address is refused instead.
	for i := range 6 {
		drip(t, "127.0.0.4", address, "GET /wait HTTP/1.1\r\nHost: npt\r\n\r\n", 0)
		waitForBusy(t, limited, i+1)
	}
	if err := ask("127.0.0.4"); err == nil {
		t.Error("an address has more connections than its share")
	}
	if err := ask("127.0.0.3"); err != nil {
		t.Errorf("another address is refused: %v", err)
	}
}

// waitForBusy waits until requests are under way on so many connections.
func waitForBusy(t *testing.T, l *connections, want int) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		l.mu.Lock()
		busy := l.all
		for _, from := range l.of {
			busy -= from.idle.Len()
		}
		l.mu.Unlock()
		if busy == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("requests are under way on %d connections, want %d", busy, want)
		}
	}
}

// A computer is told by its IPv4 address, or by its IPv6 network, in which it may take any address.
func TestOriginOfARequest(t *testing.T) {
	for from, want := range map[string]string{
		"10.0.0.7:5000":              "10.0.0.7/32",
		"[::ffff:10.0.0.7]:5000":     "10.0.0.7/32",
		"[2001:db8::1]:5000":         "2001:db8::/64",
		"[2001:db8::2]:6000":         "2001:db8::/64",
		"[fe80::1%eth0]:5000":        "fe80::1/128",
		"[fe80::2%eth0]:5000":        "fe80::2/128",
		"a socket without a address": "",
	} {
		if got := originOf(&http.Request{RemoteAddr: from}); got != want {
			t.Errorf("%s stands for %q, want %q", from, got, want)
		}
	}
}

// A notebook waits for those that are read, but not for ever: a class does not wait for the few whose network is slow.
func TestTurnsOfNotebooks(t *testing.T) {
	few := turns{make(chan struct{}, 1), time.Hour}
	done := few.take()
	came := make(chan struct{})
	go func() {
		few.take()()
		close(came)
	}()
	select {
	case <-came:
		t.Fatal("two came in at a time")
	default:
	}
	done()
	<-came
	patient := turns{few.tokens, 0}
	first := patient.tokens
	first <- struct{}{}
	patient.take()() // goes on without one
	if len(first) != 1 {
		t.Errorf("%d tokens are held, want the one of the slow", len(first))
	}
}
