package app

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"npt/app/api"
	"npt/app/enginetest"
)

// exported returns the rows of `npt export` of prof's lab-1, without the header.
func exported(t *testing.T, data string) [][]string {
	t.Helper()
	out, err := enginetest.Command(t, "export", "--data", data, "--owner", "prof", "--session", "lab-1", "--output", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil || len(table) == 0 {
		t.Fatalf("the export is %q (%v)", table, err)
	}
	return table[1:]
}

// A teacher deletes, exports beside the app, and students go on: all counts stay right, and
// the deleted stay deleted.
func TestExportBesideTheAppBringsNothingBack(t *testing.T) {
	l := enginetest.Open(t)
	for _, student := range []string{"Ada", "Bea", "Cem", "Dan"} {
		l.SendAs(student, "1", "str", "one")
		l.SendAs(student, "2", "str", "two")
	}
	all := api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session, Questions: []string{"2"}}}
	if _, err := l.API.DeleteRecords(all); err != nil {
		t.Fatal(err)
	}
	if rows := exported(t, l.DataFolder()); len(rows) != 4 {
		t.Errorf("what is in the trash is exported: %q", rows)
	}
	l.SendAs("Bea", "2", "str", "two again")
	if rows := exported(t, l.DataFolder()); len(rows) != 5 {
		t.Errorf("the export has %q, want 5 rows", rows)
	}
	students, err := l.API.Students(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, s := range students {
		sum += s.Records
	}
	sessions, err := l.API.Sessions()
	if err != nil || sessions[0].Records != 5 || sum != 5 || len(l.Records()) != 5 {
		t.Errorf("the session %+v (%v), %d records of students, %d in the list; want 5", sessions, err, sum, len(l.Records()))
	}
}

// A process that is killed while it writes leaves the file that was there, and the next export removes what it had begun.
func TestAKilledExportLeavesTheOldFile(t *testing.T) {
	l := enginetest.Open(t)
	noise := make([]byte, 1<<20)
	_, _ = rand.Read(noise) // never fails
	l.SendAs("Ada", "1", "str", hex.EncodeToString(noise))
	dir, temp := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "lab.zip")
	if err := os.WriteFile(path, []byte("the old one"), 0o600); err != nil {
		t.Fatal(err)
	}
	export := func() *exec.Cmd {
		cmd := enginetest.Command(t, "export", "--data", l.DataFolder(), "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", path)
		cmd.Env = append(os.Environ(), "TMPDIR="+temp)
		return cmd
	}
	killed := export()
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- killed.Wait() }()
	for len(begun(t, dir)) == 0 && len(ended) == 0 {
		runtime.Gosched()
	}
	_ = killed.Process.Kill() // unless it was quicker
	isKilled := (<-ended) != nil
	left := append(begun(t, dir), begun(t, temp)...)
	data, err := os.ReadFile(path)
	if isOld := string(data) == "the old one"; err != nil || isOld && len(left) == 0 || !isOld && !isZIP(path) || !isKilled && isOld {
		t.Fatalf("the file has %d bytes, %v; killed %t, %q are left", len(data), err, isKilled, left)
	}
	long := time.Now().Add(-time.Minute) // what is younger may not be held yet
	for _, each := range left {
		if err := os.Chtimes(each, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := export().CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if left := append(begun(t, dir), begun(t, temp)...); len(left) > 0 || !isZIP(path) {
		t.Errorf("%q are left, or the ZIP is not whole", left)
	}
}

// begun returns the files and folders that an export has begun.
func begun(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, ".npt-export-*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// isZIP reports whether a file is an archive with its list of files at the end.
func isZIP(path string) bool {
	in, err := zip.OpenReader(path)
	if err != nil {
		return false
	}
	defer in.Close()
	return len(in.File) > 0
}

// mostMemory returns the most memory, in kB, that a process had resident; 0 once it is gone.
func mostMemory(pid int) (kB int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(rest, &kB)
	return kB
}
