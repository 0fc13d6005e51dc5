package engine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	handoutClients = 50
	handoutBytes   = 20_000_000
	handInClients  = 200
	handInBytes    = 5_000_000
)

// BenchmarkFiles has 50 students download 20 MB at once, and 200 hand in 5 MB at once, while another goes on
// sending answers. It reports the speed of each over that of a server that only reads and writes files, in
// the same run, and how long the answers took meanwhile.
func BenchmarkFiles(b *testing.B) {
	e, err := Open(b.Context(), Config{DataDir: b.TempDir(), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	id, err := e.Settings.CurrentSession(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	data := make([]byte, handoutBytes)
	if _, err := e.Files.Attach(b.Context(), id, "data.bin", bytes.NewReader(data)); err != nil {
		b.Fatal(err)
	}
	plain := plainServer(b, data)
	clients := computers(handInClients + 1)
	b.Run("handOut", func(b *testing.B) {
		get := func(address string) func(int) (*http.Request, error) {
			return func(int) (*http.Request, error) {
				return http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
			}
		}
		ours := get(fmt.Sprintf("%s/handout/file?session=%d&name=data.bin", e.Servers()[0], id))
		compareFiles(b, e, clients, handoutClients, handoutBytes, get(plain+"/data.bin"), ours)
	})
	b.Run("handIn", func(b *testing.B) {
		lab := []byte(`{"cells": [], "metadata": {"x": "` + strings.Repeat("x", handInBytes) + `"}, "nbformat": 4, "nbformat_minor": 4}`)
		post := func(address string) func(int) (*http.Request, error) {
			return func(i int) (*http.Request, error) {
				query := url.Values{
					"session_owner": {"prof"}, "session_name": {"lab"}, "sender_name": {fmt.Sprint("s", i)}, "sender_uuid": {fmt.Sprint("u", i)},
					"record_id": {fmt.Sprintf("%x", sha256.Sum256([]byte(fmt.Sprint(i, time.Now()))))}, "name": {"lab.ipynb"},
				}
				return http.NewRequestWithContext(b.Context(), http.MethodPost, address+"/hand-in?"+query.Encode(), bytes.NewReader(lab))
			}
		}
		compareFiles(b, e, clients, handInClients, len(lab), post(plain), post(e.Servers()[0]))
	})
}

// plainServer serves a file, and writes what comes into files.
func plainServer(b *testing.B, data []byte) (address string) {
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "data.bin"), data, 0o600); err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServer(http.Dir(dir)))
	mux.HandleFunc("POST /", func(_ http.ResponseWriter, r *http.Request) {
		f, err := os.CreateTemp(dir, "in-*")
		if err == nil {
			_, err = io.Copy(f, r.Body)
		}
		if err != nil {
			b.Error(err)
		}
		_, _ = f.Sync(), f.Close()
	})
	server := httptest.NewServer(mux)
	b.Cleanup(server.Close)
	return server.URL
}

func compareFiles(b *testing.B, e *Engine, clients []*http.Client, n, bytes int, plain, ours func(int) (*http.Request, error)) {
	alone := carry(b, clients[:n], plain)
	ctx, stop := context.WithCancel(b.Context())
	var sending sync.WaitGroup
	var there load
	answer := func(q int) error {
		return postAnswer(clients[handInClients], e.Servers()[0], "present", "1", strconv.Itoa(q%100))
	}
	if err := answer(0); err != nil { // the student is there before the others begin
		b.Fatal(err)
	}
	sending.Go(func() {
		for q := 0; ctx.Err() == nil; q++ {
			sent := time.Now()
			if err := answer(q); err != nil {
				b.Error(err)
			}
			there.took = append(there.took, time.Since(sent))
			time.Sleep(30 * time.Millisecond)
		}
	})
	took := carry(b, clients[:n], ours)
	stop()
	sending.Wait()
	b.ReportMetric(float64(n*bytes)/1e6/took.Seconds(), "MB/s")
	b.ReportMetric(alone.Seconds()/took.Seconds(), "ratio")
	b.ReportMetric(there.p99(), "other-p99-ms")
	b.ReportMetric(0, "ns/op")
}

// carry has all clients make their request at once, and returns how long until the last has its answer.
func carry(b *testing.B, clients []*http.Client, request func(int) (*http.Request, error)) time.Duration {
	start := time.Now()
	var all sync.WaitGroup
	for i, client := range clients {
		all.Go(func() {
			req, err := request(i)
			if err != nil {
				b.Error(err)
				return
			}
			res, err := client.Do(req)
			if err != nil {
				b.Error(err)
				return
			}
			_, err = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			if err != nil || res.StatusCode != http.StatusOK {
				b.Error(res.Status, err)
			}
		})
	}
	all.Wait()
	return time.Since(start)
}
