package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// System is the doctor's view of the computer, which tests can replace.
type System struct {
	OS    string // as runtime.GOOS
	Env   func(name string) string
	Files fs.FS // the root of the file system
	// Run returns the output of a program, even if it fails.
	Run func(ctx context.Context, name string, args ...string) (string, error)
	// Get returns the beginning of a web server's answer. It asks from an address of this computer,
	// without a proxy.
	Get func(ctx context.Context, from netip.Addr, to netip.AddrPort) (string, error)
	// Resolve returns the answer of the system's resolver, which may be empty.
	Resolve func(ctx context.Context, host string) []netip.Addr
	// Multicast returns the addresses that answer for a name by multicast DNS.
	Multicast func(ctx context.Context, host string) []netip.Addr
	Now       func() time.Time
}

// ThisComputer returns the real system; multicast looks up a name by multicast DNS.
func ThisComputer(multicast func(ctx context.Context, host string) []netip.Addr) System {
	return System{
		OS: runtime.GOOS, Env: os.Getenv, Files: os.DirFS("/"), Run: run, Get: get, Resolve: resolve,
		Multicast: multicast, Now: time.Now,
	}
}

const (
	runFor    = 5 * time.Second
	getFor    = 2 * time.Second
	maxOutput = 4 << 20 // bytes read of a program's output: rule sets can be long
	maxAnswer = 1 << 10 // bytes read of a server's answer
)

func run(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, runFor)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // so that the output is in English
	hideWindow(cmd)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(out, maxOutput))
	return string(text), errors.Join(err, cmd.Wait())
}

func get(ctx context.Context, from netip.Addr, to netip.AddrPort) (string, error) {
	dialer := &net.Dialer{Timeout: getFor, LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(from, 0))}
	client := http.Client{Timeout: getFor, Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+to.String()+"/", nil)
	if err != nil {
		return "", err
	}
	res, err := client.Do(req)
	if err != nil {
		return "", fmt.Errorf("no answer: %w", err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	return string(body), err
}

// resolve asks the resolver that the system's programs use. On Linux that is getent, because Go built
// without C has its own resolver, which knows no plugins.
func resolve(ctx context.Context, host string) []netip.Addr {
	if runtime.GOOS == "linux" {
		out, _ := run(ctx, "getent", "ahostsv4", host) // it fails for a name that does not exist
		return firstFields(out)
	}
	addrs, _ := net.DefaultResolver.LookupNetIP(ctx, "ip4", host)
	for i := range addrs {
		addrs[i] = addrs[i].Unmap()
	}
	return addrs
}
