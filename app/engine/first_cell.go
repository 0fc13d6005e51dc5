package engine

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/app/instance"
	"npt/backend/classroom"
	"npt/backend/pyclient"
)

// The forms of a first cell.
const (
	FourLines       = "four-lines"
	WithoutRequests = "without-requests" // it needs no package, and runs in a browser's Python too
	Checked         = "checked"          // it runs only this program's client
	SelfContained   = "self-contained"   // it carries the client
)

// FirstCellNamed returns the first cell of a form for a session, by which notebooks reach host: an address or a name,
// with or without http:// and a port. The forms Checked and SelfContained name the computer whose data folder is dir, which
// is read beside an app that may be running. The error says what to do.
func FirstCellNamed(ctx context.Context, dir, form, host, session, owner string) (string, error) {
	session, owner = classroom.CleanName(norm.NFC.String, session), classroom.CleanName(norm.NFC.String, owner)
	if session == "" || owner == "" {
		return "", errors.New("say whose session it is: --session NAME --owner NAME")
	}
	server, err := ServerAt(host)
	if err != nil {
		return "", err
	}
	var me pyclient.Identity
	if form == Checked || form == SelfContained {
		if me, err = identityIn(ctx, dir); err != nil {
			return "", err
		}
	}
	return CellOfForm(form, me, []string{server}, session, owner)
}

// CellOfForm returns the first cell of a form for a session, by which notebooks reach the app at the first of servers.
func CellOfForm(form string, me pyclient.Identity, servers []string, session, owner string) (string, error) {
	switch form {
	case FourLines:
		return pyclient.FirstCell(servers[0], session, owner), nil
	case WithoutRequests:
		return pyclient.CellWithoutRequests(servers[0], session, owner), nil
	case Checked:
		return pyclient.CheckedCell(me, servers[0], session, owner), nil
	case SelfContained:
		return pyclient.SelfContainedCell(me, servers, session, owner), nil
	}
	return "", classroom.Errorf(classroom.CodeBadField, "%q is no form of the first cell: write %s, %s, %s or %s.", form, FourLines, WithoutRequests, Checked, SelfContained)
}

// ServerAt returns the root URL of the app on a host.
func ServerAt(host string) (string, error) {
	wrong := classroom.Errorf(classroom.CodeBadField, "%q is no address: write 192.168.1.20 or npt-prof.local.", host)
	rest := strings.TrimSuffix(strings.TrimPrefix(host, "http://"), "/")
	if ip := net.ParseIP(strings.Trim(rest, "[]")); ip != nil {
		return "http://" + net.JoinHostPort(ip.String(), strconv.Itoa(DefaultPort)), nil
	}
	u, err := url.Parse("http://" + rest)
	if err != nil || u.Hostname() == "" || u.Host != rest || strings.ContainsAny(rest, "\"'\\ <>") {
		return "", wrong
	}
	if u.Port() == "" {
		return "http://" + net.JoinHostPort(u.Hostname(), strconv.Itoa(DefaultPort)), nil
	}
	return "http://" + rest, nil
}

// identityIn returns how notebooks recognise the computer of a data folder.
func identityIn(ctx context.Context, dir string) (me pyclient.Identity, err error) {
	st, closeStore, err := readBeside(ctx, dir)
	if err != nil {
		return me, err
	}
	defer func() { err = errors.Join(err, closeStore()) }()
	if me.ID, err = (Settings{st}).serverID(ctx); err != nil {
		return me, err
	}
	if key, keyErr := storedKey(instance.Key(dir)); keyErr == nil {
		me.Key = keyHash(key)
	}
	return me, nil
}
