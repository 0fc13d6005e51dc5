package engine

import (
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"npt/app/instance"
	"npt/backend/doctor"
)

// open opens an engine in a data folder until the test ends.
func open(t *testing.T, dir string) *Engine {
	t.Helper()
	e, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestASecondStartOnOneFolderBringsUpNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	open(t, dir)
	second, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0"})
	if second != nil || err == nil || !strings.Contains(err.Error(), "running already") || !strings.Contains(err.Error(), dir) {
		t.Errorf("a second start gives %v, %v", second, err)
	}
}

func TestADataFolderThatCannotBeUsedIsSaid(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	notOurs := filepath.Join(dir, "not-ours")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(notOurs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(instance.Database(notOurs), []byte("these are not records"), 0o600); err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]string{
		filepath.Join(file, "sub"): "choose another with --data",
		notOurs:                    "not a",
	} {
		if _, err := Open(t.Context(), Config{DataDir: data, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a start with --data %s says %v, want %q", data, err, want)
		}
	}
	if kept, err := os.ReadFile(instance.Database(notOurs)); err != nil || string(kept) != "these are not records" {
		t.Errorf("the file that is not ours now holds %q (%v)", kept, err)
	}
	// Nothing keeps running or locked: the same folder opens after the file is removed.
	if err := os.Remove(instance.Database(notOurs)); err != nil {
		t.Fatal(err)
	}
	open(t, notOurs)
}

// A notebook that waits for messages is answered when the app closes, and does not delay that.
func TestClosingTheAppDoesNotWaitForWhoListens(t *testing.T) {
	e := open(t, t.TempDir())
	done := make(chan error)
	go func() {
		res, err := http.Get(e.Servers()[0] + "/messages?session_owner=prof&session_name=lab-1&sender_name=Alice&sender_uuid=a&after=0")
		if err == nil {
			_ = res.Body.Close()
		}
		done <- err
	}()
	for deadline := time.Now().Add(20 * time.Second); e.Messages.ConnectedAll(func(int64) bool { return false }) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("Alice is not connected")
		}
	}
	start := time.Now()
	e.notebooks.Release()
	if err := <-done; err != nil {
		t.Errorf("the waiting notebook got %v, want an empty answer", err)
	}
	if took := time.Since(start); took > 30*time.Second { // it would wait for a minute
		t.Errorf("it took %v", took)
	}
}

func TestSeenClients(t *testing.T) {
	e := open(t, t.TempDir())
	loopback := netip.MustParseAddr("127.0.0.1")
	if e.clients.came(loopback) {
		t.Error("nobody came yet")
	}
	res, err := http.Get(e.Servers()[0])
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if !e.clients.came(loopback) || e.clients.cameFromElsewhere(nil) {
		t.Error("a notebook on this computer came, and none from elsewhere")
	}
	elsewhere := netip.MustParseAddr("203.0.113.7")
	e.clients.seen[elsewhere] = struct{}{}
	own := []doctor.Interface{{Addrs: []netip.Addr{elsewhere}}}
	if !e.clients.cameFromElsewhere(nil) || e.clients.cameFromElsewhere(own) {
		t.Error("a notebook of another computer came, which is elsewhere unless that is this one's address")
	}
}

func TestANoticeHasItsValues(t *testing.T) {
	n := notice("port_taken", "address", "10.0.0.1:6780")
	if want := (Notice{"port_taken", []Param{{"address", "10.0.0.1:6780"}}}); !reflect.DeepEqual(n, want) {
		t.Errorf("the notice is %+v, want %+v", n, want)
	}
}
