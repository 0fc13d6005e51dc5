package app

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// build compiles the program once for all tests that run it as a process.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "npt-test")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "npt")
	out, err := exec.Command("go", "build", "-o", path, "npt").CombinedOutput()
	if err != nil {
		return "", &exec.Error{Name: string(out), Err: err}
	}
	return path, nil
})

func TestMain(m *testing.M) {
	// The log of what the tests start is not the developer's own.
	state, err := os.MkdirTemp("", "npt-state")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("XDG_STATE_HOME", state)
	code := m.Run()
	_ = os.RemoveAll(state)
	if path, err := build(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

func npt(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return exec.CommandContext(t.Context(), path, args...)
}

// served is a running `npt serve`.
type served struct {
	addresses
	cmd    *exec.Cmd
	stderr *bytes.Buffer
}

func runServe(t testing.TB, args ...string) *served {
	t.Helper()
	s := &served{cmd: npt(t, append([]string{"serve", "--json"}, args...)...), stderr: &bytes.Buffer{}}
	s.cmd.Stderr = s.stderr
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatalf("serve printed nothing: %v %s", s.cmd.Wait(), s.stderr)
	}
	if err := json.Unmarshal(line, &s.addresses); err != nil {
		t.Fatalf("serve printed %s: %v", line, err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	return s
}

// stop ends it as the system does, with SIGTERM, and fails if that is not clean.
func (s *served) stop(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("SIGTERM ended serve with %v: %s", err, s.stderr)
	}
}

func TestServeMakesWhatIsMissingAndStopsCleanly(t *testing.T) {
	data := t.TempDir()
	args := []string{"--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1", "--session", "lab 2's"}
	for range 2 { // the second start finds all there
		s := runServe(t, args...)
		for _, session := range []string{"lab-1", "lab 2's"} {
			res, err := http.PostForm(s.Notebooks[0]+"/add-record", url.Values{
				"session_owner": {"prof"}, "session_name": {session}, "sender_name": {"Alice"}, "sender_uuid": {"a"},
				"question_nb": {"1"}, "type": {"str"}, "data": {"x"},
			})
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(res.Body); err != nil || res.StatusCode != 200 {
				t.Errorf("a record to %s is answered %s (%v)", session, text, err)
			}
			_ = res.Body.Close()
		}
		res, err := http.Get(s.Console)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		s.stop(t)
	}
	// A clean stop leaves one file and the lock, nothing half-written.
	left, err := filepath.Glob(filepath.Join(data, "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("the data folder holds %q (%v)", left, err)
	}
	out, err := npt(t, "export", "--data", data, "--owner", "prof", "--session", "lab 2's", "--format", "csv", "--output", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil || len(table) != 2 || table[1][0] != "lab 2's" || table[1][7] != "2" {
		t.Errorf("the export is %q (%v)", table, err)
	}
}

func TestExportWorksBesideTheRunningApp(t *testing.T) {
	l := openLab(t)
	l.mustSend("type", "code", "data", "def f(): ...")
	target := filepath.Join(t.TempDir(), "lab.zip")
	if out, err := npt(t, "export", "--data", l.folder.Path(), "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", target).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if info, err := os.Stat(target); err != nil || info.Size() == 0 {
		t.Errorf("the file is %v (%v)", info, err)
	}
	l.mustSend("data", "the app still takes records")
}

func TestWhatTheCommandLineRefuses(t *testing.T) {
	lab := openLab(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{}, "this build has no window"},
		{[]string{"serve", "--listen", "127.0.0.1:here"}, "write a number from 0 to 65535"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--console", "0.0.0.0:0"}, "on this computer only"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--session", "x"}, "add --owner NAME"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--owner", strings.Repeat("x", 101)}, "longer than 100 characters"},
		{[]string{"serve", "--listen", "127.0.0.1:0", "--data", lab.folder.Path()}, "running already"},
		{[]string{"export", "--owner", "prof", "--session", "x", "--output", "-"}, "there are no records in"},
		{[]string{"export", "--owner", "prof", "--session", "x", "--output", "-", "--format", "exe"}, "--format csv or --format zip"},
		{[]string{"export", "--owner", "prof", "--session", "nope", "--output", "-", "--data", lab.folder.Path()}, `there are "lab-1"`},
		{[]string{"export", "--owner", "nobody", "--session", "x", "--output", "-", "--data", lab.folder.Path()}, "has no sessions here"},
		{[]string{"export", "--owner", "prof"}, `required flag(s) "output", "session" not set`},
		{[]string{"nonsense"}, "unknown command"},
	} {
		args := c.args
		if len(args) > 0 && args[0] != "nonsense" && !strings.Contains(strings.Join(args, " "), "--data") {
			args = append(args, "--data", t.TempDir())
		}
		out, err := npt(t, args...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), c.want) || !strings.HasPrefix(string(out), "npt: ") {
			t.Errorf("npt %q says %q (%v), want %q", c.args, out, err, c.want)
		}
	}
}

func TestATakenPortIsSaidAndTheNextOneUsed(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	taken := other.Addr().(*net.TCPAddr).Port
	s := runServe(t, "--listen", other.Addr().String(), "--data", t.TempDir(), "--owner", "prof")
	address, err := url.Parse(s.Notebooks[0])
	if err != nil {
		t.Fatal(err)
	}
	if port, err := strconv.Atoi(address.Port()); err != nil || port <= taken || port > taken+20 {
		t.Errorf("with %d taken the app is at %s", taken, s.Notebooks[0])
	}
	s.stop(t)
	if !strings.Contains(s.stderr.String(), "port is taken") {
		t.Errorf("it said %s", s.stderr)
	}
}
