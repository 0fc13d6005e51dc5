package backend_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// imported is one import of one Go file.
type imported struct {
	file, room string // the path of the file from the root, and its folder
	path       string
	test       bool // the file is a test
}

// imports returns every import of every Go file below a folder. It fails the test if there is none,
// because then the rule looks in the wrong folder.
func imports(t *testing.T, folder string) []imported {
	t.Helper()
	var all []imported
	eachFile(t, folder, ".go", func(file string) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, spec := range parsed.Imports {
			imports, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Error(err)
			}
			all = append(all, imported{file, path.Dir(file), imports, strings.HasSuffix(file, "_test.go")})
		}
	})
	if len(all) == 0 {
		t.Fatalf("no import found below %s: the rule looks in the wrong place", folder)
	}
	return all
}

// generated lists files that programs write and nobody reads line by line.
var generated = []string{"frontend/wailsjs/", "backend/pyclient/client.py", "backend/pyclient/served.py"}

// eachFile calls f for every file with an extension ("" for all) below a folder, with its path from
// the root and forward slashes. It skips files that npm, builds and generators write, and the data of
// tests.
func eachFile(t *testing.T, folder, extension string, f func(file string)) {
	t.Helper()
	written := []string{"node_modules", "dist", "bin", "testdata", "test-results", "__pycache__"}
	err := fs.WalkDir(os.DirFS(root), folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && file != "."
		if entry.IsDir() && (hidden || slices.Contains(written, entry.Name())) {
			return fs.SkipDir
		}
		made := slices.ContainsFunc(generated, func(g string) bool { return strings.HasPrefix(file, g) })
		if !entry.IsDir() && !made && strings.HasSuffix(file, extension) {
			f(file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// lines returns how many lines a file has.
func lines(t *testing.T, file string) int {
	t.Helper()
	return strings.Count(read(t, file), "\n")
}

// read returns the content of a file, given by its path from the root.
func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// standard reports whether an import path belongs to the standard library: its first element has no
// dot, and it is not ours.
func standard(imports string) bool {
	first, _, _ := strings.Cut(imports, "/")
	return !strings.Contains(first, ".") && first != module
}
