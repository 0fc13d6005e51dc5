package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// firewall reports whether a firewall on this computer keeps notebooks out, as far as a program
// without special rights can know, and gives the exact command that lets them in.
func (e exam) firewall(ctx context.Context) []Finding {
	switch e.OS {
	case "linux":
		return e.linuxFirewall(ctx)
	case "windows":
		return e.windowsFirewall(ctx)
	case "darwin":
		return e.macFirewall(ctx)
	}
	return nil
}

// linuxFirewall asks the programs that manage the rules before it reads the rules themselves, because
// a rule added without such a program is gone at the next start.
func (e exam) linuxFirewall(ctx context.Context) []Finding {
	if found, active := e.ufw(); active {
		return found
	}
	if found, active := e.firewalld(ctx); active {
		return found
	}
	return e.nftables(ctx)
}

// ofFirewall returns the params of a finding about a firewall, which is named by its code.
func (e exam) ofFirewall(which string) Params {
	return Params{"firewall": which, "port": number(e.Port)}
}

// closed returns the finding of a firewall that keeps notebooks out.
func (e exam) closed(which string, steps ...Step) []Finding {
	return one("firewall_closed", Wrong, e.ofFirewall(which), steps...)
}

// maybe returns the finding of a firewall that may keep notebooks out.
func (e exam) maybe(which string, steps ...Step) []Finding {
	return one("firewall_unknown", Note, e.ofFirewall(which), steps...)
}

// open returns the finding of a firewall that lets notebooks in.
func (e exam) open(which string) []Finding {
	return one("firewall_open", OK, e.ofFirewall(which))
}

func (e exam) ufw() (found []Finding, active bool) {
	conf, err := fs.ReadFile(e.Files, "etc/ufw/ufw.conf")
	if err != nil || !hasLine(string(conf), "ENABLED=yes") {
		return nil, false
	}
	const which = "firewall_ufw"
	allow := Step{Code: "allow", Command: fmt.Sprintf("sudo ufw allow %d/tcp", e.Port)}
	rules, err := fs.ReadFile(e.Files, "etc/ufw/user.rules")
	switch {
	case err != nil:
		return e.maybe(which, allow), true
	case ufwAllows(string(rules), e.Port):
		return e.open(which), true
	}
	if defaults, err := fs.ReadFile(e.Files, "etc/default/ufw"); err == nil && hasLine(string(defaults), `DEFAULT_INPUT_POLICY="ACCEPT"`) {
		return e.open(which), true
	}
	return e.closed(which, allow), true
}

// ufwAllows reads ufw's list of rules: action, protocol, port, to, port, from, possibly more fields,
// and last the direction, as in `### tuple ### allow tcp 6780 0.0.0.0/0 any 0.0.0.0/0 in`. The first
// rule that matches counts.
func ufwAllows(rules string, port uint16) bool {
	for line := range strings.Lines(rules) {
		note, ok := strings.CutPrefix(strings.TrimSpace(line), "### tuple ### ")
		f := strings.Fields(note)
		if !ok || len(f) < 7 || !slices.ContainsFunc(f[6:], func(s string) bool { return strings.HasPrefix(s, "in") }) {
			continue
		}
		fromAll := f[5] == "0.0.0.0/0" || f[5] == "any"
		if fromAll && (f[1] == "tcp" || f[1] == "any") && portsHold(f[2], port) {
			return strings.HasPrefix(f[0], "allow") || strings.HasPrefix(f[0], "limit")
		}
	}
	return false
}

// portsHold reports whether `any`, `6780`, `6000:7000` or a list of such includes port.
func portsHold(ports string, port uint16) bool {
	for p := range strings.SplitSeq(ports, ",") {
		var from, to uint16
		if n, _ := fmt.Sscanf(p, "%d:%d", &from, &to); n == 1 {
			to = from
		}
		if p == "any" || from <= port && port <= to {
			return true
		}
	}
	return false
}

func (e exam) firewalld(ctx context.Context) (found []Finding, active bool) {
	state, err := e.Run(ctx, "firewall-cmd", "--state")
	if err != nil || strings.TrimSpace(state) != "running" {
		return nil, false
	}
	const which = "firewall_firewalld"
	allow := Step{
		Code:    "allow_with_name",
		Command: fmt.Sprintf("sudo firewall-cmd --permanent --add-port=%d/tcp --add-service=mdns && sudo firewall-cmd --reload", e.Port),
	}
	// It asks for the default zone, to which new networks belong.
	answer, _ := e.Run(ctx, "firewall-cmd", fmt.Sprintf("--query-port=%d/tcp", e.Port))
	switch strings.TrimSpace(answer) {
	case "yes":
		return e.open(which), true
	case "no":
		return e.closed(which, allow), true
	}
	return e.maybe(which, allow), true
}

func (e exam) nftables(ctx context.Context) []Finding {
	out, err := e.Run(ctx, "nft", "-j", "list", "ruleset")
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return nil // most likely there are no rules either, so there is nothing to report
	}
	rules, bad := readRules(out)
	if err != nil || bad != nil {
		return nil // we may not read it; the programs that manage rules on a desktop were asked before
	}
	const which = "firewall_nftables"
	chain, blocks, unsure := rules.blocking(e.Port)
	if !blocks {
		return e.open(which)
	}
	allow := Step{
		Code:    "allow_until_restart",
		Command: fmt.Sprintf("sudo nft insert rule %s %s %s tcp dport %d accept", chain.Family, chain.Table, chain.Name, e.Port),
	}
	if unsure {
		return e.maybe(which, allow)
	}
	return e.closed(which, allow)
}

func hasLine(text, line string) bool {
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) == line {
			return true
		}
	}
	return false
}
