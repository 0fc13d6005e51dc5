package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"npt/backend/cputime"
)

func TestTextIsReadAsItWasSent(t *testing.T) {
	t.Parallel()
	for _, kind := range []Type{TypeText, TypeCode, TypeLatex, "hologram"} {
		for _, in := range []string{"", "a\r\nb\t\x00", "<script>alert(1)</script>", "😀 é"} {
			a := Read(Payload{Type: kind, Data: []byte(in)})
			if a.Type != kind || a.Text != in || a.Cut || a.Bytes != len(in) || a.Broken != "" || pointers(a) != 0 {
				t.Errorf("%s %q is read as %+v", kind, in, a)
			}
		}
	}
	long := Read(Payload{Type: TypeCode, Data: bytes.Repeat([]byte("é"), AnswerText+1)})
	if !long.Cut || utf8.RuneCountInString(long.Text) != AnswerText {
		t.Errorf("%d characters are shown", utf8.RuneCountInString(long.Text))
	}
}

// pointers counts the forms in which an answer is shown, besides its text.
func pointers(a Answer) int {
	count := 0
	for _, set := range []bool{a.Array != nil, a.Table != nil, a.Tree != nil, a.Image != nil} {
		if set {
			count++
		}
	}
	return count
}

func TestWhatIsNotJSONIsShownAsText(t *testing.T) {
	t.Parallel()
	for _, kind := range []Type{TypeArray, TypeList, TypeDict, TypeTable} {
		a := Read(Payload{Type: kind, Data: []byte("[1, oops]")})
		if a.Broken != "notJSON?n=5" || a.Text != "[1, oops]" || pointers(a) != 0 {
			t.Errorf("%s is read as %+v", kind, a)
		}
	}
}

// largest returns payloads of a given size, for each kind the slowest one.
func largest(t testing.TB, size int) map[string]Payload {
	t.Helper()
	fill := func(open, piece, end string) []byte {
		return []byte(open + strings.Repeat(piece, (size-len(open)-len(end))/len(piece)) + end)
	}
	picture := asPNG(t, 1, 1)
	return map[string]Payload{
		"4 million ints":      {Type: TypeArray, Data: fill("[", "1,", "1]")},
		"floats in rows":      {Type: TypeArray, Data: fill("[", "[0.123456,-1.5e-07],", "[0,0]]")},
		"a million rows":      {Type: TypeArray, Data: fill("[", "[[[1]]],", "[[[1]]]]")},
		"ragged at the end":   {Type: TypeArray, Data: fill("[", "[1],", "[]]")},
		"one int":             {Type: TypeArray, Data: fill("", "9", "")},
		"one float":           {Type: TypeArray, Data: fill("[0.", "1", "]")},
		"empty lists":         {Type: TypeList, Data: fill("[", "[],", "1]")},
		"one string":          {Type: TypeList, Data: fill(`["`, `\u0000`, `"]`)},
		"one key":             {Type: TypeDict, Data: fill(`{"`, "'", `":1}`)},
		"keys":                {Type: TypeDict, Data: fill("{", `"":[{}],`, `"":0}`)},
		"deep":                {Type: TypeDict, Data: fill("[", strings.Repeat("[", 60)+strings.Repeat("]", 60)+",", "1]")},
		"never closed":        {Type: TypeDict, Data: fill("[", "1,", "")},
		"a table":             {Type: TypeTable, Data: fill(`{"columns":["a","b"],"rows":[`, "[1,2],", "[1,2]]}")},
		"a table of one row":  {Type: TypeTable, Data: fill(`{"columns":["a"],"rows":[[`, "1,", "1]]}")},
		"corners":             {Type: TypeArray, Data: fill(`{"shape":[9],"corners":[`, "1,", "1]}")},
		"text":                {Type: TypeText, Data: fill("", "\xff", "")},
		"jpeg of 0xff":        {Type: TypeImage, Data: fill("\xff\xd8", "\xff", "")},
		"jpeg scan of 0xff":   {Type: TypeImage, Data: fill("\xff\xd8\xff\xda\x00\x02", "\xff\x00", "")},
		"png of empty chunks": {Type: TypeImage, Data: fill(string(picture[:33]), "\x00\x00\x00\x00abcd\x00\x00\x00\x00", "")},
	}
}

// TestLargestPayloadsAreQuick limits the time of each to many times what it takes on a busy core;
// anything quadratic would take far longer.
func TestLargestPayloadsAreQuick(t *testing.T) {
	t.Parallel()
	for name, p := range largest(t, largeSize) {
		var v Preview
		var a Answer
		var err error
		took := cputime.Of(func() {
			v, err = Summarize(p)
			a = Read(p)
		})
		if took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checkBounds(t, v, a)
	}
}

// checkBounds fails the test if the preview or answer of a payload exceeds its bounds or could not be
// sent to a window.
func checkBounds(t *testing.T, v Preview, a Answer) {
	t.Helper()
	preview, err := json.Marshal(v)
	if err != nil || len(preview) > 4500 { // 18 cells and 6 names of control characters, each 6 bytes
		t.Errorf("the preview takes %d bytes: %v", len(preview), err)
	}
	a.Image = nil
	answer, err := json.Marshal(a)
	if err != nil || len(answer) > 20_000_000 {
		t.Errorf("the answer takes %d bytes: %v", len(answer), err)
	}
	if !utf8.ValidString(v.Text) || !utf8.ValidString(a.Text) {
		t.Error("a text is not UTF-8")
	}
	if utf8.RuneCountInString(v.Text) > PreviewText || utf8.RuneCountInString(a.Text) > AnswerText {
		t.Error("a text is longer than its bound")
	}
	if a.Tree != nil && nodes(a.Tree) > TreeNodes {
		t.Errorf("a tree of %d values", nodes(a.Tree))
	}
	if a.Array != nil && len(a.Array.Slices) > ArraySlices {
		t.Errorf("%d slices", len(a.Array.Slices))
	}
	for _, row := range v.Rows {
		if len(v.Rows) > PreviewRows || len(row) > PreviewColumns {
			t.Errorf("the preview has %d rows of %d", len(v.Rows), len(row))
		}
	}
}

func FuzzRead(f *testing.F) {
	kinds := []Type{TypeText, TypeCode, TypeArray, TypeList, TypeDict, TypeImage, TypeTable, TypeLatex, "?"}
	for kind := range kinds {
		for _, seed := range []string{
			"", "x", "[]", "[[]]", "[[1,2],[3]]", "[1,[2]]", `{"a":[1,{"b":NaN}]}`, `"\ud800"`, nested(11, 2), nested(3, 2, 2),
			`{"shape":[9,7],"dtype":"float64","stats":{"min":1},"corners":` + nested(6, 6) + `}`,
			`{"shape":[0,9],"corners":[]}`, `{"columns":["a"],"rows":[[1],[2,3]],"shape":[5,1],"index":[1,2],"dtypes":["O"]}`,
			strings.Repeat("[", 65), string(pngHeader(2, 3)), string(jpegHeader(2, 3)) + "\xff\xda\x00\x02\x00\xff\xd9",
		} {
			f.Add(kind, []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		p := Payload{Type: kinds[uint(kind)%uint(len(kinds))], Data: data}
		v, err := Summarize(p)
		a := Read(p)
		checkBounds(t, v, a)
		if err == nil && v.Broken != a.Broken {
			t.Errorf("the row says %q, the panel %q", v.Broken, a.Broken)
		}
		if err == nil && (v.Shape == nil || v.Columns == nil || v.Rows == nil) {
			t.Errorf("a list is nil, so null in the window: %+v", v)
		}
		if refusal := (*Refusal)(nil); err != nil && !errors.As(err, &refusal) {
			t.Errorf("refused as %v", err)
		}
		if pointers(a) > 1 {
			t.Errorf("an answer of %d kinds", pointers(a))
		}
	})
}

func BenchmarkLargest(b *testing.B) {
	for name, p := range largest(b, MaxBytes) {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Summarize(p)
				_ = Read(p)
			}
		})
	}
}
