package pyclient

import (
	"os/exec"
	"strings"
	"testing"
)

// The self-contained cell runs without a server, and carries served.py to the byte.
func TestSelfContainedCell(t *testing.T) {
	python, err := exec.LookPath("/usr/bin/python3")
	if err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	cell := SelfContainedCell(Identity{"K7Q", "90d4"}, []string{"http://192.0.2.1:6780", "http://npt-prof.local:6780"}, "l'été", `pr"of\`)
	for _, run := range []struct{ name, code, want string }{
		{"the client is whole", `
import hashlib, re, base64, zlib
packed = re.search('b85decode[(]"(.*)"[)]', CELL)[1]
print(hashlib.sha256(zlib.decompress(base64.b85decode(packed))).hexdigest())`, SHA256()},
		{"what it brings", `
import builtins
builtins.input = lambda prompt="": "Zoë"
scope = {"__name__": "__main__"}
exec(CELL.replace("npt.join()", ""), scope)
settings = __import__("npt_client")._client.notebook.settings()
print(settings.owner, settings.session, settings.sender, settings.server_id, settings.server_key, settings.probe, *settings.servers)`,
			`pr"of\ l'été Zoë K7Q 90d4 True http://192.0.2.1:6780 http://npt-prof.local:6780`},
	} {
		t.Run(run.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), python, "-c", "CELL = open(0).read()\n"+run.code)
			cmd.Stdin = strings.NewReader(cell)
			cmd.Env = append(cmd.Environ(), "NPT_HOME="+t.TempDir(), "PYTHONIOENCODING=utf-8")
			var stderr strings.Builder
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v %s", err, &stderr)
			}
			if got := strings.TrimSpace(string(out)); got != run.want {
				t.Errorf("got %s, want %s", got, run.want)
			}
		})
	}
}

// What is copied is pasted as it is: a line break at the end would be an empty line in the notebook.
func TestLinesOfFirstCells(t *testing.T) {
	me, server := Identity{"K7Q", "90d4"}, "http://192.0.2.1:6780"
	for kind, want := range map[string]struct {
		cell  string
		lines int
	}{
		"plain":      {FirstCell(server, "lab-1", "prof"), 4},
		"any Python": {CellWithoutRequests(server, "lab-1", "prof"), 7},
		"verified":   {CheckedCell(me, server, "lab-1", "prof"), 6},
		"standalone": {SelfContainedCell(me, []string{server}, "lab-1", "prof"), 7},
	} {
		lines := strings.Split(want.cell, "\n")
		if len(lines) != want.lines || lines[len(lines)-1] == "" {
			t.Errorf("the %s cell has %d lines and ends with %q", kind, len(lines), lines[len(lines)-1])
		}
	}
}
