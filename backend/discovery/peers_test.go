package discovery

import (
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func announcement(t testing.TB, id uint16, label string, text ...string) []byte {
	t.Helper()
	name := dnsmessage.MustNewName(label + "." + serviceName.String())
	m := dnsmessage.Message{
		Header:      dnsmessage.Header{ID: id, Response: true},
		Answers:     []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: serviceName, Class: dnsmessage.ClassINET}, Body: &dnsmessage.PTRResource{PTR: name}}},
		Additionals: []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: name, Class: dnsmessage.ClassINET}, Body: &dnsmessage.TXTResource{TXT: text}}},
	}
	packet, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return packet
}

// What anybody announces is shown as a text, whole, and bounded.
func TestPeerIn(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, one := range []struct {
		name   string
		packet []byte
		want   Peer
	}{
		{"an app", announcement(t, 7, "npt-prof", "owner=Prof Müller", "version=dev", "id=x1", "open=1"), Peer{Owner: "Prof Müller", Host: "npt-prof.local"}},
		{"without a text", announcement(t, 7, "npt-prof"), Peer{Owner: "npt-prof", Host: "npt-prof.local"}},
		{"signs that turn the line", announcement(t, 7, "npt-prof", "owner=a\u202eb\x00\n"), Peer{Owner: "ab", Host: "npt-prof.local"}},
		{"a long name", announcement(t, 7, "npt-prof", "owner="+long), Peer{Owner: long[:maxShown], Host: "npt-prof.local"}},
		{"another's answer", announcement(t, 8, "npt-prof", "owner=x"), Peer{}},
		{"noise", []byte("noise"), Peer{}},
	} {
		if got, isOne := peerIn(one.packet, 7); got != one.want || isOne != (one.want != Peer{}) {
			t.Errorf("%s: %+v", one.name, got)
		}
	}
}

func FuzzPeerIn(f *testing.F) {
	f.Add(announcement(f, 7, "npt-prof", "owner=prof"))
	f.Fuzz(func(t *testing.T, packet []byte) {
		if p, _ := peerIn(packet, 7); len([]rune(p.Owner)) > maxShown || strings.ContainsAny(p.Owner, "\n\x00") {
			t.Errorf("%+v", p)
		}
	})
}
