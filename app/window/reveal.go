//go:build desktop || bindings

package window

import (
	"os/exec"
	"path/filepath"
	"runtime"
)

// ShowFile shows a file in the system's file manager: the file itself where that can be asked for, else
// its folder.
func (b *bridge) ShowFile(path string) error {
	cmd := exec.Command("xdg-open", filepath.Dir(path)) //nolint:gosec // the teacher chose the path
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("explorer", "/select,", path) //nolint:gosec // as above
	case "darwin":
		cmd = exec.Command("open", "-R", path) //nolint:gosec // as above
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // explorer says 1 although it opened
	return nil
}
