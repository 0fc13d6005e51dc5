package app

import (
	"bufio"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"npt/app/enginetest"
)

// sockets returns the TCP connections that a process has, as "local remote", and the addresses at which it
// listens, in the notation of /proc.
func sockets(t *testing.T, pid int) (connected, listening map[string]bool) {
	t.Helper()
	own := map[string]bool{}
	fds, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	for _, fd := range fds {
		if to, err := os.Readlink(fd); err == nil && strings.HasPrefix(to, "socket:[") {
			own[strings.Trim(to, "socket:[]")] = true
		}
	}
	connected, listening = map[string]bool{}, map[string]bool{}
	for _, family := range []string{"tcp", "tcp6"} {
		f, err := os.Open(fmt.Sprintf("/proc/%d/net/%s", pid, family))
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			fields := strings.Fields(lines.Text())
			if len(fields) < 10 || !own[fields[9]] {
				continue
			}
			const listens = "0A"
			if fields[3] == listens {
				listening[fields[1][strings.LastIndex(fields[1], ":"):]] = true
			} else {
				connected[fields[1]+" "+fields[2]] = true
			}
		}
		_ = f.Close()
	}
	return connected, listening
}

// Over a whole small lab the program opens no connection: each one that it ever has comes in at a port where it
// listens.
func TestTheProgramOpensNoConnection(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux lists the connections of a process")
	}
	data, file := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "copy.db")
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1")
	all, ports := map[string]bool{}, map[string]bool{}
	stop := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			connected, listening := sockets(t, s.Cmd.Process.Pid)
			maps.Copy(all, connected)
			maps.Copy(ports, listening)
			select {
			case <-stop:
				if len(all) > 0 { // the one that is held is there until it is seen
					return
				}
			default:
			}
		}
	})
	get := func(path string) {
		res, err := http.Get(s.Notebooks[0] + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
	}
	get("/get-send-code")
	get("/")
	for i := range 20 {
		who := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {fmt.Sprint("S", i)}, "sender_uuid": {fmt.Sprint("u", i)}}
		record := maps.Clone(who)
		record.Set("question_nb", "1")
		record.Set("type", "str")
		record.Set("data", "x")
		res, err := http.PostForm(s.Notebooks[0]+"/add-record", record)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
	}
	if out, err := enginetest.Command(t, "backup", "--data", data, file).CombinedOutput(); err != nil {
		t.Fatalf("%s (%v)", out, err)
	}
	// The others are short. One that stays shows that the watch sees connections at all.
	held, err := net.Dial("tcp", strings.TrimPrefix(s.Notebooks[0], "http://"))
	if err != nil {
		t.Fatal(err)
	}
	close(stop)
	watching.Wait()
	_ = held.Close()
	if len(ports) == 0 || len(all) == 0 {
		t.Fatalf("the watch saw %d ports and %d connections", len(ports), len(all))
	}
	for _, one := range slices.Sorted(maps.Keys(all)) {
		local, _, _ := strings.Cut(one, " ")
		if !ports[local[strings.LastIndex(local, ":"):]] {
			t.Errorf("the program opened a connection: %s", one)
		}
	}
	s.Stop(t)
}
