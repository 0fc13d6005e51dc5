package engine

import (
	"context"
	"errors"
	"fmt"
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
	FourLines     = "four-lines"
	Checked       = "checked"        // it runs only this program's client
	SelfContained = "self-contained" // it carries the client
)

// FirstCellNamed returns the first cell of a form for a session, by which notebooks reach host: an address or a name,
// with or without http:// and a port. The forms other than FourLines name the computer whose data folder is dir, which
// is read beside an app that may be running. The error says what to do.
func FirstCellNamed(ctx context.Context, dir, form, host, session, owner string) (string, error) {
	session, owner = classroom.CleanName(norm.NFC.String, session), classroom.CleanName(norm.NFC.String, owner)
	if session == "" || owner == "" {
		return "", errors.New("say whose session it is: --session NAME --owner NAME")
	}
	server, err := serverAt(host)
	if err != nil {
		return "", err
	}
	if form == FourLines {
		return pyclient.FirstCell(server, session, owner), nil
	}
	if form != Checked && form != SelfContained {
		return "", fmt.Errorf("%q is no form of the first cell: write %s, %s or %s", form, FourLines, Checked, SelfContained)
	}
	me, err := identityIn(ctx, dir)
	if err != nil {
		return "", err
	}
	if form == Checked {
		return pyclient.CheckedCell(me, server, session, owner), nil
	}
	return pyclient.SelfContainedCell(me, []string{server}, session, owner), nil
}

// serverAt returns the root URL of the app on a host.
func serverAt(host string) (string, error) {
	wrong := fmt.Errorf("%q is no address: write --host 192.168.1.20 or --host npt-prof.local", host)
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
