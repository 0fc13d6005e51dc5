package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// The benchmarks measure ratios within one run, and report them as metrics;
// build/bench.sh prints them:
//
//	go test -run '^$' -bench . -benchtime 1x ./backend/store
//
// NPT_BENCH_LARGE=1 adds the reads on a million records.

// BenchmarkSave compares the group commit of many callers with the best that the
// same statements could do: all rows in one transaction. Each figure is the best
// of several rounds, in which the two take turns, so that what else the machine
// does weighs on both alike.
func BenchmarkSave(b *testing.B) {
	const rounds = 4
	for _, c := range []struct {
		name    string
		callers int
		bytes   int
		rows    int
	}{
		{"200B/64callers", 64, 200, 10_000},
		{"200B/256callers", 256, 200, 10_000},
		{"50kB/64callers", 64, 50_000, 600},
	} {
		b.Run(c.name, func(b *testing.B) {
			grouped, single := time.Hour, time.Hour
			for range rounds * b.N {
				single = min(single, measureSingle(b, c.bytes, c.rows))
				grouped = min(grouped, measureGrouped(b, c.callers, c.bytes, c.rows))
			}
			b.ReportMetric(float64(c.rows)/grouped.Seconds(), "records/s")
			b.ReportMetric(float64(c.rows)/single.Seconds(), "one-transaction/s")
			b.ReportMetric(single.Seconds()/grouped.Seconds(), "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// labSize is the number of students who send in BenchmarkSave, one question after
// the other: of 10,000 rows, 25 questions each.
const labSize = 400

func measureGrouped(b *testing.B, callers, size, rows int) time.Duration {
	s := benchStore(b)
	var next atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	for range callers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < rows; i = int(next.Add(1)) - 1 {
				if _, err := s.Save(context.Background(), benchRecord(i, labSize, size)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return time.Since(start)
}

func measureSingle(b *testing.B, size, rows int) time.Duration {
	s := benchStore(b)
	start := time.Now()
	inOneTransaction(b, s, 0, rows, labSize, size)
	return time.Since(start)
}

// inOneTransaction keeps the entries from the first on in one transaction. The
// writer's goroutine must have nothing to do meanwhile.
func inOneTransaction(b *testing.B, s *Store, first, rows, students, size int) {
	b.Helper()
	tasks := make([]*task, rows)
	for i := range tasks {
		var err error
		if tasks[i], err = newRecordTask(benchRecord(first+i, students, size)); err != nil {
			b.Fatal(err)
		}
	}
	err := s.writer.inTx(b.Context(), func(c *sql.Conn) error {
		for batch := range slices.Chunk(tasks, maxBatchRows) {
			if err := writeBatch(b.Context(), c, s.writer.ids, batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func benchStore(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "npt.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	_, err = s.CreateSession(b.Context(), classroom.Session{Owner: "prof", Name: "lab", CreatedAt: time.Now()})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// benchRecord is the i-th record of a lab of so many students, each of whom sends
// one question after the other.
func benchRecord(i, students, size int) classroom.NewRecord {
	now := time.Now()
	data := bytes.Repeat([]byte{byte('a' + i%26)}, size)
	data[0] = '=' // what all answers have in common
	return derived(classroom.NewRecord{
		Owner: "prof", Session: "lab", Part: classroom.DefaultPart,
		Sender:   classroom.SenderKey{UUID: fmt.Sprintf("%032x", i%students), Name: fmt.Sprintf("Student %d", i%students)},
		Question: fmt.Sprint(i / students),
		Payload:  payload.Payload{Type: payload.TypeText, Data: data},
		Preview:  payload.Preview{Text: string(data[:min(size, 200)]), Cut: size > 200, Bytes: size},
		RecordID: fmt.Sprintf("%032x", i), SentAt: now, ReceivedAt: now,
	})
}

// BenchmarkRead measures what the window asks for all the time, in milliseconds,
// on a session of 2,000 students.
func BenchmarkRead(b *testing.B) {
	sizes := []int{100_000}
	if os.Getenv("NPT_BENCH_LARGE") != "" {
		sizes = append(sizes, 1_000_000)
	}
	for _, rows := range sizes {
		s := benchStore(b)
		session := fill(b, s, rows)
		ctx := b.Context()
		for _, q := range []struct {
			name string
			ask  func() error
		}{
			{"page", func() error {
				_, err := s.Records(ctx, classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session}, Limit: 50})
				return err
			}},
			{"pageOfQuestion", func() error {
				_, err := s.Records(ctx, classroom.RecordQuery{RecordFilter: classroom.RecordFilter{SessionID: session, Questions: []string{"7"}}, Limit: 50})
				return err
			}},
			{"questions", func() error { _, err := s.Questions(ctx, session); return err }},
			{"sessions", func() error { _, err := s.Sessions(ctx, "prof"); return err }},
			{"senders", func() error { _, err := s.Students(ctx, session); return err }},
		} {
			b.Run(fmt.Sprintf("%d/%s", rows, q.name), func(b *testing.B) {
				for b.Loop() {
					if err := q.ask(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/op")
			})
		}
	}
}

// BenchmarkFind measures a page and its total by what a teacher filters and sorts, in
// milliseconds, on a session of 100,000 records of 2,000 students: each key that is
// pressed in a filter costs one of these.
func BenchmarkFind(b *testing.B) {
	s := benchStore(b)
	all := classroom.RecordFilter{SessionID: fill(b, s, 100_000)}
	needle := benchRecord(0, 1, 10)
	needle.Payload.Data, needle.Question = []byte("the only needle"), "0b"
	if _, err := s.Save(b.Context(), derived(needle)); err != nil {
		b.Fatal(err)
	}
	with := func(change func(*classroom.RecordFilter)) classroom.RecordFilter {
		f := all
		change(&f)
		return f
	}
	students, err := s.Students(b.Context(), all.SessionID)
	if err != nil {
		b.Fatal(err)
	}
	page := func(f classroom.RecordFilter, sort classroom.RecordSort, offset int) func() error {
		return func() error {
			_, err := s.Records(b.Context(), classroom.RecordQuery{RecordFilter: f, Sort: sort, Offset: offset, Limit: 100})
			return err
		}
	}
	student := with(func(f *classroom.RecordFilter) { f.StudentIDs = []int64{students[700].ID} })
	common := with(func(f *classroom.RecordFilter) { f.Text = "=" })
	rare := with(func(f *classroom.RecordFilter) { f.Text = "needle" })
	isIn, err := classroom.NamePattern("[05]$|^(a+)+$")
	if err != nil {
		b.Fatal(err)
	}
	named := func() error { // as the app does: by the names of now
		var found []int64
		all, err := s.Students(b.Context(), all.SessionID)
		for _, student := range all {
			if isIn(student.Display()) {
				found = append(found, student.ID)
			}
		}
		if err != nil {
			return err
		}
		return page(with(func(f *classroom.RecordFilter) { f.StudentIDs = found }), classroom.SortTime, 0)()
	}
	typed := with(func(f *classroom.RecordFilter) { f.Types = []payload.Type{payload.TypeText} })
	for _, q := range []struct {
		name string
		ask  func() error
	}{
		{"byTime", page(all, classroom.SortTime, 0)},
		{"byStudent", page(all, classroom.SortStudent, 0)},
		{"byQuestion", page(all, classroom.SortQuestion, 0)},
		{"byAnswer", page(all, classroom.SortAnswer, 0)},
		{"byAttempts", page(all, classroom.SortAttempts, 0)},
		{"byTime/inTheMiddle", page(all, classroom.SortTime, 50_000)},
		{"byStudent/inTheMiddle", page(all, classroom.SortStudent, 50_000)},
		{"byAnswer/inTheMiddle", page(all, classroom.SortAnswer, 50_000)},
		{"student", page(student, classroom.SortTime, 0)},
		{"name", named},
		{"type", page(typed, classroom.SortTime, 0)},
		{"type/byStudent", page(typed, classroom.SortStudent, 0)},
		{"text/common", page(common, classroom.SortTime, 0)},
		{"text/some", page(with(func(f *classroom.RecordFilter) { f.Text = "aaa" }), classroom.SortTime, 0)},
		{"text/rare", page(rare, classroom.SortTime, 0)},
		{"text/common/byStudent", page(common, classroom.SortStudent, 0)},
		{"text/common/byQuestion", page(common, classroom.SortQuestion, 0)},
		{"text/common/byAnswer", page(common, classroom.SortAnswer, 0)},
		{"text/some/byAnswer", page(with(func(f *classroom.RecordFilter) { f.Text = "aaa" }), classroom.SortAnswer, 0)},
		{"text/none", page(with(func(f *classroom.RecordFilter) { f.Text = "nowhere" }), classroom.SortTime, 0)},
		{"facets", func() error { _, err := s.RecordFacets(b.Context(), all); return err }},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if err := q.ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/op")
		})
	}
}

// BenchmarkDelete measures, in milliseconds, deleting 20,000 of 100,000 records, taking it back, and the longest
// that a notebook which sends all the while waits for its answer.
func BenchmarkDelete(b *testing.B) {
	s := benchStore(b)
	f := classroom.RecordFilter{SessionID: fill(b, s, 100_000)}
	for i := range 10 {
		f.Questions = append(f.Questions, fmt.Sprint(i))
	}
	var hidden, back, waited time.Duration
	for range b.N {
		sent := make(chan struct{})
		done := make(chan time.Duration)
		go func() { done <- sendUntil(b, s, sent) }()
		start := time.Now()
		deleted, err := s.DeleteRecords(b.Context(), classroom.RecordSelection{All: true, Filter: f})
		if err != nil || deleted.Count < 20_000 {
			b.Fatalf("%d deleted, %v", deleted.Count, err)
		}
		hidden += time.Since(start)
		start = time.Now()
		if _, err := s.UndoDelete(b.Context(), deleted.ID); err != nil {
			b.Fatal(err)
		}
		back += time.Since(start)
		close(sent)
		waited = max(waited, <-done)
	}
	b.ReportMetric(hidden.Seconds()*1000/float64(b.N), "delete-ms")
	b.ReportMetric(back.Seconds()*1000/float64(b.N), "undo-ms")
	b.ReportMetric(waited.Seconds()*1000, "longest-wait-ms")
	b.ReportMetric(0, "ns/op")
}

// sendUntil keeps one entry after the other until the channel is closed, and returns the longest that one took.
func sendUntil(b *testing.B, s *Store, end <-chan struct{}) (longest time.Duration) {
	for i := 0; ; i++ {
		select {
		case <-end:
			return longest
		default:
		}
		start := time.Now()
		if _, err := s.Save(context.Background(), benchRecord(i%2000, 2000, 100)); err != nil {
			b.Error(err)
		}
		longest = max(longest, time.Since(start))
	}
}

// fill keeps so many rows of 2,000 students and returns their session.
func fill(b *testing.B, s *Store, rows int) (session int64) {
	b.Helper()
	const step, students, size = 20_000, 2000, 100
	for first := 0; first < rows; first += step {
		inOneTransaction(b, s, first, step, students, size)
	}
	list, err := s.Sessions(b.Context(), "prof")
	if err != nil || len(list) != 1 || list[0].Records != rows {
		b.Fatalf("filled with %+v, %v", list, err)
	}
	return list[0].ID
}
