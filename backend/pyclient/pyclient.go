// Package pyclient holds the Python code that students' notebooks run, and writes the texts around it: the answer to
// GET /get-send-code, and the forms of a lab's first cell.
//
// The client is written as a Python package, in src/npt_client, whose modules can be read and tested alone. bundle.py
// joins them into client.py, one file that can be read, and into served.py, which has the same lines without comments as
// a text, and a loader that runs it; both are committed, and a test in tests/ fails when they differ from the modules. So
// change a module, run bundle.py, and commit all. Nothing here changes the two files: they are embedded and served to the
// byte, because a first cell may pin the SHA-256 of served.py.
//
// The package does not know who asks, does not check names, and sends nothing itself. app calls it for the answer of
// the ingest server and for the first cells that the teacher copies.
package pyclient

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strconv"
	"strings"
)

//go:generate python3 bundle.py

//go:embed served.py
var source []byte

//go:embed client.py
var readable []byte

// Readable returns client.py: what notebooks run, with its comments, for a person.
func Readable() []byte { return readable }

// SHA256 returns the SHA-256 of served.py in lower-case hex; a notebook can check it.
func SHA256() string {
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:])
}

// Identity is how a notebook recognises the teacher's computer at any address.
type Identity struct {
	ID  string // of the data folder; no secret
	Key string // the SHA-256 of its public key in hex, which it proves to have; empty if it has none
}

// Served returns the code that a notebook's first cell runs: one line that assigns a dict to
// _npt_served, then served.py, byte for byte. me is this computer; servers are its addresses, like
// "http://192.168.1.20:6780".
func Served(me Identity, servers []string) []byte {
	return append([]byte("_npt_served = "+served(me, servers)+"\n"), source...)
}

// served returns the Python dict. An address can contain anything; it becomes a Python string of ASCII
// and never code. "messages" tells the client that GET /messages exists. "client" tells a first cell
// that runs again whether the running client is this one; if it is, the cell keeps it.
func served(me Identity, servers []string) string {
	quoted := make([]string, len(servers))
	for i, server := range servers {
		// Go's escapes (\n, \x.., \u...., \U........) are Python's too.
		quoted[i] = strconv.QuoteToASCII(server)
	}
	return `{"servers": [` + strings.Join(quoted, ", ") + `], "messages": True, "client": "` + SHA256() + `", ` + me.items() + "}"
}

// items returns the items of the dict that say who this is.
func (me Identity) items() string {
	items := `"id": ` + strconv.QuoteToASCII(me.ID)
	if me.Key != "" {
		items += `, "key": ` + strconv.QuoteToASCII(me.Key)
	}
	return items
}
