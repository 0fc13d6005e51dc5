package pyclient

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// FirstCell returns the first cell of a lab, four lines of Python: they fetch the client from server (http://host:port)
// and name the session and its owner. No first cell ends in a line break, which would be an empty line where it is pasted.
func FirstCell(server, session, owner string) string {
	return fmt.Sprintf(`import requests
exec(requests.get("%s/get-send-code").content)
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")`, server, quote(session), quote(owner))
}

// CellWithoutRequests returns a first cell that needs no package: it runs in a browser's Python (Pyodide), whose sockets
// reach nobody, and in any other.
func CellWithoutRequests(server, session, owner string) string {
	return fmt.Sprintf(`try:
    from pyodide.http import open_url as get
except ImportError:
    from urllib.request import urlopen as get
exec(get("%s/get-send-code").read())
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")`, server, quote(session), quote(owner))
}

// CheckedCell returns a first cell for networks that are not trusted. It reads the first line of the
// answer as a literal, and runs the rest only if its SHA-256 is that of this program's client. The
// client sends only to me, whatever the first line says.
func CheckedCell(me Identity, server, session, owner string) string {
	return fmt.Sprintf(`import ast, hashlib, requests
head, client = requests.get("%s/get-send-code").content.split(b"\n", 1)
assert hashlib.sha256(client).hexdigest() == "%s", "Not your teacher's tracker: ask for the first cell again."
_npt_served = {**ast.literal_eval(head.decode().partition("=")[2].strip()), %s}; exec(client)
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")`, server, SHA256(), me.items(), quote(session), quote(owner))
}

// SelfContainedCell returns a first cell that contains the client, so that it runs where nothing can
// be fetched. The client knows the teacher's computer by me and looks for it: first at servers, as in
// Served, then as npt.join does.
func SelfContainedCell(me Identity, servers []string, session, owner string) string {
	known := strings.TrimSuffix(served(me, servers), "}") + `, "probe": True}`
	return fmt.Sprintf(`# The next lines carry all that send() needs: leave them as they are, and run this cell first.
import base64, zlib
_npt_served = %s
exec(zlib.decompress(base64.b85decode("%s")))
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")
npt.join()`, known, packed(), quote(session), quote(owner))
}

// packed returns served.py, compressed by zlib, in base 85. The digits of base 85 include neither
// quotes nor backslashes.
var packed = sync.OnceValue(func() string {
	var small bytes.Buffer
	z, err := zlib.NewWriterLevel(&small, zlib.BestCompression)
	if err == nil {
		_, err = z.Write(source)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(err) // cannot happen: the level is a constant, and the buffer is in memory
	}
	return base85(small.Bytes())
})

// base85 returns data as Python's base64.b85encode writes it; encoding/ascii85 uses other digits.
func base85(data []byte) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
	padding := (4 - len(data)%4) % 4
	data = append(data[:len(data):len(data)], make([]byte, padding)...)
	out := make([]byte, 0, len(data)/4*5)
	for ; len(data) > 0; data = data[4:] {
		var group [5]byte
		n := binary.BigEndian.Uint32(data)
		for i := 4; i >= 0; i-- {
			group[i] = digits[n%85]
			n /= 85
		}
		out = append(out, group[:]...)
	}
	return string(out[:len(out)-padding])
}

// quote returns s as a Python string literal in single quotes, as repr writes it.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
