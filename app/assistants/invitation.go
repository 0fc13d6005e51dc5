package assistants

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"time"

	"npt/app/api"
	"npt/app/pairing"
)

const letters = pairing.Letters

const (
	codeLetters  = 8
	inviteFor    = 10 * time.Minute
	mostMisses   = 10 // by whomever: then the code is worth nothing
	missesOfOne  = 4  // of one address; further tries of it are not even looked at
	missesAreFor = 10 * time.Minute
)

// invitation is a code for one person.
type invitation struct {
	code    string // the teacher sees it for as long as it is good
	session int64
	role    api.Role
	ends    api.LinkEnd
	until   time.Time
	misses  int
}

// newCode returns a code that nobody can guess.
func newCode() string {
	code := make([]byte, 0, codeLetters)
	for len(code) < codeLetters {
		var drawn [32]byte
		_, _ = rand.Read(drawn[:]) // it never fails
		for _, b := range drawn {
			// Larger ones would make the first letters more likely.
			if int(b) < 256/len(letters)*len(letters) && len(code) < codeLetters {
				code = append(code, letters[int(b)%len(letters)])
			}
		}
	}
	return string(code)
}

// isGood reports whether the invitation can still be used.
func (i *invitation) isGood(now time.Time) bool {
	return i != nil && i.misses < mostMisses && now.Before(i.until)
}

// is reports whether a code is that of the invitation; how long it takes does not tell how much of it is
// right.
func (i *invitation) is(code string) bool {
	a, b := sha256.Sum256([]byte(i.code)), sha256.Sum256([]byte(pairing.Typed(code)))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// misses counts wrong codes by address.
type misses map[string][]time.Time

// mostAddresses bounds how many addresses are remembered.
const mostAddresses = 1000

// areTooMany reports whether an address has tried too many wrong codes of late, and forgets older ones.
func (m misses) areTooMany(from string, now time.Time) bool {
	recent := m[from][:0]
	for _, at := range m[from] {
		if now.Sub(at) < missesAreFor {
			recent = append(recent, at)
		}
	}
	if len(recent) == 0 {
		delete(m, from)
		return false
	}
	m[from] = recent
	return len(recent) >= missesOfOne
}

func (m misses) add(from string, now time.Time) {
	if len(m) >= mostAddresses {
		clear(m)
	}
	m[from] = append(m[from], now)
}
