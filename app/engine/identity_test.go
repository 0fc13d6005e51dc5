package engine_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"npt/app/enginetest"
	"npt/app/instance"
	"npt/backend/pyclient"
)

type who struct {
	Status  string   `json:"status"`
	App     string   `json:"app"`
	ID      string   `json:"id"`
	Owners  []string `json:"owners"`
	Version string   `json:"version"`
	Key     string   `json:"key,omitempty"`
	Proof   string   `json:"proof,omitempty"`
}

func askWho(t *testing.T, address, challenge string) (answer who) {
	t.Helper()
	res, err := http.Get(address + "/who?challenge=" + challenge)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// impostor is another computer at an address where notebooks look for the teacher's. It answers
// /who as answer says, and takes records.
func impostor(t *testing.T, answer func(challenge string) who) (address string, took *atomic.Int64) {
	t.Helper()
	took = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/who" {
			_ = json.NewEncoder(w).Encode(answer(r.URL.Query().Get("challenge")))
			return
		}
		_, _ = io.Copy(io.Discard, r.Body)
		took.Add(1)
		_, _ = io.WriteString(w, `{"status": "success", "code": "inserted", "message": "Record inserted", "messages": []}`)
	}))
	t.Cleanup(server.Close)
	return server.URL, took
}

// A notebook sends to the computer that proves to be the teacher's, whoever answers first with the same
// id. A cell of an earlier version has no key, and believes the id.
func TestACopyOfTheIDTakesNoRecord(t *testing.T) {
	python := "/usr/bin/python3"
	if _, err := os.Stat(python); err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	lab := enginetest.Open(t)
	me := lab.Identity()
	copied := askWho(t, lab.Address, strings.Repeat("0", 32)) // a proof of another challenge
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	without := copied
	without.Key, without.Proof = "", ""
	for _, c := range []struct {
		name   string
		me     pyclient.Identity
		answer func(challenge string) who
		took   int64 // by the impostor
	}{
		{"the id alone", me, func(string) who { return without }, 0},
		{"an old proof", me, func(string) who { return copied }, 0},
		{"another key", me, func(challenge string) who {
			sum := sha256.Sum256([]byte("npt who " + me.ID + " " + challenge))
			signed, err := rsa.SignPKCS1v15(nil, other, crypto.SHA256, sum[:])
			if err != nil {
				t.Error(err)
			}
			mine := copied
			mine.Key, mine.Proof = base64.StdEncoding.EncodeToString(other.N.Bytes()), base64.StdEncoding.EncodeToString(signed)
			return mine
		}, 0},
		{"the key beside another's signature", me, func(string) who {
			mine := copied
			mine.Proof = base64.StdEncoding.EncodeToString(make([]byte, 256))
			return mine
		}, 0},
		{"a cell without a key", pyclient.Identity{ID: me.ID}, func(string) who { return without }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			address, took := impostor(t, c.answer)
			cell := pyclient.SelfContainedCell(c.me, []string{address, lab.Address}, "lab-1", "prof")
			cmd := exec.CommandContext(t.Context(), python, "-c", `
import builtins, sys
builtins.input = lambda prompt="": sys.argv[1]
exec(sys.stdin.read().replace("npt.join()", ""))
npt_config["probe"] = False
send(42, 1)
`, c.name)
			cmd.Stdin = strings.NewReader(cell)
			cmd.Env = append(cmd.Environ(), "NPT_HOME="+t.TempDir())
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v %s", err, out)
			}
			arrived := int64(0)
			for _, r := range lab.Records() {
				if r.Student == c.name {
					arrived++
				}
			}
			if took.Load() != c.took || arrived != 1-c.took {
				t.Errorf("the impostor took %d and the teacher's computer %d, want %d and %d", took.Load(), arrived, c.took, 1-c.took)
			}
		})
	}
}

// The key is made once, and only its user can read it. One that is damaged is left alone; then
// notebooks go by the id.
func TestTheKeyOfADataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	var before pyclient.Identity
	for range 2 {
		t.Run("a start", func(t *testing.T) {
			me := enginetest.OpenIn(t, dir).Identity()
			if len(me.Key) != 64 || before.Key != "" && me != before {
				t.Errorf("the identity is %+v, and was %+v", me, before)
			}
			before = me
		})
	}
	info, err := os.Stat(instance.Key(dir))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file has the mode %v (%v)", info.Mode(), err)
	}
	if err := os.WriteFile(instance.Key(dir), []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	lab := enginetest.OpenIn(t, dir)
	if me := lab.Identity(); me.Key != "" || me.ID != before.ID {
		t.Errorf("with a damaged key the identity is %+v", me)
	}
	if text, err := os.ReadFile(instance.Key(dir)); err != nil || string(text) != "no key" {
		t.Errorf("the damaged key is %q now (%v)", text, err)
	}
	lab.MustSend()
}
