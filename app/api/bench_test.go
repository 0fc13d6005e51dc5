package api_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/console"
	"npt/app/engine"
	"npt/app/enginetest"
	"npt/backend/classroom"
)

// A full lecture hall at the end of a long lab.
const (
	benchStudents  = 300
	benchQuestions = 60
)

// openHall opens an app with a record of every student for every question: numbers, arrays, text and
// code in turn. A quarter of them is wrong, in a few ways.
func openHall(b *testing.B, students, questions int) (*engine.Engine, *api.API, int64) {
	b.Helper()
	e, err := engine.Open(b.Context(), enginetest.Config(filepath.Join(b.TempDir(), "data")))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	id, err := e.Settings.CurrentSession(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	next := make(chan int)
	done := make(chan error)
	const callers = 64
	for range callers {
		go func() {
			var failed error
			for i := range next {
				if _, err := e.Recorder.Record(b.Context(), hallEntry(i%students, i/students)); err != nil {
					failed = err
				}
			}
			done <- failed
		}()
	}
	for i := range students * questions {
		next <- i
	}
	close(next)
	for range callers {
		if err := <-done; err != nil {
			b.Fatal(err)
		}
	}
	return e, api.New(e, api.Face{}), id
}

func hallEntry(student, question int) classroom.Submission {
	random := rand.New(rand.NewPCG(uint64(student), uint64(question)))
	kind := random.IntN(20) // below 5 one of the wrong answers, else the right one
	s := classroom.Submission{
		Owner: "prof", Session: "lab-1", SenderName: fmt.Sprint("Student ", student), SenderUUID: fmt.Sprint("u", student),
		Question: fmt.Sprint(question + 1), RecordID: fmt.Sprint(student, "-", question),
	}
	wrong := max(5-kind, 0)
	switch question % 4 {
	case 0:
		s.Type, s.Data = "ndarray", fmt.Appendf(nil, "[%v]", float64(question)+float64(wrong)+random.Float64()*1e-9)
	case 1:
		s.Type, s.Data = "ndarray", fmt.Appendf(nil, "[[%d, %d, 3.25], [4, 5, %v]]", question, wrong, 6+random.Float64()*1e-9)
	case 2:
		s.Type, s.Data = "str", fmt.Appendf(nil, "  answer %d of kind %d", question, wrong)
	case 3:
		s.Type, s.Data = "code", fmt.Appendf(nil, "def f(x%d):\n    # student %d\n    return x%d.std(axis=%d) > limit\n", student%7, student, student%7, wrong)
	}
	return s
}

// expectedOf returns the right answer to a question of the hall.
func expectedOf(question int) string {
	switch question % 4 {
	case 0:
		return fmt.Sprint(question, ".0")
	case 1:
		return fmt.Sprintf("[[%d, 0, 3.25], [4, 5, 6]]", question)
	case 2:
		return fmt.Sprintf("answer %d of kind 0", question)
	}
	return "def f(x):\n    return x.std(axis=0) > limit"
}

func judgeAll(b *testing.B, a *api.API, session int64, questions int) {
	b.Helper()
	for q := range questions {
		query := api.QuestionQuery{SessionID: session, Question: fmt.Sprint(q + 1)}
		if err := a.SetEquivalence(query, api.Equivalence{Relative: 1e-6, WholeExact: true, IgnoreNames: true}); err != nil {
			b.Fatal(err)
		}
		if err := a.SetCheck(query, api.Check{Kind: "oneof", Expected: []string{expectedOf(q)}}); err != nil {
			b.Fatal(err)
		}
	}
}

// timed measures some rounds of work and reports their percentiles.
func timed(b *testing.B, name string, rounds int, work func(round int)) {
	b.Run(name, func(b *testing.B) {
		took := make([]float64, rounds)
		cpu := cpuTime()
		for i := range took {
			start := time.Now()
			work(i)
			took[i] = time.Since(start).Seconds() * 1000
		}
		b.ReportMetric((cpuTime()-cpu).Seconds()*1000/float64(rounds), "cpu-ms")
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2], "p50-ms")
		b.ReportMetric(took[len(took)*95/100], "p95-ms")
		b.ReportMetric(0, "ns/op")
	})
}

// BenchmarkDashboard measures the calls of the dashboard and of the question's page, with 300 students and
// 60 questions, all judged. The first call reads every payload, later ones only new payloads.
// build/bench.sh prints it:
//
//	go test -run '^$' -bench BenchmarkDashboard -benchtime 1x ./app/api
func BenchmarkDashboard(b *testing.B) {
	e, a, id := openHall(b, benchStudents, benchQuestions)
	look := func() api.Dashboard {
		d, err := a.Dashboard(id, 0, "")
		if err != nil || len(d.Rows) != benchStudents || len(d.Questions) != benchQuestions {
			b.Fatalf("%d students, %d questions, %v", len(d.Rows), len(d.Questions), err)
		}
		return d
	}
	timed(b, "facts", 20, func(int) {
		if _, err := e.Store.Facts(b.Context(), id); err != nil {
			b.Fatal(err)
		}
	})
	timed(b, "unjudged", 20, func(int) { look() })
	judgeAll(b, a, id, benchQuestions)
	timed(b, "judgedFirst", 1, func(int) { look() })
	timed(b, "judged", 20, func(int) { look() })
	timed(b, "afterOneRecord", 20, func(i int) {
		if _, err := e.Recorder.Record(b.Context(), hallEntry(i, 7)); err != nil {
			b.Fatal(err)
		}
		look()
	})
	timed(b, "question", 20, func(i int) {
		p, err := a.QuestionPage(api.QuestionQuery{SessionID: id, Question: fmt.Sprint(i + 1)})
		if err != nil || p.Sent != benchStudents {
			b.Fatal(p.Sent, err)
		}
	})
	if d := look(); d.Questions[2].Right < 200 || d.Questions[2].Right+d.Questions[2].Wrong != benchStudents {
		b.Errorf("judged wrongly: %+v", d.Questions[2])
	}
	b.Run("size", func(b *testing.B) {
		c := console.New(e, a, "127.0.0.1:0")
		if err := c.Start(b.Context()); err != nil {
			b.Fatal(err)
		}
		defer func() { _ = c.Stop() }()
		b.ReportMetric(float64(len(askConsole(b, c, "Dashboard", fmt.Sprintf(`[%d, 0, ""]`, id))))/1000, "kB")
		known := look().Version
		if _, err := e.Recorder.Record(b.Context(), hallEntry(1, 8)); err != nil {
			b.Fatal(err)
		}
		changed := askConsole(b, c, "Dashboard", fmt.Sprintf(`[%d, 0, %q]`, id, known))
		b.ReportMetric(float64(len(changed))/1000, "changed-kB")
		b.ReportMetric(0, "ns/op")
	})
}

// askConsole calls a method of the API as a browser does.
func askConsole(tb testing.TB, c *console.Console, method, args string) []byte {
	tb.Helper()
	address, err := url.Parse(c.Address())
	if err != nil {
		tb.Fatal(err)
	}
	req, err := http.NewRequestWithContext(tb.Context(), "POST", "http://"+address.Host+"/api/"+method, strings.NewReader(args))
	if err != nil {
		tb.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+address.Query().Get("token"))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	return readAllOf(tb, res.Body)
}

func readAllOf(tb testing.TB, r io.Reader) []byte {
	tb.Helper()
	data, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// BenchmarkVerdicts measures what lists of records cost that carry verdicts, in a session of 100,000
// records of 2,000 students, all of whose questions are judged: a page, a filter and an order by
// verdict, and from a mark to the list that shows it. Nothing is graded when the first page is asked for.
func BenchmarkVerdicts(b *testing.B) {
	const students, questions = 2000, 50
	e, a, id := openHall(b, students, questions)
	judgeAll(b, a, id, questions)
	list := func(q api.RecordQuery) api.RecordPage {
		q.SessionID, q.Limit = id, 100
		page, err := a.Records(q)
		if err != nil {
			b.Fatal(err)
		}
		return page
	}
	isGraded := func(page api.RecordPage) bool {
		return !slices.ContainsFunc(page.Records, func(r api.RecordView) bool { return !r.Graded })
	}
	until := func(q api.RecordQuery, holds func(api.RecordPage) bool) {
		for !holds(list(q)) {
			time.Sleep(time.Millisecond) // as long as a page takes to ask again
		}
	}
	timed(b, "firstPage", 1, func(int) { list(api.RecordQuery{}) })
	timed(b, "firstVerdicts", 1, func(int) { until(api.RecordQuery{}, isGraded) })
	timed(b, "all", 1, func(int) { list(api.RecordQuery{Verdicts: []string{"wrong"}}) })
	for _, c := range []struct {
		name string
		q    api.RecordQuery
	}{
		{"page", api.RecordQuery{}},
		{"right", api.RecordQuery{Verdicts: []string{"right"}}},
		{"wrong", api.RecordQuery{Verdicts: []string{"wrong"}}},
		{"notChecked", api.RecordQuery{Verdicts: []string{"none"}}},
		{"right/byStudent", api.RecordQuery{Verdicts: []string{"right"}, Sort: "student"}},
		{"right/byAnswer", api.RecordQuery{Verdicts: []string{"right"}, Sort: "answer"}},
		{"right/text", api.RecordQuery{Verdicts: []string{"right"}, Text: "answer"}},
		{"byVerdict", api.RecordQuery{Sort: "verdict", Ascending: true}},
		{"byVerdict/inTheMiddle", api.RecordQuery{Sort: "verdict", Ascending: true, Offset: students * questions / 2}},
	} {
		until(c.q, isGraded)
		timed(b, c.name, 20, func(int) { list(c.q) })
	}
	timed(b, "facets", 10, func(int) {
		if _, err := a.RecordFacets(api.RecordQuery{SessionID: id}); err != nil {
			b.Fatal(err)
		}
	})
	timed(b, "afterOneRecord", 20, func(i int) {
		if _, err := e.Recorder.Record(b.Context(), hallEntry(i, 7)); err != nil {
			b.Fatal(err)
		}
		list(api.RecordQuery{})
	})
	q := api.QuestionQuery{SessionID: id, Question: fmt.Sprint(questions)}
	p, err := a.QuestionPage(q)
	if err != nil {
		b.Fatal(err)
	}
	timed(b, "markToList", 10, func(i int) {
		verdict := []string{"wrong", "right"}[i%2]
		if err := a.MarkGroup(q, p.Groups[0].Key, verdict); err != nil {
			b.Fatal(err)
		}
		until(api.RecordQuery{Questions: []string{q.Question}}, func(page api.RecordPage) bool {
			return slices.ContainsFunc(page.Records, func(r api.RecordView) bool { return r.Verdict == verdict && r.Reason.Code == "marked" })
		})
	})
	timed(b, "markToFilter", 10, func(i int) {
		verdict := []string{"wrong", "right"}[i%2]
		if err := a.MarkGroup(q, p.Groups[0].Key, verdict); err != nil {
			b.Fatal(err)
		}
		list(api.RecordQuery{Verdicts: []string{verdict}})
	})
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(0, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
