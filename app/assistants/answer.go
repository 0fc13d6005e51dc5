package assistants

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"

	"npt/app/api"
	"npt/app/console"
	"npt/frontend"
)

type (
	connKey struct{} // of the connection in a request's context
	linkKey struct{} // of the link
)

// routes returns what the door answers. The page itself knows nothing, so anybody may have it.
func (d *Door) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/Pair", d.pair)
	mux.HandleFunc("POST /api/PairApp", d.pairApp)
	mux.Handle("POST /api/{method}", d.linked(http.HandlerFunc(d.call)))
	mux.Handle("GET /api/events", d.linked(http.HandlerFunc(d.events)))
	mux.Handle("GET /", d.static)
	return mux
}

// guard refuses requests of foreign pages, as the console does: those by another name of this computer, and
// those from another origin.
func (d *Door) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frontend.Secure(w.Header())
		local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		if local == nil || !d.isOwnHost(r.Host, local) {
			http.Error(w, "This page is at another address.", http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != "https://"+r.Host {
			http.Error(w, "Calls come from this page only.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isOwnHost reports whether a Host header names the address at which a request came in, or our .local name.
func (d *Door) isOwnHost(host string, local net.Addr) bool {
	if host == local.String() {
		return true
	}
	_, port, err := net.SplitHostPort(local.String())
	name := strings.TrimSuffix(d.engine.HostName(), ".")
	return err == nil && name != "" && strings.EqualFold(host, net.JoinHostPort(name, port))
}

// cookieName is the cookie's. Browsers send a host's cookies to all of its ports, so each has its own; and
// by its prefix they take it over HTTPS only, for this very host.
func cookieName(r *http.Request) string {
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	_, port, _ := net.SplitHostPort(local.String())
	return "__Host-npt_assistant_" + port
}

// linked lets in whose cookie is that of a link.
func (d *Door) linked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := d.linkOf(r)
		if l == nil {
			refuse(w, http.StatusUnauthorized, api.Error{Code: string(api.CodeNotPaired), Message: "Nobody takes part by this page.", Values: []string{}})
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), linkKey{}, l)))
	})
}

// linkOf returns the link of a request's cookie, and notes by which connection it came.
func (d *Door) linkOf(r *http.Request) *link {
	cookie, err := r.Cookie(cookieName(r))
	if err != nil {
		return nil
	}
	now := d.now()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.links {
		if !l.isOf(cookie.Value) {
			continue
		}
		if l.ends == api.EndsAtMidnight && !now.Before(l.until) {
			return nil // and soon it is gone
		}
		if c, _ := r.Context().Value(connKey{}).(*gateConn); c != nil {
			l.noteConn(c)
		}
		return l
	}
	return nil
}

// noteConn notes a connection, and forgets those that are closed.
func (l *link) noteConn(c *gateConn) {
	if _, known := l.conns[c]; known {
		return
	}
	for other := range l.conns {
		if other.isClosed.Load() {
			delete(l.conns, other)
		}
	}
	l.conns[c] = struct{}{}
}

func refuse(w http.ResponseWriter, status int, e api.Error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(e)
}

// scopeOf returns what an assistant may see now.
func (d *Door) scopeOf(ctx context.Context, l *link) (scope, error) {
	s := scope{ctx: ctx, door: d, session: l.session}
	if l.ends == api.EndsAtMidnight {
		current, err := d.engine.CurrentSession(ctx)
		if err != nil {
			return s, err
		}
		s.session = current
	}
	return s, nil
}

// events tells a page what changed in the session that it may see.
func (d *Door) events(w http.ResponseWriter, r *http.Request) {
	l := r.Context().Value(linkKey{}).(*link)
	l.pages.Add(1)
	d.engine.StatusChanged()
	defer func() {
		l.pages.Add(-1)
		d.engine.StatusChanged()
	}()
	narrow := func(c api.Changed) (api.Changed, bool) {
		s, err := d.scopeOf(l.ctx, l)
		if err != nil {
			return c, false
		}
		return narrowed(c, s.session)
	}
	console.StreamEvents(d.engine, l.ctx.Done(), narrow)(w, r)
}

// narrowed returns what of a change concerns a session: nothing of the others.
func narrowed(c api.Changed, session int64) (api.Changed, bool) {
	isMeant := len(c.Sessions) == 0 || slices.Contains(c.Sessions, session)
	kinds := c.Kinds[:0:0]
	for _, kind := range c.Kinds {
		// Another session may have become the one to see, so that is told.
		isOfAll := kind == "status" || kind == "sessions"
		if kind != "files" && (isMeant || isOfAll) {
			kinds = append(kinds, kind)
		}
	}
	return api.Changed{Kinds: kinds, Sessions: []int64{session}}, len(kinds) > 0
}
