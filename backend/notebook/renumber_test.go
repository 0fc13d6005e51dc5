package notebook

import (
	"bytes"
	"strings"
	"testing"
)

func TestRenumber(t *testing.T) {
	for _, c := range []struct{ what, cell, want, told string }{
		{"in their order", "send(x, 7)\nsend(y, 3)", "send(x, 1)\nsend(y, 2)", "7>1 3>2"},
		{"nested parentheses, several on a line", "send(f(a, (1, 2)), 4); send([1, 2][0], 9)", "send(f(a, (1, 2)), 1); send([1, 2][0], 2)", "4>1 9>2"},
		{"over several lines", "send(\n    x,  # the answer, 5\n    5,\n)", "send(\n    x,  # the answer, 5\n    1,\n)", "5>1"},
		{"keywords, text, another module's", "npt.send(x, question_nb=5)\nsend(x, q_nb = '6')\nother.send(x, 7)", "npt.send(x, question_nb=1)\nsend(x, q_nb = '2')\nother.send(x, 7)", "5>1 6>2"},
		{"f-strings", "send(f'{a, 3}', 4)\nprint(f'send(x, 5)')", "send(f'{a, 3}', 1)\nprint(f'send(x, 5)')", "4>1"},
		{"what only looks like a call", "# send(x, 5)\n'send(x, 6)'\n'''\nsend(x, 7)\n'''\nresend(x, 8)\ndef send(x, 9): pass", "# send(x, 5)\n'send(x, 6)'\n'''\nsend(x, 7)\n'''\nresend(x, 8)\ndef send(x, 9): pass", ""},
		{"IPython's own lines", "!echo send(x, 5)\n%time send(y, 6)\n%run send(z, 7)", "!echo send(x, 5)\n%time send(y, 1)\n%run send(z, 7)", "6>1"},
		{"another language", "%%bash\nsend(x, 5)", "%%bash\nsend(x, 5)", ""},
		{"a loop and a function", "for i in x:\n    if i:\n        send(i, 5)\ndef f():\n    send(1, 6)\n[send(i, 7) for i in x]\nsend(x, 8)", "for i in x:\n    if i:\n        send(i, 1)\ndef f():\n    send(1, 2)\n[send(i, 3) for i in x]\nsend(x, 4)", "5>1(repeats) 6>2(repeats) 7>3(repeats) 8>4"},
		{"no number", "send(x)\nsend(y, )\nsend(obj=z)\nsend(*a)", "send(x, 1)\nsend(y, 2, )\nsend(obj=z, question_nb=3)\nsend(*a)", ">1 >2 >3 >(no place)"},
		{"kept", "send(x, 5)  # npt: keep\nsend(y, 5)", "send(x, 5)  # npt: keep\nsend(y, 1)", "5>5(kept) 5>1"},
		{"a kept number is nobody else's", "send(x, 7)\nsend(y, 2)  # npt: keep\nsend(z, 8)", "send(x, 1)\nsend(y, 2)  # npt: keep\nsend(z, 3)", "7>1 2>2(kept) 8>3"},
		{"unless the two are one question", "send(x, 2)\nsend(y, 2)  # npt: keep\nsend(z, 9)", "send(x, 1)\nsend(y, 2)  # npt: keep\nsend(z, 2)", "2>1 2>2(kept) 9>2"},
		{"a share is no number", "send(x, '50%')\nsend(x, '1/2')\nsend(x, 7)", "send(x, '50%')\nsend(x, '1/2')\nsend(x, 1)", "50%>50%(no number) 1/2>1/2(no number) 7>1"},
		{"letters stay with their number", "send(x, '3')\nsend(x, \"3b\")\nsend(x, '4a')\nsend(x, '4b')\nsend(x, 4)\nsend(x, '3c')", "send(x, '1')\nsend(x, \"1b\")\nsend(x, '2a')\nsend(x, '2b')\nsend(x, 2)\nsend(x, '1c')", "3>1 3b>1b 4a>2a 4b>2b 4>2 3c>1c"},
		{"duplicates", "send(x, 3)\nsend(y, 3)", "send(x, 1)\nsend(y, 2)", "3>1 3>2"},
		{"what has no number, or none that is known", "send(x, 'bonus')\nsend(x, n)\nsend(x, f'{n}')", "send(x, 'bonus')\nsend(x, n)\nsend(x, f'{n}')", "bonus>bonus(no number) >(computed) >(computed)"},
		{"in one another", "send(send(x, 5), 6)", "send(send(x, 2), 1)", "6>1 5>2"},
	} {
		told, data, err := mustRead(t, book(t, "m send(x, 9)", "c "+c.cell)).Renumber(1)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, n := range told {
			text := n.Old + ">" + n.New
			if n.Why != "" {
				text += "(" + n.Why + ")"
			}
			list = append(list, text)
		}
		if got := sources(t, data)[1]; got != c.want || strings.Join(list, " ") != c.told {
			t.Errorf("%s: %q, %q\nwant %q, %q", c.what, got, strings.Join(list, " "), c.want, c.told)
		}
		_, again, err := mustRead(t, data).Renumber(1)
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s: twice is not once: %v, %q", c.what, err, sources(t, again)[1])
		}
	}
}

func TestRenumberFromANumber(t *testing.T) {
	told, data, err := mustRead(t, book(t, "c send(x, 1)", "m text", "c y\nsend(y, 2)")).Renumber(10)
	if got := strings.Join(sources(t, data), "|"); err != nil || got != "send(x, 10)|text|y\nsend(y, 11)" {
		t.Errorf("%q, %v", got, err)
	}
	if told[1] != (Numbering{Cell: 3, Line: 2, Value: "y", Old: "2", New: "11"}) {
		t.Errorf("%+v", told[1])
	}
	for _, start := range []int{-1, MaxNumber + 1} {
		if _, _, err := mustRead(t, data).Renumber(start); err == nil {
			t.Errorf("counted from %d", start)
		}
	}
}
