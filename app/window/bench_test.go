package window

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// BenchmarkWindow measures the time from the start of the real window's process until its page is
// painted, and until it shows everything that it asked for. build/bench.sh names the program and gives
// it a screen.
func BenchmarkWindow(b *testing.B) {
	program := os.Getenv("NPT_BENCH_WINDOW")
	if program == "" {
		b.Skip("NPT_BENCH_WINDOW names no program")
	}
	for _, c := range []struct {
		name    string
		records int
	}{{"empty", 0}, {"100000records", 100_000}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			enginetest.Fill(b, dir, c.records)
			stages := []string{"window", api.StagePainted, api.StageReady}
			took := map[string][]time.Duration{}
			for range 7 {
				for stage, d := range openOnce(b, program, dir, stages) {
					took[stage] = append(took[stage], d)
				}
			}
			for _, stage := range stages {
				slices.Sort(took[stage])
				b.ReportMetric(float64(took[stage][len(took[stage])/2].Milliseconds()), stage+"-ms")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// openOnce starts the program and returns how long each stage took, by its own log.
func openOnce(b *testing.B, program, dir string, stages []string) map[string]time.Duration {
	b.Helper()
	state := b.TempDir()
	cmd := exec.CommandContext(b.Context(), program, "--data", dir, "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+state)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	took := map[string]time.Duration{}
	for deadline := start.Add(time.Minute); len(took) < len(stages); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.Fatalf("after a minute only %v was reached", took)
		}
		text, err := os.ReadFile(filepath.Join(state, "notebook-progress-tracker", "npt.log"))
		if err != nil {
			continue // not yet
		}
		for _, line := range strings.Split(string(text), "\n") {
			for _, stage := range stages {
				if strings.Contains(line, fmt.Sprintf("msg=%q", "app: "+stage)) {
					took[stage] = loggedAt(b, line).Sub(start)
				}
			}
		}
	}
	return took
}

// loggedAt returns the time of a line of the log.
func loggedAt(b *testing.B, line string) time.Time {
	b.Helper()
	stamp, _, _ := strings.Cut(strings.TrimPrefix(line, "time="), " ")
	at, err := time.Parse(time.RFC3339Nano, stamp)
	if err != nil {
		b.Fatal(err)
	}
	return at
}
