// Package sheet reads a table that another system wrote, as CSV or XLSX: whatever the separator is and however the text is
// encoded. It says what stands in the cells and nothing of what that means: roster finds the students in it, and export adds a
// column to it. It reads what a teacher chose, which may come from anywhere: what it takes is bounded.
package sheet

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"npt/backend/classroom"
)

// The largest table that is read.
const (
	MaxTable   = 16 << 20 // bytes of the file
	MaxRows    = 20_000
	MaxColumns = 500
	maxCell    = 4_000 // characters; more are cut
)

// Table is what stands in a file.
type Table struct {
	Rows      [][]string
	Separator rune // of a CSV; a comma for a workbook
	HasMark   bool // it began with a byte order mark
}

// Read returns the table of a file. The error is CodeBadField if it is none, or CodeTooLarge.
func Read(data []byte) (t Table, err error) {
	switch {
	case len(data) > MaxTable:
		return t, classroom.Errorf(classroom.CodeTooLarge, "The file is larger than %d MB: keep the columns with names and identifiers only.", MaxTable>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		t, err = readWorkbook(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return t, classroom.Errorf(classroom.CodeBadField, "This is a workbook of an old Excel (.xls): save it as XLSX or CSV and choose that file.")
	default:
		t, err = readCSV(data)
	}
	if err != nil {
		return Table{}, err
	}
	t.Rows = tidy(t.Rows)
	if len(t.Rows) == 0 {
		return Table{}, classroom.Errorf(classroom.CodeBadField, "The file is empty.")
	}
	return t, nil
}

// tidy returns the rows that have something in them, within the bounds.
func tidy(rows [][]string) (kept [][]string) {
	for _, row := range rows {
		for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
			row = row[:len(row)-1]
		}
		if len(row) == 0 {
			continue
		}
		if len(kept) == MaxRows {
			break
		}
		row = row[:min(len(row), MaxColumns)]
		for i, cell := range row {
			if len(cell) > maxCell {
				row[i] = strings.ToValidUTF8(cell[:maxCell], "")
			}
		}
		kept = append(kept, row)
	}
	return kept
}

func readCSV(data []byte) (Table, error) {
	text, hasMark, err := decode(data)
	if err != nil {
		return Table{}, err
	}
	if !strings.Contains(text, "\n") { // as Excel on a Mac writes it for old systems
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	t := Table{Separator: separatorOf(text), HasMark: hasMark}
	if strings.HasPrefix(text, sepLine) {
		_, text, _ = strings.Cut(text, "\n")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = t.Separator, -1, true
	for len(t.Rows) < 2*MaxRows { // empty ones are left out later
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return t, classroom.Errorf(classroom.CodeBadField, "The file is no table: save it as CSV or XLSX and choose it again.")
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// decode returns the text of a file: UTF-8 or UTF-16 as its byte order mark or its zeros say, else the code page of western
// Windows, which every byte fits.
func decode(data []byte) (text string, hasMark bool, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), true, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], binary.LittleEndian), true, nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], binary.BigEndian), true, nil
	case len(data) > 3 && data[1] == 0 && data[3] == 0:
		return wide(data, binary.LittleEndian), false, nil
	case len(data) > 3 && data[0] == 0 && data[2] == 0:
		return wide(data, binary.BigEndian), false, nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", false, classroom.Errorf(classroom.CodeBadField, "The file is no table: save it as CSV or XLSX and choose it again.")
	case utf8.Valid(data):
		return string(data), false, nil
	}
	western, err := charmap.Windows1252.NewDecoder().Bytes(data)
	return string(western), false, err
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// sepLine begins a first line that tells Excel the separator, and is no row.
const sepLine = "sep="

// separatorOf returns the separator that the first lines have most often outside of quotes; a comma if they have none.
func separatorOf(text string) rune {
	const lines = 20
	if rest, isSet := strings.CutPrefix(text, sepLine); isSet && strings.IndexAny(rest, ";,\t|") == 0 {
		return rune(rest[0])
	}
	counts, seen := countSeparators(text, lines)
	best := ','
	for _, r := range ";\t|" {
		if counts[r] > counts[best] {
			best = r
		}
	}
	// Canvas writes `Last, First` and quotes it; a list with semicolons may have such names unquoted.
	if counts[';'] > 0 && counts[';'] >= seen {
		return ';'
	}
	return best
}

// countSeparators counts what may be a separator in the first lines, outside of quotes, and how many lines there were.
func countSeparators(text string, lines int) (counts map[rune]int, seen int) {
	counts = map[rune]int{}
	inQuotes := false
	for _, r := range text {
		switch {
		case r == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case r == '\n':
			seen++
		case strings.ContainsRune(";\t|,", r):
			counts[r]++
		}
		if seen == lines {
			break
		}
	}
	return counts, seen
}
