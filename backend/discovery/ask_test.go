package discovery

import (
	"net/netip"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestYields(t *testing.T) {
	lans := []Interface{lan("eth0", "10.0.0.5", "10.0.0.3"), lan("wlan0", "192.168.1.2")}
	for _, tt := range []struct {
		name         string
		first, other []netip.Addr
		want         bool
	}{
		{"nobody", nil, nil, false},
		{"ourselves", addrList("10.0.0.5"), addrList("192.168.1.2"), false},
		{"a higher one", addrList("10.0.0.9"), nil, false},
		{"between our two", addrList("10.0.0.4"), nil, false},
		{"a lower one", addrList("10.0.0.9", "10.0.0.2"), nil, true},
		{"lower on the other network", nil, addrList("192.168.1.1"), true},
		{"lower than ours elsewhere only", nil, addrList("192.168.1.3"), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := [][]netip.Addr{tt.first, tt.other}
			if got := yields(lans, rivals(found, addrList("10.0.0.5", "10.0.0.3", "192.168.1.2"))); got != tt.want {
				t.Errorf("yields = %t", got)
			}
		})
	}
}

var asked = dnsmessage.MustNewName("npt-prof.local.")

func answer(t testing.TB, id uint16, response bool, name string, addrs ...string) []byte {
	t.Helper()
	m := dnsmessage.Message{Header: dnsmessage.Header{ID: id, Response: response}}
	m.Questions = []dnsmessage.Question{{Name: asked, Type: dnsmessage.TypeA, Class: dnsmessage.ClassINET}}
	m.Answers = []dnsmessage.Resource{{
		Header: dnsmessage.ResourceHeader{Name: asked, Class: dnsmessage.ClassINET},
		Body:   &dnsmessage.TXTResource{TXT: []string{"beside the point"}},
	}}
	for _, a := range addrs {
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: dnsmessage.MustNewName(name), Class: dnsmessage.ClassINET},
			Body:   &dnsmessage.AResource{A: netip.MustParseAddr(a).As4()},
		})
	}
	packet, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return packet
}

func TestAnswersIn(t *testing.T) {
	good := answer(t, 7, true, "NPT-prof.local.", "10.0.0.1", "169.254.1.1")
	for _, tt := range []struct {
		name   string
		packet []byte
		want   string
	}{
		{"two", good, "10.0.0.1 169.254.1.1"},
		{"cut short", good[:len(good)-1], "10.0.0.1"},
		{"empty", nil, ""},
		{"another id", answer(t, 8, true, "npt-prof.local.", "10.0.0.1"), ""},
		{"a question", answer(t, 7, false, "npt-prof.local.", "10.0.0.1"), ""},
		{"another name", answer(t, 7, true, "npt-other.local.", "10.0.0.1"), ""},
		{"no machine's", answer(t, 7, true, "npt-prof.local.", "0.0.0.0", "127.0.0.1", "224.0.0.251", "255.255.255.255"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := joined(answersIn(tt.packet, 7, asked)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzAnswersIn(f *testing.F) {
	f.Add(answer(f, 7, true, "npt-prof.local.", "10.0.0.1", "169.254.1.1"))
	f.Add(goodbye("npt-prof", lan("eth0", "10.0.0.1")))
	f.Fuzz(func(t *testing.T, packet []byte) {
		for i, a := range answersIn(packet, 7, asked) {
			if i >= maxAnswers || !a.Is4() || a.IsLoopback() || a.IsMulticast() || a.IsUnspecified() {
				t.Errorf("answer %d: %s", i, a)
			}
		}
	})
}

func TestGoodbye(t *testing.T) {
	eth0 := lan("eth0", "10.0.0.1")
	eth0.V6 = addrList("fe80::1")
	packet := goodbye("npt-prof", eth0)
	var m dnsmessage.Message
	if err := m.Unpack(packet); err != nil || !m.Response || len(m.Answers) != 2 {
		t.Fatalf("%v %v", m, err)
	}
	for _, a := range m.Answers {
		if a.Header.TTL != 0 || a.Header.Name != asked {
			t.Errorf("%v", a.Header)
		}
	}
}

// TestLoopbackIsNotAnnounced: a server that only this computer can reach claims no name and opens no
// socket for multicast DNS.
func TestLoopbackIsNotAnnounced(t *testing.T) {
	a := Start(Service{Owner: "prof", Bound: netip.MustParseAddr("127.0.0.1"), Port: 6780}, func() { t.Error("the state changed") })
	a.SetOpen(1)
	a.Close()
	if s := a.State(); len(s.Addrs) != 0 || s.Host != "" || s.Err != nil {
		t.Errorf("%+v", s)
	}
}
