package assistants

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"sync/atomic"
	"time"

	"npt/app/api"
)

// mostLinks bounds how many take part: more than any room has.
const mostLinks = 30

// link is an assistant who takes part.
type link struct {
	id      int64
	name    string
	hash    [sha256.Size]byte // of the cookie, which is kept nowhere else
	session int64             // for which it was made
	ends    api.LinkEnd
	since   time.Time
	until   time.Time // the midnight of a link that ends then; else zero

	ctx     context.Context // ends with the link: what only shows something ends then
	end     context.CancelFunc
	api     *api.API
	isHid   atomic.Bool  // the assistant wants numbers in place of names
	pages   atomic.Int64 // that are open
	forced  *atomic.Bool
	results results

	// What follows belongs to the door's lock.
	role     api.Role
	share    string // of the room that the assistant looks after
	acts     int
	replaced []api.Replaced
	conns    map[*gateConn]struct{}
}

// NamesHidden reports whether numbers stand for the names of students for this assistant.
func (l *link) NamesHidden() bool { return l.isHid.Load() || l.forced.Load() }

// Helper returns the assistant's name.
func (l *link) Helper() string { return l.name }

// newCookie returns the value of a cookie and what is kept of it.
func newCookie() (value string, hash [sha256.Size]byte) {
	value = rand.Text() + rand.Text()
	return value, sha256.Sum256([]byte(value))
}

// isOf reports whether a cookie is that of the link.
func (l *link) isOf(value string) bool {
	hash := sha256.Sum256([]byte(value))
	return subtle.ConstantTimeCompare(hash[:], l.hash[:]) == 1
}

// midnight returns when the day ends.
func midnight(now time.Time) time.Time {
	local := now.Local()
	return time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, local.Location())
}
