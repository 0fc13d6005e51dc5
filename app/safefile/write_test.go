package safefile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A link stays a link, and what is no file is refused and stays as it was.
func TestWhereAFileCanBePut(t *testing.T) {
	dir := t.TempDir()
	file, link, dangling := filepath.Join(dir, "real.csv"), filepath.Join(dir, "link.csv"), filepath.Join(dir, "dangling.csv")
	if err := errors.Join(os.WriteFile(file, []byte("old"), 0o600), os.Symlink("real.csv", link), os.Symlink("new.csv", dangling)); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	for path, written := range map[string]string{link: file, dangling: filepath.Join(dir, "new.csv")} {
		if err := WriteData(path, []byte("new"), 0o600); err != nil {
			t.Fatal(err)
		}
		info, err := os.Lstat(path)
		if data, _ := os.ReadFile(written); err != nil || info.Mode()&os.ModeSymlink == 0 || string(data) != "new" {
			t.Errorf("%s is %v and %s has %q, %v", path, info.Mode(), written, data, err)
		}
	}
	for _, path := range []string{dir, os.DevNull} {
		if err := WriteData(path, []byte("x"), 0o600); !errors.Is(err, ErrNoFile) {
			t.Errorf("%s: %v", path, err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 4 {
		t.Errorf("there is %v, %v", left, err)
	}
}

func TestANameGetsAnExtension(t *testing.T) {
	for path, want := range map[string]string{"/a/lab": "/a/lab.csv", "/a.b/lab": "/a.b/lab.csv", "/a/lab.txt": "/a/lab.txt"} {
		if got := WithExtension(path, "csv"); got != want {
			t.Errorf("%s becomes %s, want %s", path, got, want)
		}
	}
}
