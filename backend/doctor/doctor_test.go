package doctor

import (
	"context"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// programs are what a made-up computer has to run: command line to output. A line
// that ends with an exclamation mark also fails.
type programs map[string]string

func (p programs) run(_ context.Context, name string, args ...string) (string, error) {
	line := strings.Join(append([]string{name}, args...), " ")
	for begin, out := range p {
		if strings.HasPrefix(line, begin) {
			if text, failed := strings.CutSuffix(out, "!"); failed {
				return text, errors.New("exit status 1")
			}
			return out, nil
		}
	}
	return "", exec.ErrNotFound
}

var ip = netip.MustParseAddr

// healthy is an app on a Linux computer where all is well.
func healthy() (HostState, System) {
	host := HostState{
		Program: "/usr/bin/npt", Port: 6780, UsualPort: 6780, Running: true, Addrs: []netip.Addr{ip("192.168.1.20")},
		Host: "npt-prof.local",
		Interfaces: []Interface{
			{Name: "eth0", Kind: Lan, Addrs: []netip.Addr{ip("192.168.1.20"), ip("fe80::1")}, Used: true},
			{Name: "docker0", Kind: "container", Addrs: []netip.Addr{ip("172.17.0.1")}},
		},
		ClockDifferences: []time.Duration{time.Second, 300 * time.Millisecond, time.Hour, 200 * time.Millisecond, 200 * time.Millisecond},
	}
	answered := func(context.Context, string) []netip.Addr { return []netip.Addr{ip("192.168.1.20")} }
	return host, System{
		OS: "linux", Env: func(string) string { return "" }, Files: fstest.MapFS{},
		Run:     programs{"nft -j list ruleset": `{"nftables": []}`}.run,
		Get:     func(context.Context, netip.Addr, netip.AddrPort) (string, error) { return greeting + " is here.", nil },
		Resolve: answered, Multicast: answered,
		Now: func() time.Time { return time.Date(2026, 2, 4, 14, 5, 0, 0, time.UTC) },
	}
}

func codes(all []Finding) string {
	var s []string
	for _, f := range all {
		s = append(s, string(f.Level)+":"+f.Code)
	}
	return strings.Join(s, " ")
}

func TestAllIsWell(t *testing.T) {
	host, system := healthy()
	all := Examine(t.Context(), host, system)
	if got := codes(all); got != "ok:network ok:port ok:firewall_open ok:name ok:clock" {
		t.Errorf("%s", got)
	}
	for _, f := range all {
		for _, language := range []string{"en", "fr"} {
			if title, meaning, steps := said(t, language, f); title == "" || meaning == "" || steps != "" {
				t.Errorf("%+v", f)
			}
		}
	}
}

// TestEachTrouble: one thing is wrong with a healthy computer, and the doctor finds
// that, says what it means and, where it is for the teacher to do, what to do.
func TestEachTrouble(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	refused := errors.New("refused")
	for _, tt := range []struct {
		name    string
		change  func(*HostState, *System)
		code    string
		level   Level
		mention string // in the title or in what to do
	}{
		{"no network", func(s *HostState, _ *System) { s.Interfaces, s.Addrs = nil, nil }, "no_network", Wrong, "hotspot"},
		{"loopback", func(s *HostState, _ *System) { s.Loopback = true }, "loopback", Wrong, "--listen"},
		{"no router", func(s *HostState, _ *System) { s.Interfaces[0].Addrs = []netip.Addr{ip("169.254.1.1")} }, "address_made_up", Note, "eth0 169.254.1.1"},
		{"VPN", func(s *HostState, _ *System) {
			s.Interfaces = append(s.Interfaces, Interface{Name: "tun0", Kind: Tunnel, Addrs: []netip.Addr{ip("10.8.0.6")}})
		}, "vpn", Note, "tun0"},
		{"proxy", func(_ *HostState, y *System) {
			y.Env = func(n string) string { return map[string]string{"HTTP_PROXY": "http://proxy:8080"}[n] }
		}, "proxy", Note, "no_proxy"},
		{"clock behind", func(s *HostState, _ *System) {
			s.ClockDifferences = slices.Repeat([]time.Duration{-time.Hour}, 5)
		}, "clock", Warning, "1\u00a0h\u00a000"},
		{"clock at the factory's", func(_ *HostState, y *System) {
			y.Now = func() time.Time { return time.Unix(0, 0) }
		}, "clock", Warning, "1970"},
		{"strangers", func(s *HostState, _ *System) {
			s.UnreachedClients = slices.Repeat([]netip.Addr{ip("192.168.1.87")}, 7)
		}, "isolation", Warning, "and 2 more"},
		{"strangers, and nobody else", func(s *HostState, _ *System) {
			s.UnreachedClients, s.NobodyConnected = []netip.Addr{ip("192.168.1.87")}, true
		}, "isolation", Wrong, "One computer looks"},
		{"strangers before a firewall", func(s *HostState, y *System) {
			s.UnreachedClients = []netip.Addr{ip("192.168.1.87")}
			y.Files = fstest.MapFS{"etc/ufw/ufw.conf": file("ENABLED=yes\n"), "etc/ufw/user.rules": file("")}
		}, "strangers", Warning, "192.168.1.87"},
		{"its one interface is gone", func(s *HostState, _ *System) {
			s.Only, s.Addrs, s.Interfaces = "eth7", nil, nil
		}, "interface_gone", Wrong, "eth7"},
		{"nobody yet", func(s *HostState, _ *System) { s.NobodyConnected = true }, "nobody_yet", Note, "hotspot"},
		{"port moved", func(s *HostState, y *System) {
			s.Port, s.Moved = 6781, true
			y.Files = fstest.MapFS{"proc/net/tcp": file(procTCP)}
		}, "port_moved", Warning, "6780 is taken"},
		{"silent", func(_ *HostState, y *System) {
			y.Get = func(context.Context, netip.Addr, netip.AddrPort) (string, error) { return "", refused }
		}, "port_silent", Wrong, "192.168.1.20:6780"},
		{"somebody else's port", func(_ *HostState, y *System) {
			y.Get = func(context.Context, netip.Addr, netip.AddrPort) (string, error) { return "<h1>Jupyter</h1>", nil }
		}, "port_other", Wrong, "192.168.1.20:6780"},
		{"not running, port free", func(s *HostState, _ *System) { s.Running = false }, "port_free", Note, "6780"},
		{"not running, port taken", func(s *HostState, y *System) {
			s.Running = false
			y.Files = fstest.MapFS{
				"proc/net/tcp": file(procTCP), "proc/4321/comm": file("jupyter\n"),
				"proc/4321/fd/7": {Data: []byte("socket:[777]"), Mode: fs.ModeSymlink},
			}
		}, "port_taken", Warning, "by jupyter"},
		{"renamed", func(s *HostState, _ *System) { s.Renamed = true }, "name_renamed", Warning, "npt-prof.local"},
		{"multicast dropped", func(_ *HostState, y *System) {
			y.Multicast = func(context.Context, string) []netip.Addr { return nil }
		}, "name_silent", Warning, "address instead"},
		{"no nss-mdns", func(_ *HostState, y *System) {
			y.Resolve = func(context.Context, string) []netip.Addr { return nil }
		}, "name_unknown_here", Note, "resolver"},
		{"name elsewhere", func(_ *HostState, y *System) {
			y.Resolve = func(context.Context, string) []netip.Addr { return []netip.Addr{ip("192.168.1.66")} }
		}, "name_elsewhere", Warning, "192.168.1.66"},
		{"mdns off", func(s *HostState, _ *System) { s.Host, s.AnnounceFailure = "", Refused }, "mdns_off", Warning, "5353"},
		{"mdns port kept", func(s *HostState, _ *System) { s.Host, s.AnnounceFailure = "", PortKept }, "mdns_port_kept", Warning, "5353"},
		{"mdns names taken", func(s *HostState, _ *System) { s.Host, s.AnnounceFailure = "", NamesTaken }, "mdns_names_taken", Warning, "every name"},

		{"ufw, rules unreadable", func(_ *HostState, y *System) {
			y.Files = fstest.MapFS{"etc/ufw/ufw.conf": file("# x\nENABLED=yes\n")}
		}, "firewall_unknown", Note, "sudo ufw allow 6780/tcp"},
		{"ufw closed", func(_ *HostState, y *System) {
			y.Files = fstest.MapFS{"etc/ufw/ufw.conf": file("ENABLED=yes\n"), "etc/ufw/user.rules": file(ufwRules)}
		}, "firewall_closed", Wrong, "sudo ufw allow 6780/tcp"},
		{"ufw open", func(s *HostState, y *System) {
			s.Port = 8000
			y.Files = fstest.MapFS{"etc/ufw/ufw.conf": file("ENABLED=yes\n"), "etc/ufw/user.rules": file(ufwRules)}
		}, "firewall_open", OK, "8000"},
		{"ufw that lets all in", func(_ *HostState, y *System) {
			y.Files = fstest.MapFS{
				"etc/ufw/ufw.conf": file("ENABLED=yes\n"), "etc/ufw/user.rules": file(""),
				"etc/default/ufw": file("DEFAULT_INPUT_POLICY=\"ACCEPT\"\n"),
			}
		}, "firewall_open", OK, "ufw"},
		{"firewalld closed", func(_ *HostState, y *System) {
			y.Run = programs{"firewall-cmd --state": "running\n", "firewall-cmd --query-port=6780/tcp": "no\n!"}.run
		}, "firewall_closed", Wrong, "--add-port=6780/tcp"},
		{"firewalld open", func(_ *HostState, y *System) {
			y.Run = programs{"firewall-cmd --state": "running\n", "firewall-cmd --query-port=6780/tcp": "yes\n"}.run
		}, "firewall_open", OK, "firewalld"},
		{"firewalld that does not say", func(_ *HostState, y *System) {
			y.Run = programs{"firewall-cmd --state": "running\n", "firewall-cmd --query-port=6780/tcp": "Authorization failed.\n!"}.run
		}, "firewall_unknown", Note, "--add-port=6780/tcp"},

		{"Windows closed", func(s *HostState, y *System) {
			s.Program, y.OS = `C:\npt.exe`, "windows"
			y.Run = programs{"powershell": `{"Profiles": [{"Name": "Public", "Enabled": true, "InUse": true}], "Rules": []}`}.run
		}, "firewall_closed", Wrong, `program="C:\npt.exe"`},
		{"Windows blocks after Cancel", func(_ *HostState, y *System) {
			y.OS = "windows"
			y.Run = programs{"powershell": `{"Profiles": [{"Name": "Private", "Enabled": true, "InUse": true}],
				"Rules": [{"Enabled": true, "Block": false, "Profile": "Any"}, {"Enabled": true, "Block": true, "Profile": "Private, Public"}]}`}.run
		}, "firewall_closed", Wrong, "private networks"},
		{"Windows open", func(_ *HostState, y *System) {
			y.OS = "windows"
			y.Run = programs{"powershell": `{"Profiles": [{"Name": "Public", "Enabled": true, "InUse": false}, {"Name": "Private", "Enabled": true, "InUse": true}],
				"Rules": [{"Enabled": true, "Block": false, "Profile": "Private"}, {"Enabled": false, "Block": true, "Profile": "Any"}]}`}.run
		}, "firewall_open", OK, "Windows"},
		{"Windows without PowerShell", func(_ *HostState, y *System) { y.OS, y.Run = "windows", programs{}.run }, "firewall_unknown", Note, "netsh"},
		{"macOS blocked", func(_ *HostState, y *System) {
			y.OS = "darwin"
			y.Run = programs{
				socketFilter + " --getglobalstate": "Firewall is enabled. (State = 1)\n", socketFilter + " --getblockall": "Block all DISABLED!\n",
				socketFilter + " --getappblocked": "Incoming connection to the application is blocked\n",
			}.run
		}, "firewall_closed", Wrong, "--unblockapp '/usr/bin/npt'"},
		{"macOS not asked yet", func(_ *HostState, y *System) {
			y.OS = "darwin"
			y.Run = programs{
				socketFilter + " --getglobalstate": "Firewall is enabled. (State = 1)\n", socketFilter + " --getblockall": "Block all DISABLED!\n",
				socketFilter + " --getappblocked": "The application is not part of the firewall\n",
			}.run
		}, "firewall_unknown", Note, "--add '/usr/bin/npt'"},
		{"macOS blocks all", func(_ *HostState, y *System) {
			y.OS = "darwin"
			y.Run = programs{socketFilter + " --getglobalstate": "Firewall is enabled. (State = 2)\n", socketFilter + " --getblockall": "Firewall has block all state set to enabled. (State = 2)\n"}.run
		}, "firewall_closed", Wrong, "Block all"},
		{"macOS off", func(_ *HostState, y *System) {
			y.OS, y.Run = "darwin", programs{socketFilter + " --getglobalstate": "Firewall is disabled. (State = 0)\n"}.run
		}, "firewall_open", OK, "off"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			host, system := healthy()
			tt.change(&host, &system)
			all := Examine(t.Context(), host, system)
			i := slices.IndexFunc(all, func(f Finding) bool { return f.Code == tt.code })
			if i < 0 || all[i].Level != tt.level {
				t.Fatalf("found %s, want %s:%s", codes(all), tt.level, tt.code)
			}
			f := all[i]
			title, meaning, steps := said(t, "en", f)
			if !strings.Contains(title+"\n"+steps, tt.mention) || meaning == "" {
				t.Errorf("%+v does not mention %q", f, tt.mention)
			}
			if french, _, _ := said(t, "fr", f); french == title {
				t.Errorf("%s says %q in French", f.Code, french)
			}
			if tt.level == Wrong && len(f.Steps) == 0 {
				t.Errorf("%s says not what to do", f.Code)
			}
			if tt.level == Wrong && i != 0 {
				t.Errorf("the worst does not come first: %s", codes(all))
			}
		})
	}
}

// TestNftables reads what nft itself printed of real rules.
func TestNftables(t *testing.T) {
	for name, want := range map[string]string{
		"empty": "ok:firewall_open", "open": "ok:firewall_open", "accepts": "ok:firewall_open",
		"closed": "wrong:firewall_closed", "one_port": "wrong:firewall_closed", "unsure": "note:firewall_unknown",
	} {
		text, err := os.ReadFile("testdata/nft_" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		host, system := healthy()
		system.Run = programs{"nft -j list ruleset": string(text)}.run
		found := exam{host, system}.nftables(t.Context())
		if got := codes(found); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if strings.HasPrefix(want, "wrong") && !strings.HasPrefix(found[0].Steps[0].Command, "sudo nft insert rule i") {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

// TestNftablesUnread: without the right to read the rules there is nothing to say.
func TestNftablesUnread(t *testing.T) {
	for _, out := range []string{"!", "Operation not permitted!", "{"} {
		host, system := healthy()
		system.Run = programs{"nft": out}.run
		if found := (exam{host, system}).nftables(t.Context()); found != nil {
			t.Errorf("%q: %v", out, found)
		}
	}
}

const procTCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1A7C 0100007F:1A7D 01 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 00000000:1A7C 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1 0 100 0 0 10 0
`

const ufwRules = `*filter
### RULES ###

### tuple ### allow udp 6780 0.0.0.0/0 any 0.0.0.0/0 in
-A ufw-user-input -p udp --dport 6780 -j ACCEPT
### tuple ### allow tcp 6780 0.0.0.0/0 any 10.0.0.7 in
### tuple ### allow tcp 22,7000:8001 0.0.0.0/0 any 0.0.0.0/0 in
-A ufw-user-input -p tcp -m multiport --dports 22,7000:8001 -j ACCEPT
### tuple ### deny any 9000 0.0.0.0/0 any 0.0.0.0/0 in
`

func TestHolderElsewhere(t *testing.T) {
	mac := exam{System: System{OS: "darwin", Run: programs{"lsof -nP -iTCP:6780": "p812\ncPython\nf5\n"}.run}}
	if name, held := mac.holder(t.Context(), "tcp", 6780); name != "Python" || !held {
		t.Errorf("macOS: %q %t", name, held)
	}
	windows := exam{System: System{OS: "windows", Run: programs{
		"netstat -ano -p tcp": "\r\nConnexions actives\r\n\r\n  Proto  Adresse locale         Adresse distante       État\r\n" +
			"  TCP    10.0.0.2:50000         10.0.0.9:6780          ESTABLISHED     99\r\n" +
			"  TCP    0.0.0.0:6780           0.0.0.0:0              LISTENING       4711\r\n",
		"tasklist /fi pid eq 4711": "\"python.exe\",\"4711\",\"Console\",\"1\",\"12 345 Ko\"\r\n",
	}.run}}
	if name, held := windows.holder(t.Context(), "tcp", 6780); name != "python.exe" || !held {
		t.Errorf("Windows: %q %t", name, held)
	}
	if name, held := windows.holder(t.Context(), "tcp", 6781); held {
		t.Errorf("Windows: nobody is %q", name)
	}
}

// TestThisComputer: the real system answers, whatever it has to say.
func TestThisComputer(t *testing.T) {
	host, _ := healthy()
	host.Running, host.Host = false, ""
	all := Examine(t.Context(), host, ThisComputer(func(context.Context, string) []netip.Addr { return nil }))
	if !slices.ContainsFunc(all, func(f Finding) bool { return strings.HasPrefix(f.Code, "port_") }) {
		t.Errorf("found %s", codes(all))
	}
}
