package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/glebarez/sqlite"
)

// Salvaged says what became of a damaged file's rows.
type Salvaged struct {
	Records int // that were read with their answers
	Lost    int // rows of all tables that could not be read, or whose counterpart could not
}

// derivedTables are made anew from others: what can be searched, and counts.
var derivedTables = []string{"texts", "tallies"}

// Salvage writes what can be read of the damaged data file at path to a new file at to, and leaves the
// damaged one as it is; an app may have it open. The error says why nothing at all could be read; there is no
// file at to then.
func Salvage(ctx context.Context, path, to string) (found Salvaged, err error) {
	defer func() {
		if err != nil {
			removeFile(to)
			err = openError(path, err)
		}
	}()
	old, err := sql.Open(sqlite.DriverName, probeDSN(path, isAlone(path)))
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	err = changeCopy(ctx, to, func(w *writer) error {
		// Rows come table by table, and what belongs together is looked at in the end.
		if err := w.outside(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
			return err
		}
		err := w.inTx(ctx, func(c *sql.Conn) (err error) {
			found, err = salvageInto(ctx, old, c)
			return err
		})
		if err == nil {
			err = w.outside(ctx, "VACUUM")
		}
		return err
	})
	return found, err
}

// unreadEnd is how many ids are tried beyond the last one that was read, where nobody can say which is the
// last: more than some pages have.
const unreadEnd = 10_000

func salvageInto(ctx context.Context, old *sql.DB, c *sql.Conn) (found Salvaged, err error) {
	tables, err := tablesOf(ctx, c)
	if err != nil {
		return found, err
	}
	for _, name := range tables {
		if slices.Contains(derivedTables, name) {
			continue
		}
		lost, err := salvageTable(ctx, old, c, name)
		if err != nil {
			return found, fmt.Errorf("store: the table %s: %w", name, err)
		}
		found.Lost += lost
	}
	unfit, err := dropUnfit(ctx, c)
	if err != nil {
		return found, err
	}
	found.Lost += unfit
	if err := writeOldTexts(ctx, c); err != nil {
		return found, err
	}
	// MendCounts of the next start does the rest.
	err = c.QueryRowContext(ctx, "SELECT COUNT(*) FROM records").Scan(&found.Records)
	return found, err
}

func tablesOf(ctx context.Context, c *sql.Conn) (names []string, err error) {
	const list = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rootpage"
	err = eachRow(ctx, c, list, nil, func(rows *sql.Rows) error {
		names = append(names, "")
		return rows.Scan(&names[len(names)-1])
	})
	return names, err
}

// salvageTable copies the rows of a table that can be read, and returns how many ids may be lost. A table
// that the damaged file does not have is left empty.
func salvageTable(ctx context.Context, old *sql.DB, c *sql.Conn, name string) (lost int, err error) {
	columns, key, err := columnsOf(ctx, c, name)
	if err != nil {
		return 0, err
	}
	copying := rowCopy{ctx: ctx, old: old, c: c, table: name, columns: columns}
	err = copying.rows("")
	if key == "" || !isDamage(err) {
		if isDamage(err) {
			slog.Warn("store: a table could be read in part only", "table", name)
			err = copying.rows("ORDER BY " + quoteName(columns[0]) + " DESC") // from its other end
			lost = 1
		}
		return lost, tolerable(err)
	}
	var last int64
	lastID := "SELECT COALESCE(MAX(" + quoteName(key) + "), 0) FROM " + quoteName(name)
	if err := old.QueryRowContext(ctx, lastID).Scan(&last); err != nil { //nolint:gosec // as in quoteName
		last = copying.last + unreadEnd
	}
	return copying.around(key, 1, last)
}

// tolerable returns an error unless damage is its reason, or a table that is not there.
func tolerable(err error) error {
	if isDamage(err) || err != nil && strings.Contains(err.Error(), "no such") {
		return nil
	}
	return err
}

// columnsOf returns a table's columns, and the one that is the row's id if there is one.
func columnsOf(ctx context.Context, c *sql.Conn, table string) (columns []string, key string, err error) {
	err = eachRow(ctx, c, "SELECT name, type, pk FROM pragma_table_info(?)", []any{table}, func(rows *sql.Rows) error {
		var name, kind string
		var pk int
		err := rows.Scan(&name, &kind, &pk)
		columns = append(columns, name)
		if pk == 1 && kind == "INTEGER" && key == "" {
			key = name
		} else if pk > 0 {
			key = "" // it has no ids
		}
		return err
	})
	return columns, key, err
}

// quoteName writes the name of a table or a column into a statement, which cannot take it as a value. The names are those of
// our own new file: nothing of the damaged one, or of a student, is among them.
func quoteName(name string) string {
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

func quoteNames(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quoteName(name)
	}
	return strings.Join(quoted, ", ")
}

// rowCopy copies rows of one table.
type rowCopy struct {
	ctx     context.Context
	old     *sql.DB
	c       *sql.Conn
	table   string
	columns []string
	last    int64 // the largest id that was copied, where the first column is one
}

// rows copies the rows that which selects, up to the first that cannot be read.
func (r *rowCopy) rows(which string, args ...any) error {
	table, names := quoteName(r.table), quoteNames(r.columns)
	rows, err := r.old.QueryContext(r.ctx, "SELECT "+names+" FROM "+table+" NOT INDEXED "+which, args...) //nolint:gosec // as in quoteName
	if err != nil {
		return err
	}
	defer rows.Close()
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(r.columns)), ", ")
	insert := "INSERT OR IGNORE INTO " + table + " (" + names + ") VALUES (" + marks + ")" //nolint:gosec // as in quoteName
	values, into := make([]any, len(r.columns)), make([]any, len(r.columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := r.c.ExecContext(r.ctx, insert, values...); err != nil {
			return err
		}
		if id, isID := values[0].(int64); isID {
			r.last = max(r.last, id)
		}
	}
	return rows.Err()
}

// around copies the rows with ids from first to last, in smaller and smaller portions where a damaged page is
// in the way, and returns how many ids cannot be read.
func (r *rowCopy) around(key string, first, last int64) (lost int, err error) {
	if first > last {
		return 0, nil
	}
	err = r.rows("WHERE "+quoteName(key)+" BETWEEN ? AND ?", first, last)
	if !isDamage(err) {
		return 0, err
	}
	if first == last {
		return 1, nil
	}
	middle := first + (last-first)/2
	lost, err = r.around(key, first, middle)
	if err != nil {
		return 0, err
	}
	more, err := r.around(key, middle+1, last)
	return lost + more, err
}

// unfit are rows whose counterpart was lost.
var unfit = []string{
	"DELETE FROM sessions WHERE owner_id NOT IN (SELECT id FROM owners)",
	"DELETE FROM parts WHERE session_id NOT IN (SELECT id FROM sessions)",
	"DELETE FROM senders WHERE session_id NOT IN (SELECT id FROM sessions)",
	"DELETE FROM records WHERE part_id NOT IN (SELECT id FROM parts) OR sender_id NOT IN (SELECT id FROM senders) OR id NOT IN (SELECT record_id FROM payloads)",
}

// dropUnfit deletes the rows whose counterpart was lost, and returns how many.
func dropUnfit(ctx context.Context, c *sql.Conn) (n int, err error) {
	drop := func(statement string, args ...any) error {
		done, err := c.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		some, err := done.RowsAffected()
		n += int(some)
		return err
	}
	for _, statement := range unfit {
		if err := drop(statement); err != nil {
			return n, err
		}
	}
	const split = "UPDATE senders SET student_id = id, merged_into = 0 WHERE student_id NOT IN (SELECT id FROM senders)"
	if _, err := c.ExecContext(ctx, split); err != nil {
		return n, err
	}
	type orphan struct {
		table string
		row   sql.NullInt64
	}
	var orphans []orphan
	err = eachRow(ctx, c, "SELECT \"table\", rowid FROM pragma_foreign_key_check", nil, func(rows *sql.Rows) error {
		var o orphan
		err := rows.Scan(&o.table, &o.row)
		orphans = append(orphans, o)
		return err
	})
	for _, o := range orphans {
		if err == nil && o.row.Valid { // of a table without ids they are of no account
			err = drop("DELETE FROM "+quoteName(o.table)+" WHERE rowid = ?", o.row.Int64)
		}
	}
	return n, err
}
