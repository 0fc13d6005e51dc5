//go:build linux

package netlab

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"syscall"

	"npt/app/api"
	"npt/app/enginetest"
)

// teacher is a host that runs the app.
type teacher struct {
	*host
	served *enginetest.Served
	http   http.Client
	api    string // root of the console
	token  string
}

// newTeacher starts the real program on h, with an owner and the open session lab-1.
func newTeacher(h *host, owner string, args ...string) *teacher {
	h.t.Helper()
	cmd := h.command(enginetest.Program(h.t), append([]string{"serve", "--json", "--data", h.dir + "/data", "--owner", owner, "--session", "lab-1"}, args...)...)
	s := enginetest.Started(h.t, cmd)
	h.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if h.t.Failed() && s.Stderr.Len() > 0 {
			h.t.Logf("%s said %s", h.name, s.Stderr)
		}
	})
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

func (t *teacher) status() api.Status { return invoke[api.Status](t, "Status") }

// notices returns the codes of the notices.
func (t *teacher) notices() []string {
	var codes []string
	for _, n := range t.status().Notices {
		codes = append(codes, n.Code)
	}
	return codes
}

// named waits until the app answers for a host name and returns that.
func (t *teacher) named() (name string) {
	t.t.Helper()
	enginetest.Eventually(t.t, "a host name for "+t.name, func() bool {
		name = t.status().HostName
		return name != ""
	})
	return name
}

// cell returns the first cell, with the address or with the name.
func (t *teacher) cell() api.FirstCell {
	return invoke[api.FirstCell](t, "FirstCell", t.status().CurrentSession)
}

// got returns the questions that have a record.
func (t *teacher) got() []string {
	page := invoke[api.RecordPage](t, "Records", api.RecordQuery{SessionID: t.status().CurrentSession})
	var questions []string
	for _, r := range page.Records {
		questions = append(questions, r.Question)
	}
	return unique(questions)
}

// stop ends the app as a person does.
func (t *teacher) stop() {
	t.t.Helper()
	if err := t.served.Cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.t.Fatal(err)
	}
	if err := t.served.Cmd.Wait(); err != nil {
		t.t.Errorf("%s ended with %v %s", t.name, err, t.served.Stderr)
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
	enginetest.Eventually(t.t, "both records", func() bool { return slices.Equal(t.got(), []string{"1", "2"}) })
}
