package app

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
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

// However much a session holds, its export has one record at a time in memory.
func TestExportOfLargeTextsTakesLittleMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not say how much memory a process had")
	}
	if testing.Short() {
		t.Skip("it writes 800 MB")
	}
	const texts, size, most = 100, 8 << 20, 300 << 10 // the last in kB
	data := t.TempDir()
	enginetest.FillWithTexts(t, data, texts, size)
	target := filepath.Join(t.TempDir(), "lab.zip")
	cmd := enginetest.Command(t, "export", "--data", data, "--owner", "prof", "--session", "lab-1", "--format", "zip", "--output", target)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	peak, ended := 0, make(chan error)
	go func() { ended <- cmd.Wait() }()
	for running := true; running; {
		select {
		case err := <-ended:
			if running = false; err != nil {
				t.Fatalf("%v: %s", err, &said)
			}
		case <-time.After(10 * time.Millisecond):
			peak = max(peak, mostMemory(cmd.Process.Pid))
		}
	}
	t.Logf("%d kB at most", peak)
	if peak == 0 || peak > most {
		t.Errorf("the export had %d kB in memory, want at most %d", peak, most)
	}
	archive, err := zip.OpenReader(target)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	table, err := archive.Open("records.csv")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, table); err != nil || n < texts*size {
		t.Errorf("records.csv has %d bytes (%v)", n, err)
	}
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
