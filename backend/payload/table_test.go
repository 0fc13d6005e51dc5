package payload

import (
	"fmt"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		broken   Broken
	}{
		{
			`{"columns":["x",1,["a","b"],null],"rows":[[1.25,"a\nb",null,NaN],[true,"2020-01-01",[1],{}]],
			  "shape":[500,4],"dtypes":["float64","object","O","O"],"index":[0,"last"]}`,
			"[500 4] [x 1 ['a', 'b'] None] [float64 object O O] [0 last] [[1.25 a\nb None nan] [True 2020-01-01 [1] {}]]", "",
		},
		{`{"rows":[[1]],"columns":["a"]}`, "[1 1] [a] [] [] [[1]]", ""},
		{`{"columns":[],"rows":[]}`, "[0 0] [] [] [] []", ""},
		{`{"columns":["a"],"rows":[],"shape":[0,1]}`, "[0 1] [a] [] [] []", ""},
		{`{"columns":["a"],"rows":[[1]],"shape":[0,1]}`, "[1 1] [a] [] [] [[1]]", ""},
		{`{"columns":["a"],"rows":[[1]],"dtypes":[1,2],"index":["x","y"]}`, "[1 1] [a] [] [] [[1]]", ""},
		{`{"columns":["a"],"rows":1,"rows":[[2]]}`, "[1 1] [a] [] [] [[2]]", ""},
		{`{"columns":["a","b"],"rows":[[1],[1,2,3],[1,2]]}`, "[3 2] [a b] [] [] [[1 ] [1 2] [1 2]]", BrokenDifferentLengths},
		{`{"rows":[[1]]}`, "", BrokenNoColumns},
		{`{"columns":"a","rows":[[1]]}`, "", BrokenNoColumns},
		{`{"columns":["a"]}`, "", BrokenNoRows},
		{`{"columns":["a"],"rows":{"0":[1]}}`, "", BrokenNoRows},
		{`{"columns":["a"],"rows":[[1],2]}`, "", BrokenRowsNoLists},
		{`[[1]]`, "", BrokenNotTable},
	}
	for _, test := range tests {
		p := Payload{Type: TypeTable, Data: []byte(test.in)}
		a := Read(p)
		got := ""
		if a.Table != nil {
			got = fmt.Sprintf("%v %v %v %v %v", a.Table.Shape, a.Table.Columns, a.Table.DTypes, a.Table.Index, a.Table.Rows)
		}
		if got != test.want || a.Broken != test.broken || (a.Table == nil) != (a.Tree != nil) {
			t.Errorf("%s is read as\n%s (%s), want\n%s (%s)", test.in, got, a.Broken, test.want, test.broken)
		}
		v, err := Summarize(p)
		if err != nil || v.Broken != test.broken || (a.Table == nil) != (v.Text != "") {
			t.Errorf("%s is summarized as %+v, %v", test.in, v, err)
		}
	}
}

func TestTablesAreBounded(t *testing.T) {
	t.Parallel()
	row := "[" + strings.Repeat("1.23456789,", 99) + "2]"
	data := `{"columns":` + row + `,"rows":[` + strings.Repeat(row+",", 999) + row + `]}`
	p := Payload{Type: TypeTable, Data: []byte(data)}
	table := Read(p).Table
	if len(table.Rows) != TableRows || len(table.Rows[0]) != TableColumns || len(table.Columns) != TableColumns {
		t.Errorf("%d rows of %d are shown", len(table.Rows), len(table.Rows[0]))
	}
	if fmt.Sprint(table.Shape) != "[1000 100]" || table.Rows[0][0] != "1.23456789" {
		t.Errorf("shape %v, first cell %s", table.Shape, table.Rows[0][0])
	}
	v, err := Summarize(p)
	if err != nil || len(v.Rows) != PreviewRows || len(v.Rows[0]) != PreviewColumns || v.Rows[0][0] != "1.23457" {
		t.Errorf("summarized as %+v, %v", v, err)
	}
}
