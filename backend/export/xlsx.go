package export

import (
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"npt/backend/classroom"
	"npt/backend/payload"
)

// The limits of a sheet: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
const (
	maxCell    = 32_767 // characters
	maxRows    = 1_048_576
	maxColumns = 16_384
)

// wasCut ends a cell that would be too long.
const wasCut = " … (cut: the ZIP has all of it)"

// The sheets of a workbook.
const (
	recordsSheet   = "records"
	gridSheet      = "grid"
	questionsSheet = "questions"
)

// widths are those of the columns of the records in characters, in the order of Header.
var widths = []float64{14, 12, 10, 30, 24, 14, 10, 10, 50, 9, 20, 20, 20, 10, 20, 12, 20, 12, 30}

// XLSX writes a workbook with three sheets: records, a row each, as CSV has them but with numbers and times as such;
// grid, a row a student and a column a question; questions with their counts. Times are those of this computer's zone,
// as a workbook knows none. It has the grid in memory, and the records in temporary files where they are many.
//
// excelize writes it: it is the most used and best kept library for the format in Go, and writes rows as a stream.
func XLSX(w io.Writer, from Source) error {
	book := excelize.NewFile()
	defer book.Close() //nolint:errcheck // it removes temporary files
	if err := book.SetSheetName(book.GetSheetName(0), recordsSheet); err != nil {
		return err
	}
	styles, err := newStyles(book)
	if err != nil {
		return err
	}
	grid := newGrid()
	if err := writeRecords(book, styles, grid, from); err != nil {
		return err
	}
	if err := writeSheet(book, styles, gridSheet, 24, grid.rows()); err != nil {
		return err
	}
	if err := writeSheet(book, styles, questionsSheet, 12, grid.questionRows()); err != nil {
		return err
	}
	return book.Write(w)
}

// styles are those of the cells.
type styles struct{ head, time int }

func newStyles(book *excelize.File) (s styles, err error) {
	if s.head, err = book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return s, err
	}
	format := "yyyy-mm-dd hh:mm:ss"
	s.time, err = book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	return s, err
}

// bookSheet is a sheet whose first row and column stay in sight.
type bookSheet struct {
	*excelize.StreamWriter
	styles styles
	row    int
}

func newSheet(book *excelize.File, styles styles, name string) (*bookSheet, error) {
	writer, err := book.NewStreamWriter(name)
	return &bookSheet{writer, styles, 0}, err
}

// add writes a row; what is beyond the rows of a sheet is left out.
func (s *bookSheet) add(cells ...any) error {
	if s.row++; s.row > maxRows {
		return nil
	}
	values := make([]any, min(len(cells), maxColumns))
	for i := range values {
		values[i] = s.cell(cells[i])
	}
	return s.SetRow("A"+strconv.Itoa(s.row), values)
}

func (s *bookSheet) cell(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil // so that programs count it as empty
		}
		if s.row == 1 {
			return excelize.Cell{StyleID: s.styles.head, Value: cutCell(v)}
		}
		return cutCell(v)
	case time.Time:
		// A workbook has no zones.
		local := v.Local()
		return excelize.Cell{StyleID: s.styles.time, Value: time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)}
	}
	return value
}

// cutCell returns text that a cell can hold, which counts characters as UTF-16 does. A NUL becomes U+FFFD.
func cutCell(s string) string {
	s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	if len(s) <= maxCell || units(s) <= maxCell {
		return s
	}
	left := maxCell - units(wasCut)
	for at, r := range s {
		if left -= utf16.RuneLen(r); left < 0 {
			return s[:at] + wasCut
		}
	}
	return s
}

// units returns how many characters UTF-16 needs for a text.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func writeRecords(book *excelize.File, styles styles, grid *grid, from Source) error {
	out, err := newSheet(book, styles, recordsSheet)
	if err != nil {
		return err
	}
	for i, width := range widths {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(frozen(0)); err != nil {
		return err
	}
	heads := make([]any, len(Header))
	for i, name := range Header {
		heads[i] = name
	}
	if err := out.add(heads...); err != nil {
		return err
	}
	err = from.Records(func(r classroom.Record, p payload.Payload) error {
		verdict, _ := from.Judged.Of(r)
		grid.add(r, verdict)
		return out.add(from.workbookRow(r, p)...)
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// frozen keeps the row of heads in sight, and so many columns.
func frozen(columns int) *excelize.Panes {
	corner, _ := excelize.CoordinatesToCellName(columns+1, 2) // always a cell
	return &excelize.Panes{Freeze: true, XSplit: columns, YSplit: 1, TopLeftCell: corner, ActivePane: "bottomLeft"}
}

// The places of the columns that a workbook has in another way than CSV.
const (
	answerColumn = 8
	timesColumn  = 10
)

// workbookRow returns the row of the CSV with numbers and times, and without files.
func (from Source) workbookRow(r classroom.Record, p payload.Payload) []any {
	cells := from.row(r, p, "")
	if answer, isText := cells[answerColumn].(string); isText {
		cells[answerColumn] = numberOr(answer)
		if answer == "" && payload.Extension(p) != "" && !payload.KindOf(r.Type).HasText() {
			cells[answerColumn] = "(" + string(r.Type) + ")"
		}
	}
	for i, at := range []time.Time{r.FirstSentAt, r.SentAt, r.ReceivedAt} {
		cells[timesColumn+i] = at
	}
	return cells
}

// oneNumber matches an answer that is a single number, as Python's json writes it, alone or in a list as it was sent.
var oneNumber = regexp.MustCompile(`^\[?(-?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?)\]?$`)

func numberOr(answer string) any {
	if at := oneNumber.FindStringSubmatch(answer); at != nil {
		if n, err := strconv.ParseFloat(at[1], 64); err == nil {
			return n
		}
	}
	return answer
}

// writeSheet writes a small sheet whose first column is wide and stays in sight.
func writeSheet(book *excelize.File, styles styles, name string, width float64, rows [][]any) error {
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	out, err := newSheet(book, styles, name)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, width); err != nil {
		return err
	}
	if err := out.SetPanes(frozen(1)); err != nil {
		return err
	}
	for _, cells := range rows {
		if err := out.add(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}
