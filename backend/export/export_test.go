package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
	"npt/backend/roster"
)

var at = time.Date(2026, 2, 11, 14, 5, 6, 123456000, time.UTC)

type item struct {
	record  classroom.Record
	payload payload.Payload
}

func items(all ...item) export.Records {
	return func(yield func(classroom.Record, payload.Payload) error) error {
		for _, i := range all {
			if err := yield(i.record, i.payload); err != nil {
				return err
			}
		}
		return nil
	}
}

func record(student, question string, typ payload.Type, data string) item {
	return item{
		classroom.Record{
			Part: "default", Sender: classroom.SenderKey{UUID: "a41f-beef-0001", Name: student}, Student: classroom.Student{SenderKey: classroom.SenderKey{Name: student}}, Question: question, Type: typ,
			Attempts: 2, FirstSentAt: at, SentAt: at.Add(time.Minute), ReceivedAt: at.Add(2 * time.Minute),
		},
		payload.Payload{Type: typ, Data: []byte(data)},
	}
}

func source(session string, judged classroom.Judged, records export.Records) export.Source {
	return export.Source{Session: session, At: at, Judged: judged, Records: records, Person: map[int64]roster.Person{9: {Identifier: "0012345678"}}}
}

func rows(t *testing.T, text []byte) [][]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCSVKeepsEveryAnswerAsItWasSent(t *testing.T) {
	answers := []string{
		"plain", "two\nlines", "dos\r\nline", `"quoted", with comma`, "[1063, NaN]", "-0.5", "+3e5", "名前 🙂", "", " spaces ",
	}
	var all []item
	for _, a := range answers {
		one := record("Zoë", "2b", payload.TypeText, a)
		one.record.Student.ID = 9
		all = append(all, one)
	}
	var out bytes.Buffer
	if err := export.CSV(&out, source("lab-1", classroom.Judged{}, items(all...))); err != nil {
		t.Fatal(err)
	}
	got := rows(t, out.Bytes())
	sent := func(minutes int) string {
		return at.Add(time.Duration(minutes) * time.Minute).Local().Format("2006-01-02T15:04:05.000000-07:00")
	}
	want := []string{"lab-1", "default", "2b", "", "Zoë", "0012345678", "a41f-bee", "str", "plain", "2", sent(0), sent(1), sent(2), "", "", "", "Zoë", "", ""}
	if !slices.Equal(got[0], export.Header) || !slices.Equal(got[1], want) {
		t.Errorf("the table begins\n%q\n%q\nwant\n%q", got[0], got[1], want)
	}
	for i, a := range answers {
		// encoding/csv's reader folds CRLF within a field; the file itself has the bytes that were
		// sent.
		if got[i+1][8] != strings.ReplaceAll(a, "\r\n", "\n") {
			t.Errorf("answer %q came out as %q", a, got[i+1][8])
		}
	}
	if !strings.Contains(out.String(), "dos\r\nline") || !strings.Contains(out.String(), "two\nlines") {
		t.Error("a line break was changed")
	}
}

// Two answers of which the same came may still differ, and JSON has no tuples: the last columns tell.
func TestTheTableSaysWhatIsNotInTheAnswer(t *testing.T) {
	const cut = `[1, "\u2026 (30,000 items in all)"]`
	digested := record("Alice", "1", payload.TypeList, cut)
	digested.payload.Digest = "0123456789abcdef0123456789abcdef"
	var out bytes.Buffer
	if err := export.CSV(&out, source("lab-1", classroom.Judged{}, items(digested, record("Bob", "1", payload.TypeList, cut), record("Zoë", "1", payload.TypeList, "[\t1]")))); err != nil {
		t.Fatal(err)
	}
	var got, written []string
	for _, row := range rows(t, out.Bytes()) {
		got = append(got, row[17])
		written = append(written, row[18])
	}
	if want := []string{"python", "[1, '… (30,000 items in all)']", "[1, '… (30,000 items in all)']", "(1,)"}; !slices.Equal(written, want) {
		t.Errorf("Python writes %q, want %q", written, want)
	}
	if want := []string{"whole", "0123456789abcdef0123456789abcdef", "unknown", ""}; !slices.Equal(got, want) {
		t.Errorf("the column is %q, want %q", got, want)
	}
}

// An answer that came after the verdicts were read has none.
func TestTheTableHasVerdicts(t *testing.T) {
	var all []item
	for id := range 5 {
		one := record("Zoë", "1", payload.TypeText, "x")
		one.record.ID, one.record.Title = int64(id), "The mean"
		all = append(all, one)
	}
	judged := classroom.Judged{Right: []int64{0, 4}, Wrong: []int64{1, 2}, Labelled: map[string][]int64{"guess": {2}}, AsOf: at.Add(time.Hour)}
	all[4].record.ReceivedAt = judged.AsOf.Add(time.Second)
	var out bytes.Buffer
	if err := export.CSV(&out, source("lab-1", judged, items(all...))); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows(t, out.Bytes()) {
		got = append(got, strings.Join([]string{row[3], row[13], row[14], row[15]}, ","))
	}
	want := []string{"title,verdict,label,receipt", "The mean,right,,", "The mean,wrong,,", "The mean,wrong,guess,", "The mean,,,", "The mean,,,"}
	if !slices.Equal(got, want) {
		t.Errorf("the last columns are %q, want %q", got, want)
	}
}

func TestASpreadsheetRunsNothing(t *testing.T) {
	var out bytes.Buffer
	evil := []string{`=HYPERLINK("http://x","y")`, "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+1", "\t=1"}
	var all []item
	for _, e := range evil {
		one := record(e, e, payload.TypeText, e)
		one.record.Title = e
		all = append(all, one)
	}
	if err := export.CSV(&out, source(evil[0], classroom.Judged{Labelled: map[string][]int64{"=1+1": {0}}, AsOf: at.Add(time.Hour)}, items(all...))); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows(t, out.Bytes())[1:] {
		for _, column := range []int{0, 2, 3, 4, 8, 14} {
			if !strings.HasPrefix(row[column], "'") {
				t.Errorf("row %d, column %s is %q", i, export.Header[column], row[column])
			}
		}
	}
}

// A spreadsheet splits at the separator of its country, whatever a file was written with: nothing that
// stands behind one of them may be a formula, and a number stays a number.
func TestNothingBehindASeparatorIsAFormula(t *testing.T) {
	for sent, want := range map[string]string{
		"a;=2+3;b":              "a;'=2+3;b",
		"Bob;=1+1":              "Bob;'=1+1",
		"a\t@SUM(A1)\t-3":       "a\t'@SUM(A1)\t-3",
		"first\n+cmd|' /C x'!A": "first\n'+cmd|' /C x'!A",
		"=1;=2":                 "'=1;'=2",
		"-0.5;+3e5;-1-1":        "-0.5;+3e5;'-1-1",
		"[1,-2]":                "[1,-2]",
		"＝1+1":                  "'＝1+1",
		"[1;-2]":                "[1;-2]",
		"a; b;":                 "a; b;",
		"if x:\n\treturn":       "if x:\n\treturn",
		"cut\x00here":           "cut\uFFFDhere",
	} {
		var out bytes.Buffer
		if err := export.CSV(&out, source("lab-1", classroom.Judged{}, items(record(sent, "1", payload.TypeText, sent)))); err != nil {
			t.Fatal(err)
		}
		if got := rows(t, out.Bytes())[1]; got[4] != want || got[8] != want {
			t.Errorf("of %q came student %q, answer %q, want %q", sent, got[4], got[8], want)
		}
		if line := `"default","1","","` + want + `","","a41f-bee","str","` + want + `",2,`; !strings.Contains(out.String(), line) {
			t.Errorf("of %q not every text is quoted:\n%s", sent, out.String())
		}
	}
}

func TestAFullDiskIsAnError(t *testing.T) {
	full := errors.New("disk full")
	if err := export.CSV(failing{full}, source("lab-1", classroom.Judged{}, items(record("A", "1", payload.TypeText, "x")))); !errors.Is(err, full) {
		t.Errorf("CSV says %v", err)
	}
	if err := export.ZIP(failing{full}, zipSource(t, record("A", "1", payload.TypeText, "x"))); !errors.Is(err, full) {
		t.Errorf("ZIP says %v", err)
	}
}

// table is where a ZIP keeps its table until the end.
func table(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "table"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
