package payload

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes a tree on one line, with the lengths of lists and dicts.
func outline(n *Node) string {
	text := n.Text
	if n.Text == "" {
		parts := make([]string, len(n.Children))
		for i := range n.Children {
			parts[i] = outline(&n.Children[i])
		}
		text = fmt.Sprintf("%s %d(%s)", n.Kind, n.Length, strings.Join(parts, " "))
	} else {
		text = n.Kind + " " + text
	}
	if n.Key != "" {
		return n.Key + "=" + text
	}
	return text
}

func TestListsAndDictsAreTrees(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind     Type
		in, want string
		broken   Broken
	}{
		{TypeList, `[1, [2.50, "a"], {}, NaN]`, "list 4(num 1 list 2(num 2.50 str 'a') dict 0() num nan)", ""},
		{TypeDict, `{"a\n": {"é": null}, "": [true]}`, "dict 2('a\\n'=dict 1('é'=const None) ''=list 1(const True))", ""},
		{TypeList, `[]`, "list 0()", ""},
		{TypeDict, `{"a":1,"a":2}`, "dict 2('a'=num 1 'a'=num 2)", ""},
		{TypeDict, "{\"2\"\t: [\t1098, 2], \"2\": [\"b'x'\"\t, \"b'x'\"]}", "dict 2(2=tuple 2(num 1098 num 2) '2'=list 2(const b'x' str \"b'x'\"))", ""},
		{TypeList, "[\t\t[\t\t\t1], [\t\t\t\t[0.5]]]", "set 2(frozenset 1(num 1) array 1(list 1(num 0.5)))", ""},
		{TypeDict, `[1]`, "list 1(num 1)", BrokenNotDict},
		{TypeList, `"x"`, "str 'x'", BrokenNotList},
		{TypeList, `null`, "const None", BrokenNotList},
	}
	for _, test := range tests {
		a := Read(Payload{Type: test.kind, Data: []byte(test.in)})
		if a.Tree == nil || a.Array != nil || a.Table != nil || a.Broken != test.broken {
			t.Errorf("%s is read as %+v", test.in, a)
			continue
		}
		if got := outline(a.Tree); got != test.want {
			t.Errorf("%s is\n%s, want\n%s", test.in, got, test.want)
		}
	}
}

// nodes counts the values of a tree.
func nodes(n *Node) int {
	count := 1
	for i := range n.Children {
		count += nodes(&n.Children[i])
	}
	return count
}

func TestTreesAreBoundedFromTheBottom(t *testing.T) {
	t.Parallel()
	weights := nested(300, 300)
	in := `{"weights":` + weights + `,"more":[` + weights + `],"bias":[1,2],"accuracy":0.93}`
	tree := Read(Payload{Type: TypeDict, Data: []byte(in)}).Tree
	if got := nodes(tree); got != TreeNodes {
		t.Errorf("%d values are shown, want %d", got, TreeNodes)
	}
	first := tree.Children[0]
	if first.Length != 300 || len(first.Children) != TreeChildren {
		t.Errorf("%d of %d rows are shown", len(first.Children), first.Length)
	}
	if row := first.Children[0]; row.Length != 300 || len(row.Children) != TreeChildren {
		t.Errorf("%d of %d values are shown of the first row", len(row.Children), row.Length)
	}
	if row := first.Children[199]; row.Length != 300 || len(row.Children) != 0 {
		t.Errorf("%d of %d values are shown of the last row", len(row.Children), row.Length)
	}
	if len(tree.Children) != 4 || outline(&tree.Children[3]) != "'accuracy'=num 0.93" || len(tree.Children[2].Children) != 2 {
		t.Error("what stands behind a large value is not shown")
	}
}

func TestLevelsCountWhatIsShown(t *testing.T) {
	t.Parallel()
	wide := "[" + strings.Repeat("[1,[2]],", 250) + "{\"a\":[]}]"
	tests := []struct {
		in   string
		want []int
	}{
		{"1", []int{1, 0, 0}},
		{"[]", []int{1, 0, 0}},
		{`{"a":[1,2],"b":{"c":{}}}`, []int{1, 2, 3, 0}},
		{wide, []int{1, 200, 400, 200, 0}},
		{"[" + wide + "," + wide + "]", []int{1, 2, 400, 800, 400, 0}},
	}
	for _, test := range tests {
		found := countLevels([]byte(test.in))
		for level, want := range test.want {
			if found[level] != want {
				t.Errorf("%.30s has %d values at level %d, want %d", test.in, found[level], level, want)
			}
		}
	}
}

func TestTreesOfLongTextsAreCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 5000)
	tree := Read(Payload{Type: TypeDict, Data: []byte(`{"` + long + `":"` + long + `"}`)}).Tree
	child := tree.Children[0]
	if got := len([]rune(child.Text)); got != TreeText+1 || !strings.HasSuffix(child.Text, "é…") {
		t.Errorf("the text has %d characters", got)
	}
	if got := len([]rune(child.Key)); got != TreeKey+1 {
		t.Errorf("the key has %d characters", got)
	}
}
