package app

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/app/engine"
	"npt/app/enginetest"
)

// killed is what was there when a program was killed in the middle of something: a folder, and whether the program had
// said that it was done.
type killed struct {
	dir    string
	isDone bool
}

// A program that is killed while it imports, copies, restores or erases leaves the old state or the new one, whatever the
// moment: after one of the first changes of the folder, or some of the later ones. The next start says nothing of it
// and leaves nothing of it.
func TestAKilledProgramLeavesOldOrNew(t *testing.T) {
	from, zip := filepath.Join(t.TempDir(), "from"), filepath.Join(t.TempDir(), "new.zip")
	enginetest.Fill(t, from, 600) // more than one transaction of an import
	mustRun(t, "export", "--data", from, "--owner", "prof", "--session", "lab", "--format", "zip", "--output", zip)
	old := filepath.Join(t.TempDir(), "old")
	lab := enginetest.OpenIn(t, old)
	lab.SendAs("Bea", "1", "str", "an answer")
	lab.SendAs("Zoé", "1", "str", "the turtle")
	zoe := lab.Records()[0].StudentID
	mustRun(t, "backup", "--data", old)
	lab.SendAs("Bea", "2", "str", "a later answer")
	if err := lab.Close(); err != nil {
		t.Fatal(err)
	}
	copies, err := filepath.Glob(filepath.Join(old, "backups", "*.db"))
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	backup := filepath.Join("backups", filepath.Base(copies[0]))
	command := func(args ...string) func(t *testing.T, dir string, moment int) killed {
		return func(t *testing.T, dir string, moment int) killed {
			given := append(slices.Clone(args), "--data", dir)
			for i, arg := range given {
				given[i] = strings.ReplaceAll(arg, "DIR", dir)
			}
			cmd := enginetest.Command(t, given...)
			ended := make(chan struct{})
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			go func() { _ = cmd.Wait(); close(ended) }()
			killAt(dir, moment, ended, cmd.Process)
			<-ended
			return killed{dir, cmd.ProcessState.Success()}
		}
	}
	for _, c := range []struct {
		what string
		kill func(t *testing.T, dir string, moment int) killed
		// answers are those of lab-1 before and after, new those of what is imported, copies how many backups there are.
		old, new, imported, copies int
	}{
		{"import", command("import", "--session", "again", zip), 3, 3, 600, 1},
		{"merge", command("import", "--into", "lab-1", zip), 3, 603, 0, 1},
		{"backup", command("backup"), 3, 3, 0, 2},
		{"restore", command("restore", filepath.Join("DIR", backup)), 3, 2, 0, 2},
		{"erase", func(t *testing.T, dir string, moment int) killed { return killErasing(t, dir, zoe, moment) }, 3, 2, 0, 1},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, moment := range []int{1, 4, 10} {
				dir := filepath.Join(t.TempDir(), "data")
				if err := os.CopyFS(dir, os.DirFS(old)); err != nil {
					t.Fatal(err)
				}
				k := c.kill(t, dir, moment)
				answers, imported, copies := nextStart(t, dir)
				isOld := answers == c.old && imported == 0 && copies >= 1
				isNew := answers == c.new && imported == c.imported && copies >= c.copies
				if !isNew && (!isOld || k.isDone) {
					t.Errorf("killed at change %d (done: %t) it has %d answers and %d imported ones in %d backups", moment, k.isDone, answers, imported, copies)
				}
				if c.what == "erase" && answers == c.new {
					wantNoBytes(t, dir, "Zoé", "turtle")
				}
			}
		})
	}
}

func mustRun(t *testing.T, args ...string) {
	t.Helper()
	if out, err := enginetest.Command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("npt %s: %v %s", args[0], err, out)
	}
}

// killAt kills a process at a change of a folder, counted from 1, unless it has ended before.
func killAt(dir string, moment int, ended <-chan struct{}, process *os.Process) {
	for last, changes := stateOf(dir), 0; changes < moment; {
		select {
		case <-ended:
			return
		default:
		}
		if now := stateOf(dir); now != last {
			last, changes = now, changes+1
		}
	}
	_ = process.Kill()
}

// stateOf describes the files of a folder.
func stateOf(dir string) string {
	var b strings.Builder
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			if info, gone := entry.Info(); gone == nil {
				fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
			}
		}
		return nil
	})
	return b.String()
}

// killErasing kills the app while it erases a student.
func killErasing(t *testing.T, dir string, student int64, moment int) killed {
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", dir)
	jar, _ := cookiejar.New(nil)
	browser := http.Client{Jar: jar}
	page, err := browser.Get(s.Console)
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	answered, isDone := make(chan struct{}), false
	go func() {
		defer close(answered)
		res, err := browser.Post(page.Request.URL.JoinPath("api/EraseStudents").String(), "application/json", strings.NewReader(fmt.Sprintf("[[%d], []]", student)))
		if err == nil {
			isDone = res.StatusCode == http.StatusOK
			_ = res.Body.Close()
		}
	}()
	killAt(dir, moment, answered, s.Cmd.Process)
	_ = s.Cmd.Process.Kill()
	_ = s.Cmd.Wait()
	<-answered
	return killed{dir, isDone}
}

// nextStart starts an app after another one was killed, waits until it has tidied up, and returns how many answers lab-1
// and what was imported have, and how many backups there are. It wants no word and no rubbish of what was.
func nextStart(t *testing.T, dir string) (answers, imported, copies int) {
	t.Helper()
	config := enginetest.Config(dir)
	config.CheckAfter = time.Millisecond // and with it the rest of an erasing
	e, err := engine.Open(t.Context(), config)
	if err != nil {
		t.Fatalf("the next start: %v", err)
	}
	sessions, err := e.Store.Sessions(t.Context(), "prof")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sessions {
		if s.Name == "lab-1" {
			answers = s.Records
		} else {
			imported += s.Records
		}
	}
	enginetest.Eventually(t, "the end of what was begun", func() bool {
		left, err := e.Store.Erasing(t.Context())
		names, err2 := e.Store.Everybody(t.Context())
		isHalf := imported == 0 && answers < 100 && slices.Contains(names, "student 1")
		return errors.Join(err, err2) == nil && left == "" && !isHalf
	})
	for _, n := range e.Notices() {
		if n.Code != "loopback" {
			t.Errorf("the next start says %s", n.Code)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	isKnown := []string{"records.db", "records.db-sessions", "npt.lock", "npt.key", "backups"}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(isKnown, f.Name()) {
			t.Errorf("%s is left", f.Name())
		}
	}
	backups, err := os.ReadDir(filepath.Join(dir, "backups"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range backups {
		if !strings.HasSuffix(f.Name(), ".db") && f.Name() != "names.txt" {
			t.Errorf("backups/%s is left", f.Name())
		}
		if !strings.Contains(f.Name(), "-start") { // which a start makes by itself
			copies++
		}
	}
	return answers, imported, copies
}

func wantNoBytes(t *testing.T, dir string, words ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text := readFile(t, path)
		for _, word := range words {
			if strings.Contains(text, word) {
				t.Errorf("%s has %s", path, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
