// Package enginetest is shared by the tests of all faces: it runs an app inside the test's process,
// and the real program as a separate process.
//
// Open opens an engine on a folder of the test, with an owner and an open session. Lab talks to it
// over HTTP, as notebooks do, and through api.API, as a page does. Serve runs the program, which is
// compiled once in a run of tests. Nothing is faked: the store is a real file and the server a real
// server.
//
// Only tests import the package. The tests of the engine and of the API import it from an external
// test package, because it imports both.
package enginetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/engine"
)

// Lab is an opened app with an owner and an open session. A test can talk to it as a notebook and as
// the page do.
type Lab struct {
	*engine.Engine
	T       *testing.T
	API     *api.API // of a face without a window
	Address string   // http://host:port for notebooks
	Session int64
}

// Config is how Open opens an app in a data folder.
func Config(dir string) engine.Config {
	return engine.Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab-1"}, Version: "test"}
}

// Open opens an app in a new folder until the test ends. The owner is prof, the session lab-1.
func Open(t *testing.T) *Lab {
	t.Helper()
	return OpenIn(t, filepath.Join(t.TempDir(), "data"))
}

// OpenIn does what Open does, in a given data folder.
func OpenIn(t *testing.T, dir string) *Lab {
	t.Helper()
	e, err := engine.Open(t.Context(), Config(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	id, err := e.Settings.CurrentSession(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &Lab{Engine: e, T: t, API: api.New(e, api.Face{}), Address: e.Servers()[0], Session: id}
}

// Send posts a record of the type str as the original client would, and returns the answer's status
// and text; pairs of key and value change its fields.
func (l *Lab) Send(pairs ...string) (status int, text string) {
	l.T.Helper()
	form := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {"Alice"},
		"sender_uuid": {"a41f"}, "question_nb": {"1"}, "type": {"str"}, "data": {"hello"},
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := clientOf(form.Get("sender_uuid")).PostForm(l.Address+"/add-record", form)
	if err != nil {
		l.T.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		l.T.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// clientOf returns a client of a device that has an address of its own, where the system gives each
// 127.x.y.z to this computer; else of the usual address.
func clientOf(device string) *http.Client {
	sum := sha256.Sum256([]byte(device))
	own := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 1+sum[0]/2, sum[1], 1+sum[2]/2)}}
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, kind, addr string) (net.Conn, error) {
			if c, err := own.DialContext(ctx, kind, addr); err == nil {
				return c, nil
			}
			return (&net.Dialer{}).DialContext(ctx, kind, addr)
		},
	}}
}

// MustSend does what Send does and fails the test if the record is refused.
func (l *Lab) MustSend(pairs ...string) {
	l.T.Helper()
	if status, text := l.Send(pairs...); status != http.StatusOK {
		l.T.Fatalf("the record was answered %d %q", status, text)
	}
}

// SendAs posts a student's answer to a question.
func (l *Lab) SendAs(student, question, typ, data string) {
	l.T.Helper()
	l.MustSend("sender_name", student, "sender_uuid", "u-"+student, "question_nb", question, "type", typ, "data", data)
}

// SendImage posts a picture as the original client would.
func (l *Lab) SendImage(question string, file []byte) {
	l.T.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{
		"session_owner": "prof", "session_name": "lab-1", "part_name": "default", "sender_name": "Alice",
		"sender_uuid": "a41f", "question_nb": question, "type": "image",
	} {
		_ = form.WriteField(name, value)
	}
	part, err := form.CreateFormFile("file", "file")
	if err != nil {
		l.T.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = form.Close()
	res, err := http.Post(l.Address+"/add-record", form.FormDataContentType(), &body)
	if err != nil {
		l.T.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		l.T.Fatalf("the picture was answered %d", res.StatusCode)
	}
}

// Listen asks for messages as a notebook does. It returns their texts and the id of the last one.
func (l *Lab) Listen(ctx context.Context, student string, after int64) ([]string, int64, error) {
	query := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"u-" + student},
		"after": {fmt.Sprint(after)},
	}
	req, err := http.NewRequestWithContext(ctx, "GET", l.Address+"/messages?"+query.Encode(), nil)
	if err != nil {
		return nil, 0, err
	}
	res, err := clientOf("u-" + student).Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct{ Messages []api.Message }
	if res.StatusCode != http.StatusOK {
		return nil, 0, errors.New(res.Status)
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return nil, 0, err
	}
	var texts []string
	for _, m := range answer.Messages {
		texts, after = append(texts, m.Text), m.ID
	}
	return texts, after, nil
}

// Records returns the session's records, newest first.
func (l *Lab) Records() []api.RecordView {
	l.T.Helper()
	page, err := l.API.Records(api.RecordQuery{SessionID: l.Session, Limit: 500})
	if err != nil {
		l.T.Fatal(err)
	}
	return page.Records
}

// Answer returns the one record of a question, read.
func (l *Lab) Answer(question string) api.Answer {
	l.T.Helper()
	for _, r := range l.Records() {
		if r.Question == question {
			answer, err := l.API.Answer(r.ID)
			if err != nil {
				l.T.Fatal(err)
			}
			return answer
		}
	}
	l.T.Fatalf("there is no record of question %s", question)
	return api.Answer{}
}

// Rows reads a CSV file: each row by the names of its columns, as columns may get new neighbours.
func Rows(t *testing.T, file []byte) []map[string]string {
	t.Helper()
	table, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil || len(table) == 0 {
		t.Fatalf("the table is %q (%v)", table, err)
	}
	rows := make([]map[string]string, len(table)-1)
	for i, row := range table[1:] {
		rows[i] = make(map[string]string, len(row))
		for j, name := range table[0] {
			rows[i][name] = row[j]
		}
	}
	return rows
}

// Eventually waits until holds returns true, as long as a slow machine may need; else the test fails.
func Eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
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

// OwnFolders returns a program's environment with folders of the test for all its files, and without a
// display.
func OwnFolders(t *testing.T, environment []string) []string {
	home := t.TempDir()
	return append(environment, "HOME="+home, "XDG_STATE_HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "MPLBACKEND=agg")
}
