//go:build linux

package netlab

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// student is a Python that runs cells on a host.
type student struct {
	*host
	cells io.WriteCloser
	cmd   *exec.Cmd
	said  *said
}

// newStudent starts python3 on h; env is added to its environment.
func newStudent(h *host, env ...string) *student {
	h.t.Helper()
	script, err := filepath.Abs("testdata/student.py")
	if err != nil {
		h.t.Fatal(err)
	}
	s := &student{host: h, cmd: h.command("/usr/bin/python3", script), said: &said{}}
	home := h.t.TempDir()
	s.cmd.Env = append(os.Environ(), append([]string{"HOME=" + home, "XDG_STATE_HOME=", "NPT_HOME=", "PYTHONUNBUFFERED=1"}, env...)...)
	s.cmd.Stdout, s.cmd.Stderr = s.said, s.said
	if s.cells, err = s.cmd.StdinPipe(); err != nil {
		h.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() {
		if h.t.Failed() {
			h.t.Logf("%s: the student saw\n%s", h.name, s.said)
		}
	})
	return s
}

// cell passes a cell to Python, which runs it after the cells before it.
func (s *student) cell(code string) {
	s.t.Helper()
	if _, err := fmt.Fprintf(s.cells, "%q\n", code); err != nil {
		s.t.Fatalf("%s takes no more cells: %v", s.name, err)
	}
}

// leave ends Python, as closing a notebook does, and returns its whole output.
func (s *student) leave() string {
	s.t.Helper()
	_ = s.cells.Close()
	ended := time.AfterFunc(30*time.Second, func() { _ = s.cmd.Process.Kill() })
	defer ended.Stop()
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("%s: Python ended with %v\n%s", s.name, err, s.said)
	}
	return s.said.String()
}
