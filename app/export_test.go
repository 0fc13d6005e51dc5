package app

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

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
