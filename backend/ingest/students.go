package ingest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"npt/backend/classroom"
	"npt/backend/handout"
)

// The page at / for students. It works in browsers of any age and loads nothing from other hosts.
var (
	//go:embed page/students.html
	studentsHTML string
	//go:embed page/students.css
	studentsCSS []byte
	//go:embed page/students.js
	studentsJS []byte
	//go:embed page/hand-in.js
	handInJS []byte

	studentsPage = template.Must(template.New("students").Parse(studentsHTML))
)

// pageCSP allows the page its own style sheet and script, and no more.
const pageCSP = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// TeacherPage is what the students' page shows of the teacher.
type TeacherPage struct {
	Owner    string // empty before the first start is done
	Sessions []PageSession
}

// PageSession is an open session that the teacher lists on the students' page.
type PageSession struct {
	ID          int64
	Name        string
	Description string
	Files       []handout.File // that it hands out
}

// page is what the template gets.
type page struct {
	Language string
	Owner    string
	Address  string // by which the browser came: what a student types on a computer
	Device   deviceState
	Version  string // changes with what the page shows of the sessions
	Sessions []sessionOnPage

	words Words
}

type sessionOnPage struct {
	PageSession
	Cell  string
	Total string // the size of all files
	Files []fileOnPage
}

// fileOnPage is a file as the browser would get it.
type fileOnPage struct {
	handout.File
	Query template.URL // what asks for it
	Shown string       // its size
}

// welcome answers at /: the page to a browser, a few words of plain text to all else.
func (h *Handler) welcome(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("Notebook Progress Tracker is here.\n" +
			"Notebooks send their answers to this address; ask your teacher for the four lines of the first cell.\n"))
		return
	}
	teacher, err := h.teacher.TeacherPage(r.Context())
	if err != nil {
		fail(w, r, busy(err))
		return
	}
	words := h.teacher.Words(r.Header.Get("Accept-Language"))
	p := page{
		Language: words.Tag(), words: words, Owner: teacher.Owner, Address: strings.TrimPrefix(h.reachedAt(r), "http://"),
		Device: h.devices.state(r), Version: teacher.version(), Sessions: make([]sessionOnPage, len(teacher.Sessions)),
	}
	for i, s := range teacher.Sessions {
		p.Sessions[i] = h.onPage(s, h.code.Cell(h.reachedAt(r), s.Name, teacher.Owner))
	}
	var b bytes.Buffer
	if err := studentsPage.Execute(&b, p); err != nil {
		slog.Error("ingest: the students' page could not be written", "err", err)
		fail(w, r, &classroom.Error{Code: classroom.CodeInternal, Message: "Something went wrong in the teacher's app"})
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", pageCSP)
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Vary", "Accept, Accept-Language")
	_, _ = w.Write(b.Bytes())
}

// onPage returns a session with its files as the browser would get them.
func (h *Handler) onPage(s PageSession, cell string) sessionOnPage {
	shown := sessionOnPage{PageSession: s, Cell: cell}
	files := s.Files
	if len(files) > 0 {
		if served, err := h.files.Served(files, cell); err == nil {
			files = served
		} // else the download says what is wrong
	}
	var total int64
	for _, f := range files {
		query := url.Values{"session": {strconv.FormatInt(s.ID, 10)}, "name": {f.Name}}.Encode()
		shown.Files = append(shown.Files, fileOnPage{f, template.URL(query), sizeText(f.Size)}) //nolint:gosec // encoded
		total += f.Size
	}
	shown.Total = sizeText(total)
	return shown
}

// sizeText returns a size as people read it.
func sizeText(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%d kB", (bytes+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// version returns a text that differs when the page does.
func (d TeacherPage) version() string {
	text, _ := json.Marshal(d) // strings and numbers
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// studentsState tells the open page what may have changed.
func (h *Handler) studentsState(w http.ResponseWriter, r *http.Request) {
	teacher, err := h.teacher.TeacherPage(r.Context())
	if err != nil {
		fail(w, r, busy(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct {
		Device  deviceState `json:"device"`
		Version string      `json:"version"`
	}{h.devices.state(r), teacher.version()})
}

// getNotebook serves a new notebook with the first cell of a listed session, an example and an empty cell.
func (h *Handler) getNotebook(w http.ResponseWriter, r *http.Request) {
	teacher, err := h.teacher.TeacherPage(r.Context())
	if err != nil {
		fail(w, r, busy(err))
		return
	}
	id := r.URL.Query().Get("session")
	for _, s := range teacher.Sessions {
		if strconv.FormatInt(s.ID, 10) != id {
			continue
		}
		w.Header().Set("Content-Type", "application/x-ipynb+json")
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(s.Name) + ".ipynb"}))
		w.Header().Set("Vary", "Accept-Language")
		words := h.teacher.Words(r.Header.Get("Accept-Language"))
		_ = json.NewEncoder(w).Encode(newNotebook(words, s.Name, h.code.Cell(h.reachedAt(r), s.Name, teacher.Owner)))
		return
	}
	http.NotFound(w, r)
}

// reachedAt returns the root URL by which the browser reached the page. A notebook gets through by it
// too.
func (h *Handler) reachedAt(r *http.Request) string {
	if host, ok := checkedHost(r.Host); ok {
		return "http://" + host
	}
	return append(h.code.Servers(), "")[0]
}

// fileName returns a session's name without the characters that some system forbids in file names.
func fileName(session string) string {
	clean := strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, session), " .")
	return cmp.Or(clean, "notebook")
}

// example is what a new notebook sends first, so that a student sees that it works.
const example = "result = 6 * 7\nsend(result, \"example\")"

// newNotebook returns a notebook in the format nbformat 4.
func newNotebook(words Words, title, firstCell string) any {
	none := map[string]any{}
	text := func(id, source string) map[string]any {
		return map[string]any{"id": id, "cell_type": "markdown", "metadata": none, "source": source}
	}
	code := func(id, source string) map[string]any {
		return map[string]any{"id": id, "cell_type": "code", "metadata": none, "source": source, "outputs": []any{}, "execution_count": nil}
	}
	return map[string]any{
		"cells": []any{
			text("title", "# "+title),
			code("first", firstCell),
			text("about", words.Say("students.example", nil)),
			code("example", example),
			code("begin", ""),
		},
		"metadata": map[string]any{
			"kernelspec": map[string]any{"display_name": "Python 3", "language": "python", "name": "python3"},
		},
		"nbformat": 4, "nbformat_minor": 5,
	}
}

// busy returns the error that a student sees when the store does not answer.
func busy(cause error) error {
	return &classroom.Error{Code: classroom.CodeUnavailable, Message: "The teacher's app is busy", Cause: cause}
}

// asset serves a file of the page.
func asset(kind string, content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(content)
	}
}
