package app

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/doctor"
	"npt/frontend/src/words"
)

func (d Diagnosis) has(code string) bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Code == code })
}

func TestDoctorOfAnAppOnLoopback(t *testing.T) {
	l := openLab(t)
	l.mustSend()
	d, err := l.api.Doctor()
	if err != nil {
		t.Fatal(err)
	}
	if !d.has("loopback") || d.Findings[0].Level != "wrong" || d.has("nobody_yet") {
		t.Errorf("%+v", d.Findings)
	}
	if i := slices.IndexFunc(d.Interfaces, func(i NetworkInterface) bool { return i.Kind == "loopback" }); i < 0 || d.Interfaces[i].Used {
		t.Errorf("%+v", d.Interfaces)
	}
	if _, err := time.Parse(time.RFC3339Nano, d.LookedAt); err != nil {
		t.Error(err)
	}
}

// TestDoctorForTheWindow: the window never gets null for a list.
func TestDoctorForTheWindow(t *testing.T) {
	d := Diagnosis{
		Findings:   mapped([]doctor.Finding{{Code: "port", Level: doctor.OK}}, findingView),
		Interfaces: mapped([]doctor.Interface{{Name: "eth0", Kind: doctor.Lan}}, interfaceView),
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"lookedAt":"","findings":[{"code":"port","variant":"","level":"ok","params":[],"steps":[]}],` +
		`"interfaces":[{"name":"eth0","kind":"lan","addrs":[],"used":false}]}`
	if string(text) != want {
		t.Errorf("%s", text)
	}
}

func TestDoctorPrints(t *testing.T) {
	var b bytes.Buffer
	d := Diagnosis{
		Interfaces: []NetworkInterface{{Name: "eth0", Kind: "lan", Addrs: []string{"192.168.1.20"}}},
		Findings: []Finding{{
			Code: "firewall_closed", Level: "wrong", Params: []Param{{"firewall", "firewall_ufw"}, {"port", "6780"}},
			Steps: []DoctorStep{{Code: "allow", Command: "sudo open"}, {Code: "later"}},
		}},
	}
	for _, tt := range []struct{ code, want string }{
		{"en", `eth0             lan        192.168.1.20

wrong     The firewall ufw is on and does not let port 6780 in
          Notebooks on other computers wait, then say that the teacher was not found. What they send is kept and comes later.
        - Let notebooks in.
          sudo open
        - Let students go on, with the self-contained first cell: what they send is kept on their computers and arrives when the network works.
`},
		{"fr", `eth0             réseau     192.168.1.20

problème  Le pare-feu ufw est actif et ne laisse pas entrer le port 6780
          Les notebooks des autres ordinateurs attendent, puis disent que l'enseignant est introuvable. Ce qu'ils envoient est gardé et arrive plus tard.
        - Laissez entrer les notebooks.
          sudo open
        - Laissez les étudiants continuer, avec la première cellule autonome` + "\u00a0" + `: ce qu'ils envoient est gardé sur leur ordinateur et arrive dès que le réseau fonctionne.
`},
	} {
		b.Reset()
		if err := reportOf(d, words.Builtin().Language(tt.code)).print(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != tt.want {
			t.Errorf("%s: printed\n%s", tt.code, b.String())
		}
	}
}

func TestDoctorWithoutTheApp(t *testing.T) {
	var b bytes.Buffer
	c := command(&b)
	c.SetArgs([]string{"doctor", "--json", "--port", "1", "--language", "fr"})
	if err := c.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	var d doctorReport
	if err := json.Unmarshal(b.Bytes(), &d); err != nil || strings.Count(b.String(), "\n") != 1 {
		t.Fatalf("%v in %s", err, b.String())
	}
	if i := slices.IndexFunc(d.Findings, func(f saidFinding) bool { return f.Code == "port_free" }); i < 0 || d.Findings[i].WhatToDo[0].Text != "Lancez l'application." {
		t.Errorf("%+v", d.Findings)
	}
}

func TestGuests(t *testing.T) {
	l := openLab(t)
	loopback := netip.MustParseAddr("127.0.0.1")
	if l.guests.came(loopback) {
		t.Error("nobody came yet")
	}
	l.mustSend()
	if !l.guests.came(loopback) || l.guests.cameFromElsewhere(known(nil).Interfaces) || !l.guests.cameFromElsewhere(nil) {
		t.Error("a notebook on this computer came")
	}
}
