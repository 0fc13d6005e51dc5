//go:build !windows

package doctor

import "os/exec"

func hideWindow(*exec.Cmd) {}
