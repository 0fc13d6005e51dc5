package ingest

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"npt/backend/classroom"
)

// pollFor is how long a request for messages waits for one. It is shorter than the server's own
// time-outs and than the time after which proxies and routers drop a silent connection.
const pollFor = 50 * time.Second

// Messages passes the teacher's messages to the notebooks that wait for them, and students' requests
// for help to the teacher.
type Messages interface {
	Listen(ctx context.Context, l classroom.Listening) ([]classroom.Message, error)
	AskForHelp(ctx context.Context, s classroom.Submission) error
}

// message is a message on the wire.
type message struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Code  string `json:"code"`
}

// getMessages answers `{"messages": [...]}` as soon as there is a message that the
// notebook has not shown, or an empty list after pollFor. The query says who asks,
// as in /add-record, and `after` is the id of the last message that it has shown.
func (h *Handler) getMessages(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	for _, key := range []string{"session_owner", "session_name", "sender_name", "sender_uuid"} {
		if !q.Has(key) {
			fail(w, r, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key})
			return
		}
	}
	after, err := strconv.ParseInt(q.Get("after"), 10, 64)
	if err != nil || after < 0 {
		after = 0
	}
	ctx, cancel := context.WithTimeout(r.Context(), pollFor)
	defer cancel()
	defer context.AfterFunc(h.closing, cancel)()
	leave := h.devices.listens(r)
	got, err := h.messages.Listen(ctx, classroom.Listening{
		Owner: q.Get("session_owner"), Session: q.Get("session_name"), After: after,
		Sender: classroom.SenderKey{UUID: q.Get("sender_uuid"), Name: q.Get("sender_name")}, From: originOf(r),
	})
	if ctx.Err() != nil {
		err = nil // the wait ended, or the app closes: the answer is an empty list
	}
	leave(err == nil)
	if err != nil {
		fail(w, r, err)
		return
	}
	answer := struct {
		Messages []message `json:"messages"`
	}{make([]message, len(got))}
	for i, m := range got {
		answer.Messages[i] = message{ID: m.ID, Title: m.Title, Text: m.Text, Code: m.Code}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}
