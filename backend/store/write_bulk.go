package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// maxBulkRows is how many rows one statement has. The driver compiles a statement at every execution,
// so it is good if many rows share one. But it searches through all values to bind each one, so beyond
// this number the rows would cost more.
const maxBulkRows = 32

// bulk is a statement over many rows of values at once: head, then rows of
// width question marks, then tail.
type bulk struct {
	head  string
	width int
	tail  string
}

// query returns the statement for n rows.
func (b bulk) query(n int) string {
	row := "(?" + strings.Repeat(",?", b.width-1) + ")"
	return b.head + row + strings.Repeat(","+row, n-1) + b.tail
}

// each calls fn with the statement and the values of some rows until args is used up. A row has width
// values.
func (b bulk) each(args []any, fn func(query string, args []any) error) error {
	for run := range slices.Chunk(args, maxBulkRows*b.width) {
		if err := fn(b.query(len(run)/b.width), run); err != nil {
			return err
		}
	}
	return nil
}

// exec runs the statement over all rows of args.
func (b bulk) exec(ctx context.Context, c *sql.Conn, args []any) error {
	return b.each(args, func(query string, args []any) error {
		_, err := c.ExecContext(ctx, query, args...)
		return err
	})
}

// read runs the statement over all rows of args and calls fn for each row of the answer.
func (b bulk) read(ctx context.Context, c *sql.Conn, args []any, fn func(rows *sql.Rows) error) error {
	return b.each(args, func(query string, args []any) error {
		return eachRow(ctx, c, query, args, fn)
	})
}
