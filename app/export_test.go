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

	"npt/app/enginetest"
	"npt/app/instance"
	"npt/backend/classroom"
	"npt/backend/payload"
	"npt/backend/store"
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
	f := classroom.RecordFilter{SessionID: l.Session, Questions: []string{"2"}}
	if _, err := l.Trash.DeleteRecords(t.Context(), classroom.RecordSelection{All: true, Filter: f}); err != nil {
		t.Fatal(err)
	}
	if rows := exported(t, l.DataFolder()); len(rows) != 4 {
		t.Errorf("what is in the trash is exported: %q", rows)
	}
	l.SendAs("Bea", "2", "str", "two again")
	if rows := exported(t, l.DataFolder()); len(rows) != 5 {
		t.Errorf("the export has %q, want 5 rows", rows)
	}
	students, err := l.Store.Students(t.Context(), l.Session)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, s := range students {
		sum += s.Records
	}
	if session, err := l.Store.Session(t.Context(), l.Session); err != nil || session.Records != 5 || sum != 5 || len(l.Records()) != 5 {
		t.Errorf("%d records in the session (%v), %d of students, %d in the list; want 5", session.Records, err, sum, len(l.Records()))
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
	fillWithTexts(t, instance.Database(data), texts, size)
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

// fillWithTexts makes a data file with so many students' texts of so many bytes.
func fillWithTexts(t *testing.T, path string, texts, size int) {
	t.Helper()
	st, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 2, 11, 14, 0, 0, 0, time.UTC)
	if _, err := st.CreateSession(t.Context(), classroom.Session{Owner: "prof", Name: "lab-1", CreatedAt: at}); err != nil {
		t.Fatal(err)
	}
	text := bytes.Repeat([]byte("all work and no play\n"), size/21+1)[:size]
	for i := range texts {
		_, err := st.Save(t.Context(), classroom.NewRecord{
			Owner: "prof", Session: "lab-1", Part: classroom.DefaultPart, Question: "1",
			Sender:  classroom.SenderKey{UUID: fmt.Sprint(i), Name: fmt.Sprint("student ", i)},
			Payload: payload.Payload{Type: payload.TypeText, Data: text}, SentAt: at, ReceivedAt: at,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
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
