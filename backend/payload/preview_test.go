package payload

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"npt/backend/pyjson"
)

func TestPreviews(t *testing.T) {
	t.Parallel()
	const floats = `[[0.1234567890123,-1e-10,NaN,1,"(1+2j)",true,7],[1,2,3,4,5,6,7],[1,2,3,4,5,6,7],[1,2,3,4,5,6,7]]`
	tests := []struct {
		kind Type
		in   string
		want string // as JSON, without empty fields
	}{
		{TypeText, "", `{}`},
		{TypeText, "a\r\nb\x00<b>😀", `{"Text":"a\r\nb\u0000<b>😀"}`},
		{TypeText, "a\xffb", "{\"Text\":\"a\ufffdb\"}"},
		{TypeText, strings.Repeat("é", PreviewText), `{"Text":"` + strings.Repeat("é", PreviewText) + `"}`},
		{TypeText, strings.Repeat("é", PreviewText+1), `{"Cut":true,"Shape":[1],"Text":"` + strings.Repeat("é", PreviewText) + `"}`},
		{TypeCode, "\n\n" + strings.Repeat("x = 1\n", 100), `{"Cut":true,"Shape":[100],"Text":"\n\n` + strings.Repeat(`x = 1\n`, 66) + `x "}`},
		{TypeCode, "def f():\n\treturn 1\n", `{"Text":"def f():\n\treturn 1\n"}`},
		{TypeLatex, `\frac{1}{2}`, `{"Text":"\\frac{1}{2}"}`},
		{"hologram", "[1,", `{"Text":"[1,"}`},
		{TypeArray, "42", `{"Rows":[["42"]]}`},
		{TypeArray, "[3.141592653589793]", `{"Rows":[["3.14159"]]}`},
		{TypeArray, "[\t\t\t\t42]", `{"Rows":[["42"]],"Shape":[1],"Text":"[42]"}`},
		{TypeDict, "{\"2\"\t: 0.7104123, \"n\": [\t1098, 2]}", `{"Text":"{2: 0.710412, 'n': (1098, 2)}"}`},
		{TypeArray, floats, `{"Rows":[["0.123457","-1e-10","nan","1","(1+2j)","True"],["1","2","3","4","5","6"],["1","2","3","4","5","6"]],"Shape":[4,7]}`},
		{TypeArray, "[[[1,2]],[[3,4]]]", `{"Shape":[2,1,2]}`},
		{TypeArray, "[]", `{"Rows":[[]],"Shape":[0]}`},
		{TypeArray, "[" + strings.Repeat("9", 40) + "]", `{"Rows":[["999999999999999999999999…"]]}`},
		{TypeArray, "[1, 2", `{"Broken":"cutShort?n=5","Text":"[1, 2"}`},
		{TypeArray, "[[1], [2, 3]]", `{"Text":"[[1], [2, 3]]"}`},
		{TypeList, "[1.23456789,\n{\"a\":null}]", `{"Text":"[1.23457, {'a': None}]"}`},
		{TypeDict, `{"<b>":"it's"}`, `{"Text":"{'<b>': \"it's\"}"}`},
		{TypeDict, `{'a': 1}`, `{"Broken":"notJSON?n=2","Text":"{'a': 1}"}`},
		{TypeDict, "", `{"Broken":"nothing"}`},
		{TypeList, `{"a":1}`, `{"Broken":"notList","Text":"{'a': 1}"}`},
		{TypeTable, `{"columns":["a","b"],"rows":[[1.5,"x"]],"shape":[9,2]}`, `{"Columns":["a","b"],"Rows":[["1.5","x"]],"Shape":[9,2]}`},
		{TypeTable, `{"columns":["a"]}`, `{"Broken":"noRows","Text":"{'columns': ['a']}"}`},
	}
	for _, test := range tests {
		v, err := Summarize(Payload{Type: test.kind, Data: []byte(test.in)})
		if err != nil {
			t.Errorf("%s %.60q: %v", test.kind, test.in, err)
			continue
		}
		if v.Bytes != len(test.in) {
			t.Errorf("%s %.60q has %d bytes", test.kind, test.in, v.Bytes)
		}
		if got := filled(t, v); got != test.want {
			t.Errorf("%s %.60q is summarized as\n%s, want\n%s", test.kind, test.in, got, test.want)
		}
	}
}

// filled returns the nonempty fields of a preview as JSON, in the order of their names.
func filled(t *testing.T, v Preview) string {
	t.Helper()
	v.Bytes = 0
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	for name, value := range fields {
		switch fmt.Sprint(value) {
		case "", "0", "false", "[]":
			delete(fields, name)
		case "<nil>":
			t.Errorf("%s is null", name)
		}
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(fields); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func TestWhatIsNestedTooDeepIsRefused(t *testing.T) {
	t.Parallel()
	deep := []byte(strings.Repeat("[", pyjson.MaxDepth+1) + strings.Repeat("]", pyjson.MaxDepth+1))
	const message = "Nested more than 64 lists and dicts deep"
	for _, kind := range []Type{TypeArray, TypeList, TypeDict, TypeTable} {
		_, err := Summarize(Payload{Type: kind, Data: deep})
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason != TooLarge || refusal.Error() != message {
			t.Errorf("%s: %v", kind, err)
		}
		if a := Read(Payload{Type: kind, Data: deep}); a.Broken != BrokenTooDeep || a.Text != string(deep) {
			t.Errorf("%s is read as %+v", kind, a)
		}
	}
	if _, err := Summarize(Payload{Type: TypeText, Data: deep}); err != nil {
		t.Errorf("text: %v", err)
	}
	deepest := deep[1 : len(deep)-1]
	if v, err := Summarize(Payload{Type: TypeArray, Data: deepest}); err != nil || len(v.Shape) != pyjson.MaxDepth {
		t.Errorf("%d deep: %+v, %v", pyjson.MaxDepth, v, err)
	}
}

func TestPreviewsAreSmall(t *testing.T) {
	t.Parallel()
	row := "[" + strings.Repeat(`"`+strings.Repeat("w", 50)+`",`, 50) + "1]"
	rows := "[" + strings.Repeat(row+",", 50) + row + "]"
	for kind, in := range map[Type]string{
		TypeText:  strings.Repeat("😀", 1000),
		TypeArray: rows,
		TypeDict:  `{"a":` + rows + `}`,
		TypeTable: `{"columns":` + row + `,"rows":` + rows + `}`,
	} {
		v, err := Summarize(Payload{Type: kind, Data: []byte(in)})
		if err != nil {
			t.Fatal(err)
		}
		if data, _ := json.Marshal(v); len(data) > 2000 {
			t.Errorf("the preview of a %s takes %d bytes", kind, len(data))
		}
		if kind != TypeText && kind != TypeDict {
			continue
		}
		if n := utf8.RuneCountInString(v.Text); n != PreviewText || !v.Cut {
			t.Errorf("the preview of a %s has %d characters", kind, n)
		}
	}
}
