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
