package console

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"npt/frontend"
)

// loopback is a server for browsers on this machine. It admits a browser that has its token: first in
// the address, later as a cookie or a bearer token.
//
// Browsers send the cookies of a machine to all of its servers, whatever their ports. So the cookie has a
// name of its own for each port, and a path that nobody else knows, below which a browser finds the page:
// a page of another program on this machine can neither ask for it there nor be sent it.
type loopback struct {
	token    string
	host     string // host:port, the only Host header that is accepted
	cookie   string // holds the token after a browser showed it
	place    string // the path of the page, which begins and ends with a slash
	listener net.Listener
	server   *http.Server
	visits   sync.Map      // the tokens of VisitAddress that nobody showed yet
	closing  chan struct{} // closed when the event streams must end
	serving  sync.WaitGroup
}

// listen listens at addr, which must be a loopback address; serve begins to answer.
func listen(addr, cookie string) (*loopback, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	return &loopback{
		token: rand.Text(), host: l.Addr().String(), cookie: cookie + "_" + port, place: "/" + rand.Text() + "/",
		listener: l, closing: make(chan struct{}),
	}, nil
}

// serve answers until Close; a request's context ends with ctx.
func (s *loopback) serve(ctx context.Context, routes http.Handler) {
	s.server = &http.Server{
		BaseContext:       func(net.Listener) context.Context { return ctx },
		Handler:           s.guard(routes),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	s.serving.Go(func() {
		if err := s.server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("console: stopped", "cause", err)
		}
	})
}

// closeGrace is how long calls under way may take to finish. What only shows something has ended before.
const closeGrace = time.Second

// Close ends the event streams and stops serving.
func (s *loopback) Close() error {
	close(s.closing)
	ctx, cancel := context.WithTimeout(context.Background(), closeGrace)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if err != nil {
		err = s.server.Close()
	}
	s.serving.Wait()
	return err
}

// Address returns the URL to open in a browser, with the token.
func (s *loopback) Address() string { return "http://" + s.host + "/?token=" + s.token }

// VisitAddress returns an address as Address does, for one visit: it may be seen by other users of the machine, as
// arguments of a program are.
func (s *loopback) VisitAddress() string {
	token := rand.Text()
	s.visits.Store(token, true)
	return "http://" + s.host + "/?token=" + token
}

// admits reports whether a token opens the page, for good or once.
func (s *loopback) admits(token string) bool {
	if s.known(token) {
		return true
	}
	_, once := s.visits.LoadAndDelete(token)
	return once
}

// guard refuses requests that may not come in. A Host other than ours comes from a foreign page whose
// name was made to point here (DNS rebinding); an Origin other than ours is a foreign page.
func (s *loopback) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frontend.Secure(w.Header())
		_, port, _ := net.SplitHostPort(s.host)
		if r.Host != s.host && r.Host != "localhost:"+port {
			http.Error(w, "This console answers at http://"+s.host+" only.", http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
			http.Error(w, "This console takes calls from its own page only.", http.StatusForbidden)
			return
		}
		if given := r.URL.Query().Get("token"); given != "" && r.Method == http.MethodGet && r.URL.Path == "/" && s.admits(given) {
			http.SetCookie(w, &http.Cookie{Name: s.cookie, Value: s.token, Path: s.place, HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, s.place, http.StatusSeeOther)
			return
		}
		if !s.showsToken(r) {
			http.Error(w, "This console needs its token: open the address that the app printed.", http.StatusUnauthorized)
			return
		}
		if strings.HasPrefix(r.URL.Path, s.place) {
			http.StripPrefix(strings.TrimSuffix(s.place, "/"), next).ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *loopback) showsToken(r *http.Request) bool {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.known(bearer)
	}
	cookie, err := r.Cookie(s.cookie)
	return err == nil && strings.HasPrefix(r.URL.Path, s.place) && s.known(cookie.Value)
}

func (s *loopback) known(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}
