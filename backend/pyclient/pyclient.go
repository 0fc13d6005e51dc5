// Package pyclient holds client.py, the code that students' notebooks run, and makes of it what
// GET /get-send-code serves.
package pyclient

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strconv"
	"strings"
)

//go:embed client.py
var source []byte

// Source returns client.py to the byte. The caller must not change it.
func Source() []byte { return source }

// SHA256 returns the SHA-256 of client.py in lower-case hex, by which a notebook can pin it.
func SHA256() string {
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:])
}

// Served returns what a notebook's first cell execs: one line that assigns to _npt_served what the client needs to
// know, followed by client.py to the byte. id is that of this computer, servers are its addresses, like
// "http://192.168.1.20:6780".
func Served(id string, servers []string) []byte {
	return append([]byte("_npt_served = "+served(id, servers)+"\n"), source...)
}

// served returns a Python dict. An address can hold anything: it stays a Python string of ASCII, and never becomes
// code. The dict also says that GET /messages is there to be listened to, and which client this is, so that a
// notebook's first cell, run again, keeps the one that runs unless the app was updated.
func served(id string, servers []string) string {
	quoted := make([]string, len(servers))
	for i, server := range servers {
		// Go's escapes (\n, \x.., \u...., \U........) are Python's too.
		quoted[i] = strconv.QuoteToASCII(server)
	}
	return `{"servers": [` + strings.Join(quoted, ", ") + `], "messages": True, "client": "` + SHA256() + `", "id": ` + strconv.QuoteToASCII(id) + "}"
}
