package app

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"npt/backend/classroom"
	"npt/backend/events"
	"npt/frontend"
)

// Console serves the window's interface to a browser on this machine: the same
// pages and the same API, behind a token, on loopback only.
type Console struct {
	app     *App
	api     *API
	token   string
	host    string // host:port, the only Host that is answered
	server  *http.Server
	stop    chan struct{} // closed when the event streams shall end
	serving sync.WaitGroup
}

const (
	// consoleBody bounds a call's arguments in bytes: names and descriptions.
	consoleBody = 64 << 10
	// tokenCookie holds the token once a browser showed it.
	tokenCookie = "npt_token"
	// keepAlive is how often an event stream says that it is alive.
	keepAlive = 15 * time.Second
	// tellAtMost is how often the window is told that something changed: 10 times a second.
	tellAtMost = 100 * time.Millisecond
)

// OpenConsole serves the interface of a on addr, which must be of loopback.
func OpenConsole(a *App, addr string) (*Console, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%q is no address for the console: write HOST:PORT, such as 127.0.0.1:0", addr)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("the console shows every answer, so it is on this computer only: write --console 127.0.0.1:PORT instead of %s", addr)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot serve the console on %s: %w; choose another with --console", addr, err)
	}
	c := &Console{app: a, api: NewAPI(a, nil), token: rand.Text(), host: listener.Addr().String(), stop: make(chan struct{})}
	c.server = &http.Server{
		Handler:           c.guard(c.routes()),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	c.serving.Go(func() {
		if err := c.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("console: stopped", "cause", err)
		}
	})
	return c, nil
}

// Address returns what to open in a browser, token included.
func (c *Console) Address() string { return "http://" + c.host + "/?token=" + c.token }

// Close ends the event streams and stops serving.
func (c *Console) Close() error {
	close(c.stop)
	ctx, cancel := context.WithTimeout(context.Background(), closeGrace)
	defer cancel()
	err := c.server.Shutdown(ctx)
	if err != nil {
		err = c.server.Close()
	}
	c.serving.Wait()
	return err
}

func (c *Console) routes() http.Handler {
	mux := http.NewServeMux()
	for name, call := range calls(c.api) {
		mux.HandleFunc("POST /api/"+name, serveCall(call))
	}
	mux.HandleFunc("GET /api/events", c.events)
	mux.HandleFunc("GET /export", c.export)
	mux.Handle("GET /", staticFiles())
	return mux
}

// guard lets in who shows the token, once in the address and then as a cookie or
// a bearer token. Another Host than ours would be a page of elsewhere that had its
// own name point here (DNS rebinding); another Origin, a page of elsewhere.
func (c *Console) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		_, port, _ := net.SplitHostPort(c.host)
		if r.Host != c.host && r.Host != "localhost:"+port {
			http.Error(w, "This console answers at http://"+c.host+" only.", http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
			http.Error(w, "This console takes calls from its own page only.", http.StatusForbidden)
			return
		}
		if given := r.URL.Query().Get("token"); given != "" && r.Method == http.MethodGet && r.URL.Path == "/" && c.known(given) {
			http.SetCookie(w, &http.Cookie{Name: tokenCookie, Value: c.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		if !c.showsToken(r) {
			http.Error(w, "This console needs its token: open the address that the app printed.", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (c *Console) showsToken(r *http.Request) bool {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return c.known(bearer)
	}
	cookie, err := r.Cookie(tokenCookie)
	return err == nil && c.known(cookie.Value)
}

func (c *Console) known(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(c.token)) == 1
}

// contentSecurityPolicy lets a page load what comes with the app and nothing else:
// what a student sent can neither run nor fetch. Images of records are data:
// addresses.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func secure(h http.Header) {
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
}

func staticFiles() http.Handler {
	dist, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded by name
	}
	if _, err := fs.Stat(dist, "index.html"); err != nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "The interface was not built into this program: run ./build/run.sh.", http.StatusNotFound)
		})
	}
	return http.FileServerFS(dist)
}

// serveCall answers a call whose arguments are a JSON array with its result as JSON.
func serveCall(call call) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
			writeError(w, http.StatusUnsupportedMediaType, classroom.Errorf(classroom.CodeBadField, "A call is application/json."))
			return
		}
		var args []json.RawMessage
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, consoleBody))
		if err == nil {
			err = json.Unmarshal(body, &args)
		}
		if err != nil {
			writeError(w, http.StatusBadRequest, classroom.Errorf(classroom.CodeBadField, "The arguments are no JSON array: %v", err))
			return
		}
		result, err := call(args)
		if err != nil {
			writeError(w, http.StatusUnprocessableEntity, err)
			return
		}
		_ = json.NewEncoder(w).Encode(result)
	}
}

// wireError is how an error reaches the window, through wails and the console alike.
type wireError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func asWireError(err error) wireError {
	e := classroom.AsError(err)
	if e.Code == classroom.CodeInternal {
		slog.Error("app: a call failed", "cause", err)
	}
	return wireError{Code: string(e.Code), Message: e.Message}
}

func writeError(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(asWireError(err))
}

// events streams what changed as server-sent events, as `{"name", "data"}`.
func (c *Console) events(w http.ResponseWriter, r *http.Request) {
	stream := http.NewResponseController(w)
	// The stream outlives the time-out that holds for a call.
	_ = stream.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	stop, lines := make(chan struct{}), make(chan []byte)
	var listening sync.WaitGroup
	listening.Go(func() {
		c.app.hub.Listen(stop, tellAtMost, func(change events.Change) {
			line, err := json.Marshal(map[string]any{"name": changedEvent, "data": []changed{changedView(change)}})
			if err != nil {
				return // of strings and numbers: cannot be
			}
			select {
			case lines <- line:
			case <-stop:
			}
		})
	})
	defer listening.Wait()
	defer close(stop)
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	for text := ": here\n\n"; ; {
		if _, err := io.WriteString(w, text); err != nil || stream.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-c.stop:
			return
		case <-alive.C:
			text = ": here\n\n"
		case line := <-lines:
			text = "data: " + string(line) + "\n\n"
		}
	}
}

// export is the window's Export for a browser, which saves by itself.
func (c *Console) export(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.URL.Query().Get("session"), 10, 64)
	format := r.URL.Query().Get("format")
	if err != nil || (format != formatCSV && format != formatZIP) {
		http.Error(w, "Export what? Write ?session=ID&format=csv or zip.", http.StatusBadRequest)
		return
	}
	s, err := c.app.store.Session(r.Context(), id)
	if err != nil {
		http.Error(w, classroom.AsError(err).Message, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", map[string]string{formatCSV: "text/csv; charset=utf-8", formatZIP: "application/zip"}[format])
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(exportName(s, format)))
	if err := exportSession(r.Context(), c.app.store, s, format, w); err != nil {
		slog.Error("console: an export broke off", "cause", err)
		panic(http.ErrAbortHandler) // the browser must not take half a file for a whole one
	}
}
