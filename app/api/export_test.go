package api_test

import (
	"context"
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
	if _, err := opener(l, gone).Export(whole(l, "csv")); err == nil || api.AsError(err).Code != string(api.CodeUnavailable) {
		t.Errorf("the teacher is told %v", err)
	}
	if got := told(); !slices.Equal(got, []string{"export_gone"}) {
		t.Errorf("the status line says %v", got)
	}
	good := filepath.Join(t.TempDir(), "lab.csv")
	if _, err := opener(l, good).Export(whole(l, "csv")); err != nil {
		t.Fatal(err)
	}
	if written, err := os.ReadFile(good); err != nil || len(written) == 0 || len(told()) != 0 {
		t.Errorf("after one that worked it has %d bytes (%v), and the status line says %v", len(written), err, told())
	}
}

// whole asks for all records of the session.
func whole(l *enginetest.Lab, format string) api.ExportRequest {
	return api.ExportRequest{Selection: api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session}}, Format: format, Transfer: "t"}
}

// Each way to fail says what to do, and leaves nothing.
func TestAFailedExportSaysWhatToDo(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("data", "1")
	dir := t.TempDir()
	for path, says := range map[string]string{
		filepath.Join(dir, "gone", "lab.csv"):               "not there any more",
		filepath.Join(dir, strings.Repeat("n", 300)+".csv"): "too long",
		dir + ".":  "A folder or a device",
		os.DevNull: "A folder or a device",
	} {
		if strings.HasSuffix(path, ".") {
			path = filepath.Join(dir, "folder.csv")
			must(t, os.Mkdir(path, 0o700))
		}
		_, err := opener(l, path).Export(whole(l, "csv"))
		if err == nil || !strings.Contains(api.AsError(err).Message, says) {
			t.Errorf("%s: %v, want %q", filepath.Base(path), err, says)
		}
	}
	bare := filepath.Join(dir, "lab")
	if path, err := opener(l, bare).Export(whole(l, "zip")); err != nil || path != bare+".zip" {
		t.Errorf("without an extension it is %s, %v", path, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("there is %v, %v", left, err)
	}
}

// One that is cancelled leaves no file, in the window and in a browser.
func TestACancelledExportLeavesNoFile(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("data", "1")
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := api.During(ctx, l.API).PrepareExport(whole(l, "zip")); err == nil {
		t.Error("it was not cancelled")
	}
	must(t, l.API.CancelTransfer("t")) // nothing runs
	if p, err := l.API.TransferProgress("t"); err != nil || p.Running {
		t.Errorf("%+v, %v", p, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("there is %v, %v", left, err)
	}
}

// What was exported in the window comes back in it, and into the session that is there.
func TestAnExportIsImported(t *testing.T) {
	l := enginetest.Open(t)
	l.MustSend("data", "1")
	path := filepath.Join(t.TempDir(), "lab.zip")
	page := opener(l, path)
	if _, err := page.Export(whole(l, "zip")); err != nil {
		t.Fatal(err)
	}
	found, err := page.ChooseImport()
	must(t, err)
	if found.File != "lab.zip" || found.Records != 1 || found.Questions != 1 || len(found.Students) != 1 || !found.Whole || found.Answers {
		t.Errorf("the preview is %+v", found)
	}
	back, err := page.RunImport(found.Ticket, 0, "lab-1 again", "t")
	if err != nil || back.Session != "lab-1 again" || back.Records != 1 || back.SessionID == l.Session {
		t.Errorf("%+v, %v", back, err)
	}
	if _, err := page.RunImport(found.Ticket, 0, "", "t"); err == nil {
		t.Error("a ticket is good twice")
	}
	found, err = page.ChooseImport()
	must(t, err)
	if same, err := page.RunImport(found.Ticket, l.Session, "", "t"); err != nil || same.Present != 1 || same.Added != 0 || same.SessionID != l.Session {
		t.Errorf("%+v, %v", same, err)
	}
}
