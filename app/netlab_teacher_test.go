//go:build linux

package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"syscall"
)

// teacher is a host that runs the app.
type teacher struct {
	*host
	served *served
	http   http.Client
	api    string // root of the console
	token  string
}

// newTeacher starts the real program on h, with an owner and the open session lab-1.
func newTeacher(h *host, owner string, args ...string) *teacher {
	h.t.Helper()
	path, err := build()
	if err != nil {
		h.t.Fatal(err)
	}
	s := &served{stderr: &bytes.Buffer{}}
	s.cmd = h.command(path, append([]string{"serve", "--json", "--data", h.dir + "/data", "--owner", owner, "--session", "lab-1"}, args...)...)
	s.cmd.Stderr = s.stderr
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		if h.t.Failed() && s.stderr.Len() > 0 {
			h.t.Logf("%s said %s", h.name, s.stderr)
		}
	})
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		h.t.Fatalf("%s: serve printed nothing: %v %s", h.name, err, s.stderr)
	}
	if err := json.Unmarshal(line, &s.addresses); err != nil {
		h.t.Fatal(err)
	}
	console, err := url.Parse(s.Console)
	if err != nil {
		h.t.Fatal(err)
	}
	t := &teacher{host: h, served: s, api: "http://" + console.Host + "/api/", token: console.Query().Get("token")}
	t.http.Transport = &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return h.dial(ctx, network, addr)
	}}
	h.t.Cleanup(t.http.CloseIdleConnections)
	return t
}

// invoke calls a method of the API as the window does.
func invoke[R any](t *teacher, method string, args ...any) (result R) {
	t.t.Helper()
	body, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		t.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.t.Context(), http.MethodPost, t.api+method, bytes.NewReader(body))
	if err != nil {
		t.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+t.token)
	req.Header.Set("Content-Type", "application/json")
	res, err := t.http.Do(req)
	if err != nil {
		t.t.Fatalf("%s: %s: %v", t.name, method, err)
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		t.t.Fatalf("%s: %s: %s %s", t.name, method, res.Status, answer)
	}
	if err := json.Unmarshal(answer, &result); err != nil {
		t.t.Fatalf("%s: %s: %v in %s", t.name, method, err, answer)
	}
	return result
}

func (t *teacher) status() Status { return invoke[Status](t, "Status") }

// notices returns the codes of the notices.
func (t *teacher) notices() []string {
	return mapped(t.status().Notices, func(n Notice) string { return n.Code })
}

// named waits until the app answers for a host name and returns that.
func (t *teacher) named() (name string) {
	t.t.Helper()
	eventually(t.t, "a host name for "+t.name, func() bool {
		name = t.status().HostName
		return name != ""
	})
	return name
}

// cell returns the first cell, with the address or with the name.
func (t *teacher) cell() FirstCell {
	return invoke[FirstCell](t, "FirstCell", t.status().CurrentSession)
}

// got returns the questions that have a record.
func (t *teacher) got() []string {
	page := invoke[RecordPage](t, "Records", RecordQuery{SessionID: t.status().CurrentSession})
	return unique(mapped(page.Records, func(r Record) string { return r.Question }))
}

// stop ends the app as a person does.
func (t *teacher) stop() {
	t.t.Helper()
	if err := t.served.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.t.Fatal(err)
	}
	if err := t.served.cmd.Wait(); err != nil {
		t.t.Errorf("%s ended with %v %s", t.name, err, t.served.stderr)
	}
}

// worksThrough has a student run the first cell and two sends, which must arrive
// without a word to the student.
func (t *teacher) worksThrough(h *host, cell string) {
	t.t.Helper()
	s := newStudent(h)
	s.cell(cell)
	s.cell("send(1, 1)")
	s.cell("send([1, 2], 2)")
	if said := s.leave(); said != "" {
		t.t.Errorf("the student at %s saw\n%s", h.name, said)
	}
	eventually(t.t, "both records", func() bool { return slices.Equal(t.got(), []string{"1", "2"}) })
}
