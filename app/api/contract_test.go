package api_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"npt/app/api"
	"npt/app/enginetest"
)

// The teacher sees what a student sends, for every kind of value that Debian's packages can make.
func TestEveryValueIsShownAsWhatItIs(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), python, "../testdata/every_value.py")
	cmd.Stdin = strings.NewReader(cell.ByAddress)
	cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
	out, err := cmd.CombinedOutput()
	// The line of the first cell may come late, or not before the end, on a machine that is busy.
	written := strings.ReplaceAll(string(out), "Connected as Ada to lab-1\n", "")
	if err != nil || !strings.HasPrefix(written, "NPT: None was sent.") || strings.Count(written, "\n") != 1 {
		t.Fatalf("the cells ended with %v and wrote %q, want the hint about None alone", err, out)
	}

	values := []struct {
		question, typ string
		shows         func(api.Answer) string
		want          string
	}{
		{"str", "str", text, "café 🙂\nsecond line"},
		{"int", "ndarray", text, "[42]"},
		{"float", "ndarray", text, "[2.5]"},
		{"bool", "str", text, "True"},
		{"None", "str", text, "None"},
		{"complex", "str", text, "(1+2j)"},
		{"Fraction", "str", text, "1/3"},
		{"Decimal", "str", text, "0.10"},
		{"bytes", "str", text, `b'\x00raw'`},
		{"list", "list", text, "[1, 'two', [3.0, None]]"},
		{"tuple", "list", row, "(1, 2)"},
		{"dict", "dict", lastOfTree, "'b': "},
		{"nested", "dict", row, "{2: 0.7, '2': (1098, 2), None: [b'x', {1, 3}, set(), (1,), (1+2j), -0.0, 1.0, True]}"},
		{"nested", "dict", tree, "dict(2 num 0.7, '2' tuple(num 1098, num 2), None list(const b'x', set(num 1, num 3), set(), tuple(num 1), const (1+2j), num -0.0, num 1.0, const True))"},
		{"dataclass", "dict", lastOfTree, "'y': 2.0"},
		{"array of one", "ndarray", row, "[42]"},
		{"ndarray", "ndarray", rows, "0 1 2/3 4 5"},
		{"nan", "ndarray", rows, "1.5 nan inf -inf"},
		{"numpy scalar", "ndarray", rows, "0.5"},
		{"3-D", "ndarray", shape, "2 x 3 x 4, 2 slices"},
		{"large", "ndarray", shape, "1000 x 50 float64, 1 slices"},
		{"Tensor", "ndarray", rows, "1.0 2.0"},
		{"sparse", "ndarray", shape, "3 x 3 float64, 1 slices"},
		{"named fields", "table", table, "id t/1 0.5/2 1.5"},
		{"named index", "table", table, "n/1/2"},
		{"long number", "str", text, "about 9.13693e+16901 (a whole number of some 16,902 digits)"},
		{"function", "code", firstLine, "def double(x):"},
		{"lambda", "code", firstLine, "lambda x: x + 1"},
		{"partial", "code", contains("double"), "double"},
		{"class", "code", firstLine, "class Shape:"},
		{"Module", "code", firstLine, "Linear(in_features=2, out_features=1, bias=True)"},
		{"DataFrame", "table", table, "n name/1 x/2 y"},
		{"Series", "table", table, "s/1.5/2.5"},
		{"Figure", "image", size, "png"},
		{"Axes", "image", size, "png"},
		{"plt", "image", size, "png"},
		{"PIL", "image", pixels, "40 x 30"},
		{"RGBA", "image", pixels, "10 x 10"},
		{"set", "list", row, "{3}"},
		{"complex array", "ndarray", rows, "(1+2j)"},
		{"bool array", "ndarray", rows, "True False"},
		{"Index", "table", table, "i/10/20"},
		{"method", "code", contains("def area(self):"), "def area(self):"},
		{"sympy", "latex", text, `\frac{x}{2}`},
		{"pipeline", "code", contains("Ridge(alpha=2.0)"), "Ridge(alpha=2.0)"},
		{"seaborn", "image", size, "png"},
		{"pandas plot", "image", size, "png"},
		{"plotly", "dict", contains("scatter"), "scatter"},
		{"altair", "dict", contains("point"), "point"},
		{"exception", "str", contains("ZeroDivisionError: division by zero"), "ZeroDivisionError: division by zero"},
	}
	sent := map[string]bool{}
	for _, v := range values {
		sent[v.question] = true
	}
	enginetest.Eventually(t, "all records", func() bool { return len(l.Records()) == len(sent) })
	for _, v := range values {
		a := l.Answer(v.question)
		if a.Record.Type != v.typ || a.Broken != "" {
			t.Errorf("%s is a %s, broken %q, want a %s", v.question, a.Record.Type, a.Broken, v.typ)
		} else if got := v.shows(a); got != v.want {
			t.Errorf("%s shows %q, want %q", v.question, got, v.want)
		}
	}
}

// The checked first cell works like the other one, and runs nothing that was changed on the way, in
// any line.
func TestACheckedCellRunsOnlyOurClient(t *testing.T) {
	l := enginetest.Open(t)
	cell, err := l.API.FirstCell(l.Session)
	if err != nil {
		t.Fatal(err)
	}
	honest := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: strings.TrimPrefix(l.Address, "http://")})
	for _, c := range []struct {
		name   string
		tamper func(code string) string
		said   string
		kept   int
	}{
		{"as it was served", func(code string) string { return code }, "", 1},
		{"a line more", func(code string) string { return code + "print('evil')\n" }, "Not your teacher's tracker", 0},
		{"code for the addresses", func(code string) string {
			return "_npt_served = {'servers': [print('evil')]}\n" + code[strings.Index(code, "\n")+1:]
		}, "malformed node", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answer := httptest.NewRecorder()
				r.Header.Del("Accept-Encoding") // what is compressed cannot be tampered with as text
				honest.ServeHTTP(answer, r)
				_, _ = io.WriteString(w, c.tamper(answer.Body.String()))
			}))
			defer between.Close()
			script := strings.ReplaceAll(cell.Checked, l.Address, between.URL) + "\nsend(1, 1)\n"
			cmd := exec.CommandContext(t.Context(), python, "-c", "input = lambda prompt: 'Ada'\n"+script)
			cmd.Env = enginetest.OwnFolders(t, cmd.Environ())
			out, err := cmd.CombinedOutput()
			if failed := err != nil; failed != (c.said != "") || !strings.Contains(string(out), c.said) || strings.HasPrefix(string(out), "evil") {
				t.Errorf("the cell ended with %v and wrote %s", err, out)
			}
			if c.kept > 0 {
				enginetest.Eventually(t, "the record", func() bool { return len(l.Records()) == c.kept })
			}
		})
	}
}

func row(a api.Answer) string { return a.Record.Preview.Text }

func tree(a api.Answer) string { return strings.TrimSpace(outline(*a.Tree)) }

func outline(n api.TreeNode) string {
	inside := make([]string, len(n.Children))
	for i, child := range n.Children {
		inside[i] = strings.TrimSpace(outline(child))
	}
	if n.Text != "" {
		return n.Key + " " + n.Kind + " " + n.Text
	}
	return n.Key + " " + n.Kind + "(" + strings.Join(inside, ", ") + ")"
}

func shape(a api.Answer) string {
	var dims []string
	for _, d := range a.Array.Shape {
		dims = append(dims, strconv.Itoa(d))
	}
	return strings.TrimSpace(strings.Join(dims, " x ")+" "+a.Array.DType) + ", " + strconv.Itoa(len(a.Array.Slices)) + " slices"
}

func table(a api.Answer) string {
	all := []string{strings.Join(a.Table.Columns, " ")}
	for _, r := range a.Table.Rows {
		all = append(all, strings.Join(r, " "))
	}
	return strings.Join(all, "/")
}

func pixels(a api.Answer) string { return fmt.Sprintf("%d x %d", a.Image.Width, a.Image.Height) }

func contains(what string) func(api.Answer) string {
	return func(a api.Answer) string {
		if strings.Contains(a.Text, what) {
			return what
		}
		return a.Text
	}
}
