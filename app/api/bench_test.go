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
func openHall(b *testing.B) (*engine.Engine, *api.API, int64) {
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
				if _, err := e.Recorder.Record(b.Context(), hallEntry(i%benchStudents, i/benchStudents)); err != nil {
					failed = err
				}
			}
			done <- failed
		}()
	}
	for i := range benchStudents * benchQuestions {
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

func judgeAll(b *testing.B, a *api.API, session int64) {
	b.Helper()
	for q := range benchQuestions {
		query := api.QuestionQuery{SessionID: session, Question: fmt.Sprint(q + 1)}
		if err := a.SetEquivalence(query, api.Equivalence{Relative: 1e-6, WholeExact: true, IgnoreNames: true}); err != nil {
			b.Fatal(err)
		}
		if err := a.SetCheck(query, api.Check{Kind: "oneof", Expected: []string{expectedOf(q)}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDashboard measures the calls of the dashboard and of the question's page, with 300 students and
// 60 questions, all judged. The first call reads every payload, later ones only new payloads.
// build/bench.sh prints it:
//
//	go test -run '^$' -bench BenchmarkDashboard -benchtime 1x ./app/api
func BenchmarkDashboard(b *testing.B) {
	e, a, id := openHall(b)
	timed := func(name string, rounds int, work func(round int)) {
		b.Run(name, func(b *testing.B) {
			took := make([]float64, rounds)
			for i := range took {
				start := time.Now()
				work(i)
				took[i] = time.Since(start).Seconds() * 1000
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2], "p50-ms")
			b.ReportMetric(took[len(took)*95/100], "p95-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
	look := func() api.Dashboard {
		d, err := a.Dashboard(id, 0)
		if err != nil || len(d.Rows) != benchStudents || len(d.Questions) != benchQuestions {
			b.Fatalf("%d students, %d questions, %v", len(d.Rows), len(d.Questions), err)
		}
		return d
	}
	timed("facts", 20, func(int) {
		if _, err := e.Store.Facts(b.Context(), id); err != nil {
			b.Fatal(err)
		}
	})
	timed("unjudged", 20, func(int) { look() })
	judgeAll(b, a, id)
	timed("judgedFirst", 1, func(int) { look() })
	timed("judged", 20, func(int) { look() })
	timed("afterOneRecord", 20, func(i int) {
		if _, err := e.Recorder.Record(b.Context(), hallEntry(i, 7)); err != nil {
			b.Fatal(err)
		}
		look()
	})
	timed("question", 20, func(i int) {
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
		b.ReportMetric(float64(len(askConsole(b, c, "Dashboard", fmt.Sprintf("[%d, 0]", id))))/1000, "kB")
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
