package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// hostile is something that students send to one question, and what a page may cost that shows it.
type hostile struct {
	name     string
	students int
	typ      string
	data     func(student int) []byte
	rule     api.Equivalence
	check    api.Check
	seconds  float64 // of one core, for all calls of a page together
	says     string  // somewhere in what the page gets
}

const large = 8<<20 - 2000 // as much as fits into a request

// hostiles is the table of what a student, or a class of them, can send to hurt.
var hostiles = []hostile{
	{name: "arrays that differ in the last number", students: 1900, typ: "ndarray", data: lastDiffers, rule: alikeByDefault, seconds: 8},
	{name: "the same, compared exactly", students: 1900, typ: "ndarray", data: lastDiffers, seconds: 8},
	{name: "30 arrays of 8 MB", students: 30, typ: "ndarray", data: ones, rule: alikeByDefault, seconds: 15, says: `"costly"`},
	{name: "a JPEG of 1,000 scans", students: 3, typ: "image", data: always(progressiveJPEG(2048, 2048, 1000)), seconds: 1, says: `"tooCostly"`},
	{name: "a JPEG of 8 MB of scans", students: 3, typ: "image", data: always(scansOf(large)), seconds: 3, says: `"tooCostly"`},
	{name: "a JPEG of many pixels and few scans", students: 3, typ: "image", data: always(progressiveJPEG(4096, 4096, 10)), seconds: 6},
	{name: "a PNG of many pixels in few bytes", students: 3, typ: "image", data: always(emptyPNG(6000, 4000)), seconds: 6},
	{name: "code of 8 MB, names ignored", students: 3, typ: "code", data: repeated("a=b\n"), rule: api.Equivalence{IgnoreNames: true}, seconds: 3, says: `"costly"`},
	{name: "code of 8 MB of comments", students: 3, typ: "code", data: repeated("x = 1\n#\n#\n#\n"), seconds: 3, says: `"costly"`},
	{name: "code of loops without an end", students: 3, typ: "code", data: always([]byte(strings.Repeat("for x ", 9900))), rule: api.Equivalence{IgnoreNames: true}, seconds: 1},
	{name: "text of 8 MB of accents", students: 3, typ: "str", data: repeated("e\u0301"), rule: api.Equivalence{FoldCase: true}, seconds: 3, says: `"costly"`},
	{name: "text of 8 MB for a pattern", students: 3, typ: "str", data: repeated("ab"), check: api.Check{Kind: "pattern", Pattern: `(a*b*){30}c`}, seconds: 3},
	{name: "a list of four million values", students: 3, typ: "list", data: ones, seconds: 6, says: `"costly"`},
	{name: "a list of lists", students: 3, typ: "list", data: jsonOf("[", "[[]],", "1]"), rule: api.Equivalence{AnyOrder: true}, seconds: 6, says: `"costly"`},
	{name: "a deep dict", students: 3, typ: "dict", data: jsonOf(strings.Repeat(`{"a":`, 60)+"[", "1,", "1]"+strings.Repeat("}", 60)), seconds: 6, says: `"costly"`},
}

var alikeByDefault = api.Equivalence{Relative: 1e-6, WholeExact: true}

func always(data []byte) func(int) []byte { return func(int) []byte { return data } }

func repeated(what string) func(int) []byte {
	return func(int) []byte { return bytes.Repeat([]byte(what), large/len(what)) }
}

func jsonOf(before, what, after string) func(int) []byte {
	return func(int) []byte {
		n := (large - len(before) - len(after)) / len(what)
		return []byte(before + strings.Repeat(what, n) + after)
	}
}

func lastDiffers(student int) []byte {
	return []byte("[" + strings.Repeat("0.5,", 1999) + strconv.Itoa(student) + ".25]")
}

func ones(student int) []byte {
	return []byte("[" + strings.Repeat("1,", large/2-10) + strconv.Itoa(student) + "]")
}

// What a student sends costs the teacher's computer no more than the table allows: in time, in memory,
// and for another student who sends meanwhile.
func TestWhatHostileAnswersCost(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not say what a process took")
	}
	if testing.Short() {
		t.Skip("it sends 500 MB")
	}
	lab := serveLab(t)
	for i, h := range hostiles {
		t.Run(h.name, func(t *testing.T) {
			cost := lab.show(t, h, "q"+strconv.Itoa(i))
			t.Logf("%.1f s of a core, %d MB, another student waits %v (99 in 100)", cost.seconds, cost.resident, cost.p99)
			if cost.seconds > h.seconds {
				t.Errorf("it took %.1f s of a core, want at most %.1f", cost.seconds, h.seconds)
			}
			if cost.resident > mostResident {
				t.Errorf("it took %d MB, want at most %d", cost.resident, mostResident)
			}
			if cost.p99 > 3*time.Second { // 300 ms on a quiet machine: see build/bench.sh
				t.Errorf("another student waited %v", cost.p99)
			}
			if !strings.Contains(cost.said, h.says) {
				t.Errorf("nowhere is said %s", h.says)
			}
		})
	}
	t.Run("a page that hung up", func(t *testing.T) { lab.hangUp(t, "q2") })
	t.Run("the end of the app", func(t *testing.T) { lab.endWhileReading(t, "q2") })
}

// mostResident is how much memory the program may have, in MB, whatever is sent.
const mostResident = 300

// hostileLab is a running program with a session.
type hostileLab struct {
	*enginetest.Served
	base, token string // of the console
	session     int64
}

func serveLab(tb testing.TB) *hostileLab {
	tb.Helper()
	s := enginetest.Serve(tb, "--listen", "127.0.0.1:0", "--data", tb.TempDir(), "--owner", "prof", "--session", "lab-1")
	base, token, _ := strings.Cut(s.Console, "/?token=")
	lab := &hostileLab{Served: s, base: base, token: token}
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
	res, err := http.Post(l.Notebooks[0]+"/add-record", form.FormDataContentType(), &body)
	if err != nil {
		tb.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		tb.Fatalf("the answer of student %d is answered %d", student, res.StatusCode)
	}
}

// cost is what showing an answer cost.
type cost struct {
	seconds  float64
	resident int           // MB, at most
	p99      time.Duration // of what another student sent meanwhile
	said     string        // all that the page got
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
	said += string(l.call(tb, ctx, "Dashboard", l.session, 0))
	said += string(l.call(tb, ctx, "Projection", api.ProjectionQuery{SessionID: l.session, Question: question, Verdicts: true}))
	said += string(l.call(tb, ctx, "Thumbnails", ids))
	for _, id := range ids { // side by side
		said += string(l.call(tb, ctx, "Answer", id))
	}
	l.call(tb, ctx, "Records", api.RecordQuery{SessionID: l.session, Questions: []string{question}, Text: "nowhere", Limit: 100})
	c := cost{seconds: l.seconds(tb) - before, said: said, p99: stop()}
	c.resident = mostMemory(l.Cmd.Process.Pid) >> 10
	return c
}

// another has another student send until stop is called, which returns how long 99 of 100 sends took.
func (l *hostileLab) another(tb testing.TB) (stop func() time.Duration) {
	ctx, cancel := context.WithCancel(tb.Context())
	var took []time.Duration
	var sending sync.WaitGroup
	sending.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			start := time.Now()
			res, err := http.PostForm(l.Notebooks[0]+"/add-record", url.Values{
				"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {"Ada"}, "sender_uuid": {strconv.Itoa(n % 200)},
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
	return func() time.Duration {
		cancel()
		sending.Wait()
		slices.Sort(took)
		return took[len(took)*99/100]
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

// resend has all students of the question send once more, so that everything must be read again.
func (l *hostileLab) resend(tb testing.TB, question string) {
	tb.Helper()
	for student := range 30 {
		l.send(tb, student, question, "ndarray", ones(student))
	}
}

// hangUp asks for a page that takes long and goes away: the reading ends.
func (l *hostileLab) hangUp(t *testing.T, question string) {
	l.resend(t, question)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if l.call(t, ctx, "QuestionPage", api.QuestionQuery{SessionID: l.session, Question: question}) != nil {
		t.Skip("it was read at once")
	}
	time.Sleep(time.Second) // as long as one answer may take
	before := l.seconds(t)
	time.Sleep(time.Second)
	if used := l.seconds(t) - before; used > 0.3 {
		t.Errorf("a second after the page had gone, %.1f s of a core were used in a second", used)
	}
}

// endWhileReading ends the program while it reads for a page.
func (l *hostileLab) endWhileReading(t *testing.T, question string) {
	l.resend(t, question)
	ctx, cancel := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() {
		req, _ := http.NewRequestWithContext(ctx, "POST", l.base+"/api/QuestionPage", strings.NewReader(fmt.Sprintf(`[{"sessionId":%d,"question":%q}]`, l.session, question)))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer "+l.token)
		if res, err := http.DefaultClient.Do(req); err == nil {
			_ = res.Body.Close()
		}
	})
	defer asking.Wait()
	defer cancel()
	time.Sleep(200 * time.Millisecond) // it reads
	start := time.Now()
	l.Stop(t)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("it ended after %v", took)
	}
}
