package app

import (
	"cmp"
	"encoding/json"
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

	"npt/backend/classroom"
	"npt/backend/notebook"
	"npt/frontend"
)

// Console serves the window's interface to a browser on this machine: the same
// pages and the same API, behind a token, on loopback only.
type Console struct {
	*localServer
	app *App
	api *API
}

// consoleBody bounds a call's arguments in bytes: the titles of 1000 questions are the
// longest. A notebook as JSON takes at most twice its own size.
const consoleBody, notebookBody = 1 << 20, 2*notebook.MaxSize + 1<<10

// OpenConsole serves the interface of a on addr, which must be of loopback.
func OpenConsole(a *App, addr string) (*Console, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%q is no address for the console: write HOST:PORT, such as 127.0.0.1:0", addr)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("the console shows every answer, so it is on this computer only: write --console 127.0.0.1:PORT instead of %s", addr)
	}
	server, err := listenLocally(addr, "npt_token")
	if err != nil {
		return nil, fmt.Errorf("cannot serve the console on %s: %w; choose another with --console", addr, err)
	}
	c := &Console{localServer: server, app: a, api: NewAPI(a, nil)}
	c.serve(c.routes())
	return c, nil
}

func (c *Console) routes() http.Handler {
	mux := http.NewServeMux()
	for name, call := range calls(c.api) {
		limit := int64(consoleBody)
		if name == "ReadNotebook" {
			limit = notebookBody
		}
		mux.HandleFunc("POST /api/"+name, serveCall(call, limit))
	}
	mux.HandleFunc("GET /api/events", streamEvents(c.app.hub, c.closing))
	mux.HandleFunc("GET /export", c.export)
	mux.Handle("GET /", staticFiles())
	return mux
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

// serveCall answers a call whose arguments are a JSON array of at most so many bytes with
// its result as JSON.
func serveCall(call call, limit int64) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
			writeError(w, http.StatusUnsupportedMediaType, classroom.Errorf(classroom.CodeBadField, "A call is application/json."))
			return
		}
		var args []json.RawMessage
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
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
// The window says it in its own language: the words for Format, which is Message
// before Values were written into it; Message where it has none.
type wireError struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Format  string   `json:"format"`
	Values  []string `json:"values"`
}

func asWireError(err error) wireError {
	e := classroom.AsError(err)
	if e.Code == classroom.CodeInternal {
		slog.Error("app: a call failed", "cause", err)
	}
	return wireError{
		Code: string(e.Code), Message: e.Message, Format: cmp.Or(e.Format, e.Message),
		Values: mapped(e.Values, func(value any) string { return fmt.Sprint(value) }),
	}
}

func writeError(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(asWireError(err))
}

// export is the window's Export for a browser, which saves by itself.
func (c *Console) export(w http.ResponseWriter, r *http.Request) {
	job, err := c.exportJob(r)
	if err != nil {
		status := http.StatusBadRequest
		if classroom.AsError(err).Code == classroom.CodeNotFound {
			status = http.StatusNotFound
		}
		http.Error(w, classroom.AsError(err).Message, status)
		return
	}
	w.Header().Set("Content-Type", map[string]string{formatCSV: "text/csv; charset=utf-8", formatZIP: "application/zip"}[job.format])
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(job.name))
	if err := exportRecords(r.Context(), c.app.store, job.session, job.chosen, job.format, w); err != nil {
		slog.Error("console: an export broke off", "cause", err)
		panic(http.ErrAbortHandler) // the browser must not take half a file for a whole one
	}
}

// exportJob returns what a request is to be given: what PrepareExport named, or a session.
func (c *Console) exportJob(r *http.Request) (exportJob, error) {
	asked := r.URL.Query()
	if ticket := asked.Get("ticket"); ticket != "" {
		job, there := c.api.tickets.take(ticket)
		if !there {
			return job, classroom.Errorf(classroom.CodeNotFound, "This export was fetched before: export again.")
		}
		return job, nil
	}
	id, err := strconv.ParseInt(asked.Get("session"), 10, 64)
	format := asked.Get("format")
	if err != nil || (format != formatCSV && format != formatZIP) {
		return exportJob{}, classroom.Errorf(classroom.CodeBadField, "Export what? Write ?session=ID&format=csv or zip.")
	}
	s, err := c.app.store.Session(r.Context(), id)
	return exportJob{s, wholeSession(s), format, exportName(s, format)}, err
}
