package awake

import (
	"context"
	"os"
	"os/exec"
	"strconv"
)

// Hold runs macOS' own tool, which ends with us even if we are killed.
func Hold(_ context.Context, _ string) (func(), string, error) {
	cmd := exec.Command("/usr/bin/caffeinate", "-di", "-w", strconv.Itoa(os.Getpid()))
	if err := cmd.Start(); err != nil {
		return nil, "", err
	}
	return func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}, "caffeinate", nil
}
