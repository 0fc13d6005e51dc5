package sheet

import (
	"bytes"
	"log/slog"
	"strings"

	"github.com/xuri/excelize/v2"

	"npt/backend/classroom"
)

// What a workbook may unpack to, in bytes: a small file may hold a large one.
const (
	maxUnpacked = 128 << 20
	maxPart     = 64 << 20
)

// readWorkbook returns the first sheet that is not empty.
func readWorkbook(data []byte) (t Table, err error) {
	broken := classroom.Errorf(classroom.CodeBadField, "The file is no workbook that can be read: save it as CSV and choose that file.")
	defer func() {
		if cause := recover(); cause != nil { // the library was not made for files from anywhere
			slog.Warn("sheet: a workbook cannot be read", "cause", cause)
			t, err = Table{}, broken
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxPart})
	if err != nil {
		return Table{}, broken
	}
	defer book.Close() //nolint:errcheck // it removes temporary files
	for _, name := range book.GetSheetList() {
		rows, err := readSheet(book, name)
		if err != nil {
			return Table{}, broken
		}
		if len(rows) > 0 {
			return Table{Rows: rows, Separator: ','}, nil
		}
	}
	return Table{}, nil
}

// readSheet returns the cells as Excel shows them, so that 0012345678 keeps its zeros; long numbers as they are.
func readSheet(book *excelize.File, name string) (all [][]string, err error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() && len(all) < 2*MaxRows {
		row, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for i, cell := range row {
			if strings.Contains(cell, "E+") {
				at, _ := excelize.CoordinatesToCellName(i+1, len(all)+1) // always a cell
				if raw, err := book.GetCellValue(name, at, excelize.Options{RawCellValue: true}); err == nil {
					row[i] = raw
				}
			}
		}
		all = append(all, row)
	}
	return all, rows.Error()
}
