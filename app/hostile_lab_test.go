package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// mostResident is how much memory the program may have, in MB, whatever is sent.
const mostResident = 300

// hostileLab is a running program with a session.
type hostileLab struct {
	*enginetest.Served
	data        string // the folder
	base, token string // of the console
	session     int64
}

func serveLab(tb testing.TB) *hostileLab {
	tb.Helper()
	data := tb.TempDir()
	s := enginetest.Serve(tb, "--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1")
	base, token, _ := strings.Cut(s.Console, "/?token=")
	lab := &hostileLab{Served: s, data: data, base: base, token: token}
	var sessions []api.Session
	if err := json.Unmarshal(lab.call(tb, tb.Context(), "Sessions"), &sessions); err != nil {
		tb.Fatal(err)
	}
	lab.session = sessions[0].ID
	return lab
}

// call makes a call of the page and returns its answer; nil if ctx ended before.
func (l *hostileLab) call(tb testing.TB, ctx context.Context, method string, args ...any) []byte { //nolint:revive // the test comes first
	tb.Helper()
	body, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		tb.Fatal(err)
	}
	req, err := http.NewRequestWithContext(ctx, "POST", l.base+"/api/"+method, bytes.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+l.token)
	res, err := http.DefaultClient.Do(req)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	if err != nil && ctx.Err() == nil || res.StatusCode != http.StatusOK {
		tb.Fatalf("%s is answered %d %.200q (%v)", method, res.StatusCode, answer, err)
	}
	return answer
}

// send sends what a student sends, as the original client does, and fails the test if it is refused.
func (l *hostileLab) send(tb testing.TB, student int, question, typ string, data []byte) {
	tb.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{
		"session_owner": "prof", "session_name": "lab-1", "part_name": "default", "sender_name": fmt.Sprint("student ", student),
		"sender_uuid": fmt.Sprint("u", student), "question_nb": question, "type": typ,
	} {
		_ = form.WriteField(name, value)
	}
	if typ == "image" {
		part, _ := form.CreateFormFile("file", "file")
		_, _ = part.Write(data)
	} else {
		part, _ := form.CreateFormField("data")
		_, _ = part.Write(data)
	}
	_ = form.Close()
	res, err := clientOf(student).Post(l.Notebooks[0]+"/add-record", form.FormDataContentType(), &body)
	if err != nil {
		tb.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		tb.Fatalf("the answer of student %d is answered %d", student, res.StatusCode)
	}
}

// clientOf returns the client of a student's computer: there are as many new ones at one address as the
// app takes at once.
func clientOf(student int) *http.Client {
	from := &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+student%40))}
	return &http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{LocalAddr: from}).DialContext, DisableKeepAlives: true}}
}

// cost is what showing an answer cost.
type cost struct {
	seconds  float64
	resident int             // MB, at most
	waited   []time.Duration // of what another student sent meanwhile, each, sorted
	said     string          // all that the page got
}

// show sends a hostile answer and asks for everything that shows it.
func (l *hostileLab) show(tb testing.TB, h hostile, question string) cost {
	tb.Helper()
	_ = os.WriteFile(l.proc("clear_refs"), []byte("5"), 0) // the peak begins anew
	for student := range h.students {
		l.send(tb, student, question, h.typ, h.data(student))
	}
	ctx := tb.Context()
	asked := api.QuestionQuery{SessionID: l.session, Question: question}
	l.call(tb, ctx, "SetEquivalence", asked, h.rule)
	if h.check.Kind != "" {
		l.call(tb, ctx, "SetCheck", asked, h.check)
	}
	var page api.RecordPage
	records := l.call(tb, ctx, "Records", api.RecordQuery{SessionID: l.session, Questions: []string{question}, Limit: 2})
	if err := json.Unmarshal(records, &page); err != nil {
		tb.Fatal(err)
	}
	ids := make([]int64, len(page.Records))
	for i, r := range page.Records {
		ids[i] = r.ID
	}
	stop := l.another(tb)
	before := l.seconds(tb)
	said := string(records) + string(l.call(tb, ctx, "QuestionPage", asked))
	said += string(l.call(tb, ctx, "QuestionPage", asked)) // with one answer more, of another question
	said += string(l.call(tb, ctx, "Dashboard", l.session, 0, ""))
	said += string(l.call(tb, ctx, "Projection", api.ProjectionQuery{SessionID: l.session, Question: question, Verdicts: true}))
	said += string(l.call(tb, ctx, "Thumbnails", ids))
	for _, id := range ids { // side by side
		said += string(l.call(tb, ctx, "Answer", id))
	}
	l.call(tb, ctx, "Records", api.RecordQuery{SessionID: l.session, Questions: []string{question}, Text: "nowhere", Limit: 100})
	c := cost{seconds: l.seconds(tb) - before, said: said, waited: stop()}
	c.resident = mostMemory(l.Cmd.Process.Pid) >> 10
	return c
}

// another has another student send until stop is called, which returns how long each
// took, sorted.
func (l *hostileLab) another(tb testing.TB) (stop func() []time.Duration) {
	ctx, cancel := context.WithCancel(tb.Context())
	var took []time.Duration
	var sending sync.WaitGroup
	sending.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			start := time.Now()
			res, err := http.PostForm(l.Notebooks[0]+"/add-record", url.Values{
				"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Ada"}, "sender_uuid": {strconv.Itoa(n % 50)},
				"question_nb": {"other"}, "type": {"str"}, "data": {strconv.Itoa(n)},
			})
			if err != nil {
				tb.Error(err)
				return
			}
			_ = res.Body.Close()
			took = append(took, time.Since(start))
			select {
			case <-ctx.Done():
			case <-time.After(10 * time.Millisecond):
			}
		}
	})
	return func() []time.Duration {
		cancel()
		sending.Wait()
		slices.Sort(took)
		return took
	}
}

func (l *hostileLab) proc(name string) string {
	return fmt.Sprintf("/proc/%d/%s", l.Cmd.Process.Pid, name)
}

// seconds returns how long the program has used cores, in seconds: proc(5), utime and stime of stat.
func (l *hostileLab) seconds(tb testing.TB) float64 {
	tb.Helper()
	stat, err := os.ReadFile(l.proc("stat"))
	if err != nil {
		tb.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	ticks := 0.0
	for _, field := range fields[11:13] {
		n, err := strconv.ParseFloat(field, 64)
		if err != nil {
			tb.Fatal(err)
		}
		ticks += n
	}
	const ticksPerSecond = 100
	return ticks / ticksPerSecond
}
