package api_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// A failed export stays in the status line, with what to do, until one works.
func TestAFailedExportIsToldUntilOneWorks(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("data", "1")
	told := func() (codes []string) {
		s, err := l.API.Status()
		must(t, err)
		for _, n := range s.Notices {
			if strings.HasPrefix(n.Code, "export_") {
				codes = append(codes, n.Code)
			}
		}
		return codes
	}
	gone := filepath.Join(t.TempDir(), "gone", "lab.csv")
	if _, err := opener(l, gone).Export(l.Session, "csv"); err == nil || api.AsError(err).Code != string(api.CodeUnavailable) {
		t.Errorf("the teacher is told %v", err)
	}
	if got := told(); !slices.Equal(got, []string{"export_refused"}) {
		t.Errorf("the status line says %v", got)
	}
	good := filepath.Join(t.TempDir(), "lab.csv")
	if _, err := opener(l, good).Export(l.Session, "csv"); err != nil {
		t.Fatal(err)
	}
	if written, err := os.ReadFile(good); err != nil || len(written) == 0 || len(told()) != 0 {
		t.Errorf("after one that worked it has %d bytes (%v), and the status line says %v", len(written), err, told())
	}
}
