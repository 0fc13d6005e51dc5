package app

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"npt/app/enginetest"
)

// A copy is made while the app runs; it is restored whether the app runs, which starts again by itself, or not.
func TestBackupAndRestoreOnTheCommandLine(t *testing.T) {
	data, file := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "copy.db")
	run := func(args ...string) (string, error) {
		out, err := enginetest.Command(t, append(args, "--data", data)...).CombinedOutput()
		return string(out), err
	}
	if out, err := run("backup", file); err == nil || !strings.Contains(out, "there are no records") {
		t.Errorf("of no folder: %q (%v)", out, err)
	}
	t.Run("while it runs", func(t *testing.T) {
		lab := enginetest.OpenIn(t, data)
		lab.MustSend()
		if out, err := run("backup", file); err != nil || strings.TrimSpace(out) != file {
			t.Errorf("backup: %q (%v)", out, err)
		}
		if out, err := run("backup", file); err == nil || !strings.Contains(out, "is there already") {
			t.Errorf("once more: %q (%v)", out, err)
		}
	})
	if out, err := run("restore", filepath.Join(data, "npt.lock")); err == nil || len(out) < 20 {
		t.Errorf("restore of no copy: %q (%v)", out, err)
	}
	if out, err := run("restore", file); err != nil || !strings.HasPrefix(out, "Restored: 1 sessions with 1 answers.") {
		t.Errorf("restore: %q (%v)", out, err)
	}
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1")
	defer s.Stop(t)
	l := &enginetest.Lab{T: t, Address: s.Notebooks[0]}
	answers := func() int {
		out, err := enginetest.Command(t, "export", "--data", data, "--owner", "prof", "--session", "lab-1", "--output", "-").Output()
		if err != nil {
			return -1 // it is starting again
		}
		return len(enginetest.Rows(t, out))
	}
	if n := answers(); n != 1 {
		t.Errorf("restored without the app: %d answers", n)
	}
	l.MustSend("question_nb", "2")
	if out, err := run("restore", filepath.Join(data, "npt.lock")); err == nil || len(out) < 20 {
		t.Errorf("restore of no copy beside the app: %q (%v)", out, err)
	}
	if n := answers(); n != 2 {
		t.Errorf("before: %d answers", n)
	}
	if out, err := run("restore", file); err != nil || !strings.HasPrefix(out, "Restored: 1 sessions with 1 answers.") || !strings.Contains(out, "starts again") {
		t.Errorf("restore beside the app: %q (%v)", out, err)
	}
	enginetest.Eventually(t, "the app with what was restored", func() bool { return answers() == 1 })
	enginetest.Eventually(t, "an answer to the app at the same address", func() bool {
		res, err := http.Get(s.Notebooks[0] + "/who")
		if err != nil {
			return false
		}
		return res.Body.Close() == nil
	})
	l.MustSend("question_nb", "3")
	if n := answers(); n != 2 {
		t.Errorf("after: %d answers", n)
	}
}

// What can be asked of a data folder that can only be read is answered, whether an app has it open or not, and changes
// nothing there.
func TestAFolderThatCanOnlyBeRead(t *testing.T) {
	l := enginetest.Open(t)
	l.SendAs("Alice", "1", "str", "x")
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte("Name\nAlice\n"), 0o444); err != nil { //nolint:gosec // everybody reads it
		t.Fatal(err)
	}
	data, work := l.DataFolder(), t.TempDir()
	if err := errors.Join(os.Chmod(work, 0o777), os.Chmod(filepath.Dir(work), 0o755), os.Chmod(data, 0o555), os.Chmod(filepath.Dir(enginetest.Program(t)), 0o755)); err != nil { //nolint:gosec // as above
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(data, 0o700) }() //nolint:gosec // a folder
	readable := func() {
		files, err := os.ReadDir(data)
		for _, f := range files {
			if strings.HasPrefix(f.Name(), "records.db") {
				err = errors.Join(err, os.Chmod(filepath.Join(data, f.Name()), 0o444)) //nolint:gosec // as above
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	say := func(args ...string) string {
		cmd := enginetest.Command(t, append(args, "--data", data)...)
		cmd.Env = append(os.Environ(), "TMPDIR="+work, "HOME="+work)
		if os.Geteuid() == 0 { // who may write everywhere
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			return "failed: " + string(out)
		}
		return string(out)
	}
	check := func(when string) {
		t.Helper()
		readable()
		for _, c := range []struct{ args, want string }{
			{"export --owner prof --session lab-1 --output -", "Alice"},
			{"export --owner prof --session lab-1 --format zip --output " + filepath.Join(work, when), ""},
			{"import --preview " + filepath.Join(work, when+".zip"), "lab-1 of prof: 1 students, 1 questions, 1 records"},
			{"roster --owner prof --preview " + list, "1 students on the list: 1 new"},
			{"backup " + filepath.Join(work, when+".db"), when + ".db"},
			{"backup /proc/copy.db", "failed: npt: the copy cannot be written: choose another place for it (open /proc/copy.db.part: "},
		} {
			if got := say(strings.Fields(c.args)...); !strings.Contains(got, c.want) || strings.HasPrefix(got, "failed: ") != strings.HasPrefix(c.want, "failed: ") {
				t.Errorf("%s: npt %s says %q", when, c.args, got)
			}
		}
	}
	check("open")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	before := folderOf(t, data)
	check("closed")
	if got := say("import", filepath.Join(work, "closed.zip")); !strings.Contains(got, "failed: lab-1 of prof: 1 students, 1 questions, 1 records\nnpt: the data folder ") || !strings.Contains(got, "cannot be written") {
		t.Errorf("an import says %q", got)
	}
	if after := folderOf(t, data); after != before {
		t.Errorf("the folder was\n%s\nand is\n%s", before, after)
	}
}

// folderOf lists the files of a folder with their sizes and times.
func folderOf(t *testing.T, dir string) (list string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	for _, f := range files {
		info, infoErr := f.Info()
		if err = errors.Join(err, infoErr); err == nil {
			list += fmt.Sprintln(f.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return list
}
