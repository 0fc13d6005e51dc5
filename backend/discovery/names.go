package discovery

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	maxLabel  = 63  // bytes of a label (RFC 1035)
	maxString = 255 // bytes of a string in a TXT record (RFC 1035)
	maxNames  = 9   // names tried; a network where more are taken answers for every name
)

// Label returns the owner's name as a host label, `npt-dieuleveut`: lower-case letters, digits and
// hyphens. If nothing of the name is left, it uses a few letters of a hash.
func Label(owner string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(owner) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	label := strings.Trim(b.String(), "-")
	if label == "" {
		sum := sha256.Sum256([]byte(owner))
		label = hex.EncodeToString(sum[:3])
	}
	return cutLabel("npt-"+label, maxLabel)
}

// numbered returns the nth choice for a label: npt-x, npt-x-2, npt-x-3 ...
func numbered(label string, n int) string {
	if n == 1 {
		return label
	}
	suffix := "-" + strconv.Itoa(n)
	return cutLabel(label, maxLabel-len(suffix)) + suffix
}

func cutLabel(label string, limit int) string {
	return strings.TrimRight(label[:min(limit, len(label))], "-")
}

// text returns the strings of the TXT record.
func (s Service) text() []string {
	return []string{
		pair("owner", s.Owner),
		pair("version", s.Version),
		pair("id", s.ID),
		pair("open", strconv.Itoa(s.Open)),
	}
}

// pair returns key=value. It cuts the value after a whole character if it is too long for a TXT
// record, and doubles backslashes, which the DNS library reads as escapes.
func pair(key, value string) string {
	s := key + "=" + strings.ToValidUTF8(value, "")
	if len(s) > maxString {
		s = s[:maxString]
		for !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
	}
	return strings.ReplaceAll(s, `\`, `\\`)
}
