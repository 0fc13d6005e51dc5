package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/engine"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

const (
	benchStudents  = 200
	benchQuestions = 20
	benchInGroup   = 60
	benchPerSecond = 50
	benchSends     = 500
)

// told notes when notebooks were told something new of a record.
type toldAt struct {
	mu   sync.Mutex
	want func(h heard) bool
	at   map[string]time.Time
	all  chan struct{} // closed once as many records were told as are wanted
	left int
}

func (t *toldAt) expect(n int, want func(h heard) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at, t.left, t.want, t.all = map[string]time.Time{}, n, want, make(chan struct{})
}

func (t *toldAt) note(h heard) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, isKnown := t.at[h.Record]; isKnown || t.want == nil || !t.want(h) {
		return
	}
	t.at[h.Record] = time.Now()
	if t.left--; t.left == 0 {
		close(t.all)
	}
}

// BenchmarkFeedback measures the time from the sending of an answer to a judged question until its
// notebook is told, in a class of 200 that listens and sends 50 records a second; and from the label with a
// hint until the last of 60 students in the group is told.
func BenchmarkFeedback(b *testing.B) {
	config := enginetest.Config(b.TempDir())
	e, err := engine.Open(b.Context(), config)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	session, err := e.Settings.CurrentSession(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	ctx := b.Context()
	sendAll(b, e)
	if err := e.Assessor.SetSessionFeedback(ctx, session, classroom.Feedback{Kind: classroom.FeedbackHint}); err != nil {
		b.Fatal(err)
	}
	for q := range benchQuestions {
		check := classroom.Check{Kind: classroom.CheckExact, Expected: []string{"1"}}
		if err := e.Assessor.SetCheck(ctx, session, fmt.Sprint(q), check); err != nil {
			b.Fatal(err)
		}
	}
	var told toldAt
	told.expect(benchStudents*benchQuestions, func(heard) bool { return true })
	listenAll(b, e, &told)
	<-told.all
	b.Run("sendToTold", func(b *testing.B) {
		for b.Loop() {
			reportTold(b, e, &told)
		}
	})
	b.Run("labelToLast", func(b *testing.B) {
		for b.Loop() {
			reportHinted(b, e, session, &told)
		}
	})
}

// benchAnswer is what a student answers first: a third of them, with every question, the same mistake.
func benchAnswer(student int) string {
	if student < benchInGroup {
		return "2"
	}
	return fmt.Sprint(student % 5)
}

func sendAll(b *testing.B, e *engine.Engine) {
	b.Helper()
	var all sync.WaitGroup
	for s := range benchStudents {
		all.Go(func() {
			for q := range benchQuestions {
				if _, err := e.Recorder.Record(context.Background(), benchRecord(s, q, benchAnswer(s), fmt.Sprintf("first-%d-%d", s, q))); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func benchRecord(student, question int, answer, record string) classroom.Submission {
	return classroom.Submission{
		Owner: "prof", Session: "lab-1", SenderName: fmt.Sprint("student ", student), SenderUUID: "u", Question: fmt.Sprint(question),
		Type: "ndarray", Data: []byte("[" + answer + "]"), RecordID: record,
	}
}

// listenAll has a notebook of each student listen over HTTP until the benchmark ends.
func listenAll(b *testing.B, e *engine.Engine, told *toldAt) {
	b.Helper()
	ctx, end := context.WithCancel(context.Background())
	var all sync.WaitGroup
	b.Cleanup(func() { end(); all.Wait() })
	for s := range benchStudents {
		client := &http.Client{Transport: &http.Transport{}}
		query := url.Values{"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {fmt.Sprint("student ", s)}, "sender_uuid": {"u"}, "told": {""}}
		all.Go(func() {
			for ctx.Err() == nil {
				req, _ := http.NewRequestWithContext(ctx, http.MethodGet, e.Servers()[0]+"/messages?"+query.Encode(), nil)
				res, err := client.Do(req)
				if err != nil {
					continue
				}
				var answer struct {
					Told     string
					Feedback []heard
				}
				_ = json.NewDecoder(res.Body).Decode(&answer)
				_ = res.Body.Close()
				for _, h := range answer.Feedback {
					told.note(h)
				}
				if answer.Told != "" {
					query.Set("told", answer.Told)
				}
			}
		})
	}
}

func reportTold(b *testing.B, e *engine.Engine, told *toldAt) {
	b.Helper()
	sentAt := make([]time.Time, benchSends)
	told.expect(benchSends, func(h heard) bool { return strings.HasPrefix(h.Record, "again-") && h.State != "received" })
	var all sync.WaitGroup
	tick := time.NewTicker(time.Second / benchPerSecond)
	defer tick.Stop()
	for i := range benchSends {
		<-tick.C
		student := benchInGroup + i%(benchStudents-benchInGroup)
		form := url.Values{
			"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {fmt.Sprint("student ", student)}, "sender_uuid": {"u"},
			"question_nb": {fmt.Sprint(i % benchQuestions)}, "type": {"ndarray"}, "data": {fmt.Sprintf("[%d]", i%3)}, "record_id": {fmt.Sprint("again-", i)},
		}
		all.Go(func() {
			sentAt[i] = time.Now()
			res, err := http.PostForm(e.Servers()[0]+"/add-record", form)
			if err != nil || res.StatusCode != http.StatusOK {
				b.Error(err)
				return
			}
			_ = res.Body.Close()
		})
	}
	all.Wait()
	<-told.all
	waits := make([]float64, benchSends)
	for i := range waits {
		waits[i] = float64(told.at[fmt.Sprint("again-", i)].Sub(sentAt[i]).Microseconds()) / 1000
	}
	slices.Sort(waits)
	b.ReportMetric(waits[len(waits)/2], "p50-ms")
	b.ReportMetric(waits[len(waits)*95/100], "p95-ms")
	b.ReportMetric(waits[len(waits)-1], "longest-ms")
	b.ReportMetric(0, "ns/op")
}

func reportHinted(b *testing.B, e *engine.Engine, session int64, told *toldAt) {
	b.Helper()
	ctx := b.Context()
	page, err := e.Assessor.Question(ctx, session, 0, "7")
	if err != nil {
		b.Fatal(err)
	}
	group := page.Groups[0]
	told.expect(len(group.Members), func(h heard) bool { return h.Question == "7" && h.Hint != nil })
	start := time.Now()
	if err := e.Assessor.LabelGroup(ctx, session, 0, "7", group.Key, "axis"); err != nil {
		b.Fatal(err)
	}
	if err := e.Assessor.SetHint(ctx, session, 0, "7", group.Key, classroom.Hint{Text: fmt.Sprint("Mind the axis ", b.N)}); err != nil {
		b.Fatal(err)
	}
	<-told.all
	b.ReportMetric(float64(len(group.Members)), "students")
	b.ReportMetric(time.Since(start).Seconds(), "s-to-last")
	b.ReportMetric(0, "ns/op")
}
