package python

import (
	"slices"
	"strings"
	"testing"
	"time"

	"npt/backend/cputime"
)

// written returns tokens as text: the kind and text of each.
func written(tokens []Token) string {
	var parts []string
	for _, t := range tokens {
		parts = append(parts, string(rune(t.Kind))+t.Text)
	}
	return strings.Join(parts, " ")
}

func TestCodeIsCutIntoTokens(t *testing.T) {
	for code, want := range map[string]string{
		"":                               "",
		"x = 1_000  # one":               "nx o= 01000 ;",
		"f(a,\n  b)":                     "nf o( na o, nb o) ;",
		"if x: y = 'a'":                  "nif nx o: ; > ny o= s'a ; <",
		"if x:\n\ty\nz":                  "nif nx o: ; > ny ; < nz ;",
		"f'{x!r}b'":                      "ff o{ nx o! nr o} tb e ;",
		"'never closed\ny":               "s'never closed ; ny ;",
		"x **= 0XFF; y":                  "nx o**= 00xff ; ny ;",
		"r'\\d' B\"a\" '''a\nb'''":       "s'\\\\d sb'a s'a\nb ;",
		"\u00e9 = x\u00b2":               "n\u00e9 o= nx o\u00b2 ;",
		"a \\\n + 1.5e-3":                "na o+ 01.5e-3 ;",
		"# only a comment\n\n  # more\n": "",
	} {
		if got := written(Tokens(code)); got != want {
			t.Errorf("%q is cut into\n%s, want\n%s", code, got, want)
		}
	}
}

func TestNamesThatCodeGivesItself(t *testing.T) {
	for code, want := range map[string]string{
		"total = 0\nfor i in xs:\n  total += i": "total:0 i:1 total:0 i:1",
		"def f(x):\n  return x":                 "x:0 x:0",
		"import numpy as np\ny = np.abs(z)":     "y:0",
		"key = lambda p: p.q":                   "key:0 p:1 p:1",
	} {
		tokens := Tokens(code)
		names := OwnNames(tokens)
		var got []string
		for i, token := range tokens {
			if number, own := names[i]; own {
				got = append(got, token.Text+":"+string(rune('0'+number)))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q gives itself %v, want %s", code, got, want)
		}
	}
}

func TestCallsOfAFunction(t *testing.T) {
	for code, want := range map[string][]string{
		"send(x, 3)":                         {"x|3"},
		"npt.send(f(a, b), q_nb = 3)":        {"f(a, b)|q_nb = 3"},
		"send( , 4) # send(y, 5)":            {"|4", "y|5"},
		"send(x,  # the answer\n  5,\n)":     {"x|5|"},
		"'send(x, 3)'; other.send(x, 3)":     nil,
		"x = ... # more\nsend(x, 3)":         {"x|3"},
		"def send(x, y): pass\nresend(x, 1)": nil,
		"send(send(x, 1), 2)":                {"send(x, 1)|2", "x|1"},
		"send(x, '2b'":                       {"x|'2b'"},
	} {
		var got []string
		for _, call := range Calls(code, "send", "npt") {
			var texts []string
			for _, a := range call.Arguments {
				if texts = append(texts, a.Text); !call.InComment && code[a.At:a.At+len(a.Text)] != a.Text {
					t.Errorf("%q: %q is not at %d", code, a.Text, a.At)
				}
			}
			got = append(got, strings.Join(texts, "|"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q calls %q, want %q", code, got, want)
		}
	}
}

// Code that is meant to be slow takes only time linear in its length: looking at every pair of its
// characters would take minutes.
func TestCallsAreReadInLinearTime(t *testing.T) {
	for _, piece := range []string{"send(", "(]", "send(x #\n", "'\"", `""`, "send(,", "# #", "*,", "1e+", "npt.send."} {
		code := strings.Repeat(piece, (1<<18)/len(piece))
		took := cputime.Of(func() {
			Calls(code, "send", "npt")
			WithoutComments(code)
		})
		if took > 10*time.Second {
			t.Errorf("256 kB of %q took %v", piece, took)
		}
	}
}
