// Package ingest is the HTTP server that notebooks and students' browsers talk to: it serves
// the client code, takes records and requests for help, hands out messages, and shows the
// students' page. It bounds what strangers on the network can make the app do: sizes, rates,
// connections, times. MultiListener listens at several addresses that may change.
//
// It decodes and answers. classroom decides which records are valid; ingest calls it through the small
// interfaces Recorder, Messages and Teacher. Nothing of the window is reachable through it. The app
// starts it.
package ingest

import (
	"context"
	"net/http"

	"npt/backend/classroom"
)

// Recorder takes a submission and returns once it is committed.
type Recorder interface {
	Record(ctx context.Context, s classroom.Submission) (classroom.Outcome, error)
}

// Handler answers notebooks. Make one with New.
type Handler struct {
	recorder Recorder
	messages Messages
	teacher  Teacher
	code     Code
	closing  context.Context // done when requests that wait for messages must be answered
	release  context.CancelFunc
	rates    *rates
	asking   *rates // limits requests for help
	proofs   *rates // limits challenges
	bodies   *bodies
	work     *work
	devices  *devices
	mux      *http.ServeMux

	files         Files
	turns         turns // of the notebooks that are read
	traffic       *traffic
	packer        *packer
	handingIn     *rates
	handingInFrom *rates        // by address
	incoming      chan struct{} // holds a token for each notebook that is coming in
}

// Code is what GET /get-send-code needs to know.
type Code struct {
	Servers func() []string                            // the addresses of this machine as http://host:port, best first
	Source  func(servers []string) []byte              // the client, told where to send
	SHA256  string                                     // of the client alone, in hex
	Read    []byte                                     // the client with its comments, for who wants to read it
	Cell    func(server, session, owner string) string // the lines for a notebook's first cell
	Fetched func()                                     // called after each time a notebook got the code
}

// New returns the handler of the ingest server: GET /get-send-code, /messages and /who, POST
// /add-record and /help for notebooks, GET / and its files for students, and for both what is handed out and
// taken back.
func New(recorder Recorder, messages Messages, teacher Teacher, files Files, code Code) *Handler {
	h := &Handler{recorder: recorder, messages: messages, teacher: teacher, code: code, rates: newRates(classroom.RecordsPerSecond, classroom.RecordsAtOnce), asking: newRates(helpEvery, helpAtOnce), proofs: newRates(proofsEvery, proofsAtOnce), bodies: newBodies(), work: newWork(), devices: newDevices(), mux: http.NewServeMux()}
	h.files, h.incoming, h.traffic = files, make(chan struct{}, handInsUnderWay), newTraffic()
	h.packer = newPacker()
	h.turns = turns{make(chan struct{}, handInsAtATime), handInWait}
	h.handingIn, h.handingInFrom = newRates(handInsEvery, handInsAtOnce), newRates(handInsOfAddressEvery, handInsOfAddress)
	h.closing, h.release = context.WithCancel(context.Background())
	h.mux.HandleFunc("GET /get-send-code", h.getSendCode)
	h.mux.HandleFunc("GET /client.py", h.getClient)
	h.mux.HandleFunc("POST /add-record", answering(h.addRecord))
	h.mux.HandleFunc("POST /help", answering(h.askForHelp))
	h.mux.HandleFunc("POST /help/done", answering(h.takeBackHelp))
	h.mux.HandleFunc("GET /messages", h.getMessages)
	h.mux.HandleFunc("GET /who", h.getWho)
	h.mux.HandleFunc("GET /{$}", h.welcome)
	h.mux.HandleFunc("GET /students.json", h.studentsState)
	h.mux.HandleFunc("GET /students.css", asset("text/css; charset=utf-8", studentsCSS))
	h.mux.HandleFunc("GET /students.js", asset("text/javascript; charset=utf-8", studentsJS))
	h.mux.HandleFunc("GET /hand-in.js", asset("text/javascript; charset=utf-8", handInJS))
	h.mux.HandleFunc("GET /relay", h.relay)
	h.mux.HandleFunc("GET /relay.js", asset("text/javascript; charset=utf-8", relayJS))
	h.mux.HandleFunc("GET /notebook", h.getNotebook)
	h.mux.HandleFunc("GET /handout", h.getHandout)
	h.mux.HandleFunc("GET /handout/file", h.getHandoutFile)
	h.mux.HandleFunc("GET /handout/list", h.getHandoutList)
	h.mux.HandleFunc("POST /hand-in", answering(h.handIn))
	// What notebooks of the original run as JavaScript, and the style sheet that it loads: nothing is
	// left to do for them, and a 404 would be run too.
	h.mux.HandleFunc("GET /js/jpt-client.js", asset("application/javascript", nil))
	h.mux.HandleFunc("GET /css/jpt-client.css", asset("text/css; charset=utf-8", nil))
	return h
}

// Release answers the notebooks that wait for messages, so that the server can close without waiting
// for them.
func (h *Handler) Release() { h.release() }

// ServeHTTP answers a request. Its headers tell a browser neither to guess content types nor to show
// the page in a frame.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	w.Header().Set("Cache-Control", "no-store")
	// Python inside a browser (Pyodide) sends requests as a web page does, so pages of every origin
	// may read the answers. This is safe: nothing here is secret, and there is no cookie to misuse.
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
	if r.Method == http.MethodOptions { // a front end whose requests carry headers of their own asks first
		w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
		w.Header().Set("Access-Control-Allow-Headers", "*")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	h.mux.ServeHTTP(w, r)
}

// addRecord takes one record: it caps and decodes the body, limits the sender's rate and has the
// record committed.
func (h *Handler) addRecord(w http.ResponseWriter, r *http.Request) (reply, error) {
	defer h.traffic.record()()
	release, err := h.bodies.enter(w, r, classroom.MaxBody)
	if err != nil {
		return reply{}, err
	}
	defer release()
	leave, err := h.work.enter(r)
	if err != nil {
		return reply{}, err
	}
	defer leave()
	s, err := decode(r)
	if err != nil {
		return reply{}, err
	}
	if err := h.rates.allow(keyOf(s)); err != nil {
		return reply{}, err
	}
	outcome, err := h.recorder.Record(r.Context(), s)
	if err != nil {
		return reply{}, err
	}
	h.devices.heard(r)
	return told(outcome), nil
}

// told returns what a notebook is told of a record that was committed.
func told(outcome classroom.Outcome) reply {
	answer := reply{code: "inserted", message: "Record inserted", receipt: outcome.Receipt.String(), attempts: outcome.Attempts}
	switch {
	case !outcome.ShownSentAt.IsZero():
		answer.code, answer.message, answer.shown = "attempt", "Record updated", outcome.ShownSentAt
		answer.long = "Kept as an attempt: a later answer of yours is shown"
	case outcome.Updated || outcome.Repeated:
		answer.code, answer.message = "updated", "Record updated"
	}
	return answer
}
