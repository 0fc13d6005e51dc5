package backend_test

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// lengths says how many lines a file may have: a longer one is two rooms.
var lengths = map[string]int{
	".go": 400, ".py": 400, ".ts": 400, ".js": 400, ".tsx": 250, ".css": 400, ".sh": 400, ".mjs": 400, ".sql": 400,
	"README.md": 150, // so that people read it to the end
}

// TestFileLengths: a longer file is two rooms.
func TestFileLengths(t *testing.T) {
	for ending, most := range lengths {
		found := false
		eachFile(t, ".", ending, func(file string) {
			found = true
			if n := lines(t, file); n > most {
				t.Errorf("%s has %d lines, more than %d", file, n, most)
			}
		})
		if !found {
			t.Errorf("no file ends in %s: its rule has lost its subject", ending)
		}
	}
}

// mostFiles is how many non-test Go files a package may have: nobody can keep a larger one in view.
// The store's files are methods of one type, as are those of what a page may ask: one file a feature.
const mostFiles, mostStoreFiles, mostAPIFiles, mostAppFiles = 25, 44, 40, 20

// TestPackageSizes counts the files of each package.
func TestPackageSizes(t *testing.T) {
	sizes := map[string]int{}
	eachFile(t, ".", ".go", func(file string) {
		if !strings.HasSuffix(file, "_test.go") {
			sizes[path.Dir(file)]++
		}
	})
	for room, size := range sizes {
		most := mostFiles
		switch room {
		case "backend/store":
			most = mostStoreFiles
		case "app/api":
			most = mostAPIFiles
		case "app":
			most = mostAppFiles
		}
		if size > most {
			t.Errorf("%s has %d files that are no tests, more than %d", room, size, most)
		}
	}
	if sizes["app"] == 0 || sizes["app/api"] == 0 || sizes["backend/store"] == 0 {
		t.Error("app, app/api or backend/store is gone: their rules have lost their subject")
	}
}

// paragraph is the least length of a package comment that says what a room does, what it does not do,
// and who calls it.
const paragraph = 200

// TestPackageComments: each package says what it is for, in exactly one file.
func TestPackageComments(t *testing.T) {
	comments := map[string][]string{}
	eachFile(t, ".", ".go", func(file string) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		room := path.Dir(file)
		if text := parsed.Doc.Text(); text != "" && !strings.HasSuffix(parsed.Name.Name, "_test") {
			comments[room] = append(comments[room], text)
		}
		if _, ok := comments[room]; !ok && !strings.HasSuffix(file, "_test.go") {
			comments[room] = nil
		}
	})
	for room, texts := range comments {
		if room == "." {
			continue // five lines that start app
		}
		if len(texts) != 1 {
			t.Errorf("%s has its package comment in %d files: it stands in exactly one", room, len(texts))
		} else if len(texts[0]) < paragraph {
			t.Errorf("%s says too little in its package comment: %s", room, texts[0])
		}
	}
}

// TestTopLevel: the layout is fixed, so that a newcomer sees it whole.
func TestTopLevel(t *testing.T) {
	allowed := []string{
		"app", "frontend", "backend", "build", "wails.json", "go.mod", "go.sum", "main.go", "README.md", "LICENSE", "CHANGELOG.md",
	}
	built := []string{"npt", "npt.exe"} // `go build` leaves them, and git ignores them
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

// written lists the pages below build/docs that a newcomer reads first.
var written = []string{"glossary.md", "protocol.md", "how-to-add.md"}

// named matches a path of the repository in a page. Capitals, stars and braces stand for a name that
// the reader chooses, so a path with one of them does not match.
var named = regexp.MustCompile("`((?:app|backend|frontend|build)/[a-z0-9_./-]*[a-z0-9_/-])`")

// TestWrittenSide: the pages and the decisions exist, and so does every path in the repository that
// the pages name, unless a build makes it.
func TestWrittenSide(t *testing.T) {
	for _, page := range written {
		if lines(t, "build/docs/"+page) < 20 {
			t.Errorf("build/docs/%s says almost nothing", page)
		}
	}
	records, paths := 0, 0
	eachFile(t, ".", ".md", func(file string) {
		if path.Dir(file) == "build/docs/adr" {
			records++
			return // a decision tells of its day
		}
		for _, match := range named.FindAllStringSubmatch(read(t, file), -1) {
			paths++
			built := strings.HasPrefix(match[1], "build/bin") || strings.HasPrefix(match[1], "build/.cache") || strings.HasPrefix(match[1], "frontend/dist")
			if _, err := os.Stat(filepath.Join(root, match[1])); err != nil && !built {
				t.Errorf("%s names %s, which is not there", file, match[1])
			}
		}
	})
	if records < 12 {
		t.Errorf("build/docs/adr has %d decisions: at least 12 were written, and none is ever taken away", records)
	}
	if paths < 50 {
		t.Errorf("only %d paths were found in the pages: the rule looks in the wrong place", paths)
	}
}
