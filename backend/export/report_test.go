package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strings"
	"testing"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
)

// looks shows answers by the words' keys.
func looks(view export.Overview) export.Looks {
	return export.Looks{
		Overview: func() (export.Overview, error) { return view, nil },
		Picture: func(p payload.Payload) (*payload.Image, error) {
			return &payload.Image{MediaType: "image/png", Data: p.Data}, nil
		},
		Say:      func(key string, values map[string]string) string { return key + values["count"] },
		Language: "en",
	}
}

// What ends a tag, a script, a fence, a cell or a literal.
var hostile = []string{
	`</style><script>document.title="run"</script>`, `"><img src=x onerror=alert(1)>`, `{{.Students}}`, `<!--`, "]]>",
	"```\nraise SystemExit\n```", "'''\"\"\"\\", "\u2028\x00", `$x$ [a](javascript:alert(1))`, "\u202Eevil",
}

// hostileLab is a session in which all names and answers are hostile, with its records and its overview.
func hostileLab(t *testing.T) export.Source {
	var all []item
	view := export.Overview{IsWhole: true}
	for i, text := range hostile {
		one := record(text, text, payload.TypeText, text+"\x1b[31m")
		code := record(text, "code", payload.TypeCode, "import os; os._exit(3)  # "+text)
		one.record.ID, code.record.ID = int64(2*i+1), int64(2*i+2)
		all = append(all, one, code)
		view.Questions = append(view.Questions, export.Question{
			Label: text, Title: text, Expected: []string{text}, IsPattern: i%2 == 0,
			Groups: []export.Group{{Records: []int64{one.record.ID}, Example: one.record.ID, Label: text, Hint: classroom.Hint{Text: text, Code: text}, Remarks: []string{text}}},
		})
		view.Students = append(view.Students, classroom.Student{SenderKey: classroom.SenderKey{Name: text}})
	}
	from := zipSource(t, all...)
	from.Looks = looks(view)
	return from
}

// Nothing that was sent is a tag of the page: it has as many as with plain texts.
func TestNothingRunsInTheReport(t *testing.T) {
	var out bytes.Buffer
	if err := export.HTML(&out, hostileLab(t)); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	for _, tag := range []string{"<script", "<img", "<!--", "onerror=alert(1)>", "</style><", "\x00", "\x1b"} {
		if strings.Contains(page, tag) {
			t.Errorf("the page has %q", tag)
		}
	}
	if n := strings.Count(page, "<style>"); n != 1 || !strings.Contains(page, "default-src &#39;none&#39;") {
		t.Errorf("the page has %d styles, or no policy", n)
	}
	if n := strings.Count(page, `class="group"`); n != 2*len(hostile) {
		t.Errorf("the page has %d groups, want %d", n, 2*len(hostile))
	}
}

// The groups are those of the question's page, the right one first, with who is in them and who is missing.
func TestTheReportShowsGroups(t *testing.T) {
	var all []item
	view := export.Overview{IsWhole: true, Students: []classroom.Student{{SenderKey: classroom.SenderKey{Name: "Missing Mo"}}}}
	groups := []export.Group{{Label: "forgot abs", Hint: classroom.Hint{Text: "Mind the sign."}, Example: 2}, {Example: 9}}
	for i, name := range []string{"Ann", "Bea", "Cy", "Dee"} {
		one := record(name, "3", payload.TypeText, "wrong one")
		one.record.ID = int64(i + 1)
		at := 0
		if name == "Dee" {
			one.payload.Data, at, groups[1].Example = []byte("right one"), 1, one.record.ID
		}
		groups[at].Records = append(groups[at].Records, one.record.ID)
		all = append(all, one)
	}
	all[1].payload.Data = []byte("the example")
	other := record("Ann", "3", payload.TypeText, "of another part")
	other.record.ID, other.record.Part = 50, "afternoon"
	all = append(all, other)
	view.Questions = []export.Question{{Label: "3", Title: "Cluster sizes", Expected: []string{"right one"}, Groups: groups}}
	from := source("lab", classroom.Judged{Right: []int64{4}, Wrong: []int64{1, 2, 3}, AsOf: at.AddDate(1, 0, 0)}, items(all...))
	from.Looks, from.Temp = looks(view), func() (io.ReadWriteSeeker, error) { return table(t), nil }
	var out, cells bytes.Buffer
	if err := errors.Join(export.HTML(&out, from), export.Debrief(&cells, from)); err != nil {
		t.Fatal(err)
	}
	inOrder(t, out.String(), "Cluster sizes", "report.reference", "right one", `<span class="count">1</span><span class="mark right"`, "right one", "<bdi>Dee</bdi>",
		`<span class="count">3</span><span class="mark wrong"`, "the example", "forgot abs", "Mind the sign.", "<bdi>Ann</bdi>, <bdi>Bea</bdi>, <bdi>Cy</bdi>", "report.missing1", "<bdi>Missing Mo</bdi>")
	inOrder(t, cells.String(), "Cluster sizes", "right one", "A · 1 · common.verdicts.right", "right one", "B · 3 · common.verdicts.wrong", "forgot abs", "the example", "Mind the sign")
	for _, absent := range []string{"of another part", "wrong one"} {
		if strings.Contains(out.String(), absent) {
			t.Errorf("the page has %q", absent)
		}
	}
	for _, name := range []string{"Ann", "Bea", "Cy", "Dee", "Missing"} {
		if strings.Contains(cells.String(), name) {
			t.Errorf("the notebook has %q", name)
		}
	}
}

func inOrder(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, each := range wanted {
		_, rest, found := strings.Cut(text, each)
		if !found {
			t.Fatalf("%q is missing, or not behind what it should be", each)
		}
		text = rest
	}
}

// A page stays small: each question has its share of the pictures, and says which of them are left out.
func TestManyPicturesAreLeftOut(t *testing.T) {
	var view export.Overview
	for i := range 20 {
		view.Questions = append(view.Questions, export.Question{Label: fmt.Sprint(i + 1)})
	}
	var all []item
	for i := range 6 {
		one := record(fmt.Sprint("student ", i), "1", payload.TypeImage, strings.Repeat("x", 1<<18))
		one.record.ID = int64(i + 1)
		all = append(all, one)
	}
	from := zipSource(t, all...)
	from.Looks = looks(view)
	var out bytes.Buffer
	if err := export.HTML(&out, from); err != nil {
		t.Fatal(err)
	}
	shown, left := strings.Count(out.String(), "<img "), strings.Count(out.String(), "report.pictureLeft")
	if shown != 4 || left != 2 {
		t.Errorf("%d pictures are shown and %d left out, in %d bytes", shown, left, out.Len())
	}
}

// The notebook is one, and each of its cells runs, also where what was sent would end the program.
func TestTheDebriefRuns(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import nbformat, nbclient, ipykernel").Run(); err != nil {
		t.Skip("Debian's Jupyter is not here: ", err)
	}
	from := hostileLab(t)
	from.Looks.Overview = func() (export.Overview, error) { // one question is drawn, as a drawing takes a while
		return export.Overview{}, nil
	}
	var out bytes.Buffer
	if err := export.Debrief(&out, from); err != nil {
		t.Fatal(err)
	}
	const run = `
import json, sys
sys.modules["debugpy"] = None
import nbformat
from nbclient import NotebookClient
notebook = nbformat.reads(sys.stdin.read(), as_version=4)
nbformat.validate(notebook)
assert notebook.nbformat_minor == 5
ids = [cell.id for cell in notebook.cells]
code = [cell for cell in notebook.cells if cell.cell_type == "code"]
code[0].source = "import sys; sys.modules['matplotlib'] = None\n" + code[0].source
NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
print(json.dumps({"ids": len(set(ids)) == len(ids), "drawn": sum(any("none" in o.get("text", "") for o in cell.outputs) for cell in code)}))`
	cmd := exec.Command(python, "-c", run)
	cmd.Stdin = &out
	var says bytes.Buffer
	cmd.Stderr = &says
	told, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, says.String())
	}
	var got struct {
		IDs   bool
		Drawn int
	}
	if err := json.Unmarshal(told, &got); err != nil || !got.IDs || got.Drawn != len(hostile)+1 {
		t.Errorf("%s: %v", told, err)
	}
}

// What was handed in is in the ZIP by the names of the students; a file that is gone leaves the others.
func TestNotebooksAreInTheZIP(t *testing.T) {
	from := zipSource(t, record("Ann", "1", payload.TypeText, "x"))
	from.HandedIn = func(yield func(export.HandedIn) error) error {
		for _, name := range []string{"CON", "ann/..", "Ann/..", strings.Repeat("名", 100), "gone"} {
			open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(name)), nil }
			if name == "gone" {
				open = func() (io.ReadCloser, error) { return nil, fs.ErrNotExist }
			}
			err := yield(export.HandedIn{Student: classroom.Student{SenderKey: classroom.SenderKey{Name: name}}, At: at, Open: open})
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	}
	files := zipped(t, from)
	for name, want := range map[string]string{
		"notebooks/_CON.ipynb": "CON", "notebooks/ann_.ipynb": "ann/..", "notebooks/Ann_ (2).ipynb": "Ann/..",
	} {
		if files[name] != want {
			t.Errorf("%s holds %q", name, files[name])
		}
	}
	n := 0
	for name := range files {
		if strings.HasPrefix(name, "notebooks/") {
			n++
		}
		if len(name) > export.MaxArchivedName {
			t.Errorf("the name %s has %d bytes", name, len(name))
		}
	}
	if n != 4 || files["report.html"] == "" || files["debrief.ipynb"] == "" {
		t.Errorf("the archive has %d notebooks", n)
	}
}
