package discovery

import (
	"strings"
	"testing"

	"github.com/miekg/dns"
)

func TestLabel(t *testing.T) {
	for _, tt := range []struct{ owner, want string }{
		{"dieuleveut", "npt-dieuleveut"},
		{"Prof", "npt-prof"},
		{"aymeric.dieuleveut", "npt-aymeric-dieuleveut"},
		{"  a -- b  ", "npt-a-b"},
		{"Jürgen", "npt-j-rgen"},
		{"李", "npt-c16667"},
		{strings.Repeat("x", 100), "npt-" + strings.Repeat("x", 59)},
		{strings.Repeat("x", 58) + ".yy", "npt-" + strings.Repeat("x", 58)},
	} {
		if got := Label(tt.owner); got != tt.want {
			t.Errorf("Label(%q) = %q, want %q", tt.owner, got, tt.want)
		}
	}
}

func TestNumbered(t *testing.T) {
	long := "npt-" + strings.Repeat("x", 59)
	for _, tt := range []struct {
		label string
		n     int
		want  string
	}{
		{"npt-prof", 1, "npt-prof"},
		{"npt-prof", 2, "npt-prof-2"},
		{long, 1, long},
		{long, 9, long[:61] + "-9"},
		{long[:60] + "-z", 2, long[:60] + "-2"},
	} {
		if got := numbered(tt.label, tt.n); got != tt.want {
			t.Errorf("numbered(%q, %d) = %q, want %q", tt.label, tt.n, got, tt.want)
		}
	}
}

func TestFreeLabel(t *testing.T) {
	taken := map[string]bool{"npt-a": true, "npt-a-2": true}
	if got, err := freeLabel("npt-a", func(l string) bool { return taken[l] }); got != "npt-a-3" || err != nil {
		t.Errorf("the third: %q, %v", got, err)
	}
	asked := 0
	if _, err := freeLabel("npt-a", func(string) bool { asked++; return true }); err == nil || asked != maxNames {
		t.Errorf("a network that answers for every name: %v after %d", err, asked)
	}
}

// TestTextOnTheWire: the DNS library sends exactly the content of our strings.
func TestTextOnTheWire(t *testing.T) {
	for _, owner := range []string{"prof", `DOMAIN\042prof`, "李 明", `"quoted"`, strings.Repeat("é", 200), "bad\xff"} {
		s := Service{Owner: owner, Version: "1.2", ID: "0123abcd", Open: 2}
		rr := &dns.TXT{Hdr: dns.RR_Header{Name: "x.local.", Rrtype: dns.TypeTXT, Class: dns.ClassINET}, Txt: s.text()}
		packet := make([]byte, 2000)
		n, err := dns.PackRR(rr, packet, 0, nil, false)
		if err != nil {
			t.Fatalf("%q: %v", owner, err)
		}
		want := strings.ToValidUTF8("owner="+owner, "")
		want = want[:min(len(want), 254)] // é has two bytes: the 255th is half of one
		if !strings.Contains(string(packet[:n]), want+"\x0bversion=1.2\x0bid=0123abcd\x06open=2") {
			t.Errorf("%q became %q", owner, packet[:n])
		}
	}
}
