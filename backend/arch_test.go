// Package backend_test holds the rules of the house that no compiler checks:
// who may import whom, what stands where, and how long a file may be.
package backend_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = ".."
	module = "npt"
)

// edges says which packages of ours a package of backend may import. One that is not
// named imports none.
var edges = map[string][]string{
	"payload":   {"pyjson"},
	"classroom": {"payload"},
	"compare":   {"classroom", "payload", "pyjson", "python"},
	"assess":    {"classroom", "compare", "payload"},
	"store":     {"classroom", "payload"},
	"ingest":    {"classroom", "payload"},
	"export":    {"classroom", "payload"},
	"events":    {"classroom", "payload"},
	"notebook":  {"classroom", "python"},
}

// domain are the packages that need nothing but the standard library and Unicode's tables.
var domain = []string{"pyjson", "python", "payload", "compare", "classroom", "assess"}

// TestBackendImports: each package of backend can be read, tested and replaced with the few
// below it.
func TestBackendImports(t *testing.T) {
	eachImport(t, "backend", func(file, pkg, imported string) {
		name := strings.TrimPrefix(pkg, "backend/")
		to, inBackend := strings.CutPrefix(imported, module+"/backend/")
		switch {
		case !ours(imported) || to == name: // its own package, from a test beside it
		case !inBackend || !slices.Contains(edges[name], to):
			t.Errorf("%s imports %s: backend/%s may import %v of ours", file, imported, name, edges[name])
		}
		if slices.Contains(domain, name) && !standard(imported) && !ours(imported) && !strings.HasPrefix(imported, "golang.org/x/text/") {
			t.Errorf("%s imports %s: the domain imports the standard library and golang.org/x/text only", file, imported)
		}
	})
}

// TestHeavyImports: each large dependency has one room.
func TestHeavyImports(t *testing.T) {
	rooms := []struct{ dependency, room string }{
		{"github.com/wailsapp/", "app/window"},
		{"github.com/spf13/cobra", "app"},
		{"gorm.io/", "backend/store"},
		{"github.com/glebarez/", "backend/store"},
		{"modernc.org/", "nowhere: it would register the SQLite driver twice"},
		{"github.com/grandcat/zeroconf", "backend/discovery"},
		{"github.com/pion/mdns", "backend/discovery"},
	}
	eachImport(t, ".", func(file, pkg, imported string) {
		for _, r := range rooms {
			if strings.HasPrefix(imported, r.dependency) && pkg != r.room {
				t.Errorf("%s imports %s, which belongs in %s", file, imported, r.room)
			}
		}
	})
}

// TestComposition: only app knows all the rest; main.go starts it and no more.
func TestComposition(t *testing.T) {
	eachImport(t, ".", func(file, pkg, imported string) {
		if pkg == "." && imported != module+"/app" {
			t.Errorf("%s imports %s: it only starts app", file, imported)
		}
		if pkg == "frontend" && !standard(imported) {
			t.Errorf("%s imports %s: frontend embeds files and no more", file, imported)
		}
	})
}

// TestPackageNames: a package is named after what it is about.
func TestPackageNames(t *testing.T) {
	vague := []string{"utils", "util", "helpers", "helper", "manager", "types", "common", "misc", "shared"}
	eachFile(t, ".", ".go", func(file string) {
		if name := path.Base(path.Dir(file)); slices.Contains(vague, name) {
			t.Errorf("%s: no package is named %s", file, name)
		}
	})
}

var (
	// The module of import, export ... from, import() and vi.mock.
	tsImport = regexp.MustCompile(`(?:\bfrom|\bimport|\bimport\(|\bmock\()\s*['"]([^'"]+)['"]`)
	wailsjs  = regexp.MustCompile(`(^|/)wailsjs(/|$)`)
)

// TestFrontendImports: a tab never reaches into another, and one folder talks to Go.
func TestFrontendImports(t *testing.T) {
	const src, features = "frontend/src/", "frontend/src/features/"
	eachFile(t, "frontend/src", "", func(file string) {
		if !slices.Contains([]string{".ts", ".tsx"}, path.Ext(file)) {
			return
		}
		for _, match := range tsImport.FindAllStringSubmatch(read(t, file), -1) {
			imported := match[1]
			if wailsjs.MatchString(imported) && !strings.HasPrefix(file, src+"api/") {
				t.Errorf("%s imports %s: only src/api talks to wailsjs", file, imported)
			}
			from, to := feature(file, features), feature(resolve(file, imported), features)
			if from != "" && to != "" && from != to {
				t.Errorf("%s imports %s: features never import each other", file, imported)
			}
		}
	})
}

// resolve returns the path in the repository that a TypeScript import names.
func resolve(file, imported string) string {
	if strings.HasPrefix(imported, ".") {
		return path.Join(path.Dir(file), imported)
	}
	for _, alias := range []string{"@/", "~/", "src/", "/src/"} {
		if rest, ok := strings.CutPrefix(imported, alias); ok {
			return "frontend/src/" + rest
		}
	}
	return imported
}

// feature returns the feature that a path is in, or "" when it is in none.
func feature(file, features string) string {
	rest, ok := strings.CutPrefix(file, features)
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return strings.TrimSuffix(name, path.Ext(name))
}

// TestFileLengths: a longer file is two rooms.
func TestFileLengths(t *testing.T) {
	for extension, limit := range map[string]int{".go": 400, ".tsx": 250} {
		eachFile(t, ".", extension, func(file string) {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, ".test.tsx") {
				return
			}
			if lines := strings.Count(read(t, file), "\n"); lines > limit {
				t.Errorf("%s has %d lines, more than %d", file, lines, limit)
			}
		})
	}
}

// TestTopLevel: the layout is fixed, so that a newcomer sees it whole.
func TestTopLevel(t *testing.T) {
	allowed := []string{"app", "frontend", "backend", "build", "wails.json", "go.mod", "go.sum", "main.go", "README.md", "LICENSE", "CHANGELOG.md"}
	built := []string{"npt", "npt.exe"} // what `go build` leaves, ignored by git
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(allowed, name) && !slices.Contains(built, name) {
			t.Errorf("%s stands at the top level, where only %v may", name, allowed)
		}
	}
}

// eachImport calls f for every import of every Go file below a folder, with the
// folder of the file as its package.
func eachImport(t *testing.T, folder string, f func(file, pkg, imported string)) {
	t.Helper()
	seen := 0
	eachFile(t, folder, ".go", func(file string) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Error(err)
			}
			f(file, path.Dir(file), imported)
			seen++
		}
	})
	if seen == 0 {
		t.Errorf("no import found below %s: this test looks in the wrong place", folder)
	}
}

// eachFile calls f for every file of an extension ("" for all) below a folder,
// by its path from the root with forward slashes. What npm and builds write is
// passed over.
func eachFile(t *testing.T, folder, extension string, f func(file string)) {
	t.Helper()
	written := []string{"node_modules", "dist", "bin", "testdata", "test-results"}
	err := fs.WalkDir(os.DirFS(root), folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && file != "."
		if entry.IsDir() && (hidden || slices.Contains(written, entry.Name())) {
			return fs.SkipDir
		}
		if !entry.IsDir() && strings.HasSuffix(file, extension) {
			f(file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func ours(imported string) bool { return strings.HasPrefix(imported, module+"/") }

// standard tells whether an import path is of the standard library: those have
// no dot in their first element, and are not ours.
func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != module
}
