package instance

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A folder that can only be read is said, also where a lock file is there that can be locked.
func TestAFolderThatCanOnlyBeReadIsSaid(t *testing.T) {
	dir := t.TempDir()
	if err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=1m", "npt-test", dir).Run(); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	folder, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v), want the lock", left, err)
	}
	if err := exec.CommandContext(t.Context(), "mount", "-o", "remount,ro", dir).Run(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Join(dir, "new")} {
		_, err := Lock(path)
		if err == nil || !strings.Contains(err.Error(), "the data folder "+path+" cannot be ") || !strings.Contains(err.Error(), "choose another with --data DIR") {
			t.Errorf("locking %s says %v", path, err)
		}
	}
}
