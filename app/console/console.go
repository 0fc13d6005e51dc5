package console

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"time"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/safefile"
	"npt/frontend"
)

// Console serves the page and its calls to a browser on this machine. It asks for a token and listens
// on loopback only. It is a service of the engine.
type Console struct {
	*loopback
	addr   string
	engine *engine.Engine
	api    *api.API
	before *Console
}

// consoleBody bounds the arguments of a call in bytes; the titles of 1000 questions are the longest.
// notebookBody is the bound for a notebook, which takes at most twice its size as JSON.
const consoleBody, notebookBody = 1 << 20, 2*api.MaxNotebook + 1<<10

// New returns a console of e on addr, which must be a loopback address. a answers its calls.
func New(e *engine.Engine, a *api.API, addr string) *Console {
	return &Console{addr: addr, engine: e, api: a}
}

// Continue has the console take the place of an earlier one, nil for none, at its address and with its
// secrets, so that its pages go on.
func (c *Console) Continue(before *Console) { c.before = before }

// Listening returns the HOST:PORT of a started console.
func (c *Console) Listening() string { return c.host }

// Name returns "console".
func (c *Console) Name() string { return "console" }

// Start listens and serves. It returns at once; the error says what to do.
func (c *Console) Start(context.Context) error {
	host, _, err := net.SplitHostPort(c.addr)
	if err != nil {
		return fmt.Errorf("%q is no address for the console: write HOST:PORT, such as 127.0.0.1:0", c.addr)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("the console shows every answer, so it is on this computer only: write --console 127.0.0.1:PORT instead of %s", c.addr)
	}
	server, err := listen(c.addr, "npt_token")
	if err != nil {
		return fmt.Errorf("cannot serve the console on %s: %w; choose another with --console", c.addr, err)
	}
	if c.loopback = server; c.before != nil {
		server.token, server.place = c.before.token, c.before.place
	}
	c.serve(c.engine.Context(), c.routes())
	return nil
}

// Stop ends the event streams and stops serving.
func (c *Console) Stop() error { return c.Close() }

func (c *Console) routes() http.Handler {
	mux := http.NewServeMux()
	for name := range Calls(c.api) {
		ask := func(ctx context.Context) Call { return Calls(api.During(ctx, c.api))[name] }
		limit := int64(consoleBody)
		if name == "ReadNotebook" || name == "PrepareText" {
			limit = notebookBody
		}
		mux.HandleFunc("POST /api/"+name, ServeCall(ask, limit))
	}
	mux.HandleFunc("GET /api/events", StreamEvents(c.engine, c.closing, everything))
	mux.HandleFunc("GET /export", c.export)
	mux.HandleFunc("POST /import", c.importFile)
	mux.HandleFunc("POST /attach", c.attach)
	mux.HandleFunc("GET /hand-ins", c.handIns)
	mux.Handle("GET /", StaticFiles())
	return mux
}

// StaticFiles serves the page itself, as it was built into the program.
func StaticFiles() http.Handler {
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

// ServeCall returns a handler for a call, which ask returns for the context of a request. The request's
// body is a JSON array of arguments of at most limit bytes; the answer is the result as JSON.
func ServeCall(ask func(context.Context) Call, limit int64) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
			WriteError(w, http.StatusUnsupportedMediaType, api.Errorf(api.CodeBadField, "A call is application/json."))
			return
		}
		var args []json.RawMessage
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
		if err == nil {
			err = json.Unmarshal(body, &args)
		}
		if err != nil {
			WriteError(w, http.StatusBadRequest, api.Errorf(api.CodeBadField, "The arguments are no JSON array: %v", err))
			return
		}
		result, err := ask(r.Context())(args)
		if err != nil {
			WriteError(w, http.StatusUnprocessableEntity, err)
			return
		}
		_ = json.NewEncoder(w).Encode(result)
	}
}

// WriteError answers a call with an error, in the form that the page gets.
func WriteError(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(api.AsError(err))
}

// export hands a file out that PrepareExport prepared, or writes a session to whoever asks by an address.
func (c *Console) export(w http.ResponseWriter, r *http.Request) {
	if ticket := r.URL.Query().Get("ticket"); ticket != "" {
		c.handOut(w, ticket)
		return
	}
	job, err := c.exportJob(r)
	if err != nil {
		told, status := api.AsError(err), http.StatusBadRequest
		if told.Code == string(api.CodeNotFound) {
			status = http.StatusNotFound
		}
		http.Error(w, told.Message, status)
		return
	}
	attach(w, job.Name, job.MIME())
	err = job.Write(r.Context(), c.engine.ExportSource(), w)
	if r.Context().Err() != nil {
		err = r.Context().Err() // the browser left
	}
	if c.engine.NoteExport(err) != nil {
		panic(http.ErrAbortHandler) // the browser must not take half a file for a complete one
	}
}

// attach says that what follows is a file, and its name.
func attach(w http.ResponseWriter, name, media string) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
}

// handOut sends a prepared export, once.
func (c *Console) handOut(w http.ResponseWriter, ticket string) {
	prepared, there := api.TakeExport(c.api, ticket)
	if !there {
		http.Error(w, "This export was fetched before: export again.", http.StatusNotFound)
		return
	}
	defer prepared.File.GiveUp()
	attach(w, prepared.Name, prepared.MIME)
	if info, err := prepared.File.Stat(); err == nil {
		w.Header().Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	}
	if _, err := io.Copy(w, prepared.File); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// exportJob returns the export of the session that a request names.
func (c *Console) exportJob(r *http.Request) (api.ExportJob, error) {
	asked := r.URL.Query()
	id, err := strconv.ParseInt(asked.Get("session"), 10, 64)
	format := asked.Get("format")
	if err != nil || !engine.IsFormat(format) {
		return api.ExportJob{}, api.Errorf(api.CodeBadField, "Export what? Write ?session=ID&format=%s.", engine.FormatNames())
	}
	s, err := c.engine.Store.Session(r.Context(), id)
	if err != nil {
		return api.ExportJob{}, err
	}
	return api.SessionExport(r.Context(), c.engine, s, format)
}

// importFile takes a file from a browser and says what is in it; RunImport then takes it in.
func (c *Console) importFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.Header.Get("Content-Type") != "application/octet-stream" {
		WriteError(w, http.StatusUnsupportedMediaType, api.Errorf(api.CodeBadField, "A file is application/octet-stream."))
		return
	}
	// A large file takes longer than any other request.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	preview, err := c.look(r)
	if err != nil {
		WriteError(w, http.StatusUnprocessableEntity, err)
		return
	}
	_ = json.NewEncoder(w).Encode(preview)
}

// look keeps what a browser sends for as long as the import is open: the file has no name by then.
func (c *Console) look(r *http.Request) (api.ImportPreview, error) {
	file, err := safefile.NewTemp(os.TempDir())
	if err != nil {
		return api.ImportPreview{}, err
	}
	defer file.GiveUp()
	if _, err := io.Copy(file, r.Body); err != nil {
		return api.ImportPreview{}, err
	}
	return api.LookAtImport(r.Context(), c.api, file.Name(), r.URL.Query().Get("name"))
}
