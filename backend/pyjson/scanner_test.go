package pyjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"npt/backend/cputime"
)

// drain reads a whole document and returns the error that stopped it.
func drain(data []byte) error {
	s := NewScanner(data)
	for s.Next() {
		continue
	}
	return s.Err
}

func TestScannerGivesTokensInOrder(t *testing.T) {
	t.Parallel()
	s := NewScanner([]byte(" {\"a\\n\": [1, -2.5e-3, NaN, -Infinity], \"\": {}, \"b\" : \"\\u00e9\" ,\"c\":[true,null]}\r\n"))
	var got []string
	for s.Next() {
		got = append(got, fmt.Sprintf("%d:%d:%s", s.Depth, s.Kind, s.Text))
	}
	if s.Err != nil {
		t.Fatal(s.Err)
	}
	want := "1:3:{ 1:5:a\\n 2:1:[ 2:7:1 2:7:-2.5e-3 2:7:NaN 2:7:-Infinity 1:2:] " +
		"1:5: 2:3:{ 1:4:} 1:5:b 1:6:\\u00e9 1:5:c 2:1:[ 2:8:true 2:8:null 1:2:] 0:4:}"
	if text := strings.Join(got, " "); text != want {
		t.Errorf("tokens\n%s, want\n%s", text, want)
	}
	if s.Next() {
		t.Error("a token after the last")
	}
}

func TestScannerSaysWhereADocumentIsWrong(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", "pyjson: the document ends after character 0"},
		{"  \n", "pyjson: the document ends after character 3"},
		{"[1, 2", "pyjson: the document ends after character 5"},
		{`"abc`, "pyjson: the document ends after character 4"},
		{`"é\u00`, "pyjson: the document ends after character 6"},
		{"[1,, 2]", "pyjson: not valid JSON at character 4"},
		{"[1 2]", "pyjson: not valid JSON at character 4"},
		{"[1,]", "pyjson: not valid JSON at character 4"},
		{"[,1]", "pyjson: not valid JSON at character 2"},
		{"[1}", "pyjson: not valid JSON at character 3"},
		{`{"a":1]`, "pyjson: not valid JSON at character 7"},
		{`{"a" 1}`, "pyjson: not valid JSON at character 6"},
		{`{"a":1,}`, "pyjson: not valid JSON at character 8"},
		{`{1:2}`, "pyjson: not valid JSON at character 2"},
		{`{"a":}`, "pyjson: not valid JSON at character 6"},
		{"01", "pyjson: not valid JSON at character 2"},
		{"1.", "pyjson: the document ends after character 2"},
		{"[1.]", "pyjson: not valid JSON at character 4"},
		{"[.5]", "pyjson: not valid JSON at character 2"},
		{"[+1]", "pyjson: not valid JSON at character 2"},
		{"[1e]", "pyjson: not valid JSON at character 4"},
		{"-", "pyjson: the document ends after character 1"},
		{"nan", "pyjson: not valid JSON at character 2"},
		{"nul", "pyjson: the document ends after character 3"},
		{"-Infinite", "pyjson: not valid JSON at character 9"},
		{"1 2", "pyjson: not valid JSON at character 3"},
		{"]", "pyjson: not valid JSON at character 1"},
		{`"\x"`, "pyjson: not valid JSON at character 3"},
		{`"\u12g4"`, "pyjson: not valid JSON at character 6"},
		{"['a']", "pyjson: not valid JSON at character 2"},
		{`["ééé", é]`, "pyjson: not valid JSON at character 9"},
		{"[1]\x00", "pyjson: not valid JSON at character 4"},
		{"\ufeff[1]", "pyjson: not valid JSON at character 1"},
	}
	for _, test := range tests {
		err := drain([]byte(test.in))
		var wrong *SyntaxError
		if !errors.As(err, &wrong) || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.in, err, test.want)
		}
	}
}

func TestScannerTakesWhatPythonTakes(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"NaN", "Infinity", "-Infinity", "[NaN,-Infinity]", "-0", "-0.0", "1e-320", "1E400", "[]", "{}", " [ ] ",
		strings.Repeat("9", 5000), `{"a":1,"a":2}`, `"\ud800"`, "\"a\x00b\nc\"", "\"\xff\"", "\t42\r\n",
		strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth),
	} {
		if err := drain([]byte(in)); err != nil {
			t.Errorf("%.40q: %v", in, err)
		}
	}
}

func TestScannerRefusesDepthBeforeAllElse(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		strings.Repeat("[", MaxDepth+1),
		strings.Repeat(`{"a":`, MaxDepth+1),
		strings.Repeat("[", 8<<20),
	} {
		if err := drain([]byte(in)); !errors.Is(err, ErrTooDeep) {
			t.Errorf("%.20q: %v", in, err)
		}
	}
}

// TestScannerIsLinear limits the time of hostile large documents to far more than they take; anything
// quadratic would take far longer.
func TestScannerIsLinear(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{" ", "[],", `"\u0041",`, "1,", `"` + strings.Repeat("a", 1000) + `",`, "1e", "\xff"} {
		data := []byte("[" + strings.Repeat(piece, largeSize/len(piece)))
		if took := cputime.Of(func() { _ = drain(data) }); took > 10*time.Second {
			t.Errorf("a document of %.10q took %v", piece, took)
		}
	}
}

func TestScannerAllocatesNothingByToken(t *testing.T) {
	data := []byte("[" + strings.Repeat(`[1.5,"a",{"b":null}],`, 1000) + "0]")
	if n := testing.AllocsPerRun(10, func() { _ = drain(data) }); n > 2 {
		t.Errorf("%v allocations for 10,000 tokens", n)
	}
}

func FuzzScanJSON(f *testing.F) {
	for _, seed := range []string{
		"", "0", "-0.0e+1", "01", "[1,2]", `{"a":[{}]}`, `"\ud83d\ude00\/"`, "NaN", "[-Infinity]", "[1,]", "\"\x00\"",
		strings.Repeat("[", 70), "{\"a\"\n:1}", "tru", "\xff", "\"\xff\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		err := drain(data)
		if errors.Is(err, ErrTooDeep) {
			return // encoding/json allows deeper nesting
		}
		if err != nil {
			if json.Valid(data) {
				t.Errorf("%q: %v, yet encoding/json takes it", data, err)
			}
			return
		}
		if bytes.Contains(data, []byte("NaN")) || bytes.Contains(data, []byte("Infinity")) {
			return
		}
		// The only other leniency: control characters, which are allowed only in strings.
		strict := bytes.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, data)
		if !json.Valid(strict) {
			t.Errorf("%q is taken, yet encoding/json refuses it", data)
		}
	})
}

func BenchmarkScanJSON(b *testing.B) {
	data := []byte("[" + strings.Repeat("0.123456, ", (8<<20)/10-1) + "0]")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_ = drain(data)
	}
}
