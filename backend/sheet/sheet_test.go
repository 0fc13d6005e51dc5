package sheet_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"npt/backend/classroom"
	"npt/backend/sheet"
)

const list = "Nom;Prénom\r\nÉloïse;0012345678\r\n"

func utf16le(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func bigEndian(little []byte) []byte {
	out := slices.Clone(little)
	for i := 0; i+1 < len(out); i += 2 {
		out[i], out[i+1] = out[i+1], out[i]
	}
	return out
}

func workbook(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	for at, value := range map[string]any{"A1": "Nom", "B1": "Prénom", "A2": "Éloïse", "B2": "0012345678"} {
		if err := book.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestATableOfAnySystem(t *testing.T) {
	western := strings.NewReplacer("é", "\xe9", "É", "\xc9", "ï", "\xef").Replace(list)
	for name, data := range map[string][]byte{
		"UTF-8": []byte(list), "a byte order mark": []byte("\ufeff" + list), "Windows-1252": []byte(western), "UTF-16": utf16le(list),
		"UTF-16 without a mark": utf16le(strings.ReplaceAll(list, "N", "N"))[2:], "tabs": []byte(strings.ReplaceAll(list, ";", "\t")),
		"commas": []byte(strings.ReplaceAll(list, ";", ",")), "quotes": []byte("\"Nom\",\"Prénom\"\n\n\"Éloïse\",\"0012345678\",\"\""),
		"XLSX": workbook(t), "line ends of an old Mac": []byte(strings.ReplaceAll(list, "\r\n", "\r")), "a line for Excel": []byte("sep=;\r\n" + list),
		"UTF-16, the high byte first": bigEndian(utf16le(list)),
	} {
		got, err := sheet.Read(data)
		if err != nil || len(got.Rows) != 2 || !slices.Equal(got.Rows[0], []string{"Nom", "Prénom"}) || !slices.Equal(got.Rows[1], []string{"Éloïse", "0012345678"}) {
			t.Errorf("%s: %q %v", name, got.Rows, err)
		}
	}
}

func TestNamesWithCommasKeepTheirSeparator(t *testing.T) {
	got, err := sheet.Read([]byte("Student;ID\nMartin, Alice;1\nDurand, Bob;2\n"))
	if err != nil || got.Separator != ';' || got.Rows[1][0] != "Martin, Alice" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		code classroom.Code
	}{
		"empty":              {nil, classroom.CodeBadField},
		"blank":              {[]byte(" \n ; \n"), classroom.CodeBadField},
		"an old workbook":    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1"), classroom.CodeBadField},
		"a broken workbook":  {workbook(t)[:300], classroom.CodeBadField},
		"a picture":          {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), classroom.CodeBadField},
		"more than is read":  {bytes.Repeat([]byte("a"), sheet.MaxTable+1), classroom.CodeTooLarge},
		"half a UTF-16 file": {[]byte{0xff, 0xfe, 0x20}, classroom.CodeBadField},
	} {
		if _, err := sheet.Read(c.data); err == nil || classroom.AsError(err).Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	rows, err := sheet.Read([]byte(strings.Repeat("a,b\n", 2*sheet.MaxRows)))
	if err != nil || len(rows.Rows) != sheet.MaxRows {
		t.Errorf("%d rows, %v", len(rows.Rows), err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(list))
	f.Add(utf16le(list))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := sheet.Read(data)
		if err == nil && len(got.Rows) == 0 {
			t.Error("neither a table nor an error")
		}
	})
}
