package assistants

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/engine"
	"npt/app/enginetest"
)

const (
	benchStudents   = 200
	benchHelpers    = 10
	benchSenders    = 20 // devices that send at once, each for ten students
	benchActs       = 60
	benchRoundsEach = 3
)

// helper is an assistant whose page shows the dashboard: it asks for what changed whenever it hears of a change.
type helper struct {
	*browser
	mu      sync.Mutex
	visited map[int64]bool
	stirred chan struct{}
}

// watch follows the dashboard until ctx ends, as a page does: one question at a time, and again if something changed meanwhile.
func (h *helper) watch(ctx context.Context, session int64, shown func()) error {
	r := h.request("GET", "/api/events", "").WithContext(ctx)
	stream := *h.Client
	stream.Timeout = 0
	res, err := stream.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	go func() {
		lines := bufio.NewScanner(res.Body)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data:") {
				select {
				case h.stirred <- struct{}{}:
				default:
				}
			}
		}
	}()
	for version := ""; ; {
		if version, err = h.ask(ctx, session, version); err != nil {
			return err
		}
		shown()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-h.stirred:
		}
	}
}

// ask asks for what changed of the dashboard.
func (h *helper) ask(ctx context.Context, session int64, version string) (string, error) {
	body, _ := json.Marshal([]any{session, 0, version})
	res, err := h.Do(h.request("POST", "/api/Dashboard", string(body)).WithContext(ctx))
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	var d api.Dashboard
	if err := json.NewDecoder(res.Body).Decode(&d); err != nil {
		return "", err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, row := range d.Rows {
		h.visited[row.Student.ID] = row.VisitedAt != ""
	}
	return d.Version, nil
}

func (h *helper) has(student int64) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.visited[student]
}

// benchClass is a class whose notebooks send by HTTP, each group of ten from an address of its own.
type benchClass struct {
	*class
	devices []*http.Client
	sent    int
}

func openBenchClass(b *testing.B) *benchClass {
	b.Helper()
	e, err := engine.Open(b.Context(), enginetest.Config(b.TempDir()))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	door := New(e)
	if err := e.Start(b.Context(), door); err != nil {
		b.Fatal(err)
	}
	session, err := e.Settings.CurrentSession(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	lab := &enginetest.Lab{Engine: e, API: api.New(e, api.Face{Door: door}), Session: session, Address: "http://" + e.ListenedAt()}
	c := &benchClass{class: &class{lab, door, b}}
	for i := range benchSenders {
		dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 2, byte(1+i))}}
		c.devices = append(c.devices, &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}})
	}
	return c
}

// send has each student send some answers, as fast as the app takes them, and returns how many a second it took.
func (c *benchClass) send(answers int) float64 {
	began := time.Now()
	var all sync.WaitGroup
	for i, device := range c.devices {
		all.Go(func() {
			for n := range answers * benchStudents / benchSenders {
				student := i + benchSenders*(n%(benchStudents/benchSenders))
				c.sendOne(device, student, c.sent+n)
			}
		})
	}
	all.Wait()
	c.sent += answers * benchStudents
	return float64(answers*benchStudents) / time.Since(began).Seconds()
}

func (c *benchClass) sendOne(device *http.Client, student, n int) {
	res, err := device.PostForm(c.Address+"/add-record", url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "part_name": {"default"}, "sender_name": {fmt.Sprint("student ", student)},
		"sender_uuid": {fmt.Sprint("u", student)}, "question_nb": {fmt.Sprint(1 + n%12)}, "type": {"ndarray"}, "data": {fmt.Sprint("[", n%5, "]")},
	})
	if err != nil {
		c.t.Error(err)
		return
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		c.t.Errorf("an answer is answered %d", res.StatusCode)
	}
}

// watched has ten assistants watch the dashboard while something is done.
func (c *benchClass) watched(do func(helpers []*helper, shown <-chan struct{})) {
	ctx, end := context.WithCancel(context.Background())
	var all sync.WaitGroup
	shown := make(chan struct{}, 1)
	helpers := make([]*helper, benchHelpers)
	for i := range helpers {
		helpers[i] = &helper{browser: c.enter("mark", fmt.Sprint("helper ", i)), visited: map[int64]bool{}, stirred: make(chan struct{}, 1)}
		all.Go(func() {
			err := helpers[i].watch(ctx, c.Session, func() {
				select {
				case shown <- struct{}{}:
				default:
				}
			})
			if ctx.Err() == nil {
				c.t.Errorf("an assistant watches no more: %v", err)
			}
		})
	}
	do(helpers, shown)
	end()
	all.Wait()
	for _, who := range c.people() {
		if err := c.API.EndAssistant(who.ID); err != nil {
			c.t.Error(err)
		}
	}
}

// BenchmarkAssistants measures, in a class of 200 with ten assistants who have the dashboard open, through real HTTPS: the time
// from an act of one until all ten see it, and how many answers a second the class gets in beside a class without assistants.
func BenchmarkAssistants(b *testing.B) {
	c := openBenchClass(b)
	c.send(3)
	b.Run("act", func(b *testing.B) {
		students, err := c.API.Students(c.Session)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			took := make([]time.Duration, 0, benchActs)
			c.watched(func(helpers []*helper, shown <-chan struct{}) {
				for i := range benchActs {
					began := time.Now()
					helpers[i%benchHelpers].must(nil, "MarkVisited", c.Session, []int64{students[i].ID}, true)
					for slices.ContainsFunc(helpers, func(h *helper) bool { return !h.has(students[i].ID) }) {
						<-shown
					}
					took = append(took, time.Since(began))
					c.sendOne(c.devices[i%benchSenders], i, i)
				}
			})
			slices.Sort(took)
			b.ReportMetric(float64(took[benchActs/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[benchActs*95/100].Microseconds())/1000, "p95-ms")
		}
	})
	b.Run("ingest", func(b *testing.B) {
		for b.Loop() {
			var alone, beside float64
			for range benchRoundsEach {
				alone += c.send(10)
				c.watched(func([]*helper, <-chan struct{}) { beside += c.send(10) })
			}
			b.ReportMetric(beside/alone, "ratio")
			b.ReportMetric(alone/benchRoundsEach, "alone/s")
			b.ReportMetric(beside/benchRoundsEach, "beside/s")
		}
	})
}
