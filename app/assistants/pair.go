package assistants

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"unicode"

	"npt/app/api"
	"npt/app/console"
)

const mostPairBytes = 1 << 10

// pair takes a code and a name, and gives a cookie.
func (d *Door) pair(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	args := pairArguments(w, r, 2)
	if args == nil {
		return
	}
	isRight := func(i *invitation) error {
		if !i.is(args[0]) {
			return errWrongCode
		}
		return nil
	}
	value, err := d.admit(fromOf(r), isRight, args[1])
	if err != nil {
		console.WriteError(w, http.StatusForbidden, err)
		return
	}
	setCookie(w, r, value)
	_ = json.NewEncoder(w).Encode(true)
}

// pairArguments returns the texts of a request to be let in; nil after it refused another number of them.
func pairArguments(w http.ResponseWriter, r *http.Request, count int) []string {
	var args []string
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostPairBytes))
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" || err != nil || json.Unmarshal(text, &args) != nil || len(args) != count {
		console.WriteError(w, http.StatusBadRequest, api.Errorf(api.CodeBadField, "A code and a name are needed."))
		return nil
	}
	return args
}

func setCookie(w http.ResponseWriter, r *http.Request, value string) {
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// errWrongCode is what is told of a code that is wrong, over or locked: nobody learns which.
var errWrongCode = api.Errorf(api.CodeNotFound, "This code is not right, or it is over. Ask for a new one.")

// fromOf returns the address of the other computer.
func fromOf(r *http.Request) string {
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return host
	}
	return r.RemoteAddr
}

// admit makes a link of an invitation and returns the value of its cookie. isRight says why an invitation is not meant:
// errWrongCode counts as a miss.
func (d *Door) admit(from string, isRight func(*invitation) error, name string) (string, error) {
	name = cleanName(name)
	now := d.now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.misses.areTooMany(from, now) {
		return "", api.Errorf(api.CodeConflict, "Too many wrong codes came from this device: wait ten minutes.")
	}
	if name == "" {
		return "", api.Errorf(api.CodeBadField, "Give a name, so that the teacher knows who you are.")
	}
	if !d.invitation.isGood(now) {
		d.missed(from)
		return "", errWrongCode
	}
	if err := isRight(d.invitation); err != nil {
		if errors.Is(err, errWrongCode) {
			d.missed(from)
		}
		return "", err
	}
	i := d.invitation
	d.invitation = nil
	value, hash := newCookie()
	d.lastID++
	l := &link{
		id: d.lastID, name: name, hash: hash, session: i.session, ends: i.ends, role: i.role, since: now, forced: &d.forced, conns: map[*gateConn]struct{}{},
	}
	if i.ends == api.EndsAtMidnight {
		l.until = midnight(now)
	}
	l.ctx, l.end = context.WithCancel(d.engine.Context())
	l.api = api.New(d.engine, api.Face{Person: l})
	d.links = append(d.links, l)
	d.engine.StatusChanged()
	return value, nil
}

// missed notes a wrong code. The lock is held.
func (d *Door) missed(from string) {
	d.misses.add(from, d.now())
	if d.invitation == nil {
		return
	}
	d.invitation.misses++
	d.engine.StatusChanged() // the door is shut when it is next looked after: this answer goes out first
}

// longestName is how long an assistant's name is at most, in characters.
const longestName = 40

// cleanName returns a name without what is no letter, digit or sign.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	if r := []rune(name); len(r) > longestName {
		name = string(r[:longestName])
	}
	return name
}
