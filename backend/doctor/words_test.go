package doctor

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

var (
	verbs   = regexp.MustCompile(`%(\[\d+\])?[a-z]`)
	spacing = regexp.MustCompile(` [:;?!»]|« `)
)

// Every text is there in both languages, with the same values in it, and French has its spaces.
func TestWordsInBothLanguages(t *testing.T) {
	packages, err := parser.ParseDir(token.NewFileSet(), ".", nil, 0) //nolint:staticcheck // one folder without build tags
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(packages["doctor"], func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "t" && f.Sel.Name != "step" {
			return true
		}
		english, ok1 := text(call.Args[0])
		french, ok2 := text(call.Args[1])
		if !ok1 || !ok2 {
			return true // t within step
		}
		found++
		values := func(s string) []string { return slices.Sorted(slices.Values(verbs.FindAllString(s, -1))) }
		if english == "" || french == "" || english == french || spacing.MatchString(french) {
			t.Errorf("%q and %q", english, french)
		}
		if a, b := values(english), values(french); !slices.Equal(a, b) && english != "Windows Defender Firewall, for %[1]s networks," {
			t.Errorf("%q has %v, %q has %v", english, a, french, b)
		}
		return true
	})
	if found < 60 {
		t.Errorf("only %d texts were found", found)
	}
}

func text(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
}
