package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/ingest"
)

// The benchmarks report ratios within one run; build/bench.sh prints them:
//
//	go test -run '^$' -bench . -benchtime 1x ./app

// doesNothing is a recorder that takes everything and keeps nothing.
type doesNothing struct{}

func (doesNothing) Record(context.Context, classroom.Submission) (classroom.Receipt, error) {
	return classroom.Receipt{}, nil
}

const (
	benchClients  = 200
	benchRequests = 100 // a client and round: within a sender's allowance with ten senders a client
	benchRounds   = 3
)

// BenchmarkAddRecord compares /add-record that keeps records, with 200 keep-alive
// clients, with the same server whose recorder does nothing; the two take turns.
func BenchmarkAddRecord(b *testing.B) {
	a, err := Open(b.Context(), Config{DataDir: b.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	idle := httptest.NewServer(ingest.New(doesNothing{}, nil, nil, ingest.Code{}))
	defer idle.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: benchClients}}
	var kept, nothing load
	for round := range benchRounds {
		nothing.run(b, client, idle.URL, round)
		kept.run(b, client, a.servers()[0], round)
	}
	b.ReportMetric(kept.perSecond(), "requests/s")
	b.ReportMetric(nothing.perSecond(), "without-recorder/s")
	b.ReportMetric(kept.perSecond()/nothing.perSecond(), "ratio")
	b.ReportMetric(kept.p99(), "p99-ms")
	b.ReportMetric(nothing.p99(), "p99-without-ms")
	b.ReportMetric(0, "ns/op")
}

// load is what a number of rounds against one server took.
type load struct {
	mu      sync.Mutex
	took    []time.Duration
	elapsed time.Duration
}

func (l *load) run(b *testing.B, client *http.Client, address string, round int) {
	start := time.Now()
	var all sync.WaitGroup
	for c := range benchClients {
		all.Go(func() {
			took := make([]time.Duration, 0, benchRequests)
			for i := range benchRequests {
				sent := time.Now()
				if err := postBench(client, address, c, round*benchRequests+i); err != nil {
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
	form := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab"}, "sender_name": {fmt.Sprintf("student %d", c)},
		"sender_uuid": {fmt.Sprintf("%d-%d", c, i%10)}, "question_nb": {strconv.Itoa(i % 12)},
		"type": {"str"}, "data": {strings.Repeat("x", 200)},
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

// BenchmarkStart measures a process from its start until the console answers, and
// its resident memory then, with an empty file and with one of 100,000 records.
func BenchmarkStart(b *testing.B) {
	for _, c := range []struct {
		name    string
		records int
	}{{"empty", 0}, {"100000records", 100_000}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			fill(b, dir, c.records)
			if _, err := build(); err != nil { // before the clock runs
				b.Fatal(err)
			}
			var took []time.Duration
			var resident int64
			for range 7 {
				d, rss := startOnce(b, dir)
				took, resident = append(took, d), max(resident, rss)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "start-ms")
			b.ReportMetric(float64(resident)/1000, "resident-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// fill makes an open session with that many records in the data folder dir.
func fill(b *testing.B, dir string, records int) {
	a, err := Open(b.Context(), Config{DataDir: dir, Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for range 256 {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < records; i = int(next.Add(1)) - 1 {
				_, err := a.recorder.Record(context.Background(), classroom.Submission{
					Owner: "prof", Session: "lab", SenderName: fmt.Sprintf("student %d", i%2000), SenderUUID: "a",
					Question: strconv.Itoa(i / 2000), Type: "str", Data: bytes.Repeat([]byte("x"), 200),
				})
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if err := a.Close(); err != nil {
		b.Fatal(err)
	}
}

// startOnce starts the program, asks its console once, and returns how long that
// took from the start and the resident memory in kB.
func startOnce(b *testing.B, dir string) (time.Duration, int64) {
	start := time.Now()
	s := runServe(b, "--listen", "127.0.0.1:0", "--data", dir)
	res, err := http.Get(s.Console)
	if err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	_ = res.Body.Close()
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "status"))
	if err != nil {
		b.Fatal(err)
	}
	s.stop(b)
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	resident, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return took, resident
}
