package payload

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// nested returns the JSON of an array whose values count its elements in order.
func nested(shape ...int) string {
	n := 0
	var write func(shape []int) string
	write = func(shape []int) string {
		if len(shape) == 0 {
			n++
			return fmt.Sprint(n - 1)
		}
		parts := make([]string, shape[0])
		for i := range parts {
			parts[i] = write(shape[1:])
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return write(shape)
}

// drawn writes an array as a window might: one paragraph for each slice, dots for gaps.
func drawn(a *Array) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%v %s\n", a.Shape, a.DType)
	for _, s := range a.Slices {
		if len(s.Index) > 0 {
			fmt.Fprintf(&out, "at %v\n", s.Index)
		}
		for r, row := range s.Rows {
			if r == s.RowGap {
				out.WriteString("..\n")
			}
			if s.ColGap >= 0 {
				row = slices.Insert(slices.Clone(row), s.ColGap, "..")
			}
			fmt.Fprintln(&out, strings.Join(row, " "))
		}
	}
	return out.String()
}

func TestArraysAreShownByTheirEdges(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"42", "[] \n42\n"},
		{"NaN", "[] \nnan\n"},
		{"[42]", "[] \n42\n"},
		{"[\t\t\t\t42]", "[1] \n42\n"},
		{" [1, -0.0 ,1e-320,\r\n Infinity] ", "[4] \n1 -0.0 1e-320 inf\n"},
		{`["(1+2j)","😀",true,null]`, "[4] \n(1+2j) 😀 True None\n"},
		{"[]", "[0] \n\n"},
		{"[[]]", "[1 0] \n\n"},
		{"[[],[]]", "[2 0] \n\n\n"},
		{"[[[]],[[]]]", "[2 1 0] \nat [0]\n\nat [1]\n\n"},
		{"[[1,2],[3,4]]", "[2 2] \n1 2\n3 4\n"},
		{nested(10), "[10] \n0 1 2 3 4 5 6 7 8 9\n"},
		{nested(11), "[11] \n0 1 2 3 4 .. 6 7 8 9 10\n"},
		{nested(12, 2), "[12 2] \n0 1\n2 3\n4 5\n6 7\n8 9\n..\n14 15\n16 17\n18 19\n20 21\n22 23\n"},
		{nested(2, 1, 2), "[2 1 2] \nat [0]\n0 1\nat [1]\n2 3\n"},
		{nested(2, 2, 1, 1), "[2 2 1 1] \nat [0 0]\n0\nat [0 1]\n1\nat [1 0]\n2\nat [1 1]\n3\n"},
	}
	for _, test := range tests {
		a := Read(Payload{Type: TypeArray, Data: []byte(test.in)})
		if a.Array == nil || a.Broken != "" || a.Tree != nil {
			t.Errorf("%s is read as %+v", test.in, a)
			continue
		}
		if got := drawn(a.Array); got != test.want {
			t.Errorf("%s is drawn\n%swant\n%s", test.in, got, test.want)
		}
	}
}

func TestLargeArraysShowAtMostTenByTenOfTenSlices(t *testing.T) {
	t.Parallel()
	a := Read(Payload{Type: TypeArray, Data: []byte(nested(12, 30, 20))}).Array
	if len(a.Slices) != ArraySlices {
		t.Fatalf("%d slices", len(a.Slices))
	}
	last := a.Slices[9]
	if len(last.Rows) != 10 || len(last.Rows[0]) != 10 || last.RowGap != 5 || last.ColGap != 5 {
		t.Errorf("the last slice is %+v", last)
	}
	if got, want := last.Rows[9][9], fmt.Sprint(9*600+29*20+19); got != want || last.Index[0] != 9 {
		t.Errorf("its last cell is %s, want %s", got, want)
	}
}

// numpy has arrays of lists of different lengths and of dicts: nothing is wrong with them.
func TestArraysThatAreNoneAreShownAsTrees(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want Broken
	}{
		{"[[1,2],[3]]", ""},
		{"[[],[1]]", ""},
		{"[[[1]],[[1,2]]]", ""},
		{"[[[]],[]]", ""},
		{"[1,[2]]", ""},
		{"[[1],2]", ""},
		{"[[[1]],[2]]", ""},
		{"[[],1]", ""},
		{"[1,[]]", ""},
		{`[{"a":1}]`, ""},
		{`[[1,2],[3,{}]]`, ""},
		{`{"a":1}`, BrokenDictForArray},
		{`{"shape":[2],"corners":{"a":1}}`, BrokenCornersDiffer},
	}
	for _, test := range tests {
		p := Payload{Type: TypeArray, Data: []byte(test.in)}
		a := Read(p)
		if a.Array != nil || a.Tree == nil || a.Broken != test.want || a.Text != test.in {
			t.Errorf("%s is read as %+v, want %s", test.in, a, test.want)
		}
		v, err := Summarize(p)
		if err != nil || v.Broken != test.want || v.Text == "" || len(v.Rows) > 0 {
			t.Errorf("%s is summarized as %+v, %v", test.in, v, err)
		}
	}
}

func TestLargeArraysAreReadFromTheirCorners(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want, preview string }{
		{
			"matrix",
			`{"shape":[1098,7],"dtype":"float64","corners":` + nested(6, 6) + `,"stats":{"min":-1.5,"max":NaN,"odd":1}}`,
			"[1098 7] float64\n0 1 2 .. 3 4 5\n6 7 8 .. 9 10 11\n12 13 14 .. 15 16 17\n..\n" +
				"18 19 20 .. 21 22 23\n24 25 26 .. 27 28 29\n30 31 32 .. 33 34 35\n",
			"[[0 1 2] [6 7 8] [12 13 14]]",
		},
		{
			"narrow matrix", `{"shape":[100,2],"corners":` + nested(6, 2) + `}`,
			"[100 2] \n0 1\n2 3\n4 5\n..\n6 7\n8 9\n10 11\n", "[[0 1] [2 3] [4 5]]",
		},
		{"vector", `{"corners":[1,2,3,7,8,9],"shape":[9]}`, "[9] \n1 2 3 .. 7 8 9\n", "[[1 2 3]]"},
		{"whole vector", `{"corners":[1,2,3,4,5,6],"shape":[6]}`, "[6] \n1 2 3 4 5 6\n", "[[1 2 3 4 5 6]]"},
		{"scalar", `{"shape":[],"corners":"0j"}`, "[] \n0j\n", "[[0j]]"},
		{"empty", `{"shape":[0,1000],"corners":[]}`, "[0 1000] \n", "[]"},
		{"empty vector", `{"shape":[0],"corners":[]}`, "[0] \n\n", "[[]]"},
		{"empty slices", `{"shape":[2,0,9],"corners":[[],[]]}`, "[2 0 9] \nat [0]\nat [1]\n", "[]"},
		{"no slices", `{"shape":[0,9,9],"corners":[]}`, "[0 9 9] \n", "[]"},
		{
			"slices", `{"shape":[100,1,1],"dtype":"int8","corners":` + nested(6, 1, 1) + `}`,
			"[100 1 1] int8\nat [0]\n0\nat [1]\n1\nat [2]\n2\nat [97]\n3\nat [98]\n4\nat [99]\n5\n", "[]",
		},
		// For an array of many axes, fewer elements of each axis are sent: 4, 2, or only the first.
		{
			"five axes", `{"shape":[9,1,1,1,9],"corners":` + nested(4, 1, 1, 1, 4) + `}`,
			"[9 1 1 1 9] \nat [0 0 0]\n0 1 .. 2 3\nat [1 0 0]\n4 5 .. 6 7\nat [7 0 0]\n8 9 .. 10 11\nat [8 0 0]\n12 13 .. 14 15\n", "[]",
		},
		{
			"ten axes", `{"shape":[3,1,1,1,1,1,1,1,1,3],"corners":` + nested(2, 1, 1, 1, 1, 1, 1, 1, 1, 2) + `}`,
			"[3 1 1 1 1 1 1 1 1 3] \nat [0 0 0 0 0 0 0 0]\n0 .. 1\nat [2 0 0 0 0 0 0 0]\n2 .. 3\n", "[]",
		},
		{"sixteen axes", `{"shape":[2,2,2],"corners":[[[7]]]}`, "[2 2 2] \nat [0]\n7 ..\n", "[]"},
	}
	for _, test := range tests {
		p := Payload{Type: TypeArray, Data: []byte(test.in)}
		a := Read(p)
		if a.Array == nil || a.Broken != "" {
			t.Errorf("%s is read as %+v", test.name, a)
			continue
		}
		if got := drawn(a.Array); got != test.want {
			t.Errorf("%s is drawn\n%swant\n%s", test.name, got, test.want)
		}
		v, err := Summarize(p)
		if err != nil || fmt.Sprint(v.Rows) != test.preview || !slices.Equal(v.Shape, a.Array.Shape) {
			t.Errorf("%s is summarized as %+v, %v", test.name, v, err)
		}
	}
	a := Read(Payload{Type: TypeArray, Data: []byte(tests[0].in)}).Array
	if got := fmt.Sprint(a.Stats); got != "map[max:nan min:-1.5]" {
		t.Errorf("stats are %s", got)
	}
}

func TestCornersOfAnotherShapeAreRefused(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		`{"shape":[9],"corners":[1,2,3]}`,
		`{"shape":[2],"corners":[1,2,3]}`,
		`{"shape":[9,9],"corners":[1,2,3,4,5,6]}`,
		`{"shape":[6],"corners":[[1],[1],[1],[1],[1],[1]]}`,
		`{"shape":[0],"corners":1}`,
		`{"shape":[2],"corners":[1,[2]]}`,
	} {
		if a := Read(Payload{Type: TypeArray, Data: []byte(in)}); a.Array != nil || a.Broken != BrokenCornersDiffer {
			t.Errorf("%s is read as %+v", in, a)
		}
	}
	for _, in := range []string{
		`{"shape":[-1],"corners":[]}`,
		`{"shape":[1.5],"corners":[]}`,
		`{"shape":[1e99],"corners":[]}`,
		`{"shape":[99999999999999999999],"corners":[]}`,
		`{"shape":["1"],"corners":[1]}`,
		`{"shape":1,"corners":[1]}`,
		`{"shape":[1]}`,
	} {
		if a := Read(Payload{Type: TypeArray, Data: []byte(in)}); a.Array != nil || a.Broken != BrokenDictForArray {
			t.Errorf("%s is read as %+v", in, a)
		}
	}
}
