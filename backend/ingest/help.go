package ingest

import (
	"net/http"

	"golang.org/x/time/rate"

	"npt/backend/classroom"
)

const (
	// helpAtOnce and helpEvery bound how often one sender may ask for help. A second request does not
	// shorten the wait.
	helpAtOnce = 5
	helpEvery  = rate.Limit(0.1) // a second
	// helpBody bounds a request for help in bytes.
	helpBody = 64 << 10
)

// helpFields lists the fields that POST /help must have. data, the student's words, may be missing.
var helpFields = []string{"session_owner", "session_name", "sender_name", "sender_uuid", "record_id"}

// helpLine is what a notebook says of its student's request.
type helpLine struct {
	State    string `json:"state"` // waiting, answered, coming, helped, done, closed; empty for nothing
	Place    int    `json:"place,omitempty"`
	IsPaused bool   `json:"paused,omitempty"`
	HasSeat  bool   `json:"seat,omitempty"`
	Cursor   string `json:"cursor"` // to be sent with the next request
}

func helpOf(l *classroom.HelpLine) *helpLine {
	if l == nil {
		return nil
	}
	return &helpLine{State: string(l.State), Place: l.Place, IsPaused: l.IsPaused, HasSeat: l.HasSeat, Cursor: l.Cursor()}
}

// askForHelp takes a request for help.
func (h *Handler) askForHelp(w http.ResponseWriter, r *http.Request) (reply, error) {
	s, err := h.readHelp(w, r)
	if err == nil {
		err = h.messages.AskForHelp(r.Context(), s)
	}
	return reply{code: "asked", message: "Your teacher sees that you ask for help"}, err
}

// takeBackHelp takes back what was asked before.
func (h *Handler) takeBackHelp(w http.ResponseWriter, r *http.Request) (reply, error) {
	s, err := h.readHelp(w, r)
	if err == nil {
		err = h.messages.TakeBackHelp(r.Context(), s)
	}
	return reply{code: "done", message: "Your teacher sees that you need no help any more"}, err
}

// readHelp reads a form with the same sender fields as a record, record_id, sent_at or age, and the
// student's words in data, where they sit in seat and the question in question_nb.
func (h *Handler) readHelp(w http.ResponseWriter, r *http.Request) (s classroom.Submission, err error) {
	release, err := h.bodies.enter(w, r, helpBody)
	if err != nil {
		return s, err
	}
	defer release()
	form, _, err := readForm(r)
	if err != nil {
		return s, err
	}
	for _, key := range helpFields {
		if !form.Has(key) {
			return s, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key}
		}
	}
	s = classroom.Submission{
		Owner: form.Get("session_owner"), Session: form.Get("session_name"),
		SenderName: form.Get("sender_name"), SenderUUID: form.Get("sender_uuid"),
		Data: []byte(form.Get("data")), RecordID: form.Get("record_id"), SentAt: form.Get("sent_at"), From: originOf(r),
		Age: form.Get("age"), Question: form.Get("question_nb"), Seat: form.Get("seat"),
	}
	return s, h.asking.allow(keyOf(s))
}
