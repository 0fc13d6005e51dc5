package pyjson

import (
	"strings"
	"testing"
)

// written returns JSON as one line of Python.
func written(t *testing.T, data string, limit, digits int) (text string, cut bool) {
	t.Helper()
	s := NewScanner([]byte(data))
	if !s.Next() {
		t.Fatalf("%q: %v", data, s.Err)
	}
	w := Writer{Limit: limit, Digits: digits}
	w.Value(s)
	return w.out.String(), w.Cut
}

// The right column is what python3 -c 'import json; print(repr(json.loads(...)))'
// prints.
func TestValuesAreWrittenAsPythonWritesThem(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{`[1,2.5,"a",true,false,null]`, `[1, 2.5, 'a', True, False, None]`},
		{`{"a":{"b":[]},"c":{}}`, `{'a': {'b': []}, 'c': {}}`},
		{`[NaN,Infinity,-Infinity,-0.0,1e-320]`, `[nan, inf, -inf, -0.0, 1e-320]`},
		{`"it's"`, `"it's"`},
		{`"say \"it's\""`, `'say "it\'s"'`},
		{`"a\\b\/c"`, `'a\\b/c'`},
		{`"\b\f\n\r\t\u0000\u001f"`, `'\x08\x0c\n\r\t\x00\x1f'`},
		{`"\u007f\u00a0\u200b\u2028\u202e"`, `'\x7f\xa0\u200b\u2028\u202e'`},
		{`"é 問 😀 \ud83d\ude00"`, `'é 問 😀 😀'`},
		{`"\udb40\udc41"`, `'\U000e0041'`},
		{`["\ud800", "\ude00\ud83d", "\ud83dx"]`, "['\ufffd', '\ufffd\ufffd', '\ufffdx']"}, // Python keeps lone surrogates
		{"\"\xff\xfe\"", "'\ufffd\ufffd'"},
		{`123456789012345678901234567890`, `123456789012345678901234567890`},
		{`{"": ""}`, `{'': ''}`},
		{"{\"2\"\t: 0.7, \"2.0\": 1, \"None\"\t: [\t], \"('a', 1)\"\t\t: {}}", `{2: 0.7, '2.0': 1, None: (), ('a', 1): {}}`},
		{"[\t1098, 2]", `(1098, 2)`},
		{"[\t [\t1], {\"a\": [\t2, 3]}, [4] ]", `((1,), {'a': (2, 3)}, [4])`},
		{"[\t[1]]", `([1],)`},
		{"[[\t\t1, 2], [\t\t], [\t\t\t\"a\"], [\t\t\t]]", `[{1, 2}, set(), frozenset({'a'}), frozenset()]`},
		{"{\"w\": [\t\t\t\t[1, 2], [3, 4]]}", `{'w': array([[1, 2], [3, 4]])}`},
		{"[\"b'\\\\xff'\"\t, \"1+2j\"\t, \"a\\nb\"\t]", `[b'\xff', 1+2j, a\nb]`},
		{"[\t\t\t\t\t1]", `[1]`}, // no client of today
		{"[\n\t1]", `[1]`},
	}
	for _, test := range tests {
		if got, cut := written(t, test.in, 1000, 0); got != test.want || cut {
			t.Errorf("%s is written\n%s, want\n%s (cut: %v)", test.in, got, test.want, cut)
		}
	}
}

func TestFloatsInRowsHaveSixDigits(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"0.30000000000000004", "0.3"},
		{"3.141592653589793", "3.14159"},
		{"-2.718281828459045", "-2.71828"},
		{"3.0", "3.0"},
		{"1000000.0", "1000000.0"},
		{"1234567.0", "1.23457e+06"},
		{"123456.789", "123457"},
		{"99999.99999", "100000.0"},
		{"0.9999999", "1.0"},
		{"0.000012345678", "1.23457e-05"},
		{"1.7976931348623157e+308", "1.79769e+308"},
		{"-1.2345678e-300", "-1.23457e-300"},
		{"1e-320", "1e-320"},
		{"-0.0", "-0.0"},
		{"0.0", "0.0"},
		{"1.23456789e999", "1.23456789e999"}, // too large for a float64
		{"1234567890123", "1234567890123"},   // ints keep all digits
	}
	for _, test := range tests {
		if got, _ := written(t, test.in, 100, 6); got != test.want {
			t.Errorf("%s is written %s, want %s", test.in, got, test.want)
		}
	}
}

func TestWritingStopsAtItsLimit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		limit int
		want  string
		cut   bool
	}{
		{"[1, 2]", 6, "[1, 2]", false},
		{"[1, 2]", 5, "[1, 2", true},
		{`"😀😀😀"`, 3, "'😀😀", true},
		{`"\u0000"`, 3, `'\x`, true},
		{strings.Repeat("9", 100), 4, "9999", true},
		{`{"a": 1}`, 2, "{'", true},
	}
	for _, test := range tests {
		if got, cut := written(t, test.in, test.limit, 0); got != test.want || cut != test.cut {
			t.Errorf("%s in %d characters is %q (cut: %v), want %q", test.in, test.limit, got, cut, test.want)
		}
	}
}

func TestBeginningCutsBetweenCharacters(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		limit int
		want  string
		cut   bool
	}{
		{"", 3, "", false},
		{"abc", 3, "abc", false},
		{"abcd", 3, "abc", true},
		{"é問😀", 2, "é問", true},
		{"a\r\nb\x00", 5, "a\r\nb\x00", false},
		{"a\xff\xfeb", 3, "a\ufffd\ufffd", true},
		{"\xe5\x95", 5, "\ufffd\ufffd", false},
	}
	for _, test := range tests {
		if got, cut := Beginning([]byte(test.in), test.limit); got != test.want || cut != test.cut {
			t.Errorf("the first %d of %q are %q (cut: %v), want %q", test.limit, test.in, got, cut, test.want)
		}
	}
}
