package console

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

func TestNamesStayHiddenAndFilesSayNumbers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	l := enginetest.OpenIn(t, dir)
	l.MustSend("sender_name", "Alice", "type", "code", "data", "x = 1")
	if _, err := l.API.RenameStudent(studentNamed(t, l, "Alice").ID, " Ada "); err != nil {
		t.Fatal(err)
	}
	ada := studentNamed(t, l, "Ada")
	if ada.OriginalName != "Alice" || ada.Number < 1 {
		t.Errorf("renamed to %+v", ada)
	}
	c := openConsole(t, l)
	fetch := func(s api.Selection, format string) (name, body string) {
		t.Helper()
		file, err := c.api.PrepareExport(api.ExportRequest{Selection: s, Format: format})
		if err != nil {
			t.Fatal(err)
		}
		res, body := consoleAsk(t, c, http.MethodGet, "/export?ticket="+file.Ticket, "", nil)
		if res.StatusCode != http.StatusOK {
			t.Fatalf("the export is answered %d %s", res.StatusCode, body)
		}
		if res, _ := consoleAsk(t, c, http.MethodGet, "/export?ticket="+file.Ticket, "", nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("a ticket is good twice: %d", res.StatusCode)
		}
		return file.Name, body
	}
	chosen := api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session, StudentIDs: []int64{ada.ID}}}
	name, body := fetch(chosen, "csv")
	if name != "lab-1 Ada.csv" || !strings.Contains(body, "Ada") {
		t.Errorf("%s holds %s", name, body)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][4] != "Ada" || rows[1][16] != "Alice" {
		t.Errorf("the table is %q, %v", rows, err)
	}
	if err := l.API.SetNamesHidden(true); err != nil {
		t.Fatal(err)
	}
	name, body = fetch(chosen, "zip")
	if strings.Contains(name, "Ada") || !strings.HasSuffix(name, ".zip") {
		t.Errorf("with names hidden the file is called %s", name)
	}
	archive, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil || len(archive.File) != 5 {
		t.Fatalf("the archive: %v", err)
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil || strings.Contains(f.Name+string(data), "Ada") || strings.Contains(f.Name+string(data), "Alice") {
			t.Errorf("with names hidden %s says %s, %v", f.Name, data, err)
		}
	}
	if status, err := l.API.Status(); err != nil || !status.NamesHidden {
		t.Errorf("hidden %v, %v", status.NamesHidden, err)
	}
}

func studentNamed(t *testing.T, l *enginetest.Lab, display string) api.Student {
	t.Helper()
	all, err := l.API.Students(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(s api.Student) bool { return s.Display == display })
	if i < 0 {
		t.Fatalf("there is no %s among %+v", display, all)
	}
	return all[i]
}
