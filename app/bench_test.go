package app

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"npt/app/enginetest"
)

// BenchmarkStart measures the time from the start of a process until the console answers, and the
// process's resident memory then, with an empty file and with one of 100,000 records.
func BenchmarkStart(b *testing.B) {
	for _, c := range []struct {
		name    string
		records int
	}{{"empty", 0}, {"100000records", 100_000}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			enginetest.Fill(b, dir, c.records)
			enginetest.Program(b) // before the clock runs
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

// BenchmarkHostile measures what it costs to show hostile answers: in seconds of a core, in memory, and
// for another student who sends meanwhile.
func BenchmarkHostile(b *testing.B) {
	lab := serveLab(b)
	for i, h := range hostiles {
		b.Run(strings.ReplaceAll(strings.ReplaceAll(h.name, ",", ""), " ", "-"), func(b *testing.B) {
			cost := lab.show(b, h, "q"+strconv.Itoa(i))
			b.ReportMetric(cost.seconds, "cpu-s")
			b.ReportMetric(float64(cost.resident), "resident-MB")
			b.ReportMetric(float64(cost.waited[len(cost.waited)*99/100].Milliseconds()), "other-p99-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// startOnce starts the program and asks its console once. It returns the time since the start, and the
// resident memory in kB.
func startOnce(b *testing.B, dir string) (time.Duration, int64) {
	start := time.Now()
	s := enginetest.Serve(b, "--listen", "127.0.0.1:0", "--data", dir)
	res, err := http.Get(s.Console)
	if err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	_ = res.Body.Close()
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.Cmd.Process.Pid), "status"))
	if err != nil {
		b.Fatal(err)
	}
	s.Stop(b)
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	resident, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return took, resident
}

// BenchmarkLargeExport writes a session of 2 GB as CSV and ZIP by the real program, and reports the most memory that it had.
func BenchmarkLargeExport(b *testing.B) {
	const answers, size = 260, 8_000_000 // 2.08 GB
	dir := filepath.Join(b.TempDir(), "data")
	enginetest.FillLarge(b, dir, answers, strings.Repeat("a line of an answer that is as large as one may be\n", size/51))
	for _, format := range []string{"csv", "zip"} {
		b.Run(format, func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "lab."+format)
			cmd := enginetest.Command(b, "export", "--data", dir, "--owner", "prof", "--session", "lab-1", "--format", format, "--output", file)
			began := time.Now()
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v %s", err, out)
			}
			b.ReportMetric(time.Since(began).Seconds(), "s")
			b.ReportMetric(float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)/1000, "resident-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}
