package engine_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"npt/app/enginetest"
	"npt/app/instance"
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
