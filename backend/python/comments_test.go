package python

import (
	"strings"
	"testing"
)

func TestCommentsGo(t *testing.T) {
	for code, want := range map[string]string{
		"# by Alice\nx = 1\n":                    "x = 1\n",
		"x = 1  # Alice\ny = 2":                  "x = 1\ny = 2",
		"def f():\n    # Alice\n    return 1\n":  "def f():\n    return 1\n",
		"s = '# no comment'  # Alice\n":          "s = '# no comment'\n",
		"s = \"\\\"# still text\" # Alice":       "s = \"\\\"# still text\"",
		"s = '''a\n# text\n''' # Alice\n":        "s = '''a\n# text\n'''\n",
		"s = 'never closed\n# Alice\n":           "s = 'never closed\n",
		"# Alice":                                "",
		"s = f\"{d['a']}#{1}\"  # Alice":         "s = f\"{d['a']}#{1}\"",
		"x = '\\\\' # Alice\n":                   "x = '\\\\'\n",
		"a = 1\r\n# Alice\r\nb = 2\r\n":          "a = 1\r\nb = 2\r\n",
		"x = 'a\\":                               "x = 'a\\",
		"print(1)\n\n\n# Alice\n\nprint(2)\n":    "print(1)\n\n\n\nprint(2)\n",
		"s = ''# Alice\nt = \"\"\"\"\"\"# Alice": "s = ''\nt = \"\"\"\"\"\"",
	} {
		if got := WithoutComments(code); got != want {
			t.Errorf("%q becomes %q, want %q", code, got, want)
		}
	}
}

func FuzzCommentsGoAndNothingElse(f *testing.F) {
	f.Add("x = '#' # y\n")
	f.Fuzz(func(t *testing.T, code string) {
		got := WithoutComments(code)
		if len(got) > len(code) {
			t.Fatalf("%q grew to %q", code, got)
		}
		if !strings.Contains(code, "#") && got != code {
			t.Fatalf("%q without a comment became %q", code, got)
		}
	})
}
