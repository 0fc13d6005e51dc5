//go:build linux

package netlab

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// mayLeave reports whether a packet may leave the teacher's computer by itself: an answer from the port of the app, the
// announcement in the room and answers to whoever asks for it, and what the system says of groups and neighbours.
func mayLeave(packet string, port int) bool {
	f := strings.Fields(packet)
	switch f[0] {
	case "tcp":
		return f[1] == fmt.Sprint(port)
	case "udp":
		const mdns = "5353"
		return f[1] == mdns || f[3] == mdns && (f[2] == "224.0.0.251" || f[2] == "ff02::fb")
	}
	return f[0] == "igmp" || f[0] == "icmp6"
}

// Nothing leaves the teacher's computer by itself over a whole lab: each packet on its wire, of whatever protocol, is
// listed from before the start until after the end, with a DNS server that could be asked and a way out.
func TestNetNothingLeaves(t *testing.T) {
	_, prof, alice := class(t)
	prof.bind("/etc/resolv.conf", "nameserver 10.78.0.254\n")
	script, err := filepath.Abs("testdata/outgoing.py")
	if err != nil {
		t.Fatal(err)
	}
	packets := &said{}
	wire := prof.command("/usr/bin/python3", script)
	wire.Stdout, wire.Stderr = packets, packets
	if err := wire.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = wire.Process.Kill(); _ = wire.Wait() })
	enginetest.Eventually(t, "the list of packets", func() bool { return strings.HasPrefix(packets.String(), "listening\n") })

	p := newTeacher(prof, "prof")
	p.named()
	status := p.status()
	p.worksThrough(alice, p.cell().ByAddress)
	session := status.CurrentSession
	invoke[any](p, "MakeBackup")
	invoke[api.Backups](p, "Backups")
	invoke[string](p, "Diagnostics")
	invoke[api.Dashboard](p, "Dashboard", session, 0, "")
	students := invoke[[]api.Student](p, "Students", session)
	choice := invoke[api.EraseChoice](p, "EraseChoice", students[0].ID)
	invoke[any](p, "EraseStudents", []int64{choice.Students[0].ID}, []int64{})
	for _, format := range []string{"csv", "xlsx", "zip"} {
		prof.run(enginetest.Program(t), "export", "--data", prof.dir+"/data", "--session", "lab-1", "--format", format, "--output", prof.dir+"/lab."+format)
	}
	prof.run(enginetest.Program(t), "import", "--data", prof.dir+"/data", prof.dir+"/lab.zip")
	p.stop()

	// One that is sent on purpose shows that the list has all until now.
	const purpose = "udp 4444 10.78.0.2 9"
	prof.run("/usr/bin/python3", "-c", `
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 4444))
s.sendto(b"x", ("10.78.0.2", 9))`)
	enginetest.Eventually(t, "the packet that was sent on purpose", func() bool { return strings.Contains(packets.String(), purpose+"\n") })
	lines := strings.Split(strings.TrimSpace(packets.String()), "\n")[1:]
	slices.Sort(lines)
	answers := 0
	for _, packet := range slices.Compact(lines) {
		if strings.HasPrefix(packet, fmt.Sprint("tcp ", status.Port, " 10.78.0.2 ")) {
			answers++
		}
		if packet != purpose && !mayLeave(packet, status.Port) {
			t.Errorf("it left by itself: %s", packet)
		}
	}
	if answers == 0 {
		t.Errorf("the list has no answer to the student: %q", lines)
	}
}
