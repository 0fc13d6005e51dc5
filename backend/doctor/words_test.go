package doctor

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// catalogue is what the findings say in one language, by code and part: clock.title, steps.wire.
type catalogue map[string]map[string]string

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../frontend/src/words", path))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func readCatalogue(t *testing.T, language string) (c catalogue, phrases map[string]string) {
	t.Helper()
	readJSON(t, language+"/findings.json", &c)
	readJSON(t, language+"/phrases.json", &phrases)
	return c, phrases
}

var placeholder = regexp.MustCompile(`{{(\w+)(, phrase)?}}`)

// said returns what a finding says in a language, its steps and their commands after it. It fails where there are no
// words, or no value for one that they name.
func said(t *testing.T, language string, f Finding) (title, meaning, steps string) {
	t.Helper()
	c, phrases := readCatalogue(t, language)
	say := func(part string) string {
		form := map[bool]string{true: "_one", false: "_other"}[f.Params["count"] == "1"]
		for _, key := range []string{part + "_" + f.Variant, part + form, part} {
			if text, ok := c[f.Code][key]; ok {
				return placeholder.ReplaceAllStringFunc(text, func(found string) string {
					name := placeholder.FindStringSubmatch(found)
					value := f.Params[name[1]]
					if name[2] != "" {
						value = phrases[value]
					}
					if value == "" {
						t.Errorf("%s: %s has no %s for %q", language, f.Code, found, text)
					}
					return value
				})
			}
		}
		t.Errorf("%s: there is no %s of %s", language, part, f.Code)
		return ""
	}
	var b strings.Builder
	for _, s := range f.Steps {
		if c["steps"][s.Code] == "" {
			t.Errorf("%s: there are no words for the step %s", language, s.Code)
		}
		b.WriteString(c["steps"][s.Code] + "\n" + s.Command + "\n")
	}
	return say("title"), say("meaning"), b.String()
}

// codesIn returns the codes of findings, firewalls and steps that the package makes.
func codesIn(t *testing.T) (findings, phrases, steps map[string]bool) {
	t.Helper()
	packages, err := parser.ParseDir(token.NewFileSet(), ".", nil, 0) //nolint:staticcheck // one folder without build tags
	if err != nil {
		t.Fatal(err)
	}
	findings, phrases, steps = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for name, file := range packages["doctor"].Files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "one" {
					add(findings, n.Args[0])
				}
			case *ast.KeyValueExpr:
				key, ok := n.Key.(*ast.Ident)
				if ok && key.Name == "Code" {
					add(steps, n.Value)
				}
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && strings.HasPrefix(text, "firewall_") {
					phrases[text] = true
				}
			}
			return true
		})
	}
	return findings, phrases, steps
}

func add(to map[string]bool, e ast.Expr) {
	if literal, ok := e.(*ast.BasicLit); ok {
		if text, err := strconv.Unquote(literal.Value); err == nil {
			to[text] = true
		}
	}
}

// Every finding, firewall and step has words in English; other languages are held against English where the catalogue is.
func TestCodesHaveWords(t *testing.T) {
	c, words := readCatalogue(t, "en")
	findings, phrases, steps := codesIn(t)
	if len(findings) < 25 || len(phrases) < 8 || len(steps) < 25 {
		t.Errorf("only %d findings, %d firewalls and %d steps were found", len(findings), len(phrases), len(steps))
	}
	for code := range findings {
		if c[code]["title"] == "" && c[code]["title_other"] == "" || c[code]["meaning"] == "" {
			t.Errorf("the finding %s has no words", code)
		}
	}
	for code := range phrases {
		if words[code] == "" && c[code] == nil {
			t.Errorf("the firewall %s has no words", code)
		}
	}
	for code := range steps {
		if c["steps"][code] == "" && c[code] == nil {
			t.Errorf("the step %s has no words", code)
		}
	}
}
