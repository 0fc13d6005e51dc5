package api_test

import (
	"log/slog"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/app/journal"
)

func TestDiagnostics(t *testing.T) {
	j := journal.Open(t.TempDir())
	t.Cleanup(func() { _ = j.Close() })
	l := enginetest.Open(t)
	l.API = api.New(l.Engine, api.Face{Journal: j})
	l.MustSend("sender_name", "Zeralda Quimby")
	slog.Warn("something was odd")
	text, err := l.API.Diagnostics()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{l.Version(), "127.0.0.1:", "1 open", "something was odd", "loopback"} {
		if !strings.Contains(text, want) {
			t.Errorf("the diagnostics have no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Zeralda") {
		t.Errorf("the diagnostics name a student:\n%s", text)
	}
}
