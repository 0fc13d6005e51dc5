package enginetest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
)

// compiled is the program after the first call of Program; Main removes its folder.
var compiled struct {
	once   sync.Once
	folder string
	err    error
}

// Program returns the path of the program without a window. It compiles the program once.
func Program(tb testing.TB) string {
	tb.Helper()
	compiled.once.Do(func() {
		if compiled.folder, compiled.err = os.MkdirTemp("", "npt-test"); compiled.err != nil {
			return
		}
		out, err := exec.Command("go", "build", "-o", filepath.Join(compiled.folder, "npt"), "npt").CombinedOutput()
		if err != nil {
			compiled.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	if compiled.err != nil {
		tb.Fatal(compiled.err)
	}
	return filepath.Join(compiled.folder, "npt")
}

// Main runs the tests of a package that starts the program, and ends the process. The tests do not
// write to the developer's own log.
func Main(m *testing.M) {
	state, err := os.MkdirTemp("", "npt-state")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("XDG_STATE_HOME", state)
	code := m.Run()
	_ = os.RemoveAll(state)
	if compiled.folder != "" {
		_ = os.RemoveAll(compiled.folder)
	}
	os.Exit(code)
}

// Command returns a command that runs the program; it is killed when the test ends.
func Command(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	return exec.CommandContext(tb.Context(), Program(tb), args...)
}

// Served is a running `npt serve`, with the addresses that it printed.
type Served struct {
	Notebooks []string      `json:"notebooks"`
	Console   string        `json:"console"`
	Cmd       *exec.Cmd     `json:"-"`
	Stderr    *bytes.Buffer `json:"-"`
}

// Serve runs `npt serve` with these arguments until the test ends.
func Serve(tb testing.TB, args ...string) *Served {
	tb.Helper()
	return Started(tb, Command(tb, append([]string{"serve", "--json"}, args...)...))
}

// Started starts a command that is `npt serve --json` and waits until it has printed its
// addresses.
func Started(tb testing.TB, cmd *exec.Cmd) *Served {
	tb.Helper()
	s := &Served{Cmd: cmd, Stderr: &bytes.Buffer{}}
	cmd.Stderr = s.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		tb.Fatalf("serve printed nothing: %v %s", cmd.Wait(), s.Stderr)
	}
	if err := json.Unmarshal(line, s); err != nil {
		tb.Fatalf("serve printed %s: %v", line, err)
	}
	return s
}

// Stop ends it as the system does, with SIGTERM, and fails the test if that is not clean.
func (s *Served) Stop(tb testing.TB) {
	tb.Helper()
	if err := s.Cmd.Process.Signal(syscall.SIGTERM); err != nil {
		tb.Fatal(err)
	}
	if err := s.Cmd.Wait(); err != nil {
		tb.Errorf("SIGTERM ended serve with %v: %s", err, s.Stderr)
	}
}
