package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
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

// pandas reads both tables: the cells are those of encoding/csv.
func TestTablesOpenInPandas(t *testing.T) {
	dir := t.TempDir()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"plain": func(b *bytes.Buffer) error { return export.CSV(b, hostileSource(0)) },
		"excel": func(b *bytes.Buffer) error { return export.ExcelCSV(b, hostileSource(';')) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const read = `
import json, sys, pandas
read = lambda name, sep: list(pandas.read_csv(sys.argv[1] + "/" + name, sep=sep, dtype=str, keep_default_na=False)["answer"])
print(json.dumps([read("plain", ","), read("excel", ";")]))`
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
