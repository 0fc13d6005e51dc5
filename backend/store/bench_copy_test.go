package store

import (
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkCopy measures how long a class waits for its answers to be saved while the file is copied, against
// without: the ratio of the 99th percentiles.
func BenchmarkCopy(b *testing.B) {
	const rows, callers, each = 20_000, 32, 60
	s := benchStore(b)
	fill(b, s, rows)
	var sent atomic.Int64
	p99 := func() time.Duration {
		took := make([]time.Duration, callers*each)
		done := make(chan struct{})
		for c := range callers {
			go func() {
				for i := range each {
					began := time.Now()
					if _, err := s.Save(b.Context(), benchRecord(rows+int(sent.Add(1)), 300, 200)); err != nil {
						b.Error(err)
					}
					took[c*each+i] = time.Since(began)
				}
				done <- struct{}{}
			}()
		}
		for range callers {
			<-done
		}
		slices.Sort(took)
		return took[len(took)*99/100]
	}
	for b.Loop() {
		alone := p99()
		var isOver atomic.Bool
		copied := make(chan int)
		go func() {
			n := 0
			for ; !isOver.Load(); n++ {
				path := filepath.Join(b.TempDir(), "copy.db")
				if err := s.CopyTo(b.Context(), path); err != nil {
					b.Error(err)
				}
				removeFile(path)
			}
			copied <- n
		}()
		beside := p99()
		isOver.Store(true)
		b.ReportMetric(float64(<-copied), "copies")
		b.ReportMetric(float64(alone.Microseconds())/1000, "alone-p99-ms")
		b.ReportMetric(float64(beside.Microseconds())/1000, "beside-p99-ms")
		b.ReportMetric(float64(beside)/float64(alone), "p99-ratio")
	}
}
