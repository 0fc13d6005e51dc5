package export_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"npt/backend/archive"
	"npt/backend/classroom"
	"npt/backend/export"
	"npt/backend/payload"
	"npt/backend/roster"
)

func TestZIPHoldsAFileForEachAnswer(t *testing.T) {
	all := []item{
		record("Alice", "1", payload.TypeCode, "def f(): ..."),
		record("alice", "1", payload.TypeCode, "def g(): ..."),
		record("../../etc/passwd", "..", payload.TypeImage, "\x89PNG..."),
		record(`C:\con`, "con", payload.TypeImage, "\xff\xd8..."),
		record("COM¹.x", "CONIN$", payload.TypeCode, "1"),
		record("clock$", "lpt²", payload.TypeCode, "2"),
		record("com10", "com", payload.TypeCode, "3"),
		record("NUL .txt", "10", payload.TypeCode, "4"),
		record(strings.Repeat("é", 100), "7", payload.TypeCode, "5"),
		record(strings.Repeat("é", 99)+"e", "7", payload.TypeCode, "6"),
		record(strings.Repeat("👩‍💻", 33), strings.Repeat("𝟙", 20), payload.TypeCode, "7"),
		record("Bob", "2", payload.TypeText, "text"),
		record("e\u0301", "3", payload.TypeList, "[1]"),
		record("\u00e9", "3", payload.TypeList, "[2]"),
		record("Maß", "3", payload.TypeLatex, "x"),
		record("MASS", "3", payload.TypeLatex, "y"),
		record(" ...", "3", payload.TypeList, "[3]"),
		record("名前 🙂", "3", payload.TypeList, "[4]"),
	}
	contents := zipped(t, zipSource(t, all...))
	for name, want := range map[string]string{
		"code/01 Alice.py":              "def f(): ...",
		"code/01 alice (2).py":          "def g(): ...",
		"images/_ .._.._etc_passwd.png": "\x89PNG...",
		"images/_con C__con.jpg":        "\xff\xd8...",
		"code/_CONIN$ _COM¹.x.py":       "1",
		"code/_lpt² _clock$.py":         "2",
		"code/com com10.py":             "3",
		"code/10 _NUL .txt.py":          "4",
		"data/02 Bob.txt":               "text",
		"data/03 é.json":                "[1]",
		"data/03 é (2).json":            "[2]",
		"data/03 Maß.tex":               "x",
		"data/03 MASS (2).tex":          "y",
		"data/03 _.json":                "[3]",
		"data/03 名前 🙂.json":             "[4]",

		"code/07 " + strings.Repeat("é", 21) + ".py":     "5",
		"code/07 " + strings.Repeat("é", 21) + " (2).py": "6",
	} {
		if contents[name] != want {
			t.Errorf("%s holds %q, want %q", name, contents[name], want)
		}
	}
	for name := range contents {
		if len(name) > export.MaxArchivedName || !utf8.ValidString(name) {
			t.Errorf("the name %q has %d bytes", name, len(name))
		}
	}
	if len(contents) != len(all)+6 {
		t.Errorf("the archive holds %d files, want %d", len(contents), len(all)+4)
	}
	if table := rows(t, []byte(contents["records.csv"])); len(table) != len(all)+1 || table[3][8] != "images/_ .._.._etc_passwd.png" {
		t.Errorf("records.csv is %q", table)
	}
	if table := rows(t, []byte(contents["grid.csv"])); table[1][0] != "Alice" || table[1][1] != "sent" {
		t.Errorf("grid.csv is %q", table)
	}
	if table := rows(t, []byte(contents["questions.csv"])); table[1][0] != "1" || table[1][3] != "2" {
		t.Errorf("questions.csv is %q", table)
	}
}

// Two sessions of one term with the same key have the same pseudonyms, and nothing has a name.
func TestPseudonymsStandForNames(t *testing.T) {
	all := []item{record("Zoë Kestrel", "1", payload.TypeText, "x"), record("Ola Nordmann", "1", payload.TypeText, "y")}
	all[0].record.Receipt, all[0].record.EarlierReceipts = 99, []classroom.SentReceipt{{Receipt: 98, SentAt: at}}
	key := export.NewKey()
	pseudonym := export.NewPseudonyms(key).Of(all[0].record.Student)
	for _, name := range []string{"csv", "excel", "xlsx", "html", "ipynb", "zip"} {
		format, _ := export.FormatNamed(name)
		var out bytes.Buffer
		from := zipSource(t, all...)
		from.Pseudonyms = export.NewPseudonyms(key)
		from.HandedIn = func(func(export.HandedIn) error) error { t.Error("a notebook is read"); return nil }
		if err := format.Write(&out, from); err != nil {
			t.Fatal(err)
		}
		seen := out.String()
		if name == "xlsx" || name == "zip" {
			for file, content := range unpacked(t, out.Bytes()) {
				seen += file + content
			}
		}
		for _, secret := range []string{"Kestrel", "Zo\u00eb", "Nordmann", "a41f", "0012345678", classroom.Receipt(99).String(), classroom.Receipt(98).String()} {
			if strings.Contains(seen, secret) {
				t.Errorf("%s has %q", name, secret)
			}
		}
		if has := strings.Contains(seen, pseudonym); has != (name != "ipynb") {
			t.Errorf("%s has the pseudonym %s: %t", name, pseudonym, has)
		}
	}
	if other := export.NewPseudonyms(export.NewKey()).Of(all[0].record.Student); other == pseudonym {
		t.Error("another key gives the same pseudonym")
	}
}

// zipSource returns what an export of some records reads.
func zipSource(t *testing.T, all ...item) export.Source {
	return export.Source{
		Session: "lab-1", At: at, Records: items(all...), Separator: ',', Temp: func() (io.ReadWriteSeeker, error) { return table(t), nil },
		Looks:  looks(export.Overview{}),
		Person: map[int64]roster.Person{0: {Identifier: "0012345678"}},
		Archive: func(r archive.Reader) error {
			s := archive.Session{Whole: true, Owner: "prof", Name: "lab-1", Parts: []string{"default"}}
			for i, one := range all {
				s.Students = append(s.Students, archive.Student{UUID: one.record.Sender.UUID, Name: one.record.Sender.Name, Number: 1, Alias: i, MergedInto: -1})
			}
			if err := r.Head(s); err != nil {
				return err
			}
			for i, one := range all {
				kept := archive.Record{ID: int64(i), Student: i, Question: one.record.Question, Type: string(one.record.Type), Attempts: one.record.Attempts}
				if err := r.Record(one.record, one.payload, kept, true); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func zipped(t *testing.T, from export.Source) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := export.ZIP(&out, from); err != nil {
		t.Fatal(err)
	}
	return unpacked(t, out.Bytes())
}

func unpacked(t *testing.T, data []byte) map[string]string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		contents[f.Name] = string(text)
		if f.Name == "records.csv" && !f.Modified.Equal(at.Truncate(time.Second)) {
			t.Errorf("records.csv was modified at %v, want %v", f.Modified, at)
		}
	}
	return contents
}
