package app

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
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
	{name: "a JPEG of many pixels and few scans", students: 3, typ: "image", data: always(progressiveJPEG(3200, 3200, 20)), seconds: 6},
	{name: "a PNG of many pixels in few bytes", students: 3, typ: "image", data: always(emptyPNG(4000, 4000)), seconds: 6},
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
			half := cost.waited[len(cost.waited)/2] // a busy machine may hold up any one: see build/bench.sh for 99 in 100
			t.Logf("%.1f s of a core, %d MB, another student waits %v (half)", cost.seconds, cost.resident, half)
			if cost.seconds > h.seconds {
				t.Errorf("it took %.1f s of a core, want at most %.1f", cost.seconds, h.seconds)
			}
			if cost.resident > mostResident {
				t.Errorf("it took %d MB, want at most %d", cost.resident, mostResident)
			}
			if half > 3*time.Second { // a few milliseconds on a quiet machine
				t.Errorf("another student waited %v", half)
			}
			if !strings.Contains(cost.said, h.says) {
				t.Errorf("nowhere is said %s", h.says)
			}
		})
	}
	t.Run("large forms of invented students", lab.flood)
	t.Run("an export of all that beside the app", lab.export)
	t.Run("a page that hung up", func(t *testing.T) { lab.hangUp(t, "q2") })
	t.Run("the end of the app", func(t *testing.T) { lab.endWhileReading(t, "q2") })
}

// flood sends large forms, many at once, each of another student: what is kept of a student's name
// must not keep the form.
func (l *hostileLab) flood(t *testing.T) {
	_ = os.WriteFile(l.proc("clear_refs"), []byte("5"), 0)
	next := make(chan int)
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for student := range next {
				form := url.Values{
					"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {fmt.Sprint("invented ", student)},
					"sender_uuid": {fmt.Sprint("i", student)}, "question_nb": {"flood"}, "type": {"str"}, "data": {strings.Repeat("x", large)},
				}
				res, err := http.PostForm(l.Notebooks[0]+"/add-record", form)
				if err != nil {
					t.Error(err)
					return
				}
				_ = res.Body.Close() // refused or not
			}
		})
	}
	for student := range 24 {
		next <- student
	}
	close(next)
	senders.Wait()
	if resident := mostMemory(l.Cmd.Process.Pid) >> 10; resident > mostResident {
		t.Errorf("it took %d MB, want at most %d", resident, mostResident)
	}
}

// export writes the session's archive by `npt export`, which has one record at a time in memory.
func (l *hostileLab) export(t *testing.T) {
	target := filepath.Join(t.TempDir(), "lab.zip")
	cmd := enginetest.Command(t, "export", "--data", l.data, "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", target)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	peak, ended := 0, make(chan error)
	go func() { ended <- cmd.Wait() }()
	for running := true; running; {
		select {
		case err := <-ended:
			if running = false; err != nil {
				t.Fatalf("%v: %s", err, &said)
			}
		case <-time.After(10 * time.Millisecond):
			peak = max(peak, mostMemory(cmd.Process.Pid)>>10)
		}
	}
	t.Logf("%d MB at most", peak)
	if peak == 0 || peak > mostResident {
		t.Errorf("the export had %d MB in memory, want at most %d", peak, mostResident)
	}
	archive, err := zip.OpenReader(target)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	table, err := archive.Open("records.csv")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, table); err != nil || n < 40*large {
		t.Errorf("records.csv has %d bytes (%v)", n, err)
	}
}

// resend has students of the question send once more, so that their answers must be read again.
func (l *hostileLab) resend(tb testing.TB, question string) {
	tb.Helper()
	for student := range 12 {
		l.send(tb, student, question, "ndarray", ones(student))
	}
}

// hangUp asks for a page that takes long and goes away: the reading ends.
func (l *hostileLab) hangUp(t *testing.T, question string) {
	l.resend(t, question)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if l.call(t, ctx, "QuestionPage", api.QuestionQuery{SessionID: l.session, Question: question}) != nil {
		t.Fatal("it was read at once: nothing was cancelled")
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
	before := l.seconds(t)
	l.Stop(t)
	if took := (l.Cmd.ProcessState.UserTime() + l.Cmd.ProcessState.SystemTime()).Seconds() - before; took > 3 {
		t.Errorf("it ended after %.1f s more of a core", took)
	}
}
