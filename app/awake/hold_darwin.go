package awake

import (
	"context"
	"os"
	"os/exec"
	"strconv"
)

// Hold runs the tool of macOS, which ends with this process even if that is killed.
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
