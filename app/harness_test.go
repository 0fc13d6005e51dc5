package app

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// lab is an opened app with an owner and an open session, and what a test needs to
// talk to it as a notebook and as the window do.
type lab struct {
	*App
	t       *testing.T
	api     *API
	address string // http://host:port for notebooks
	session int64
}

func openLab(t *testing.T) *lab {
	t.Helper()
	return openLabIn(t, filepath.Join(t.TempDir(), "data"))
}

func openLabIn(t *testing.T, dir string) *lab {
	t.Helper()
	a, err := Open(t.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	id, err := a.currentSession(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &lab{App: a, t: t, api: NewAPI(a, nil), address: a.servers()[0], session: id}
}

// send posts a record of the type str as the original's client would; pairs of
// key and value change its fields.
func (l *lab) send(pairs ...string) (status int, text string) {
	l.t.Helper()
	form := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {"Alice"},
		"sender_uuid": {"a41f"}, "question_nb": {"1"}, "type": {"str"}, "data": {"hello"},
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := http.PostForm(l.address+"/add-record", form)
	if err != nil {
		l.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		l.t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// mustSend is send that must be kept.
func (l *lab) mustSend(pairs ...string) {
	l.t.Helper()
	if status, text := l.send(pairs...); status != http.StatusOK {
		l.t.Fatalf("the record was answered %d %q", status, text)
	}
}

// records returns the session's records, newest first.
func (l *lab) records() []Record {
	l.t.Helper()
	page, err := l.api.Records(RecordQuery{SessionID: l.session, Limit: 500})
	if err != nil {
		l.t.Fatal(err)
	}
	return page.Records
}

// answer returns the one record of a question, read.
func (l *lab) answer(question string) Answer {
	l.t.Helper()
	for _, r := range l.records() {
		if r.Question == question {
			answer, err := l.api.Answer(r.ID)
			if err != nil {
				l.t.Fatal(err)
			}
			return answer
		}
	}
	l.t.Fatalf("there is no record of question %s", question)
	return Answer{}
}

// eventually waits until what holds, for as long as a slow machine may need.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("in vain waited for %s", what)
		case <-tick.C:
		}
	}
}

func lines(s string) []string { return strings.Split(strings.TrimRight(s, "\n"), "\n") }

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
