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
		// Categories are numbers: names would be in the system's language.
		InUse bool
	}
	Rules []struct { // of our program, for what comes in
		Enabled bool
		Block   bool
		Profile string // "Any", or such as "Domain, Private"
	}
}

// windowsScript asks PowerShell for JSON, because the words that netsh prints are in
// the system's language. %s is the program's path, quoted.
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
		return e.maybe(e.t("Windows Defender Firewall", "Le pare-feu Windows Defender"), e.windowsSteps()...)
	}
	if profile, closed := state.closed(); closed {
		return e.closed(e.windowsProfile(profile), e.windowsSteps()...)
	}
	return e.open(e.t("Windows Defender Firewall", "Le pare-feu Windows Defender"))
}

// windowsProfile names the firewall for one kind of networks: Domain, Private or Public.
func (e exam) windowsProfile(profile string) string {
	french := map[string]string{"Domain": "de domaine", "Private": "privés", "Public": "publics"}[profile]
	return e.t("Windows Defender Firewall, for %[1]s networks,", "Le pare-feu Windows Defender, pour les réseaux %[2]s,", strings.ToLower(profile), french)
}

// closed returns the first profile in use that keeps our program out: a rule that
// blocks wins over one that allows, and without one Windows blocks.
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
		e.step("Open Windows Security, Firewall & network protection, Allow an app through firewall, and tick the app for Private and Public.",
			"Ouvrez Sécurité Windows, Pare-feu et protection du réseau, Autoriser une application via le pare-feu, et cochez l'application pour Privé et Public."),
		{
			Text: e.t("Or run this in a terminal that was opened as administrator.", "Ou exécutez ceci dans un terminal ouvert en tant qu'administrateur."),
			Command: fmt.Sprintf(`netsh advfirewall firewall delete rule name=all program="%[1]s" & netsh advfirewall firewall add rule name="Notebook Progress Tracker" dir=in action=allow program="%[1]s" profile=any`,
				e.Program),
		},
	}
}

const socketFilter = "/usr/libexec/ApplicationFirewall/socketfilterfw"

func (e exam) macFirewall(ctx context.Context) []Finding {
	which := e.t("The firewall of macOS", "Le pare-feu de macOS")
	allow := Step{
		Text: e.t("Let notebooks in, or do it in System Settings, Network, Firewall, Options.",
			"Laissez entrer les notebooks, ou faites-le dans Réglages Système, Réseau, Coupe-feu, Options."),
		Command: fmt.Sprintf("sudo %[1]s --add '%[2]s' && sudo %[1]s --unblockapp '%[2]s'", socketFilter, strings.ReplaceAll(e.Program, "'", `'\''`)),
	}
	state, err := e.Run(ctx, socketFilter, "--getglobalstate")
	switch {
	case err != nil:
		return e.maybe(which, allow)
	case strings.Contains(state, "State = 0"):
		return e.open(which + e.t(" is off and", ", désactivé,"))
	}
	all, _ := e.Run(ctx, socketFilter, "--getblockall")
	if strings.Contains(all, "State = 2") || strings.Contains(strings.ToUpper(all), "BLOCK ALL DEFAULT TO YES") {
		return e.closed(which, e.step("In System Settings, Network, Firewall, Options: switch off Block all incoming connections.",
			"Dans Réglages Système, Réseau, Coupe-feu, Options\u00a0: désactivez Bloquer toutes les connexions entrantes."))
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
