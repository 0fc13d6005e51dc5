package api

import (
	"encoding/json"
	"testing"

	"npt/backend/doctor"
)

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
