package export

import (
	"bufio"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// dialect says for whom a table is written.
type dialect struct {
	separator byte       // between the columns
	splitters *splitters // at which a spreadsheet of another country splits a quoted cell all the same
	isExcel   bool       // cells are as Excel takes them
}

// plain is the dialect for programs. A spreadsheet of a country with another separator splits at that one, and no quoted cell
// at the comma: it need not be guarded there, and code has many.
var plain = dialect{separator: ',', splitters: splittersOf(";\t\r\n")}

// splitters has the bytes at which a spreadsheet splits.
type splitters [256]bool

func splittersOf(list string) *splitters {
	set := &splitters{}
	for _, c := range []byte(list) {
		set[c] = true
	}
	return set
}

// next returns where the next splitter stands in s, at or behind from; the length of s if there is none.
func (set *splitters) next(s string, from int) int {
	for from < len(s) && !set[s[from]] {
		from++
	}
	return from
}

// byteOrderMark tells Excel that a file is in UTF-8.
const byteOrderMark = "\uFEFF"

// tableWriter writes a table as RFC 4180 says, in UTF-8; line breaks within
// answers stay as they were sent. Unlike encoding/csv it quotes every text: a spreadsheet that splits
// at other separators, as each of them does in some countries, then still sees one cell where it can.
type tableWriter struct {
	out *bufio.Writer
	dialect
}

func newTable(w io.Writer) tableWriter {
	return tableWriter{bufio.NewWriterSize(w, tableBuffer), plain}
}

// tableBuffer is what a table gathers before it writes, in bytes: a flush for each answer would be a call of the system.
const tableBuffer = 64 << 10

// newExcelTable returns a table for Excel with that separator; a comma if it is 0.
func newExcelTable(w io.Writer, separator rune) (tableWriter, error) {
	t := tableWriter{bufio.NewWriterSize(w, tableBuffer), dialect{separator: ',', splitters: splittersOf(",;\t\r\n"), isExcel: true}}
	if separator == ';' {
		t.separator = ';'
	}
	_, err := t.out.WriteString(byteOrderMark)
	return t, err
}

// heads writes the row of the names of the columns.
func (t tableWriter) heads(names []string) error {
	cells := make([]any, len(names))
	for i, n := range names {
		cells[i] = n
	}
	return t.row(cells...)
}

// verbatim is a cell that another system knows somebody by: it stays as that system wrote it.
type verbatim string

// row writes one row: of each string a quoted cell that no spreadsheet runs, of each int and float64 a number.
func (t tableWriter) row(cells ...any) error {
	for i, cell := range cells {
		if i > 0 {
			_ = t.out.WriteByte(t.separator) // a bufio.Writer keeps its error until Flush
		}
		switch c := cell.(type) {
		case int:
			_, _ = t.out.WriteString(strconv.Itoa(c))
		case float64:
			_, _ = t.out.WriteString(t.number(c))
		case verbatim:
			t.quoted(string(c))
		case string:
			t.quoted(t.cell(c))
		}
	}
	_, err := t.out.WriteString("\r\n")
	return err
}

// quoted writes text in quotes, each quote in it twice.
func (t tableWriter) quoted(s string) {
	_ = t.out.WriteByte('"')
	for at := strings.IndexByte(s, '"'); at >= 0; at = strings.IndexByte(s, '"') {
		_, _ = t.out.WriteString(s[:at+1])
		_ = t.out.WriteByte('"')
		s = s[at+1:]
	}
	_, _ = t.out.WriteString(s)
	_ = t.out.WriteByte('"')
}

func (t tableWriter) flush() error { return t.out.Flush() }

// number returns a number as the country of the separator writes it: where columns are separated by semicolons, the comma
// stands before the decimals.
func (t tableWriter) number(n float64) string {
	text := strconv.FormatFloat(n, 'f', -1, 64)
	if t.separator == ';' {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// cell returns text as it may stand in a table. Excel takes what it can for a number or a date, quoted or not: 0012345678 and
// 1.10 would lose their zeros, and 3-4 become a day. Only a formula that gives the text keeps them.
func (t tableWriter) cell(s string) string {
	if !t.isExcel {
		return inert(s, t.splitters)
	}
	if t.changesInExcel(s) {
		if len(s) > longestLiteral {
			return "'" + s
		}
		return `="` + s + `"`
	}
	return cutCell(inert(s, t.splitters))
}

// dayOrTime matches what Excel takes for a day or a time of some country.
var dayOrTime = regexp.MustCompile(`^[0-9]{1,4}[-/.:, ][0-9]{1,4}(?:[-/.:, ][0-9]{1,4})?$`)

// longestLiteral is how long a text within a formula may be in Excel.
const longestLiteral = 255

// exactly is how many digits of a number Excel keeps.
const exactly = 15

// changesInExcel reports whether Excel would show another text than this one, of digits and signs alone. A number that stays
// what it is, such as -0.5, is none of them; 1.5 is a day where a comma stands before the decimals.
func (t tableWriter) changesInExcel(s string) bool {
	if s == "" || strings.Trim(s, "0123456789.,:/-+eE ") != "" || strings.Trim(s, ".,:/-+eE ") == "" {
		return false
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return dayOrTime.MatchString(s)
	}
	digits := len(s) - strings.Count(s, ".") - strings.Count(s, "-")
	return strconv.FormatFloat(n, 'f', -1, 64) != s || digits > exactly || t.separator == ';' && dayOrTime.MatchString(s)
}

// fullWidth are the signs that begin a formula where the keyboard is Chinese or Japanese.
const fullWidth = "\uFF1D\uFF0B\uFF0D\uFF20"

// inert keeps a spreadsheet from running a student's text (OWASP, CSV injection): it puts an apostrophe
// before whatever looks like a formula, at the start and behind each splitter. Numbers stay as they are, with their signs. A
// NUL, at which some programs end a file, becomes U+FFFD.
func inert(s string, at *splitters) string {
	s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	var out []byte // of what stands before done
	done := 0
	for from := 0; from < len(s); {
		end := at.next(s, from)
		isBlank := from == 0 && (s[0] == '\t' || s[0] == '\r')
		if isBlank || isFormula(s[from:end]) {
			out = append(append(out, s[done:from]...), '\'')
			done = from
		}
		from = end + 1
	}
	if out == nil {
		return s
	}
	return string(append(out, s[done:]...))
}

// signedNumber matches a number, with what closes a list or a call behind it.
var signedNumber = regexp.MustCompile(`^[-+](?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?j?[\])}]*$`)

// isFormula reports whether a spreadsheet may take a cell for a formula.
func isFormula(cell string) bool {
	if cell == "" {
		return false
	}
	switch cell[0] {
	case '=', '+', '-', '@':
	case fullWidth[0]:
		if first, _ := utf8.DecodeRuneInString(cell); !strings.ContainsRune(fullWidth, first) {
			return false
		}
	default:
		return false
	}
	if signedNumber.MatchString(cell) {
		return false
	}
	_, err := strconv.ParseFloat(cell, 64)
	return err != nil // nan and inf are numbers, too
}
