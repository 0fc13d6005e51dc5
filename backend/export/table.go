package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

const (
	separator = ','       // between the columns of a table
	splitters = ";\t\r\n" // at which a spreadsheet of another country splits a quoted cell all the same
)

// tableWriter writes a table as RFC 4180 says, in UTF-8; lines end in LF, so that line breaks within
// answers stay as they were sent. Unlike encoding/csv it quotes every text: a spreadsheet that splits
// at other separators, as each of them does in some countries, then still sees one cell where it can.
type tableWriter struct {
	out *bufio.Writer
}

func newTable(w io.Writer) tableWriter { return tableWriter{bufio.NewWriter(w)} }

// heads writes the row of the names of the columns.
func (t tableWriter) heads(names []string) error {
	cells := make([]any, len(names))
	for i, n := range names {
		cells[i] = n
	}
	return t.row(cells...)
}

// row writes one row: of each string a quoted cell that no spreadsheet runs, of each int a number.
func (t tableWriter) row(cells ...any) error {
	for i, cell := range cells {
		if i > 0 {
			_ = t.out.WriteByte(separator) // a bufio.Writer keeps its error until Flush
		}
		switch c := cell.(type) {
		case int:
			_, _ = t.out.WriteString(strconv.Itoa(c))
		case string:
			_, _ = t.out.WriteString(`"` + strings.ReplaceAll(inert(c), `"`, `""`) + `"`)
		}
	}
	return t.out.WriteByte('\n')
}

func (t tableWriter) flush() error { return t.out.Flush() }

// inert keeps a spreadsheet from running a student's text (OWASP, CSV injection): it puts an apostrophe
// before whatever looks like a formula, at the start and behind each splitter. Numbers stay as they are, with their signs. A
// NUL, at which some programs end a file, becomes U+FFFD.
func inert(s string) string {
	s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	var out strings.Builder
	if s != "" && strings.ContainsRune("\t\r", rune(s[0])) {
		out.WriteByte('\'')
	}
	for s != "" {
		end := strings.IndexAny(s, splitters) + 1
		if end == 0 {
			end = len(s)
		}
		if isFormula(s[:end]) {
			out.WriteByte('\'')
		}
		out.WriteString(s[:end])
		s = s[end:]
	}
	return out.String()
}

// isFormula reports whether a spreadsheet may take a cell for a formula.
func isFormula(cell string) bool {
	if !strings.ContainsRune("=+-@", rune(cell[0])) {
		return false
	}
	_, err := strconv.ParseFloat(strings.TrimRight(cell, splitters), 64)
	return err != nil
}
