package api_test

import (
	"slices"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

func TestDoctorOfAnAppOnLoopback(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend()
	d, err := l.API.Doctor()
	if err != nil {
		t.Fatal(err)
	}
	if !has(d, "loopback") || d.Findings[0].Level != "wrong" || has(d, "nobody_yet") {
		t.Errorf("%+v", d.Findings)
	}
	if i := slices.IndexFunc(d.Interfaces, func(i api.NetworkInterface) bool { return i.Kind == "loopback" }); i < 0 || d.Interfaces[i].Used {
		t.Errorf("%+v", d.Interfaces)
	}
	if _, err := time.Parse(time.RFC3339Nano, d.LookedAt); err != nil {
		t.Error(err)
	}
}

func has(d api.Diagnosis, code string) bool {
	return slices.ContainsFunc(d.Findings, func(f api.Finding) bool { return f.Code == code })
}
