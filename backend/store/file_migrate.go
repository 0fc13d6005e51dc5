package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/text/unicode/norm"

	"npt/backend/payload"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration brings a file from the previous version to version.
type migration struct {
	version int
	sql     string
	then    func(ctx context.Context, c *sql.Conn) error // the part that SQL alone cannot do; nil if there is none
}

// followUps are the functions that migrations run after their SQL, by version.
var followUps = map[int]func(context.Context, *sql.Conn) error{4: writeOldTexts, 8: writeOldTexts}

// shipped returns the migrations of this program, in order of version, from 1 without a gap. The
// number in a file's name is its version; a released file never changes.
func shipped() []migration {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql") // sorted
	if err != nil {
		panic(err) // the pattern is a constant
	}
	list := make([]migration, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil || !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			panic(fmt.Sprintf("store: %s is out of order (%v)", name, err))
		}
		list[i] = migration{version: i + 1, sql: string(text), then: followUps[i+1]}
	}
	return list
}

// newest returns the version that the last migration of list leads to.
func newest(list []migration) int { return list[len(list)-1].version }

// migrate runs the migrations of list that the file does not have yet. Each runs in its own
// transaction, which also sets the file's version.
func (w *writer) migrate(ctx context.Context, list []migration) error {
	// With foreign keys on, replacing a table would empty the tables that refer to it.
	c, err := w.connection(ctx)
	if err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	for _, m := range list {
		err := w.inTx(ctx, func(c *sql.Conn) error {
			var version int
			if err := c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
				return err
			}
			if m.version <= version {
				return nil
			}
			if _, err := c.ExecContext(ctx, m.sql); err != nil {
				return err
			}
			if m.then != nil {
				if err := m.then(ctx, c); err != nil {
					return err
				}
			}
			_, err := c.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", m.version, applicationID))
			return err
		})
		if err != nil {
			return fmt.Errorf("store: migrating to version %d: %w", m.version, err)
		}
	}
	if c, err = w.connection(ctx); err == nil {
		_, err = c.ExecContext(ctx, "PRAGMA foreign_keys = ON")
	}
	return err
}

// writeOldTexts makes the records of an older file searchable.
func writeOldTexts(ctx context.Context, c *sql.Conn) error {
	const read = `
SELECT r.id, r.session_id, r.type, r.preview, substr(l.data, 1, ?)
FROM records r JOIN payloads l ON l.record_id = r.id WHERE r.id > ? ORDER BY r.id LIMIT ?`
	for last := int64(0); ; {
		var args []any
		err := eachRow(ctx, c, read, []any{4 * payload.MaxSearchText, last, deleteAtOnce}, func(rows *sql.Rows) error {
			var session int64
			var preview string
			var p payload.Payload
			if err := rows.Scan(&last, &session, &p.Type, &preview, &p.Data); err != nil {
				return err
			}
			v, err := decodePreview(preview)
			args = append(args, session, last, payload.SortKey(norm.NFC.String, p, v), payload.SearchText(norm.NFC.String, p, v))
			return err
		})
		if err != nil || len(args) == 0 {
			return err
		}
		if err := upsertTexts.exec(ctx, c, args); err != nil {
			return err
		}
	}
}
