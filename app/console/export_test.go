package console

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// unpacked returns the files of an archive, or of what is no archive the file.
func unpacked(t *testing.T, name, body string) map[string]string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		return map[string]string{name: body}
	}
	files := map[string]string{}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files
}

// handIn hands a notebook in.
func handIn(t *testing.T, l *enginetest.Lab, student, content string) {
	t.Helper()
	query := url.Values{
		"session_owner": {"prof"}, "session_name": {"lab-1"}, "sender_name": {student}, "sender_uuid": {"a41f"},
		"record_id": {"0123456789abcdef0123"}, "name": {"lab.ipynb"},
	}
	res, err := http.Post(l.Address+"/hand-in?"+query.Encode(), "application/json", strings.NewReader(content)) //nolint:noctx // of a test's own server
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("the notebook is answered %d", res.StatusCode)
	}
}

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
	if name, _ = fetch(chosen, "zip"); strings.Contains(name, "Ada") || !strings.HasSuffix(name, ".zip") {
		t.Errorf("with names hidden the file is called %s", name)
	}
	l.SendAs("Bea Babbage", "2", "str", "of two")
	handIn(t, l, "Alice", `{"cells": [], "metadata": {"author": "Ada"}, "nbformat": 4, "nbformat_minor": 4}`)
	all := api.Selection{All: true, Query: api.RecordQuery{SessionID: l.Session}}
	for _, format := range []string{"csv", "excel", "xlsx", "attendance", "grid", "answers", "gradebook", "moodle", "html", "ipynb", "zip"} {
		name, body := fetch(all, format)
		for file, data := range unpacked(t, name, body) {
			for _, secret := range []string{"Ada", "Alice", "Bea", "Babbage", "a41f"} {
				if strings.Contains(file+data, secret) {
					t.Errorf("with names hidden %s in %s says %s", file, name, secret)
				}
			}
		}
	}
	named, err := c.api.PrepareExport(api.ExportRequest{Selection: all, Format: "zip", Names: "names"})
	if err != nil {
		t.Fatal(err)
	}
	_, whole := consoleAsk(t, c, http.MethodGet, "/export?ticket="+named.Ticket, "", nil)
	if files := unpacked(t, named.Name, whole); !strings.Contains(files["notebooks/Ada.ipynb"], "author") || !strings.Contains(files["report.html"], "Bea Babbage") {
		t.Errorf("with names there are %v", slices.Sorted(maps.Keys(files)))
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
