package ingest

import (
	"encoding/json"
	"log/slog"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"npt/backend/classroom"
)

// reply is what a notebook is told when all went well.
type reply struct {
	code    string
	message string    // one of the original's, for those who read no JSON
	long    string    // for those who do; empty where message says it all
	shown   time.Time // see wire.Shown; zero if this record is shown

	receipt  string // see wire.Receipt
	attempts int    // see wire.Attempts
	size     int64  // see wire.Size
	name     string // see wire.Name
}

// statuses is the only map from error code to HTTP status.
var statuses = map[classroom.Code]int{
	classroom.CodeMissingKey:       http.StatusBadRequest,
	classroom.CodeBadField:         http.StatusBadRequest,
	classroom.CodeNoSuchOwner:      http.StatusNotFound,
	classroom.CodeNoSuchSession:    http.StatusNotFound,
	classroom.CodeSessionClosed:    http.StatusNotFound,
	classroom.CodeNoSuchPart:       http.StatusNotFound,
	classroom.CodeTooManySenders:   http.StatusForbidden,
	classroom.CodeTooManyQuestions: http.StatusForbidden,
	classroom.CodeTooManyAnswers:   http.StatusForbidden,
	classroom.CodeTooLarge:         http.StatusRequestEntityTooLarge,
	classroom.CodeNotAnImage:       http.StatusUnsupportedMediaType,
	classroom.CodeRateLimited:      http.StatusTooManyRequests,
	classroom.CodeUnavailable:      http.StatusServiceUnavailable,
}

// answering turns a function that returns a reply or an error into an HTTP handler. It alone writes
// both to the wire.
func answering(f func(http.ResponseWriter, *http.Request) (reply, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				slog.Error("ingest: a handler panicked", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				fail(w, r, &classroom.Error{Code: classroom.CodeInternal, Message: "Something went wrong in the teacher's app"})
			}
		}()
		answer, err := f(w, r)
		if err != nil {
			fail(w, r, err)
			return
		}
		said := wire{Status: "success", Code: answer.code, Message: answer.message, long: answer.long, Receipt: answer.receipt, Attempts: answer.attempts, Size: answer.size, Name: answer.name}
		if !answer.shown.IsZero() {
			said.Shown = answer.shown.UTC().Format(time.RFC3339Nano)
		}
		write(w, r, http.StatusOK, "Success: ", said)
	}
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	e := classroom.AsError(err)
	status, known := statuses[e.Code]
	if !known {
		status = http.StatusInternalServerError
		slog.Error("ingest: a request failed", "code", e.Code, "cause", e.Cause)
	}
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(e.RetryAfter.Seconds()))))
	}
	write(w, r, status, "Error: ", wire{Status: "error", Code: string(e.Code), Message: e.Message, Field: e.Field})
}

// wire is the answer with Accept: application/json.
type wire struct {
	Status   string   `json:"status"` // success or error
	Code     string   `json:"code"`   // inserted, updated, or a classroom.Code
	Message  string   `json:"message"`
	Field    string   `json:"field,omitempty"`    // which field is missing
	Shown    string   `json:"shown,omitempty"`    // when the answer was sent that is shown in place of this one
	Receipt  string   `json:"receipt,omitempty"`  // of a record that was taken
	Attempts int      `json:"attempts,omitempty"` // of its sender at its question
	Size     int64    `json:"size,omitempty"`     // of a notebook that was handed in, in bytes
	Name     string   `json:"name,omitempty"`     // of its file, as it is kept
	Messages []string `json:"messages"`           // always empty here: GET /messages has the teacher's messages

	long string // replaces Message in JSON, if it is not empty
}

// write sends the answer as JSON if the request accepts JSON, else as the short text of the original
// server.
func write(w http.ResponseWriter, r *http.Request, status int, prefix string, answer wire) {
	if !strings.Contains(r.Header.Get("Accept"), "application/json") {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(prefix + answer.Message))
		return
	}
	if answer.long != "" {
		answer.Message = answer.long
	}
	answer.Messages = []string{}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}
