//go:build linux

package netlab

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"npt/app/enginetest"

	"golang.org/x/sys/unix"
)

// netlab skips the test, loudly, if the network lab cannot run here; otherwise the test runs in
// parallel with others.
func netlab(t *testing.T) {
	t.Helper()
	if err := netlabPossible(); err != nil {
		t.Skipf("NOT TESTED, for the network lab needs root, namespaces and iproute2: %v", err)
	}
	t.Parallel()
}

var netlabPossible = sync.OnceValue(func() error {
	for _, program := range []string{"ip", "bridge", "nsenter", "mount", "cat"} {
		if _, err := exec.LookPath(program); err != nil {
			return err
		}
	}
	probe := exec.Command("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1")
	probe.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWNS}
	if out, err := probe.CombinedOutput(); err != nil {
		return fmt.Errorf("%w %s", err, out)
	}
	return nil
})

// host is a machine of the lab. It has its own network and its own /run, so that it can have its own
// avahi or none.
type host struct {
	t    *testing.T
	name string
	pid  string // of the process that holds the namespaces
	dir  string
}

func newHost(t *testing.T, name string) *host {
	t.Helper()
	holder := exec.Command("cat")
	holder.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWNS}
	open, err := holder.StdinPipe() // it ends with this process, whatever ends that
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = open.Close()
		_ = holder.Wait()
	})
	h := &host{t: t, name: name, pid: fmt.Sprint(holder.Process.Pid), dir: t.TempDir()}
	h.run("mount", "-t", "tmpfs", "tmpfs", "/run")
	if h.command("test", "-e", "/etc/resolv.conf").Run() == nil {
		h.bind("/etc/resolv.conf", "# No DNS server, as in a room without internet\n")
	}
	h.ip("link set lo up")
	return h
}

// lan is a switch.
type lan struct {
	*host
	ports int
}

func newLAN(t *testing.T) *lan {
	t.Helper()
	l := &lan{host: newHost(t, "switch")}
	// Without snooping it passes on multicast to all ports, as switches in homes and classrooms do.
	l.ip("link add br0 type bridge mcast_snooping 0", "link set br0 up")
	return l
}

// plug connects an interface of h to l, without an address.
func (l *lan) plug(h *host, device string) {
	h.t.Helper()
	l.ports++
	port := fmt.Sprintf("port%d", l.ports)
	l.ip(
		fmt.Sprintf("link add %s type veth peer name %s netns %s", port, device, h.pid),
		fmt.Sprintf("link set %s master br0 up", port),
	)
	h.ip("link set " + device + " up")
}

// join connects h to l as 10.78.net.last/24.
func (l *lan) join(h *host, device, addr string) {
	h.t.Helper()
	l.plug(h, device)
	h.ip("addr add " + addr + "/24 brd + dev " + device)
}

// multicast sets whether a port passes on multicast to its host.
func (l *lan) multicast(port string, on bool) {
	l.t.Helper()
	flood := "off"
	if on {
		flood = "on"
	}
	l.ip("link set " + port + " type bridge_slave mcast_flood " + flood)
}

// route gives h a default route, which leads nowhere.
func (h *host) route(gateway string) { h.ip("route add default via " + gateway) }

// ip runs commands of iproute2 on h.
func (h *host) ip(commands ...string) {
	h.t.Helper()
	cmd := h.command("ip", "-batch", "-")
	cmd.Stdin = strings.NewReader(strings.Join(commands, "\n"))
	if out, err := cmd.CombinedOutput(); err != nil {
		h.t.Fatalf("%s: ip %q: %v %s", h.name, commands, err, out)
	}
}

// command returns a command that runs on h and ends with the test at the latest.
func (h *host) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(h.t.Context(), "nsenter", append([]string{"-t", h.pid, "-n", "-m", name}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// run runs a command on h to its end and returns its output.
func (h *host) run(name string, args ...string) string {
	h.t.Helper()
	out, err := h.command(name, args...).CombinedOutput()
	if err != nil {
		h.t.Fatalf("%s: %s %q: %v %s", h.name, name, args, err, out)
	}
	return string(out)
}

// start runs a command on h in the background until the test ends. It returns after the command has
// printed ready; at once if that is empty.
func (h *host) start(ready, name string, args ...string) *exec.Cmd {
	h.t.Helper()
	cmd := h.command(name, args...)
	said := &said{}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if h.t.Failed() {
			h.t.Logf("%s: %s said\n%s", h.name, name, said)
		}
	})
	enginetest.Eventually(h.t, name+" on "+h.name, func() bool { return strings.Contains(said.String(), ready) })
	return cmd
}

// said is the output of a program so far.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// avahi gives h the system's own multicast DNS, as a desktop has it.
func (h *host) avahi() {
	h.t.Helper()
	for _, program := range []string{"avahi-daemon", "dbus-daemon", "avahi-resolve"} {
		if _, err := exec.LookPath(program); err != nil {
			h.t.Skipf("NOT TESTED: %v", err)
		}
	}
	h.run("mkdir", "-p", "/run/dbus", "/run/avahi-daemon")
	h.bind("/etc/nsswitch.conf", "hosts: files mdns4_minimal [NOTFOUND=return] dns\n")
	h.start("unix:path=", "dbus-daemon", "--system", "--nofork", "--nopidfile", "--print-address")
	conf := filepath.Join(h.dir, "avahi.conf")
	h.write(conf, "[server]\nhost-name="+h.name+"\n[publish]\npublish-workstation=no\n")
	h.start("Server startup complete", "avahi-daemon", "-f", conf, "--no-drop-root", "--no-chroot", "--no-rlimits")
}

// bind puts a file with that content over path, on h only.
func (h *host) bind(path, content string) {
	h.t.Helper()
	over := filepath.Join(h.dir, filepath.Base(path))
	h.write(over, content)
	h.run("mount", "--bind", over, path)
}

func (h *host) write(path, content string) {
	h.t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// inside calls f on a thread in the network of h. Sockets that are made there stay in that network.
func (h *host) inside(f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		home, err := os.Open("/proc/thread-self/ns/net")
		if err != nil {
			done <- err
			return
		}
		defer home.Close()
		err = enter("/proc/"+h.pid+"/ns/net", f)
		// The thread returns to our network and lives on. If it ended, the system would end the child
		// processes that it started, because they have Pdeathsig.
		if back := unix.Setns(int(home.Fd()), unix.CLONE_NEWNET); back != nil {
			panic(back)
		}
		runtime.UnlockOSThread()
		done <- err
	}()
	return <-done
}

func enter(namespace string, f func() error) error {
	ns, err := os.Open(namespace)
	if err != nil {
		return err
	}
	defer ns.Close()
	if err := unix.Setns(int(ns.Fd()), unix.CLONE_NEWNET); err != nil {
		return err
	}
	return f()
}

// dial connects from h.
func (h *host) dial(ctx context.Context, network, addr string) (c net.Conn, err error) {
	err = h.inside(func() error {
		c, err = (&net.Dialer{}).DialContext(ctx, network, addr)
		return err
	})
	return c, err
}

// syncSet is a set for more than one goroutine.
type syncSet struct{ m sync.Map }

func (s *syncSet) add(v string) { s.m.Store(v, nil) }

func (s *syncSet) has(v string) bool {
	_, ok := s.m.Load(v)
	return ok
}

// waitFor calls holds often until it returns true, and returns how long that took.
func waitFor(t *testing.T, what string, limit time.Duration, holds func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	for !holds() {
		if time.Since(began) > limit {
			t.Fatalf("in vain waited %s for %s", limit, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return time.Since(began).Round(100 * time.Millisecond)
}
