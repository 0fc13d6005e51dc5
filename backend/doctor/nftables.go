package doctor

import (
	"encoding/json"
	"slices"
	"strings"
)

// ruleset is the output of `nft -j list ruleset`, as far as it is needed here.
type ruleset struct {
	chains []chain
	rules  []rule
}

type chain struct {
	Family string `json:"family"`
	Table  string `json:"table"`
	Name   string `json:"name"`
	Hook   string `json:"hook"`
	Policy string `json:"policy"`
}

type rule struct {
	Family string                       `json:"family"`
	Table  string                       `json:"table"`
	Chain  string                       `json:"chain"`
	Expr   []map[string]json.RawMessage `json:"expr"`
}

func readRules(text string) (ruleset, error) {
	var listing struct {
		Objects []struct {
			Chain *chain `json:"chain"`
			Rule  *rule  `json:"rule"`
		} `json:"nftables"`
	}
	if err := json.Unmarshal([]byte(text), &listing); err != nil {
		return ruleset{}, err
	}
	var all ruleset
	for _, o := range listing.Objects {
		if o.Chain != nil {
			all.chains = append(all.chains, *o.Chain)
		}
		if o.Rule != nil {
			all.rules = append(all.rules, *o.Rule)
		}
	}
	return all, nil
}

// blocking returns the first chain that keeps out new TCP connections to port. Every chain on the way
// in must let a packet pass. unsure reports that an earlier rule may let some connections in,
// depending on facts that we cannot know, such as their origin.
func (r ruleset) blocking(port uint16) (at chain, blocks, unsure bool) {
	for _, c := range r.chains {
		if c.Hook != "input" || c.Family != "inet" && c.Family != "ip" {
			continue
		}
		w := walk{ruleset: r, port: port}
		if w.verdict(c, maxJumps) == drops {
			return c, true, w.unsure
		}
	}
	return chain{}, false, false
}

// walk is the way of one packet through the rules: the first packet of a new TCP connection from a
// student's computer to port.
type walk struct {
	ruleset
	port   uint16
	unsure bool // a rule might have let it in
}

type verdict int

const (
	goesOn verdict = iota // to the next rule
	accepts
	drops
)

const maxJumps = 16 // as many as the kernel allows

func (w *walk) verdict(c chain, jumps int) verdict {
	for _, rule := range w.rules {
		if rule.Family != c.Family || rule.Table != c.Table || rule.Chain != c.Name {
			continue
		}
		fits := rule.fits(w.port)
		if fits == no {
			continue
		}
		v, decided := w.outcome(rule, c, jumps)
		switch {
		case fits == perhaps && v == accepts:
			w.unsure = true
		case fits == yes && decided:
			return v
		}
	}
	switch {
	case c.Policy == "drop":
		return drops
	case c.Hook != "":
		return accepts
	}
	return goesOn // back to the chain that jumped here
}

// outcome returns what a matching rule does; decided is false for a rule that only counts.
func (w *walk) outcome(of rule, c chain, jumps int) (v verdict, decided bool) {
	for _, expr := range of.Expr {
		switch {
		case has(expr, "accept"):
			return accepts, true
		case has(expr, "drop"), has(expr, "reject"):
			return drops, true
		case has(expr, "return"):
			return goesOn, c.Hook == ""
		}
		for _, way := range []string{"jump", "goto"} {
			var to struct{ Target string }
			if json.Unmarshal(expr[way], &to) != nil || jumps == 0 {
				continue
			}
			v := w.verdict(chain{Family: c.Family, Table: c.Table, Name: to.Target}, jumps-1)
			if v != goesOn {
				return v, true
			}
		}
	}
	return goesOn, false
}

func has(expr map[string]json.RawMessage, key string) bool {
	_, ok := expr[key]
	return ok
}

// fit says whether a rule applies to our packet.
type fit int

const (
	no fit = iota
	perhaps
	yes
)

// fits reports whether our packet meets all conditions of a rule.
func (r rule) fits(port uint16) fit {
	fits := yes
	for _, expr := range r.Expr {
		switch {
		case has(expr, "match"):
			fits = min(fits, matches(expr["match"], port))
		case has(expr, "xt"), has(expr, "vmap"), has(expr, "limit"):
			fits = min(fits, perhaps) // written by iptables, or not known to us
		}
	}
	return fits
}

// match is one condition of a rule.
type match struct {
	Op   string
	Left struct {
		Payload struct{ Protocol, Field string }
		Meta    struct{ Key string }
		CT      struct{ Key string }
	}
	Right json.RawMessage
}

func matches(raw json.RawMessage, port uint16) fit {
	var m match
	if json.Unmarshal(raw, &m) != nil {
		return perhaps
	}
	switch left := m.Left; {
	case left.Payload.Field == "dport" && (left.Payload.Protocol == "tcp" || left.Payload.Protocol == "th"):
		return m.whether(holds(m.Right, port))
	case left.Payload.Protocol == "udp", left.Payload.Protocol == "icmp", left.Payload.Protocol == "icmpv6", left.Payload.Protocol == "ip6":
		return no
	case left.Meta.Key == "l4proto", left.Payload.Field == "protocol":
		return m.whether(m.names("tcp"))
	case left.Meta.Key == "nfproto":
		return m.whether(m.names("ipv4"))
	case left.CT.Key == "state":
		return m.whether(m.names("new"))
	case (left.Meta.Key == "iif" || left.Meta.Key == "iifname") && m.names("lo"):
		return m.whether(false)
	}
	return perhaps
}

// whether returns the fit of a match: held reports whether its values include ours.
func (m match) whether(held bool) fit {
	if held == (m.Op != "!=") {
		return yes
	}
	return no
}

// names reports whether a value, or one in a list or set, is name.
func (m match) names(name string) bool {
	return strings.Contains(string(m.Right), `"`+name+`"`)
}

// holds reports whether 6780, {"range": [6000, 7000]} or {"set": [...]} of these includes port.
func holds(raw json.RawMessage, port uint16) bool {
	var number uint16
	if json.Unmarshal(raw, &number) == nil {
		return number == port
	}
	var of struct {
		Range []uint16
		Set   []json.RawMessage
	}
	if json.Unmarshal(raw, &of) != nil {
		return false
	}
	if len(of.Range) == 2 {
		return of.Range[0] <= port && port <= of.Range[1]
	}
	return slices.ContainsFunc(of.Set, func(one json.RawMessage) bool { return holds(one, port) })
}
