package ingest_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"npt/backend/ingest"
)

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, moved, err := ingest.Listen("127.0.0.1:0")
	if err != nil || moved {
		t.Fatal(err, moved)
	}
	defer func() { _ = first.Close() }()
	second, moved, err := ingest.Listen(first.Addr().String())
	if err != nil || !moved {
		t.Fatalf("a taken port gives %v, moved %v", err, moved)
	}
	defer func() { _ = second.Close() }()
	if a, b := first.Addr().(*net.TCPAddr), second.Addr().(*net.TCPAddr); b.Port <= a.Port || !b.IP.Equal(a.IP) {
		t.Errorf("moved from %v to %v", a, b)
	}
}

func TestListenSaysWhatIsWrongWithAnAddress(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:6780:":  "choose another with --listen",
		"127.0.0.1:http x": "no port",
		"203.0.113.1:6780": "choose another with --listen",
	} {
		if _, _, err := ingest.Listen(addr); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Listen(%q) says %v, want %q", addr, err, want)
		}
	}
}

func TestCloseLetsRequestsUnderWayEnd(t *testing.T) {
	listener, _, err := ingest.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, leave := make(chan struct{}), make(chan struct{})
	server := ingest.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		_, _ = w.Write([]byte("kept"))
	}))
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_, _ = fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
	<-entered
	closed := make(chan error)
	go func() { closed <- server.Close(time.Minute) }()
	close(leave)
	if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
		t.Errorf("the request under way was answered %q (%v)", line, err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
}
