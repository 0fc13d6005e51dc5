package engine

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/ingest"
)

// The benchmarks report ratios within one run; build/bench.sh prints them:
//
//	go test -run '^$' -bench . -benchtime 1x ./app/engine

// doesNothing is a recorder that accepts everything and stores nothing.
type doesNothing struct{}

func (doesNothing) Record(context.Context, classroom.Submission) (classroom.Outcome, error) {
	return classroom.Outcome{}, nil
}

const (
	benchClients  = 200
	benchRequests = 100 // for each client and round: with ten senders for each client this stays within a sender's allowance
	benchRounds   = 3
)

// BenchmarkAddRecord compares /add-record with a server whose recorder does nothing. Both have 200
// keep-alive clients and take turns.
func BenchmarkAddRecord(b *testing.B) {
	e, err := Open(b.Context(), Config{DataDir: b.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	idle := httptest.NewServer(ingest.New(doesNothing{}, nil, nil, nil, ingest.Code{}))
	defer idle.Close()
	clients := computers(benchClients)
	var kept, nothing load
	for round := range benchRounds {
		nothing.run(b, clients, idle.URL, round)
		kept.run(b, clients, e.Servers()[0], round)
	}
	b.ReportMetric(kept.perSecond(), "requests/s")
	b.ReportMetric(nothing.perSecond(), "without-recorder/s")
	b.ReportMetric(kept.perSecond()/nothing.perSecond(), "ratio")
	b.ReportMetric(kept.p99(), "p99-ms")
	b.ReportMetric(nothing.p99(), "p99-without-ms")
	b.ReportMetric(0, "ns/op")
}

// computers returns clients that each have an address and a connection of their own.
func computers(n int) []*http.Client {
	clients := make([]*http.Client, n)
	for i := range clients {
		own := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+i/250), byte(1+i%250))}}
		clients[i] = &http.Client{Transport: &http.Transport{DialContext: own.DialContext}}
	}
	return clients
}

// BenchmarkComeBack has a class of 200 notebooks come back with 200 answers each that waited, one
// request after the other each, while another student goes on sending. It reports how long that
// student's requests took, until when all answers were there, and how long one notebook alone takes.
func BenchmarkComeBack(b *testing.B) {
	const answers = 200
	e, err := Open(b.Context(), Config{DataDir: b.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	clients := computers(benchClients + 1)
	send := func(computer int, student string, question int) time.Duration {
		sent := time.Now()
		if err := postAnswer(clients[computer], e.Servers()[0], student, "1", strconv.Itoa(question)); err != nil {
			b.Error(err)
		}
		return time.Since(sent)
	}
	start := time.Now()
	for q := range answers {
		send(benchClients, "alone", q)
	}
	alone := time.Since(start)
	var all, other sync.WaitGroup
	back := make(chan struct{})
	var there load
	other.Go(func() {
		for q := 0; ; q++ {
			select {
			case <-back:
				return
			case <-time.After(30 * time.Millisecond):
				there.took = append(there.took, send(benchClients, "present", q%answers))
			}
		}
	})
	start = time.Now()
	for c := range benchClients {
		all.Go(func() {
			for q := range answers {
				send(c, fmt.Sprint("back ", c), q)
			}
		})
	}
	all.Wait()
	took := time.Since(start)
	close(back)
	other.Wait()
	b.ReportMetric(there.p99(), "other-p99-ms")
	b.ReportMetric(took.Seconds(), "all-s")
	b.ReportMetric(alone.Seconds(), "alone-s")
	b.ReportMetric(0, "ns/op")
}

// load is the time that some rounds against one server took.
type load struct {
	mu      sync.Mutex
	took    []time.Duration
	elapsed time.Duration
}

func (l *load) run(b *testing.B, clients []*http.Client, address string, round int) {
	start := time.Now()
	var all sync.WaitGroup
	for c := range benchClients {
		all.Go(func() {
			took := make([]time.Duration, 0, benchRequests)
			for i := range benchRequests {
				sent := time.Now()
				if err := postBench(clients[c], address, c, round*benchRequests+i); err != nil {
					b.Error(err)
					return
				}
				took = append(took, time.Since(sent))
			}
			l.mu.Lock()
			defer l.mu.Unlock()
			l.took = append(l.took, took...)
		})
	}
	all.Wait()
	l.elapsed += time.Since(start)
}

func postBench(client *http.Client, address string, c, i int) error {
	return postAnswer(client, address, fmt.Sprintf("student %d", c), fmt.Sprintf("%d-%d", c, i%10), strconv.Itoa(i%12))
}

func postAnswer(client *http.Client, address, student, device, question string) error {
	form := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab"}, "sender_name": {student},
		"sender_uuid": {device}, "question_nb": {question}, "type": {"str"}, "data": {strings.Repeat("x", 200)},
	}
	res, err := client.PostForm(address+"/add-record", form)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("answered %d %s", res.StatusCode, text)
	}
	return err
}

func (l *load) perSecond() float64 { return float64(len(l.took)) / l.elapsed.Seconds() }

func (l *load) p99() float64 {
	slices.Sort(l.took)
	return float64(l.took[len(l.took)*99/100].Microseconds()) / 1000
}
