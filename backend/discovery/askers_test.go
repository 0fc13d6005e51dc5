package discovery

import (
	"net/netip"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestAskers(t *testing.T) {
	query := func(names ...string) []byte {
		m := dnsmessage.Message{}
		for _, n := range names {
			m.Questions = append(m.Questions, dnsmessage.Question{Name: dnsmessage.MustNewName(n), Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET})
		}
		packet, err := m.Pack()
		if err != nil {
			t.Fatal(err)
		}
		return packet
	}
	announcement, err := (&dnsmessage.Message{Header: dnsmessage.Header{Response: true}, Answers: []dnsmessage.Resource{{
		Header: dnsmessage.ResourceHeader{Name: serviceName, Class: dnsmessage.ClassINET},
		Body:   &dnsmessage.PTRResource{PTR: dnsmessage.MustNewName("npt-x._npt._tcp.local.")},
	}}}).Pack()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 2, 4, 14, 0, 0, 0, time.UTC)
	a := newAskers()
	hear := func(from string, packet []byte, after time.Duration) {
		a.hear(netip.MustParseAddr(from), packet, asked, start.Add(after))
	}
	hear("10.0.0.7", query("printer.local.", "NPT-PROF.local."), 0)
	hear("10.0.0.7", query("npt-prof.local."), time.Hour) // the first time counts
	hear("10.0.0.5", query("_npt._tcp.local."), time.Second)
	hear("10.0.0.8", query("npt-profile.local."), 0)
	hear("10.0.0.9", query("npt-prof.local."), 0)
	hear("10.0.0.9", announcement, time.Minute) // a teacher, who checked the name
	hear("10.0.0.6", query("npt-prof.local."), 2*time.Second)
	hear("10.0.0.4", []byte("nonsense"), 0)
	if got := joined(a.before(start.Add(2 * time.Second))); got != "10.0.0.5 10.0.0.7" {
		t.Errorf("asked: %s", got)
	}
}

func TestAskersAreBounded(t *testing.T) {
	a := newAskers()
	packet, err := question(1, asked, dnsmessage.TypeA)
	if err != nil {
		t.Fatal(err)
	}
	addr := netip.MustParseAddr("10.0.0.0")
	for range 2 * maxAskers {
		addr = addr.Next()
		a.hear(addr, packet, asked, time.Time{})
	}
	if n := len(a.before(time.Now())); n != maxAskers {
		t.Errorf("%d are remembered", n)
	}
}

func FuzzAbout(f *testing.F) {
	if packet, err := question(1, asked, dnsmessage.TypeA); err == nil {
		f.Add(packet)
	}
	f.Add(goodbye("npt-prof", lan("eth0", "10.0.0.1")))
	f.Fuzz(func(t *testing.T, packet []byte) {
		if asks, announces := about(packet, asked); asks && announces {
			t.Error("a packet is a question or an answer")
		}
	})
}
