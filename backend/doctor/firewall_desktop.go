package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// windowsState is what windowsScript prints.
type windowsState struct {
	Profiles []struct { // Domain, Private, Public
		Name    string
		Enabled bool
		// Categories are numbers, because names would be in the system's language.
		InUse bool
	}
	Rules []struct { // of our program, for incoming connections
		Enabled bool
		Block   bool
		Profile string // "Any", or for example "Domain, Private"
	}
}

// windowsScript asks PowerShell for JSON, because netsh prints words in the system's language. %s is
// the program's path, quoted.
const windowsScript = `$ErrorActionPreference = 'SilentlyContinue'
$cat = @{0='Public'; 1='Private'; 2='Domain'}
$use = @(Get-NetConnectionProfile | ForEach-Object { $cat[[int]$_.NetworkCategory] })
$p = @(Get-NetFirewallProfile | ForEach-Object { @{Name=$_.Name; Enabled=($_.Enabled -eq 1); InUse=($use -contains $_.Name)} })
$r = @(Get-NetFirewallApplicationFilter -Program %s | Get-NetFirewallRule | Where-Object { $_.Direction -eq 1 } |
  ForEach-Object { @{Enabled=($_.Enabled -eq 1); Block=($_.Action -eq 4); Profile=[string]$_.Profile} })
ConvertTo-Json -Depth 4 @{Profiles=$p; Rules=$r}`

func (e exam) windowsFirewall(ctx context.Context) []Finding {
	script := fmt.Sprintf(windowsScript, "'"+strings.ReplaceAll(e.Program, "'", "''")+"'")
	out, err := e.Run(ctx, "powershell", "-NoProfile", "-NonInteractive", "-Command", script)
	var state windowsState
	if json.Unmarshal(bytes.TrimPrefix([]byte(out), []byte("\xef\xbb\xbf")), &state) != nil || err != nil || len(state.Profiles) == 0 {
		return e.maybe("firewall_windows", e.windowsSteps()...)
	}
	if profile, closed := state.closed(); closed {
		return e.closed(windowsProfiles[profile], e.windowsSteps()...)
	}
	return e.open("firewall_windows")
}

// windowsProfiles has the code of the firewall for each kind of network.
var windowsProfiles = map[string]string{
	"Domain": "firewall_windows_domain", "Private": "firewall_windows_private", "Public": "firewall_windows_public",
}

// closed returns the first profile in use that keeps our program out. A rule that blocks overrides one
// that allows; without a rule Windows blocks.
func (s windowsState) closed() (profile string, closed bool) {
	for _, p := range s.Profiles {
		if !p.Enabled || !p.InUse {
			continue
		}
		allowed := false
		for _, r := range s.Rules {
			if !r.Enabled || r.Profile != "Any" && !slices.Contains(strings.Split(r.Profile, ", "), p.Name) {
				continue
			}
			if r.Block {
				return p.Name, true
			}
			allowed = true
		}
		if !allowed {
			return p.Name, true
		}
	}
	return "", false
}

func (e exam) windowsSteps() []Step {
	return []Step{
		{Code: "allow_windows"},
		{
			Code: "allow_windows_command",
			Command: fmt.Sprintf(`netsh advfirewall firewall delete rule name=all program="%[1]s" & netsh advfirewall firewall add rule name="Notebook Progress Tracker" dir=in action=allow program="%[1]s" profile=any`,
				e.Program),
		},
	}
}

const socketFilter = "/usr/libexec/ApplicationFirewall/socketfilterfw"

func (e exam) macFirewall(ctx context.Context) []Finding {
	const which = "firewall_macos"
	allow := Step{
		Code:    "allow_macos",
		Command: fmt.Sprintf("sudo %[1]s --add '%[2]s' && sudo %[1]s --unblockapp '%[2]s'", socketFilter, strings.ReplaceAll(e.Program, "'", `'\''`)),
	}
	state, err := e.Run(ctx, socketFilter, "--getglobalstate")
	switch {
	case err != nil:
		return e.maybe(which, allow)
	case strings.Contains(state, "State = 0"):
		off := e.open(which)
		off[0].Variant = "off"
		return off
	}
	all, _ := e.Run(ctx, socketFilter, "--getblockall")
	if strings.Contains(all, "State = 2") || strings.Contains(strings.ToUpper(all), "BLOCK ALL DEFAULT TO YES") {
		return e.closed(which, Step{Code: "unblock_macos"})
	}
	program, _ := e.Run(ctx, socketFilter, "--getappblocked", e.Program)
	switch {
	case strings.Contains(program, "is permitted"):
		return e.open(which)
	case strings.Contains(program, "is blocked"):
		return e.closed(which, allow)
	}
	return e.maybe(which, allow)
}
