package notebook

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The corpus: small notebooks in the styles of many writers, a file each, with the titles that a teacher would give.
// Notebooks begin with ===, cells with the letter of their type, and each title with > and its label.
func TestTitlesAsATeacherWouldGiveThem(t *testing.T) {
	files, err := filepath.Glob("testdata/titles/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d styles, %v", len(files), err)
	}
	notebooks := 0
	for _, file := range files {
		text, err := os.ReadFile(file) //nolint:gosec // our own
		if err != nil {
			t.Fatal(err)
		}
		for i, one := range strings.Split(string(text), "\n===\n")[1:] {
			notebooks++
			var cells, want []string
			for line := range strings.SplitSeq(strings.TrimSpace(one), "\n") {
				switch n := len(cells); {
				case strings.HasPrefix(line, "> ") && strings.TrimLeft(line, "> ") != "" && (n == 0 || !isQuote(line, cells[n-1])):
					label, title, _ := strings.Cut(line[2:], " ")
					want = append(want, label+" "+title)
				case len(line) > 1 && strings.ContainsRune("mcr", rune(line[0])) && line[1] == ' ':
					cells = append(cells, line)
				default:
					cells[n-1] += "\n" + line
				}
			}
			questions, err := Questions(book(t, cells...), composed)
			if got := told(questions); err != nil || strings.TrimSpace(got) != strings.TrimSpace(strings.Join(want, "|")) {
				t.Errorf("%s, notebook %d: %v\ngot  %s\nwant %s", filepath.Base(file), i+1, err, got, strings.Join(want, "|"))
			}
		}
	}
	if notebooks < 60 {
		t.Errorf("only %d notebooks", notebooks)
	}
}

// isQuote reports whether a line goes on with the quote that a cell of text begins with.
func isQuote(line, cell string) bool {
	return strings.HasPrefix(cell, "m > ") && !strings.Contains(cell, "\n>")
}
