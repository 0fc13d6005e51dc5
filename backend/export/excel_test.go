package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
)

// hostileCells are what a student may send, with what a plain table and one for Excel hold.
var hostileCells = []struct{ sent, plain, excel string }{
	{"Bob;=1+1", "Bob;'=1+1", "Bob;'=1+1"},
	{"a;=2+3;b", "a;'=2+3;b", "a;'=2+3;b"},
	{"a,=2+3,b", "a,=2+3,b", "a,'=2+3,b"},
	{"a\t=2+3", "a\t'=2+3", "a\t'=2+3"},
	{"=1+1", "'=1+1", "'=1+1"},
	{"\t=1", "'\t'=1", "'\t'=1"},
	{"＝1+1", "'＝1+1", "'＝1+1"},
	{"＠SUM(A1)", "'＠SUM(A1)", "'＠SUM(A1)"},
	{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
	{"@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"},
	{"\n=1+1", "\n'=1+1", "\n'=1+1"},
	{" =1+1", " =1+1", " =1+1"},
	{"\u202e=1+1", "\u202e=1+1", "\u202e=1+1"},
	{"{=1+1}", "{=1+1}", "{=1+1}"},
	{"-1+1", "'-1+1", "'-1+1"},
	{"=1;=2", "'=1;'=2", "'=1;'=2"},
	{strings.Repeat("漢", 100), strings.Repeat("漢", 100), strings.Repeat("漢", 100)},
	{"-0.5", "-0.5", "-0.5"},
	{"[1,-2]", "[1,-2]", "[1,-2]"},
	{"[[-1.5,-2e3],[0,-3]]", "[[-1.5,-2e3],[0,-3]]", "[[-1.5,-2e3],[0,-3]]"},
	{"0012345678", "0012345678", `="0012345678"`},
	{"12345678901234567", "12345678901234567", `="12345678901234567"`},
	{"1.10", "1.10", `="1.10"`},
	{"3-4", "3-4", `="3-4"`},
	{"1/2", "1/2", `="1/2"`},
	{"42", "42", "42"},
	{"a\x00b", "a\uFFFDb", "a\uFFFDb"},
	{`"x", he said`, `"x", he said`, `"x", he said`},
	{"名前 🙂", "名前 🙂", "名前 🙂"},
}

const (
	answerAt = 8
	longest  = 32_767
)

func hostileSource(separator rune) export.Source {
	var all []item
	for _, c := range hostileCells {
		all = append(all, record(c.sent, "1", payload.TypeText, c.sent))
	}
	all = append(all, record("Ada", "1", payload.TypeText, strings.Repeat("🙂", longest)))
	from := source("lab-1", classroom.Judged{}, items(all...))
	from.Separator = separator
	return from
}

func TestATableForExcel(t *testing.T) {
	for _, separator := range []rune{',', ';'} {
		var out bytes.Buffer
		if err := export.ExcelCSV(&out, hostileSource(separator)); err != nil {
			t.Fatal(err)
		}
		text, hasMark := strings.CutPrefix(out.String(), "\uFEFF")
		reader := csv.NewReader(strings.NewReader(text))
		reader.Comma = separator
		got, err := reader.ReadAll()
		if err != nil || !hasMark || !strings.HasPrefix(text, `"session"`+string(separator)+`"part"`) || strings.Count(text, "\r\n") != len(got) {
			t.Fatalf("%v, a byte order mark %v, %.40q", err, hasMark, text)
		}
		for i, c := range hostileCells {
			if got[i+1][answerAt] != c.excel {
				t.Errorf("%q with %q is %q, want %q", c.sent, separator, got[i+1][answerAt], c.excel)
			}
		}
		long := got[len(got)-1][answerAt]
		if units := len(utf16.Encode([]rune(long))); units > longest || units < longest-1 || !strings.HasSuffix(long, "(cut: the ZIP has all of it)") {
			t.Errorf("a long cell has %d characters", units)
		}
	}
}

// In a country where a comma stands before the decimals, Excel takes 1.5 for the first of May.
func TestWhatIsADayInOneCountryOnly(t *testing.T) {
	for separator, want := range map[rune]string{',': "1.5", ';': `="1.5"`} {
		from := source("lab-1", classroom.Judged{}, items(record("Ada", "1", payload.TypeText, "1.5")))
		from.Separator = separator
		var out bytes.Buffer
		if err := export.ExcelCSV(&out, from); err != nil {
			t.Fatal(err)
		}
		if cell := string(separator) + `"` + strings.ReplaceAll(want, `"`, `""`) + `"` + string(separator); !strings.Contains(out.String(), cell) {
			t.Errorf("no %s in %s", cell, out.String())
		}
	}
}

// hostileTables writes a plain table and one for Excel, and returns their folder.
func hostileTables(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"plain.csv": func(b *bytes.Buffer) error { return export.CSV(b, hostileSource(0)) },
		"excel.csv": func(b *bytes.Buffer) error { return export.ExcelCSV(b, hostileSource(';')) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// LibreOffice, told of no separator beyond those that it splits at by itself, has the cells of encoding/csv, and runs none of
// them. What it takes for a number or a day in the plain table is a text in the one for Excel, by the one formula that is ours.
func TestTablesOpenInLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("without LibreOffice (Debian: libreoffice-calc-nogui) nothing is known of it")
	}
	dir := hostileTables(t)
	const splitsAtAll = "--infilter=CSV:44/59/9,34,76,1"                                                                            // comma, semicolon, tab; quotes; UTF-8; from the first row
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", splitsAtAll, "--convert-to", "xlsx", //nolint:gosec // installed here
		"--outdir", dir, filepath.Join(dir, "plain.csv"), filepath.Join(dir, "excel.csv"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	for name, want := range map[string]func(i int) string{
		"plain": func(i int) string { return hostileCells[i].plain },
		"excel": func(i int) string { return hostileCells[i].excel },
	} {
		sheet := openWorkbook(t, filepath.Join(dir, name+".xlsx"))[name]
		kept := 0
		for i := range hostileCells {
			got, isText := sheet.Rows[i+1][answerAt].(string)
			if strings.HasPrefix(want(i), `="`) {
				kept++
			}
			isTaken := !isText && isNumeric(want(i)) || name == "plain" && strings.HasPrefix(hostileCells[i].excel, `="`) // for a number or a day
			if !isTaken && got != want(i) {
				t.Errorf("%s: %q is %#v in LibreOffice, want %q", name, hostileCells[i].sent, sheet.Rows[i+1][answerAt], want(i))
			}
		}
		if columns := len(sheet.Rows[0]); columns != len(export.Header) || sheet.Formulas != kept*formulaColumns {
			t.Errorf("%s: %d columns, %d formulas, want %d and %d", name, columns, sheet.Formulas, len(export.Header), kept*formulaColumns)
		}
	}
}

// formulaColumns is in how many columns a row of hostileCells has what was sent: the student, the notebook and the answer.
const formulaColumns = 3

func isNumeric(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// pandas reads both tables: the cells are those of encoding/csv.
func TestTablesOpenInPandas(t *testing.T) {
	dir := hostileTables(t)
	const read = `
import json, sys, pandas
read = lambda name, sep: list(pandas.read_csv(sys.argv[1] + "/" + name, sep=sep, dtype=str, keep_default_na=False)["answer"])
print(json.dumps([read("plain.csv", ","), read("excel.csv", ";")]))`
	cmd := exec.Command("/usr/bin/python3", "-c", read, dir)
	text, err := cmd.Output()
	var got [2][]string
	if err != nil || json.Unmarshal(text, &got) != nil {
		t.Fatalf("%v %s", err, text)
	}
	for i, c := range hostileCells {
		if got[0][i] != c.plain || got[1][i] != c.excel {
			t.Errorf("%q is %q and %q for pandas, want %q and %q", c.sent, got[0][i], got[1][i], c.plain, c.excel)
		}
	}
}
