package discovery

import (
	"cmp"
	"context"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/dns/dnsmessage"
)

// Peer is another computer's app, as that announces itself to notebooks.
type Peer struct {
	Owner string
	Host  string     // npt-prof.local
	Addr  netip.Addr // from which it answered, and not one that it only names
}

// maxPeers bounds how many are listed: more than any building has.
const maxPeers = 100

// Peers returns the apps that are announced on this machine's networks, but for those of this machine, by owner. It
// takes less than a second. Anybody can announce anything: trust none of it.
func Peers(ctx context.Context) []Peer {
	id, mine := newID(), own()
	query, err := question(id, serviceName, dnsmessage.TypePTR)
	if err != nil {
		return nil
	}
	var mu sync.Mutex
	found := map[Peer]bool{}
	askAll(ctx, classrooms(Interfaces(), netip.Addr{}), query, func(_ int, from netip.Addr, packet []byte) {
		peer, isOne := peerIn(packet, id)
		if peer.Addr = from; !isOne || slices.Contains(mine, from) {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if len(found) < maxPeers {
			found[peer] = true
		}
	})
	all := make([]Peer, 0, len(found))
	for peer := range found {
		all = append(all, peer)
	}
	slices.SortFunc(all, func(a, b Peer) int {
		return cmp.Or(strings.Compare(a.Owner, b.Owner), strings.Compare(a.Host, b.Host), a.Addr.Compare(b.Addr))
	})
	return all
}

// peerIn returns the app that a packet announces. Anybody may have sent the packet, with any content.
func peerIn(packet []byte, id uint16) (Peer, bool) {
	label := instanceIn(packet, id)
	var m dnsmessage.Message
	if label == "" || m.Unpack(packet) != nil {
		return Peer{}, false
	}
	p := Peer{Owner: shown(label), Host: shown(label) + ".local"}
	for _, r := range slices.Concat(m.Answers, m.Additionals) {
		txt, isText := r.Body.(*dnsmessage.TXTResource)
		if !isText {
			continue
		}
		for _, pair := range txt.TXT {
			if owner, isOwner := strings.CutPrefix(pair, "owner="); isOwner {
				p.Owner = cmp.Or(shown(owner), p.Owner)
			}
		}
	}
	return p, true
}

// maxShown bounds a name that is shown, in characters.
const maxShown = 64

// shown returns a text that came over the network without what is no letter, digit or sign, and no longer than is read.
func shown(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
	if r := []rune(text); len(r) > maxShown {
		text = string(r[:maxShown])
	}
	return strings.TrimSpace(text)
}
