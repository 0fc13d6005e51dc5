package payload

import "npt/backend/pyjson"

// TypeTable is JSON: a dict with columns, rows, shape, index, dtypes.
const TypeTable Type = "table"

func init() {
	register(Kind{Type: TypeTable, Encoding: JSON, Compared: AsTable, summarize: summarizeJSON(summarizeTable), read: readJSON(showTable)})
}

func summarizeTable(data []byte, found pyjson.Layout, v *Preview) bool {
	var table *Table
	table, v.Broken = readTable(data, found, tableStyle{PreviewRows, PreviewColumns, inPreview})
	if table == nil {
		return false
	}
	v.Shape, v.Columns, v.Rows = table.Shape, table.Columns, table.Rows
	return true
}

func showTable(data []byte, found pyjson.Layout, a *Answer) bool {
	a.Table, a.Broken = readTable(data, found, tableStyle{TableRows, TableColumns, inAnswer})
	return a.Table != nil
}

// Bounds on what is shown of a table.
const (
	// TableRows and TableColumns are how many rows and columns are shown, from the first on. Our
	// client sends fewer.
	TableRows    = 200
	TableColumns = 60
)

// tableStyle is how much of a table is shown, and how.
type tableStyle struct {
	rows, columns int
	cells         pyjson.CellStyle
}

// readTable reads a payload of valid JSON: a dict with columns and rows and, if the sender told them,
// the shape of the whole, the dtypes by column and the index by row. It returns nil and the reason if
// the payload is no table. A table can be broken and still be shown.
func readTable(data []byte, found pyjson.Layout, style tableStyle) (table *Table, wrong Broken) {
	if found.Top != pyjson.OpenDict {
		return nil, BrokenNotTable
	}
	r := tableReader{scanner: pyjson.NewScanner(data), style: style}
	r.scanner.Next()
	r.scanner.Each(func(_ int, key []byte) { r.entry(string(key)) })
	switch {
	case r.columns == nil:
		return nil, BrokenNoColumns
	case r.rows == nil:
		return nil, BrokenNoRows
	case r.notLists:
		return nil, BrokenRowsNoLists
	}
	if r.rowCount > 0 && (r.narrowest != r.columnCount || r.widest != r.columnCount) {
		wrong = BrokenDifferentLengths
	}
	return r.table(), wrong
}

// tableReader holds what was read of a table; nil for what is missing.
type tableReader struct {
	scanner *pyjson.Scanner
	style   tableStyle

	columns, dtypes, index []string
	shape, axes            []int
	names                  TableNames
	rows                   [][]string
	columnCount, rowCount  int // includes those that are not shown
	narrowest, widest      int // lengths of rows
	notLists               bool
}

// entry reads one entry of the table's dict. If a key occurs twice, the last one counts, as in Python.
func (r *tableReader) entry(key string) {
	switch key {
	case "columns":
		r.columns, r.columnCount = r.list(r.style.columns)
	case "dtypes":
		r.dtypes, _ = r.list(r.style.columns)
	case "index":
		r.index, _ = r.list(r.style.rows)
	case "shape":
		r.shape = readLengths(r.scanner)
	case "axes":
		r.axes = readLengths(r.scanner)
	case "names":
		r.readNames()
	case "rows":
		r.readRows()
	}
}

func (r *tableReader) readNames() {
	if r.scanner.Kind != pyjson.OpenDict {
		return
	}
	r.scanner.Each(func(_ int, key []byte) {
		switch string(key) {
		case "index":
			r.names.Index, _ = r.list(r.style.columns)
		case "columns":
			r.names.Columns, _ = r.list(r.style.columns)
		}
	})
}

// list reads the first limit values of a list and counts all of them; nil if the value is no list.
func (r *tableReader) list(limit int) (cells []string, count int) {
	if r.scanner.Kind != pyjson.OpenList {
		return nil, 0
	}
	cells = []string{}
	count = r.scanner.Each(func(i int, _ []byte) {
		if i < limit {
			cells = append(cells, r.style.cells.Cell(r.scanner))
		}
	})
	return cells, count
}

func (r *tableReader) readRows() {
	r.rows, r.notLists = nil, false
	if r.scanner.Kind != pyjson.OpenList {
		return
	}
	r.rows = [][]string{}
	r.rowCount = r.scanner.Each(func(i int, _ []byte) {
		limit := 0
		if i < r.style.rows {
			limit = r.style.columns
		}
		cells, width := r.list(limit)
		if cells == nil {
			r.notLists = true
			return
		}
		if i < r.style.rows {
			r.rows = append(r.rows, cells)
		}
		if i == 0 {
			r.narrowest, r.widest = width, width
		}
		r.narrowest, r.widest = min(r.narrowest, width), max(r.widest, width)
	})
}

// table returns what was read, every row as long as the columns.
func (r *tableReader) table() *Table {
	t := &Table{Shape: r.shape, Axes: r.axes, Names: r.names, Columns: r.columns, DTypes: r.dtypes, Index: r.index, Rows: r.rows}
	if len(t.Shape) != 2 || t.Shape[0] < r.rowCount || t.Shape[1] < r.columnCount {
		t.Shape = []int{r.rowCount, r.columnCount}
	}
	if len(t.DTypes) != len(t.Columns) {
		t.DTypes = []string{}
	}
	if len(t.Index) != len(t.Rows) {
		t.Index = []string{}
	}
	for i, row := range t.Rows {
		for len(row) < len(t.Columns) {
			row = append(row, "")
		}
		t.Rows[i] = row[:len(t.Columns)]
	}
	return t
}
