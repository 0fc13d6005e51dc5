package journal

import (
	"log"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestJournalTakesEveryLog(t *testing.T) {
	dir := t.TempDir()
	j := Open(dir)
	slog.Info("from us")
	log.Print("[WARN] from a library")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	slog.Info("after the end")
	text := readFile(t, filepath.Join(dir, "npt.log"))
	for _, want := range []string{"from us", "from a library"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log has no %q: %s", want, text)
		}
	}
	if strings.Contains(text, "after the end") {
		t.Error("the log was written after its end")
	}
}

// TestCrash crashes a real process and checks what the next start finds.
func TestCrash(t *testing.T) {
	if dir := os.Getenv("NPT_TEST_CRASH"); dir != "" {
		Open(dir)
		go func() { panic("on purpose") }()
		select {}
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestCrash$") //nolint:gosec // this very test
	cmd.Env = append(os.Environ(), "NPT_TEST_CRASH="+dir)
	if err := cmd.Run(); err == nil {
		t.Fatal("the process did not crash")
	}
	j := Open(dir)
	t.Cleanup(func() { _ = j.Close() })
	crash, err := j.LastCrash()
	if err != nil || crash.At.IsZero() || !strings.Contains(crash.Text, "on purpose") {
		t.Fatalf("the next start finds %+v %v", crash, err)
	}
	if err := j.ForgetCrash(); err != nil {
		t.Fatal(err)
	}
	if crash, err := j.LastCrash(); err != nil || !crash.At.IsZero() {
		t.Errorf("it is offered again: %+v %v", crash, err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
