package app

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/app/enginetest"
)

// aStudent runs the first cell as a page of the app gives it, sends an answer that arrives, and some more once the app has
// ended, which the test says on stdin, as it says that the app is back.
const aStudent = `
import sys, urllib.request
exec(urllib.request.urlopen(sys.argv[1] + "/get-send-code").read())
npt_config = {"session_name": "lab-1", "session_owner": "prof", "sender_name": "Ada"}
send("it arrives", 1)
sys.stdin.readline()
send("too late", 2)
send([1.5, 2.5, float("nan")], 3)
send("a later answer to the first question", 1)
npt.mine("answers.json")
print("written", flush=True)
sys.stdin.readline()
send("back", 4)
sys.stdin.readline()
`

// What a student's client could not send comes in by the teacher's hand, from the file that npt.mine writes and from the
// files of its outbox, with its receipts checked, whether the app runs or not; and nothing of it twice, also when the
// client delivers it after all.
func TestWhatAStudentCouldNotSendIsImported(t *testing.T) {
	if _, err := os.Stat("/usr/bin/python3"); err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	data, home, work := filepath.Join(t.TempDir(), "data"), t.TempDir(), t.TempDir()
	s := enginetest.Serve(t, "--listen", "127.0.0.1:0", "--data", data, "--owner", "prof", "--session", "lab-1")
	student := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", aStudent, s.Notebooks[0])
	student.Dir, student.Env = work, append(os.Environ(), "NPT_HOME="+home)
	keys, err := student.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	said, err := student.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	student.Stderr = os.Stderr
	if err := student.Start(); err != nil {
		t.Fatal(err)
	}
	rows := func() (all []string) {
		out, err := enginetest.Command(t, "export", "--data", data, "--owner", "prof", "--session", "lab-1", "--output", "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range enginetest.Rows(t, out) {
			all = append(all, fmt.Sprint(row["question"], " ", row["answer"], " ", row["attempts"]))
		}
		return all
	}
	enginetest.Eventually(t, "the first answer", func() bool { return len(rows()) == 1 })
	s.Stop(t)
	goOn := func() {
		t.Helper()
		if _, err := fmt.Fprintln(keys); err != nil {
			t.Fatal(err)
		}
	}
	goOn()
	for lines := bufio.NewScanner(said); lines.Scan() && lines.Text() != "written"; {
	}

	outbox, err := filepath.Glob(filepath.Join(home, "outbox", "*.npt"))
	if err != nil || len(outbox) != 3 {
		t.Fatalf("in the outbox are %q (%v)", outbox, err)
	}
	file := filepath.Join(work, "answers.json")
	bring := func(file, want string) {
		t.Helper()
		out, err := enginetest.Command(t, "import", "--data", data, file).CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "a student's answers to lab-1 of prof: ") || !strings.HasSuffix(string(out), want) {
			t.Errorf("it says %q (%v), want %q", out, err, want)
		}
	}
	want := []string{"1 a later answer to the first question 2", "2 too late 1", "3 [1.5, 2.5, NaN] 1"}
	wantRows := func(want ...string) {
		t.Helper()
		if got := rows(); !slices.Equal(got, want) {
			t.Errorf("there is %q, want %q", got, want)
		}
	}
	bring(outbox[0], "1 questions, 1 records; 0 have a receipt of this app\n1 records: 1 came in, 0 were added to, 0 were there already.\n")
	bring(file, "3 questions, 3 records; 1 have a receipt of this app\n3 records: 1 came in, 1 were added to, 1 were there already.\n")
	wantRows(want...)
	s = enginetest.Serve(t, "--listen", strings.TrimPrefix(s.Notebooks[0], "http://"), "--data", data)
	defer s.Stop(t)
	for _, one := range append(outbox, file) {
		bring(one, " were there already.\n")
	}
	goOn()
	enginetest.Eventually(t, "the answer to question 4", func() bool { return len(rows()) == 4 })
	wantRows(append(want, "4 back 1")...)
	if err := errors.Join(keys.Close(), student.Wait()); err != nil {
		t.Error(err)
	}
}
