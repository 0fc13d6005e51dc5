package ingest

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"npt/backend/classroom"
	"npt/backend/handout"
)

// Files hands out and takes back.
type Files interface {
	Open(ctx context.Context, owner, session string) (classroom.Session, error)
	List(ctx context.Context, sessionID int64) ([]handout.File, error)
	Served(files []handout.File, first string) ([]handout.File, error)
	One(ctx context.Context, file handout.File, first string) (*handout.Content, error)
	All(ctx context.Context, session string, files []handout.File, first string) (*handout.Content, error)
	Fetched(ctx context.Context, sessionID int64, l *classroom.Listening, from string, files ...handout.File)
	HandIn(ctx context.Context, in handout.Incoming, r io.Reader) (handout.HandIn, error)
}

// handed is what a request wants of a session's files, and who wants it.
type handed struct {
	sessionID int64
	session   string
	files     []handout.File
	first     string               // the first cell, for the address by which the request came
	by        *classroom.Listening // nil for a browser
}

// errNothing tells a browser that a session hands out nothing.
func errNothing() error {
	return classroom.Errorf(classroom.CodeNoSuchSession, "No such session open")
}

// handedOut returns what a request may have: of a listed session by its id, as a browser asks, or of an open
// session by its name, as a notebook does.
func (h *Handler) handedOut(r *http.Request) (handed, error) {
	query := r.URL.Query()
	if query.Has("session_name") {
		return h.handedByName(r)
	}
	teacher, err := h.teacher.TeacherPage(r.Context())
	if err != nil {
		return handed{}, busy(err)
	}
	for _, s := range teacher.Sessions {
		if strconv.FormatInt(s.ID, 10) == query.Get("session") {
			files, err := h.files.List(r.Context(), s.ID)
			return handed{s.ID, s.Name, files, h.code.Cell(h.reachedAt(r), s.Name, teacher.Owner), nil}, err
		}
	}
	return handed{}, errNothing()
}

func (h *Handler) handedByName(r *http.Request) (handed, error) {
	query := r.URL.Query()
	for _, key := range []string{"session_owner", "sender_name", "sender_uuid"} {
		if !query.Has(key) {
			return handed{}, &classroom.Error{Code: classroom.CodeMissingKey, Message: "Missing key", Field: key}
		}
	}
	s, err := h.files.Open(r.Context(), query.Get("session_owner"), query.Get("session_name"))
	if err != nil {
		return handed{}, err
	}
	files, err := h.files.List(r.Context(), s.ID)
	by := &classroom.Listening{
		Owner: s.Owner, Session: s.Name, From: originOf(r),
		Sender: classroom.SenderKey{UUID: strings.TrimSpace(query.Get("sender_uuid")), Name: classroom.CleanName(nfc, query.Get("sender_name"))},
	}
	if classroom.CheckText("sender_name", by.Sender.Name, classroom.MaxName) != nil || classroom.CheckToken("sender_uuid", by.Sender.UUID, classroom.MaxUUID, false) != nil {
		by = nil // it gets the files as a browser does
	}
	return handed{s.ID, s.Name, files, h.code.Cell(h.reachedAt(r), s.Name, s.Owner), by}, err
}

// getHandoutList tells a notebook what there is to fetch.
func (h *Handler) getHandoutList(w http.ResponseWriter, r *http.Request) {
	wanted, err := h.handedByName(r)
	if err == nil {
		wanted.files, err = h.files.Served(wanted.files, wanted.first)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	type file struct {
		Name     string `json:"name"`
		Size     int64  `json:"size"`
		SHA256   string `json:"sha256"`
		Notebook bool   `json:"notebook"`
	}
	list := make([]file, len(wanted.files))
	for i, f := range wanted.files {
		list[i] = file{f.Name, f.Size, f.SHA256, f.IsNotebook}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct {
		Status string `json:"status"`
		Files  []file `json:"files"`
	}{"success", list})
}

// getHandout serves all files of a session as one archive.
func (h *Handler) getHandout(w http.ResponseWriter, r *http.Request) {
	wanted, err := h.handedOut(r)
	if err == nil && len(wanted.files) == 0 {
		err = errNothing()
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	content, err := h.files.All(r.Context(), wanted.session, wanted.files, wanted.first)
	h.send(w, r, content, err, wanted, wanted.files...)
}

// getHandoutFile serves one file of a session.
func (h *Handler) getHandoutFile(w http.ResponseWriter, r *http.Request) {
	wanted, err := h.handedOut(r)
	if err != nil {
		fail(w, r, err)
		return
	}
	for _, file := range wanted.files {
		if file.Name == r.URL.Query().Get("name") {
			content, err := h.files.One(r.Context(), file, wanted.first)
			h.send(w, r, content, err, wanted, file)
			return
		}
	}
	fail(w, r, classroom.Errorf(classroom.CodeNoSuchSession, "The session does not hand out such a file any more"))
}

// send serves content, or the part of it that is asked for, and notes who has the files once the last byte
// went out.
func (h *Handler) send(w http.ResponseWriter, r *http.Request, content *handout.Content, err error, wanted handed, files ...handout.File) {
	if err != nil {
		fail(w, r, err)
		return
	}
	defer content.Close()
	head := w.Header()
	// A browser goes on with a download that was cut off only if it may keep the beginning.
	head.Set("Cache-Control", "no-cache")
	head.Set("Content-Type", contentType(content.Name))
	head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": content.Name}))
	head.Set("ETag", `"`+content.Tag+`"`)
	if sum, err := hex.DecodeString(content.SHA256); err == nil && len(sum) > 0 {
		head.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum)+":")
		head.Set("Digest", "sha-256="+base64.StdEncoding.EncodeToString(sum)) // RFC 3230, which curl and others know
	}
	out := &download{ResponseWriter: w, clock: http.NewResponseController(w), traffic: h.traffic}
	in := &readToEnd{ReadSeeker: content}
	http.ServeContent(out, r, content.Name, content.Modified, in)
	if r.Method == http.MethodGet && in.reachedEnd && out.err == nil {
		// Whoever has the last byte may hang up at once.
		h.files.Fetched(context.WithoutCancel(r.Context()), wanted.sessionID, wanted.by, originOf(r), files...)
	}
}

// contentType keeps a browser from showing a file in place of saving it.
func contentType(name string) string {
	switch {
	case strings.HasSuffix(name, ".zip"):
		return "application/zip"
	case strings.HasSuffix(name, ".ipynb"):
		return "application/x-ipynb+json"
	}
	return "application/octet-stream"
}

// download is a response that may take long. Its deadline moves on with each byte that went out, and it
// lets records go first.
type download struct {
	http.ResponseWriter
	clock   *http.ResponseController
	traffic *traffic
	err     error
}

// downloadStall is how long a download may stand still. A laptop that sleeps for longer asks for the rest.
const downloadStall = 30 * time.Second

// Write writes once no record is on its way, or a moment has passed.
func (d *download) Write(p []byte) (n int, err error) {
	defer d.traffic.piece()()
	due := time.Now().Add(downloadStall)
	_ = d.clock.SetWriteDeadline(due) // not every ResponseWriter of a test has one
	_ = d.clock.SetReadDeadline(due)  // else the server would end the request for a body that never comes
	if n, err = d.ResponseWriter.Write(p); err != nil {
		d.err = err
	}
	return n, err
}

// readToEnd notes that what is read was read to its end.
type readToEnd struct {
	io.ReadSeeker
	at, size   int64
	reachedEnd bool
}

// Seek follows where the reader is. ServeContent goes to the end for the size, and back.
func (r *readToEnd) Seek(offset int64, whence int) (int64, error) {
	at, err := r.ReadSeeker.Seek(offset, whence)
	if whence == io.SeekEnd && offset == 0 {
		r.size = at
	}
	r.at = at
	return at, err
}

// Read reads on.
func (r *readToEnd) Read(p []byte) (int, error) {
	n, err := r.ReadSeeker.Read(p)
	r.at += int64(n)
	r.reachedEnd = r.reachedEnd || r.at == r.size
	return n, err
}
