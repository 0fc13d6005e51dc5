package api_test

import (
	"log/slog"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
	"npt/app/journal"
	"npt/backend/roster"
)

func TestDiagnostics(t *testing.T) {
	j := journal.Open(t.TempDir())
	t.Cleanup(func() { _ = j.Close() })
	l := enginetest.Open(t)
	l.API = api.New(l.Engine, api.Face{Journal: j})
	l.MustSend("sender_name", "Zeralda Quimby")
	l.MustSend("sender_name", `Ann "Q" Żółw`, "sender_uuid", "b")
	l.MustSend("sender_name", "Bo", "sender_uuid", "c")
	listed := []roster.Person{{Name: "Marie Curie", Email: "marie@lab.example"}}
	if _, _, err := l.ClassLists.Import(t.Context(), "prof", listed, false); err != nil {
		t.Fatal(err)
	}
	slog.Warn("something was odd", "err", `open /home/Zeralda Quimby.ipynb`)
	slog.Warn(`a library knows Bo, Ann "Q" Żółw and Bob of Boston`, "mail", "marie@lab.example", "who", "Marie Curie")
	text, err := l.API.Diagnostics()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{l.Version(), "127.0.0.1:", "1 open", "something was odd", "loopback"} {
		if !strings.Contains(text, want) {
			t.Errorf("the diagnostics have no %q:\n%s", want, text)
		}
	}
	for _, name := range []string{"Zeralda", "Żółw", "Curie", "marie", "Bo,"} {
		if strings.Contains(text, name) {
			t.Errorf("the diagnostics have %s:\n%s", name, text)
		}
	}
	if !strings.Contains(text, "Bob of Boston") {
		t.Errorf("what only has a name in it is gone:\n%s", text)
	}
}
