package pyclient

import (
	"fmt"
	"strings"
	"unicode"
)

// FirstCell returns the four lines for the first cell of a lab: they fetch the
// client from server (http://host:port) and name the session and its owner.
func FirstCell(server, session, owner string) string {
	return fmt.Sprintf(`import requests
exec(requests.get("%s/get-send-code").content)
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")
`, server, quote(session), quote(owner))
}

// CheckedCell returns a first cell that runs the client only if it is the one this
// program serves, for networks that are not trusted: of the answer's first line it
// reads a literal and runs nothing, of the rest it checks the SHA-256.
func CheckedCell(server, session, owner string) string {
	return fmt.Sprintf(`import ast, hashlib, requests
head, client = requests.get("%s/get-send-code").content.split(b"\n", 1)
assert hashlib.sha256(client).hexdigest() == "%s", "Not your teacher's tracker: ask for the first cell again."
_npt_served = ast.literal_eval(head.decode().partition("=")[2].strip()); exec(client)
npt_config = {'session_name': %s, 'session_owner': %s}
npt_config['sender_name'] = input("Name:")
`, server, SHA256(), quote(session), quote(owner))
}

// quote returns s as a Python string literal in single quotes, the way repr
// writes it.
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
