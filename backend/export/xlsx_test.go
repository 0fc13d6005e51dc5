package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
)

// readWorkbook reads a workbook as another program does: openpyxl returns each sheet's rows, with numbers and times as
// such.
const readWorkbook = `
import datetime, json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
plain = lambda v: v.isoformat() if isinstance(v, datetime.datetime) else v
print(json.dumps({s.title: {"rows": [[plain(c.value) for c in row] for row in s.rows], "frozen": s.freeze_panes,
    "formulas": sum(c.data_type == "f" for row in s.rows for c in row)} for s in book}))`

type readSheet struct {
	Rows     [][]any
	Frozen   string
	Formulas int
}

func workbook(t *testing.T, judged classroom.Judged, all ...item) map[string]readSheet {
	t.Helper()
	var out bytes.Buffer
	if err := export.XLSX(&out, export.Source{Session: "lab-1", Judged: judged, Records: items(all...)}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "lab-1.xlsx")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return openWorkbook(t, file)
}

func openWorkbook(t *testing.T, file string) map[string]readSheet {
	t.Helper()
	cmd := exec.Command("/usr/bin/python3", "-c", readWorkbook, file)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	var sheets map[string]readSheet
	if err != nil || json.Unmarshal(text, &sheets) != nil {
		t.Fatalf("%v %s%s", err, text, stderr.Bytes())
	}
	return sheets
}

func TestAWorkbookOpensElsewhere(t *testing.T) {
	time.Local = time.UTC
	all := []item{
		record("Ada", "1", payload.TypeText, "=1+1"), record("Bob", "1", payload.TypeList, "[42]"), record("Bob", "2", payload.TypeArray, "[1.5, 2]"),
		record("Zoë 李", "2", payload.TypeText, strings.Repeat("é", 40_000)), record("Zoë 李", "1.10", payload.TypeImage, "\x89PNG"), record("0012345678", "1", payload.TypeText, "00042\x00"),
	}
	for i := range all {
		all[i].record.ID = int64(i + 1)
	}
	sheets := workbook(t, classroom.Judged{Right: []int64{2}, Wrong: []int64{1}, AsOf: at.Add(time.Hour)}, all...)
	rows := sheets["records"].Rows
	for _, c := range []struct {
		row, column int
		want        any
	}{
		{0, 8, "answer"}, {1, 8, "=1+1"}, {2, 8, 42.0}, {3, 8, "[1.5, 2]"}, {5, 8, "(image)"}, {6, 4, "0012345678"}, {6, 8, "00042\uFFFD"},
		{5, 2, "1.10"}, {1, 9, 2.0}, {1, 11, "2026-02-11T14:06:06"}, {1, 13, "wrong"}, {2, 13, "right"}, {3, 13, nil},
	} {
		if got := rows[c.row][c.column]; got != c.want {
			t.Errorf("row %d, column %d: %v, want %v", c.row, c.column, got, c.want)
		}
	}
	if long := rows[4][8].(string); len([]rune(long)) != 32_767 || !strings.HasSuffix(long, "(cut: the ZIP has all of it)") {
		t.Errorf("a long answer has %d characters and ends %q", len([]rune(long)), long[len(long)-40:])
	}
	grid, err := json.Marshal(sheets["grid"].Rows)
	if want := `[["student","1","1.10","2"],["Ada","wrong",null,null],["Bob","right",null,"sent"],["Zoë 李",null,"sent","sent"],["0012345678","sent",null,null]]`; err != nil || string(grid) != want {
		t.Errorf("grid %s, want %s", grid, want)
	}
	questions, err := json.Marshal(sheets["questions"].Rows[1])
	if want := `["1","default",null,3,6,1,1,1]`; err != nil || string(questions) != want {
		t.Errorf("question %s, want %s", questions, want)
	}
	for name, s := range sheets {
		if s.Formulas > 0 || s.Frozen == "" {
			t.Errorf("%s: %d formulas, frozen at %q", name, s.Formulas, s.Frozen)
		}
	}
	if heads := workbook(t, classroom.Judged{})["records"].Rows; len(heads) != 1 || len(heads[0]) != len(export.Header) {
		t.Errorf("without records: %v", heads)
	}
}

func TestFormats(t *testing.T) {
	for _, name := range []string{"csv", "excel", "xlsx", "attendance", "grid", "gradebook", "moodle", "canvas", "html", "ipynb", "zip"} {
		if f, isFormat := export.FormatNamed(name); !isFormat || f.Name != name || f.MIME == "" || f.Extension == "" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if _, isFormat := export.FormatNamed("exe"); isFormat || export.FormatNames() != "csv, excel, xlsx, attendance, grid, answers, gradebook, moodle, canvas, html, ipynb or zip" {
		t.Errorf("formats: %s", export.FormatNames())
	}
}
