package python

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

func TestWhyCodeCannotBePython(t *testing.T) {
	wants := map[string]string{
		"":                                  "",
		"x = 1\nif x:\n    y\nelse:\n    z": "",
		"def f(a,\n      b):\n    return a": "",
		"for i in x: print(i)\ny":           "",
		"class A:\n    '''text\n  in it'''\n    x":       "",
		"try:\n    a\nexcept E:\n    b\nfinally:\n    c": "",
		"@cached\ndef f(): return 1":                     "",
		"match x:\n    case 1:\n        y":               "",
		"from x import *":                                "",
		"f(*a)":                                          "",
		"async def f():\n    async with a: b":            "",
		"x = {1: 2,\n     3: 4}":                         "",
		"lambda x: x":                                    "",
		"if x:\ny":                                       "1 no block",
		"def f():\n    # only this":                      "1 no block",
		"for x in y:\n    while z:\n    a":               "2 no block",
		"x\n    y":                                       "2 indented",
		"if x:\n        y\n    z":                        "3 indented",
		"    x\ny":                                       "2 indented",
		"else:\n    x":                                   "1 no head",
		"x = 1\nexcept E:\n    y":                        "2 no head",
		"try:\n    x\ny":                                 "1 no handler",
		"try:\n    x":                                    "1 no handler",
		"@cached\nx = 1":                                 "1 no function",
		"@cached":                                        "1 no function",
		"x =":                                            "1 incomplete",
		"assert x ==\ny":                                 "1 incomplete",
		"import":                                         "1 incomplete",
		"f(a,\n  b":                                      "1 not closed",
		"x = '''a":                                       "1 not closed",
		"x = 'a":                                         "1 not closed",
		"b)":                                             "1 not opened",
	}
	var codes []string
	for code, want := range wants {
		var got []string
		for _, f := range Faults(code) {
			got = append(got, fmt.Sprintf("%d %s", f.Line, f.Fault))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %v, want %q", code, got, want)
		}
		codes = append(codes, code)
	}
	const ask = `
import json, sys
def takes(code):
    try: compile(code, "cell", "exec")
    except SyntaxError: return False
    return True
print(json.dumps([takes(code) for code in json.load(sys.stdin)]))`
	data, err := json.Marshal(codes)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/usr/bin/python3", "-c", ask)
	cmd.Stdin = bytes.NewReader(data)
	var takes []bool
	if out, err := cmd.Output(); err != nil || json.Unmarshal(out, &takes) != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, code := range codes {
		if takes[i] != (wants[code] == "") {
			t.Errorf("%q: that Python takes it is %v", code, takes[i])
		}
	}
}

func TestACellAsPythonSeesIt(t *testing.T) {
	for code, want := range map[string]string{
		"x = 1":                          "x = 1",
		"!ls 'a\nx":                      "0    ;\nx",
		"%time send(x, 1)":               "0   ; send(x, 1)",
		"if x:\n  %load_ext y\nz":        "if x:\n  0         ;\nz",
		"files = !ls (":                  "files = 0   ;",
		"x = (a\n% b)":                   "x = (a\n% b)",
		"'''\n!no\n'''":                  "'''\n!no\n'''",
		"%%time\nx":                      "0    ;\nx",
		"np.mean?":                       "0      ;",
		"x = 5 if a != b else y%2 # ok?": "x = 5 if a != b else y%2 # ok?",
	} {
		got, isPython := Plain(code)
		if got != want || !isPython {
			t.Errorf("%q is %q (%v), want %q", code, got, isPython, want)
		}
	}
	if _, isPython := Plain("%%bash\necho send(x, 1)"); isPython {
		t.Error("a cell for bash is taken for Python")
	}
}
