//go:build linux

package netlab

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/frontend/src/words"
)

// doctorSays waits until the doctor's first findings are these codes.
func (t *teacher) doctorSays(codes ...string) (d api.Diagnosis) {
	t.t.Helper()
	waitFor(t.t, "the doctor to say "+strings.Join(codes, ", "), 40*time.Second, func() bool {
		d = invoke[api.Diagnosis](t, "Doctor")
		return slices.Equal(codesOf(d), codes)
	})
	return d
}

// codesOf returns the codes of what the doctor found.
func codesOf(d api.Diagnosis) []string {
	var codes []string
	for _, f := range d.Findings {
		codes = append(codes, f.Code)
	}
	return codes
}

// The doctor finds no fault with a plain LAN, in the window and on the command line.
func TestNetDoctorContent(t *testing.T) {
	_, prof, alice := class(t)
	prof.avahi()
	p := newTeacher(prof, "prof")
	p.named()
	p.worksThrough(alice, p.cell().ByAddress)
	d := p.doctorSays("network", "port", "firewall_open", "name")
	i := slices.IndexFunc(d.Interfaces, func(i api.NetworkInterface) bool { return i.Name == "eth0" })
	if i < 0 || !d.Interfaces[i].Used || !slices.Contains(d.Interfaces[i].Addrs, "10.78.0.1") {
		t.Errorf("interfaces %+v", d.Interfaces)
	}
	var outside api.Diagnosis
	if err := json.Unmarshal([]byte(prof.run(enginetest.Program(t), "doctor", "--json")), &outside); err != nil {
		t.Fatal(err)
	}
	if got := codesOf(outside); !slices.Equal(got, []string{"network", "port", "firewall_open", "name"}) {
		t.Errorf("npt doctor says %v", got)
	}
}

// A firewall that drops notebooks is named, together with the notebooks that cannot connect and the
// command that opens it. The command works.
func TestNetDoctorFirewall(t *testing.T) {
	_, prof, alice := class(t)
	rules := prof.command("nft", "-f", "-")
	rules.Stdin = strings.NewReader(`table inet filter {
		chain input {
			type filter hook input priority 0; policy drop;
			ct state established,related accept
			iif "lo" accept
			udp dport 5353 accept
		}
	}`)
	if out, err := rules.CombinedOutput(); err != nil {
		t.Skipf("NOT TESTED: nft: %v %s", err, out)
	}
	p := newTeacher(prof, "prof")
	p.named()
	wantAddrs(t, "what a student's computer asks", alice.resolve("npt-prof.local"), "10.78.0.1")
	d := p.doctorSays("firewall_closed", "strangers", "name_unknown_here", "network", "port")
	if !slices.Contains(d.Findings[1].Params, api.Param{Name: "addresses", Value: "10.78.0.2"}) {
		t.Errorf("%+v", d.Findings[1])
	}
	command, ok := strings.CutPrefix(d.Findings[0].Steps[0].Command, "sudo ")
	if !ok {
		t.Fatalf("%+v", d.Findings[0])
	}
	prof.run("sh", "-c", command)
	p.worksThrough(alice, p.cell().ByAddress)
	p.doctorSays("name_unknown_here", "network", "port", "firewall_open")
}

// If this computer's firewall is open, the doctor names a network that passes on multicast but keeps
// computers apart otherwise.
func TestNetDoctorIsolation(t *testing.T) {
	l, prof, alice := class(t)
	apart := l.command("nft", "-f", "-")
	apart.Stdin = strings.NewReader(`table bridge apart {
		chain forward {
			type filter hook forward priority 0; policy accept;
			ip protocol tcp drop
		}
	}`)
	if out, err := apart.CombinedOutput(); err != nil {
		t.Skipf("NOT TESTED: nft: %v %s", err, out)
	}
	p := newTeacher(prof, "prof")
	p.named()
	s := newStudent(alice)
	s.cell(p.cell().SelfContained)
	s.cell("send(1, 1)")
	d := p.doctorSays("isolation", "name_unknown_here", "network", "port", "firewall_open")
	if f := d.Findings[0]; f.Level != "wrong" || !slices.Contains(f.Params, api.Param{Name: "addresses", Value: "10.78.0.2"}) || len(f.Steps) != 4 {
		t.Errorf("%+v", f)
	}
	if french := words.Builtin().Language("fr").Say("findings."+d.Findings[0].Code+".meaning", nil); !strings.Contains(french, "isole") {
		t.Errorf("%s", french)
	}
	s.leave()
}
