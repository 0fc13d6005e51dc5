package ingest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"npt/backend/classroom"
)

// pollFor is how long a request for messages waits for one. It is shorter than the server's own
// time-outs and than the time after which proxies and routers drop a silent connection.
const pollFor = 50 * time.Second

// Messages passes the teacher's messages to the notebooks that wait for them, and students' requests
// for help to the teacher.
type Messages interface {
	Listen(ctx context.Context, l classroom.Listening) (classroom.Delivery, error)
	Preflight(ctx context.Context, l classroom.Listening, part string) ([]classroom.Message, error)
	AskForHelp(ctx context.Context, s classroom.Submission) error
	TakeBackHelp(ctx context.Context, s classroom.Submission) error
}

// message is a message on the wire.
type message struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"` // info, success, warning or error
	Title string `json:"title"`
	Text  string `json:"text"`
	Code  string `json:"code"`
}

// delivery is the answer to a notebook that waits. What earlier versions had not is left out if empty.
type delivery struct {
	Messages  []message `json:"messages"`
	TakenBack []int64   `json:"taken_back,omitempty"`
	Cursor    string    `json:"heard,omitempty"` // to be sent with the next request
	*toldAnswers
	// In which the notebook is to speak of what comes, if it has no other; only for one that reads told.
	Language string `json:"language,omitempty"`

	Inputs *[]classroom.AskedInputs `json:"inputs,omitempty"`
	Asked  string                   `json:"asked,omitempty"` // to be sent with the next request

	Help *helpLine `json:"help,omitempty"`
}

// listeningOf returns who listens, and what for. A number that is none counts as 0.
func listeningOf(q url.Values) classroom.Listening {
	l := classroom.Listening{
		Owner: q.Get("session_owner"), Session: q.Get("session_name"), After: numberOf(q.Get("after")), TakesBack: q.Has("heard"),
		CallsFunctions: q.Has("asked"), Asked: q.Get("asked"),
		Sender: classroom.SenderKey{UUID: q.Get("sender_uuid"), Name: q.Get("sender_name")},
	}
	if heard := numberOf(q.Get("heard")); heard > 0 {
		l.HeardAt = time.UnixMicro(heard)
	}
	hearsOf(q, &l)
	l.Taken = takenOf(q.Get("taken"))
	l.Version = versionOf(q.Get("notebook_version"))
	l.HearsHelp, l.Help = q.Has("help"), q.Get("help")
	return l
}

// versionOf returns the version of a notebook; empty for what is none: one has digits and small letters.
func versionOf(text string) string {
	if len(text) > classroom.MaxNotebookVersion || strings.Trim(text, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return text
}

// takenOf reads which messages a notebook took, each with the seconds since, as `7:0,9:12`. What is no
// id is left out.
func takenOf(text string) (taken []classroom.TakenCode) {
	for one := range strings.SplitSeq(text, ",") {
		id, ago, _ := strings.Cut(one, ":")
		if n := numberOf(id); n > 0 && len(taken) < classroom.MaxTaken {
			seconds := min(numberOf(ago), int64(classroom.MaxAge/time.Second))
			taken = append(taken, classroom.TakenCode{MessageID: n, Ago: time.Duration(seconds) * time.Second})
		}
	}
	return taken
}

func numberOf(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return max(0, n)
}

// getMessages answers `{"messages": [...]}` as soon as there is a message that the
// notebook has not shown, or an empty list after pollFor. The query says who asks,
// as in /add-record, and `after` is the id of the last message that it has shown. A notebook that can
// take messages back says in `heard` what the last answer had there; then the answer also has the ids
// of those that were taken back since; one that calls functions says in `asked` likewise which inputs it
// has. In `told` it does the same for what came of its answers, in `help` for its student's request. One that took a message's code into a cell says so in `taken`, and is answered at once. With
// `preflight` it answers at once, as to a record, and stores nothing.
func (h *Handler) getMessages(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	for _, key := range []string{"session_owner", "session_name", "sender_name", "sender_uuid"} {
		if !q.Has(key) {
			fail(w, r, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key})
			return
		}
	}
	l := listeningOf(q)
	if q.Has("preflight") {
		h.preflight(w, r, l, q.Get("part_name"))
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), pollFor)
	defer cancel()
	defer context.AfterFunc(h.closing, cancel)()
	leave := h.devices.listens(r)
	l.From = originOf(r)
	got, err := h.messages.Listen(ctx, l)
	if ctx.Err() != nil {
		err = nil // the wait ended, or the app closes: the answer is an empty list
	}
	leave(err == nil)
	if err != nil {
		fail(w, r, err)
		return
	}
	answer := delivery{Messages: onTheWire(got.Messages), TakenBack: got.TakenBack, toldAnswers: feedbackOf(got.Told)}
	answer.Help = helpOf(got.Help)
	if l.Hears && (len(got.Messages)+len(got.Told) > 0 || got.Help != nil) {
		answer.Language = h.teacher.Language(r.Context())
	}
	if l.TakesBack && !got.HeardAt.IsZero() {
		answer.Cursor = strconv.FormatInt(got.HeardAt.UnixMicro(), 10)
	}
	if answer.Asked = got.Asked; got.Asked != "" {
		inputs := append([]classroom.AskedInputs{}, got.Inputs...)
		answer.Inputs = &inputs
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// preflight answers whether a record of the sender's for a part would be taken now, and hands out the
// latest messages, shown before or not.
func (h *Handler) preflight(w http.ResponseWriter, r *http.Request, l classroom.Listening, part string) {
	got, err := h.messages.Preflight(r.Context(), l, part)
	if err != nil {
		fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct {
		Status   string    `json:"status"`
		Code     string    `json:"code"`
		Message  string    `json:"message"`
		Messages []message `json:"messages"`
		Language string    `json:"language"`
	}{"success", "open", "Session open", onTheWire(got), h.teacher.Language(r.Context())})
}

// onTheWire returns messages as notebooks read them.
func onTheWire(messages []classroom.Message) []message {
	list := make([]message, len(messages))
	for i, m := range messages {
		list[i] = message{ID: m.ID, Type: string(m.Type), Title: m.Title, Text: m.Text, Code: m.Code}
	}
	return list
}
