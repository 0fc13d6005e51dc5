package ingest

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/time/rate"

	"npt/backend/classroom"
	"npt/backend/handout"
)

const (
	// handInsAtOnce and handInsEvery bound how often one sender hands in.
	handInsAtOnce = 10
	handInsEvery  = rate.Limit(0.2) // a second
	// handInsOfAddress and handInsOfAddressEvery bound those of one address: a room behind one proxy, whose
	// students all hand in at the end.
	handInsOfAddress      = 300
	handInsOfAddressEvery = rate.Limit(5) // a second
	// handInsUnderWay bounds those that come in at a time, in all. Each has its own file and no memory to
	// speak of.
	handInsUnderWay = 400
	// handInsAtATime is how many of them are read at a time, where the network gives as much as is asked of it.
	handInsAtATime = 4
	// handInWait is how long the others wait for them: a notebook of 5 MB takes a second on a Wi-Fi of 40 Mbit/s.
	handInWait = time.Second
	// handInTime bounds how long one may take: 20 MB at bodyRate and some more.
	handInTime = 45 * time.Minute
	// handInStall is how long one may stand still.
	handInStall = 30 * time.Second
)

var nfc = norm.NFC.String

// handInFields lists the parameters that POST /hand-in must have.
var handInFields = []string{"session_owner", "session_name", "sender_name", "sender_uuid", "record_id", "name"}

// handIn takes a notebook: its bytes are the body, all else stands in the query, so that it is written to
// the disk as it comes.
func (h *Handler) handIn(w http.ResponseWriter, r *http.Request) (reply, error) {
	if !sameOrigin(r) {
		return reply{}, refuse(w, r, classroom.Errorf(classroom.CodeBadField, "Notebooks are taken from this page and from notebooks only"))
	}
	query := r.URL.Query()
	for _, key := range handInFields {
		if !query.Has(key) {
			return reply{}, refuse(w, r, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key})
		}
	}
	if r.ContentLength > handout.MaxHandedIn {
		return reply{}, refuse(w, r, handout.TooLarge())
	}
	if err := h.mayHandIn(r, query); err != nil {
		return reply{}, refuse(w, r, err)
	}
	select {
	case h.incoming <- struct{}{}:
		defer func() { <-h.incoming }()
	default:
		return reply{}, refuse(w, r, &classroom.Error{Code: classroom.CodeUnavailable, Message: "Too many notebooks at once: send again in a moment", RetryAfter: 2 * time.Second})
	}
	defer h.turns.take()()
	came := &upload{in: r.Body, clock: http.NewResponseController(w), began: time.Now(), traffic: h.traffic}
	taken, err := h.files.HandIn(r.Context(), handout.Incoming{
		Owner: query.Get("session_owner"), Session: query.Get("session_name"),
		SenderName: query.Get("sender_name"), SenderUUID: query.Get("sender_uuid"), From: originOf(r),
		Name: query.Get("name"), RequestID: query.Get("record_id"), SHA256: query.Get("sha256"), FromPage: query.Get("from") == "page",
	}, came)
	if err != nil {
		return reply{}, refuse(w, r, err)
	}
	return reply{code: "handed_in", message: "Notebook handed in", receipt: taken.Receipt.String(), size: taken.Size, name: taken.Name}, nil
}

// mayHandIn limits how fast notebooks come, by sender and by address.
func (h *Handler) mayHandIn(r *http.Request, query url.Values) error {
	if err := h.handingInFrom.allow(rateKey{uuid: originOf(r)}); err != nil {
		return err
	}
	return h.handingIn.allow(rateKey{cut(query.Get("session_owner")), cut(query.Get("session_name")), cut(query.Get("sender_uuid")), cut(query.Get("sender_name"))})
}

// sameOrigin reports whether a request comes from no page or from ours. A foreign page that a student has
// open must not hand in for the student.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

// turns has notebooks come in a few at a time. Each that is read takes the processor and the disk from the records: by
// the kernel's copies, by switches, by pages that must be written before a record is safe. What waits is held back at
// its sender.
type turns struct {
	tokens chan struct{}
	wait   time.Duration // at most, so that a few on a slow network do not hold up a class
}

// take waits for a turn; the caller calls done.
func (t turns) take() (done func()) {
	late := time.NewTimer(t.wait)
	defer late.Stop()
	select {
	case t.tokens <- struct{}{}:
		return func() { <-t.tokens }
	case <-late.C:
		return func() {}
	}
}

// refuse reads what comes of a body that is not taken, for a while, so that the client hears why.
func refuse(w http.ResponseWriter, r *http.Request, err error) error {
	w.Header().Set("Connection", "close")
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(waitForBodies))
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, maxDrain))
	return err
}

// upload is a body that is written to the disk as it comes. It gives way to records, and must not stand
// still.
type upload struct {
	in      io.Reader
	clock   *http.ResponseController
	began   time.Time
	traffic *traffic
}

// Read reads what has arrived.
func (u *upload) Read(p []byte) (int, error) {
	u.traffic.giveWay()
	now := time.Now()
	due := now.Add(handInStall)
	if end := u.began.Add(handInTime); end.Before(due) {
		due = end
	}
	_ = u.clock.SetReadDeadline(due)                   // not every ResponseWriter of a test has one
	_ = u.clock.SetWriteDeadline(due.Add(handInStall)) // for the answer
	n, err := u.in.Read(p)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, &classroom.Error{Code: classroom.CodeUnavailable, Message: "The notebook came too slowly: send it again", RetryAfter: time.Second, Cause: err}
	}
	return n, &classroom.Error{Code: classroom.CodeBadField, Message: "The notebook was cut off on its way: send it again", Cause: err}
}
