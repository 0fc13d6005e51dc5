package engine_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"npt/app/engine"
	"npt/app/enginetest"
	"npt/app/instance"
	"npt/app/transfer"
	"npt/backend/classroom"
)

// In a real kernel a student fetches the data beside the notebook, and hands the notebook in.
func TestFilesInAKernel(t *testing.T) {
	l := handing{enginetest.Open(t)}
	data := strings.Repeat("1,2\n", 100_000)
	l.attach("data.csv", data)
	l.attach("lab.ipynb", labNotebook)
	path := filepath.Join(t.TempDir(), "my lab.ipynb")
	must(t, os.WriteFile(path, []byte(labNotebook), 0o600))
	cell, err := l.API.FirstCell(l.Session)
	must(t, err)
	cmd := exec.CommandContext(t.Context(), "/usr/bin/python3", "../testdata/files.py", path, "Ada")
	cmd.Stdin = strings.NewReader(cell.ByAddress)
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	out, err := cmd.Output()
	must(t, err)
	var said []string
	must(t, json.Unmarshal(out, &said))
	for i, want := range []string{"data.csv is here now (400 kB).", "data.csv is here already, with the same content.", "my lab.ipynb is handed in as it was saved "} {
		if !strings.Contains(said[i], want) || strings.Count(said[i], "\n") > 0 {
			t.Errorf("cell %d says %q, want %q", i, said[i], want)
		}
	}
	fetched, err := os.ReadFile(filepath.Join(filepath.Dir(path), "data.csv"))
	if err != nil || string(fetched) != data {
		t.Errorf("%d bytes were fetched, %v", len(fetched), err)
	}
	files, err := l.API.Files(l.Session)
	must(t, err)
	if len(files.Students) != 1 || files.Students[0].Fetched != 1 || files.Students[0].ByBrowser || files.HandedIn != 1 || !strings.Contains(said[2], files.Students[0].HandIns[0].Receipt) {
		t.Errorf("%+v; said %q", files.Students, said)
	}
}

// A class that fetches and hands in at once gets every byte through, and so do the answers sent meanwhile.
func TestAClassFetchesAndHandsInAtOnce(t *testing.T) {
	const students, size = 40, 500_000
	l := handing{enginetest.Open(t)}
	data := strings.Repeat("0123456789", size/10)
	l.attach("data.bin", data)
	path := fmt.Sprintf("/handout/file?session=%d&name=data.bin", l.Session)
	lab := strings.Replace(labNotebook, "# Lab", strings.Repeat("x", size), 1)
	var all sync.WaitGroup
	for i := range students {
		name := fmt.Sprintf("Student %02d", i)
		all.Go(func() {
			if _, body := l.get(path); string(body) != data {
				t.Errorf("%d bytes came", len(body))
			}
		})
		all.Go(func() {
			if status, answer := l.handIn(name, "lab.ipynb", lab); status != http.StatusOK {
				t.Errorf("a notebook is answered %d %v", status, answer)
			}
		})
		all.Go(func() { l.SendAs(name, "1", "str", "x") })
	}
	all.Wait()
	files, err := l.API.Files(l.Session)
	must(t, err)
	if files.HandedIn != students || len(files.Students) != students {
		t.Errorf("%d of %d handed in, want %d", files.HandedIn, len(files.Students), students)
	}
	if n := len(l.contents()); n != 2 { // the data, and the notebook that all have
		t.Errorf("%d files are kept", n)
	}
}

// Who is erased for good leaves no notebook behind.
func TestAnErasedStudentLeavesNoNotebook(t *testing.T) {
	l := handing{enginetest.Open(t)}
	for _, name := range []string{"Alice", "Bob"} {
		if status, answer := l.handIn(name, "lab.ipynb", labNotebook+strings.Repeat(" ", len(name))); status != http.StatusOK {
			t.Fatal(answer)
		}
	}
	_, err := l.API.OpenHandIns(l.Session)
	must(t, err)
	files, err := l.API.Files(l.Session)
	must(t, err)
	must(t, l.EraseStudents(t.Context(), []int64{files.Students[0].Student.ID}, nil))
	kept, err := filepath.Glob(filepath.Join(instance.Files(l.DataFolder()), "*", "*"))
	must(t, err)
	if files, err = l.API.Files(l.Session); err != nil || files.HandedIn != 1 || len(kept) != 1 || filepath.Base(kept[0]) != sumOf([]byte(labNotebook+"   ")) {
		t.Errorf("%d handed in, %q are kept, %v", files.HandedIn, kept, err)
	}
}

// What was handed in comes back with its session on another computer, once, and never in the place of something later.
func TestHandedInNotebooksComeBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	from, to := handing{enginetest.Open(t)}, handing{enginetest.OpenIn(t, dir)}
	first, last := strings.Replace(labNotebook, "x = 1", "x = 8", 1), strings.Replace(labNotebook, "x = 1", "x = 9", 1)
	from.MustSend("sender_name", "Zoé", "sender_uuid", "u-Zoé")
	for _, handed := range [][2]string{{"Zoé", first}, {"Zoé", last}, {"Bob", labNotebook}} {
		if status, answer := from.handIn(handed[0], "lab.ipynb", handed[1]); status != http.StatusOK {
			t.Fatalf("%d %v", status, answer)
		}
	}
	path := filepath.Join(t.TempDir(), "lab.zip")
	sessions, err := from.Store.Sessions(t.Context(), "prof")
	must(t, err)
	must(t, engine.ExportOf(sessions[0], "zip").WriteFile(t.Context(), from.ExportSource(), path))
	try := func(into int64) (int64, error) {
		t.Helper()
		in, err := transfer.Open(t.Context(), path, nil)
		must(t, err)
		done, err := engine.Import(t.Context(), to.Engine, in, transfer.Target{Into: into, Name: "again"}, func(int) {})
		must(t, in.Close())
		return done.Session, err
	}
	bring := func(into int64) int64 {
		t.Helper()
		made, err := try(into)
		must(t, err)
		return made
	}
	handed := func(session int64) (all []string) {
		t.Helper()
		list, err := to.Files.HandIns(t.Context(), session)
		must(t, err)
		students, err := to.Store.Students(t.Context(), session)
		must(t, err)
		for _, h := range list {
			content, err := to.Files.Content(h)
			must(t, err)
			data, err := io.ReadAll(content)
			must(t, errors.Join(err, content.Close()))
			at := slices.IndexFunc(students, func(s classroom.Student) bool { return s.ID == h.StudentID })
			all = append(all, students[at].Name+" "+h.Name+" "+string(data))
		}
		slices.Sort(all)
		return all
	}
	want := []string{"Bob lab.ipynb " + labNotebook, "Zoé lab.ipynb " + last}
	// Where they cannot be kept, there is no session without them.
	must(t, errors.Join(os.RemoveAll(instance.Files(dir)), os.WriteFile(instance.Files(dir), nil, 0o600)))
	_, err = try(0)
	there, failed := to.Store.Sessions(t.Context(), "prof")
	if must(t, failed); err == nil || len(there) != 1 {
		t.Errorf("there are %d sessions, %v", len(there), err)
	}
	must(t, os.Remove(instance.Files(dir)))
	made := bring(0)
	if got := handed(made); !slices.Equal(got, want) {
		t.Errorf("there are %q, want %q", got, want)
	}
	bring(made)
	if got := handed(made); !slices.Equal(got, want) {
		t.Errorf("once more gives %q", got)
	}
	// Who handed in something later here keeps that as the last.
	if status, answer := to.handIn("Zoé", "mine.ipynb", first); status != http.StatusOK {
		t.Fatalf("%d %v", status, answer)
	}
	bring(to.Session)
	if got := handed(to.Session); !slices.Equal(got, []string{"Bob lab.ipynb " + labNotebook, "Zoé mine.ipynb " + first}) {
		t.Errorf("merged: %q", got)
	}
}

// A notebook in a ZIP that is none is refused before anything is taken.
func TestAnImportOfNoNotebookChangesNothing(t *testing.T) {
	lab := handing{enginetest.Open(t)}
	lab.MustSend()
	lab.handIn("Bob", "lab.ipynb", labNotebook)
	sessions, err := lab.Store.Sessions(t.Context(), "prof")
	must(t, err)
	var whole, changed bytes.Buffer
	must(t, engine.ExportOf(sessions[0], "zip").Write(t.Context(), lab.ExportSource(), &whole))
	in, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	must(t, err)
	out := zip.NewWriter(&changed)
	for _, f := range in.File {
		r, err := f.Open()
		must(t, err)
		w, err := out.Create(f.Name)
		must(t, err)
		if f.Name == "notebooks/Bob.ipynb" {
			r = io.NopCloser(strings.NewReader("MZ"))
		}
		_, err = io.Copy(w, r)
		must(t, err)
	}
	must(t, out.Close())
	path := filepath.Join(t.TempDir(), "evil.zip")
	must(t, os.WriteFile(path, changed.Bytes(), 0o600))
	evil, err := transfer.Open(t.Context(), path, nil)
	must(t, err)
	defer evil.Close() //nolint:errcheck // it was only read
	_, err = engine.Import(t.Context(), lab.Engine, evil, transfer.Target{Name: "evil"}, func(int) {})
	after, failed := lab.Store.Sessions(t.Context(), "prof")
	if err == nil || failed != nil || len(after) != len(sessions) {
		t.Errorf("it says %v, and there are %d sessions, %v", err, len(after), failed)
	}
}
