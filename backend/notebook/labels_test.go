package notebook

import (
	"strings"
	"testing"
	"time"

	"npt/backend/cputime"
)

func TestWhatACellSends(t *testing.T) {
	for _, c := range []struct {
		what, code, want string
	}{
		{"a call", `send(x, 3)`, "3"},
		{"text as a label", `send(x, "2b")`, "2b"},
		{"single quotes, a prefix, spaces", `send (x , r' 2b ' )`, " 2b "},
		{"triple quotes", `send(x, """4""")`, "4"},
		{"by the name npt", `npt.send(x, 3)`, "3"},
		{"by keyword", `send(data=x, q_nb=3)`, "3"},
		{"by the original's keyword", `npt.send(x, question_nb = "3")`, "3"},
		{"a keyword that stands first", `send(question_nb=3, data=x)`, "3"},
		{"a whole float", `send(x, 3.0)`, "3"},
		{"a float", `send(x, 2.50)`, "2.5"},
		{"zeros in front, underscores", "send(x, 007)\nsend(x, 1_0)\nsend(x, 0)", "7|10|0"},
		{"several in a cell", "send(a, 1); send(b, 2)\nif ok:\n    send(c, '2b')", "1|2|2b"},
		{"brackets, strings and commas in the value", `send(f([1, (2, 3)], {"a,)": "(,"}), 4)`, "4"},
		{"one in the value of another", `send(send(x, 1), 2)`, "2|1"},
		{"over several lines, with comments", "send(\n    x,  # the answer, I think\n    # its question\n    5,  # five\n)", "5"},
		{"a comma at the end", `send(x, 3,)`, "3"},
		{"more arguments", `send(x, 3, True)`, "3"},
		{"joined lines", "send(x, \\\n  3)", "3"},
		{"commented out", "# send(x, 3)", "3"},
		{"commented out behind code", "x = 1  #send(x, 3)", "3"},
		{"commented out over lines", "# send(x,\n#      3)\n", "3"},
		{"commented out twice", "## # send(x, 3)", "3"},
		{"told in a comment", "# don't forget: send(x, 3) if you can't see it", "3"},
		{"in order, comments too", "send(a, 1)\n# send(b, 2)\nsend(c, 3)", "1|2|3"},
		{"to be filled in", "send(..., 3)\nsend( , 4)\nsend(___, 5)\nsend(x_???, 6)", "3|4|5|6"},
		{"below what is to be filled in", "x = ...\nsend(x, 3)\n# ...\n# send(x, 4)", "3|4"},
		{"not closed", "send(x, 3", "3"},
		{"a bracket too many and one too few", "send(f(x)), 3)\nsend([x, 4)\nsend(y, 5)", "5"},
		{"within a string", "print('send(x, 3)')\n\"\"\"\nsend(x, 4)\n\"\"\"\nsend(y, 5)", "5"},
		{"within a string that is never closed", "print('send(x, 3)\nsend(y, 5)", "3|5"},
		{"of something else", "socket.send(x, 3)\nself.npt.sender.send(x, 4)\nresend(x, 5)\nsend_it(x, 6)\nsend.later(x, 7)", ""},
		{"defined", "def send(x, 3): pass", ""},
		{"a label that is computed", "send(x, q)\nsend(x, 1+1)\nsend(x, f\"{q}\")\nsend(x, str(3))\nsend(x, -1)\nsend(x, 1e3)\nsend(x, 0x10)\nsend(x, None)", ""},
		{"without a label", "send(x)\nsend()\nsend(x, )\nsend", ""},
		{"a value that compares", "send(a == b, 3)\nsend(x=1, q_nb=4)", "3|4"},
		{"arguments in a list", "send(*both, 3)\nsend(*both, q_nb=4)", "4"},
		{"bytes are no label", "send(x, b'3')", ""},
		{"escapes are no label", `send(x, 'a\nb')`, ""},
		{"another's keyword", "send(x, other=3)", ""},
		{"two strings", `send(x, "a" "b")`, ""},
		{"magics and shell", "%matplotlib inline\n!pip install x\n%%time\nsend(x, 3)?", "3"},
		{"other scripts", "send(ответ, 'б')", "б"},
	} {
		if got := strings.Join(sentLabels(c.code), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// Code that is meant to be slow takes only time linear in its length: looking at every pair of its
// characters would take minutes.
func TestCellsAreReadInLinearTime(t *testing.T) {
	const n = 1 << 18
	for what, piece := range map[string]string{
		"open calls": "send(", "closed by another": "(]", "comments in a call": "send(x #\n", "quotes": "'\"", "escaped quotes": `\'`,
		"half triple quotes": `""`, "commas": "send(,", "comments": "#\n", "comments in comments": "# #", "names": "npt.send.", "stars": "*,", "lines of quotes": "\"'\n",
	} {
		code := strings.Repeat(piece, n/len(piece))
		if took := cputime.Of(func() { sentLabels(code) }); took > 10*time.Second {
			t.Errorf("%s: 256 kB took %v", what, took)
		}
	}
}
