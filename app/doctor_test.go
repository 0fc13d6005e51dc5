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
)

func (d Diagnosis) has(code string) bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Code == code })
}

func TestDoctorOfAnAppOnLoopback(t *testing.T) {
	l := openLab(t)
	l.mustSend()
	d, err := l.api.Doctor("en")
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
		Findings:   mapped([]doctor.Finding{{Code: "port", Level: doctor.OK, Title: "t", Meaning: "m"}}, findingView),
		Interfaces: mapped([]doctor.Interface{{Name: "eth0", Kind: doctor.Lan}}, interfaceView),
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"lookedAt":"","findings":[{"code":"port","level":"ok","title":"t","meaning":"m","whatToDo":[]}],` +
		`"interfaces":[{"name":"eth0","kind":"lan","addrs":[],"used":false}]}`
	if string(text) != want {
		t.Errorf("%s", text)
	}
}

func TestDoctorPrints(t *testing.T) {
	var b bytes.Buffer
	d := Diagnosis{
		Interfaces: []NetworkInterface{{Name: "eth0", Kind: "lan", Addrs: []string{"192.168.1.20"}}},
		Findings: []Finding{{Level: "wrong", Title: "It is closed", Meaning: "Nobody comes.", WhatToDo: []DoctorStep{
			{Text: "Open it.", Command: "sudo open"}, {Text: "Or wait."},
		}}},
	}
	if err := d.print(&b, doctor.English); err != nil {
		t.Fatal(err)
	}
	want := `eth0             lan        192.168.1.20

wrong     It is closed
          Nobody comes.
        - Open it.
          sudo open
        - Or wait.
`
	if b.String() != want {
		t.Errorf("printed\n%s", b.String())
	}
	b.Reset()
	if err := d.print(&b, doctor.French); err != nil || !strings.Contains(b.String(), "problème  It is closed") || !strings.Contains(b.String(), " réseau ") {
		t.Errorf("in French, %v:\n%s", err, b.String())
	}
}

func TestDoctorWithoutTheApp(t *testing.T) {
	var b bytes.Buffer
	c := command(&b)
	c.SetArgs([]string{"doctor", "--json", "--port", "1", "--language", "fr"})
	if err := c.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	var d Diagnosis
	if err := json.Unmarshal(b.Bytes(), &d); err != nil || strings.Count(b.String(), "\n") != 1 {
		t.Fatalf("%v in %s", err, b.String())
	}
	if i := slices.IndexFunc(d.Findings, func(f Finding) bool { return f.Code == "port_free" }); i < 0 || d.Findings[i].WhatToDo[0].Text != "Lancez l'application." {
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
