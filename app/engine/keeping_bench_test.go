package engine

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"npt/app/transfer"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/roster"
)

// benchClass opens an app whose session lab has these records: of a question each student has one, and every third is right.
func benchClass(b *testing.B, students, questions int, answer func(student, question int) string) (*Engine, classroom.SessionSummary) {
	b.Helper()
	e, err := Open(b.Context(), Config{DataDir: filepath.Join(b.TempDir(), "data"), Listen: "127.0.0.1:0", Owner: "prof", Sessions: []string{"lab"}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	var all sync.WaitGroup
	var next atomic.Int64
	for range 256 {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < students*questions; i = int(next.Add(1)) - 1 {
				s, q := i%students, i/students
				_, err := e.Recorder.Record(context.Background(), classroom.Submission{
					Owner: "prof", Session: "lab", SenderName: fmt.Sprintf("Student %04d", s), SenderUUID: strconv.Itoa(s),
					Question: strconv.Itoa(q), Type: "str", Data: []byte(answer(s, q)), RecordID: fmt.Sprintf("r-%d-%d", s, q),
				})
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	sessions, err := e.Store.Sessions(b.Context(), "prof")
	if err != nil {
		b.Fatal(err)
	}
	return e, sessions[0]
}

// BenchmarkExport compares a session's CSV and ZIP with encoding/csv and archive/zip, which write the same bytes: the same
// cells, once the answers were read one by one from the same file; the same files, in the same order and packed as
// ours are. raw-ratio leaves out the reading: what is written is in memory. The answers have 200 bytes to 20 kB.
func BenchmarkExport(b *testing.B) {
	e, s := benchClass(b, 200, 60, func(student, question int) string {
		var text strings.Builder
		for i := 0; text.Len() < 200+question%3*question%3*5000; i++ {
			fmt.Fprintf(&text, "%d: the %d. line of %d, %x\n", question, i, student, student*question*i)
		}
		return text.String()
	})
	for _, c := range []struct {
		format string
		plain  func(b *testing.B, whole []byte) func(io.Writer) error
	}{{CSV, plainCSV}, {"zip", plainZIP}} {
		b.Run(c.format, func(b *testing.B) {
			x, from := ExportOf(s, c.format), e.ExportSource()
			var whole bytes.Buffer
			if err := x.Write(b.Context(), from, &whole); err != nil {
				b.Fatal(err)
			}
			plain := c.plain(b, whole.Bytes())
			var ours, raw, read time.Duration
			for b.Loop() {
				ours += timed(b, func() error { return x.Write(b.Context(), from, io.Discard) })
				raw += timed(b, func() error { return plain(io.Discard) })
				read += timed(b, func() error {
					return e.Store.WalkRecords(b.Context(), x.Chosen, func(classroom.Record, payload.Payload) error { return nil })
				})
			}
			b.ReportMetric(float64(whole.Len())*float64(b.N)/1e6/ours.Seconds(), "MB/s")
			b.ReportMetric((raw+read).Seconds()/ours.Seconds(), "ratio")
			b.ReportMetric(raw.Seconds()/ours.Seconds(), "raw-ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func plainCSV(b *testing.B, whole []byte) func(io.Writer) error {
	b.Helper()
	rows, err := csv.NewReader(bytes.NewReader(whole)).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return func(to io.Writer) error {
		w := csv.NewWriter(to)
		w.UseCRLF = true
		return errors.Join(w.WriteAll(rows), w.Error())
	}
}

func plainZIP(b *testing.B, whole []byte) func(io.Writer) error {
	b.Helper()
	in, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		b.Fatal(err)
	}
	files := make([][]byte, len(in.File))
	for i, f := range in.File {
		r, err := f.Open()
		if err != nil {
			b.Fatal(err)
		}
		if files[i], err = io.ReadAll(r); err != nil {
			b.Fatal(err)
		}
	}
	return func(to io.Writer) error {
		w := zip.NewWriter(to)
		for i, f := range in.File {
			out, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified})
			if err == nil {
				_, err = out.Write(files[i])
			}
			if err != nil {
				return err
			}
		}
		return w.Close()
	}
}

// BenchmarkGradebook writes the gradebook of a session from its file: 300 students on a class list, 60 questions.
func BenchmarkGradebook(b *testing.B) {
	const students = 300
	e, s := benchClass(b, students, 60, func(student, question int) string { return strconv.Itoa((student + question) % 3) })
	people := make([]roster.Person, students)
	for i := range people {
		people[i] = roster.Person{Name: fmt.Sprintf("Student %04d", i), Identifier: strconv.Itoa(i)}
	}
	if _, _, err := e.ClassLists.Import(b.Context(), "prof", people, false); err != nil {
		b.Fatal(err)
	}
	var took time.Duration
	for b.Loop() {
		took += timed(b, func() error { return ExportOf(s, "moodle").Write(b.Context(), e.ExportSource(), io.Discard) })
	}
	b.ReportMetric(took.Seconds()/float64(b.N), "s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkImport brings in a ZIP of 100,000 records, as a session of its own and once more into that, where all are
// already. ratio is against saving as many as a class does that sends all at once.
func BenchmarkImport(b *testing.B) {
	var e *Engine
	var s classroom.SessionSummary
	saved := timed(b, func() error {
		e, s = benchClass(b, 2000, 50, func(student, question int) string { return fmt.Sprint(student, question, strings.Repeat("x", 200)) })
		return nil
	})
	path := filepath.Join(b.TempDir(), "lab.zip")
	if err := ExportOf(s, "zip").WriteFile(b.Context(), e.ExportSource(), path); err != nil {
		b.Fatal(err)
	}
	bring := func(to transfer.Target) (took time.Duration, result transfer.Result) {
		took = timed(b, func() error {
			in, err := transfer.Open(b.Context(), path, nil)
			if err == nil {
				result, err = Import(b.Context(), e, in, to, func(int) {})
				err = errors.Join(err, in.Close())
			}
			return err
		})
		return took, result
	}
	alone, made := bring(transfer.Target{Name: "again"})
	merged, joined := bring(transfer.Target{Into: made.Session})
	if made.Added != 100_000 || joined.Present != 100_000 {
		b.Fatalf("it made %+v, then %+v", made, joined)
	}
	b.ReportMetric(alone.Seconds(), "s")
	b.ReportMetric(merged.Seconds(), "merged-s")
	b.ReportMetric(saved.Seconds()/alone.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkKeep measures how long answers of a class take while a backup is made and a ZIP written, again and again,
// against without: the ratio of the 99th percentiles of requests. Both take turns, so that the load of the machine is that
// of both.
func BenchmarkKeep(b *testing.B) {
	const (
		round = 15 // requests of each of 200 computers
		turns = 4
	)
	e, s := benchClass(b, 500, 40, func(student, question int) string { return strings.Repeat(fmt.Sprint(student), 200) })
	clients := computers(benchClients)
	class := func(l *load, question string) {
		var all sync.WaitGroup
		for c := range clients {
			all.Go(func() {
				for i := range round {
					time.Sleep(time.Duration(c+i)*time.Millisecond%50 + 20*time.Millisecond) // a class thinks between two answers
					began := time.Now()
					if err := postAnswer(clients[c], e.Servers()[0], fmt.Sprint("busy ", c), strconv.Itoa(c), question+strconv.Itoa(i)); err != nil {
						b.Error(err)
					}
					took := time.Since(began)
					l.mu.Lock()
					l.took = append(l.took, took)
					l.mu.Unlock()
				}
			})
		}
		all.Wait()
	}
	for _, c := range []struct {
		name string
		do   func(path string) error
	}{
		{"backup", func(path string) error { return e.Store.CopyTo(b.Context(), path) }},
		{"export", func(path string) error { return ExportOf(s, "zip").WriteFile(b.Context(), e.ExportSource(), path) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var warm, alone, beside load
			class(&warm, "warm")
			dir := b.TempDir()
			written := 0
			for turn := range turns {
				class(&alone, fmt.Sprint("alone", turn, "-"))
				var isOver atomic.Bool
				done := make(chan int)
				go func() {
					n := 0
					for ; !isOver.Load(); n++ {
						path := filepath.Join(dir, strconv.Itoa(n))
						if err := errors.Join(c.do(path), os.Remove(path)); err != nil {
							b.Error(err)
						}
					}
					done <- n
				}()
				class(&beside, fmt.Sprint("beside", turn, "-"))
				isOver.Store(true)
				written += <-done
			}
			b.ReportMetric(float64(written), "written")
			b.ReportMetric(alone.p99(), "alone-p99-ms")
			b.ReportMetric(beside.p99(), "beside-p99-ms")
			b.ReportMetric(beside.p99()/alone.p99(), "p99-ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}
